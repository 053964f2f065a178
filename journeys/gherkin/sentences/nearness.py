"""Which sentence somebody may have meant, in their own words, and in which words theirs differs from it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz, process, utils

from journeys.promises.counts import NUMBERS

__all__ = ["Meant", "Names", "meant"]

_BLANK = re.compile(r"\{(\w+)(?::(\w+))?\}")
_LONGEST = 8
"""How many words a blank is thought to hold at most."""
_ONE_WORD = {"Shopper", "Channel", "Where", "Self", "Whole", "Count"}
_STOPS = ".,;:!?"
_A_SLIP, _ALIKE = 0.5, 70
"""What a slip of the pen weighs, beside a word that is another; and how like the right word it is, in percent."""
_OF_A_FORM = {
    "Duration": re.compile(r"\d[\d.]* \w+(?: \d+ \w+)?"),
    "Whole": re.compile(r"\d+"),
    "Count": re.compile(rf"\d+|{'|'.join(NUMBERS)}"),
    "Words": re.compile(r"[^\"]+"),
    "Money": re.compile(r"[^\"]*\d[^\"]*|free"),
    "Shopper": re.compile(r"[^\W\d_][\w'’-]*"),
    "Where": re.compile(r"at|on|in|with|through"),
    "Self": re.compile(r"herself|himself|themselves"),
}
"""What something must look like to be proposed for a blank of a kind."""

Names = Mapping[str, Sequence[str]]
"""By the kind of a blank, what can stand there; a kind that is missing takes whatever was written."""


@dataclass(frozen=True, slots=True)
class Meant:
    """A sentence that somebody may have meant.

    Attributes:
        text: With what they wrote in its blanks, as far as that can stand there.
        differences: Each in a few words.
        weight: How many words differ; a slip of the pen is half of one.
        unlike: The words they wrote that the sentence has nothing for.
    """

    text: str
    differences: tuple[str, ...]
    weight: float
    unlike: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Write it as a proposal."""
        return f"{self.text} ({', '.join(self.differences)})" if self.differences else self.text

    @property
    def is_near(self) -> bool:
        """Tell whether hardly more than slips of the pen lie between."""
        return self.weight <= max(1, len(self.text.split()) / 4)


@dataclass(frozen=True, slots=True)
class _Part:
    """A word of a sentence: as it must be, or a blank with what touches it.

    Attributes:
        word: As it is in an example.
        longest: How many words may stand there.
        names: What can, if that is known.
        form: What it must look like, if that is known.
    """

    word: str
    begins: str = ""
    ends: str = ""
    longest: int = 0
    names: tuple[str, ...] = ()
    form: re.Pattern[str] | None = None

    def reads(self, words: Sequence[str]) -> tuple[float, str] | None:
        """Tell what words would be as this part, and how far they are from it; None if they cannot be."""
        text = " ".join(words)
        if not self.longest:
            return self._slip(text, self.word)
        stopped = text.rstrip(_STOPS)
        if not (stopped.startswith(self.begins) and (stopped.endswith(self.ends) or self.ends.isalpha())):
            stopped = stopped if self.form is None or '"' not in self.begins + self.ends else ""
        inner = stopped.removeprefix(self.begins).removesuffix(self.ends) if self.begins or self.ends else stopped
        if not inner:
            return None
        right = f"{self.begins}{self._counted(inner)}{self.ends}"
        if self.form is not None and not self.form.fullmatch(self._counted(inner)):
            return None
        if self.names:
            known = next((one for one in self.names if one.casefold() == inner.casefold()), None)
            if known is None:
                near = process.extractOne(inner, self.names, processor=utils.default_process, score_cutoff=_ALIKE)
                if near is None:
                    return None
                known = near[0]
            right = f"{self.begins}{known}{self.ends}"
        return (0.01 * len(words), text) if right.casefold() == text.casefold() else (_A_SLIP, right)

    def _counted(self, text: str) -> str:
        if self.form is None:
            return text
        return " ".join(str(NUMBERS.index(one) + 1) if one in NUMBERS else one for one in text.split())

    @staticmethod
    def _slip(text: str, right: str) -> tuple[float, str] | None:
        if text.casefold() == right.casefold():
            return 0.01, text
        return (_A_SLIP, right) if fuzz.ratio(text.casefold(), right.casefold()) >= _ALIKE else None


def meant(written: str, pattern: str, example: str, names: Names | None = None) -> Meant:
    """Read what somebody wrote as a sentence that it is not quite.

    Args:
        written: The step.
        pattern: The sentence, as its step module or phrasebook writes it.
        example: The same with its blanks filled in: what is said where nothing was written.
        names: What can stand in its blanks; what was written there is proposed only if it can.
    """
    words, parts = written.split(), _parts(pattern, example, names or {})

    @cache
    def best(at: int, part: int) -> tuple[float, tuple[tuple[str, str], ...]]:
        """Find the cheapest way to read the words from ``at`` as the parts from ``part``: pairs of theirs and ours."""
        if at == len(words) and part == len(parts):
            return 0, ()
        ways = []
        if part < len(parts):
            ours = parts[part]
            for end in range(at + 1, min(at + max(ours.longest, 1), len(words)) + 1):
                read = ours.reads(words[at:end])
                ways += [(read[0], (" ".join(words[at:end]), read[1]), best(end, part + 1))] if read else []
            ways.append((1, ("", ours.word), best(at, part + 1)))
        if at < len(words):
            ways.append((1, (words[at], ""), best(at + 1, part)))
        cost, pair, (rest, pairs) = min(ways, key=lambda way: way[0] + way[2][0])
        return cost + rest, (pair, *pairs)

    cost, pairs = best(0, 0)
    differing = tuple(_difference(*pair) for pair in pairs if pair[0].casefold() != pair[1].casefold())
    unlike = tuple(theirs for theirs, ours in pairs if theirs and not ours)
    return Meant(" ".join(ours for _, ours in pairs if ours), differing, round(cost, 1), unlike)


def _difference(theirs: str, ours: str) -> str:
    if not theirs:
        return f"{ours!r} is missing"
    return f"{ours!r}, not {theirs!r}" if ours else f"without {theirs!r}"


def _parts(pattern: str, example: str, names: Names) -> list[_Part]:
    """Take a sentence apart at its spaces; a blank has none."""
    blanks = list(_BLANK.finditer(pattern))
    literal = [re.escape(one) for one in _BLANK.sub("\0", pattern).split("\0")]
    filled = re.fullmatch("(.*?)".join(literal), example)
    said = dict(zip([one[0] for one in blanks], filled.groups() if filled else (), strict=False))
    return [_part(word, said, names) for word in pattern.split()]


def _part(word: str, said: dict[str, str], names: Names) -> _Part:
    found = _BLANK.search(word)
    if found is None:
        return _Part(word)
    begins, ends, kind = word[: found.start()], word[found.end() :], found[2] or ""
    longest = 1 if kind in _ONE_WORD else _LONGEST
    known = tuple(one for one in names.get(kind, ()) if one[:1].isupper() or not ends.startswith("'s"))
    shown = said.get(found[0], "…")
    if known and shown not in known:
        shown = known[0]
    return _Part(f"{begins}{shown}{ends}", begins, ends, longest, known, _OF_A_FORM.get(kind))
