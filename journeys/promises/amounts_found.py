"""Finds amounts of money in text: a number with a currency's code, symbol or name on either side of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Final

from babel.numbers import get_currency_precision
from moneyed import Money

from journeys.promises.currencies import LONGEST_NAME, Naming, home_of, naming
from journeys.promises.numerals import exact, marks_of, number_pattern, read_number

__all__ = ["AmountFound", "find_amounts"]

_SPACE: Final = r"[ \u00a0\u2009\u202f]"
_SPACES: Final = {" ", "\u00a0", "\u2009", "\u202f"}
_WHOLE: Final = re.compile(r"[.,:](?:[-–—]{1,2}|=)(?!\d)|/-")
"""What stands for no cents: ``99.–``, ``499,-``, ``199:-``, ``89,999/-``."""

_CENTS: Final = re.compile(
    rf"{_SPACE}?(?:cents?|ct|¢|pence|centimes?|céntimos?|cêntimos?|centavos?|öre|øre|Rappen|grosz\w*|paise|fils)(?!\w)",
    re.IGNORECASE,
)
_PENCE: Final = re.compile(r"p(?!\w)")
_AND: Final = r"(?:\s(?:and|und|et|y|e|i|och|og))?\s"
_NAMED_CENTS: Final = re.compile(rf"{_AND}(\d\d?)(?:{_CENTS.pattern}|{_SPACE}?(?:p|gr|c)(?!\w))", re.IGNORECASE)
_BARE_CENTS: Final = re.compile(rf"{_AND}(\d\d)(?=\s*(?:[.;!?)]|,(?!\d)|$))", re.IGNORECASE)
_ATTACHED_CENTS: Final = re.compile(r"(\d\d)(?!\d|[.,]\d)")
_MULTIPLIED: Final = re.compile(
    rf"{_SPACE}?(?:[kK]|thousand|million|billion|lakhs?|crores?|Tsd\.?|Mio\.?|millions?|Millionen)(?!\w)"
)
_MINUS: Final = re.compile(rf"(?:^|(?<=[\s(]))[-−–]{_SPACE}?$")
_IN_OTHER_SIGNS: Final = re.compile(r"\d[万萬億亿만억][\d,.]*$")
"""What stands before the rest of a number that is written with signs of its own: ``1万9,800円``."""
_NUMBER_NEXT: Final = re.compile(rf"{_SPACE}?(\d[\d.,]*)")


@dataclass(frozen=True, slots=True)
class AmountFound:
    """An amount in a text.

    Attributes:
        start: Where it begins, its currency included.
        end: Where it ends.
        money: How much it is; None where the currency, or how much, cannot be told from what is written.
        lowers: Whether a minus stands before it.
    """

    start: int
    end: int
    money: Money | None
    lowers: bool = False


def find_amounts(text: str, currency: str, locale: str | None = None) -> list[AmountFound]:
    """Find every amount in a text, in order.

    Args:
        text: One line, or a sentence.
        currency: ISO 4217 code of the company's currency, which a symbol shared by several means.
        locale: The company's, for marks in numbers and for names; if left out, of the currency's own country.
    """
    return list(_amounts(text, naming(currency, locale), currency, locale))


@cache
def _finders(own: Naming) -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(rf"(?:{own.pattern}){_SPACE}?$"), re.compile(rf"{_SPACE}?(?:{own.pattern})")


@cache
def _numbers(locale: str) -> re.Pattern[str]:
    return re.compile(number_pattern(spaces=marks_of(locale).group in _SPACES))


def _amounts(text: str, own: Naming, currency: str, locale: str | None) -> Iterator[AmountFound]:
    before, behind = _finders(own)
    customs = locale or home_of(currency)
    taken = 0
    for number in _numbers(customs).finditer(text):
        start, end = number.span()
        if start < taken or _IN_OTHER_SIGNS.search(text[:start]):
            continue
        if whole := _WHOLE.match(text, end):
            end = whole.end()
        left = before.search(text[max(taken, start - LONGEST_NAME) : start])
        right = behind.match(text, end)
        if right and _is_of_the_next(text, number[0], left, right):
            right = None
        if multiplied := _MULTIPLIED.match(text, end):
            if left or behind.match(text, multiplied.end()):
                yield AmountFound(start - len(left[0]) if left else start, multiplied.end(), None)
            continue
        if not left and not right and not _is_whole_money(whole, currency):
            if cents := _cents(text, start, end, number[0], currency):
                taken = cents.end
                yield cents
            continue
        name = (_told(own, left, right) or "").strip()
        code = own.meant(name) if name else currency
        begins = start - len(left[0]) if left else start
        taken = right.end() if right else end
        amount = read_number(number[0], code or currency, marks_of(customs))
        if amount is not None and code is not None:
            amount, taken = _with_cents(text, right, taken, amount, code)
        minus = _MINUS.search(text[:begins])
        known = code is not None and amount is not None and not text.startswith("%", taken)
        money = Money(exact(amount, code), code) if known and amount is not None and code is not None else None
        yield AmountFound(begins, taken, money, minus is not None)


def _told(own: Naming, left: re.Match[str] | None, right: re.Match[str] | None) -> str | None:
    """Choose the name that says more, where one stands on either side: ``$99 CAD``."""
    names = [found[0].strip() for found in (right, left) if found]
    return next((name for name in names if len(own.names.get(name, ())) == 1), names[0] if names else None)


def _is_of_the_next(text: str, number: str, left: re.Match[str] | None, name: re.Match[str]) -> bool:
    """Tell whether a currency behind a number belongs to the number that follows: ``Phone 6 $130``."""
    following = _NUMBER_NEXT.match(text, name.end())
    if following is None:
        return False
    apart, attached = name[0][0] in _SPACES, following[0][0] not in _SPACES
    if (apart or left is not None) and attached:
        return True
    return apart and not attached and number.isdecimal() and re.search(r"[.,]\d\d$", following[1]) is not None


def _with_cents(text: str, name: re.Match[str] | None, end: int, amount: Decimal, code: str) -> tuple[Decimal, int]:
    """Add what stands behind the currency: ``29€99``, ``99 dollars and 50 cents``, ``99 Euro 50``."""
    if amount != amount.to_integral_value():
        return amount, end
    more = _NAMED_CENTS.match(text, end)
    if name is not None and more is None:
        if name[0][0] not in _SPACES:
            more = _ATTACHED_CENTS.match(text, end)
        elif name[0].strip().isalpha():
            more = _BARE_CENTS.match(text, end)
    if more is None:
        return amount, end
    return amount + Decimal(int(more[1])).scaleb(-get_currency_precision(code)), more.end()


def _is_whole_money(whole: re.Match[str] | None, currency: str) -> bool:
    """Tell whether a dash for cents alone says that a number is money: ``499,-``, and francs ``99.-``."""
    return whole is not None and (whole[0][0] in ",:" or currency == "CHF")


def _cents(text: str, start: int, end: int, number: str, currency: str) -> AmountFound | None:
    found = _CENTS.match(text, end) or (_PENCE.match(text, end) if currency == "GBP" else None)
    if found is None or not number.isdecimal():
        return None
    amount = Decimal(int(number)).scaleb(-get_currency_precision(currency))
    return AmountFound(start, found.end(), Money(amount, currency))
