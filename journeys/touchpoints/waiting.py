"""Waiting for somebody's answer: looked for soon, then less and less often, for as long as patience lasts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from threading import Event
from typing import Final, TypeVar

from journeys.errors import Unable
from journeys.touchpoints.visit import OpenVisit

__all__ = ["NobodyAnswers", "awaited"]

Answer = TypeVar("Answer")


class NobodyAnswers(Exception):
    """Somebody wrote, and was not answered for as long as patience lasted."""


_FIRST_LOOKS: Final = 1024
"""Of a patience so many parts are let pass before the second look, twice as many before the third, and so on."""


def awaited(visit: OpenVisit, patience: timedelta, look: Callable[[], Sequence[Answer]]) -> list[Answer]:
    """Look until there is something, letting company time pass; where nobody can move it, it passes by itself.

    Returns:
        What was found; nothing, if patience came to its end.
    """
    pause, left = patience / _FIRST_LOOKS, patience
    while not (found := look()) and left > timedelta():
        step = min(pause, left)
        try:
            visit.wait(step)
        except Unable:
            Event().wait(step.total_seconds())
            visit.count_waiting(step)
        pause, left = pause * 2, left - step
    return list(found)
