"""Which of the amounts in a text is the price: each is read with the words beside it; what cannot be told is said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Final, Protocol

from journeys.promises.amounts_found import AmountFound, find_amounts
from journeys.promises.money import Money, heard
from journeys.touchpoints.amount_cues import (
    AFTER,
    AND,
    BEFORE,
    OR,
    RANGE,
    SPAN,
    TIMES_AFTER,
    TIMES_BEFORE,
    Role,
    with_figures,
)

__all__ = ["STRUCK", "STRUCK_END", "Amount", "Payable", "PriceRead", "Role", "amounts_in", "price_in"]

STRUCK: Final = "\ue001"
STRUCK_END: Final = "\ue002"
"""Stand around what is struck through, in text that was rendered."""

_CLAUSE: Final = re.compile(
    r"[;!?]|,(?!\d)|(?<=\s)\((?=\w)|\s[–—-]\s|\.\s+(?=[A-ZÀ-Þ])|\b(?:but|now|jetzt|you pay)\b", re.IGNORECASE
)
_PLAIN: Final = {Role.NOW, Role.FROM, Role.REGULAR}
_MONTHS: Final = 12


class Payable(Protocol):
    """A company, as far as its amounts are written by its customs."""

    @property
    def currency(self) -> str:
        """ISO 4217 code of what a shared symbol means."""

    @property
    def locale(self) -> str | None:
        """Whose marks and names are written; None for those of the currency's own country."""


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount with what it is.

    Attributes:
        money: How much; None where the currency cannot be told.
        role: What the words beside it say it is; ``NOW`` if they say nothing.
        words: The amount as written, with its number of payments.
        at: Where it begins in the text.
        alternative: Whether it is one of several ways to pay (``or``).
        joined: Whether it stands behind another one and an ``and``.
    """

    money: Money | None
    role: Role
    words: str
    at: int = 0
    alternative: bool = False
    joined: bool = False


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


def amounts_in(text: str, company: Payable) -> list[Amount]:
    """Find every amount in a line or a sentence, with what it is."""
    plain, struck = _without_strokes(with_figures(text))
    found = find_amounts(plain, company.currency, company.locale)
    return [_amount(plain, found, number, struck) for number in range(len(found))]


def price_in(text: str, company: Payable) -> PriceRead:
    """Tell what a line or a sentence says is to be paid; never by a guess."""
    amounts = amounts_in(text, company)
    if not amounts:
        free = heard(text, company.currency, company.locale)
        return PriceRead(now=free[0] if free else None)
    before = next((one.money for one in amounts if one.role is Role.REGULAR), None)
    now, why_not = _now(amounts)
    return PriceRead(now, before, "" if now is not None else why_not)


def _now(amounts: Sequence[Amount]) -> tuple[Money | None, str]:
    totals = {one.money for one in amounts if one.role is Role.TOTAL}
    if len(totals) == 1:
        return next(iter(totals)), "its currency is not said"
    if len(totals) > 1:
        return None, "several totals are named"
    if unnamed := [one for one in amounts if one.money is None and one.role is Role.NOW]:
        return None, f"{unnamed[0].words!r} does not say how much of which currency it is"
    asked = [one for one in amounts if one.role is Role.NOW]
    paid_off = [one for one in amounts if one.role in {Role.SUM_OF_PAYMENTS, Role.PER_PERIOD}]
    values = {one.money for one in asked}
    if any(one.role is Role.ADDED for one in amounts) or any(
        two.joined and one.role is Role.PART and two.role is Role.NOW for one, two in pairwise(amounts)
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
        return next(iter(sums)), ""
    first = next((one for one in amounts if one.role in {Role.PER_PERIOD, Role.EACH, Role.FROM}), None)
    return None, f"{first.words!r} is {first.role}, which no price can be compared with" if first else ""


def _amount(text: str, found: Sequence[AmountFound], number: int, struck: Sequence[tuple[int, int]]) -> Amount:
    one = found[number]
    before = text[found[number - 1].end if number else 0 : one.start]
    behind = text[one.end : found[number + 1].start if number + 1 < len(found) else len(text)]
    words = text[one.start : one.end]
    if any(begins <= one.start and one.end <= ends for begins, ends in struck):
        return Amount(one.money, Role.REGULAR, words, one.start)
    alternative = bool(OR.search(before) or OR.match(behind.lstrip(" ,;–-")))
    if one.lowers:
        return Amount(one.money, Role.SAVING, words, one.start)
    if one.money is not None and (counted := _payments(one.money, before, behind)):
        money, role, how = counted
        return Amount(money, role, f"{words}{how}", one.start, alternative)
    told = _role_added(behind) or _role_before(before) or _role_behind(behind, is_last=number + 1 == len(found))
    if told in {None, Role.FROM} and _is_in_a_range(text, found, number, before, behind):
        told = Role.FROM
    role = told or Role.NOW
    suffix = behind[: _clause_end(behind)].rstrip() if role in {Role.PER_PERIOD, Role.EACH} else ""
    return Amount(one.money, role, f"{words}{suffix}", one.start, alternative, bool(number and AND.fullmatch(before)))


def _role_added(behind: str) -> Role | None:
    return next((role for role, cue in AFTER if role is Role.ADDED and cue.match(behind)), None)


def _role_before(before: str) -> Role | None:
    clause = _CLAUSE.split(before)[-1] if before else ""
    return next((role for role, cue in BEFORE if cue.search(clause)), None)


def _role_behind(behind: str, *, is_last: bool) -> Role | None:
    """Read what stands behind an amount, as far as it does not belong to the next one."""
    own = behind if is_last else _before_the_next(behind)
    return next((role for role, cue in AFTER if cue.match(own)), None)


def _before_the_next(between: str) -> str:
    for _, cue in BEFORE:
        if found := cue.search(between):
            return between[: found.start()]
    return between


def _is_in_a_range(text: str, found: Sequence[AmountFound], number: int, before: str, behind: str) -> bool:
    """Tell whether an amount is one end of a range, which is neither ``was`` nor ``reduced from``."""
    if number and RANGE.fullmatch(before):
        first = text[found[number - 2].end if number > 1 else 0 : found[number - 1].start]
        return _role_before(first) in {None, Role.FROM}
    return number + 1 < len(found) and RANGE.fullmatch(behind) is not None


def _payments(money: Money, before: str, behind: str) -> tuple[Money, Role, str] | None:
    """Multiply by the number of payments or pieces, if one is said."""
    if counted := TIMES_BEFORE.search(before):
        role = Role.SUM_OF_PAYMENTS if counted["unit"] or counted["of"] else Role.NOW
        return Money(money.amount * int(counted["count"]), money.currency), role, f" × {counted['count']}"
    by_period = next((cue for role, cue in AFTER if role is Role.PER_PERIOD and cue.match(behind)), None)
    counted = TIMES_AFTER.search(behind) if by_period else TIMES_AFTER.match(behind.strip())
    if counted is None or (not by_period and not counted["unit"] and behind.strip()[:1] not in {"x", "×", "*"}):
        return None
    count = _periods(behind, counted)
    if count is None:
        return None
    role = Role.SUM_OF_PAYMENTS if by_period else Role.NOW
    return (
        Money(money.amount * Decimal(count), money.currency),
        role,
        behind[: behind.find(counted[0]) + len(counted[0])],
    )


def _periods(behind: str, counted: re.Match[str]) -> int | None:
    """Count the payments, where months are counted in years too."""
    count, unit = int(counted["count"]), counted["unit"] or ""
    paid_by = behind[: counted.start()] or behind
    if not SPAN.match(unit) or SPAN.search(paid_by):
        return count
    return count * _MONTHS if re.search(r"\bm|/\s?m", paid_by, re.IGNORECASE) else None


def _clause_end(text: str) -> int:
    found = _CLAUSE.search(text)
    return found.start() if found else len(text)


def _without_strokes(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Take the marks of struck text out, and return where it is."""
    plain, spans, begins = "", [], None
    for one in text:
        if one == STRUCK:
            plain += " "  # where one begins or ends, a number does so too
            begins = len(plain)
        elif one == STRUCK_END:
            spans.append((begins or 0, len(plain)))
            plain, begins = f"{plain} ", None
        else:
            plain += one
    return plain, spans if begins is None else [*spans, (begins, len(plain))]
