"""``shop docs``: the documentation, which needs no network."""

from __future__ import annotations

from pathlib import Path

import click

from journeys.commands.trying import has_screen

__all__ = ["docs", "site"]

_PACKAGE = Path(__file__).parents[1]
_CARRIED = _PACKAGE / "site" / "index.html"
_BUILT = _PACKAGE.parent / "docs" / "_build" / "index.html"


def site() -> Path:
    """Find the site's first page: in this package, or where ``make docs`` builds it in a checkout.

    Raises:
        UsageError: There is none; with how to build it.
    """
    for page in (_CARRIED, _BUILT):
        if page.exists():
            return page
    if (_BUILT.parents[1] / "conf.py").exists():
        raise click.UsageError(f"The documentation is not built yet: type 'make docs' in {_BUILT.parents[2]}.")
    message = "This installation carries no documentation: its wheel was built without Sphinx."
    raise click.UsageError(
        f"{message} In the checkout it came from, 'make docs' builds it; its text is in docs/*.md there."
    )


@click.command()
@click.option("--path", "only_path", is_flag=True, help="Print where it is, and open nothing.")
def docs(*, only_path: bool) -> None:
    """Open the documentation in a browser; it comes with the installation and needs no network."""
    page = site()
    click.echo(page)
    if not only_path and has_screen():
        click.launch(page.as_uri())
