"""Terms that an agent tells beside the price: the code that goes with it, and until when it holds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime

from .clauses import is_asked, is_denied, modes_at
from .plain import plain
from .times import until_in
from .vocabulary import Words, words_of

__all__ = ["code_told", "end_told"]


def code_told(sentence: str, codes: Iterable[re.Match[str]], languages: Iterable[str]) -> str | None:
    """Return the code that a sentence says the offer goes by; None if it says none, denies it or asks for it.

    Args:
        sentence: As it was said, with characters as ``plain`` writes them.
        codes: What looks like a code in it, its group being the code; numbers of orders, cases and models may too.
        languages: In which it may be, the likeliest first.
    """
    if is_asked(sentence):
        return None
    known = list(map(words_of, languages))
    for one in codes:
        naming = [words for words in known if _is_named(sentence, one, words)]
        if naming and not any(_is_passed_over(sentence, one, words) for words in naming):
            return one[1]
    return None


def _is_named(sentence: str, code: re.Match[str], words: Words) -> bool:
    return words.pattern(r"{}\W*$", ("code_named",)).search(sentence[: code.start(1)]) is not None


def _is_passed_over(sentence: str, code: re.Match[str], words: Words) -> bool:
    """Tell whether a code is denied, was one before, or would be one under a condition."""
    begins, ends = code.span(1)
    return is_denied(sentence, begins, ends, words) or bool(modes_at(sentence, begins, words))


def end_told(
    sentence: str, languages: Iterable[str], zone: str, locale: str, after: datetime, *, of_offer: bool = False
) -> datetime | None:
    """Return the end that a sentence tells of an offer or its price; None if it tells none, or something else's.

    Args:
        sentence: As it was said.
        languages: In which it may be, the likeliest first.
        zone: In which days end.
        locale: By whose customs dates are written, in its own language.
        after: When it was said: a date without a year is the first such day from then on.
        of_offer: Whether it is known to be about an offer, or names the price.
    """
    if is_asked(sentence):
        return None
    for language in languages:
        words = words_of(language)
        named = of_offer or words.any("times", "of_offers").search(plain(sentence))
        if named and not words.any("times", "of_others").search(plain(sentence)):
            own = locale if locale.partition("_")[0] == language else language
            if end := until_in(sentence, words, zone, own, after):
                return end
    return None
