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
from journeys.company.settings import is_folder
from journeys.errors import MysteryShopperError
from journeys.running.probes import (
    PATIENCE_SECONDS,
    Trouble,
    answers,
    has_good_certificate,
    host_of,
    is_secure,
    lets_mailbox_in,
    listens,
    speaks_http,
)
from journeys.tools.http import GuardedSession
from journeys.tools.mail_folder import MailFolder
from journeys.tools.toolbox import Toolbox
from journeys.topics import OURS
from journeys.touchpoints.directory import Directory
from journeys.touchpoints.loading import load

__all__ = ["Check", "ExaminesItself", "examine"]

_DEADLINE_PATIENCES = 6
"""How many times its patience a host may take in all."""


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
        of_host: Whether what is wrong is the whole host's.
    """

    subject: str
    what: str
    ok: bool | None
    found: str = ""
    remedy: str = ""
    seconds: float = 0.0
    of_host: bool = False


Look = tuple[str, Callable[[], str]]


def examine(
    company: Company, tools: Toolbox, directory: Directory, patience: float = PATIENCE_SECONDS
) -> Iterator[Check]:
    """Look at everything; hosts all at the same time, what needs the browser one after the other.

    Args:
        company: Whose places they are.
        tools: What drivers work with.
        directory: The company's touchpoints.
        patience: How many seconds a host may take to answer. One that is too slow is told of once.

    Raises:
        InvalidCompany: The back office's driver cannot be used.
    """
    places: dict[str, TouchpointSettings | BackOfficeSettings] = {**company.touchpoints}
    if company.back_office is not None:
        places["back office"] = company.back_office
    hosts: dict[str, _Group] = {}
    groups: dict[str, _Group] = {}
    for name, place in places.items():
        groups[name] = hosts.setdefault(host_of(place.address), _Group(host_of(place.address)))
        groups[name].add(name, _looks_at(place, company, tools, patience))
    if company.clock is not None:
        groups["clock"] = _Group("clock")
        groups["clock"].add("clock", [("tells the time", lambda: f"{tools.clock.now():%d %B %Y %H:%M}")])
    if tools.accounts is not None:
        groups["accounts"] = _Group("accounts")
        groups["accounts"].add("accounts", [("can be borrowed", lambda: _free_accounts(company, tools))])
    for group in dict.fromkeys(groups.values()):
        group.start()
    browser = list(_in_turn("browser", [("starts", lambda: _browser_starts(tools))]))
    limit = _DEADLINE_PATIENCES * patience
    deadline = time.monotonic() + limit
    for name, group in groups.items():
        checks = group.results(name, deadline, limit)
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
    """Looks at what is on one host in a thread of its own, so that one that hangs holds up no other."""

    def __init__(self, host: str) -> None:
        self._host = host
        self._looks: dict[str, list[Look]] = {}
        self._done: dict[str, list[Check]] = {}
        self._told_at: str | None = None
        self._thread = Thread(target=self._look, name=f"look at {host}", daemon=True)

    def add(self, subject: str, looks: list[Look]) -> None:
        """Have something else be looked at."""
        self._looks[subject] = looks

    def start(self) -> None:
        self._thread.start()

    def results(self, subject: str, deadline: float, limit: float) -> list[Check]:
        """Return what was found, waiting until the deadline; what is not done by then is in trouble, once a host."""
        self._thread.join(max(0.0, deadline - time.monotonic()))
        done = list(self._done.get(subject, ()))
        missing = [what for what, _ in self._looks[subject][len(done) :]]
        if missing and self._told_at is None:
            self._told_at = subject
            remedy = "Try again; if it stays, look there, or give it longer: shop doctor --patience SECONDS."
            late = f"{self._host} was not done within {limit:g} s"
            done.append(Check(subject=subject, what=missing.pop(0), ok=False, found=late, remedy=remedy))
        return [*done, *(self._passed_over(subject, what) for what in missing)]

    def _look(self) -> None:
        for subject, looks in self._looks.items():
            if self._told_at is not None:
                self._done[subject] = [self._passed_over(subject, what) for what, _ in looks]
                continue
            mine = self._done[subject] = []
            for check in _in_turn(subject, looks):
                mine.append(check)
                self._told_at = subject if check.of_host else self._told_at

    def _passed_over(self, subject: str, what: str) -> Check:
        where = "" if self._told_at in {None, subject} else f": {self._host} is told of at the {self._told_at}"
        return Check(subject=subject, what=what, ok=None, found=f"not looked at{where}")


def _in_turn(subject: str, looks: list[Look], *, well: bool = True) -> Iterator[Check]:
    """Look at one thing after the other; after trouble the rest cannot be looked at."""
    for what, look in looks:
        if not well:
            yield Check(subject=subject, what=what, ok=None, found="not looked at")
            continue
        began, of_host = time.monotonic(), False
        try:
            found, remedy = look(), ""
        except Trouble as trouble:
            well, found, remedy, of_host = False, trouble.found, trouble.remedy, trouble.of_host
        except (MysteryShopperError, BrowserError) as error:
            well, found, remedy = False, str(error).splitlines()[0], ""
        except Exception as error:  # noqa: BLE001 - own drivers may raise anything, and the others are still to be seen
            well, found, remedy = False, f"{type(error).__name__}: {error}", "Mend the driver."
        seconds = time.monotonic() - began
        yield Check(subject=subject, what=what, ok=well, found=found, remedy=remedy, seconds=seconds, of_host=of_host)


def _looks_at(
    place: TouchpointSettings | BackOfficeSettings, company: Company, tools: Toolbox, patience: float
) -> list[Look]:
    address = place.address
    if is_folder(address) and isinstance(place, TouchpointSettings):
        return [("is there", lambda: f"{MailFolder(place, company.folder).count()} messages")]
    looks: list[Look] = [("is reachable", lambda: listens(address, patience))]
    if is_secure(address):
        looks.append(("has a good certificate", lambda: has_good_certificate(address, patience)))
    if speaks_http(address):
        http = GuardedSession(company.hosts, tools.browsing.manners)
        looks.append(("answers", lambda: answers(address, http, patience)))
    elif address.startswith("imap"):
        looks.append(("signs in", lambda: lets_mailbox_in(place, patience)))
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
