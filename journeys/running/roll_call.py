"""After a run: every scenario that was collected has been reported, or the run says which went missing."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from journeys.gherkin.feature_files import FeatureFile
from journeys.run import LEDGERS
from journeys.running.scenario_run import WRITTEN_AS

__all__ = ["RollCall"]

_FAILED = 2
_STOPPED = {pytest.ExitCode.INTERRUPTED, pytest.ExitCode.USAGE_ERROR}
_WORKERS_EXPECTED = "shop_expected"
_HOW_TO_LEAVE_OUT = "Whatever leaves scenarios out on purpose has to say so, as -k and -m do (hook: pytest_deselected)."
_END = b'"kind": "scenario-end"'
"""Stands in the record of a scenario's end, and nowhere else: within a text, quotes are escaped."""


class RollCall:
    """The plugin that calls the roll where a run is reported; with workers, these tell it whom they collected."""

    def __init__(self, config: pytest.Config, folder: Path) -> None:
        """Take the session's configuration and the run's folder."""
        self._config, self._folder = config, folder
        self._expected: dict[str, None] = {}
        self._told: set[str] = set()
        self._written: dict[str, str] = {}
        self._missing: list[str] = []

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

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """Keep whom a worker collected and lost before it began."""
        self._expected.update(dict.fromkeys(getattr(node, "workeroutput", {}).get(_WORKERS_EXPECTED, ())))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take what pytest tells itself: skipped, or failed before it began; and how the ledger calls a scenario."""
        if not report.passed:
            self._told.add(report.nodeid)
        if name := dict(report.user_properties).get(WRITTEN_AS):
            self._written[report.nodeid] = str(name)

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Call the roll, unless the run was stopped before its end, or never began."""
        if hasattr(self._config, "workeroutput"):
            self._config.workeroutput[_WORKERS_EXPECTED] = list(self._expected)
            return
        if session.shouldstop or session.shouldfail or session.exitstatus in _STOPPED:
            return
        present = self._told | self._ended()
        self._missing = [name for name in self._expected if not {name, self._written.get(name)} & present]
        if self._missing:
            session.exitstatus = _FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Name who went missing."""
        if self._missing:
            terminalreporter.section("scenarios that went missing")
            for name in self._missing:
                terminalreporter.write_line(name)
            told = f"{len(self._missing)} of {len(self._expected)} scenario(s) were collected and never reported."
            terminalreporter.write_line(f"{told} This run says nothing about them: run them again.")
            terminalreporter.write_line(_HOW_TO_LEAVE_OUT)

    def _ended(self) -> set[str]:
        lines = (line for ledger in self._folder.glob(LEDGERS) for line in ledger.read_bytes().split(b"\n"))
        return {json.loads(line)["scenario"] for line in lines if _END in line}
