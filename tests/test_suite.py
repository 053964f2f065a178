"""The features themselves: the connected company is clean, the story's company is caught, again and again."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from journeys.judging.verdict import Outcome
from journeys.records.run import Run, read_run

STORY = "features/story"


def shop(*arguments: str, output: Path) -> tuple[subprocess.CompletedProcess[str], Run]:
    command = [sys.executable, "-m", "journeys", "run", *arguments, "--output", str(output)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    return ended, read_run(output / "latest")


@pytest.mark.timeout(600)
def test_the_connected_company_is_clean_on_two_workers(tmp_path: Path) -> None:
    ended, run = shop("features", "-n", "2", output=tmp_path)

    found = re.split(r"=+ (?:ERRORS|FAILURES) =+", ended.stdout)[-1]
    assert ended.returncode == 0, found
    assert {scenario.outcome for scenario in run.scenarios} == {Outcome.KEPT}
    assert all(scenario.verdicts for scenario in run.scenarios)
    visits = [visit for scenario in run.scenarios for visit in scenario.visits]
    unsaid = {(visit.purpose, seen.term) for visit in visits for seen in visit.observations} - {
        (visit.purpose, term) for visit in visits for term in visit.purpose.records
    }
    assert unsaid == set(), "visits write down nothing else than their sentences say"


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> tuple[subprocess.CompletedProcess[str], Run]:
    """The story, walked at its company."""
    return shop(STORY, "--company", "siloed", output=tmp_path_factory.mktemp("story"))


def test_the_storys_company_is_caught_at_every_place_the_story_tells_of(
    story: tuple[subprocess.CompletedProcess[str], Run],
) -> None:
    ended, run = story

    assert ended.returncode == 1, ended.stdout
    told = {
        (finding.touchpoint, finding.told)
        for scenario in run.scenarios
        for verdict in scenario.verdicts
        for finding in verdict.findings
        if finding.outcome is Outcome.BROKEN
    }
    assert told >= {
        ("call centre", "130.00 USD"),
        ("store", "130.00 USD"),
        ("call centre", "found after 20 minutes"),
        ("call centre", "110.00 USD"),
        ("call centre", "hung up"),
    }
    whole_story = next(scenario for scenario in run.scenarios if scenario.started.name.startswith("The whole story"))
    assert whole_story.outcome is Outcome.MADE_GOOD
    assert whole_story.ended is not None
    assert whole_story.ended.effort.elapsed.days >= 21


def test_a_report_made_again_from_the_ledger_is_the_same(story: tuple[subprocess.CompletedProcess[str], Run]) -> None:
    _, run = story
    page = run.folder / "journeys.html"
    first = page.read_text(encoding="utf-8")

    subprocess.run([sys.executable, "-m", "journeys", "report", str(run.folder)], capture_output=True, check=True)

    assert page.read_text(encoding="utf-8") == first
