"""Gherkin's own words in each language, and what somebody meant who wrote one a little differently."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from functools import cache
from typing import Final, cast

from gherkin.dialect import DIALECTS

from journeys.errors import nearest

__all__ = ["KINDS", "heading_meant", "headings", "keywords", "language_of", "mistaken", "sentence", "words"]

KINDS: Final = ("given", "when", "then")
"""What a step can be."""

_STEPS: Final = ("given", "when", "then", "and", "but")
_HEADINGS: Final = ("feature", "background", "rule", "scenario", "scenarioOutline", "examples")
_LANGUAGE: Final = re.compile(r"\A(?:\s*#.*\n|\s*\n)*?\s*#\s*language\s*:\s*([\w-]+)")


@cache
def keywords(language: str) -> tuple[str, ...]:
    """List all words that a line can begin with: a heading's with its colon, a step's with the space behind it."""
    return (*(f"{word}:" for word in headings(language)), *_of_steps(language))


def words(language: str, kind: str) -> tuple[str, ...]:
    """List the words for ``given``, ``feature`` and so on; a step's has its space behind it."""
    known = cast("Mapping[str, Sequence[str]]", DIALECTS.get(language, {}))
    return tuple(word for word in known.get(kind, ()) if word != "* ")


def sentence(keyword: str, text: str, language: str) -> str:
    """Put a step together as it is written: pytest-bdd capitalises each word of a keyword."""
    meant = keyword.strip().casefold()
    word = next((one for one in _of_steps(language) if one.strip().casefold() == meant), f"{keyword.strip()} ")
    return f"{word}{text}"


def language_of(text: str) -> str:
    """Return the language that a feature says it is in; English if it says none that Gherkin knows."""
    found = _LANGUAGE.match(text)
    return found[1] if found and found[1] in DIALECTS else "en"


def mistaken(line: str, language: str) -> str | None:
    """Say what keyword a line that Gherkin cannot read was meant to begin with, if that can be told."""
    text = line.strip()
    if not text or text.partition(":")[0] in headings(language):
        return None
    if meant := heading_meant(text, language):
        return f"Did you mean {meant + ':'!r}?"
    for word in _of_steps(language):
        joined = word.rstrip()
        if text.startswith(joined) and joined.upper() == joined.lower():  # scripts that join a word to the next
            return f"A space belongs behind {joined}: {word}{text.removeprefix(joined)}"
    like = nearest(text.split()[0], [word.strip() for word in keywords(language)])
    return f"Did you mean {like!r}?" if like else None


def heading_meant(line: str, language: str) -> str | None:
    """Return the heading that a line was meant to be which is none: one misspelt, or one of English."""
    heading, colon, _ = line.strip().partition(":")
    if not colon or heading.startswith("#") or heading in headings(language):
        return None
    for kind in _HEADINGS:
        if heading in words("en", kind):
            return words(language, kind)[-1]
    return next(iter(get_close_matches(heading, headings(language), n=1, cutoff=0.7)), None)


def headings(language: str) -> tuple[str, ...]:
    """List the words that head a feature and its parts."""
    return tuple(word for kind in _HEADINGS for word in words(language, kind))


def _of_steps(language: str) -> tuple[str, ...]:
    return tuple(word for kind in _STEPS for word in words(language, kind))
