"""The days on which a company works, for promises that count only those: data, and a library's public holidays."""

from __future__ import annotations

import functools
import re
from collections.abc import Container
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal, get_args
from zoneinfo import ZoneInfo

import holidays
from holidays.registry import EntityLoader

__all__ = ["WEEKDAYS", "Calendar", "Weekday", "WorkingDays", "count_working_days"]

Weekday = Literal["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]

WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """Which days a company works.

    Attributes:
        zone: The time zone in which its days begin and end.
        country: ISO 3166 code of the country whose public holidays it keeps; None keeps none.
        subdivision: The state or province, where holidays differ within the country.
        working_days: The days of a week, by their English names.
        closed: Further days on which it does not work.

    Raises:
        ValueError: The country or subdivision is unknown; the message names it.
    """

    zone: str = "UTC"
    country: str | None = None
    subdivision: str | None = None
    working_days: tuple[Weekday, ...] = WEEKDAYS[:5]
    closed: tuple[date, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a place that nobody knows the holidays of."""
        if self.country is None:
            return
        if self.country not in EntityLoader.get_country_codes():
            message = f"Country {self.country} not available"
            raise ValueError(message)
        if self.subdivision is not None:
            try:
                _holidays(self.country, self.subdivision)
            except NotImplementedError as error:
                raise ValueError(str(error)) from error

    def works_on(self, day: date) -> bool:
        """Tell whether the company works on a day."""
        holiday = self.country is not None and day in _holidays(self.country, self.subdivision)
        return WEEKDAYS[day.weekday()] in self.working_days and day not in self.closed and not holiday

    def end_of(self, start: datetime, days: int) -> datetime:
        """Return the last second of the n-th working day after the day of ``start``."""
        day = start.astimezone(ZoneInfo(self.zone)).date()
        while days:
            day += _ONE_DAY
            days -= self.works_on(day)
        return datetime.combine(day, time(23, 59, 59), ZoneInfo(self.zone))


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """A length of time of which only the days count on which the company works, such as ``10 working days``."""

    days: int
    calendar: Calendar

    def __str__(self) -> str:
        """As people say it."""
        return f"{self.days} working day{'' if self.days == 1 else 's'}"

    def after(self, start: datetime) -> timedelta:
        """Return how long that is from a moment on, to the end of the last day."""
        return self.calendar.end_of(start, self.days) - start


def count_working_days(text: str) -> int | None:
    """Read ``10 working days`` (or business days); None if the text is another length of time."""
    read = re.fullmatch(r"\s*(\d+)\s+(?:working|business)\s+days?\s*", text, re.IGNORECASE)
    return int(read[1]) if read else None


@functools.cache
def _holidays(country: str, subdivision: str | None) -> Container[date]:
    return holidays.country_holidays(country, subdiv=subdivision)  # fills in the years it is asked about
