"""Whose affairs a place shows: names, addresses and numbers as places write them, held against the shopper's own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from journeys.promises.shopper import Shopper
from journeys.reading.stances import worded

__all__ = [
    "ADDRESS",
    "digits",
    "folded",
    "is_hers",
    "is_own",
    "line_of",
    "names_her",
    "numbers_in",
    "plain",
    "strange_in",
    "without_numbers",
]

ADDRESS: Final = re.compile(r"[^\s<>,;:()\"']+@[^\s<>,;:()\"']+")
_NUMBER = re.compile(r"(?!\d{4}-\d\d-\d\d\b)\+?\d(?:[\s().\-/]?\d){6,}(?![\w-])")
_SIGNED_IN = r"welcome(?: back)?|(?:you are )?(?:signed|logged) in as|account of|customer:?"
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SHORTEST: Final = 3
"""Letters of a first name that may be short for it."""
_TELLING_DIGITS = 7
"""So many last digits tell two numbers apart, with or without the codes of country and area."""


def is_own(shopper: Shopper, shown: str) -> bool:
    """Tell whether a name, an address, a number, or several of them, are the shopper's or the family's.

    A title, an initial, one name of two and another order are hers all the same: ``Ms Walker``, ``WALKER, L.``.
    """
    shown = re.sub(rf"^\W*(?:{worded('greeting').pattern}|{_SIGNED_IN})\b", " ", shown, flags=re.IGNORECASE)
    addresses, rest = ADDRESS.findall(shown), ADDRESS.sub(" ", shown)
    numbers, rest = _NUMBER.findall(rest), _NUMBER.sub(" ", rest)
    name = " ".join(re.sub(r"[^\w\s.,'\-]", " ", rest).strip(" ,.-").split())
    own_numbers = {digits(number) for number in (shopper.phone, *(line.number for line in shopper.lines))}
    return (
        all(address.strip(".").casefold() in _addresses(shopper) for address in addresses)
        and all(digits(number) in own_numbers for number in numbers)
        and (not name or _stands_in(name, shopper) or is_hers(name, shopper))
    )


def is_hers(name: str, shopper: Shopper) -> bool:
    """Tell whether a name may be the shopper's, or that of somebody who holds one of her lines.

    First or family name, both, initials and titles, in any case and with or without accents: ``MS L. WALKER``.
    """
    if name.casefold() in {shopper.email.casefold(), shopper.username.casefold()}:
        return True
    own = folded([shopper.full_name, shopper.name, shopper.last_name, *(line.holder for line in shopper.lines)])
    couple = [one for one in worded("couple").split(name) if not all(_is_no_name(word) for word in folded([one]))]
    if couple and couple != [name]:
        return any(is_hers(one, shopper) for one in couple)
    words = [word for word in folded([name]) if not _is_no_name(word)]
    initials = {word[0] for word in own}
    told = [word for word in words if len(word) > 1]
    if len(told) < 2 and not all(word in initials for word in words if len(word) == 1):  # noqa: PLR2004 - one name
        return False
    if not told:
        return True
    if len(told) > 1 and told[0] not in own and not _is_short_for(told[0], shopper):
        return False  # somebody else of her family name
    last = told[-1]
    return last in own or last.removesuffix("s") in own or (len(told) == 1 and _is_short_for(last, shopper))


def names_her(words: str, shopper: Shopper) -> bool:
    """Tell whether words name the shopper or one of the family, by the whole name, an address or a number."""
    numbers = {digits(number) for number in (shopper.phone, *(line.number for line in shopper.lines))}
    return (
        _stands_in(words, shopper)
        or any(address.strip(".").casefold() in _addresses(shopper) for address in ADDRESS.findall(words))
        or any(digits(number) in numbers for number in _NUMBER.findall(words))
    )


def numbers_in(words: str) -> list[str]:
    """Return the phone numbers that stand in some words, as they are written."""
    return _NUMBER.findall(words)


def strange_in(shown: str, shopper: Shopper) -> str:
    """Return what of some words is not the shopper's, without titles: ``Reyes`` of ``Mrs Linda Reyes``."""
    own = folded([shopper.full_name])
    known = [
        one
        for one in shown.split()
        if (words := folded([one])) and all(_is_no_name(word) or word in own for word in words)
    ]
    return " ".join(one for one in shown.split() if one not in known) or shown


def line_of(shopper: Shopper, shown: str) -> str | None:
    """Return whose line a number in some words is, "" if it is nobody's of the family, None if there is no number."""
    found = [digits(number) for number in _NUMBER.findall(shown)]
    if not found:
        return None
    return next((line.holder for line in shopper.lines if digits(line.number) in found), "")


def without_numbers(shown: str) -> str:
    """Return what some words say besides phone numbers."""
    return _NUMBER.sub(" ", shown).strip(" ,;:()-")


def folded(names: Iterable[str]) -> list[str]:
    """Return the words of names, as ``plain`` writes them."""
    return [plain(word) for name in names for word in _WORD.findall(name)]


def plain(word: str) -> str:
    """Write a word without capitals and accents."""
    split = unicodedata.normalize("NFKD", word.casefold())
    return "".join(one for one in split if not unicodedata.combining(one)).replace("’", "'")


def digits(number: str) -> str:
    """Return what tells a phone number from others, however it is written."""
    return re.sub(r"\D", "", number)[-_TELLING_DIGITS:]


def _stands_in(shown: str, shopper: Shopper) -> bool:
    """Tell whether her whole name stands among other words: ``Linda Walker (Gold member)``."""
    words = set(folded([shown]))
    firsts = [folded([one]) for one in (shopper.name, *(line.holder for line in shopper.lines))]
    lasts = folded([shopper.last_name])
    return bool(lasts) and words >= set(lasts) and any(first and words >= set(first) for first in firsts)


def _addresses(shopper: Shopper) -> set[str]:
    return {shopper.email.casefold(), shopper.username.casefold()}


def _is_short_for(word: str, shopper: Shopper) -> bool:
    return len(word) >= _SHORTEST and any(name.startswith(word) for name in folded([shopper.name]))


def _is_no_name(word: str) -> bool:
    return any(worded(kind).fullmatch(word) for kind in ("title", "nobody", "beside_names"))
