"""``shop new feature``: a few answers become a feature that passes ``shop check``."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import Shop
from .test_dry_run import COMPANY

UPGRADE = ("--about", "free phone upgrade", "--price", "free")
LOYALTY = """
from typing import Protocol, runtime_checkable

from journeys.api import COUNT, Topic

LOYALTY = Topic("loyalty points", about="giving the points that were promised")


@runtime_checkable
class TellsPoints(Protocol):
    def tell_points(self, visit): ...


LOYALTY.ability(TellsPoints, "tell the points")
POINTS = LOYALTY.term("points", COUNT, checkable=True, help="How many points are given.")
ASK = LOYALTY.purpose("asks for the points", TellsPoints.tell_points, sentence="", owes=[POINTS])
WRONG = LOYALTY.breach("gave other points than were promised")


@LOYALTY.rule(ASK)
def as_promised(visit, standing):
    yield LOYALTY.found(visit, POINTS, "500", "500", "as promised")


class Desk:
    def __init__(self, name, settings, tools): ...
    def tell_points(self, visit): ...
    def tell_offer(self, visit): ...


class Office:
    def __init__(self, settings, tools): ...
    def enrol(self, shopper): ...
    def make_offer(self, shopper, terms, channel, places): ...
    def start_afresh(self): ...
"""
LOYALTY_STEPS = """
from acme import LOYALTY, ASK
from pytest_bdd import then, when

from journeys.api import Journey, Sentence


@when(Sentence("{shopper:Shopper} asks the {place:Touchpoint} for the points"))
def asks(journey: Journey, shopper: str, place: str) -> None:
    \"\"\"Ask how many points there are.\"\"\"
    journey.visit(shopper, place, ASK)


@then(Sentence("the points are the same everywhere"))
def same(journey: Journey) -> None:
    \"\"\"Hold every touchpoint to the points that were promised.\"\"\"
    journey.hold_to(LOYALTY)
"""
LOYAL_COMPANY = """
name = "Acme"
currency = "USD"
topics = ["acme"]
hosts = ["127.0.0.1"]

[touchpoints.inbox]
channel = "email"
driver = "acme:Desk"
address = "imap://127.0.0.1:9"

[touchpoints.shop]
channel = "web"
driver = "journeys.fixtures.kestrel.website:Website"
address = "http://127.0.0.1:9/"

[back_office]
driver = "acme:Office"
address = "http://127.0.0.1:9/"
"""


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    """A suite without any feature."""
    suite = tmp_path / "suite"
    (suite / "features").mkdir(parents=True)
    plugins = '["journeys.steps", "journeys.fixtures", "journeys.reports"]'
    (suite / "conftest.py").write_text(f"pytest_plugins = {plugins}\n", encoding="utf-8")
    (suite / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    return suite


def features(suite: Path) -> list[str]:
    return [path.name for path in (suite / "features").iterdir()]


def test_an_emailed_offer_is_taken_wherever_it_can_be(shop: Shop, suite: Path) -> None:
    result = shop("new", "feature", "The email is honoured", *UPGRADE, folder=suite)

    assert result.code == 0, result.said
    written = (suite / "features" / "the_email_is_honoured.feature").read_text(encoding="utf-8")
    assert written.startswith("Feature: The email is honoured\n")
    assert "    And the company promised Linda by email:\n      | offer | free phone upgrade |\n" in written
    assert written.count("    When Linda opens the email\n") == 7
    assert shop("check", "features", folder=suite).said == "1 feature read, no problems."


def test_it_keeps_its_promise_when_it_is_run(shop: Shop, suite: Path) -> None:
    shop("new", "feature", "The store honours it", *UPGRADE, "--taken-to", "store", folder=suite)

    result = shop("run", "features", "--company", "connected", folder=suite)

    assert result.code == 0, result.said
    assert "1 passed" in result.said or "Every promise was kept" in result.said


def test_it_is_written_in_arabic_with_the_phrasebooks_sentences(shop: Shop, suite: Path) -> None:
    answers = ("--shopper", "ليندا", "--about", "ترقية مجانية", "--price", "مجانا", "--taken-to", "المتجر")

    result = shop("new", "feature", "المتجر يفي بوعد البريد", "--language", "ar", *answers, folder=suite)

    assert result.code == 0, result.said
    written = (suite / "features" / "المتجر_يفي_بوعد_البريد.feature").read_text(encoding="utf-8")
    assert written.startswith("# language: ar\nخاصية: المتجر يفي بوعد البريد\n")
    assert "    متى تفتح ليندا البريد الإلكتروني\n    و تستفيد ليندا من العرض في المتجر\n" in written


def test_a_listed_price_is_looked_up(shop: Shop, suite: Path) -> None:
    answers = ("--about", "Kestrel Case", "--said-by", "price list", "--price", "19.90", "--language", "de")

    result = shop("new", "feature", "Ein Preis", *answers, folder=suite)

    assert result.code == 0, result.said
    written = (suite / "features" / "ein_preis.feature").read_text(encoding="utf-8")
    assert 'laut Preisliste kostet "Kestrel Case" 19.90 USD' in written
    assert "  Szenario: Im Laden\n" in written
    assert 'Wenn Linda im Laden nachsieht, was "Kestrel Case" kostet\n    Dann steht überall der Preis' in written


def test_a_company_of_ones_own_is_held_to_what_its_file_says(shop: Shop, suite: Path) -> None:
    (suite / "company.toml").write_text(COMPANY.format(address="http://127.0.0.1:9/"), encoding="utf-8")

    result = shop("new", "feature", "The leaflet", folder=suite)

    assert result.code == 0, result.said
    written = (suite / "features" / "the_leaflet.feature").read_text(encoding="utf-8")
    assert '    And the company promised Linda the "free phone upgrade"\n' in written
    assert "    When Linda redeems the offer on the shop\n    Then every touchpoint honours the promise\n" in written


def test_drivers_are_found_where_pytest_finds_them(shop: Shop, suite: Path) -> None:
    (suite / "pytest.ini").write_text("[pytest]\npythonpath = lib\n", encoding="utf-8")
    (suite / "lib").mkdir()
    driver = "from journeys.fixtures.kestrel.website import Website\n\n\nclass Shop(Website):\n    pass\n"
    (suite / "lib" / "acme_shop.py").write_text(driver, encoding="utf-8")
    company = COMPANY.format(address="http://127.0.0.1:9/").replace(
        "journeys.fixtures.kestrel.website:Website", "acme_shop:Shop"
    )
    (suite / "company.toml").write_text(company, encoding="utf-8")

    assert shop("new", "feature", "The leaflet", folder=suite).code == 0
    assert "at the shop (web)." in shop("explain", "features/the_leaflet.feature", folder=suite).said


def test_terms_stand_below_the_price_in_the_order_they_are_given(shop: Shop, suite: Path) -> None:
    terms = ("--term", "regular price=130.00 USD", "--term", "valid for=30 days")

    result = shop("new", "feature", "The store honours it", *UPGRADE, *terms, "--taken-to", "store", folder=suite)

    assert result.code == 0, result.said
    written = (suite / "features" / "the_store_honours_it.feature").read_text(encoding="utf-8")
    rows = [line.split("|")[1:-1] for line in written.splitlines() if line.strip().startswith("|")]
    assert [[cell.strip() for cell in row] for row in rows] == [
        ["offer", "free phone upgrade"],
        ["price", "free"],
        ["regular price", "130.00 USD"],
        ["valid for", "30 days"],
    ]


def test_a_term_may_be_told_in_the_features_own_language(shop: Shop, suite: Path) -> None:
    answers = ("--about", "Upgrade", "--term", "Preis=0,00 Dollar", "--taken-to", "im Laden", "--language", "de")

    result = shop("new", "feature", "Der Laden hält Wort", *answers, folder=suite)

    assert result.code == 0, result.said
    written = (suite / "features" / "der_laden_hält_wort.feature").read_text(encoding="utf-8")
    assert "| Preis | 0,00 Dollar |" in " ".join(written.split())


def test_a_promise_of_ones_own_kind_is_taken_where_its_topic_says(shop: Shop, suite: Path) -> None:
    (suite / "company.toml").write_text(LOYAL_COMPANY, encoding="utf-8")
    (suite / "acme.py").write_text(LOYALTY, encoding="utf-8")
    (suite / "acme_steps.py").write_text(LOYALTY_STEPS.replace("\\", ""), encoding="utf-8")
    (suite / "pytest.ini").write_text("[pytest]\npythonpath = .\n", encoding="utf-8")
    plugins = '["journeys.steps", "journeys.fixtures", "journeys.reports", "acme_steps"]'
    (suite / "conftest.py").write_text(f"pytest_plugins = {plugins}\n", encoding="utf-8")

    result = shop("new", "feature", "The bonus", "--about", "welcome bonus", "--term", "points=500", folder=suite)

    assert result.code == 0, result.said
    written = (suite / "features" / "the_bonus.feature").read_text(encoding="utf-8")
    assert "      | promise | welcome bonus |\n      | points  | 500           |\n" in written
    assert written.count("  Scenario: ") == 1
    assert "    When Linda opens the email\n    And Linda asks the inbox for the points\n" in written
    assert written.endswith("    Then the points are the same everywhere\n")


def test_nothing_is_ever_overwritten(shop: Shop, suite: Path) -> None:
    (suite / "features" / "the_email.feature").write_text("mine", encoding="utf-8")

    result = shop("new", "feature", "The email", *UPGRADE, folder=suite)

    assert result.code == 2
    assert "features/the_email.feature is there already, so nothing was written." in result.said
    assert (suite / "features" / "the_email.feature").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        (("--taken-to", "stoer"), "no such touchpoint: 'stoer'. Did you mean 'store'?"),
        (("--taken-to", "agent desktop"), "The agent desktop cannot redeem an offer. These can: website, "),
        (("--said-by", "emial"), "There is no such channel: 'emial'. Did you mean 'email'?"),
        (("--language", "tlh"), "No phrasebook is in 'tlh'. Valid: en, "),
        (("--price", "a song"), "a song"),
        (("--term", "prise=free"), "A promise has no such term: 'prise'. Did you mean 'price'?"),
        (("--term", "price=free"), "The term 'price' is stated twice"),
        (("--term", "valid for"), "'valid for' is no term with its value."),
        (("--term", "line=Maya", "--said-by", "price list"), "A price list says what things cost"),
        (("--shopper", "Linda Perez"), "This is no first name: 'Linda Perez'."),
        (("--about", 'a "free" phone', "--said-by", "price list"), "A name holds no quotation marks"),
        (("--company", "conected"), "Did you mean 'connected'?"),
    ],
)
def test_an_answer_that_makes_no_feature_is_told_and_nothing_is_written(
    shop: Shop, suite: Path, answers: tuple[str, ...], said: str
) -> None:
    result = shop("new", "feature", "The email", *UPGRADE, *answers, folder=suite)

    assert result.code == 2
    assert said in result.said
    assert features(suite) == []


def test_what_nobody_is_there_to_answer_is_named(shop: Shop, suite: Path) -> None:
    result = shop("new", "feature", "The email", "--about", "free phone upgrade", folder=suite)

    assert result.code == 2
    assert "Give --price." in result.said


def test_a_promise_that_nobody_could_check_is_refused(shop: Shop, suite: Path) -> None:
    result = shop("new", "feature", "The email", "--about", "upgrade", "--term", "valid for=30 days", folder=suite)

    assert result.code == 2
    assert "The promise has no term that could be checked" in result.said
    assert features(suite) == []


def test_a_name_of_no_letters_is_refused(shop: Shop, suite: Path) -> None:
    assert shop("new", "feature", "…", *UPGRADE, folder=suite).code == 2
    assert features(suite) == []


def test_at_a_terminal_it_asks_again_until_an_answer_can_be_used(suite: Path) -> None:
    (suite / "company.toml").write_text(COMPANY.format(address="http://127.0.0.1:9/"), encoding="utf-8")

    done = at_a_terminal(suite, b"she\nLinda Perez\nMaya\nfree phone upgrade\nstore\nshop\n")

    assert done.returncode == 0, done.stderr
    assert done.stdout.count("Who shops (a first name) [Linda]: ") == 3
    assert "This is no first name: 'Linda Perez'." in done.stdout
    assert "Acme has no such touchpoint: 'store'." in done.stdout
    written = (suite / "features" / "the_leaflet.feature").read_text(encoding="utf-8")
    assert '    And the company promised Maya the "free phone upgrade"\n' in written


def test_whoever_stops_at_a_question_is_told_how_to_go_on_with_the_answers(suite: Path) -> None:
    (suite / "company.toml").write_text(COMPANY.format(address="http://127.0.0.1:9/"), encoding="utf-8")

    done = at_a_terminal(suite, b"Maya\nfree phone upgrade\n\x04")

    assert done.returncode == 130
    assert "shop new feature 'The leaflet' --shopper Maya --about 'free phone upgrade'" in done.stderr
    assert features(suite) == []


def at_a_terminal(suite: Path, typed: bytes) -> subprocess.CompletedProcess[str]:
    """Begin a feature as somebody does who types at a terminal."""
    ours, theirs = pty.openpty()
    os.write(ours, typed)
    done = subprocess.run(
        [sys.executable, "-m", "journeys", "new", "feature", "The leaflet"],
        cwd=suite,
        stdin=theirs,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    os.close(ours)
    os.close(theirs)
    return done
