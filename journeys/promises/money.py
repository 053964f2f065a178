"""Money: an exact amount in an ISO 4217 currency; reading it from terms and from words, and showing it."""

from __future__ import annotations

import re
from decimal import Decimal
from operator import eq

from babel.core import Locale
from babel.numbers import format_currency, get_currency_precision
from moneyed import CURRENCIES, CurrencyDoesNotExist, Money, get_currency

from journeys.errors import InvalidPromise
from journeys.promises.amounts_found import find_amounts
from journeys.promises.numerals import exact, marks_of, read_number

__all__ = ["Money", "heard", "read_money", "shown", "written"]

_TERM = re.compile(r"(?P<before>[^\W\d_]+|[$€£¥₹])?\s*(?P<amount>-?\d(?:[\d.,\s]*\d)?)\s*(?P<after>[^\W\d_]+|[$€£¥₹])?")
_SPOKEN = re.compile(
    r"(?:[$€£¥₹]|\b[A-Z]{3})\s?\d[\d.,]*\d|(?:[$€£¥₹]|\b[A-Z]{3})\s?\d|\d[\d.,]*\s?(?:[€£¥₹]|(?:USD|EUR|GBP|JPY|AED)\b)"
)
_NOTHING = re.compile(r"(?:for )?(?:free(?: of charge)?|nothing|no charge|gratis|complimentary)", re.IGNORECASE)
_SYMBOL = re.compile(r"[$€£¥₹]|[A-Z]{3}")
_SYMBOLS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR"}
_SHARED = {
    "$": ("USD", "ARS", "AUD", "CAD", "CLP", "COP", "HKD", "MXN", "NZD", "SGD", "TWD"),
    "£": ("GBP", "EGP", "LBP"),
    "¥": ("JPY", "CNY"),
}
"""Currencies that people write with the same bare symbol."""


def read_money(text: str, *, term: str = "amount", currency: str | None = None) -> Money:
    """Read an amount somebody wrote as a term, such as ``130.00 USD``, ``$130`` or ``free``.

    Args:
        text: What was written.
        term: Its name, for the error message.
        currency: ISO 4217 code to use when the text names none.

    Raises:
        InvalidPromise: Not an amount, an unknown currency, or more digits than the currency has.
    """
    stripped = text.strip()
    if stripped.casefold() == "free" and currency:
        return Money(Decimal(0), currency)
    match = _TERM.fullmatch(stripped)
    if match is None and currency and _NOTHING.fullmatch(stripped):
        raise InvalidPromise(f"The {term} is not an amount of money", value=text, remedy="Write it: free.")
    if match is None:
        raise InvalidPromise(f"The {term} is not an amount of money", value=text, remedy="Write it like 130.00 USD.")
    named = match["after"] or match["before"] or currency
    if named is None:
        raise InvalidPromise(f"The {term} names no currency", value=text, remedy="Write it like 130.00 USD.")
    code, amount_text = _SYMBOLS.get(named, named.upper()), match["amount"]
    try:
        known = get_currency(code)
    except CurrencyDoesNotExist:
        raise InvalidPromise(
            f"The {term} {text!r} has an unknown currency",
            value=code,
            valid=_likely(code),
            remedy="Use an ISO 4217 code.",
        ) from None
    return Money(_amount(amount_text, text, term, known.code), known)


_FREE = re.compile(
    r"\b(?:is|be|for) free\b|\bfree of charge\b|\bat no (?:charge|cost)\b|\bcosts? nothing\b", re.IGNORECASE
)


def heard(words: str, currency: str, locale: str | None = None) -> list[Money]:
    """Find the amounts in what somebody said or wrote, in order; what is free costs nothing.

    Which of several is the price, ``journeys.reading`` tells.

    Args:
        words: A sentence such as ``That will be $130.00.``
        currency: ISO 4217 code meant by a name that several currencies share (``$``, ``kr``).
        locale: The company's; if left out, of the currency's own country.
    """
    found = [one.money for one in find_amounts(words, currency, locale) if one.money is not None]
    return found or [Money(Decimal(0), currency)] * bool(_FREE.search(words))


def shown(money: Money, locale: str = "en_US") -> str:
    """Write money as people of that locale do: ``$130.00``."""
    return str(format_currency(money.amount, money.currency.code, locale=Locale.parse(locale)))


def written(money: Money) -> str:
    """Write money as a term and in a ledger, with the currency's exponent: ``130.00 USD``."""
    return f"{exact(money.amount, money.currency.code)} {money.currency.code}"


def _amount(amount_text: str, text: str, term: str, code: str) -> Decimal:
    amount = (
        Decimal(amount_text)
        if re.fullmatch(r"-?\d+(\.\d+)?", amount_text)
        else read_number(amount_text, code, marks_of("en"))
    )
    if amount is None:
        raise InvalidPromise(f"The {term} is not an amount of money", value=text, remedy="Write it like 130.00 USD.")
    rounded = exact(amount, code)
    if rounded.as_tuple().exponent != -get_currency_precision(code):
        raise InvalidPromise(
            f"The {term} has more decimals than {code} has ({get_currency_precision(code)})", value=text
        )
    return rounded


def _likely(code: str) -> tuple[str, ...]:
    """Name the currencies worth proposing: those alike, else the common ones."""
    one_letter_off = [known for known in CURRENCIES if sum(map(eq, known, code)) == len(code) - 1]
    neighbours_swapped = [
        known for known in (code[1:2] + code[:1] + code[2:], code[:1] + code[:0:-1]) if known in CURRENCIES
    ]
    return (*(neighbours_swapped or one_letter_off),)[:8] or ("USD", "EUR", "GBP", "AED")
