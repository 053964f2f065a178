"""``shop cleanup``: undo what a run left at the company."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from journeys.commands.common import INCOMPLETE, existing_run

if TYPE_CHECKING:
    from journeys.company.company_file import Company
    from journeys.records.run import Run
    from journeys.running.cleanup import Cleaners

__all__ = ["cleanup"]


@click.command()
@click.argument("run_folder", required=False, type=click.Path(path_type=Path), metavar="[RUN]")
@click.option(
    "--company",
    "company_file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    default=Path("company.toml"),
    show_default=True,
    metavar="FILE",
    help="The company file of that run. (A sandbox company that a run opened is gone with all it held.)",
)
def cleanup(run_folder: Path | None, company_file: Path) -> None:
    """Undo what a RUN (default: the latest) made and left at the company: accounts, orders, cases.

    Works after a crash too, and can be repeated: what is gone is not touched again.

    Exit code: 0 nothing is left, 2 something is wrong with the command, 3 something is left: how to undo it by hand.
    """
    from journeys.company.company_file import read_company
    from journeys.errors import AuthorError
    from journeys.evidence.harmless import harmless
    from journeys.records.ledger import Ledger
    from journeys.records.run import read_run
    from journeys.running.cleanup import clean_up, left_behind

    folder = existing_run(run_folder or Path("latest"))
    with ExitStack() as stack:
        try:
            run, company = read_run(folder), read_company(company_file)
            _check_same_company(run, company)
            made = left_behind(run)
            cleaners = _cleaners(company, stack)
        except AuthorError as error:
            raise click.UsageError(str(error)) from error
        by_hand = {(one.what, one.reference): one.by_hand for one in made}
        left = 0
        for one in clean_up(made, cleaners, Ledger(folder / "ledger-cleanup.jsonl")):
            came = "gone" if one.problem is None else one.problem
            click.echo(harmless(f"{one.what} {one.reference} ({one.where}): {came}"))
            if one.problem is not None:
                left += 1
                told = by_hand[one.what, one.reference] or f"undo it at the {one.where}"
                click.echo(harmless(f"  by hand: {told}"))
    click.echo(f"{len(made) - left} undone, {left} left." if made else "That run left nothing.")
    sys.exit(INCOMPLETE if left else 0)


def _check_same_company(run: Run, company: Company) -> None:
    shopped = sorted({start.company for start in run.starts} - {company.name})
    if shopped:
        from journeys.errors import InvalidCompany

        remedy = "Give the company file of that run with --company FILE."
        raise InvalidCompany("That run shopped another company", value=company.name, valid=shopped, remedy=remedy)


def _cleaners(company: Company, stack: ExitStack) -> Cleaners:
    """Make the company's drivers, with a browser that starts if one of them browses."""
    from journeys.company.restraint import Manners
    from journeys.running.cleanup import Cleaners
    from journeys.tools.browsing import Browsing
    from journeys.tools.remote_browser import browser_when_needed
    from journeys.tools.toolbox import Toolbox
    from journeys.touchpoints.directory import Directory
    from journeys.touchpoints.loading import load

    browser = stack.enter_context(browser_when_needed(company.browser, company.hosts))
    manners = Manners.towards(company.never, company.limits)
    tools = Toolbox.for_company(company, Browsing(browser, hosts=company.hosts, manners=manners))
    stack.callback(tools.close)
    settings = company.back_office
    office = load(settings.driver, "back_office", company.folder)(settings, tools) if settings else None
    return Cleaners(Directory(company, tools), office)
