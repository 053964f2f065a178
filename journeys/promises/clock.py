"""Company time: reading it, moving it, and the durations and moments people write."""

from __future__ import annotations

import re
import warnings
from datetime import UTC, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

import humanize
import requests
from dateutil import parser as dates
from pytimeparse2 import parse as parse_seconds

from journeys.errors import InvalidPromise, Unable, Unreachable
from journeys.promises.zones import certain

__all__ = ["CompanyClock", "RemoteClock", "WallClock", "immovable", "lasting", "read_duration", "read_moment"]

_TIMEOUT_SECONDS = 10
_IN_FIGURES = re.compile(
    r"(?<![\d./-])(?P<first>\d{1,2})(?P<mark>[./-])(?P<second>\d{1,2})(?P=mark)(?P<year>\d{4}|\d\d)(?![\d./-]*\d)"
)
_MONTHS, _CENTURY = 12, 2000
_DATES = "Write it like 30 November 2026 or 2026-11-30 23:59:59."


class CompanyClock(Protocol):
    """The time at the company, which a demo or test company lets us move."""

    def now(self) -> datetime:
        """Return the company's time, timezone-aware."""

    def advance(self, duration: timedelta) -> datetime:
        """Let time pass at the company; what falls due on the way happens. Return the time it is then."""

    def move_to(self, moment: datetime) -> None:
        """Let time pass until ``moment``."""


class WallClock:
    """The clock of a company whose time nobody can move."""

    def now(self) -> datetime:
        """Return the time here, in UTC."""
        return datetime.now(UTC)

    def advance(self, duration: timedelta) -> datetime:
        """Refuse: a real company's time passes by itself."""
        raise immovable(duration)

    def move_to(self, moment: datetime) -> None:
        """Refuse, as ``advance`` does."""
        self.advance(moment - self.now())


def immovable(by: timedelta | None = None) -> Unable:
    """Say that a company's time passes by itself."""
    far = f" by {lasting(by)}" if by is not None else ""
    return Unable(
        f"This company's clock cannot be moved{far}",
        remedy="Its company file has no [clock]; leave out the sentence, or run it against a company that has one.",
    )


class RemoteClock:
    """A company clock behind an address: ``GET`` reads it, ``PUT`` moves it."""

    def __init__(self, address: str, token: str, http: requests.Session | None = None) -> None:
        """Take the clock's URL and the bearer token that may move it."""
        self._address, self._http = address, http or requests.Session()
        self._headers = {"Authorization": f"Bearer {token}"}

    def now(self) -> datetime:
        """Ask the company what time it is."""
        return self._call("GET")

    def advance(self, duration: timedelta) -> datetime:
        """Let time pass; whole seconds."""
        return self._call("PUT", {"advance_seconds": duration.total_seconds()})

    def move_to(self, moment: datetime) -> None:
        """Let time pass until ``moment``, which must not be in the company's past."""
        self._call("PUT", {"now": moment.isoformat()})

    def _call(self, method: str, body: dict[str, object] | None = None) -> datetime:
        try:
            answer = self._http.request(
                method, self._address, json=body, headers=self._headers, timeout=_TIMEOUT_SECONDS
            )
            answer.raise_for_status()
        except requests.RequestException as error:
            message = f"The company clock at {self._address} did not answer: {error}"
            raise Unreachable(message) from error
        return datetime.fromisoformat(answer.json()["now"])


def lasting(duration: timedelta) -> str:
    """Say how long something took: ``20 minutes``, ``3 weeks`` as ``21 days``."""
    return humanize.precisedelta(duration, minimum_unit="seconds", format="%0.0f", suppress=["months", "years"])


def read_duration(text: str, *, term: str = "duration") -> timedelta:
    """Read a duration such as ``30 days``, ``20 minutes`` or ``3 weeks``.

    Raises:
        InvalidPromise: It is not a duration, or it is negative.
    """
    seconds = parse_seconds(text.strip())
    if seconds is None or seconds < 0 or not re.search(r"[^\W\d_]", text):
        raise InvalidPromise(f"The {term} is not a length of time", value=text, remedy="Write it like 30 days.")
    return timedelta(seconds=float(seconds))


def read_moment(text: str, zone: str, *, term: str = "date", begins: bool = False) -> datetime:
    """Read a date or a time, in the company's zone unless it names its own.

    A date alone means its last second, or its first one if something ``begins`` then.

    Raises:
        InvalidPromise: No such date, only a part of one, or two that it could be.
    """
    _refuse_two_days(text, term)
    year = datetime.now(UTC).year
    # What the text leaves out is taken from a default, so two defaults show what that was.
    first, last = datetime(year, 1, 1), datetime(year, 12, 31, 23, 59, 59)  # noqa: DTZ001 - the zone is set below
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", dates.UnknownTimezoneWarning)
            earliest, latest = (dates.parse(text.strip(), default=default) for default in (first, last))
    except (dates.ParserError, dates.UnknownTimezoneWarning, OverflowError) as error:
        raise InvalidPromise(f"The {term} is not a possible date", value=text, remedy=_DATES) from error
    if earliest.date() != latest.date():
        raise InvalidPromise(f"The {term} lacks a day or a month", value=text, remedy=_DATES)
    moment = latest if earliest.hour != latest.hour and not begins else earliest
    return certain(moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone)))


def _refuse_two_days(text: str, term: str) -> None:
    """Refuse a date in figures that is one day to some people and another one to others."""
    if (found := _IN_FIGURES.search(text)) is None:
        return
    first, second, year = int(found["first"]), int(found["second"]), int(found["year"])
    if first == second or not (1 <= first <= _MONTHS and 1 <= second <= _MONTHS):
        return
    year += _CENTURY if year < _CENTURY else 0
    days = [datetime(year, month, day, tzinfo=UTC) for month, day in ((second, first), (first, second))]
    said = [f"{day.day} {day:%B %Y}" for day in days]
    remedy = f"Write the day that is meant: {' or '.join(said)}."
    raise InvalidPromise(f"The {term} can be read as two days, {' and '.join(said)}", value=text, remedy=remedy)
