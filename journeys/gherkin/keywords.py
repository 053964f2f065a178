"""Gherkin's keywords in every language, and lines that would begin with one but for a character nobody sees."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from gherkin.dialect import DIALECTS

from journeys.errors import AuthorError
from journeys.gherkin.invisible import plain, unseen

__all__ = ["KINDS", "keyword", "swallowed"]

KINDS: Final = ("given", "when", "then")
"""What a step can be."""

_STEPS: Final = ("given", "when", "then", "and", "but")
_HEADINGS: Final = ("feature", "background", "rule", "scenario", "scenarioOutline", "examples")


def keyword(kind: str, language: str) -> str:
    """Give the first keyword of a kind of step in a language, with the space after it."""
    words: dict[str, list[str]] = dict(DIALECTS[language])  # type: ignore[arg-type]
    return next(word for word in words[kind] if word != "* ")


def swallowed(lines: list[str], language: str) -> Iterator[tuple[int, AuthorError]]:
    """Find lines that would be steps or headings but for a character nobody sees: Gherkin reads them as description."""
    for number, line in enumerate(lines, start=1):
        text = line.lstrip()
        if text and plain(text[0]) == "" and plain(text).lstrip().startswith(_keywords(language)):
            problem = "This line begins with what cannot be seen, so it is read as a description and not run"
            yield number, AuthorError(problem, value=text.rstrip(), remedy=f"Take out {unseen(line)[0]}.")


@cache
def _keywords(language: str) -> tuple[str, ...]:
    headings = (f"{word}:" for kind in _HEADINGS for word in DIALECTS[language][kind])
    steps = (word for kind in _STEPS for word in DIALECTS[language][kind] if word != "* ")
    return (*headings, *steps)
