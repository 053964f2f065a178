"""``shop check``: read features without running them."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from journeys.commands.common import company_option, existing, paths_argument, read_only

if TYPE_CHECKING:
    from journeys.gherkin.checking.checking import Problem

__all__ = ["check"]

_MANY = 20
"""More problems than that are too many to see what they have in common."""


@click.command()
@paths_argument
@company_option("Whose touchpoints the sentences may name.")
@click.option(
    "--fix",
    "fixing",
    is_flag=True,
    help="First mend what is only a matter of form, and lay the features out evenly; what they say stays as it is.",
)
def check(paths: tuple[Path, ...], company: str | None, *, fixing: bool) -> None:
    """Read features without running them; print every problem with its place; exit 1 if there is any."""
    from journeys.running.tally import CheckFeatures

    asked = existing(paths)
    checker = CheckFeatures(mend=_mend if fixing else None)
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
    if not fixing and any(problem.mended for problem in found.problems):
        click.echo("What is only a matter of form, shop check --fix mends.")
    sys.exit(1 if found.problems else 0)


def _mend(file: Path, problems: Sequence[Problem]) -> bool:
    """Mend what is only a matter of form in a feature, and lay it out; tell whether that changed it."""
    from journeys.errors import AuthorError
    from journeys.gherkin.reading.formatting import fix, mend
    from journeys.gherkin.suite import shown

    mended = mend(file, [(problem.line, *problem.mended) for problem in problems if problem.mended])
    for line, value, right in mended:
        click.echo(f"{shown(file)}:{line}: {value!r} is now {right!r}")
    try:
        laid_out = fix(file)
    except AuthorError as error:
        if not mended:
            click.echo(f"{shown(file)}: {error}", err=True)
        return bool(mended)
    if laid_out:
        click.echo(f"{shown(file)}: laid out")
    return laid_out or bool(mended)
