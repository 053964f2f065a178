"""The ``shop`` command, for people who do not know pytest."""

from __future__ import annotations

import click

from journeys.commands.accounts import accounts
from journeys.commands.check import check
from journeys.commands.cleanup import cleanup
from journeys.commands.docs import docs
from journeys.commands.doctor import doctor
from journeys.commands.ending import EndsWell
from journeys.commands.explain import explain
from journeys.commands.merge import merge
from journeys.commands.new import new
from journeys.commands.record import record
from journeys.commands.report import report
from journeys.commands.run import run
from journeys.commands.sandbox import sandbox
from journeys.commands.schema import schema
from journeys.commands.setup import setup
from journeys.commands.steps import steps
from journeys.commands.trying import try_place

__all__ = ["main"]

_CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class _Shop(EndsWell, click.Group):
    """All commands: whichever it is ends well."""


@click.group(
    cls=_Shop,
    context_settings=_CONTEXT,
    commands=[
        new,
        record,
        try_place,
        setup,
        run,
        check,
        explain,
        doctor,
        steps,
        schema,
        sandbox,
        report,
        merge,
        cleanup,
        accounts,
        docs,
    ],
)
@click.version_option(package_name="mystery-shopper", prog_name="shop")
def main() -> None:
    """Walk in a customer's shoes and see whether every touchpoint keeps the same promise."""
