"""Sentences as people speak: their clauses, and which of them do not say what holds here and now."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from .plain import ENDS
from .vocabulary import Words

__all__ = ["Clause", "Mode", "clauses_of", "is_asked", "is_denied", "is_negated", "modes_at", "sentence_at"]


class Mode(StrEnum):
    """Why something that is said does not hold here and now."""

    MISSED = "it could be had once, and cannot any more"
    PAID_BACK = "it holds once something is paid back later"
    CONDITION = "it holds only under a condition"
    GUESSED = "it is a guess"
    ELSEWHERE = "somebody else, or another place, says so"
    BEFORE = "it was so before, or is so for others"
    LATER = "it will be so later"


_SET_OFF = 4
"""How many words may be set off before a clause or behind it, and belong to it."""
_OF_THE_CLAUSE = (Mode.MISSED, Mode.GUESSED, Mode.LATER)
_FROM_THERE_ON = (Mode.BEFORE, Mode.ELSEWHERE)


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a sentence, and where it begins there."""

    words: str
    start: int

    @property
    def end(self) -> int:
        """Where it ends in the sentence."""
        return self.start + len(self.words)


def is_asked(sentence: str) -> bool:
    """Tell whether a sentence is a question."""
    return sentence.rstrip(" \"'”»)").endswith(("?", "؟"))


def clauses_of(sentence: str, words: Words) -> list[Clause]:
    """Split a sentence into clauses."""
    breaks = (found.end() for found in words.any("clauses", "breaks").finditer(sentence))
    places = sorted({0, *breaks, len(sentence)})
    return [Clause(sentence[one:two], one) for one, two in pairwise(places)]


def modes_at(sentence: str, place: int, words: Words, since: int = 0, until: int | None = None) -> list[Mode]:
    """Tell why what stands at a place in a sentence does not hold here and now, if so; the first counts.

    A condition is one for its whole sentence, a guess for its clause; what was before, and who says so, stands before
    the place; what is paid back stands anywhere, but not in the clause of what is said next.

    Args:
        sentence: With figures, as amounts are found in it; in letters, a line of several.
        place: Where in it something stands.
        words: The language's.
        since: Where what was said earlier ends, such as another amount.
        until: Where the next such thing begins; the sentence's end, if None.
    """
    clause = _clause_at(sentence, place, words)
    begins, ends = _widened(sentence, clause, words)
    following = _clause_at(sentence, until, words) if until is not None and until < len(sentence) else None
    cut = len(sentence) if following is None else max(following.start, clause.end)
    where = {
        Mode.CONDITION: sentence_at(sentence, place),
        Mode.PAID_BACK: sentence[begins if since else 0 : cut],
        **dict.fromkeys(_OF_THE_CLAUSE, sentence[begins:ends]),
        **dict.fromkeys(_FROM_THERE_ON, sentence[max(begins, since) : place]),
    }
    return [mode for mode in Mode if words.any("clauses", mode.name.lower()).search(where[mode])]


def sentence_at(text: str, place: int) -> str:
    """Return the sentence in which something stands at a place."""
    begins = max((found.end() for found in ENDS.finditer(text, 0, place)), default=0)
    ends = ENDS.search(text, place)
    return text[begins : ends.start() if ends else len(text)]


def _clause_at(sentence: str, place: int, words: Words) -> Clause:
    clauses = clauses_of(sentence, words)
    return next((one for one in clauses if one.start <= place < one.end), Clause(sentence, 0))


def _widened(sentence: str, clause: Clause, words: Words) -> tuple[int, int]:
    """Return where a clause begins and ends with a few words set off beside it: ``Normally, it is …, I think``."""
    clauses = clauses_of(sentence, words)
    turns = {one.end() for one in words.any("clauses", "breaks").finditer(sentence) if one.start() == one.end()}
    first, last = clause.start, clause.end
    for one in clauses:
        if len(one.words.split()) > _SET_OFF or re.search(r"\d", one.words):
            continue
        if one.end == clause.start and not one.start and clause.start not in turns:
            first = one.start
        elif one.start == clause.end and one.end == len(sentence) and one.start not in turns:
            last = one.end
    return first, last


def is_negated(sentence: str, place: int, words: Words, *, within: int = 2) -> bool:
    """Tell whether what stands at a place is negated by a word shortly before it, in its clause."""
    clause = _clause_at(sentence, place, words)
    before = words.pattern(rf"{{}}\W+(?:[\w']+\W+){{0,{within}}}$", ("clauses", "negated"))
    return before.search(clause.words[: place - clause.start]) is not None


def is_denied(sentence: str, start: int, end: int, words: Words, *, since: int = 0, until: int | None = None) -> bool:
    """Tell whether what stands at a place is denied: by any word before it in its clause, or right behind it.

    What looks like a no and is none is left out: ``not a cent more``.

    Args:
        sentence: With figures, as amounts are found in it.
        start: Where it begins.
        end: Where it ends.
        words: The language's.
        since: Where what was said earlier ends, such as another amount.
        until: Where the next such thing begins; the sentence's end, if None.
    """
    clause = _clause_at(sentence, start, words)
    harmless = words.pattern("{}|{}", ("no_objection",), ("clauses", "affirmed"))
    before = harmless.sub(" ", sentence[max(clause.start, since) : start]).rpartition(":")[2]
    behind = harmless.sub(" ", sentence[end:until]) + ("" if until in {None, len(sentence)} else "0")
    return bool(words.any("clauses", "negated").search(before) or words.any("clauses", "denied").search(behind))
