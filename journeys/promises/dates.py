"""Dates as companies write them to people and machines: in their language, some without a year, hour or zone."""

from __future__ import annotations

import datetime as dt
import re
from datetime import UTC, datetime, time
from email.utils import parsedate_to_datetime
from functools import cache, lru_cache
from typing import Any, Final
from zoneinfo import ZoneInfo

from babel import Locale
from dateutil import parser as dates

from journeys.promises.numerals import plain_digits
from journeys.promises.zones import UnknownZone, certain, take_zone

__all__ = ["moment_marked", "moment_written"]

_ISO: Final = re.compile(r"\d{4}-?\d\d-?\d\d(?:[T ]\d\d:?\d\d(?::?\d\d(?:[.,]\d+)?)?\s?(?:Z|[+-]\d\d(?::?\d\d)?)?)?$")
_RFC_2822: Final = re.compile(r"(?:\w{3},?\s+)?\d{1,2}\s\w{3}\s\d{4}\s\d\d:\d\d(?::\d\d)?\s+(?:[+-]\d{4}|[A-Z]{2,4})\b")
_STAMP: Final = re.compile(r"\d{10}(?:\.\d+)?|\d{13}")
_MILLISECONDS: Final = 1e11
_NEVER: Final = 9000
"""Years from here on are written for an end that does not come."""
_LAST: Final = time(23, 59, 59)
_MIDNIGHT: Final = "midnight|mitternacht|minuit|medianoche|midnatt"
_DAY: Final = r"\d{1,2}(?:\.|st|nd|rd|th|er)?"
_NOISE: Final = (
    (re.compile(r"\bkl\.?\s*(\d{1,2})\.(\d\d)\b", re.IGNORECASE), r"\1:\2"),
    (re.compile(r"(?<=\d)\s?h\s?(?=\d\d\b)", re.IGNORECASE), ":"),
    (re.compile(r"(?<=\d)\.(?=\d\d\s*(?:uhr|[ap]\.?\s?m))", re.IGNORECASE), ":"),
    (re.compile(r"\b(\d{1,2})\s*(?:uhr|h)\b(?!\s?\d)", re.IGNORECASE), r"\1:00"),
    (re.compile(r"(:\d\d):00\b|(:\d\d)\s*uhr\b", re.IGNORECASE), r"\1\2"),
    (re.compile(r"\b(?:12(?:[:.]00)? )?(?:midday|noon|mittags?)\b", re.IGNORECASE), "12:00"),
    (re.compile(rf"\b(?:24[:.]00|(?:12(?:[:.]00)? )?(?:{_MIDNIGHT}))\b", re.IGNORECASE), " "),
    (re.compile(r"\b([ap])\.\s?m\.?", re.IGNORECASE), r"\1m"),
    (re.compile(r"\b(?:the|at|on|by|until|inclusive|included|incl\.?|einschließlich|inclus|kl\.?|um|den|à|le|du|el|del|am)\b"
                r"(?! de)", re.IGNORECASE), " "),
    (re.compile(r"[()\[\]]"), " "),
    (re.compile(rf"([^\W\d]{{3,}}\.?)\s{_DAY}\s?[–—-]\s?(\d{{1,2}})(?![\d.:/-])", re.IGNORECASE), r"\1 \2"),
    (re.compile(rf"(?<![\d.:/-]){_DAY}\s?(?:[–—-]|\b(?:au|to|bis)\b)\s?({_DAY}\s[^\W\d]{{3,}})", re.IGNORECASE), r"\1"),
)  # fmt: skip
"""What stands around a date, and what is to stand there; of a range within a month, its last day."""
_CUTS: Final = re.compile(
    r"\s(?:or|oder|ou|while|solange|as long|in|at|only|nur|if|unless|but|subject|see|–|—|-|\*)\s|[;*]|\.\s",
    re.IGNORECASE,
)
_RANGE: Final = re.compile(
    r".*?\d.*?(?:\s[–—-]\s|(?<=\d)[–—]|\b(?:to|bis|until|au|till|al)\b)\s*(?=.*\d)", re.IGNORECASE
)
_DAY_AND_MONTH: Final = re.compile(r"(?:[^\W\d]+\.?,?\s)?(?P<both>\d{1,2}(?P<mark>[./])\d{1,2})\.?(?=,?\s|$)")
_AN_HOUR: Final = re.compile(r"\d\s?[:]\s?\d\d|\d\s?[ap]m\b", re.IGNORECASE)
_LEAP_YEARS: Final = (2024, 2028)
_MOST_WORDS: Final = 7


def moment_marked(value: object, zone: str) -> datetime | None:
    """Read a moment that markup or an API gives: ISO 8601, RFC 2822, seconds or milliseconds since 1970.

    A day alone lasts to its last second. None where it is no whole date, or says *never*: ``9999-12-31``.
    """
    found = _marked(value, zone)
    return found if found is None or found.year < _NEVER else None


def _marked(value: object, zone: str) -> datetime | None:
    text = str(value).strip()
    try:
        if not isinstance(value, bool) and _STAMP.fullmatch(text):
            seconds = float(text)
            return datetime.fromtimestamp(seconds / 1000 if seconds > _MILLISECONDS else seconds, UTC)
        if (found := _standard(text, zone)) is not None:
            return found
        rest, named = take_zone(text, zone, datetime.now(UTC))
        here = _standard(rest.strip(), zone) if named else None
        return here.replace(tzinfo=named) if here is not None else None
    except (ValueError, OverflowError, OSError):
        return None


def moment_written(text: str, zone: str, locale: str, after: datetime) -> datetime | None:
    """Read a moment that a message tells people; None where there is none, or not all of it.

    Args:
        text: What stands behind ``Valid through`` or the like.
        zone: The company's time zone, for times that name none.
        locale: The company's, which orders day and month and names the months.
        after: When the message was written: a date without a year is the first such day from then on.

    Raises:
        UnknownZone: A time has letters behind it that nobody knows as a zone.
    """
    cleaned = _clean(text)
    try:
        if (standard := _standard(cleaned, zone)) is not None:
            return standard
        rest, named = take_zone(cleaned, zone, after)
    except UnknownZone:
        raise
    except (ValueError, OverflowError):
        return None
    here = after.astimezone(named or ZoneInfo(zone)).date()
    for candidate in _candidates(rest):
        try:
            if (found := _read(candidate, locale, here)) is not None:
                return certain(found.replace(tzinfo=named or ZoneInfo(zone)))
        except (ValueError, OverflowError, TypeError, IndexError, KeyError, AttributeError):
            continue  # what trips the library up is no date
    return None


def _standard(text: str, zone: str) -> datetime | None:
    if _RFC_2822.match(text):
        try:
            return _with_zone(parsedate_to_datetime(text), zone)
        except (TypeError, ValueError):
            return None
    if not _ISO.fullmatch(text):
        return None
    moment = dates.isoparse(text.replace(" ", "T", 1).replace(" ", ""))
    return _with_zone(moment if ":" in text or "T" in text else datetime.combine(moment, _LAST), zone)


def _with_zone(moment: datetime, zone: str) -> datetime:
    return moment if moment.tzinfo else certain(moment.replace(tzinfo=ZoneInfo(zone)))


def _clean(text: str) -> str:
    return " ".join(plain_digits(text).split()).strip(" .,;:!")


def _candidates(text: str) -> list[str]:
    """Give the text with less and less of what may stand around a date; of a range, its end first."""
    for pattern, plain in _NOISE:
        text = pattern.sub(plain, text)
    text = " ".join(text.split()).strip(" .,;:!")
    ends = [text[found.end() :]] if (found := _RANGE.match(text)) else []
    whole = [part for one in (*ends, text) for part in (one, _CUTS.split(one)[0])]
    parts = [one.split()[:_MOST_WORDS] for one in dict.fromkeys(reversed(whole))]
    shorter = [" ".join(words[:count]) for words in parts for count in range(len(words) - 1, 0, -1)]
    inner = [text[at.start() :]] if (at := re.search(r"\d", text)) else []
    return [one.strip(" .,;:!") for one in dict.fromkeys([*whole, *shorter, *inner]) if re.search(r"\d", one)]


def _read(text: str, locale: str, after: dt.date) -> datetime | None:
    """Read a date, and an hour if there is one; a year that is left out is the first that comes."""
    first, second = (_parsed(text, locale, year) for year in _LEAP_YEARS)
    if first is None or second is None:
        return None
    hour = first.time() if _AN_HOUR.search(text) else _LAST
    if first.date() == second.date():
        return datetime.combine(first, hour)
    for year in range(after.year, after.year + 9):
        try:
            day = first.date().replace(year=year)
        except ValueError:
            continue  # 29 February
        if day >= after:
            return datetime.combine(day, hour)
    return None


@cache
def _order(locale: str) -> str:
    """Return the order in which a locale writes day, month and year, such as ``DMY``."""
    pattern = Locale.parse(locale).date_formats["short"].pattern
    letters = [one.upper() for one in pattern if one in "dMy"]
    return "".join(dict.fromkeys(letters))


@cache
def _reader(locale: str, year: int) -> Any:
    from dateparser.date import DateDataParser  # slow to load

    language = locale.partition("_")[0]
    settings = {
        "DATE_ORDER": _order(locale),
        "PREFER_LOCALE_DATE_ORDER": False,
        "PREFER_DATES_FROM": "current_period",
        "REQUIRE_PARTS": ["day", "month"],
        "RELATIVE_BASE": datetime(year, 1, 1),  # noqa: DTZ001 - the zone is set afterwards
        "PARSERS": ["absolute-time"],
        "NORMALIZE": True,
    }
    languages = dict.fromkeys([_SPOKEN.get(language, language), "en"])
    return DateDataParser(languages=list(languages), settings=settings)


_SPOKEN: Final = {"no": "nb"}


@lru_cache(4096)
def _parsed(text: str, locale: str, year: int) -> datetime | None:
    if short := _DAY_AND_MONTH.match(text):  # the library takes 05.01. for an hour
        both, mark = short["both"], short["mark"]
        dated = f"{year}{mark}{both}" if _order(locale).startswith("Y") else f"{both}{mark}{year}"
        text = f"{text[: short.start('both')]}{dated}{text[short.end() :]}"
    found: datetime | None = _reader(locale, year).get_date_data(text).date_obj
    return found.replace(tzinfo=None) if found is not None else None
