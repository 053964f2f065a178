"""``shop report``: rebuild a run's reports."""

from __future__ import annotations

from pathlib import Path

import click

from journeys.commands.common import become, existing_run

__all__ = ["report"]


@click.command()
@click.argument("run_folder", required=False, type=click.Path(path_type=Path), metavar="[RUN]")
def report(run_folder: Path | None) -> None:
    """Rebuild the reports of a RUN (default: the latest) from its ledger."""
    become("reports", str(existing_run(run_folder or Path("latest"))))
