"""What is personal about a customer in words that everybody can read."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from journeys.promises.shopper import Shopper
from journeys.touchpoints.order_numbers import order_numbers
from journeys.touchpoints.whose import ADDRESS, digits, numbers_in

__all__ = ["personal_in"]


def personal_in(words: str, shopper: Shopper, codes: Collection[str]) -> Iterator[tuple[str, str]]:
    """Find what belongs to nobody but a customer, each with what it is and as it stands there.

    A first name alone is nothing of the kind: it stands beside what the customer writes anyway.

    Args:
        words: As they are read.
        shopper: The customer.
        codes: Those of the customer's own offers.
    """
    own = {digits(number) for number in (shopper.phone, *(line.number for line in shopper.lines))}
    addresses = {shopper.email.casefold(), shopper.username.casefold()}
    lives = [shopper.address.street] if shopper.address else []
    yield from (("name", one) for one in _spelt(words, [shopper.last_name]))
    yield from (("address", one) for one in _spelt(words, lives))
    yield from (("number", one) for one in numbers_in(words) if digits(one) in own)
    yield from (("email address", one) for one in ADDRESS.findall(words) if one.strip(".").casefold() in addresses)
    yield from (("code", one) for one in _spelt(words, codes))
    yield from (("order number", one) for one in order_numbers(words))


def _spelt(words: str, wanted: Collection[str]) -> Iterator[str]:
    """Find some words in others, however they are put together: ``KES 123456`` is ``KES-123456``."""
    for one in wanted:
        pieces = re.findall(r"\w+", one)
        if pieces:
            pattern = r"[\W_]+".join(map(re.escape, pieces))
            yield from (found[0] for found in re.finditer(rf"(?<!\w){pattern}(?!\w)", words, re.IGNORECASE))
