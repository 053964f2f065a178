"""After a run: every scenario that was collected has been reported, or the run says which went missing."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

import pytest

from journeys.gherkin.reading.feature_files import FeatureFile
from journeys.records.ledger import Ledger
from journeys.records.record import Expected, NotWalked, RunEnded
from journeys.records.run import LEDGERS

__all__ = ["RollCall"]

_FAILED = 2
_ENDED_EARLY = {pytest.ExitCode.INTERRUPTED, pytest.ExitCode.INTERNAL_ERROR, pytest.ExitCode.USAGE_ERROR}
_WORKERS_EXPECTED = "shop_expected"
_HOW_TO_LEAVE_OUT = "Whatever leaves scenarios out on purpose has to say so, as -k and -m do (hook: pytest_deselected)."
_BEGINNING, _END = b'"kind": "scenario"', b'"kind": "scenario-end"'
"""Stands in the record of a scenario's beginning, or end, and nowhere else: within a text, quotes are escaped."""

_STOPPED, _LOST = "the run was stopped before it", "it went missing"


class RollCall:
    """The plugin that calls the roll where a run is reported; with workers, these tell it whom they collected."""

    def __init__(self, config: pytest.Config, folder: Path, ledger: Ledger) -> None:
        """Take the session's configuration, the run's folder, and the ledger to write into who was not walked."""
        self._config, self._folder, self._ledger = config, folder, ledger
        self._expected: dict[str, None] = {}
        self._told: dict[str, str] = {}
        self._missing: list[str] = []
        self._announced = False

    def pytest_itemcollected(self, item: pytest.Item) -> None:
        """Keep who is to come."""
        if isinstance(item.parent, FeatureFile):
            self._expected[item.nodeid] = None

    def pytest_deselected(self, items: Iterable[pytest.Item]) -> None:
        """Take off those that somebody says were left out; a plugin that drops them in silence loses them."""
        for item in items:
            self._expected.pop(item.nodeid, None)

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_node_collection_finished(self, ids: list[str]) -> None:
        """Keep whom a worker is to report."""
        self._expected.update(dict.fromkeys(one for one in ids if ".feature::" in one))
        self._write_expected()

    @pytest.hookimpl(trylast=True)
    def pytest_collection_finish(self) -> None:
        """Write down who is to come before anybody sets out."""
        self._write_expected()

    def _write_expected(self) -> None:
        if self._expected and not self._announced and not hasattr(self._config, "workeroutput"):
            self._announced = True
            self._ledger.append(Expected(scenarios=tuple(self._expected)))

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """Keep whom a worker collected and lost before it began."""
        self._expected.update(dict.fromkeys(getattr(node, "workeroutput", {}).get(_WORKERS_EXPECTED, ())))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take what pytest tells itself: skipped, or failed before it began."""
        if not report.passed:
            self._told.setdefault(report.nodeid, _why(report))

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Call the roll, and write down who was not walked; a run that was stopped, or never began, has lost nobody."""
        if hasattr(self._config, "workeroutput"):
            self._config.workeroutput[_WORKERS_EXPECTED] = list(self._expected)
            return
        stopped = bool(session.shouldstop or session.shouldfail or session.exitstatus in _ENDED_EARLY)
        if not stopped:
            self._missing = self._absent(self._told.keys() | self._named(_END))
        if self._missing:
            session.exitstatus = _FAILED
        for name in self._absent(self._named(_BEGINNING)):
            why = self._told.get(name, _STOPPED if stopped else _LOST)
            self._ledger.append(NotWalked(scenario=name, why=why))
        if self._announced:
            self._ledger.append(RunEnded())

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Name who went missing."""
        if self._missing:
            terminalreporter.section("scenarios that went missing")
            for name in self._missing:
                terminalreporter.write_line(name)
            told = f"{len(self._missing)} of {len(self._expected)} scenario(s) were collected and never reported."
            terminalreporter.write_line(f"{told} This run says nothing about them: run them again.")
            terminalreporter.write_line(_HOW_TO_LEAVE_OUT)

    def _absent(self, present: Collection[str]) -> list[str]:
        return [name for name in self._expected if name not in present]

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
