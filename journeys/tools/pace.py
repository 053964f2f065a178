"""A page's pace: which of its requests are under way, and how long it may take."""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from playwright.sync_api import Page, Request

__all__ = ["changes_by_itself", "drawn", "let", "rest", "timeout_of"]

_USUAL: Final = timedelta(seconds=10)
_LONGEST_REST: Final = timedelta(seconds=2)
"""How long a page's requests are waited for: some pages always have one under way."""

_CHANGES_A_PAGE: Final = {"document", "script", "fetch", "xhr"}
_DRAWN: Final = """() => new Promise((drawn) => {
    requestAnimationFrame(() => requestAnimationFrame(drawn));
    setTimeout(drawn, 100);
})"""
"""Waits until a page has drawn what it has; one that is not shown draws nothing, and is not waited for."""
_RUNS_SCRIPTS: Final = """() => document.readyState === "loading" || window.length > 0 || [...document.scripts].some(
    ({type}) => !type || /^module$|javascript|ecmascript/i.test(type))"""
"""Whether a page runs any script, or has a frame whose page may run one on it."""


@dataclass  # no slots: Playwright notes on it what it calls
class _Pace:
    timeout: timedelta
    under_way: set[Request] = field(default_factory=set)

    def begun(self, request: Request) -> None:
        if request.resource_type in _CHANGES_A_PAGE:
            self.under_way.add(request)

    def ended(self, request: Request) -> None:
        self.under_way.discard(request)


_PACES: Final[WeakKeyDictionary[Page, _Pace]] = WeakKeyDictionary()


def let(page: Page, take: timedelta) -> None:
    """Let a page take so long for whatever it does, and keep its requests in view."""
    page.set_default_timeout(take / timedelta(milliseconds=1))
    if page in _PACES:
        _PACES[page].timeout = take
        return
    pace = _PACES[page] = _Pace(take)
    page.on("request", pace.begun)
    page.on("requestfinished", pace.ended)
    page.on("requestfailed", pace.ended)


def timeout_of(page: Page) -> timedelta:
    """Return how long a page may take."""
    return _PACES[page].timeout if page in _PACES else _USUAL


def rest(page: Page) -> None:
    """Wait until nothing that a page asked for is under way, and it has drawn what came; at once if nothing is."""
    pace = _PACES.get(page)
    if pace is None or not pace.under_way:
        return
    until = time.monotonic() + min(pace.timeout, _LONGEST_REST).total_seconds()
    while pace.under_way and time.monotonic() < until:
        drawn(page)
    drawn(page)


def drawn(page: Page) -> None:
    """Wait until a page has drawn what it has now; one that gives way to another meanwhile has."""
    from playwright.sync_api import Error

    with suppress(Error):
        page.evaluate(_DRAWN)


def changes_by_itself(page: Page) -> bool:
    """Whether a page may still change what it shows: one that has all its markup and runs no script does not."""
    from playwright.sync_api import Error

    try:
        return bool(page.evaluate(_RUNS_SCRIPTS))
    except Error:  # it gives way to another
        return True
