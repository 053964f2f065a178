"""Amounts that are paid by and by: so many payments of so much, which come to one amount."""

from __future__ import annotations

import re
from typing import Final

from journeys.errors import InvalidPromise
from journeys.promises.money import Money, read_money

__all__ = ["read_sum"]

_UNITS: Final = "day|week|month|year"
_PERIOD: Final = rf"\s*(?:(?:a|per|each|every|/)\s*(?P<each>{_UNITS})|(?P<adverb>daily|weekly|monthly|yearly))"
_SPAN: Final = rf",?\s*(?:for|over|[x×*])\s*(?P<count>\d+)(?:\s*(?P<unit>{_UNITS})s?)?"
_OF: Final = r"(?:[x×*]|(?:monthly\s+)?(?:payments|instal?ments)\s+of)"
_SUMS: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?P<count>\d+)\s*{_OF}\s*(?P<amount>.+)",
        rf"(?P<amount>.*?\S){_PERIOD}(?:{_SPAN})?",
        r"(?P<amount>.*\d.*?)\s*[x×*]\s*(?P<count>\d+)",
    )
)
_ADVERBS: Final = {"daily": "day", "weekly": "week", "monthly": "month", "yearly": "year"}
_MONTHS: Final = 12
_REMEDY: Final = "Say how many: 30.00 USD a month for 24 months, or 24 x 30.00 USD."


def read_sum(text: str, *, term: str = "amount", currency: str | None = None) -> Money:
    """Read an amount, or what so many payments come to: ``24 x 30.00 USD``, ``30.00 USD a month for 2 years``.

    Args:
        text: What was written.
        term: Its name, for the error message.
        currency: ISO 4217 code to use when the text names none.

    Raises:
        InvalidPromise: Not an amount (see ``read_money``), or nobody can tell how many payments there are.
    """
    stripped = " ".join(text.split())
    found = next((match for pattern in _SUMS if (match := pattern.fullmatch(stripped))), None)
    if found is None:
        return read_money(text, term=term, currency=currency)
    one, count = read_money(found["amount"], term=term, currency=currency), _payments(found.groupdict())
    if not count:
        raise InvalidPromise(f"The {term} does not say how many payments there are", value=text, remedy=_REMEDY)
    return Money(one.amount * count, one.currency)


def _payments(told: dict[str, str | None]) -> int | None:
    """Count the payments, where months are counted in years too; None if that is not told, or not in such units."""
    each, unit = told.get("each") or _ADVERBS.get((told.get("adverb") or "").lower()), told.get("unit")
    count = int(told["count"] or 0)
    if unit is None or each is None or each.lower() == unit.lower():
        return count
    return count * _MONTHS if (each.lower(), unit.lower()) == ("month", "year") else None
