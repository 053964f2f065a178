"""The browser a run shops with: one started here, or one on another machine that the company file names."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack, contextmanager

from playwright.sync_api import Browser, Error, Playwright, sync_playwright

from journeys.company.company_file import BrowserSettings
from journeys.errors import BrowserMissing
from journeys.tools.browser import DRIVER, launch_options

__all__ = ["browser_when_needed", "open_browser"]

_GRID = "SELENIUM_REMOTE_URL"
_PATIENCE_MILLISECONDS = 20_000


@contextmanager
def browser_when_needed(
    settings: BrowserSettings | None, hosts: Collection[str], *, visible: bool = False
) -> Iterator[Callable[[], Browser]]:
    """Give what opens the browser when it is first called; it is closed at the end, if it was opened."""
    with ExitStack() as stack:
        opened: list[Browser] = []

        def browser() -> Browser:
            if not opened:
                opened.append(stack.enter_context(open_browser(settings, hosts, visible=visible)))
            return opened[0]

        yield browser


@contextmanager
def open_browser(
    settings: BrowserSettings | None, hosts: Collection[str], *, visible: bool = False
) -> Iterator[Browser]:
    """Give a browser that resolves no other hosts, as far as we start it; contexts hold it to them in any case.

    Args:
        settings: Where another machine's browser is; None for one of this machine.
        hosts: The company's.
        visible: Whether its window is shown, if it is started here.

    Raises:
        BrowserMissing: It cannot be started or reached; the message says what to do.
    """
    with _driver(settings.grid if settings else None) as playwright:
        if settings is None:
            browser = _started_here(playwright, hosts, visible=visible)
        elif settings.server is not None:
            browser = _connected(playwright, settings.server)
        else:
            browser = _on_grid(playwright, str(settings.grid), hosts)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def _driver(grid: str | None) -> Iterator[Playwright]:
    """Start what drives the browser; a grid's address it takes from its environment only."""
    before = os.environ.get(_GRID)
    if grid is not None:
        os.environ[_GRID] = grid
    try:
        starting = sync_playwright()
        playwright = starting.__enter__()
    finally:
        if grid is not None:
            _restore(before)
    try:
        yield playwright
    finally:
        starting.__exit__()


def _restore(before: str | None) -> None:
    os.environ.pop(_GRID, None)
    if before is not None:
        os.environ[_GRID] = before


def _started_here(playwright: Playwright, hosts: Collection[str], *, visible: bool) -> Browser:
    options = launch_options()
    options["args"].append(_only(hosts))
    try:
        # Ctrl-C is ours to answer: the browser is closed when what was seen is written down.
        return playwright.chromium.launch(**options, headless=not visible, handle_sigint=False)
    except Error as error:
        raise BrowserMissing(f"The browser could not be started: {error.message}") from error


def _connected(playwright: Playwright, server: str) -> Browser:
    try:
        return playwright.chromium.connect(server, timeout=_PATIENCE_MILLISECONDS)
    except Error as error:
        ours = json.loads((DRIVER / "package.json").read_text(encoding="utf-8"))["version"]
        raise BrowserMissing(
            f"The browser server at {_shown(server)} cannot be used: {_why(error, server)} "
            f"Start one there (npx playwright@{ours} run-server --host 0.0.0.0 --port PORT; its version must be ours, "
            f"{ours}), or leave [browser] out of the company file to use a browser of this machine."
        ) from error


def _on_grid(playwright: Playwright, grid: str, hosts: Collection[str]) -> Browser:
    try:
        return playwright.chromium.launch(args=[_only(hosts)], timeout=_PATIENCE_MILLISECONDS, handle_sigint=False)
    except Error as error:
        raise BrowserMissing(
            f"The Selenium Grid at {_shown(grid)} gave no browser: {_why(error, grid)} "
            "Look whether it is up and has a Chrome or Edge node (its page /status tells), or leave [browser] out of "
            "the company file to use a browser of this machine."
        ) from error


def _only(hosts: Collection[str]) -> str:
    return f"--host-resolver-rules=MAP * ~NOTFOUND,{','.join(f'EXCLUDE {host}' for host in hosts)}"


def _why(error: Error, address: str) -> str:
    first = error.message.splitlines()[0].replace(address, _shown(address))
    return first if first.endswith(".") else f"{first}."


def _shown(address: str) -> str:
    """An address without a token that may stand behind the question mark."""
    return address.partition("?")[0]
