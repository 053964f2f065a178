"""What is on offer: its name says how many of which product, and perhaps how much off."""

from __future__ import annotations

import re
from dataclasses import dataclass

from journeys.api import InvalidPromise

__all__ = ["Goods", "goods"]

_NAME = re.compile(r"(?P<quantity>[1-9]\d*) × (?P<product>[^,]+)(?:, (?P<percent>\d+)% off)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Goods:
    """What a customer buys to use an offer."""

    product: str
    quantity: int
    percent: int | None


def goods(offer: str) -> Goods:
    """Read what an offer is about off its name.

    Raises:
        InvalidPromise: It is not said there.
    """
    said = _NAME.fullmatch(offer)
    if said is None:
        remedy = "Write it like 3 × Rain jacket, 20% off."
        raise InvalidPromise("The offer does not say how many of which product", value=offer, remedy=remedy)
    percent = said["percent"]
    return Goods(product=said["product"], quantity=int(said["quantity"]), percent=int(percent) if percent else None)
