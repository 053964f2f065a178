"""What several commands share."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import click

from journeys.commands.ending import CRASHED, InASentence
from journeys.errors import nearest

if TYPE_CHECKING:
    import pytest

    from journeys.gherkin.suite import Suite

__all__ = [
    "INCOMPLETE",
    "ONLY_READING",
    "QUIETLY",
    "USAGE",
    "Reader",
    "become",
    "call",
    "company_option",
    "existing",
    "existing_run",
    "paths_argument",
    "read_only",
    "read_suite",
]

USAGE = 2
INCOMPLETE = 3
_BY_A_SIGNAL = 128
"""What shells add to the number of the signal that ended a program."""

# This package is loaded before pytest is, so pytest cannot rewrite its asserts; it has none.
_ALREADY_LOADED = ("-W", "ignore::pytest.PytestAssertRewriteWarning")

QUIETLY = (*_ALREADY_LOADED, "--no-header", "--tb=short", "--disable-warnings")
"""How pytest runs for people who do not know it."""

ONLY_READING = (*_ALREADY_LOADED, "-p", "no:terminal", "--collect-only")
"""How pytest reads features without running them."""


class Reader(Protocol):
    """A plugin that reads what pytest collects."""

    failure: str | None
    """Why there is nothing to be read, if so."""


Command = TypeVar("Command", bound=Callable[..., Any])

paths_argument = click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")


def company_option(text: str) -> Callable[[Command], Command]:
    """Make the ``--company`` option; commands that leave it out go by the suite's ``company.toml``."""
    default = "company.toml here, or connected"
    return click.option("--company", metavar="NAME-or-FILE", help=f"{text}  [default: {default}]")


def existing(paths: tuple[Path, ...]) -> list[str]:
    """Return the paths to shop, or stop with what is nearest to one that is missing."""
    asked = paths or (Path("features"),)
    for path in asked:
        file = Path(str(path).partition("::")[0])
        if not file.exists():
            near = [str(one) for one in Path().glob("**/*.feature") if ".venv" not in one.parts]
            like = nearest(str(file), near)
            hint = f" Did you mean {like!r}?" if like else " Give a feature file or a folder of features."
            raise click.UsageError(f"There is no {str(file)!r}.{hint}")
    return [str(path) for path in asked]


def read_suite(paths: list[str], company: str | None, *, with_company: bool = True) -> Suite:
    """Read a suite without running it, or stop with what keeps it from being read."""
    from journeys.gherkin.suite import Suite

    suite = Suite(with_company=with_company)
    read_only(paths, company, suite)
    sys.path[:] = suite.import_path
    return suite


def read_only(paths: list[str], company: str | None, reader: Reader) -> None:
    """Let a plugin see what is collected and nothing be run, or stop with what keeps it from being collected."""
    import pytest

    whose = ["--company", company] if company else []
    status = pytest.main([*paths, *ONLY_READING, *whose], plugins=[reader, _Uncollected(), InASentence()])
    if reader.failure is not None:
        click.echo(reader.failure, err=True)
        sys.exit(USAGE)
    if status == pytest.ExitCode.INTERNAL_ERROR:
        sys.exit(CRASHED)
    if status not in {pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED, pytest.ExitCode.TESTS_FAILED}:
        sys.exit(USAGE)


class _Uncollected:
    """Tells of a file that pytest could not collect: without its terminal, it would stop and say nothing."""

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Tell of it."""
        if report.failed:
            click.echo(f"{report.nodeid}: {report.longreprtext}", err=True)


def become(module: str, *arguments: str) -> None:
    """Run a program that is carried in this package, and end as it ends."""
    sys.exit(call(module, *arguments))


def call(module: str, *arguments: str) -> int:
    """Run a program that is carried in this package; return its exit code, which is 0 if one stopped it by hand."""
    child = subprocess.Popen([sys.executable, "-m", f"journeys.{module}", *arguments])
    before = signal.signal(signal.SIGTERM, lambda *_: child.terminate())  # whoever ends us means both
    try:
        code = child.wait()
        # Neither program ends with 1 of its own accord: Python does, where it could not even begin.
        return {1: CRASHED}.get(code, code) if code >= 0 else _BY_A_SIGNAL - code
    except KeyboardInterrupt:
        child.wait()  # it got the Ctrl-C too, and leaves nothing behind
        return 0
    finally:
        signal.signal(signal.SIGTERM, before)


def existing_run(run: Path) -> Path:
    """Return a run's folder, given by its path or by its name, or stop with what is nearest to one that is missing."""
    kept = Path("reports/out")
    for folder in (run, kept / run):
        if folder.is_dir():
            return folder
    runs = sorted(path.name for path in kept.glob("*") if path.is_dir()) if kept.is_dir() else []
    like = nearest(run.name, runs)
    hint = f" Did you mean {like!r}?" if like else ""
    known = f" Runs: {', '.join(runs[-5:])}." if runs else " There are no runs yet: shop run makes one."
    raise click.UsageError(f"There is no run {str(run)!r}.{hint}{known}")
