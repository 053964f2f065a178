"""Reads the transcript of a chat: who said what, and which price was named last."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from journeys.errors import NotUnderstood
from journeys.promises.money import written
from journeys.promises.shopper import Shopper
from journeys.reading.answers import Reader
from journeys.topics import transcripts
from journeys.touchpoints.visit import OpenVisit
from journeys.touchpoints.whose import is_hers

__all__ = ["read_transcript"]

_TIME: Final = r"[\[(]?\d{1,2}:\d\d(?::\d\d)?(?:\s?[AaPp]\.?[Mm]\.?)?[\])]?\s*"
_LINE: Final = re.compile(rf"\s*(?:{_TIME})?([^:：]{{1,40}})[:：]\s*(.+)")
"""A line of a transcript: perhaps when, who, and the words."""
_OWN: Final = {"you", "customer", "me", "visitor", "sie", "kunde", "kundin", "vous", "client", "أنت", "العميل"}
"""How a customer is called there, if not by name; perhaps with a number behind it."""
_BESIDE: Final = re.compile(r"[(\[]([^)\]]*)[)\]]")


def read_transcript(visit: OpenVisit, lines: Sequence[str], reader: Reader) -> None:
    """Write down the price that the company's people named last.

    Raises:
        NotUnderstood: It cannot be compared with a price.
    """
    heard = [one for words in _theirs(lines, visit.shopper) for one in reader.prices(words)]
    priced = next((one for one in reversed(heard) if one.price is not None), None)
    if priced is not None and priced.price is not None:
        visit.saw(transcripts.PRICE_WRITTEN, written(priced.price), priced.words)
    elif unclear := next((one for one in heard if one.unclear), None):
        why = f"names a price that cannot be compared: {unclear.unclear}"
        message = f'The transcript {why}: "{unclear.words}"'
        raise NotUnderstood(message)


def _theirs(lines: Sequence[str], shopper: Shopper) -> Iterator[str]:
    """Give what others than the customer said; a line without a name goes on with the one before."""
    hers = False
    for line in lines:
        said = _LINE.fullmatch(line)
        if said is not None:
            hers = _is_customer(said[1], shopper)
        if not hers:
            yield said[2] if said is not None else line


def _is_customer(called: str, shopper: Shopper) -> bool:
    """Tell whether a speaker is the customer: ``You``, ``Visitor 48213``, ``Linda M.``, ``L. Walker (customer)``."""
    bare = re.sub(r"\d+", " ", _BESIDE.sub(" ", called)).strip(" #")
    roles = {one.strip(" #").casefold() for one in (bare, *_BESIDE.findall(called))}
    return not roles.isdisjoint(_OWN) or (bool(re.search(r"\w\w", bare)) and is_hers(bare, shopper))
