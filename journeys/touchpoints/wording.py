"""Whether words that were said or shown are those that were meant: a note, an offer's name, a product's."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

__all__ = ["names", "names_product", "quotes"]

_WORDS_A_SLIP = 10
"""Of so many words one may be another."""
_MUCH_ALIKE = 85
"""Of a hundred: how much of some words must stand in others for a repetition of them."""


def quotes(said: str, words: str) -> bool:
    """Tell whether something said or shown repeats words, short of a slip of the pen; figures must be the same."""
    meant, told = _bare(words), _bare(said)
    missing = set(meant.split()) - set(told.split())
    if len(missing) * _WORDS_A_SLIP > len(meant.split()) or any(re.search(r"\d", word) for word in missing):
        return False
    return fuzz.partial_ratio(meant, told) >= _MUCH_ALIKE


def names(words: str, offer: str) -> bool:
    """Tell whether words name an offer by its whole name, which is not a part of a longer one."""
    return re.search(rf"(?:^|[^\w\s]\s*){re.escape(offer)}(?=$|[^\w\s])", words, re.IGNORECASE) is not None


def names_product(words: str, product: str) -> bool:
    """Tell whether words name a product by its whole name: ``Kestrel Phone 6 Max`` is not a ``Kestrel Phone 6``."""
    return re.search(rf"\b(?i:{re.escape(product)})\b(?!\s+[A-Z\d])", words) is not None


def _bare(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.casefold()))
