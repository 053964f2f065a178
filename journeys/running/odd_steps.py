"""What becomes of single steps before a run: those nobody would await, and those of a dry run."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from journeys.errors import AuthorError, Stopped

__all__ = ["refuse_to_await", "rehearsed"]


def rehearsed(step: Callable[..., object], *, judges: bool) -> Callable[..., object]:
    """Make a step of a dry run: nothing is judged, and a step that would contact somebody ends there."""
    if not judges and inspect.isgeneratorfunction(step):
        return step

    @functools.wraps(step)
    def rehearse(*args: Any, **kwargs: Any) -> object:
        with suppress(Stopped):
            return None if judges else step(*args, **kwargs)
        return None

    if judges:
        del rehearse.__wrapped__  # so that nothing it asks for is set up either
    return rehearse


def refuse_to_await(step: Callable[..., object]) -> Callable[..., object]:
    """Make an error of a step that is ``async def``: it would pass without having run."""

    @functools.wraps(step)
    def refuse(*_args: object, **_kwargs: object) -> None:
        code = inspect.unwrap(step).__code__
        place = f"{code.co_filename}:{code.co_firstlineno}"
        remedy = f"Write def instead of async def ({place})."
        raise AuthorError("This step is async, so it would pass without having run.", remedy=remedy)

    return refuse
