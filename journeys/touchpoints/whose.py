"""Whose affairs a place shows: names, addresses and numbers as places write them, held against the shopper's own."""

from __future__ import annotations

import re

from nameparser import HumanName

from journeys.promises.shopper import Shopper

__all__ = ["digits", "is_own", "line_of"]

_ADDRESS = re.compile(r"[^\s<>,;:()\"']+@[^\s<>,;:()\"']+")
_NUMBER = re.compile(r"\+?\d[\d\s().\-/]{5,}\d")
_TELLING_DIGITS = 7
"""So many last digits tell two numbers apart, with or without the codes of country and area."""


def is_own(shopper: Shopper, shown: str) -> bool:
    """Tell whether a name, an address, a number, or several of them, are the shopper's or the family's.

    A title, an initial, one name of two and another order are hers all the same: ``Ms Walker``, ``WALKER, L.``.
    """
    addresses, rest = _ADDRESS.findall(shown), _ADDRESS.sub(" ", shown)
    numbers, rest = _NUMBER.findall(rest), _NUMBER.sub(" ", rest)
    name = " ".join(re.sub(r"[^\w\s.,'\-]", " ", rest).strip(" ,.-").split())
    own_numbers = {digits(number) for number in (shopper.phone, *(line.number for line in shopper.lines))}
    return (
        all(address.strip(".").casefold() in _addresses(shopper) for address in addresses)
        and all(digits(number) in own_numbers for number in numbers)
        and (not name or _is_name_of(shopper, name))
    )


def line_of(shopper: Shopper, shown: str) -> str | None:
    """Return whose line a number in some words is, "" if it is nobody's of the family, None if there is no number."""
    found = [digits(number) for number in _NUMBER.findall(shown)]
    if not found:
        return None
    return next((line.holder for line in shopper.lines if digits(line.number) in found), "")


def digits(number: str) -> str:
    """Return what tells a phone number from others, however it is written."""
    return re.sub(r"\D", "", number)[-_TELLING_DIGITS:]


def _addresses(shopper: Shopper) -> set[str]:
    return {shopper.email.casefold(), shopper.username.casefold()}


def _is_name_of(shopper: Shopper, shown: str) -> bool:
    said, real = HumanName(shown), HumanName(shopper.full_name)
    firsts = {shopper.name, real.first, *(line.holder for line in shopper.lines)}
    lasts = {shopper.last_name, real.last}
    if said.first and said.last:
        return _same(said.first, firsts) and _same(said.last, lasts)
    return _same(said.first or said.last, firsts | lasts)


def _same(said: str, names: set[str]) -> bool:
    folded = said.strip(".").casefold()
    return any(folded == name.casefold() or (len(folded) == 1 and name.casefold().startswith(folded)) for name in names)
