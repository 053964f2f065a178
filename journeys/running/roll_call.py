"""After a run: every scenario that was collected has been reported, or the run says which went missing."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from pathlib import Path

import pytest

from journeys.gherkin.feature_files import FeatureFile
from journeys.ledger import Ledger, NotWalked
from journeys.run import LEDGERS
from journeys.running.scenario_run import WRITTEN_AS

__all__ = ["RollCall"]

_FAILED = 2
_BEGINNING, _END = b'"kind": "scenario"', b'"kind": "scenario-end"'
"""Stands in the record of a scenario's beginning, or end, and nowhere else: within a text, quotes are escaped."""

_STOPPED, _LOST = "the run was stopped before it", "it went missing"


class RollCall:
    """The plugin that calls the roll; registered where a run is reported: with workers, nothing is collected there."""

    def __init__(self, folder: Path, ledger: Ledger) -> None:
        """Take the run's folder, and the ledger to write into who was not walked."""
        self._folder, self._ledger = folder, ledger
        self._expected: dict[str, None] = {}
        self._told: dict[str, str] = {}
        self._written: dict[str, str] = {}
        self._missing: list[str] = []

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Keep who is to come; those that were left out on purpose are not."""
        self._expect(item.nodeid for item in session.items if isinstance(item.parent, FeatureFile))

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_node_collection_finished(self, ids: list[str]) -> None:
        """Keep whom a worker is to report."""
        self._expect(one for one in ids if ".feature::" in one)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take what pytest tells itself: skipped, or failed before it began; and how the ledger calls a scenario."""
        if not report.passed:
            self._told.setdefault(report.nodeid, _why(report))
        if name := dict(report.user_properties).get(WRITTEN_AS):
            self._written[report.nodeid] = str(name)

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Call the roll, and write down who was not walked; a run that somebody stopped has lost nobody."""
        stopped = session.shouldstop or session.shouldfail or session.exitstatus == pytest.ExitCode.INTERRUPTED
        if not stopped:
            self._missing = self._absent(self._told.keys() | self._named(_END))
        if self._missing:
            session.exitstatus = _FAILED
        for name in self._absent(self._named(_BEGINNING)):
            why = self._told.get(name, _STOPPED if stopped else _LOST)
            self._ledger.append(NotWalked(scenario=self._written.get(name, name), why=why))

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Name who went missing."""
        if self._missing:
            terminalreporter.section("scenarios that went missing")
            for name in self._missing:
                terminalreporter.write_line(name)
            told = f"{len(self._missing)} of {len(self._expected)} scenario(s) were collected and never reported."
            terminalreporter.write_line(f"{told} This run says nothing about them: run them again.")

    def _expect(self, names: Iterable[str]) -> None:
        self._expected.update(dict.fromkeys(names))

    def _absent(self, present: Collection[str]) -> list[str]:
        return [name for name in self._expected if name not in present and self._written.get(name) not in present]

    def _named(self, kind: bytes) -> set[str]:
        """Name the scenarios of which the ledgers have such a record."""
        lines = (line for ledger in self._folder.glob(LEDGERS) for line in ledger.read_bytes().split(b"\n"))
        return {json.loads(line)["scenario"] for line in lines if kind in line}


def _why(report: pytest.TestReport) -> str:
    """Say in a line why pytest did not walk a scenario, or why it failed."""
    if isinstance(report.longrepr, tuple):
        return report.longrepr[2].replace("Skipped: ", "skipped: ", 1)
    crash = getattr(report.longrepr, "reprcrash", None)
    said = crash.message if crash else report.longreprtext
    return f"it failed before it began: {said.strip().partition(chr(10))[0]}"
