"""Brings Gherkin to Allure: a pytest plugin that gives each step, table, persona, visit and exhibit its place."""

from __future__ import annotations

from collections.abc import Callable, Generator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from allure_commons.model2 import StatusDetails

from journeys.errors import BrokenPromises, MysteryShopperError, whose_fault
from journeys.evidence.observations import Visit
from journeys.pytest_plugin import RUN_FOLDER
from journeys.running.scenario_run import JOURNEY, LEDGER

from .allure_files import write_quickly
from .allure_labels import describe, identity
from .allure_report import RESULTS
from .allure_steps import ScenarioReporter, Walk

if TYPE_CHECKING:
    from pytest_bdd.parser import Scenario, Step

__all__ = ["AllureBridge"]

_LOCALE = "en_US"


def pytest_configure(config: pytest.Config) -> None:
    """Let Allure write into the run's folder unless the user chose another; the run's folder is known by now."""
    if RUN_FOLDER in config.stash and not config.option.allure_report_dir:
        config.option.allure_report_dir = str(config.stash[RUN_FOLDER] / RESULTS)


def pytest_sessionstart(session: pytest.Session) -> None:
    """Take over the writing of steps from Allure's listener, which is there only if there is a folder to write to."""
    listener = session.config.pluginmanager.get_plugin("allure_listener")
    if listener is not None:
        ledger = session.config.stash.get(LEDGER, None)

        def redact(text: str) -> str:
            return ledger.redact(text) if ledger else text  # how it redacts is known once the company is open

        write_quickly(redact)
        listener.allure_logger = ScenarioReporter()
        folder = session.config.stash.get(RUN_FOLDER, None)
        session.config.pluginmanager.register(
            AllureBridge(listener.allure_logger, folder, dict(session.config.option.allure_link_pattern), redact),
            "allure_bridge",
        )


class AllureBridge:
    """Follows each scenario and writes it into the result that Allure's listener has opened."""

    def __init__(
        self,
        reporter: ScenarioReporter,
        folder: Path | None,
        link_patterns: dict[str, str],
        redact: Callable[[str], str] = str,
    ) -> None:
        """Take what writes the results, the run's folder, the addresses of links by their kind, and what redacts."""
        self._reporter: Any = reporter
        self._redact = redact
        self._folder, self._link_patterns = folder, link_patterns
        self._walk = self._new_walk()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self) -> None:
        """Begin anew."""
        self._walk = self._new_walk()

    def pytest_bdd_before_scenario(self, scenario: Scenario) -> None:
        """Remember the steps to come."""
        self._walk.scenario = scenario

    def pytest_bdd_before_step(self, step: Step) -> None:
        """Open the step."""
        self._walk.start(step)

    def pytest_bdd_after_step(self) -> None:
        """Close the step, failed if its promise was broken."""
        self._walk.stop()

    def pytest_bdd_step_error(self, exception: Exception) -> None:
        """Close the step that stopped the journey."""
        self._walk.stop(exception)

    def pytest_bdd_step_func_lookup_error(self, step: Step, exception: Exception) -> None:
        """Show the sentence nobody defines."""
        self._walk.start(step)
        self._walk.stop(exception)

    def pytest_bdd_after_scenario(self) -> None:
        """Show the steps that were not reached."""
        self._walk.skip_the_rest()

    @pytest.hookimpl(optionalhook=True)
    def pytest_shop_visit(self, visit: Visit) -> None:
        """Nest the visit."""
        self._walk.visit(visit)

    @pytest.hookimpl(optionalhook=True)
    def pytest_shop_breach(self, exception: Exception) -> None:
        """Remember what the step broke until it is closed."""
        self._walk.breach = exception

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Let the failing message be what we said, not how it came about; show at which visits it was."""
        report = yield
        if call.when == "call" and (journey := item.stash.get(JOURNEY, None)) is not None:
            self._walk.judged([found for _, verdict in journey.review.verdicts() for found in verdict.breaches])
        raised, result = call.excinfo.value if call.excinfo else None, self._reporter.get_test(None)
        if raised is not None and report.failed:
            error = self._walk.error = self._walk.error or raised
            if result is not None and isinstance(error, MysteryShopperError | BrokenPromises):
                result.statusDetails = StatusDetails(message=_message(error))
        elif result is not None and isinstance(raised, pytest.xfail.Exception):
            result.statusDetails = StatusDetails(message=str(raised), known=True)
        return report

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_teardown(self, item: pytest.Item) -> Generator[None, None, None]:
        """Complete the result once Allure has added its own labels."""
        yield
        known, result = identity(item), self._reporter.get_test(None)
        if known is not None and result is not None:
            self._walk.attach_exhibits()
            describe(result, known, self._walk.visits, _whose_fault(self._walk.error), self._link_patterns)

    def _new_walk(self) -> Walk:
        return Walk(self._reporter, self._folder, _LOCALE, self._redact)


def _message(error: BaseException) -> str:
    name = "" if isinstance(error, BrokenPromises) else f"{type(error).__name__}: "
    return "\n".join([f"{name}{error}", *getattr(error, "__notes__", [])])


def _whose_fault(error: BaseException | None) -> str | None:
    """Sort an error we know by whose fault it is; any other is the harness's own."""
    if error is None:
        return None
    if isinstance(error, pytest.fail.Exception):
        return "company"
    known = isinstance(error, AssertionError | MysteryShopperError) or type(error).__module__.startswith("pytest_bdd")
    return whose_fault(error) if known else "harness"
