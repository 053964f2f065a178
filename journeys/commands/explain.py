"""``shop explain``: what a scenario would do, told and not done."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from journeys.commands.common import USAGE, company_option, existing, read_suite

__all__ = ["explain"]


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@company_option("Whose touchpoints would be visited.")
def explain(files: tuple[Path, ...], company: str | None) -> None:
    """Tell visit by visit what the features of FILE would do and judge; nobody is contacted.

    Exits with 1 if a scenario could not be walked as it is written.
    """
    from journeys.errors import MysteryShopperError
    from journeys.gherkin.checking.checking import Checker
    from journeys.gherkin.explaining import explain as tell
    from journeys.gherkin.sentences.matching import SentenceIndex
    from journeys.gherkin.suite import shown

    suite = read_suite(existing(files), company)
    if suite.company is None:
        raise click.UsageError("These features belong to no suite, so nobody knows whom they would visit.")
    problems = 0
    try:
        checker = Checker(suite.company, SentenceIndex(suite.contexts), suite.books)
        for path in suite.files:
            click.echo(f"{shown(path)}\n")
            feature = suite.feature(path)
            for line in tell(feature, checker, strangers=path in suite.strangers):
                problems += line.problem
                click.echo(line.text)
            click.echo()
    except MysteryShopperError as error:
        click.echo(str(error), err=True)
        sys.exit(USAGE)
    if problems:
        click.echo(f"{problems} problem(s), as shop check finds them.", err=True)
    sys.exit(1 if problems else 0)
