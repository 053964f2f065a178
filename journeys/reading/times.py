"""Until when something holds, and how long it lasts, as people say it."""

from __future__ import annotations

from datetime import datetime, timedelta

from journeys.promises.dates import moment_written

from .clauses import is_negated, modes_at
from .figures import in_figures
from .plain import plain
from .vocabulary import Words

__all__ = ["lasts_in", "until_in"]


def until_in(sentence: str, words: Words, zone: str, locale: str, after: datetime) -> datetime | None:
    """Read the end that a sentence names; None if it names none with day and month."""
    found = words.any("times", "until").search(plain(sentence))
    if found is None or modes_at(plain(sentence), found.start(), words):
        return None
    if is_negated(plain(sentence), found.start(), words):
        return None  # "does not start until" is no end
    date = next((group for group in found.groups() if group), None)
    return moment_written(date, zone, locale, after) if date else None


def lasts_in(sentence: str, words: Words, language: str) -> timedelta | None:
    """Read how long a sentence says that something lasts from now on; whole days."""
    found = words.any("times", "lasts").search(in_figures(plain(sentence), language))
    if found is None:
        return None
    number, unit = found.groups()[:2]
    days = next(
        (days for name, days in words.values("times", "days").items() if unit.casefold().startswith(name)), None
    )
    if days is None:
        return None
    return timedelta(days=days * (int(number) if number and number.isdecimal() else 1))
