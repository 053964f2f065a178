"""What people are called, in all countries that are known; and common words that are no names."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from importlib import import_module

from faker.config import AVAILABLE_LOCALES

from journeys.touchpoints.whose import plain

__all__ = ["common_words", "is_anybodys", "is_first_name"]


def is_anybodys(word: str) -> bool:
    """Tell whether a word is a first or a last name."""
    return any(plain(word) in _names(kind) for kind in ("first_names", "last_names"))


def is_first_name(word: str) -> bool:
    """Tell whether a word is a first name, whatever else it may be."""
    return plain(word) in _names("first_names")


@cache
def common_words() -> frozenset[str]:
    """Return common words of some languages, as they begin a line."""
    lists = [import_module(f"faker.providers.lorem.{one}").Provider.word_list for one in ("en_US", "de_DE", "fr_FR")]
    return frozenset(word.capitalize() for one in lists for word in one)


@cache
def _names(kind: str) -> frozenset[str]:
    """Return ``first_names`` or ``last_names`` of people in all countries that are known."""
    found: set[str] = set()
    for locale in AVAILABLE_LOCALES:
        with suppress(ImportError):  # a country whose people are another's
            people = import_module(f"faker.providers.person.{locale}").Provider
            told = getattr(people, kind, ())
            found.update(map(plain, told if isinstance(told, Iterable) else ()))
    return frozenset(found)
