"""Numbers that are spoken as words, written as figures: ``ninety-nine dollars`` as ``99 dollars``."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from typing import Final

from text_to_num import alpha2digit

from .vocabulary import made_of_words, words_of

__all__ = ["in_figures"]

_LIBRARYS: Final = ("en", "de", "fr", "es", "pt", "it", "nl")
"""Languages whose numbers text2num reads; those of others are read by their words' ``[spoken]``."""
_PAIR: Final = re.compile(r"(?<![\d.,])(\d{1,2}) (\d\d)(?![.,:]?\d|%|\s\d)")
_USUAL_CENTS: Final = {"99", "95", "98", "90", "49", "50"}
_ARTICLE: Final = re.compile(r"\b(?:an?|eine?n?|une?) (?=\d{3,}\b)", re.IGNORECASE)
_ONE_AND_CENTS: Final = re.compile(r"\ban? (?=(?:dollar|pound|euro|buck|quid)\b)", re.IGNORECASE)
_FIGURE_AND_WORD: Final = re.compile(
    r"(?<![\w.,])(\d+(?:[.,]\d{1,2})?) ([^\W\d]+)((?: [^\W\d]+(?:-[^\W\d]+)?){0,4})(?!\w)"
)
_FACTORS: Final = {"100", "1000", "1000000", "1000000000"}
_TENS: Final = 10
_THOUSAND: Final = 1000


def in_figures(words: str, language: str, currency: str = "") -> str:
    """Write numbers that are spoken as figures.

    Args:
        words: A sentence.
        language: Which language's numbers are looked for.
        currency: ISO 4217 code of what ``nineteen ninety-nine`` is an amount of, where nothing else is said.
    """
    if language not in _LIBRARYS:
        return _by_worth(_multiplied(words, lambda word: _by_worth(word, language)), language)
    words = _multiplied(words, lambda word: str(alpha2digit(word, language, 0)))
    found = _ONE_AND_CENTS.sub("1 ", _ARTICLE.sub("", str(alpha2digit(words, language, 0))))
    return _PAIR.sub(lambda pair: _price(pair, words, currency), found)


def _multiplied(words: str, in_digits: Callable[[str], str]) -> str:
    """Multiply figures by the word behind them: ``99 thousand`` is 99000, with ``five hundred`` 99500."""

    def product(found: re.Match[str]) -> str:
        factor = in_digits(found[2])
        if factor not in _FACTORS:
            return found[0]
        amount, behind = Decimal(found[1].replace(",", ".")) * int(factor), found[3].split()
        for count in range(len(behind), 0, -1):
            more = in_digits(" ".join(behind[:count]))
            if more.isdecimal() and int(more) < int(factor):
                amount, behind = amount + int(more), behind[count:]
                break
        return " ".join([f"{amount.normalize():f}", *behind])

    return _FIGURE_AND_WORD.sub(product, words)


def _price(pair: re.Match[str], words: str, currency: str) -> str:
    """Write two numbers in a breath as an amount, if nobody could mean another one by them: ``19 99``, not ``1 30``."""
    if pair[0] in words or int(pair[1]) < _TENS or pair[2] not in _USUAL_CENTS:
        return pair[0]
    return f"{currency} {pair[1]}.{pair[2]}".strip()


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
