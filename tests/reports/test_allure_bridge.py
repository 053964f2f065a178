"""The bridge and the progress, on tiny features walked by a real pytest in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]

CONFTEST = """
from datetime import UTC, datetime, timedelta

import pytest
from pytest_bdd import given, parsers, then, when

from journeys.promises.channel import Channel, Side
from journeys.errors import BrokenPromise, Unreachable
from journeys.evidence.observations import Exhibit, ExhibitKind, Observation, Utterance, Visit
from journeys.records.record import VisitMade
from journeys.pytest_plugin import RUN_FOLDER
from journeys.running.scenario_run import LEDGER
from journeys.topics import offers

pytest_plugins = ["journeys.pytest_plugin", "reports.allure_bridge", "reports.progress"]
NOW = datetime(2026, 5, 3, 14, 5, tzinfo=UTC)


@given("the company promised Linda by email:")
def promised(datatable): ...


@given("it says:")
def says(docstring): ...


@when(parsers.parse("Linda asks the {place} about the offer"))
def ask(request, place):
    config = request.config
    folder = config.stash[RUN_FOLDER]
    path = f"exhibits/{place.replace(' ', '-')}.jpg"
    (folder / "exhibits").mkdir(exist_ok=True)
    (folder / path).write_bytes(b"a picture")
    visit = Visit(
        number=1,
        shopper="Linda",
        touchpoint=place,
        channel=Channel.PHONE,
        side=Side.FRONTSTAGE,
        purpose=offers.ASK,
        promise="free phone upgrade",
        line="Maya",
        started=NOW,
        ended=NOW + timedelta(minutes=5),
        waited=timedelta(minutes=2),
        observations=(Observation(term=offers.PRICE, value="130.00 USD", words="That is $130", at=NOW),),
        transcript=(Utterance(speaker="Agent", words="That is $130", at=NOW),),
        exhibits=(Exhibit(kind=ExhibitKind.SCREENSHOT, name="the screen", path=path, media_type="image/jpeg"),),
    )
    config.stash[LEDGER].append(VisitMade(scenario=request.node.nodeid, visit=visit))
    config.hook.pytest_shop_visit(item=request.node, visit=visit)


@when("the company is down")
def down():
    raise Unreachable("http://kestrel.example did not answer")


@then("every touchpoint honours the promise")
def honours():
    raise BrokenPromise("the call centre: promised $0.00, told $130.00")


@then("she never had to explain herself twice")
def once(): ...
"""

FEATURE = """
@severity:critical @issue:7 @story
Feature: An emailed upgrade is honoured wherever the customer takes it
  Who was promised something gets it.

  Scenario: She prefers to talk
    Given the company promised Linda by email:
      | offer | free phone upgrade |
      | price | 0.00 USD           |
    And it says:
      \"\"\"
      Your upgrade is free.
      \"\"\"
    When Linda asks the call centre about the offer
    Then every touchpoint honours the promise
    And she never had to explain herself twice

  Scenario: The world is down
    When the company is down
    Then she never had to explain herself twice

  Scenario: Nobody defined this
    When Linda dances
    Then she never had to explain herself twice

  @known_breach:KM-17-until:2999-12-31
  Scenario: It is known
    When Linda asks the call centre about the offer
    Then every touchpoint honours the promise

  Rule: It is the same everywhere
    Scenario Outline: Promised by email, taken to the <place>
      Given it says:
        \"\"\"
        It costs <price>.
        \"\"\"
      When Linda asks the <place> about the offer
      Then she never had to explain herself twice

      Examples:
        | place | price       |
        | store | 0 "free" |
"""


@dataclass
class Walked:
    """What a run of the tiny features left."""

    output: str
    results: dict[str, dict[str, Any]]
    folder: Path

    def attached(self, attachment: dict[str, str]) -> bytes:
        return (self.folder / "allure-results" / attachment["source"]).read_bytes()


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Walked]:
    """Run the tiny features with further pytest options."""

    def walked(*options: str) -> Walked:
        project = tmp_path_factory.mktemp("project")
        features = project / "features" / "offers"
        features.mkdir(parents=True)
        (features / "an_emailed_upgrade.feature").write_text(FEATURE)
        (project / "conftest.py").write_text(CONFTEST)
        (project / "pytest.ini").write_text("[pytest]\naddopts = --import-mode=importlib -p no:randomly\n")
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "features", "--no-report", *options],
            cwd=project,
            env={**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "100"},
            capture_output=True,
            text=True,
            timeout=100,
            check=False,
        )
        found = [json.loads(path.read_text()) for path in project.rglob("*-result.json")]
        folder = next(project.glob("reports/out/[0-9]*"), project)
        return Walked(done.stdout + done.stderr, {result["name"]: result for result in found}, folder)

    return walked


@pytest.fixture(scope="module")
def tiny(walk: Callable[..., Walked]) -> Walked:
    return walk("--allure-link-pattern=issue:https://issues.example/{}")


def _steps(result: dict[str, Any]) -> list[tuple[str, str]]:
    return [(step["name"], step["status"]) for step in result["steps"]]


def _labels(result: dict[str, Any], name: str) -> list[str]:
    return [label["value"] for label in result["labels"] if label["name"] == name]


def test_each_scenario_leaves_one_result_and_nothing_a_container(tiny: Walked) -> None:
    assert set(tiny.results) == {
        "She prefers to talk",
        "The world is down",
        "Nobody defined this",
        "It is known",
        'Promised by email, taken to the store (0 "free")',
    }
    assert not list(tiny.folder.rglob("*-container.json"))


def test_a_broken_promise_is_red_at_its_own_step_and_the_later_ones_go_on(tiny: Walked) -> None:
    assert _steps(tiny.results["She prefers to talk"]) == [
        ("Given the company promised Linda by email:", "passed"),
        ("And it says:", "passed"),
        ("When Linda asks the call centre about the offer", "passed"),
        ("Then every touchpoint honours the promise", "failed"),
        ("And she never had to explain herself twice", "passed"),
    ]
    assert tiny.results["She prefers to talk"]["status"] == "failed"


def test_the_failing_message_is_the_complaint_itself(tiny: Walked) -> None:
    message = tiny.results["She prefers to talk"]["statusDetails"]["message"]
    assert message.startswith("the call centre: promised $0.00, told $130.00")
    assert "repeat with: pytest" in message


def test_a_table_and_a_text_are_attached_to_their_step(tiny: Walked) -> None:
    table, text, *_ = tiny.results["She prefers to talk"]["steps"]
    assert tiny.attached(table["attachments"][0]) == b"offer,free phone upgrade\nprice,0.00 USD\n"
    assert tiny.attached(text["attachments"][0]) == b"Your upgrade is free."


def test_a_visit_hangs_below_its_step_with_its_exhibits(tiny: Walked) -> None:
    [visit] = tiny.results["She prefers to talk"]["steps"][2]["steps"]
    assert visit["name"] == "Linda asks the call centre about the offer, for Maya's line … $130.00"
    words, picture = visit["attachments"]
    assert b"Agent: That is $130" in tiny.attached(words)
    assert (picture["type"], tiny.attached(picture)) == ("image/jpeg", b"a picture")
    assert {"name": "waited", "value": "2 minutes"} in visit["parameters"]


def test_a_world_that_is_down_breaks_the_step_and_skips_the_rest(tiny: Walked) -> None:
    result = tiny.results["The world is down"]
    assert [status for _, status in _steps(result)] == ["broken", "skipped"]
    assert result["status"] == "broken"
    assert result["statusDetails"]["message"].startswith("Unreachable: ")
    assert _labels(result, "fault") == ["world"]


def test_a_sentence_nobody_defined_is_shown_and_is_the_authors(tiny: Walked) -> None:
    result = tiny.results["Nobody defined this"]
    assert _steps(result) == [
        ("When Linda dances", "broken"),
        ("Then she never had to explain herself twice", "skipped"),
    ]
    assert _labels(result, "fault") == ["author"]


def test_labels_come_from_the_gherkin_and_the_visits(tiny: Walked) -> None:
    result = tiny.results["She prefers to talk"]
    found = {name: _labels(result, name) for name in ("epic", "feature", "severity", "tag", "persona", "touchpoint")}
    assert found == {
        "epic": ["Offers"],
        "feature": ["An emailed upgrade is honoured wherever the customer takes it"],
        "severity": ["critical"],
        "tag": ["story"],
        "persona": ["Linda"],
        "touchpoint": ["call centre"],
    }
    assert result["links"] == [{"type": "issue", "url": "https://issues.example/7", "name": "7"}]
    assert "| offer | free phone upgrade |" in result["description"]


def test_a_known_breach_says_so_first_and_leads_to_its_ticket(tiny: Walked) -> None:
    result = tiny.results["It is known"]
    assert result["status"] == "skipped"
    assert result["statusDetails"]["known"] is True
    assert result["statusDetails"]["message"].startswith("known: KM-17 until 31 December 2999: ")
    assert {"type": "issue", "url": "https://issues.example/KM-17", "name": "KM-17"} in result["links"]


def test_an_outline_keeps_its_values_and_belongs_to_its_rule(tiny: Walked) -> None:
    result = tiny.results['Promised by email, taken to the store (0 "free")']
    assert _labels(result, "story") == ["It is the same everywhere"]
    assert {"name": "place", "value": "store"} in result["parameters"]
    assert result["fullName"] == ("features/offers/an_emailed_upgrade.feature#Promised by email, taken to the <place>")


def test_whose_fault_it_is_and_what_was_shopped_stand_beside_the_results(tiny: Walked) -> None:
    results = tiny.folder / "allure-results"
    names = [category["name"] for category in json.loads((results / "categories.json").read_text())]
    told = ["Broken promises", "Known breaches", "Work in progress", "Compromised", "Script errors"]
    assert [name.partition(" (")[0] for name in names][:5] == told
    assert (results / "environment.properties").exists()


def test_progress_says_where_each_shopper_is(tiny: Walked) -> None:
    assert "Linda → call centre (phone): asks about the offer … told $130.00" in tiny.output
    assert f"Journeys: {tiny.folder / 'journeys.html'}" in tiny.output


def test_quiet_is_quiet(walk: Callable[..., Walked]) -> None:
    assert "Linda → " not in walk("-q", "-k", "talk").output


def test_two_workers_give_the_same_results_and_the_controller_tells(walk: Callable[..., Walked], tiny: Walked) -> None:
    both = walk("-n", "2")
    assert set(both.results) == set(tiny.results)
    assert both.output.count("  Linda → ") == tiny.output.count("Linda → ")
    assert {r["historyId"] for r in both.results.values()} == {r["historyId"] for r in tiny.results.values()}
