"""``shop schema``: the form of the files, for editors and other programs."""

from __future__ import annotations

import json

import click

__all__ = ["schema"]


@click.command()
@click.argument("which", type=click.Choice(["company", "ledger"]), default="company")
def schema(which: str) -> None:
    r"""Print the JSON Schema of the company file, or of a ledger's lines.

    Editors with Taplo (Even Better TOML) check and complete a company file whose first line names it:

    \b
      shop schema company > company.schema.json
      #:schema ./company.schema.json
    """
    from journeys.company.schemas import company_schema, ledger_schema

    made = company_schema() if which == "company" else ledger_schema()
    click.echo(json.dumps(made, indent=2, ensure_ascii=False))
