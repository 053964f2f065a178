"""Examines everything a run will need, touchpoint by touchpoint, before the first shopper goes anywhere."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from threading import Thread
from typing import Protocol, runtime_checkable

from playwright.sync_api import Error as BrowserError

from journeys.company.company_file import BackOfficeSettings, Company, TouchpointSettings
from journeys.errors import MysteryShopperError
from journeys.running.probes import (
    Trouble,
    answers,
    has_good_certificate,
    is_secure,
    lets_mailbox_in,
    listens,
    speaks_http,
)
from journeys.tools.http import GuardedSession
from journeys.tools.toolbox import Toolbox
from journeys.topics import OURS
from journeys.touchpoints.directory import Directory
from journeys.touchpoints.loading import load

__all__ = ["Check", "ExaminesItself", "examine"]

_DEADLINE_SECONDS = 30.0


@runtime_checkable
class ExaminesItself(Protocol):
    """A driver, or a back office, that can tell without a shopper whether it will do: by signing in, say."""

    def examine(self) -> str | None:
        """Return what is wrong, in words that say what to do about it, or None."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that was looked at.

    Attributes:
        subject: A touchpoint's name, or what else it is about.
        what: What was looked at, such as ``signs in``.
        ok: Whether it is well; None if it could not be looked at, because of what was found before.
        found: What was seen, or what is wrong.
        remedy: How to mend it.
    """

    subject: str
    what: str
    ok: bool | None
    found: str = ""
    remedy: str = ""
    seconds: float = 0.0


Look = tuple[str, Callable[[], str]]


def examine(company: Company, tools: Toolbox, directory: Directory) -> Iterator[Check]:
    """Look at everything; addresses all at the same time, what needs the browser one after the other.

    Raises:
        InvalidCompany: The back office's driver cannot be used.
    """
    places: dict[str, TouchpointSettings | BackOfficeSettings] = {**company.touchpoints}
    if company.back_office is not None:
        places["back office"] = company.back_office
    groups = {name: _Group(name, _looks_at(place, company, tools)) for name, place in places.items()}
    if company.clock is not None:
        groups["clock"] = _Group("clock", [("tells the time", lambda: f"{tools.clock.now():%d %B %Y %H:%M}")])
    if tools.accounts is not None:
        groups["accounts"] = _Group("accounts", [("can be borrowed", lambda: _free_accounts(company, tools))])
    for group in groups.values():
        group.start()
    browser = list(_in_turn("browser", [("starts", lambda: _browser_starts(tools))]))
    deadline = time.monotonic() + _DEADLINE_SECONDS
    for name, group in groups.items():
        checks = group.results(deadline)
        yield from checks
        driver = _driver(name, company, tools, directory)
        if isinstance(driver, ExaminesItself):
            well = all(check.ok for check in checks)
            yield from _in_turn(name, [("is fit for use", partial(_examined, driver))], well=well)
    yield from _promised_in_general(company)
    for name in company.promises:
        yield from _in_turn(f'promise "{name}"', [("still holds", partial(_holds, company, name))])
    yield from browser


def _promised_in_general(company: Company) -> Iterator[Check]:
    """Tell the suite's own topics, and what is promised about service, also where the company file says nothing."""
    for topic in company.kinds:
        if topic not in OURS.all:
            yield Check(subject="topics", what=topic.name, ok=True, found=topic.about)
    stated = company.standards.stated(company.kinds.standards)
    for standard in company.kinds.standards:
        said = stated.get(standard, f"{standard.usual} (the company file says nothing)")
        yield Check(subject="standards", what=str(standard), ok=True, found=said)


class _Group:
    """Looks at one subject in a thread of its own, so that one that hangs holds up no other."""

    def __init__(self, subject: str, looks: list[Look]) -> None:
        self._subject, self._looks = subject, looks
        self._done: list[Check] = []
        self._thread = Thread(target=self._look, name=f"look at {subject}", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def results(self, deadline: float) -> list[Check]:
        """Return what was found, waiting until the deadline; what is not done by then is in trouble."""
        self._thread.join(max(0.0, deadline - time.monotonic()))
        done = list(self._done)
        late = f"no answer within {_DEADLINE_SECONDS:g} s"
        missing = [
            Check(subject=self._subject, what=what, ok=False, found=late, remedy="Try again; if it stays, look there.")
            for what, _ in self._looks[len(done) :]
        ]
        return [*done, *missing]

    def _look(self) -> None:
        for check in _in_turn(self._subject, self._looks):
            self._done.append(check)


def _in_turn(subject: str, looks: list[Look], *, well: bool = True) -> Iterator[Check]:
    """Look at one thing after the other; after trouble the rest cannot be looked at."""
    for what, look in looks:
        if not well:
            yield Check(subject=subject, what=what, ok=None, found="not looked at")
            continue
        began = time.monotonic()
        try:
            found, remedy = look(), ""
        except Trouble as trouble:
            well, found, remedy = False, trouble.found, trouble.remedy
        except (MysteryShopperError, BrowserError) as error:
            well, found, remedy = False, str(error).splitlines()[0], ""
        except Exception as error:  # noqa: BLE001 - own drivers may raise anything, and the others are still to be seen
            well, found, remedy = False, f"{type(error).__name__}: {error}", "Mend the driver."
        seconds = time.monotonic() - began
        yield Check(subject=subject, what=what, ok=well, found=found, remedy=remedy, seconds=seconds)


def _looks_at(place: TouchpointSettings | BackOfficeSettings, company: Company, tools: Toolbox) -> list[Look]:
    address = place.address
    looks: list[Look] = [("is reachable", lambda: listens(address))]
    if is_secure(address):
        looks.append(("has a good certificate", lambda: has_good_certificate(address)))
    if speaks_http(address):
        http = GuardedSession(company.hosts, tools.browsing.manners)
        looks.append(("answers", lambda: answers(address, http)))
    elif address.startswith("imap"):
        looks.append(("signs in", lambda: lets_mailbox_in(place)))
    return looks


def _driver(name: str, company: Company, tools: Toolbox, directory: Directory) -> object:
    if name in company.touchpoints:
        return directory.driver(name)
    office = company.back_office
    if name == "back office" and office is not None:
        return load(office.driver, "back_office", company.folder)(office, tools)
    return None


def _examined(driver: ExaminesItself) -> str:
    if wrong := driver.examine():
        raise Trouble(wrong, "")
    return "as its driver says"


def _browser_starts(tools: Toolbox) -> str:
    page = tools.browsing.page("doctor")
    browser = page.context.browser
    tools.browsing.end_journey()
    return f"{browser.browser_type.name} {browser.version}" if browser else ""


def _free_accounts(company: Company, tools: Toolbox) -> str:
    listed = len(company.accounts.people) if company.accounts else 0
    free = len(tools.accounts.free()) if tools.accounts else 0
    if not free:
        raise Trouble(f"none of {listed} is free", "Wait until one is, or add some to [[accounts.people]].")
    return f"{free} of {listed} are free"


def _holds(company: Company, offer: str) -> str:
    ends = company.promised(offer).valid_through
    if ends is not None and ends < datetime.now(UTC):
        raise Trouble(f"it ended on {ends:%d %B %Y}", "Take it out of the company file, or state the new one.")
    return f"until {ends:%d %B %Y}" if ends else "its end is not stated"
