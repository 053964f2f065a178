"""``shop merge``: make one run of several."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from journeys.commands.common import INCOMPLETE, call, existing_run

__all__ = ["merge"]


@click.command()
@click.argument("runs", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="RUN...")
@click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("reports/out"),
    show_default=True,
    metavar="DIR",
    help="Where runs are kept; the merged one is a new one there.",
)
def merge(runs: tuple[Path, ...], output: Path) -> None:
    """Make one run of RUNs, such as those of several machines (--shard), with its reports.

    Exit code: 0 all shards are there, 2 these are no parts of one run (nothing is made), 3 merged, but a shard is
    missing or the machines split the suite differently.
    """
    from journeys.errors import AuthorError
    from journeys.running.merging import merge as merged_from

    try:
        merged = merged_from([existing_run(run) for run in runs], output)
    except AuthorError as error:
        raise click.UsageError(str(error)) from error
    except OSError as error:
        raise click.UsageError(f"The runs cannot be merged into {output}: {error}.") from error
    for line in (*merged.remarks, *merged.gaps):
        click.echo(line, err=True)
    status = call("reports", str(merged.folder))
    sys.exit(status or (INCOMPLETE if merged.gaps else 0))
