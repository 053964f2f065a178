"""``shop accounts``: what the test accounts have used up, and forgetting it."""

from __future__ import annotations

import json
import sys
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from journeys.commands.common import INCOMPLETE

if TYPE_CHECKING:
    from journeys.company.account_pool import AccountPool
    from journeys.company.company_file import Company

__all__ = ["accounts"]


@click.command()
@click.option(
    "--company",
    "company_file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    default=Path("company.toml"),
    show_default=True,
    metavar="FILE",
    help="Whose accounts.",
)
@click.option(
    "--account", "of", multiple=True, metavar="ADDRESS", help="Only this account; may be given several times."
)
@click.option(
    "--offer",
    "names",
    multiple=True,
    metavar="NAME",
    help="Only this offer, code or case; may be given several times.",
)
@click.option("--reset", is_flag=True, help="Forget what was used, once the company has forgotten it too.")
@click.option("--yes", is_flag=True, help="Do not ask before everything is forgotten.")
@click.option("--json", "as_json", is_flag=True, help="Print what was used as JSON.")
def accounts(
    company_file: Path, of: tuple[str, ...], names: tuple[str, ...], *, reset: bool, yes: bool, as_json: bool
) -> None:
    """List the test accounts: who uses them, and which offers, codes and cases each has used up, when and in which run.

    An offer that an account has used is not shopped with it again, in later runs and on other machines, until it is
    reset here.

    Exit code: 0 listed or reset, 2 something is wrong with the command, 3 the pool's database cannot be used.
    """
    from journeys.company.account_pool import AccountPool
    from journeys.company.company_file import read_company
    from journeys.errors import AuthorError, Unreachable

    try:
        company = read_company(company_file)
        if company.accounts is None:
            remedy = "It enrols customers, or lists none: [[accounts.people]]."
            raise click.UsageError(f"{company_file} has no test accounts. {remedy}")
        _refuse_unknown(company, of)
        with closing(AccountPool(company.accounts, company.folder)) as pool:
            if reset:
                _reset(pool, of, names, sure=yes)
            else:
                _list(pool, of, names, as_json=as_json)
    except AuthorError as error:
        raise click.UsageError(str(error)) from error
    except Unreachable as error:
        click.echo(str(error), err=True)
        sys.exit(INCOMPLETE)


def _refuse_unknown(company: Company, asked: tuple[str, ...]) -> None:
    from journeys.errors import UnknownName

    known = [one.email for one in company.accounts.people] if company.accounts else []
    for account in asked:
        if account not in known:
            raise UnknownName("The company file has no such test account", value=account, valid=known)


def _reset(pool: AccountPool, of: tuple[str, ...], names: tuple[str, ...], *, sure: bool) -> None:
    from journeys.errors import UnknownName

    if not of and not names and not sure:
        asked = "Forget everything that the test accounts have used?"
        if not sys.stdin.isatty():
            raise click.UsageError("Name what to forget with --account or --offer; or everything, with --yes.")
        if not click.confirm(asked):
            click.echo("Nothing was reset.")
            return
    used = sorted({use.name for use in pool.memory.uses()})
    for name in names:
        if name not in used:
            raise UnknownName("No account has used this", value=name, valid=used)
    click.echo(f"{pool.memory.forget(of, names)} forgotten.")


def _list(pool: AccountPool, of: tuple[str, ...], names: tuple[str, ...], *, as_json: bool) -> None:
    from journeys.evidence.harmless import escaped_in_json, harmless

    states = [state for state in pool.states() if not of or state.account in of]
    uses = [use for use in pool.memory.uses([state.account for state in states]) if not names or use.name in names]
    if as_json:
        told = json.dumps([asdict(use) for use in uses], indent=2, ensure_ascii=False, default=str)
        click.echo(escaped_in_json(told))
        return
    for state in states:
        click.echo(harmless(f"{state.account}: {state.told}"))
        for use in uses:
            if use.account == state.account:
                click.echo(harmless(f"  {use.kind} {use.name}: {use.told}"))
    free = sum(state.until is None for state in states)
    click.echo(f"\nAccounts: {len(states)}, {free} free. Used or made: {len(uses)}.")
