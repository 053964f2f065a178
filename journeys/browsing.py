"""Browsing: one browser a worker, a fresh context a shopper, a trace of each visit that is worth one."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from journeys.pictures import Camera

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

__all__ = ["Browsing", "TraceMode"]

_PATIENCE_MILLISECONDS = 10_000
_VIEWPORT = {"width": 1100, "height": 900}


class TraceMode(StrEnum):
    """Which visits leave a Playwright trace."""

    OFF = "off"
    ON_BREACH = "on-breach"
    ON = "on"


class Browsing:
    """The pages of everybody who browses: shoppers for one journey, staff for the whole run.

    Attributes:
        trace: Which visits leave a trace.
        camera: Takes pictures of the pages.
    """

    def __init__(self, launch: Callable[[], Browser], trace: TraceMode = TraceMode.OFF) -> None:
        """Take how to get the browser, which is not started before somebody browses."""
        self._launch, self.trace, self.camera = launch, trace, Camera()
        self._pages: dict[str, Page] = {}
        self._staff: dict[str, Page] = {}
        self._traced: list[BrowserContext] = []

    def page(self, shopper: str, locale: str = "en_US") -> Page:
        """Return a shopper's own page, kept until the journey ends."""
        if shopper not in self._pages:
            self._pages[shopper] = self._open(locale)
        return self._begin_trace(self._pages[shopper])

    def staff_page(self, desk: str) -> Page:
        """Return the page of the employee at a desk, who stays signed in from journey to journey."""
        if desk not in self._staff:
            self._staff[desk] = self._open("en_US")
        if self.trace is not TraceMode.OFF and self._staff[desk].context not in self._traced:
            self._staff[desk].goto("about:blank")  # a trace begins with what its page shows: the last customer
        return self._begin_trace(self._staff[desk])

    def end_visit(self, keep_as: Path | None) -> bool:
        """Finish the visit's traces: write the last one to ``keep_as``, or drop them; tell whether one was written."""
        traced, self._traced = self._traced, []
        for context in traced:
            context.tracing.stop_chunk(path=keep_as if context is traced[-1] else None)
        return bool(traced) and keep_as is not None

    def end_journey(self) -> None:
        """Close every shopper's context: nothing of this journey reaches the next."""
        for page in self._pages.values():
            page.context.close()
        self._pages.clear()

    def _open(self, locale: str) -> Page:
        context = self._launch().new_context(viewport=_VIEWPORT, locale=locale.replace("_", "-"))  # type: ignore[arg-type]
        context.set_default_timeout(_PATIENCE_MILLISECONDS)
        if self.trace is not TraceMode.OFF:
            context.tracing.start(snapshots=True, screenshots=False, sources=False)
        return context.new_page()

    def _begin_trace(self, page: Page) -> Page:
        if self.trace is not TraceMode.OFF and page.context not in self._traced:
            page.context.tracing.start_chunk()
            self._traced.append(page.context)
        return page
