"""``shop cleanup``: undo what a run left at the company."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from journeys.commands.common import INCOMPLETE, ONLY_READING, USAGE, company_option, existing_run
from journeys.commands.ending import CRASHED, InASentence

if TYPE_CHECKING:
    from journeys.records.record import CleanedUp, Created
    from journeys.records.run import Run

__all__ = ["cleanup"]


@click.command()
@click.argument("run_folder", required=False, type=click.Path(path_type=Path), metavar="[RUN]")
@company_option("The company of that run.")
def cleanup(run_folder: Path | None, company: str | None) -> None:
    """Undo what a RUN (default: the latest) made and left at the company: accounts, orders, cases.

    Works after a crash too, and can be repeated: what is gone is not touched again. A demo company that the run opened
    itself is gone with all it held.

    Exit code: 0 nothing is left, 2 something is wrong with the command, 3 something is left: how to undo it by hand.
    """
    from journeys.errors import AuthorError
    from journeys.records.run import read_run
    from journeys.running.cleanup import left_behind

    folder = existing_run(run_folder or Path("latest"))
    try:
        run = read_run(folder)
    except AuthorError as error:
        raise click.UsageError(str(error)) from error
    made = left_behind(run)
    if not made:
        click.echo("That run left nothing.")
    elif run.starts and all(start.passing for start in run.starts):
        click.echo("That run opened the company itself: what it made is gone with it.")
    else:
        sys.exit(INCOMPLETE if _told(made, _undone(run, company)) else 0)


def _undone(run: Run, company: str | None) -> list[CleanedUp]:
    """Have it undone, or stop with what keeps it from being tried."""
    import pytest

    from journeys.running.undoing import Undoer

    undoer = Undoer(run)
    features = ["features"] if Path("features").is_dir() else []
    whose = ["--company", company] if company else []
    status = pytest.main([*features, *ONLY_READING, *whose], plugins=[undoer, InASentence()])
    if undoer.failure is not None:
        click.echo(undoer.failure, err=True)
    if undoer.done is None:
        sys.exit(CRASHED if status == pytest.ExitCode.INTERNAL_ERROR else USAGE)
    return undoer.done


def _told(made: list[Created], done: list[CleanedUp]) -> int:
    """Tell what is gone and what is not; return how much is left."""
    from journeys.evidence.harmless import harmless

    left = 0
    for one, thing in zip(done, made, strict=True):
        came = "gone" if one.problem is None else one.problem
        click.echo(harmless(f"{one.what} {one.reference} ({one.where}): {came}"))
        if one.problem is not None:
            left += 1
            click.echo(harmless(f"  by hand: {thing.by_hand or f'undo it at the {one.where}'}"))
    click.echo(f"{len(done) - left} undone, {left} left.")
    return left
