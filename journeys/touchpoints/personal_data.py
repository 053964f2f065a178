"""What is personal about a customer in words that everybody can read."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from journeys.promises.shopper import Shopper
from journeys.reading.vocabulary import words_of
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
    yield from (("name", one) for one in _named(words, shopper))
    yield from (("address", one) for one in _spelt(words, lives))
    yield from (("number", one) for one in numbers_in(words) if digits(one) in own)
    yield from (("email address", one) for one in ADDRESS.findall(words) if one.strip(".").casefold() in addresses)
    yield from (("code", one) for one in _spelt(words, codes))
    yield from (("order number", one) for one in order_numbers(words))


def _named(words: str, shopper: Shopper) -> Iterator[str]:
    """Find the family name; one that may be a word, such as Price, counts beside the first name or a title only."""
    first, last = re.escape(shopper.name), re.escape(shopper.last_name)
    if len(re.findall(r"\w+", shopper.last_name)) > 1:
        yield from _spelt(words, [shopper.last_name])
    elif last:
        title = words_of().alternatives("title")
        beside = rf"(?<!\w)(?:(?:(?:{title})\.?|{first})\W{{1,2}}{last}|{last},? {first})(?!\w)"
        yield from (found[0] for found in re.finditer(beside, words, re.IGNORECASE))


def _spelt(words: str, wanted: Collection[str]) -> Iterator[str]:
    """Find some words in others, however they are put together: ``KES 123456`` is ``KES-123456``."""
    for one in wanted:
        pieces = re.findall(r"\w+", one)
        if pieces:
            pattern = r"[\W_]+".join(map(re.escape, pieces))
            yield from (found[0] for found in re.finditer(rf"(?<!\w){pattern}(?!\w)", words, re.IGNORECASE))
