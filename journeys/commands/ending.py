"""How commands end when nobody expected it: with one sentence and a code of its own, never as a broken promise does."""

from __future__ import annotations

import io
import os
import sys
import traceback
from collections.abc import Generator
from pathlib import Path
from typing import Any

import click
from pluggy import HookimplMarker

from journeys.errors import Compromised, MysteryShopperError, NotKept
from journeys.evidence.harmless import on_one_line

__all__ = ["CRASHED", "EndsWell", "InASentence"]

CRASHED = 3
"""What a command ends with that failed by itself: nothing can be said of the company."""

_USAGE, _INTERRUPTED = 2, 130
_TRACEBACK = "SHOP_TRACEBACK"


class _Outlet(io.FileIO):
    """A stream of this process's own that goes nowhere once nobody reads it any more."""

    def write(self, data: Any, /) -> int:
        """Write, or drop it."""
        try:
            return super().write(data)
        except BrokenPipeError:
            return memoryview(data).nbytes


def _outliving(stream: Any) -> Any:
    """Return a stream that writes where another does, and goes on when nobody reads it any more."""
    buffer = getattr(stream, "buffer", None)
    if not isinstance(getattr(buffer, "raw", buffer), io.FileIO):
        return stream
    outlet = io.BufferedWriter(_Outlet(stream.fileno(), "w", closefd=False))
    return io.TextIOWrapper(
        outlet, stream.encoding, stream.errors, line_buffering=stream.line_buffering, write_through=stream.write_through
    )


class EndsWell(click.Command):
    """A command that ends well whatever happens: 1 says that a promise was broken, and only that.

    click and Python end with 1 what nobody expected; this is where both are told otherwise.
    """

    def main(self, *args: Any, **extra: Any) -> Any:
        """Begin; a reader who goes away, as ``head`` does, is no reason to stop."""
        if sys.stdout is sys.__stdout__ and sys.stderr is sys.__stderr__:
            sys.stdout, sys.stderr = map(_outliving, (sys.stdout, sys.stderr))
        return super().main(*args, **extra)

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


class InASentence:
    """A pytest plugin that has an error within pytest told as commands tell theirs."""

    @HookimplMarker("pytest")(wrapper=True)
    def pytest_cmdline_parse(self) -> Generator[None, Any, Any]:
        """Say in a sentence which line keeps a conftest.py, or a plugin that it names, from being imported."""
        try:
            return (yield)
        except Exception as error:
            import pytest

            if os.environ.get(_TRACEBACK) or isinstance(error, pytest.UsageError):
                raise
            raise pytest.UsageError(on_one_line(str(_why(error)))) from error

    @HookimplMarker("pytest")(tryfirst=True)
    def pytest_internalerror(self, excrepr: Any, excinfo: Any) -> None:
        """Put a sentence in the place of the traceback, which each reporter prints as a text."""
        if not os.environ.get(_TRACEBACK):
            words, _ = _in_a_sentence(excinfo.value)
            excrepr.toterminal = lambda writer: writer.line(on_one_line(words))


def _why(error: BaseException) -> BaseException:
    """Say why something could not be imported, if pytest says that it could not."""
    from journeys.records.importing import not_imported

    cause = getattr(error, "cause", None) or error.__cause__
    if type(error).__name__ not in {"ConftestImportFailure", "PluginImportFailure"} or cause is None:
        raise error
    deeper = type(cause).__name__ == type(error).__name__
    return _why(cause) if deeper else not_imported(cause)


def _in_a_sentence(error: BaseException) -> tuple[str, int]:
    if isinstance(error, MysteryShopperError):
        return str(error), CRASHED if isinstance(error, Compromised | NotKept) else _USAGE
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename or 'The system'}: {error.strerror}.", CRASHED
    last = traceback.extract_tb(error.__traceback__)[-1:]
    where = "".join(f", in {Path(frame.filename).name}:{frame.lineno}" for frame in last)
    said = f"{type(error).__name__}: {error}{where}"
    remedy = f"Please report it among the issues of Mystery Shopper, with what {_TRACEBACK}=1 shows"
    return f"Mystery Shopper itself failed, or a plugin ({said}). {remedy}.", CRASHED
