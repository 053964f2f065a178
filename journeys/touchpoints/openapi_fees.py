"""Whether a price contains the fee that an API's answer names beside it, by all that the answer says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import combinations
from typing import Any, Final

__all__ = ["Standing", "standing_of"]

_WORD: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_WITHIN: Final = {"included", "including", "includes", "incl", "inclusive", "within", "contains", "containing"}
_ON_TOP: Final = {"excluded", "excluding", "excludes", "excl", "exclusive", "without", "before"}
_MORE: Final = {"additional", "extra", "plus", "top", "addon", "separate", "separately"}
_FEE: Final = {"fee", "fees", "surcharge", "surcharges", "charge", "charges"}
_LESS: Final = {"discount", "discounts", "saving", "savings", "saved", "rebate", "coupon", "voucher", "reduction"}
_OF_A_WHOLE: Final = {
    *("subtotal", "sub", "net", "item", "items", "goods", "base", "basket", "cart", "product", "products", "line"),
    *("tax", "taxes", "vat", "gst", "shipping", "delivery", "postage", "tip", "duty", "fare", "room", "ticket", "face"),
}
_MONEY: Final = (
    _FEE
    | _LESS
    | _OF_A_WHOLE
    | {"total", "price", "amount", "sum", "cost", "due", "payable", "pay", "gross", "grand", "value", "rate", "list"}
)
_MOST: Final = 8
"""How many amounts are tried to be added up: an answer with more of them is told by its names only."""


class Standing(StrEnum):
    """How a fee stands to the price beside it."""

    WITHIN = "contained in the price"
    ON_TOP = "to be paid besides the price"
    UNKNOWN = "not said"


@dataclass(frozen=True, slots=True)
class _Part:
    """An amount of an answer: the words of the keys that lead to it, and how much."""

    words: frozenset[str]
    value: Decimal

    @property
    def signed(self) -> Decimal:
        """What it adds to a sum."""
        return -self.value if self.words & _LESS else self.value


def standing_of(
    told: Any,
    names: tuple[str, str],
    amounts: tuple[Decimal, Decimal],
    read: Callable[[object], Decimal | None],
    promised: Sequence[Decimal] = (),
) -> Standing:
    """Tell whether a fee is contained in the price: by what both are called, else by what the answer adds up to.

    Args:
        told: The JSON.
        names: The expressions by which price and fee were found.
        amounts: What was found.
        read: Reads an amount of the answer; None for what is none.
        promised: What the customer knows that it costs without any fee.
    """
    (of_price, of_fee), (price, fee) = names, amounts
    if re.search(rf"(?<![\w.]){re.escape(of_fee)}(?![\w.])", of_price):
        return Standing.WITHIN  # the options add it
    called = _called(_words(of_price), _words(of_fee), list(_flags(told)))
    return called or _added_up(list(_parts(told, read)), price, fee, promised)


def _called(
    price: frozenset[str], fee: frozenset[str], flags: Sequence[tuple[frozenset[str], bool]]
) -> Standing | None:
    """Tell it by names: ``additional_fee``, ``price_excluding_fees``, ``fees_included: true``."""
    said = set()
    if fee & (_ON_TOP | _MORE):
        said.add(Standing.ON_TOP)
    if fee & _WITHIN:
        said.add(Standing.WITHIN)
    for words, holds in ((price, True), *flags):
        if words & _FEE and words & (_WITHIN | _ON_TOP):
            said.add(Standing.WITHIN if bool(words & _WITHIN) is holds else Standing.ON_TOP)
    return said.pop() if len(said) == 1 else None


def _added_up(parts: Sequence[_Part], price: Decimal, fee: Decimal, promised: Sequence[Decimal]) -> Standing:
    """Tell it by what the other amounts come to: with the fee, or without it, to the price, or to more with both."""
    others = [one for one in parts if one.value != fee or not one.words & _FEE]
    dearer = any(one.value == price + fee for one in others if not one.words & _LESS)
    summands = {one for one in others if one.value and (one.value != price or one.words & _OF_A_WHOLE)}
    if len(summands) > _MOST:
        return Standing.UNKNOWN
    sums = {
        sum((one.signed for one in some), Decimal(0))
        for number in range(1, len(summands) + 1)
        for some in combinations(summands, number)
    }
    within = price - fee in sums.union(promised)
    apart = price in sums or dearer
    if within is apart:
        return Standing.UNKNOWN
    return Standing.WITHIN if within else Standing.ON_TOP


def _parts(told: Any, read: Callable[[object], Decimal | None], above: frozenset[str] = frozenset()) -> Iterator[_Part]:
    """Give each amount of an answer that speaks of the whole, not of one of several lines."""
    for key, value in _members(told):
        words = above | _words(key)
        if isinstance(value, Mapping | list):
            yield from _parts(value, read, words)
        elif words & _MONEY and (amount := read(_unsigned(value))) is not None:
            yield _Part(words if _unsigned(value) == value else words | _LESS, amount)


def _flags(told: Any) -> Iterator[tuple[frozenset[str], bool]]:
    """Give what an answer says yes or no to, by the words of its key."""
    for key, value in _members(told):
        if isinstance(value, bool):
            yield _words(key), value
        elif isinstance(value, Mapping | list):
            yield from _flags(value)


def _members(told: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(told, list) and len(told) == 1:
        [told] = told
    if isinstance(told, Mapping):
        yield from told.items()


def _unsigned(value: Any) -> Any:
    """Give an amount that is taken off as one that is."""
    if isinstance(value, str):
        return value.strip().lstrip("-−").strip()
    return abs(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


def _words(key: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in _WORD.findall(key))
