"""Rebuilds the reports of a run from its ledger: ``python -m reports RUN_FOLDER``."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from rich.console import Console

from journeys.commands.ending import EndsWell
from journeys.errors import InvalidLedger
from journeys.evidence.harmless import harmless
from journeys.records.earlier import run_before
from journeys.records.run import read_run
from journeys.running.merging import gaps_of

from .matrix import matrix_text
from .publish import publish

__all__ = ["rebuild"]

_INCOMPLETE = 3


@click.command(cls=EndsWell)
@click.argument("folder", metavar="RUN_FOLDER", type=click.Path(path_type=Path))
@click.option("--compare", type=click.Path(path_type=Path), help="The run to compare with, if not the one before.")
@click.option("--no-report", is_flag=True, help="Make no Allure report; journeys.html is made.")
def rebuild(folder: Path, *, compare: Path | None, no_report: bool) -> None:
    """Rebuild the reports of the run in RUN_FOLDER and print its promise matrix.

    Exit code: 0 it is whole, 2 it cannot be read, 3 somebody who was to be walked is missing.
    """
    try:
        run = read_run(folder)
        run.before = read_run(compare) if compare else run_before(run)
    except InvalidLedger as error:
        raise click.UsageError(str(error)) from error
    console = Console()
    click.echo(matrix_text(run, console.width, colour=console.is_terminal))
    gaps = gaps_of(run)
    for line in (*publish(run, allure=not no_report), *gaps):
        click.echo(harmless(line))
    if gaps:
        sys.exit(_INCOMPLETE)


if __name__ == "__main__":
    rebuild(prog_name="python -m reports")
