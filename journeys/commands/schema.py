"""``shop schema``: the form of the files, for editors and other programs."""

from __future__ import annotations

import json
from pathlib import Path

import click

__all__ = ["schema"]


@click.command()
@click.argument("which", type=click.Choice(["company", "ledger"]), default="company")
def schema(which: str) -> None:
    r"""Print the JSON Schema of the company file, with the topics that company.toml here names, or of a ledger's lines.

    Editors with Taplo (Even Better TOML) check and complete a company file whose first line names it:

    \b
      shop schema company > company.schema.json
      #:schema ./company.schema.json
    """
    from journeys.company.schemas import company_schema, ledger_schema
    from journeys.company.topics import topics_of
    from journeys.errors import MysteryShopperError

    try:
        kinds = topics_of(Path("company.toml"))
    except MysteryShopperError as error:
        raise click.UsageError(str(error)) from error
    made = company_schema(kinds) if which == "company" else ledger_schema()
    click.echo(json.dumps(made, indent=2, ensure_ascii=False))
