"""Numbers in text, as people group and point them: ``1 299,00``, ``1'299.50``, ``1,29,900``, ``1.250`` dinars."""

from __future__ import annotations

import re
import unicodedata
from decimal import Context, Decimal
from functools import cache
from typing import Final, NamedTuple

from babel import Locale
from babel.numbers import get_currency_precision

__all__ = ["POINT", "Marks", "exact", "marks_of", "number_pattern", "plain_digits", "read_number"]

POINT: Final = "\ue000"
"""Stands before cents that are set apart (raised, or in an element of their own): what comes behind are decimals."""

_NARROW: Final = "\u00a0\u2007\u2009\u202f"
_APOSTROPHES: Final = "'\u2019\u02bc\u066c"
_POINTS: Final = f".,\u066b{POINT}"
_NO_MARK_BEFORE: Final = r"(?<!(?<![^\W\d_])[.,])"
"""A mark before a number belongs to one, unless it ends a word: ``Rs.999``."""
_FLOAT_NOISE: Final = Decimal("0.000001")
_DECIMALS_OF_A_FLOAT: Final = 8
_GROUP: Final = 3


class Marks(NamedTuple):
    """What a locale writes before the decimals and between groups of digits."""

    decimal: str
    group: str


@cache
def marks_of(locale: str) -> Marks:
    """Return a locale's marks, for the digits 0 to 9."""
    symbols = Locale.parse(locale).number_symbols
    latin = symbols.get("latn", symbols)
    return Marks(str(latin.get("decimal", ".")), str(latin.get("group", ",")))


@cache
def number_pattern(*, spaces: bool) -> str:
    """Return the pattern of a number; ``spaces`` tells whether a plain space may stand between thousands.

    A plain space elsewhere groups only what cannot be anything else: ``1 299,00``. A space that does not break always
    does.
    """
    grouped = rf"\d{{1,3}}(?:[{_NARROW}{_APOSTROPHES}{' ' if spaces else ''}]\d{{3}})+(?!\d)(?:[{_POINTS}]\d+)?"
    certain = r"\d{1,3}(?: \d{3})+,\d\d(?!\d)|\d{1,3}(?: \d{3}){2,}(?!\d)"
    return rf"(?<!\d){_NO_MARK_BEFORE}(?:{grouped}|{certain}|\d(?:[\d{_POINTS}]*\d)?)"


def read_number(text: str, code: str, marks: Marks) -> Decimal | None:
    """Read a number that is an amount of a currency, or return None if it cannot be one.

    One mark before three digits is what currency and locale make of it: decimals of a dinar, thousands of a euro.
    """
    digits = plain_digits(text)
    digits = re.sub(rf"(?<=\d)[\s{_NARROW}{_APOSTROPHES}](?=\d)", "", digits)
    at = _point(digits, code, marks)
    whole, decimals = (digits, "") if at is None else (digits[:at], digits[at + 1 :])
    groups = re.split(rf"[{_POINTS}]", whole)
    if at is None and len(groups) > 1 and not _are_groups(groups):
        return None
    joined = "".join(groups)
    return Decimal(f"{joined}.{decimals}" if decimals else joined) if joined.isdecimal() else None


def _are_groups(groups: list[str]) -> bool:
    """Tell whether these are thousands, or hundreds of thousands as in India."""
    first, *others, last = groups
    return 1 <= len(first) <= _GROUP and len(last) == _GROUP and all(len(one) in {2, _GROUP} for one in others)


def _point(digits: str, code: str, marks: Marks) -> int | None:
    """Find where the decimals begin."""
    found = [(at, one) for at, one in enumerate(digits) if one in _POINTS]
    if not found:
        return None
    at, mark = found[-1]
    behind, before = len(digits) - at - 1, digits[:at]
    if mark in {POINT, "\u066b"} or len({one for _, one in found}) > 1:
        return at
    if len(found) > 1 or (behind == _GROUP and not _has_decimals(before, mark, code, marks)):
        return None
    return at


def _has_decimals(before: str, mark: str, code: str, marks: Marks) -> bool:
    """Tell whether three digits behind the only mark are decimals and not thousands."""
    if before == "0" or len(before) > _GROUP:
        return True
    return get_currency_precision(code) == _GROUP and mark == marks.decimal


def exact(amount: Decimal, code: str) -> Decimal:
    """Give an amount the currency's decimals; more of them stay as they are, unless they are the tail of a float."""
    exponent = get_currency_precision(code)
    digits = Context(prec=max(28, amount.adjusted() + exponent + 2))  # as many as there are, even of a slip of the hand
    rounded = amount.quantize(Decimal(1).scaleb(-exponent), context=digits)
    decimals = -int(amount.as_tuple().exponent)
    of_a_float = decimals >= _DECIMALS_OF_A_FLOAT and abs(rounded - amount) < _FLOAT_NOISE
    return rounded if rounded == amount or of_a_float else amount


def plain_digits(text: str) -> str:
    """Write every digit of a text as 0 to 9, whichever script's it is."""
    return "".join(str(unicodedata.digit(one)) if one.isdecimal() else one for one in text)
