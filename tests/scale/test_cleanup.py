"""What a run makes at the company is undone: at the journey's end, or later, even if the run was killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
import requests

from fixtures.company import open_sandbox
from journeys.company.company_file import Company
from journeys.errors import Unreachable
from journeys.records.ledger import Ledger, read
from journeys.records.record import CleanedUp, Created, ScenarioStarted
from journeys.records.run import Run, read_run
from journeys.running.cleanup import Cleaners, clean_up, left_behind, left_behind_words

from ..plugin.conftest import Suite

ROOT = Path(__file__).parents[2]
WALK = "features/effort"
ACCOUNT = Created(scenario="s", what="account", reference="cus_1", where="back office")
ORDER = Created(scenario="s", what="order", reference="K-1", where="store", by_hand="Void the receipt at the till.")


@dataclass
class Undoing:
    """Undoes what it is told to, and remembers what it was asked."""

    answer: bool | Exception = True
    asked: list[str] = field(default_factory=list)

    def clean_up(self, created: Created) -> bool:
        self.asked.append(created.reference)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


class Places:
    """A directory whose store may be able to undo things."""

    def __init__(self, store: Undoing | None = None) -> None:
        self._store = store

    def all_able(self, _: type) -> list[str]:
        return ["store"] if self._store else []

    def able(self, *_: Any) -> Undoing | None:
        return self._store


def cleaning(*made: Created, store: Undoing | None = None, office: object = None, folder: Path) -> list[CleanedUp]:
    return clean_up(made, Cleaners(Places(store), office), Ledger(folder / "ledger-cleanup.jsonl"))


def test_the_touchpoint_is_asked_before_the_back_office(tmp_path: Path) -> None:
    store, office = Undoing(), Undoing()

    cleaned = cleaning(ORDER, ACCOUNT, store=store, office=office, folder=tmp_path)

    assert (store.asked, office.asked) == (["K-1"], ["cus_1"])
    assert [one.problem for one in cleaned] == [None, None]
    assert list(read(tmp_path / "ledger-cleanup.jsonl")) == cleaned


def test_the_back_office_is_asked_for_what_a_touchpoint_does_not_undo(tmp_path: Path) -> None:
    office = Undoing()

    [cleaned] = cleaning(ORDER, store=Undoing(answer=False), office=office, folder=tmp_path)

    assert office.asked == ["K-1"]
    assert cleaned.problem is None


@pytest.mark.parametrize(
    ("store", "office", "said"),
    [
        (None, None, "neither the store nor the back office has a way to undo it"),
        (Undoing(answer=False), None, "Undoing does not undo this"),
        (Undoing(answer=Unreachable("The till did not answer")), Undoing(answer=False), "The till did not answer; "),
        (None, Undoing(answer=ZeroDivisionError("by nought")), "ZeroDivisionError: by nought"),
    ],
)
def test_what_remains_says_why_and_stops_nothing(
    store: Undoing | None, office: Undoing | None, said: str, tmp_path: Path
) -> None:
    first, second = cleaning(ORDER, ORDER, store=store, office=office, folder=tmp_path)

    assert first.problem is not None
    assert said in first.problem
    assert second.problem == first.problem


def run_of(*records: Created | CleanedUp, folder: Path) -> Run:
    ledger = Ledger(folder / "ledger.jsonl")
    for record in records:
        ledger.append(record)
    return read_run(folder)


@pytest.fixture
def begun(tmp_path: Path, scenario_started: ScenarioStarted) -> Path:
    """The folder of a run with one scenario."""
    Ledger(tmp_path / "ledger.jsonl").append(scenario_started)
    return tmp_path


def test_the_newest_is_undone_first(begun: Path) -> None:
    assert left_behind(run_of(ACCOUNT, ORDER, folder=begun)) == [ORDER, ACCOUNT]


def test_what_is_gone_is_not_left_and_what_was_tried_in_vain_is(begun: Path) -> None:
    gone = CleanedUp(scenario="s", what="order", reference="K-1", where="store")
    tried = CleanedUp(scenario="s", what="account", reference="cus_1", where="back office", problem="away")

    run = run_of(ACCOUNT, ORDER, gone, tried, folder=begun)

    assert left_behind(run) == [ACCOUNT]
    assert left_behind_words(run) == [f"Left at the company: 1 account. To undo: shop cleanup {begun}"]


def test_a_run_that_left_nothing_says_nothing(begun: Path) -> None:
    assert left_behind_words(run_of(folder=begun)) == []


@pytest.fixture
def company(tmp_path: Path) -> Iterator[Company]:
    """The sandbox company, open for longer than a run."""
    with open_sandbox("connected", [], tmp_path / "company.toml") as opened:
        yield opened


def shop(*arguments: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    unreported = "--no-report " if arguments[0] == "run" else ""  # an option of this repository's suites
    environment = os.environ | {"PYTEST_ADDOPTS": f"{unreported}-p no:syrupy"}
    command = [sys.executable, "-m", "journeys", *arguments]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=110, check=False
    )


def knows(company: Company, account: str) -> bool:
    office = company.back_office
    assert office is not None
    assert office.password is not None
    login = (office.username or "", office.password.get_secret_value())
    return requests.get(f"{office.address}/api/staff/customers/{account}", auth=login, timeout=10).ok


def test_at_the_end_of_a_journey_the_company_has_forgotten_it(company: Company, tmp_path: Path) -> None:
    result = shop("run", WALK, "--company", str(tmp_path / "company.toml"), "--output", str(tmp_path / "runs"))

    run = read_run((tmp_path / "runs" / "latest").resolve())
    made = [one for scenario in run.scenarios for one in scenario.created]
    assert result.returncode == 0, result.stdout
    assert [one.what for one in made] == ["account", "order"]
    assert [(one.what, one.problem) for one in run.cleaned] == [("order", None), ("account", None)]
    assert not knows(company, made[0].reference)


def test_a_killed_run_is_cleaned_up_after_and_once(company: Company, tmp_path: Path) -> None:
    file, runs = str(tmp_path / "company.toml"), tmp_path / "runs"
    with Path(file).open("a", encoding="utf-8") as end:  # whenever the blow falls, nothing has been undone by then
        end.write('\n[cleanup]\nafter = "never"\n')
    command = [sys.executable, "-m", "journeys", "run", WALK, "--company", file, "--output", str(runs)]
    killed = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
    )
    assert killed.stdout is not None
    assert any("→" in line for line in iter(killed.stdout.readline, "")), "nobody was shopped"
    os.killpg(killed.pid, signal.SIGKILL)
    killed.communicate(timeout=30)
    run = read_run((runs / "latest").resolve())
    account = left_behind(run)[-1].reference
    assert knows(company, account)

    told = shop("report", str(run.folder))
    first = shop("cleanup", str(run.folder), "--company", file)
    second = shop("cleanup", str(run.folder), "--company", file)

    assert "Left at the company: " in told.stdout
    assert (first.returncode, second.returncode) == (0, 0), first.stdout + first.stderr
    assert f"account {account} (back office): gone" in first.stdout
    assert not knows(company, account)
    assert second.stdout == "That run left nothing.\n"


def test_what_cannot_be_undone_is_told_with_the_way_by_hand(begun: Path) -> None:
    run_of(ORDER, folder=begun)
    (begun / "company.toml").write_text(
        'name = "Kestrel Mobile"\ncurrency = "USD"\nhosts = ["127.0.0.1"]\n\n[touchpoints.inbox]\n'
        'channel = "email"\ndriver = "journeys.touchpoints.inbox:Inbox"\naddress = "imap://127.0.0.1:9"\n',
        encoding="utf-8",
    )

    result = shop("cleanup", str(begun), folder=begun)

    assert result.returncode == 3
    assert "order K-1 (store): neither the store nor the back office has a way to undo it" in result.stdout
    assert "by hand: Void the receipt at the till." in result.stdout
    assert "0 undone, 1 left." in result.stdout


CLEANS_UP = """
    def clean_up(self, created):
        return created.what == "order"
"""


def test_a_suite_that_was_just_begun_cleans_up(tmp_path: Path, scenario_started: ScenarioStarted) -> None:
    shop("new", "company", str(tmp_path / "acme"), "--name", "Acme", folder=tmp_path)
    suite, left = tmp_path / "acme", tmp_path / "left"
    left.mkdir()
    with next(suite.glob("journeys/*/website.py")).open("a", encoding="utf-8") as driver:
        driver.write(CLEANS_UP)
    Ledger(left / "ledger.jsonl").append(scenario_started)
    for what in ("order", "case"):
        made = Created(scenario=scenario_started.scenario, what=what, reference="K-1", where="website")
        Ledger(left / "ledger.jsonl").append(made)

    result = shop("cleanup", str(left), folder=suite)

    assert result.returncode == 3, result.stderr
    assert "order K-1 (website): gone\n" in result.stdout
    assert "case K-1 (website): Website does not undo this\n  by hand: undo it at the website\n" in result.stdout
    assert result.stdout.endswith("1 undone, 1 left.\n")


SELLS = """

from journeys.api import complaints, offers


class Deadly(Place):
    def quote(self, visit):
        visit.saw(offers.PRICE, "0.00 USD", "That is free.")
        visit.saw(offers.ORDER, "K-7")
        visit.saw(offers.ORDER, "K-7")
        visit.saw(complaints.CASE, "no route")
        visit.created("voucher", "V-1", by_hand="Tear it up.")
"""


def test_what_comes_into_being_on_a_visit_is_written_down_once(suite: Suite) -> None:
    with (suite.folder / "places.py").open("a", encoding="utf-8") as places:
        places.write(SELLS)
    asked = "    When Linda opens the email\n    And she asks the kiosk about the offer\n    Then nothing matters\n"
    suite.feature("A day", f"  Scenario: It passes\n{asked}")

    result = suite.shop("run")

    [scenario] = suite.run().scenarios
    made = [(one.what, one.reference, one.where, one.by_hand) for one in scenario.created]
    assert made == [("order", "K-7", "kiosk", ""), ("voucher", "V-1", "kiosk", "Tear it up.")], result.said
    assert [one.problem is not None for one in suite.run().cleaned] == [True, True]
    ledger = suite.run().folder / "ledger.jsonl"  # as if the company had been there before the run, and stayed
    ledger.write_text(
        ledger.read_text(encoding="utf-8").replace('"passing": true', '"passing": false'), encoding="utf-8"
    )
    assert "Left at the company: 1 voucher, 1 order. To undo: shop cleanup " in suite.shop("report").out


def test_the_company_file_of_another_company_is_refused(suite: Suite) -> None:
    suite.feature("A day", "  Scenario: It passes\n    When Linda opens the email\n    Then nothing matters\n")
    suite.shop("run")
    folder = suite.run().folder
    nothing = suite.shop("cleanup")
    ledger = folder / "ledger.jsonl"
    Ledger(ledger).append(replace(ORDER, scenario=suite.run().scenarios[0].started.scenario))
    gone = suite.shop("cleanup")
    ledger.write_text(
        ledger.read_text(encoding="utf-8").replace('"passing": true', '"passing": false'), encoding="utf-8"
    )
    (suite.folder / "company.toml").write_text(
        'name = "Merlin"\ncurrency = "USD"\nhosts = ["127.0.0.1"]\n\n[touchpoints.inbox]\n'
        'channel = "email"\ndriver = "places:Inbox"\naddress = "http://127.0.0.1:9/"\n',
        encoding="utf-8",
    )

    result = suite.shop("cleanup")

    assert (nothing.code, nothing.out) == (0, "That run left nothing.\n")
    assert (gone.code, gone.out) == (0, "That run opened the company itself: what it made is gone with it.\n")
    assert result.code == 2
    assert "That run shopped another company: 'Merlin'." in result.said
