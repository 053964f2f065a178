"""Numbers that are spoken as words, written as figures: ``ninety-nine dollars`` as ``99 dollars``."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache
from typing import Final

from text_to_num import alpha2digit

from .vocabulary import made_of_words, words_of

__all__ = ["in_figures"]

_LIBRARYS: Final = ("en", "de", "fr", "es", "pt", "it", "nl")
"""Languages whose numbers text2num reads; those of others are read by their words' ``[spoken]``."""
_PAIR: Final = re.compile(r"(?<![\d.,])(?<!\d )(\d{1,2}) (\d\d)(?![.,:]?\d|%|\s\d)")
_THREE: Final = re.compile(r"(?<![\d.,])(?<!\d )([1-9]) ([1-9]\d) (\d\d)(?![.,:]?\d|%|\s\d)")
"""Hundreds left unsaid: ``two forty-nine ninety-nine``."""
_USUAL_CENTS: Final = {"99", "95", "98", "90", "49", "50"}
_ARTICLE: Final = re.compile(r"\b(?:an?|eine?n?|une?) (?=\d{3,}\b)", re.IGNORECASE)
_ONE_AND_CENTS: Final = re.compile(r"\ban? (?=(?:dollar|pound|euro|buck|quid)\b)", re.IGNORECASE)
_TENS: Final = 10
_THOUSAND: Final = 1000


@made_of_words
@lru_cache(4096)
def in_figures(words: str, language: str, currency: str = "") -> str:
    """Write numbers that are spoken as figures.

    Args:
        words: A sentence.
        language: Which language's numbers are looked for.
        currency: ISO 4217 code of what ``nineteen ninety-nine`` is an amount of, where nothing else is said.
    """
    if many := _manifold(language).search(words):
        behind = in_figures(words[many.end("many") :], language, currency)
        words = _multiplied(f"{words[: many.end('many')]}{behind}", language)
    if language not in _LIBRARYS:
        return _by_worth(words, language)
    found = _ONE_AND_CENTS.sub("1 ", _ARTICLE.sub("", str(alpha2digit(words, language, 0))))
    found = _THREE.sub(lambda three: _price(three, words, currency), _multiplied(found, language))
    return _PAIR.sub(lambda pair: _price(pair, words, currency), found)


def _multiplied(words: str, language: str) -> str:
    """Write figures with a word behind as one number: ``99 thousand``, ``2 thousand 500``, ``1.5 million``."""

    def product(found: re.Match[str]) -> str:
        times = Decimal(found["times"].replace(",", "."))
        return f"{times * manifold[found['many'].casefold()] + int(found['rest'] or 0):f}"

    manifold = {word.casefold(): worth for word, worth in words_of(language).values("amounts", "manifold").items()}
    return _manifold(language).sub(product, words)


@made_of_words
@cache
def _manifold(language: str) -> re.Pattern[str]:
    many = "|".join(map(re.escape, words_of(language).values("amounts", "manifold"))) or "(?!)"
    return re.compile(
        rf"(?<![\d.,])(?P<times>\d{{1,3}}(?:[.,]\d)?) (?P<many>{many})\b"
        r"(?: (?:and |und |et )?(?P<rest>\d{1,3})(?![\d.,]))?",
        re.IGNORECASE,
    )


def _price(said: re.Match[str], words: str, currency: str) -> str:
    """Write numbers in a breath as an amount, if nobody could mean another one by them: ``19 99``, not ``1 30``."""
    *whole, cents = said.groups()
    if said[0] in words or int("".join(whole)) < _TENS or cents not in _USUAL_CENTS:
        return said[0]
    return f"{currency} {''.join(whole)}.{cents}".strip()


@made_of_words
@cache
def _number_words(language: str) -> re.Pattern[str]:
    words = words_of(language)
    worth = sorted(words.values("spoken", "worth"), key=len, reverse=True)
    if not worth:
        return re.compile("(?!)")
    one = "|".join(map(re.escape, worth))
    joined = re.escape(words.text("spoken", "joined"))
    return re.compile(rf"(?<!\w)(?:{one})(?:\s+(?:{joined}\s?)?(?:{one}))*(?!\w)")


def _by_worth(words: str, language: str) -> str:
    return _number_words(language).sub(lambda found: str(_added_up(found[0], language)), words)


def _added_up(said: str, language: str) -> int:
    """Add numbers up, one thousand and more multiplying what stands before it."""
    words = words_of(language)
    worth, joined = words.values("spoken", "worth"), words.text("spoken", "joined")
    total = here = 0
    for word in said.split():
        value = worth.get(word, worth.get(word.removeprefix(joined), 0))
        if value == _THOUSAND:
            total, here = total + (here or 1) * value, 0
        else:
            here += value
    return total + here
