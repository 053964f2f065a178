"""Every fault of the sandbox company is caught by a feature, at the place that has it, as the row it breaks."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from fixtures.sandbox.policy.faults import FAULTS
from journeys.judging.verdict import Outcome
from journeys.records.run import read_run

PLACES = {
    "note-lost-in-store": "call centre",  # where it is missed
    "-by-phone": "call centre",
    "-in-store": "store",
    "-by-store": "store",
    "-online": "website",
    "-in-account": "website",
    "-in-app": "app",
    "-on-transfer": "call centre",
    "-by-complaints": "complaints desk",
    "complaint": "complaints desk",
    "agent-": "call centre",
    "store-": "store",
    "email-": "inbox",
}
"""Where a fault must be found, by what its name ends or begins with."""


def place_of(fault: str) -> str | None:
    return next((place for part, place in PLACES.items() if part in fault), None)


@pytest.mark.parametrize("name", FAULTS)
def test_a_feature_catches_the_fault_and_names_it(name: str, tmp_path: Path) -> None:
    fault = FAULTS[name]
    rows = f"{fault.row} and not matrix and not story"
    command = [sys.executable, "-m", "pytest", "features", "-m", rows, "-x", "-q", "-p", "no:randomly", "--no-report"]
    command += ["--company", "connected", "--fault", name, "--output", str(tmp_path), "--shopper-seed", "4711"]

    ended = subprocess.run(command, capture_output=True, text=True, check=False, timeout=110)

    assert ended.returncode == pytest.ExitCode.TESTS_FAILED, ended.stdout
    broken = [
        (finding.row, finding.touchpoint, finding.reason)
        for scenario in read_run(tmp_path / "latest").scenarios
        for verdict in scenario.verdicts
        for finding in verdict.findings
        if finding.outcome is Outcome.BROKEN
    ]
    place = place_of(name)
    assert any(row == fault.row and place in {None, where} for row, where, _ in broken), broken
