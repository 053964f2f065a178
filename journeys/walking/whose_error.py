"""An error in a driver, told so that its author can mend it: where, in which code, on which page, whose it seems."""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from textwrap import shorten
from typing import Final
from unicodedata import category

from playwright.sync_api import Error as BrowserError
from playwright.sync_api import Page
from playwright.sync_api import TimeoutError as TookTooLong

from journeys.errors import Compromised, DriverFault, NotUnderstood

__all__ = ["Where", "explained", "loaded", "log_of"]

_HTTP_ERROR: Final = 400
_NO_SUCH_PAGE: Final = {404: "the server has no such page, HTTP 404", 410: "the server has no such page, HTTP 410"}
_LONGEST_CODE: Final = 160
_MOST_NAMED: Final = 8
_STATE: Final = """() => {
    const needed = ["script", "link", "fetch", "xmlhttprequest"];
    const lost = performance.getEntriesByType("resource").filter((one) => needed.includes(one.initiatorType)
        && new URL(one.name).origin === location.origin
        && (one.responseStatus >= (one.initiatorType === "script" ? 400 : 500) || one.responseStatus === 0));
    return {
        status: performance.getEntriesByType("navigation")[0]?.responseStatus ?? 0,
        ready: document.readyState,
        empty: !document.body?.innerText.trim(),
        title: document.title,
        lost: lost.map((one) => one.name),
    };
}"""
"""Asks a page how it has loaded; it keeps that by itself, so that nobody has to listen while all is well."""
_NOT_FOUND: Final = re.compile(r"element\(s\) not found|strict mode violation")
_OF_THE_WORLD: Final = re.compile(
    r"net::|Timeout \d+ms exceeded|context was destroyed|closed|crashed|interrupted by another navigation"
)
"""What a browser says that gives up for a reason of its own, or of the network's: anything else is wrong use of it."""
_RESOLVED: Final = re.compile(r"locator resolved to|- unexpected value")
_LOOKED_FOR: Final = re.compile(r"waiting for ((?:get_by_|locator\(|frame_locator\().+?)(?: to be \w+)?$", re.MULTILINE)
_BY_NAME: Final = re.compile(r"get_by_(role|label|placeholder|text)\(\"([^\"]+)\"(?:, .*?name=\"([^\"]+)\")?.*\)$")
_CONTROLS: Final = {"button", "textbox", "combobox", "checkbox", "radio", "searchbox", "spinbutton", "tab", "switch"}
"""What a page's own people wrote the names of; what else it shows may be about a customer."""
_FIELDS: Final = _CONTROLS - {"button", "tab"}
_NAMED: Final = re.compile(r"^\s*- '?(\w+) \"((?:[^\"\\]|\\.)+)\"", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Where a driver was when it failed.

    Attributes:
        place: The touchpoint.
        driver: The class whose code it is.
        clean: Masks what is personal in a text.
        page: The page it used last, if it used any.
        picture: Where a picture of that page is kept, if one could be taken.
    """

    place: str
    driver: type
    clean: Callable[[str], str]
    page: Page | None = None
    picture: Path | None = None


def explained(error: Exception, where: Where) -> Compromised | DriverFault:
    """Say whose an error seems to be that a driver did not raise on purpose, and all that helps to mend it.

    What looks for something that is not on a page is the driver's, unless the page is known not to have loaded. What
    cannot be read of an answer is the world's, since it is the company that answered.
    """
    at, code = _code(error, where.driver)
    why_not = loaded(where.page) if where.page is not None else None
    shown = _shown(where, why_not, error)
    if isinstance(error, BrowserError | AssertionError):
        said = str(error).strip()
        if why_not is None and (_missing(said) or _is_wrong_use(error)):
            return _drivers_own(error, at, code, shown, where.page)
        problem = f"The {where.place} could not be visited to the end: {_in_a_line(said)} ({at}: {code}). {shown}"
        return Compromised(where.clean(problem.strip()))
    told = f"{type(error).__name__}: {error}".rstrip(": ")
    if isinstance(error, NameError | ImportError | RuntimeError):
        return DriverFault(f"{code}: {told}", remedy=shown, place=at)
    return NotUnderstood(
        f"The {where.place} answered something that its driver cannot read: {told} ({at}: {code}). "
        f"If it always ends like this, the driver is wrong; else the answer was. {shown}".rstrip()
    )


def loaded(page: Page) -> str | None:
    """Say how a page is known not to have loaded, or None if it has."""
    if page.url == "about:blank":
        return None  # nothing was opened yet, which is no failure of anybody's server
    try:
        state = page.evaluate(_STATE)
    except BrowserError as error:
        return f"the page is gone ({_first_line(error.message)})"
    if page.url.startswith("chrome-error:"):
        return "no page was loaded"
    if state["status"] >= _HTTP_ERROR:
        return _NO_SUCH_PAGE.get(state["status"]) or f"the page is an error of the server's, HTTP {state['status']}"
    if state["ready"] != "complete":
        return "the page has not finished loading"
    if state["lost"]:
        return f"the page could not load {state['lost'][0].partition('?')[0]}"
    return "the page is empty" if state["empty"] else None


def _drivers_own(error: Exception, at: str, code: str, shown: str, page: Page | None) -> DriverFault:
    said = str(error).strip()
    looked_for = _LOOKED_FOR.search(said)
    if "strict mode violation" in said:
        problem = f"{code}: {_first_line(said.partition('strict mode violation: ')[2]).rstrip(':')}"
        return DriverFault(problem, remedy=f"Say which is meant. {shown}", place=at)
    if looked_for is None and isinstance(error, BrowserError):
        return DriverFault(f"{code}: {_first_line(said)}", remedy=shown, place=at)
    if looked_for is None:
        problem = f"{code}: {_first_line(said) or 'AssertionError'}"
        remedy = f"A driver asserts nothing: it writes down what it saw (visit.saw), or raises Unreachable. {shown}"
        return DriverFault(problem, remedy=remedy, place=at)
    named = _BY_NAME.match(looked_for[1])
    name = (named[3] or named[2]) if named else None
    role = (named[2] if named[1] == "role" else "") if named else ""
    there = list(_names(page, {role} if role else _FIELDS)) if page is not None and name else []
    problem = f"{code}: nothing on the page matches {looked_for[1]}"
    if role and page is not None and (other := _called(page, name)):
        return DriverFault(f"{problem}; called so is what has the role {other!r}", remedy=shown, place=at)
    if there and name:
        return DriverFault(
            f"{problem}; what is there is not called so", value=name, valid=there, remedy=shown, place=at
        )
    return DriverFault(problem, remedy=shown, place=at)


def _names(page: Page, roles: Iterable[str]) -> Iterable[str]:
    """Name the page's controls of some roles; other things may be named after customers."""
    names = [name for role, name in _named(page) if role in roles and role in _CONTROLS]
    return list(dict.fromkeys(names))[:_MOST_NAMED]


def _called(page: Page, name: str | None) -> str | None:
    """Give the role of what the page calls by a name, as locators look for one, if anything is."""
    return next((role for role, one in _named(page) if name and name.casefold() in one.casefold()), None)


def _named(page: Page) -> list[tuple[str, str]]:
    """Give what a page shows that has a name, by role and name without the characters that are only a picture."""
    with suppress(BrowserError):
        found = _NAMED.findall(page.locator("body").aria_snapshot())
        return [(role, "".join(one for one in name if category(one) != "Co").strip()) for role, name in found]
    return []


def _missing(said: str) -> bool:
    """Tell whether nothing, or too much, matched what was looked for; what was found and could not be used is there."""
    if _NOT_FOUND.search(said):
        return True
    return bool(_LOOKED_FOR.search(said)) and not _RESOLVED.search(said)


def _is_wrong_use(error: Exception) -> bool:
    """Tell whether the browser was asked for something that it cannot do on any page."""
    if not isinstance(error, BrowserError):
        return "Call log:" not in str(error)  # an assertion of the driver's own
    return not isinstance(error, TookTooLong) and not _OF_THE_WORLD.search(error.message)


def _code(error: Exception, driver: type) -> tuple[str, str]:
    """Give the place in the driver's package that an error comes from, and the code that stands there."""
    module = driver.__module__
    package = module.rpartition(".")[0] or module
    frames = list(traceback.walk_tb(error.__traceback__))
    own = [
        number
        for number, (frame, _) in enumerate(frames)
        if f"{frame.f_globals.get('__name__', '')}.".startswith(f"{package}.")
    ]
    summaries = traceback.extract_tb(error.__traceback__)
    if not summaries:
        return module, type(error).__name__
    found = summaries[own[-1] if own else -1]
    path = Path(found.filename)
    near = path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
    return f"{near}:{found.lineno}", shorten((found.line or "").strip() or found.name, _LONGEST_CODE, placeholder=" …")


def _shown(where: Where, why_not: str | None, error: Exception) -> str:
    """Tell of the page: how it loaded, whose error that makes it, and where its picture is."""
    if where.page is None:
        return ""
    if where.page.url == "about:blank":
        if isinstance(error, BrowserError) and _OF_THE_WORLD.search(error.message):
            return "No page could be opened: most likely not the driver's fault."
        return "No page had been opened yet: most likely the driver is wrong."
    address = where.page.url
    if why_not in _NO_SUCH_PAGE.values():
        whose = f"{why_not}: its address is wrong in the driver or the company file, or the company has taken it away"
    elif why_not:
        whose = f"{why_not}: most likely not the driver's fault"
    else:
        whose = "it had loaded: most likely the driver is wrong"
    picture = f" Picture: {where.picture}." if where.picture is not None else ""
    return f"The page was {address}; {whose}.{picture}"


def log_of(message: str) -> str:
    """Return the browser's log of what it tried, if it says more than what it waited for."""
    log = message.partition("Call log:")[2]
    return log.strip("\n") if len(log.strip().splitlines()) > 1 else ""


def _in_a_line(said: str) -> str:
    """Say what went wrong and what was waited for, without the log."""
    told, _, log = said.partition("Call log:")
    waiting = re.search(r"- (waiting for .+)", log)
    return ", ".join(filter(None, [_first_line(told).rstrip("."), waiting and waiting[1].strip()]))


def _first_line(text: str) -> str:
    return next((line.strip() for line in text.splitlines() if line.strip()), "")
