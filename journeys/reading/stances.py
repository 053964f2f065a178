"""How words stand to an offer: they refuse it, say that it ended, want something for it, or say that it is there."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

from journeys.evidence.observations import Stance

from .clauses import clauses_of, is_asked, is_negated
from .figures import in_figures
from .plain import at_length, plain, sentences
from .vocabulary import Words, languages, words_of

__all__ = ["Says", "said_in", "stance", "withholds", "worded"]


class Says(StrEnum):
    """What a sentence says of an offer."""

    USED = "already used"
    ENDED = "ended"
    SOLD_OUT = "sold out"
    NOT_HERE = "not here"
    UNKNOWN = "unknown"
    REFUSED = "refused"
    NEEDED = "something is needed for it"
    OFFERED = "offered"
    PUT_RIGHT = "put right"
    NOTHING = "nothing of it"


_REFUSALS: Final = {
    Says.USED: Stance.USED,
    Says.ENDED: Stance.ENDED,
    Says.SOLD_OUT: Stance.SOLD_OUT,
    Says.NOT_HERE: Stance.NOT_HERE,
    Says.UNKNOWN: Stance.UNKNOWN,
    Says.REFUSED: Stance.REFUSED,
}
"""Ways to refuse; the first one found counts."""
_A_BARE_NO: Final = 3
"""Words at most."""


def stance(words: str) -> Stance:
    """Tell how words refuse, in any of the languages of ``words/``; ``NOT_UNDERSTOOD`` if they do not.

    A company that is being repaired, is busy, did not hear or speaks another language has refused nothing.
    """
    said = sentences(words)
    found = {said_in(one, words_of(language)) for language in languages() for one in said}
    return next((_REFUSALS[says] for says in _REFUSALS if says in found), Stance.NOT_UNDERSTOOD)


def withholds(sentence: str) -> bool:
    """Tell whether a sentence says of an offer that it is not given after all, and names no amount behind that.

    ``It's $99, but I can't add it to this account``, in any of the languages of ``words/``.
    """
    if is_asked(sentence):
        return False
    said = plain(sentence)
    found = ((language, words_of(language).any("withheld").search(said)) for language in languages())
    return any(one and not re.search(r"\d", in_figures(said[one.end() :], language)) for language, one in found)


def worded(name: str) -> re.Pattern[str]:
    """Return the words of all languages for one thing, such as ``greeting``; see ``words/``."""
    return words_of().any(name)


def said_in(sentence: str, words: Words, *, priced: bool = False) -> Says:
    """Tell what a sentence says of an offer, in one language.

    Args:
        sentence: As it was said.
        words: The language's.
        priced: Whether it names a price: ``No, it's $99`` refuses nothing.
    """
    full = at_length(sentence)
    agreed = words.any("no_objection").search(full) is not None
    if is_asked(sentence):
        asks = words.any("offered").search(full) if words.any("clauses", "offering").search(full) else None
        return Says.OFFERED if asks else Says.NOTHING
    telling = _telling(sentence, words)
    refused = next((one for one in _REFUSALS if _is_said(one, telling, words, priced=priced)), None)
    conditional = words.any("clauses", "condition").search(full) or words.any("needed").search(full)
    if conditional and refused in {None, Says.REFUSED}:
        wanted = refused or words.any("needed").search(full) or words.any("amounts", "costs_nothing").search(full)
        return Says.NEEDED if wanted else Says.NOTHING
    if refused is not None:
        return refused
    if (
        words.any("put_right").search(full)
        and not words.any("only_filed").search(full)
        and words.any("given_back").search(full)
    ):
        return Says.PUT_RIGHT
    if _is_guess(full, words):
        return Says.NOTHING
    return Says.OFFERED if agreed or _is_offered(full, words) else Says.NOTHING


def _is_said(one: Says, telling: str, words: Words, *, priced: bool) -> bool:
    """Tell whether a stance is said, and not negated: ``it has not ended`` says the contrary."""
    pattern = words.any(one.name.lower())
    double = one in {Says.ENDED, Says.SOLD_OUT, Says.USED}
    return any(
        not (double and is_negated(telling, found.start(), words) and not _negates_itself(found[0], words))
        and not (priced and not found.start() and len(found[0].split()) <= _A_BARE_NO)
        for found in pattern.finditer(telling)
    )


def _negates_itself(found: str, words: Words) -> bool:
    return words.any("clauses", "negated").search(found) is not None


def _is_offered(full: str, words: Words) -> bool:
    return any(
        not is_negated(full, found.start(), words) and not _is_reported(full, found.start(), words)
        for found in words.any("offered").finditer(full)
    )


def _is_reported(full: str, place: int, words: Words) -> bool:
    clause = next((one for one in clauses_of(full, words) if one.start <= place < one.end), None)
    return clause is not None and words.any("clauses", "elsewhere").search(clause.words) is not None


def _is_guess(full: str, words: Words) -> bool:
    return words.any("clauses", "guessed").search(full) is not None


def _telling(sentence: str, words: Words) -> str:
    """Give a sentence as far as it may refuse something, as words are written; whoever asks has not refused yet.

    What looks like a no and is none is left out: ``I don't see why not``.
    """
    full = at_length(sentence)
    if plain(sentence).endswith(("?", "؟")) or words.any("trouble").search(full):
        return ""
    if words.any("vague").search(full) and not words.any("subjects").search(full):
        return ""
    return words.any("amounts", "costs_nothing").sub(" ", words.any("no_objection").sub(" ", full))
