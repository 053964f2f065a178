"""Drivers made of recordings. The recording is written by hand in the recorder's own form: nobody clicks in a build."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest
from click.testing import CliRunner

from journeys.cli import main
from journeys.commands.recording import driver_source
from journeys.company.company_file import Company, read_company
from journeys.errors import AuthorError
from journeys.testing import clauses, emailed_offer
from journeys.testing.walks import Subject, walk
from journeys.tools.browsing import Browsing
from journeys.topics import offers
from journeys.topics.offers import QuotesPrices

RECORDED = Path(__file__).parent / "recorded_website.txt"


@pytest.fixture
def suite(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "company.toml").write_text(
        'name = "Acme"\ncurrency = "USD"\nhosts = ["127.0.0.1"]\n\n[touchpoints."web shop"]\nchannel = "web"\n'
        'driver = "web_shop:WebShop"\naddress = "http://127.0.0.1:9/"\n',
        encoding="utf-8",
    )
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    return tmp_path


def test_what_was_typed_is_the_shoppers_own_and_addresses_are_the_touchpoints() -> None:
    source = driver_source(RECORDED.read_text(encoding="utf-8"), name="web shop", class_name="WebShop")

    assert "linda.4711" not in source
    assert "correct horse" not in source
    assert "127.0.0.1" not in source
    assert "open_page(page, self._address + '/signin?next=/account')" in source
    assert "fill(page.get_by_role('textbox', name='Email'), visit.shopper.email)" in source
    assert "fill(page.get_by_role('textbox', name='Password'), visit.shopper.password)" in source
    assert "press(page.get_by_role('button', name='Take this offer'), until=price)" in source
    assert "        price = page.get_by_label('Total to pay')\n" in source


def test_a_recorded_driver_keeps_the_contract(
    suite: Path, company: Company, browsing: Browsing, tmp_path_factory: pytest.TempPathFactory
) -> None:
    done = CliRunner().invoke(main, ["record", "web shop", "--from", str(RECORDED)])
    assert done.exit_code == 0, done.output
    made = importlib.import_module("web_shop").WebShop
    subject = Subject(driver=made, at="website", options=None, product=None, scene=emailed_offer)

    with walk(subject, QuotesPrices, company, browsing, tmp_path_factory.mktemp("walk")) as seen:
        assert seen.error is None
        assert [one.value for one in seen.visits[0].observations if one.term == offers.PRICE] == ["19.00 USD"]
        for clause in (clauses.unseen, clauses.missing_exhibits, clauses.leaks):
            assert list(clause(seen)) == []
        assert list(clauses.bare_pictures(seen)) == []
    assert list(clauses.judgements(made)) == []
    assert (suite / "web_shop.py").exists()
    assert 'driver = "web_shop:WebShop"' in done.output


def test_a_second_place_goes_beside_the_first_and_staff_sign_in_as_the_company_file_says(
    suite: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = suite / "company.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("web_shop:", "acme.web_shop:"), encoding="utf-8")
    (suite / "journeys" / "acme").mkdir(parents=True)
    asked = ["record", "staff desk", "--from", str(RECORDED), "--channel", "store", "--username", "till"]

    refused = CliRunner().invoke(main, [*asked, "--address", "http://desk.example/"])
    done = CliRunner().invoke(main, [*asked, "--address", "http://127.0.0.1:9/desk"])

    assert refused.exit_code == 2
    assert "the host 'desk.example' is not among hosts" in " ".join(refused.output.split())
    assert done.exit_code == 0, done.output
    source = (suite / "journeys" / "acme" / "staff_desk.py").read_text(encoding="utf-8")
    compile(source, "staff_desk.py", "exec")
    assert "page = self._tools.browsing.staff_page(self._name)" in source
    assert "        if page.get_by_role('textbox', name='Password').count():\n" in source
    assert "fill(page.get_by_role('textbox', name='Email'), self._settings.username or \"\")" in source
    monkeypatch.setenv("STAFF_DESK_PASSWORD", "oak and ash")
    assert read_company(file).touchpoints["staff desk"].driver == "acme.staff_desk:StaffDesk"


def test_a_recording_without_a_marked_price_says_where_to_put_it() -> None:
    script = RECORDED.read_text(encoding="utf-8").replace("expect(page", "print(page")

    source = driver_source(script, name="web shop", class_name="WebShop")

    compile(source, "web_shop.py", "exec")
    assert "raise NotImplementedError('Say where the price stands" in source


@pytest.mark.parametrize(
    ("address", "opened"),
    [
        ("http://127.0.0.1:9/desk", "self._address + '/signin'"),
        ("http://127.0.0.1:9/desk/till/", "urljoin(self._settings.address, '/desk/signin')"),
        ("http://127.0.0.1:9/", "self._address + '/desk/signin'"),
    ],
)
def test_what_was_opened_is_below_the_touchpoint_and_a_field_is_read_by_its_value(address: str, opened: str) -> None:
    script = """
def run(playwright):
    page.goto("http://127.0.0.1:9/desk/signin")
    expect(page.get_by_label("Voucher value")).to_have_value("25.00")
"""

    source = driver_source(script, name="desk", class_name="Desk", address=address)

    compile(source, "desk.py", "exec")
    assert f"open_page(page, {opened})" in source
    assert ("import urljoin" in source) == ("urljoin(" in opened)
    assert "visit.read(offers.PRICE, settled(price, Locator.input_value))" in source


@pytest.mark.parametrize(
    ("script", "complaint"),
    [("def run(:\n", "rec.py:1: The recording is not Python"), ("x = 1\n", "Nothing was done on any page")],
)
def test_something_that_is_no_recording_is_refused(script: str, complaint: str) -> None:
    with pytest.raises(AuthorError, match=complaint):
        driver_source(script, name="web shop", class_name="WebShop", recorded_as="rec.py")


@pytest.mark.usefixtures("suite")
def test_wrong_use_of_the_command_says_what_to_do(monkeypatch: pytest.MonkeyPatch, suite: Path) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    (suite / "taken.py").write_text("", encoding="utf-8")

    def told(*words: str) -> str:
        done = CliRunner().invoke(main, ["record", *words])
        assert done.exit_code == 2
        return " ".join(done.output.split())

    assert "There is no touchpoint 'web shoop'. Did you mean 'web shop'? Valid: web shop; or add" in told("web shoop")
    assert "There is no screen to record on." in told("web shop")
    assert "taken.py is there already" in told("web shop", "--from", str(RECORDED), "--output", "taken.py")
