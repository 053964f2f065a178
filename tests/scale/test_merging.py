"""Runs of several machines made into one: nothing lost, nothing counted twice, and what does not fit is told."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from journeys.records.run import read_run

from ..plugin.conftest import Suite, make_suite

ASKED = """
  Scenario: She asks at the website
    When Linda opens the email
    And she asks the website about the offer
    Then every touchpoint honours the promise

  Scenario: She asks at the store
    When Linda opens the email
    And she asks the store about the offer
    Then every touchpoint honours the promise

  Scenario: She redeems it on the website
    When Linda opens the email
    And she redeems the offer at the website
    Then every touchpoint honours the promise
"""


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A suite that two machines walked; made once, to be copied."""
    suite = make_suite(tmp_path_factory.mktemp("shared"))
    suite.feature("Asking", ASKED)
    for number in (1, 2):
        suite.shop("run", "--shard", f"{number}/2", "--shopper-seed", "7", "--output", f"machine-{number}")
    return suite.folder


@pytest.fixture
def suite(shared: Path, tmp_path: Path) -> Suite:
    """The suite, with what the two machines left."""
    shutil.copytree(shared, tmp_path / "suite", symlinks=True)
    return Suite(tmp_path / "suite")


@pytest.fixture
def machines(suite: Suite) -> tuple[Path, Path]:
    """The runs of the two machines."""
    first, second = ((suite.folder / f"machine-{number}" / "latest").resolve() for number in (1, 2))
    return first, second


def test_a_merged_run_has_everything_of_every_machine(suite: Suite, machines: tuple[Path, Path]) -> None:
    result = suite.shop("merge", *map(str, machines))

    whole, parts = suite.run(), [read_run(folder) for folder in machines]
    assert result.code == 0, result.said
    assert [one.started.name for one in whole.scenarios] == [
        "She asks at the website",
        "She asks at the store",
        "She redeems it on the website",
    ]
    assert {one.started.scenario: one for one in whole.scenarios} == {
        one.started.scenario: one for part in parts for one in part.scenarios
    }
    assert "BROKEN" in result.out, "the store asks for 130 dollars"
    assert (whole.folder / "journeys.html").exists()


def test_exhibits_and_results_come_along(suite: Suite, machines: tuple[Path, Path]) -> None:
    for folder, name in zip(machines, "ab", strict=True):
        (folder / "exhibits").mkdir(exist_ok=True)
        (folder / "exhibits" / f"{name}.txt").write_text(name, encoding="utf-8")
        (folder / "allure-results").mkdir(exist_ok=True)
        (folder / "allure-results" / f"{name}-result.json").write_text("{}", encoding="utf-8")
        (folder / "allure-results" / "environment.properties").write_text(f"Machine = {name}\n", encoding="utf-8")

    suite.shop("merge", *map(str, machines))

    kept = {path.name for path in suite.run().folder.rglob("*")}
    assert kept >= {"a.txt", "b.txt", "a-result.json", "b-result.json", "environment.properties"}


def test_the_reports_of_a_merged_run_can_be_made_again(suite: Suite, machines: tuple[Path, Path]) -> None:
    suite.shop("merge", *map(str, machines))
    (suite.run().folder / "journeys.html").unlink()

    result = suite.shop("report")

    assert result.code == 0, result.said
    assert (suite.run().folder / "journeys.html").exists()


def test_runs_of_workers_merge_too(suite: Suite) -> None:
    for number in (1, 2):
        suite.shop("run", "--shard", f"{number}/2", "-n", "2", "--output", f"crowd-{number}")

    result = suite.shop("merge", "crowd-1/latest", "crowd-2/latest")

    assert len(suite.run().scenarios) == 3, result.said


def test_one_scenario_in_two_runs_is_refused(suite: Suite, machines: tuple[Path, Path]) -> None:
    again = suite.folder / "again"
    shutil.copytree(machines[0], again)

    result = suite.shop("merge", *map(str, machines), str(again))

    assert result.code == 2
    assert "scenario(s) are in more than one run, such as features/Asking.feature::" in result.said
    assert str(again) in result.said
    assert not (suite.folder / "reports").exists(), "nothing was made"


def test_runs_of_two_companies_are_refused(suite: Suite, machines: tuple[Path, Path]) -> None:
    ledger = machines[1] / "ledger.jsonl"
    told = ledger.read_text(encoding="utf-8").replace('"company": "Kestrel Mobile"', '"company": "Merlin Mobile"')
    ledger.write_text(told, encoding="utf-8")

    result = suite.shop("merge", *map(str, machines))

    assert result.code == 2
    assert "did not shop the same company" in result.said
    assert "Merlin Mobile" in result.said


def test_other_seeds_and_versions_are_told_and_merged(suite: Suite, machines: tuple[Path, Path]) -> None:
    ledger = machines[1] / "ledger.jsonl"
    told = ledger.read_text(encoding="utf-8").replace('"shopper_seed": 7', '"shopper_seed": 8')
    ledger.write_text(told.replace('"version": "', '"version": "9.'), encoding="utf-8")

    result = suite.shop("merge", *map(str, machines))

    assert result.code == 0
    assert "The shoppers' seeds differ" in result.err
    assert "The versions of Mystery Shopper differ" in result.err
    assert len(suite.run().scenarios) == 3


def test_a_missing_shard_is_told(suite: Suite, machines: tuple[Path, Path]) -> None:
    result = suite.shop("merge", str(machines[1]))

    assert result.code == 3
    assert "Shard 1/2 is missing: 1 of 3 scenarios are here." in result.err


def test_machines_that_split_differently_are_told(suite: Suite, machines: tuple[Path, Path]) -> None:
    suite.shop("run", "--shard", "1/2", "-k", "website", "--output", "other")

    result = suite.shop("merge", str(machines[0]), "other/latest")

    assert result.code == 3
    assert "The suite was not split the same way on all machines" in result.err


def test_a_run_that_is_not_there_is_refused_with_the_nearest(suite: Suite) -> None:
    (suite.folder / "reports" / "out" / "monday").mkdir(parents=True)

    result = suite.shop("merge", "mondai")

    assert result.code == 2
    assert "Did you mean 'monday'?" in result.said


def test_a_folder_without_a_ledger_is_refused(suite: Suite, machines: tuple[Path, Path]) -> None:
    (suite.folder / "empty").mkdir()

    result = suite.shop("merge", str(machines[0]), "empty")

    assert result.code == 2
    assert "holds no ledger" in result.said
