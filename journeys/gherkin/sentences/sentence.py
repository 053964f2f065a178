"""Sentences that features are written in: patterns whose blanks have a kind, so that they can be checked unread."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from string import Formatter
from typing import Any

import parse
from pytest_bdd.parsers import StepParser

__all__ = ["KINDS", "Reading", "Sentence", "kind"]


def kind(pattern: str) -> Callable[[str], str]:
    """Make a kind of blank of a regular expression."""
    return parse.with_pattern(pattern)(lambda text: text)  # type: ignore[no-any-return]


KINDS: dict[str, Callable[[str], str]] = {
    "Shopper": kind(r"[^\W\d_][\w'’-]*?"),
    "Touchpoint": kind(r"[^\W\d_][\w-]*(?: [\w-]+){0,3}?"),
    "Channel": kind(r"[^\W\d_]+"),
    "Means": kind(r"[^\W\d_]+"),
    "Language": kind(r"[^\W\d_]+(?: [^\W\d_]+)?"),
    "Duration": kind(r"\d[\d.]* \w+(?: \d+ \w+)?"),
    "Money": kind(r"[^\"\s][^\"]*"),  # anything, so that an amount nobody can read is told for what it is
    "Whole": kind(r"\d+"),
    "Count": kind(r"[\w-]+"),  # any word, so that one that is no number is told for what it is
    "Words": kind(r"[^\"]+"),
    "Kinship": kind(r"(?:her|his|their) [^\W\d_]+"),
    "Self": kind(r"(?:herself|himself|themselves)"),
    "Where": kind(r"(?:at|on|in|with|through)"),
}
"""What a blank may hold, by the name written after its colon."""


@dataclass(frozen=True)
class Reading:
    """One way to write a sentence.

    Attributes:
        language: ISO 639 code.
        pattern: As ``parse`` reads it.
        kinds: What each kind of blank may hold there.
        english: Translates what stands in a blank, given its kind.
        example: With its blanks filled in.
    """

    language: str
    pattern: str
    example: str = ""
    kinds: Mapping[str, Callable[[str], str]] = field(default_factory=lambda: KINDS)
    english: Callable[[str, str], str] | None = None

    @cached_property
    def parser(self) -> Any:
        """The pattern, compiled."""
        return parse.compile(self.pattern, dict(self.kinds))


class Sentence(StepParser):
    """A sentence with blanks, such as ``{shopper:Shopper} asks the {place:Touchpoint} about the offer``.

    Attributes:
        blanks: The kind of each blank, by its name.
        readings: Every way it may be written, the English one first.
    """

    def __init__(self, name: str) -> None:
        """Compile the pattern.

        Raises:
            KeyError: A blank has a kind that is not in ``KINDS``.
        """
        super().__init__(name)
        parts = [(blank, of_kind) for _, blank, of_kind, _ in Formatter().parse(name) if blank]
        self.blanks: dict[str, str] = {blank: of_kind or "" for blank, of_kind in parts}
        for of_kind in self.blanks.values():
            KINDS[of_kind]
        self.readings: tuple[Reading, ...] = (Reading("en", name),)

    @property
    def patterns(self) -> tuple[str, ...]:
        """Every way it may be written, each as ``parse`` reads it."""
        return tuple(reading.pattern for reading in self.readings)

    def translated(self, readings: Iterable[Reading]) -> None:
        """Take other languages' ways to write it, in place of those it had."""
        self.readings = (self.readings[0], *readings)

    def parse_arguments(self, name: str) -> dict[str, Any] | None:
        """Return what stands in the blanks, in English, or None if the step is another sentence."""
        for reading, told in self._read(name):
            english = reading.english
            return {blank: english(self.blanks[blank], text) for blank, text in told.items()} if english else told
        return None

    def written(self, name: str) -> list[tuple[str, str]]:
        """Return the kind of each blank and what stands in it, as it is written."""
        for _, told in self._read(name):
            return [(self.blanks[blank], text) for blank, text in told.items()]
        return []

    def _read(self, name: str) -> Iterator[tuple[Reading, dict[str, Any]]]:
        for reading in self.readings:
            found = reading.parser.parse(name)
            if isinstance(found, parse.Result):
                yield reading, found.named

    def is_matching(self, name: str) -> bool:
        """Tell whether a step is this sentence, in any language."""
        return any(reading.parser.parse(name) is not None for reading in self.readings)
