"""``shop report``: rebuild a run's reports."""

from __future__ import annotations

from pathlib import Path

import click

from journeys.commands.common import become
from journeys.errors import nearest

__all__ = ["report"]


@click.command()
@click.argument("run_folder", required=False, type=click.Path(path_type=Path), metavar="[RUN]")
def report(run_folder: Path | None) -> None:
    """Rebuild the reports of a RUN (default: the latest) from its ledger."""
    kept = Path("reports/out")
    folder = run_folder or kept / "latest"
    if not folder.exists() and (kept / folder).exists():
        folder = kept / folder
    if not folder.exists():
        runs = sorted(path.name for path in kept.glob("*") if path.is_dir()) if kept.is_dir() else []
        like = nearest(folder.name, runs)
        hint = f" Did you mean {like!r}?" if like else ""
        known = f" Runs: {', '.join(runs[-5:])}." if runs else " There are no runs yet: shop run makes one."
        raise click.UsageError(f"There is no run {str(folder)!r}.{hint}{known}")
    become("reports", str(folder))
