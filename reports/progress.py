"""Progress while a run goes on, and its reports at the end: a pytest plugin."""

from __future__ import annotations

from collections.abc import Generator, Sequence

import pytest

from journeys.errors import InvalidLedger
from journeys.evidence.harmless import harmless, on_one_line
from journeys.evidence.observations import Visit
from journeys.pytest_plugin import RUN_FOLDER
from journeys.records.earlier import run_before
from journeys.records.run import LEDGERS, Run, read_run
from journeys.running.examination import Check

from .alike import abridge, note_causes
from .allure_home import HOW_TO_INSTALL, is_installed
from .wording import told

__all__ = ["progress_line"]

_PROPERTY = "visit"
_LOCALE = "en_US"
_USAGE_ERROR = 2


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that leaves out the slow part."""
    group = parser.getgroup("mystery shopper")
    group.addoption("--no-report", action="store_true", help="make no Allure report at the end; journeys.html is made")


def pytest_configure(config: pytest.Config) -> None:
    """Follow the run, unless it is to be quiet."""
    if hasattr(config, "workerinput"):
        config.pluginmanager.register(_WorkersProgress())
    elif config.pluginmanager.has_plugin("terminal") and config.option.verbose >= 0:
        config.pluginmanager.register(_Progress(config))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Write the reports, then show the matrix, the effort and where the reports are; workers have no terminal."""
    run = _finished_run(config)
    if run is None:
        return
    # Only here: commands that walk nothing load this module as well, and need neither templates nor tables.
    from .allure_report import write_setting
    from .matrix import matrix_text
    from .publish import publish

    lines = publish(run, allure=not config.option.no_report)
    write_setting(run)
    if config.option.verbose >= 0:
        terminalreporter.section("promises")
        width = terminalreporter._tw.fullwidth  # noqa: SLF001 - the width pytest itself writes in
        terminalreporter.write(matrix_text(run, width, colour=terminalreporter.hasmarkup))
        terminalreporter.write_line("")
    for line in lines:
        terminalreporter.write_line(harmless(line))


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_runtest_makereport(call: pytest.CallInfo[None]) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Note what was broken, by which blocks of the terminal are told to be alike."""
    report = yield
    note_causes(report, call.excinfo.value if call.excinfo else None)
    return report


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Show once in the terminal what many journeys met; reports and JUnit tell each in full."""
    terminal = session.config.pluginmanager.get_plugin("terminalreporter")
    if terminal is not None and session.config.option.verbose <= 0:
        abridge(terminal.stats.get("failed", []))


@pytest.hookimpl(optionalhook=True)
def pytest_shop_examine() -> Check:
    """Tell ``shop doctor`` whether Allure is there; runs do without it."""
    installed = is_installed()
    return Check(
        subject="Allure", what="is installed", ok=True if installed else None, found="" if installed else HOW_TO_INSTALL
    )


def progress_line(visit: Visit) -> str:
    """Say in a line where a shopper was and what came of it."""
    return on_one_line(_in_words(visit))


def _in_words(visit: Visit) -> str:
    who = f"{visit.by} for {visit.shopper}" if visit.by else visit.shopper
    line = f"{who} → {visit.touchpoint} ({visit.channel.value}): {visit.purpose}"
    line = f"{line} × {visit.quantity}" if visit.quantity > 1 else line
    said = told(visit, _LOCALE)
    if visit.problem:
        return f"{line} … {said}"
    return f"{line} … told {said}" if said else line


class _Progress:
    """Prints each visit as it ends, or under xdist each scenario's visits, so that lines of two do not mix."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config

    @pytest.hookimpl(optionalhook=True)
    def pytest_shop_visit(self, visit: Visit) -> None:
        capture = self._config.pluginmanager.get_plugin("capturemanager")
        if capture is None:
            self._print([progress_line(visit)])
        else:
            with capture.global_and_fixture_disabled():
                self._print([progress_line(visit)])

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "teardown" and hasattr(report, "node"):
            lines = [f"  {line}" for name, line in report.user_properties if name == _PROPERTY]
            self._print([report.nodeid, *lines] if lines else [])

    def _print(self, lines: Sequence[str]) -> None:
        terminal = self._config.pluginmanager.get_plugin("terminalreporter")
        if terminal is not None and lines:
            terminal.ensure_newline()
            if terminal._width_of_current_line:  # noqa: SLF001 - the dots of scenarios before stand there
                terminal.write("\n")
            for line in lines:
                terminal.write_line(line)


class _WorkersProgress:
    """Hands each visit's line to the controller: a worker has nothing to print on."""

    @pytest.hookimpl(optionalhook=True)
    def pytest_shop_visit(self, item: pytest.Item, visit: Visit) -> None:
        item.user_properties.append((_PROPERTY, progress_line(visit)))


def _finished_run(config: pytest.Config) -> Run | None:
    """Read what the run left; None if it left no ledger."""
    folder = config.stash.get(RUN_FOLDER, None)
    if folder is None or not any(folder.glob(LEDGERS)):
        return None
    try:
        run = read_run(folder)
    except InvalidLedger as error:
        pytest.exit(str(error), returncode=_USAGE_ERROR)
    run.before = run_before(run)
    return run
