"""Browsing: one browser a worker, a fresh context a shopper, a trace of each visit that is worth one."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from journeys.company.restraint import Manners
from journeys.tools.pace import let
from journeys.tools.pictures import Camera

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, ProxySettings, Route

__all__ = ["Browsing", "TraceMode"]

_PATIENCE = timedelta(seconds=10)
_VIEWPORT = {"width": 1100, "height": 900}
_NOWHERE = "http://out-of-bounds.invalid:9"
"""The proxy for every other host: there is none. It holds wherever the browser runs, and for redirects and sockets."""


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
        manners: How pages behave towards hosts.
        on_page: Told of each page when it is first asked for on a visit.
    """

    def __init__(
        self,
        launch: Callable[[], Browser],
        trace: TraceMode = TraceMode.OFF,
        hosts: Collection[str] | None = None,
        manners: Manners | None = None,
    ) -> None:
        """Take how to get the browser, which is not started before somebody browses.

        Args:
            launch: Starts it, or finds it on another machine.
            trace: Which visits leave a trace.
            hosts: The only ones a page may reach; None for any.
            manners: How to behave towards them.
        """
        self._launch, self.trace, self.camera, self.manners = launch, trace, Camera(), manners or Manners()
        self._bounds: ProxySettings | None = None if hosts is None else {"server": _NOWHERE, "bypass": _direct(hosts)}
        self._pages: dict[str, Page] = {}
        self._staff: dict[str, Page] = {}
        self._traced: list[BrowserContext] = []
        self._used: list[Page] = []
        self._patience = _PATIENCE
        self.on_page: Callable[[Page], None] = lambda _: None

    def begin_visit(self, patience: timedelta) -> None:
        """Begin a visit to a place whose pages may take so long: to load, and to show what is looked for."""
        self._used = []
        self._patience = patience

    def page(self, shopper: str, locale: str = "en_US") -> Page:
        """Return a shopper's own page, kept until the journey ends."""
        if shopper not in self._pages:
            self._pages[shopper] = self._open(locale)
        return self._begin_use(self._pages[shopper])

    def staff_page(self, desk: str) -> Page:
        """Return the page of the employee at a desk, who stays signed in from journey to journey.

        It is a fresh one on each visit: nothing that the last one left on it is there any more.
        """
        if desk not in self._staff:
            self._staff[desk] = self._open("en_US")
        elif self._staff[desk] not in self._used:
            left = self._staff[desk]
            self._staff[desk] = self._new_page(left.context)
            left.close()
        return self._begin_use(self._staff[desk])

    @property
    def in_use(self) -> Page | None:
        """The page that was asked for last on this visit, or None."""
        return self._used[-1] if self._used else None

    def end_visit(self, keep_as: Path | None) -> bool:
        """Finish the visit's traces: write the last one to ``keep_as``, or drop them; tell whether one was written."""
        self._used = []
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
        context = self._launch().new_context(
            viewport=_VIEWPORT,  # type: ignore[arg-type]
            locale=locale.replace("_", "-"),
            proxy=self._bounds,
            service_workers="block" if self.manners.needed else "allow",  # they would ask behind our back
        )
        if self.manners.needed:
            context.route("**/*", self._mind)
        if self.trace is not TraceMode.OFF:
            context.tracing.start(snapshots=True, screenshots=False, sources=False)
        page = self._new_page(context)
        if self.manners.never:
            context.on("page", self._mind_redirects)
        return page

    def _new_page(self, context: BrowserContext) -> Page:
        page = context.new_page()
        if self.manners.never and len(context.pages) == 1:  # the context minds all that come later
            self._mind_redirects(page)
        return page

    def _mind(self, route: Route) -> None:
        if self.manners.forbid(route.request.url):
            route.abort("blockedbyclient")
            return
        if route.request.is_navigation_request():
            self.manners.wait_for_turn(route.request.url)
        route.fallback()

    def _mind_redirects(self, page: Page) -> None:
        """Stop forbidden addresses that a server sends a page on to: routes are asked about the first one only.

        The very first redirect of a window that a page opens may come too early for this, and those of frames from
        other sites are not seen.
        """
        session = page.context.new_cdp_session(page)

        def refuse(event: dict[str, Any]) -> None:
            self.manners.forbid(event["request"]["url"])
            session.send("Fetch.failRequest", {"requestId": event["requestId"], "errorReason": "BlockedByClient"})

        session.on("Fetch.requestPaused", refuse)
        session.send("Fetch.enable", {"patterns": [{"urlPattern": pattern} for pattern in self.manners.never]})

    def _begin_use(self, page: Page) -> Page:
        """Have a page wait as long as this place may take, and its trace begin with this visit."""
        from playwright.sync_api import expect

        if page not in self._used:
            let(page, self._patience)
            expect.set_options(timeout=self._patience / timedelta(milliseconds=1))
            self._begin_trace(page)
            self.on_page(page)
        self._used = [*(one for one in self._used if one is not page), page]
        return page

    def _begin_trace(self, page: Page) -> None:
        if self.trace is not TraceMode.OFF and page.context not in self._traced:
            page.context.tracing.start_chunk()
            self._traced.append(page.context)


def _direct(hosts: Collection[str]) -> str:
    """Name the hosts that need no proxy, in the browser's form; without the first one, loopback needs none either."""
    return ",".join(["<-loopback>", *(f"[{host}]" if ":" in host else host for host in hosts)])
