"""What people are called, in all countries that are known; and common words that are no names."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib import import_module
from typing import Final

from faker.config import AVAILABLE_LOCALES

from journeys.touchpoints.whose import plain

__all__ = ["common_words", "is_anybodys", "is_first_name"]

_LOCALES: Final = sorted(AVAILABLE_LOCALES, key=lambda locale: not locale.startswith("en"))
"""Where people are known to be called something; to read what all of them are called takes a second."""


def is_anybodys(word: str) -> bool:
    """Tell whether a word is a first or a last name."""
    return _is_one_of("first_names", word) or _is_one_of("last_names", word)


def is_first_name(word: str) -> bool:
    """Tell whether a word is a first name, whatever else it may be."""
    return _is_one_of("first_names", word)


@cache
def common_words() -> frozenset[str]:
    """Return common words of some languages, as they begin a line."""
    lists = [import_module(f"faker.providers.lorem.{one}").Provider.word_list for one in ("en_US", "de_DE", "fr_FR")]
    return frozenset(word.capitalize() for one in lists for word in one)


def _is_one_of(kind: str, word: str) -> bool:
    return any(plain(word) in _names(kind, locale) for locale in _LOCALES)


@cache
def _names(kind: str, locale: str) -> frozenset[str]:
    """Return ``first_names`` or ``last_names`` of the people of a country."""
    try:
        people = import_module(f"faker.providers.person.{locale}").Provider
    except ImportError:  # a country whose people are another's
        return frozenset()
    told = getattr(people, kind, ())
    return frozenset(map(plain, told if isinstance(told, Iterable) else ()))
