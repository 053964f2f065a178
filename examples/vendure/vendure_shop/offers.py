"""What an offer's name says, such as ``3 x Rain jacket, 20% off``; and where goods are sent."""

from __future__ import annotations

import re
from dataclasses import dataclass

from journeys.api import InvalidPromise

__all__ = ["HOME", "Goods", "goods"]

HOME = {"streetLine1": "Hauptplatz 1", "city": "Graz", "postalCode": "8010", "countryCode": "AT"}
"""Where every shopper lives."""

_NAME = re.compile(r"(?:(?P<quantity>\d+) x )?(?P<product>.+), (?P<percent>\d+)% off")


@dataclass(frozen=True, slots=True)
class Goods:
    """What is bought with an offer, and how much is taken off."""

    product: str
    quantity: int
    percent: int


def goods(offer: str) -> Goods:
    """Read an offer's name.

    Raises:
        InvalidPromise: It does not say what is offered.
    """
    said = _NAME.fullmatch(offer)
    if said is None:
        remedy = "Write it like 'Rain jacket, 20% off' or '3 x Rain jacket, 20% off'."
        raise InvalidPromise("The offer's name does not say what is taken off what", value=offer, remedy=remedy)
    return Goods(said["product"], int(said["quantity"] or 1), int(said["percent"]))
