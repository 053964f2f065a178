"""The number of an order, as letters name it: ``Order number: K-7``, ``[Order #4711]``, ``Commande n° FR-99812``."""

from __future__ import annotations

import re
from typing import Final

from journeys.reading.stances import worded

__all__ = ["bare_number", "order_numbers"]

_NUMBER: Final = r"(?P<number>[^\W_][\w./-]*)"
_SIGN: Final = r"\s*(?:[:：#№]\s*)+|\s+(?:is|lautet|ist|est|هو)\s*:?\s+#?"
_PLAINLY_ONE: Final = re.compile(r"[A-Z]+[-./]?\d[\dA-Z./-]*|\d[\d-]{4,}")
"""A number where only ``order`` stands before it, and it may be followed by anything: ``order 2 phones``."""
_OF_LETTERS: Final = re.compile(r"[A-Z]{6,}")
_A_REFERENCE: Final = re.compile(r"r[eé]f", re.IGNORECASE)
"""Before it a number may be of letters only, as PrestaShop's are."""


def order_numbers(line: str) -> list[str]:
    """Return the numbers of orders that a line names, without the sign before them."""
    named = worded("order_number")
    found = []
    for one in re.finditer(rf"(?<!\w)(?:{named.pattern})(?P<sign>{_SIGN}|\s+){_NUMBER}", line, re.IGNORECASE):
        number, behind = bare_number(one["number"]), line[one.end() :]
        is_signed = re.search("[:：#№]", one["sign"])
        before = one[0][: one.start("sign") - one.start()].strip()
        of_letters = is_signed and _A_REFERENCE.search(before) and _OF_LETTERS.fullmatch(number)
        if not (re.search(r"\d", number) or of_letters) or re.match(r"\s?(?:%|[:.,]\d)", behind):
            continue
        is_bare = worded("order").fullmatch(before) and not is_signed
        if is_bare and not _PLAINLY_ONE.fullmatch(number):
            continue
        found.append(number)
    return found


def bare_number(number: str) -> str:
    """Return a number without what stands around it: ``#1001.`` is ``1001``."""
    return number.strip(" #№[]().,:;/")
