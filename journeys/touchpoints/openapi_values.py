"""Values out of an API's answer: amounts, moments and texts, or why they are none."""

from __future__ import annotations

import math
import re
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from html import unescape
from typing import Any, Final

from babel.numbers import get_currency_precision
from moneyed import CURRENCIES, Money

from journeys.promises.amounts_found import find_amounts
from journeys.promises.clock import read_moment
from journeys.reading.amounts import Payable
from journeys.reading.vocabulary import words_of

__all__ = ["Unreadable", "read_amount", "read_end", "read_text"]

_PLAIN: Final = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,2})?")
_TAG: Final = re.compile(r"<[^<>]*>")
_NOISE: Final = Decimal("1e-9")
"""How far a float may be off the amount that was meant."""
_MOST: Final = Decimal("1e15")
_MILLISECONDS: Final = 1e11
_EARLIEST, _LATEST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)


class Unreadable(ValueError):
    """A value is not of the kind it should be; the message says what it is instead."""


def read_amount(value: object, *, named: object, company: Payable, minor: bool) -> Money:
    """Read an amount, a number or a text, in the currency the answer names, else the company's.

    Raises:
        Unreadable: It is none, or nobody could tell which.
    """
    code = company.currency if named is None else str(named).strip().upper()
    if code not in CURRENCIES:
        message = f"names a currency that is none, {named!r}"
        raise Unreadable(message)
    amount = _number(value)
    if amount is None:
        money = _written(str(value), code, company.locale)
        if money is None:
            message = "is no amount of money"
            raise Unreadable(message)
        if minor or (named is not None and money.currency.code != code):
            message = "contradicts the unit or the currency that it should be in"
            raise Unreadable(message)
        code, amount = money.currency.code, money.amount
    elif minor:
        if amount != amount.to_integral_value():
            message = "is no whole number of minor units"
            raise Unreadable(message)
        if isinstance(value, str) and "." in value:
            message = "contradicts the unit or the currency that it should be in"
            raise Unreadable(message)
        amount = amount.scaleb(-get_currency_precision(code))
    return Money(_rounded(amount, code), code)


def _number(value: object) -> Decimal | None:
    """Give a number, or None for a text that is none."""
    if isinstance(value, bool) or value is None or not isinstance(value, int | float | str):
        message = "is no amount of money"
        raise Unreadable(message)
    if isinstance(value, float) and not math.isfinite(value):
        message = "is no amount of money"
        raise Unreadable(message)
    if isinstance(value, str) and not _PLAIN.fullmatch(value.strip()):
        return None
    return Decimal(str(value).strip())


def _written(text: str, code: str, locale: str | None) -> Money | None:
    """Read a text that is an amount from end to end, with or without its currency; what is free costs nothing.

    Some shops give it as they show it: ``<span class="amount">&#36;99.00</span>``.
    """
    text = unescape(_TAG.sub("", text))
    if words_of().any("amounts", "costs_nothing").fullmatch(text.strip()):
        return Money(0, code)
    for whole in (text.strip(), f"{code} {text.strip()}"):
        found = find_amounts(whole, code, locale)
        if len(found) == 1 and (found[0].start, found[0].end) == (0, len(whole)):
            return found[0].money
    return None


def _rounded(amount: Decimal, code: str) -> Decimal:
    if not 0 <= amount < _MOST:
        message = "is no possible price"
        raise Unreadable(message)
    try:
        rounded = amount.quantize(Decimal(1).scaleb(-get_currency_precision(code)))
    except InvalidOperation as error:
        message = "is no possible price"
        raise Unreadable(message) from error
    if abs(rounded - amount) > _NOISE * max(amount, Decimal(1)):
        message = f"has more decimals than {code} has"
        raise Unreadable(message)
    return rounded


def read_end(value: object, zone: str) -> str:
    """Read a moment: a text, or seconds or milliseconds since 1970; a day alone means its end, in the company's zone.

    Raises:
        Unreadable: It is none.
    """
    told = value.strip() if isinstance(value, str) else value
    try:
        moment = _moment(told, zone)
        written, likely = moment.isoformat(), _EARLIEST <= moment < _LATEST
    except (ValueError, TypeError, OverflowError, AttributeError, IndexError, OSError) as error:
        message = "is no moment"
        raise Unreadable(message) from error
    if not likely:
        message = "is no likely end"
        raise Unreadable(message)
    return written


def _moment(told: object, zone: str) -> datetime:
    if isinstance(told, str) and re.fullmatch(r"\d{10}|\d{13}", told, re.ASCII):
        told = int(told)
    if isinstance(told, int | float) and not isinstance(told, bool):
        seconds = told / 1000 if abs(told) >= _MILLISECONDS else told
        return datetime.fromtimestamp(seconds, UTC)
    if not isinstance(told, str):
        message = "is no moment"
        raise Unreadable(message)
    try:
        moment = datetime.fromisoformat(told)
    except ValueError:
        return read_moment(told, zone)
    return moment if moment.tzinfo else read_moment(told, zone)


def read_text(value: Any) -> str:
    """Read a text or a whole number, such as an order's.

    Raises:
        Unreadable: It is something else.
    """
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, str | int):
        message = "is no text"
        raise Unreadable(message)
    return str(value)
