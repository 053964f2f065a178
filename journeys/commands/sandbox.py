"""``shop sandbox``: open the sandbox company."""

from __future__ import annotations

import click

from journeys.commands.common import become

__all__ = ["sandbox"]


@click.command(
    context_settings={"ignore_unknown_options": True, "help_option_names": []},
    add_help_option=False,
)
@click.argument("options", nargs=-1, type=click.UNPROCESSED)
def sandbox(options: tuple[str, ...]) -> None:
    """Open the sandbox company to click through (shop sandbox --help tells its options)."""
    become("fixtures.sandbox", *options)
