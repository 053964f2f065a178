"""The number of an order, as letters name it: ``Order number: K-7``, ``[Order #4711]``, ``Commande n° FR-99812``."""

from __future__ import annotations

import re
from typing import Final

from journeys.touchpoints.wording import worded

__all__ = ["bare_number", "order_numbers"]

_NUMBER: Final = r"(?P<number>[^\W_][\w./-]*)"
_SIGN: Final = r"\s*[:：#№]\s*#?\s*"
_FEWEST_ALONE: Final = 4
"""Letters and digits of what is taken for a number where only ``order`` stands before it."""


def order_numbers(line: str) -> list[str]:
    """Return the numbers of orders that a line names, without the sign before them."""
    named = worded("order_number")
    found = []
    for one in re.finditer(rf"(?<!\w)(?:{named.pattern})(?P<sign>{_SIGN}|\s+){_NUMBER}", line, re.IGNORECASE):
        number, behind = bare_number(one["number"]), line[one.end() :]
        if not re.search(r"\d", number) or re.match(r"\s?(?:%|[:.,]\d)", behind):
            continue
        alone = one["sign"].isspace() and worded("order").fullmatch(one[0][: one.start("sign") - one.start()].strip())
        if alone and (len(number) < _FEWEST_ALONE or re.fullmatch(r"(?:19|20)\d\d|\d{1,4}", number)):
            continue
        found.append(number)
    return found


def bare_number(number: str) -> str:
    """Return a number without what stands around it: ``#1001.`` is ``1001``."""
    return number.strip(" #№[]().,:;/")
