"""``shop check``: read features without running them."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import click

from journeys.commands.common import company_option, existing, paths_argument, read_only

__all__ = ["check"]

_MANY = 20
"""More problems than that are too many to see what they have in common."""


@click.command()
@paths_argument
@company_option("Whose touchpoints the sentences may name.")
@click.option("--fix", "fixing", is_flag=True, help="First lay the features out evenly; what they say stays as it is.")
def check(paths: tuple[Path, ...], company: str | None, *, fixing: bool) -> None:
    """Read features without running them; print every problem with its place; exit 1 if there is any."""
    from journeys.running.tally import CheckFeatures

    checker = CheckFeatures()
    asked = existing(paths)
    if fixing:
        _lay_out(asked)
    read_only(asked, company, checker)
    found = checker.found
    for problem in found.problems:
        click.echo(problem)
    noun = "feature" if found.features == 1 else "features"
    told = f"{len(found.problems)} problem(s)" if found.problems else "no problems"
    click.echo(f"{found.features} {noun} read, {told}.")
    kinds = Counter(problem.kind for problem in found.problems)
    if len(found.problems) > _MANY:
        click.echo("Most often:")
        for kind, times in kinds.most_common(3):
            click.echo(f"{times:7} {kind}")
    sys.exit(1 if found.problems else 0)


def _lay_out(asked: list[str]) -> None:
    """Lay every feature out, and say which were changed and which could not be."""
    from journeys.errors import AuthorError
    from journeys.gherkin.reading.formatting import fix

    for path in (Path(one.partition("::")[0]) for one in asked):
        for file in sorted(path.rglob("*.feature")) if path.is_dir() else [path]:
            try:
                if fix(file):
                    click.echo(f"{file}: laid out")
            except AuthorError as error:
                click.echo(f"{file}: {error}", err=True)
