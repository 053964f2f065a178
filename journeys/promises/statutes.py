"""What law says, as data with its source: figures and dates that move are read from a file, never written in code."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from importlib import resources
from typing import Final
from zoneinfo import ZoneInfo

from journeys.promises.calendars import Calendar, WorkingDays
from journeys.promises.form import Reading
from journeys.promises.forms import WITHIN

__all__ = ["Statute", "ending", "in_force"]

_FILE: Final = "statutes.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statute:
    """One rule of one country.

    Attributes:
        country: ISO 3166 code.
        about: What it rules, such as ``texts stopped``.
        within: How long something may take, as people write it: ``10 working days``.
        times: How often something may be done.
        since: First day of requests that it holds for.
        until: Last day of them; None if it still holds.
        source: Where it is written.
    """

    country: str
    about: str
    within: str
    since: date
    source: str
    times: int = 1
    until: date | None = None

    def ends(self, asked: datetime, calendar: Calendar) -> datetime:
        """Return the last moment at which what was asked at a moment is done in time."""
        return ending(WITHIN.read(self.within, Reading(term=self.about)), asked, calendar)


def in_force(about: str, at: datetime, calendar: Calendar) -> Statute | None:
    """Return the rule of the calendar's country that holds for what is asked at a moment, if there is one."""
    day = at.astimezone(ZoneInfo(calendar.zone)).date()
    return next(
        (
            one
            for one in _statutes()
            if (one.country, one.about) == (calendar.country, about)
            and one.since <= day
            and (one.until is None or day <= one.until)
        ),
        None,
    )


def ending(within: timedelta | int, start: datetime, calendar: Calendar) -> datetime:
    """Return the last moment of a length of time, or of a number of working days, that begins at a moment."""
    return start + (within if isinstance(within, timedelta) else WorkingDays(within, calendar).after(start))


@functools.cache
def _statutes() -> tuple[Statute, ...]:
    text = resources.files(__package__).joinpath(_FILE).read_text(encoding="utf-8")
    return tuple(Statute(**rule) for rule in tomllib.loads(text)["rule"])
