"""Every fault of the sandbox company is caught by a feature, at the place that has it, as the row it breaks."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import tomlkit

from fixtures.company import open_sandbox
from fixtures.sandbox.policy.faults import FAULTS
from journeys.judging.verdict import WHOLE_JOURNEY, Outcome
from journeys.records.run import read_run

from .every_fault import FAULTS_OF_RUN, label_of, place_of
from .forked import run_module

ROOT = Path(__file__).parents[1]
FEATURES = [
    str(file)
    for file in sorted((ROOT / "features").rglob("*.feature"))
    if not file.read_text(encoding="utf-8").startswith("# language:")
]
"""Those in other languages say the same, and tests/test_suite.py walks them."""

TOGETHER = 9
"""How many faults one run has at most: some rows have many, and workers are to share them."""


def rows() -> Iterator[tuple[str, list[str]]]:
    for row in dict.fromkeys(fault.row for fault in FAULTS.values()):
        names = [name for name, fault in FAULTS.items() if fault.row == row]
        for begin in range(0, len(names), TOGETHER):
            yield row, names[begin : begin + TOGETHER]


@pytest.fixture(scope="session")
def company_file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The file of an open company whose back office switches faults on."""
    file = tmp_path_factory.mktemp("company") / "company.toml"
    with open_sandbox("connected", [], file):
        described = tomlkit.parse(file.read_text(encoding="utf-8"))
        described["back_office"]["driver"] = "tests.faulty_office:FaultyOffice"  # type: ignore[index]
        file.write_text(tomlkit.dumps(described), encoding="utf-8")
        yield file


@pytest.mark.parametrize(("row", "faults"), [*rows()], ids=lambda value: value if isinstance(value, str) else value[0])
def test_a_feature_catches_every_fault_and_names_it(
    row: str, faults: list[str], company_file: Path, tmp_path: Path
) -> None:
    only = ["-m", f"{row} and not matrix and not story", "-q", "-p", "no:randomly"]
    faulty = ["-p", "tests.every_fault", "-W", "ignore::pytest.PytestAssertRewriteWarning"]  # read by this test as well
    quick = ["--no-preflight", "--no-report", "-p", "no:cacheprovider"]
    asked = ["--company", str(company_file), "--output", str(tmp_path), "--shopper-seed", "4711"]
    inherited = {variable: value for variable, value in os.environ.items() if not variable.startswith("PYTEST_")}
    environment = inherited | {FAULTS_OF_RUN: " ".join(faults)}
    code, said, wrong = run_module(
        "pytest", *FEATURES, *only, *faulty, *quick, *asked, folder=ROOT, environment=environment
    )

    assert code == pytest.ExitCode.TESTS_FAILED, said + wrong
    walked = read_run(tmp_path / "latest").scenarios
    for name in faults:
        broken = [
            (finding.row, finding.touchpoint, finding.reason)
            for scenario in walked
            if label_of(name) in scenario.started.scenario
            for finding in scenario.findings
            if finding.outcome is Outcome.BROKEN
        ]
        right = {place_of(name) or where for _, where, _ in broken} | {WHOLE_JOURNEY}
        assert any(found == row and where in right for found, where, _ in broken), (name, broken, said)
