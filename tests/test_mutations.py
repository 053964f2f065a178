"""Every fault of the sandbox company is caught by a feature, at the place that has it, as the row it breaks."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import tomlkit

from fixtures.company import open_sandbox
from fixtures.sandbox.policy.faults import FAULTS
from journeys.judging.verdict import WHOLE_JOURNEY, Outcome
from journeys.records.run import read_run

from .faulty_office import FAULT
from .forked import run_module

ROOT = Path(__file__).parents[1]
WRITTEN = {str(file): file.read_text(encoding="utf-8") for file in sorted((ROOT / "features").rglob("*.feature"))}
FEATURES = {file: text for file, text in WRITTEN.items() if not text.startswith("# language:")}
"""Those in other languages say the same, and tests/test_suite.py walks them."""

PLACES = {
    "note-lost-in-store": "call centre",  # where it is missed
    "texts-": "texts",
    "emails-": "inbox",
    "transcript-": "inbox",
    "chat-not-seen-by-phone": "call centre",
    "-in-chat": "chat",
    "-on-social-media": "social media",
    "-by-text": "texts",
    "-on-hand-over": "chat",
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


WORDS = {"inbox": "(?:email|order confirmation|transcript)", "complaints desk": "complain"}
"""What features say of places that they do not name."""


def place_of(fault: str) -> str | None:
    return next((place for part, place in PLACES.items() if part in fault), None)


@pytest.fixture(scope="session")
def company_file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The file of an open company whose back office switches faults on."""
    file = tmp_path_factory.mktemp("company") / "company.toml"
    with open_sandbox("connected", [], file):
        described = tomlkit.parse(file.read_text(encoding="utf-8"))
        described["back_office"]["driver"] = "tests.faulty_office:FaultyOffice"  # type: ignore[index]
        file.write_text(tomlkit.dumps(described), encoding="utf-8")
        yield file


@pytest.mark.parametrize("name", FAULTS)
def test_a_feature_catches_the_fault_and_names_it(name: str, company_file: Path, tmp_path: Path) -> None:
    fault, seed = FAULTS[name], str(4711 + [*FAULTS].index(name))  # a seed makes addresses, and these share a mailbox
    rows = f"{fault.row} and not matrix and not story"
    visiting = re.compile(rf"(?s)@{fault.row}\b.*\b{WORDS.get(place_of(name) or '', place_of(name) or '')}")
    files = [file for file, text in FEATURES.items() if visiting.search(text)]
    assert files, f"no feature of {fault.row} goes there"
    reading = ["--no-preflight", "-m", rows, "-x", "-q", "-p", "no:randomly", "-p", "no:cacheprovider", "--no-report"]
    asked = ["--company", str(company_file), "--output", str(tmp_path), "--shopper-seed", seed]
    inherited = {variable: value for variable, value in os.environ.items() if not variable.startswith("PYTEST_")}
    environment = inherited | {FAULT: name}
    there = " and ".join((place_of(name) or "").split())
    for only in [["-k", there], []] if there else [[]]:  # those that are named by the place first, to be quick
        command = [*files, *reading, *asked, *only]
        code, said, _ = run_module("pytest", *command, folder=ROOT, environment=environment)
        if code == pytest.ExitCode.TESTS_FAILED:
            break

    assert code == pytest.ExitCode.TESTS_FAILED, said
    broken = [
        (finding.row, finding.touchpoint, finding.reason)
        for scenario in read_run(tmp_path / "latest").scenarios
        for finding in scenario.findings
        if finding.outcome is Outcome.BROKEN
    ]
    place = place_of(name)
    assert any(row == fault.row and (place is None or where in {place, WHOLE_JOURNEY}) for row, where, _ in broken), (
        broken
    )
