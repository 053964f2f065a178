"""How many of something people want, as they write it."""

from __future__ import annotations

import re

from journeys.errors import InvalidPromise

__all__ = ["NUMBERS", "read_count"]

NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def read_count(text: str, *, term: str = "quantity") -> int:
    """Read how many of something are wanted, such as ``3`` or ``three``: at least one.

    Raises:
        InvalidPromise: It is no whole number, or none at all.
    """
    told = text.strip().casefold()
    if told in NUMBERS:
        return NUMBERS.index(told) + 1
    if not re.fullmatch(r"\d{1,6}", told) or not int(told):
        raise InvalidPromise(
            f"The {term} is not a whole number from 1", value=text, valid=NUMBERS, remedy="Write it like 3."
        )
    return int(told)
