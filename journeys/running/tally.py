"""Where the scenarios of a run stand, told in pytest's own reports and exit code; and every problem of features."""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator
from functools import partial
from typing import Any

import pytest
from _pytest.junitxml import xml_key

from journeys.errors import MysteryShopperError
from journeys.records.triage import Triage, of_error
from journeys.running.preflight import IN_A_SUITE, Findings, Mend, check_collected
from journeys.running.scenario_run import STANDS

__all__ = ["CheckFeatures", "Tally", "tell_standing"]

_USAGE, _INTERRUPTED = 2, 130
_STANDING = "mystery shopper: stands as"
"""Name of the report property that workers hand over where a scenario stands in."""


def tell_standing(report: pytest.TestReport, item: pytest.Item, error: BaseException | None) -> None:
    """Write into a scenario's report where it stands; of its set-up and what comes after its end, if it failed."""
    ended = item.stash.get(STANDS, None) if report.when == "call" else None
    if ended is not None:
        report.user_properties.append((_STANDING, ended.name))
    elif error is not None and report.failed:
        report.user_properties.append((_STANDING, of_error(error).name))


def _standing(report: pytest.TestReport) -> Triage | None:
    """Read where a scenario stands; a worker that was lost hands nothing over. None for any other test."""
    if name := dict(getattr(report, "user_properties", ())).get(_STANDING):  # what was not collected has none
        return Triage[str(name)]
    is_scenario = report.nodeid.partition("::")[0].endswith(".feature")
    return Triage.COMPROMISED if is_scenario and report.failed else None


def _is_error(report: pytest.TestReport) -> bool:
    """Tell whether a scenario failed, and not because a promise was broken."""
    return report.failed and _standing(report) not in {None, Triage.BROKEN}


class Tally:
    """Counts where scenarios stand: a broken promise is pytest's *failed*, what else does not pass its *error*."""

    def __init__(self) -> None:
        """Begin with none."""
        self._stands: Counter[Triage] = Counter()
        self._stopped = self._uncollected = self._walked = self._left_out = False
        self._code: int | None = None

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Note that a file could not be collected: pytest stops for it as it does for Ctrl-C."""
        self._uncollected |= report.failed

    def pytest_keyboard_interrupt(self) -> None:
        """Note that somebody pressed Ctrl-C."""
        self._stopped = True

    @pytest.hookimpl(tryfirst=True)
    def pytest_report_teststatus(self, report: pytest.TestReport) -> tuple[str, str, str] | None:
        """Have the terminal count as pytest's own JUnit report is made to."""
        return ("error", "E", "ERROR") if _is_error(report) else None

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Count a scenario, and what failed around it; any other test that failed is as a breach, as pytest has it."""
        self._walked |= report.when == "call"
        self._left_out |= report.when == "setup" and report.skipped
        if not report.passed:  # a scenario of a dry run passes, and is not tested
            self._stands[_standing(report) or (Triage.BROKEN if report.failed else Triage.KEPT)] += 1
        xml = self._config.stash.get(xml_key, None)
        if xml is not None and _is_error(report):
            node = xml.node_reporter(report)
            setattr(node, "append_failure", partial(_append_error, node))  # noqa: B010 - as allure_files does; a test pins it

    def pytest_configure(self, config: pytest.Config) -> None:
        """Take the session's configuration."""
        self._config = config

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> Generator[None, None, None]:
        """End with the contract's exit code, whoever started pytest."""
        yield
        if session.exitstatus in {pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.INTERRUPTED}:
            self._code = session.exitstatus = self._decided(session.exitstatus)

    def exit_code(self, status: int | pytest.ExitCode) -> int:
        """Turn pytest's status into the contract's exit code: what came to no session is no run."""
        if self._code is not None:
            return self._code
        if status == pytest.ExitCode.INTERNAL_ERROR:
            return Triage.COMPROMISED.exit_code
        return _USAGE if status else 0

    def _decided(self, status: int | pytest.ExitCode) -> int:
        """Decide by the worst that is; a breach is never hidden by an error.

        A run that was stopped by hand says only that, as shells do: nothing can be said of the whole. Nor is a run in
        which nobody set out, since all was skipped, one in which every promise was kept.
        """
        if status == pytest.ExitCode.INTERRUPTED and self._stopped and not self._uncollected:
            return _INTERRUPTED
        worst = min(self._stands, key=lambda one: one.rank, default=Triage.KEPT)
        if worst is not Triage.BROKEN and status not in {pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED}:
            return _USAGE
        return _USAGE if self._left_out and not self._walked and worst.is_well else worst.exit_code


def _append_error(node: Any, report: pytest.TestReport) -> None:
    """Add to JUnit's report what pytest would add as a failure."""
    text = report.longreprtext
    node._add_simple("error", text.partition("\n")[0], text)  # noqa: SLF001 - a test pins it


class CheckFeatures:
    """Keeps every problem of the features that were collected.

    Attributes:
        found: What there is to say of them, once they are collected.
        failure: Why nothing could be checked, if so.
    """

    def __init__(self, mend: Mend | None = None) -> None:
        """Begin with none; ``mend`` is given each file, with its problems, until it changes nothing more."""
        self.found = Findings()
        self.failure: str | None = None
        self._mend = mend

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection_modifyitems(self, config: pytest.Config, items: list[pytest.Item]) -> None:
        """Check each collected feature file."""
        try:
            self.found = check_collected(config, items, self._mend)
        except MysteryShopperError as error:
            self.failure = str(error)
        if not self.found.in_a_suite:
            self.failure = f"Nothing was checked: these features belong to no suite. {IN_A_SUITE}"
