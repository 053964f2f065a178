"""What a line or a sentence says is to be paid, out of the amounts in it; never by a guess."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Final

from journeys.promises.money import Money, heard

from .amounts import Amount, Payable, amounts_in
from .cues import Role, cues_of

__all__ = ["PriceRead", "price_in"]

_INCOMPARABLE: Final = (
    Role.PER_PERIOD,
    Role.EACH,
    Role.SEVERAL,
    Role.FROM,
    Role.NET,
    Role.CONDITIONAL,
    Role.LATER,
    Role.ELSEWHERE,
    Role.GUESSED,
)

_MOST_TAXED: Final = Decimal("1.3")
"""By how much a tax may raise a price: no country asks more than 27 of a hundred."""


@dataclass(frozen=True, slots=True)
class PriceRead:
    """What a text says is to be paid.

    Attributes:
        now: What is to be paid, all in all; None if that is not said, or cannot be compared.
        regular: What it was before, or is for others.
        why_not: Why there is no ``now`` although there are amounts, in words for a report.
    """

    now: Money | None = None
    regular: Money | None = None
    why_not: str = ""


def price_in(text: str, company: Payable) -> PriceRead:
    """Tell what a line of a letter or a page says is to be paid."""
    amounts = amounts_in(text, company)
    if not amounts:
        free = heard(text, company.currency, company.locale)
        return PriceRead(now=free[0] if free else None)
    before = next((one.money for one in amounts if one.role is Role.REGULAR), None)
    now, why_not = _now(amounts)
    if now is not None and (more := _not_said(text, now, amounts)):
        now, why_not = None, f"what comes on top is not said, only {more!r}"
    return PriceRead(now, before, "" if now is not None else why_not)


def _now(amounts: Sequence[Amount]) -> tuple[Money | None, str]:
    totals = {one.money for one in amounts if one.role is Role.TOTAL}
    if len(totals) == 1:
        return next(iter(totals)), "its currency is not said"
    if len(totals) > 1:
        return None, "several totals are named"
    if unnamed := [one for one in amounts if one.money is None and one.role is Role.NOW]:
        return None, f"{unnamed[0].words!r} does not say how much of which currency it is"
    asked = _with_tax([one for one in amounts if one.role is Role.NOW])
    paid_off = [one for one in amounts if one.role in {Role.SUM_OF_PAYMENTS, Role.PER_PERIOD}]
    values = {one.money for one in asked}
    if any(one.role is Role.ADDED for one in amounts) or any(
        two.joined and one.role in {Role.PART, Role.FEE} and two.role is Role.NOW for one, two in pairwise(amounts)
    ):
        return None, "several amounts are to be added, and no total is named"
    if len(values) > 1 or (values and any(one.role is Role.FROM and one.alternative for one in amounts)):
        return None, "several prices are named: " + ", ".join(
            one.words for one in amounts if one.role in {Role.NOW, Role.FROM}
        )
    if asked:
        apart = [one for one in paid_off if not one.alternative and one.money not in values]
        return (None, f"{apart[0].words!r} comes on top") if apart else (asked[0].money, "")
    sums = {one.money for one in paid_off if one.role is Role.SUM_OF_PAYMENTS}
    if len(sums) == 1:
        at = min(one.at for one in amounts if one.role is Role.SUM_OF_PAYMENTS)
        if first := next((one for one in amounts if one.role is Role.PART and one.at < at), None):
            return None, f"{first.words!r} is to be paid first"
        return next(iter(sums)), ""
    first = next((one for one in amounts if one.role in _INCOMPARABLE), None)
    return None, f"{first.words!r} is {first.role}, which no price can be compared with" if first else ""


def _not_said(text: str, now: Money, amounts: Sequence[Amount]) -> str:
    """Return the words behind a price that add something without saying how much: ``plus shipping``.

    Beside a price that is said to contain its tax it is a formula that the law wants: ``inkl. MwSt., zzgl. Versand``.
    """
    for number, one in enumerate(amounts):
        until = amounts[number + 1].at if number + 1 < len(amounts) else len(text)
        if one.money == now and not one.taxed:
            found = cues_of().words.any("amounts", "untaxed").search(text, one.end, until)
            return found[0] if found else ""
    return ""


def _with_tax(asked: Sequence[Amount]) -> Sequence[Amount]:
    """Of the same price without its tax and with it, keep what is to be paid."""
    taxed = [one for one in asked if one.taxed and one.money is not None and not one.alternative]
    if len(taxed) != 1 or taxed[0].money is None:
        return asked
    most, least = taxed[0].money, taxed[0].money / _MOST_TAXED
    others = [one.money for one in asked if one is not taxed[0]]
    is_one = all(one is not None and one.currency == most.currency and least <= one <= most for one in others)
    return taxed if is_one else asked
