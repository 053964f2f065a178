"""The forms there are: amounts, moments, lengths of time, counts, words and more."""

from __future__ import annotations

import decimal
import re
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from journeys.errors import InvalidPromise
from journeys.promises.calendars import count_working_days
from journeys.promises.clock import lasting, read_duration, read_moment
from journeys.promises.form import Form, Reading, one_of
from journeys.promises.instalments import read_sum
from journeys.promises.money import Money, read_money, written

__all__ = [
    "BEGINNING",
    "COUNT",
    "DURATION",
    "END",
    "FORMS",
    "LINK",
    "MENTION",
    "MONEY",
    "NAME",
    "PLACES",
    "ROUNDING",
    "ROUNDINGS",
    "SURCHARGES",
    "TIMES",
    "WITHIN",
    "WORDS",
    "YES_OR_NO",
]

ROUNDINGS = {"half up": decimal.ROUND_HALF_UP, "half even": decimal.ROUND_HALF_EVEN, "down": decimal.ROUND_DOWN}
"""How a promise may say that amounts are rounded, with the decimal module's name for it."""


def _kept_money(text: str) -> Money:
    if not re.fullmatch(r"\d+(\.\d+)? [A-Z]{3}", text):
        raise ValueError(text)
    return read_money(text)


def _kept_name(text: str) -> str:
    if text and not any(character.isalpha() for character in text):
        raise ValueError(text)
    return text


def _kept_moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None or "T" not in text:
        raise ValueError(text)
    return moment


def _kept_duration(text: str) -> timedelta:
    if not re.fullmatch(r"\d+(\.\d+)?", text):
        raise ValueError(text)
    return timedelta(seconds=float(text))


def _seconds(length: timedelta) -> str:
    whole, part = divmod(length, timedelta(seconds=1))
    return f"{whole}.{part.microseconds:06}".rstrip("0") if part else str(whole)


def _some(text: str) -> str:
    if not text.strip():
        raise ValueError(text)
    return text


def _token(text: str) -> str:
    if text != text.strip():
        raise ValueError(text)
    return _some(text)


def _address(text: str) -> str:
    if not re.fullmatch(r"\w+://\S+", text):
        raise ValueError(text)
    return text


def _whole(text: str, reading: Reading) -> int:
    plain = re.sub(r"(?<=\d)[,\s](?=\d{3}\b)", "", text.strip())
    if not re.fullmatch(r"\d+", plain):
        raise InvalidPromise(f"The {reading.term} is not a whole number", value=text, remedy="Write it like 500.")
    return int(plain)


def _kept_count(text: str) -> int:
    if not re.fullmatch(r"\d+", text):
        raise ValueError(text)
    return int(text)


def _times(text: str, _: Reading) -> int:
    words = {"once": 1, "twice": 2}
    if text in words:
        return words[text]
    if not text.isdecimal():
        raise InvalidPromise("How often it may be used is not a number", value=text, valid=("once", "twice", "3"))
    return int(text)


def _often(times: int) -> str:
    return {1: "once", 2: "twice"}.get(times, str(times))


def _places(text: str, _: Reading) -> tuple[str, ...] | None:
    if text.casefold() in {"everywhere", "every touchpoint"}:
        return None
    return tuple(name.strip() for name in text.replace(" and ", ",").split(",") if name.strip())


def _kept_places(text: str) -> tuple[str, ...] | None:
    return tuple(sorted(name for name in text.split(", ") if name)) or None


def _listed(places: Iterable[str] | None) -> str:
    return ", ".join(sorted(places or ()))


def _surcharges(text: str, reading: Reading) -> dict[str, Money]:
    found: dict[str, Money] = {}
    for part in text.split(","):
        amount, separator, place = part.partition(" at the ")
        if not separator:
            raise InvalidPromise(
                "A surcharge names its touchpoint", value=part.strip(), remedy="Write it like 10.00 USD at the store."
            )
        found[place.strip()] = read_money(amount, term=reading.term, currency=reading.currency)
    return found


def _within(text: str, reading: Reading) -> timedelta | int:
    days = count_working_days(text)
    return read_duration(text, term=reading.term) if days is None else days


def _lasts(value: timedelta | int) -> str:
    return lasting(value) if isinstance(value, timedelta) else f"{value} working days"


def _free(text: str, _: Reading) -> str:
    return text


def _surcharge_written(fees: Mapping[str, Money]) -> str:
    return ", ".join(f"{written(fee)} at the {place}" for place, fee in fees.items())


MONEY: Form[Money] = Form(
    name="amount of money",
    example="130.00 USD",
    read=lambda text, reading: read_sum(text, term=reading.term, currency=reading.currency or None),
    write=written,
    parse=_kept_money,
    kind="Money",
)
"""``130.00 USD``, or ``24 x 30.00 USD``, which is kept as what it comes to; never below zero."""
DURATION: Form[timedelta] = Form(
    name="length of time in seconds",
    example="2 minutes",
    read=lambda text, reading: read_duration(text, term=reading.term),
    write=_seconds,
    parse=_kept_duration,
    told=lasting,
    kept="120",
    kind="Duration",
)
"""Written ``2 minutes`` by people, kept as seconds: ``120``."""
WITHIN: Form[timedelta | int] = Form(
    name="length of time",
    example="10 working days",
    read=_within,
    write=_lasts,
    parse=lambda text: _within(text, Reading(term="length of time")),
    kind="Duration",
)
"""A length of time, or a number of working days by the company's calendar."""
END: Form[datetime] = Form(
    name="moment",
    example="30 November 2026",
    read=lambda text, reading: read_moment(text, reading.zone, term=reading.term),
    write=lambda moment: moment.isoformat(),
    parse=_kept_moment,
    kept="2026-11-30T23:59:59-05:00",
    kind="Moment",
)
"""The last moment of something; a date alone means its last second."""
BEGINNING: Form[datetime] = Form(
    name="moment",
    example="1 November 2026",
    read=lambda text, reading: read_moment(text, reading.zone, term=reading.term, begins=True),
    write=lambda moment: moment.isoformat(),
    parse=_kept_moment,
    kept="2026-11-01T00:00:00-05:00",
    kind="Moment",
)
"""The first moment of something; a date alone means its first second."""
COUNT: Form[int] = Form(name="whole number", example="500", read=_whole, write=str, parse=_kept_count, kind="Whole")
"""``500``"""
TIMES: Form[int] = Form(name="number of times", example="once", read=_times, write=str, parse=_kept_count, kind="Times")
"""Written ``once``, ``twice`` or ``3``; kept as a number."""
WORDS: Form[str] = Form(name="text", example="in every store", read=_free, write=str, parse=_some, free=True)
"""Any words, but some."""
NAME: Form[str] = Form(name="name", example="Maya", read=_free, write=str, parse=_kept_name)
"""A name, or nothing where nobody is named."""
MENTION: Form[str] = Form(name="code", example="FREE-UPGRADE", read=_free, write=str, parse=_token, free=True)
"""A code or a number as it is said: no spaces around it."""
LINK: Form[str] = Form(
    name="link", example="https://shop.example/offer", read=_free, write=str, parse=_address, free=True
)
"""A whole address."""
PLACES: Form[tuple[str, ...] | None] = Form(
    name="list of touchpoints",
    example="website, store",
    read=_places,
    write=_listed,
    parse=_kept_places,
    kind="Touchpoint",
)
"""Names of touchpoints; None stands for everywhere."""
SURCHARGES: Form[Mapping[str, Money]] = Form(
    name="surcharge at a touchpoint",
    example="10.00 USD at the store",
    read=_surcharges,
    write=_surcharge_written,
    parse=lambda text: _surcharges(text, Reading(term="surcharge")),
    kind="Surcharge",
)
"""What single touchpoints add, by their names."""
YES_OR_NO: Form[str] = one_of("yes", "no")
ROUNDING: Form[str] = one_of(*ROUNDINGS, kind="Rounding")

FORMS: Mapping[str, Form[Any]] = {
    name: form for name, form in globals().items() if isinstance(form, Form) and name.isupper()
}
"""Every form there is, by the name a topic's module imports."""
