"""What a letter calls its offer, held against a name: by words, and only where the letter surely names one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from rapidfuzz import fuzz

from journeys.reading.stances import worded
from journeys.tools.letterheads import holds_words
from journeys.touchpoints.whose import plain

__all__ = ["another_offer", "names_it"]

_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_MUCH_ALIKE: Final = 80
"""Of a hundred: how alike two forms of one word are, such as ``upgrade`` and ``upgrades``."""


def another_offer(
    name: str, headings: Sequence[str], lines: Sequence[str], labelled: Sequence[str], marked: Sequence[str]
) -> str | None:
    """Return the name that a letter gives to its offer, if it has no word of the name that is meant.

    A name is what stands behind a label such as ``Your offer:``, or in the markup, if it stands in two of these: the
    subject, what is seen, and the markup. ``A present for you`` is none.

    Args:
        name: What is meant.
        headings: The letter's, its subject first.
        lines: What is seen of it.
        labelled: What stands behind labels for an offer, in the subject and in the lines.
        marked: What its markup calls its offers.
    """
    meant = _telling(name)
    told = {_key(one): one for one in (*labelled, *marked) if _telling(one)}
    titles = (*headings, *told.values())
    in_a_line = any(2 * len(_shared(one, meant)) >= len(meant) for one in lines)
    if not meant or in_a_line or any(_shared(one, meant) for one in titles):
        return None
    places = (_key(headings[0]), "\n".join(map(_key, lines)), "\n".join(map(_key, marked)))
    return next((one for key, one in told.items() if sum(holds_words(place, key) for place in places) > 1), None)


def names_it(name: str, text: str) -> bool:
    """Tell whether a text has a word of the name of an offer."""
    return bool(_shared(text, _telling(name)))


def _telling(text: str) -> set[str]:
    """Return the words that tell one offer from another: not ``offer``, ``free`` and the like."""
    words = {plain(word) for word in _WORD.findall(text)}
    return {word for word in words if not worded("any_offer").fullmatch(word)}


def _shared(text: str, meant: set[str]) -> set[str]:
    """Return the words of a name that a text has, in this form or a like one."""
    words = [plain(word) for word in _WORD.findall(text)]
    return {one for one in meant if any(_is_like(one, word) for word in words)}


def _is_like(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return (len(shorter) > 3 and shorter in longer) or fuzz.ratio(one, other) >= _MUCH_ALIKE  # noqa: PLR2004


def _key(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
