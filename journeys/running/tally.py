"""What the ``shop`` commands learn from pytest: whose fault each failure was, every problem."""

from __future__ import annotations

from collections import Counter

import pytest

from journeys.errors import MysteryShopperError
from journeys.running.preflight import IN_A_SUITE, Findings, check_collected
from journeys.running.scenario_run import FAULT

__all__ = ["CheckFeatures", "Tally"]

_BROKEN, _USAGE, _COMPROMISED, _INTERRUPTED = 1, 2, 3, 130


class Tally:
    """Counts whose fault the failures of a run were."""

    def __init__(self) -> None:
        """Begin with nobody's."""
        self._faults: Counter[str] = Counter()
        self._stopped = self._uncollected = self._walked = self._left_out = False

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Note that a file could not be collected: pytest stops for it as it does for Ctrl-C."""
        self._uncollected |= report.failed

    def pytest_keyboard_interrupt(self) -> None:
        """Note that somebody pressed Ctrl-C."""
        self._stopped = True

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Count a failure, of whichever phase, and a scenario that a step of it skips: nothing can be said of it."""
        self._walked |= report.when == "call"
        self._left_out |= report.when == "setup" and report.skipped
        if report.when == "call" and report.skipped and not hasattr(report, "wasxfail"):
            self._faults["world"] += 1
        if report.failed:
            self._faults[str(dict(report.user_properties).get(FAULT, "author"))] += 1

    def exit_code(self, status: int | pytest.ExitCode) -> int:
        """Turn pytest's status and the count into the contract's exit code; a breach is never hidden by an error.

        A run that was stopped by hand says only that, as shells do: nothing can be said of the whole. Nor is a run in
        which nobody set out, since all was skipped, one in which every promise was kept.
        """
        if status == pytest.ExitCode.INTERRUPTED and self._stopped and not self._uncollected:
            return _INTERRUPTED
        if self._faults["company"]:
            return _BROKEN
        if self._faults["author"] or status not in {pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED}:
            return _USAGE
        if self._faults["world"]:
            return _COMPROMISED
        return _USAGE if self._left_out and not self._walked else 0


class CheckFeatures:
    """Keeps every problem of the features that were collected.

    Attributes:
        found: What there is to say of them, once they are collected.
        failure: Why nothing could be checked, if so.
    """

    def __init__(self) -> None:
        """Begin with none."""
        self.found = Findings()
        self.failure: str | None = None

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection_modifyitems(self, config: pytest.Config, items: list[pytest.Item]) -> None:
        """Check each collected feature file."""
        try:
            self.found = check_collected(config, items)
        except MysteryShopperError as error:
            self.failure = str(error)
        if not self.found.in_a_suite:
            self.failure = f"Nothing was checked: these features belong to no suite. {IN_A_SUITE}"
