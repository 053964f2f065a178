"""The ``shop`` command, for people who do not know pytest."""

from __future__ import annotations

import os
from typing import Any

import click

from journeys.commands.check import check
from journeys.commands.cleanup import cleanup
from journeys.commands.doctor import doctor
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
from journeys.errors import Compromised, MysteryShopperError, NotKept
from journeys.evidence.harmless import on_one_line

__all__ = ["main"]

_USAGE, _WORLD, _INTERRUPTED = 2, 3, 130
_TRACEBACK = "SHOP_TRACEBACK"
_CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class _Shop(click.Group):
    """Ends with one sentence and a code of its own, whatever happens: 1 says that a promise was broken, and only that.

    click and Python end with 1 what nobody expected; this is where both are told otherwise.
    """

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a traceback is for those who ask for one."""
        try:
            return super().invoke(ctx)
        except (KeyboardInterrupt, click.Abort):
            click.echo("Stopped.", err=True)
            ctx.exit(_INTERRUPTED)
        except (click.ClickException, click.exceptions.Exit):
            raise
        except Exception as error:
            if os.environ.get(_TRACEBACK):
                raise
            words, code = _in_a_sentence(error)
            click.echo(on_one_line(f"Error: {words}"), err=True)
            ctx.exit(code)


def _in_a_sentence(error: Exception) -> tuple[str, int]:
    if isinstance(error, MysteryShopperError):
        return str(error), _WORLD if isinstance(error, Compromised | NotKept) else _USAGE
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename or 'The system'}: {error.strerror}.", _WORLD
    said = f"{type(error).__name__}: {error}"
    return f"Mystery Shopper itself failed ({said}). Please report it, with what {_TRACEBACK}=1 shows.", _USAGE


@click.group(
    cls=_Shop,
    context_settings=_CONTEXT,
    commands=[new, record, setup, run, check, explain, doctor, steps, schema, sandbox, report, merge, cleanup],
)
@click.version_option(package_name="mystery-shopper", prog_name="shop")
def main() -> None:
    """Walk in a customer's shoes and see whether every touchpoint keeps the same promise."""
