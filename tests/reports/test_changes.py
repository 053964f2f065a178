"""What has changed since the run before: told in a sentence, marked on the page, and only of the same company."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from journeys.records.earlier import run_before
from journeys.records.ledger import Ledger
from journeys.records.record import RunStarted
from journeys.records.run import Run, ScenarioRun
from reports.changes import changes, changes_in_words
from reports.journey_page import page
from reports.matrix import matrix_text

from .conftest import EMAILED, Story, kept, silo


def walked(folder: Path, name: str, *, well: bool) -> ScenarioRun:
    story = Story(folder, name=name)
    return (kept(story) if well else silo(story)).ended()


@pytest.fixture
def two_runs(run_of: Callable[..., Run], tmp_path: Path) -> Run:
    """A run of five journeys and the one before it."""
    then = {"mended": False, "as before": False, "worse": True, "well": True, "gone": False}
    now = {"mended": True, "as before": False, "worse": False, "well": True, "never walked before": False}
    run = run_of(*(walked(tmp_path, name, well=well) for name, well in now.items()))
    run.before = run_of(*(walked(tmp_path, name, well=well) for name, well in then.items()))
    return run


def names_of(found: frozenset[str]) -> set[str]:
    return {name.split("::")[1] for name in found}


def test_each_journey_is_new_as_before_or_mended(two_runs: Run) -> None:
    found = changes(two_runs)

    assert found is not None
    assert names_of(found.new) == {"worse", "never walked before"}
    assert names_of(found.same) == {"as before"}
    assert names_of(found.mended) == {"mended"}
    assert found.unjudged == frozenset()


def test_it_is_said_in_the_terminal_and_leads_to_the_journeys_on_the_page(two_runs: Run) -> None:
    said = "Since the run before (2026-05-24-1412): 2 journeys newly let down, 1 as before, 1 mended."

    assert changes_in_words(two_runs) == said
    assert said in matrix_text(two_runs, 200)
    drawn = page(two_runs)
    assert "2 newly let down</a>" in drawn
    assert "<strong>mended</strong>" in drawn
    assert '<span class="tag">new</span>' not in drawn, "they broke in ways that the run before met as well"


def test_a_kind_of_breach_that_the_run_before_did_not_meet_is_marked(two_runs: Run) -> None:
    before = two_runs.before
    assert before is not None
    before.scenarios = [one for one in before.scenarios if one.started.name == "well"]

    assert '<span class="tag">new</span>' in page(two_runs)


def test_what_was_let_down_and_could_not_be_judged_is_not_mended(run_of: Callable[..., Run], tmp_path: Path) -> None:
    broken = walked(tmp_path, "once", well=False)
    down = Story(tmp_path, name="once").ended(error="The store is closed")
    run = run_of(down)
    run.before = run_of(broken)

    assert changes_in_words(run) == (
        "Since the run before (2026-05-24-1412): "
        "0 journeys newly let down, 0 as before, 0 mended, 1 let down then and not judged now."
    )


def test_where_nothing_was_let_down_there_is_nothing_to_say(run_of: Callable[..., Run], tmp_path: Path) -> None:
    run = run_of(walked(tmp_path, "well", well=True))
    assert changes(run) is None
    run.before = run_of(walked(tmp_path, "well", well=True))
    assert changes(run) is None


def test_the_run_before_is_the_newest_earlier_one_of_the_same_company(
    run_of: Callable[..., Run], tmp_path: Path
) -> None:
    runs = tmp_path / "runs"

    def begun(name: str, days: int, **other: Any) -> None:
        started = run_of().started
        assert started is not None
        _write(runs / name, replace(started, run=name, started=EMAILED + timedelta(days=days), **other))

    begun("first", 1)
    begun("second", 2)
    begun("of another company", 3, company="Acme")
    begun("with a fault", 3, faults=("agent-hangs-up",))
    begun("dry", 3, dry=True)
    begun("this", 4)
    begun("later", 5)
    (runs / "damaged").mkdir()
    (runs / "damaged" / "ledger.jsonl").write_text("no record\n{}\n", encoding="utf-8")
    (runs / "latest").symlink_to(runs / "second")
    started = run_of().started
    assert started is not None
    this = replace(started, run="this", started=EMAILED + timedelta(days=4))

    found = run_before(Run(runs / "this", this, []))

    assert found is not None
    assert found.folder == runs / "second"
    assert run_before(Run(runs / "first", replace(this, started=EMAILED + timedelta(days=1)), [])) is None


def _write(folder: Path, started: RunStarted) -> None:
    folder.mkdir(parents=True)
    Ledger(folder / "ledger.jsonl").append(started)
