"""``shop report``: rebuild a run's reports."""

from __future__ import annotations

from pathlib import Path

import click

from journeys.commands.common import become, existing_run

__all__ = ["report"]


@click.command()
@click.argument("run_folder", required=False, type=click.Path(path_type=Path), metavar="[RUN]")
@click.option(
    "--compare",
    type=click.Path(path_type=Path),
    metavar="RUN",
    help="The run to compare with (default: the newest earlier one of the same company beside it).",
)
def report(run_folder: Path | None, compare: Path | None) -> None:
    """Rebuild the reports of a RUN (default: the latest) from its ledger, and tell what has changed since another."""
    told = ["--compare", str(existing_run(compare))] if compare else []
    become("reports", str(existing_run(run_folder or Path("latest"))), *told)
