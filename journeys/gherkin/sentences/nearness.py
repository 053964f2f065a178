"""Which sentence somebody may have meant, in their own words, and in which words theirs differs from it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

__all__ = ["Meant", "meant"]

_BLANK = re.compile(r"\{(\w+)(?::(\w+))?\}")
_LONGEST = 8
"""How many words a blank is thought to hold at most."""
_ONE_WORD = {"Shopper", "Channel", "Where", "Self", "Whole"}
_STOPS = ".,;:!?"


@dataclass(frozen=True, slots=True)
class Meant:
    """A sentence that somebody may have meant.

    Attributes:
        text: With what they wrote in its blanks.
        differences: Each in a few words.
        weight: How many words differ.
    """

    text: str
    differences: tuple[str, ...]
    weight: int

    def __str__(self) -> str:
        """Write it as a proposal."""
        return f"{self.text} ({', '.join(self.differences)})" if self.differences else self.text


@dataclass(frozen=True, slots=True)
class _Part:
    """A word of a sentence: as it must be, or a blank with what touches it.

    Attributes:
        word: As it is in an example.
        longest: How many words may stand there.
    """

    word: str
    begins: str = ""
    ends: str = ""
    longest: int = 0

    def holds(self, words: Sequence[str]) -> bool:
        """Tell whether words could be this part's."""
        text = " ".join(words)
        if not self.longest:
            return text.casefold() == self.word.casefold()
        inner = text.removeprefix(self.begins).removesuffix(self.ends)
        return bool(inner) and text == f"{self.begins}{inner}{self.ends}" and inner[-1] not in _STOPS

    def instead_of(self, word: str) -> str:
        """Say what should stand there for a word that is not quite it."""
        mended = f"{self.begins}{word.strip(_STOPS)}{self.ends}"
        return mended if self.longest and self.holds([mended]) else self.word


def meant(written: str, pattern: str, example: str) -> Meant:
    """Read what somebody wrote as a sentence that it is not quite.

    Args:
        written: The step.
        pattern: The sentence, as its step module or phrasebook writes it.
        example: The same with its blanks filled in: what is said where nothing was written.
    """
    words, parts = written.split(), _parts(pattern, example)

    @cache
    def best(at: int, part: int) -> tuple[float, tuple[tuple[str, str], ...]]:
        """Find the cheapest way to read the words from ``at`` as the parts from ``part``: pairs of theirs and ours."""
        if at == len(words) and part == len(parts):
            return 0, ()
        ways = []
        if part < len(parts):
            ours = parts[part]
            for end in range(at + 1, min(at + max(ours.longest, 1), len(words)) + 1):
                if ours.holds(words[at:end]):
                    said = " ".join(words[at:end])
                    ways.append((0.01 * (end - at), (said, said), best(end, part + 1)))
            ways.append((1, ("", ours.word), best(at, part + 1)))
            if at < len(words):
                ways.append((1, (words[at], ours.instead_of(words[at])), best(at + 1, part + 1)))
        if at < len(words):
            ways.append((1, (words[at], ""), best(at + 1, part)))
        cost, pair, (rest, pairs) = min(ways, key=lambda way: way[0] + way[2][0])
        return cost + rest, (pair, *pairs)

    _, pairs = best(0, 0)
    differing = tuple(_difference(*pair) for pair in pairs if pair[0] != pair[1])
    return Meant(" ".join(ours for _, ours in pairs if ours), differing, len(differing))


def _difference(theirs: str, ours: str) -> str:
    if not theirs:
        return f"{ours!r} is missing"
    return f"{ours!r}, not {theirs!r}" if ours else f"without {theirs!r}"


def _parts(pattern: str, example: str) -> list[_Part]:
    """Take a sentence apart at its spaces; a blank has none."""
    blanks = list(_BLANK.finditer(pattern))
    literal = [re.escape(one) for one in _BLANK.sub("\0", pattern).split("\0")]
    filled = re.fullmatch("(.*?)".join(literal), example)
    said = dict(zip([one[0] for one in blanks], filled.groups() if filled else (), strict=False))
    return [_part(word, said) for word in pattern.split()]


def _part(word: str, said: dict[str, str]) -> _Part:
    found = _BLANK.search(word)
    if found is None:
        return _Part(word)
    begins, ends = word[: found.start()], word[found.end() :]
    longest = 1 if found[2] in _ONE_WORD else _LONGEST
    return _Part(f"{begins}{said.get(found[0], '…')}{ends}", begins, ends, longest)
