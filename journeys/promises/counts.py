"""How many of something people want, and how many there are, as they write it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from journeys.errors import InvalidPromise
from journeys.promises.form import Form, Reading

__all__ = ["LEFT", "NUMBERS", "Left", "read_count"]

NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_SOME: Final = "some"
_KEPT: Final = re.compile(r"(?P<least>\d{1,9})(?:(?P<more>\+)|-(?P<most>\d{1,9}))?", re.ASCII)


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


@dataclass(frozen=True, slots=True)
class Left:
    """How many there are of something, as exactly as it was said.

    Attributes:
        least: At least so many.
        most: At most so many, or None where that was not said.
    """

    least: int
    most: int | None

    def agrees(self, other: Left) -> bool:
        """Tell whether both can be true: ``in stock`` and ``3 left`` can, ``3 left`` and ``sold out`` cannot."""
        return (other.most is None or self.least <= other.most) and (self.most is None or other.least <= self.most)

    def without(self, sold: int) -> Left:
        """Return what is left when some were sold."""
        return Left(max(self.least - sold, 0), None if self.most is None else max(self.most - sold, 0))

    def give_or_take(self, some: int) -> Left:
        """Return it as somebody knows it who may be so many off."""
        return Left(max(self.least - some, 0), None if self.most is None else self.most + some)


def _kept_left(text: str) -> Left:
    if text == _SOME:
        return Left(1, None)
    found = _KEPT.fullmatch(text)
    if found is None or (found["most"] and int(found["most"]) < int(found["least"])):
        raise ValueError(text)
    least = int(found["least"])
    return Left(least, None if found["more"] else int(found["most"] or least))


def _write_left(left: Left) -> str:
    if left.most is None:
        return _SOME if left.least == 1 else f"{left.least}+"
    return f"{left.least}" if left.most == left.least else f"{left.least}-{left.most}"


def _say_left(left: Left) -> str:
    if left.most is None:
        return "in stock" if left.least == 1 else f"{left.least} or more left"
    if left.most == 0:
        return "sold out"
    return f"{left.least} left" if left.most == left.least else f"{left.least} to {left.most} left"


def _read_left(text: str, reading: Reading) -> Left:
    told = " ".join(text.casefold().split())
    said = {"sold out": Left(0, 0), "in stock": Left(1, None)}
    if told in said:
        return said[told]
    try:
        return _kept_left(told.removesuffix(" left"))
    except ValueError:
        raise InvalidPromise(
            f"The {reading.term} is no number of pieces", value=text, valid=("3", "10+", "in stock", "sold out")
        ) from None


LEFT: Final[Form[Left]] = Form(
    name="number of pieces",
    example="3",
    read=_read_left,
    write=_write_left,
    parse=_kept_left,
    told=_say_left,
    kept="3",
    kind="Count",
)
"""``3``, ``10+``, ``in stock`` or ``sold out``; kept as ``3``, ``10+``, ``some``, ``0``, ``1-4``."""
