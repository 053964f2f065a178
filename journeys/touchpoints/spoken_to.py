"""To whom an agent speaks: who is thanked, greeted or addressed by name, and whose account is said to be open."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from journeys.reading.clauses import is_asked
from journeys.reading.stances import worded
from journeys.reading.vocabulary import words_of
from journeys.touchpoints.addressee import greeted
from journeys.touchpoints.known_names import common_words, is_anybodys, is_first_name

__all__ = ["spoken_to"]

_WORD: Final = r"(?![a-zß-öø-ÿ])[^\W\d_][\w'’-]*"
_NAME: Final = rf"{_WORD}(?: {_WORD}){{0,2}}"
_ENDS: Final = r"(?=\s*(?:[,;.!?،؛؟–—]|$))"


def spoken_to(sentences: Iterable[str]) -> str | None:
    """Return the name of whom an agent's sentences speak to; None where nobody, or not surely somebody, is named."""
    said = list(sentences)
    return greeted(said) or next((name for one in said if not is_asked(one) and (name := _addressed(one))), None)


def _addressed(sentence: str) -> str | None:
    title, opener, account = (words_of().alternatives(key) for key in ("title", "addressing", "account_of"))
    titled = rf"(?P<title>(?i:\b(?:{title}))\b)\.? (?P<name>{_NAME})"
    openers = rf"^\W*(?i:(?:{opener})(?!\w)\W+){{1,3}}"
    for pattern in (rf"{openers}{titled}{_ENDS}", rf"(?:^|[,;،–—]\s*){titled}{_ENDS}"):
        for found in re.finditer(pattern, sentence):
            if not worded("dealt_with").search(sentence[: found.start("title")]) and _is_titled(found["name"]):
                return found["name"]
    for pattern in (rf"{openers}(?P<name>{_NAME}){_ENDS}", rf"(?i:(?:{account}))\s+(?:{titled}|(?P<bare>{_NAME}))"):
        named = re.search(pattern, sentence)
        if named is not None and _is_somebody(name := named[named.lastgroup or "name"]):
            return name
    return None


def _is_titled(name: str) -> bool:
    """Tell whether what stands behind a title is a name: ``Mrs. Johnson``, not ``Miss You``."""
    words = re.findall(_WORD, name)
    return not any(word in common_words() or worded("nobody").fullmatch(word) for word in words)


def _is_somebody(name: str) -> bool:
    """Tell whether words without a title are surely a name: a first name, and nothing but names behind it."""
    words = re.findall(_WORD, name)
    return (
        is_first_name(words[0])
        and all(is_anybodys(word) for word in words)
        and not any(worded("sort_of_things").fullmatch(word) for word in words)
        and _is_titled(name)
    )
