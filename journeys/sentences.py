"""Sentences that features are written in: patterns whose blanks have a kind, so that they can be checked unread."""

from __future__ import annotations

from collections.abc import Callable
from string import Formatter
from typing import Any

import parse
from pytest_bdd.parsers import StepParser

__all__ = ["KINDS", "Sentence"]


def _kind(pattern: str) -> Callable[[str], str]:
    return parse.with_pattern(pattern)(lambda text: text)  # type: ignore[no-any-return]


KINDS: dict[str, Callable[[str], str]] = {
    "Shopper": _kind(r"[^\W\d_][\w'’-]*?"),
    "Touchpoint": _kind(r"[^\W\d_][\w-]*(?: [\w-]+){0,3}?"),
    "Channel": _kind(r"[^\W\d_]+"),
    "Duration": _kind(r"\d[\d.]* \w+(?: \d+ \w+)?"),
    "Whole": _kind(r"\d+"),
    "Words": _kind(r"[^\"]+"),
    "Kinship": _kind(r"(?:her|his|their) [^\W\d_]+"),
    "Self": _kind(r"(?:herself|himself|themselves)"),
    "Where": _kind(r"(?:at|on|in|with|through)"),
}
"""What a blank may hold, by the name written after its colon."""


class Sentence(StepParser):
    """A sentence with blanks, such as ``{shopper:Shopper} asks the {place:Touchpoint} about the offer``.

    Attributes:
        blanks: The kind of each blank, by its name.
    """

    def __init__(self, name: str) -> None:
        """Compile the pattern.

        Raises:
            KeyError: A blank has a kind that is not in ``KINDS``.
        """
        super().__init__(name)
        parts = [(field, kind) for _, field, kind, _ in Formatter().parse(name) if field]
        self.blanks: dict[str, str] = {field: kind or "" for field, kind in parts}
        for kind in self.blanks.values():
            KINDS[kind]
        self._parser = parse.compile(name, KINDS)

    def parse_arguments(self, name: str) -> dict[str, Any] | None:
        """Return what stands in the blanks, or None if the sentence is another one."""
        result = self._parser.parse(name)
        return result.named if isinstance(result, parse.Result) else None

    def is_matching(self, name: str) -> bool:
        """Tell whether a step is this sentence."""
        return self._parser.parse(name) is not None
