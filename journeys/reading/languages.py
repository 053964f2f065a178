"""In which language something is written: told by a library, of whole sentences, or not at all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import Final

from babel.core import get_global
from babel.languages import get_official_languages
from py3langid.langid import MODEL_FILE, LanguageIdentifier

__all__ = ["languages_of"]

_SURE, _LIKELY, _LEANS = 0.9, 0.75, 0.4
"""How sure the library must be: of a sentence that counts by itself, of a whole message, of either's plain words."""
_FEWEST, _FEWEST_OF_A_SENTENCE = 2, 3
"""So many plain words, which are no names, a message and a sentence must have to be in any language."""
_SHARE: Final = 0.25
"""What part of a message is more than small print."""
_NO_WORD: Final = re.compile(r"\S*(?:://|@|\d|www\.)\S*")
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’\u200c-][^\W\d_]+)*")
_ENDS: Final = re.compile(r"(?<=[.!?؟…])\s+|[\n|/]+")
_LATIN: Final = re.compile(r"[a-zA-ZÀ-ɏ]")


def languages_of(words: str, names: Iterable[str] = ()) -> tuple[str, ...]:
    """Tell in which languages something is written, by their ISO 639 codes; none where nobody could tell.

    Numbers, codes, links and names say nothing of it; nor does a line of small print in another language.

    Args:
        words: A message.
        names: What is called so in every language: who writes, to whom, about which product.
    """
    for name in sorted(filter(None, names), key=len, reverse=True):
        words = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", " ", words, flags=re.IGNORECASE)
    words = _NO_WORD.sub(" ", words)
    said = Counter[str]()
    for sentence in _ENDS.split(words):
        if told := _told(sentence, _FEWEST_OF_A_SENTENCE, _SURE):
            said[told] += len(_plain(sentence))
    large = tuple(one for one, count in said.most_common() if count >= _SHARE * said.total())
    if len(large) > 1:
        return large
    whole = _told(words, _FEWEST, _LIKELY)
    if large:
        return large if whole in {None, *large} else ()
    return (whole,) if whole else ()


def _told(words: str, fewest: int, surely: float) -> str | None:
    """Ask the library of some words, and of the plain ones among them; None if it is not sure, or not of one mind."""
    plain = _plain(words)
    if len(plain) < fewest:
        return None
    (first, sure), (second, leans) = (_library().classify(" ".join(one)) for one in (_words(words), plain))
    return str(first) if first == second and max(sure, leans) >= surely and min(sure, leans) >= _LEANS else None


def _plain(words: str) -> list[str]:
    """Give the words that are no names: those in small letters, or in a script that has no others."""
    return [word for word in _words(words) if word == word.lower()]


def _words(words: str) -> list[str]:
    """Give the words; of those in several scripts only the ones that are not Latin, which are names there."""
    found = _WORD.findall(words)
    other = [word for word in found if not _LATIN.search(word)]
    return other if len(other) >= _FEWEST else found


@cache
def _library() -> LanguageIdentifier:
    """The library, asked about the languages that companies write: those that are official anywhere."""
    library = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    official = {
        code.partition("_")[0]
        for territory in get_global("territory_languages")
        for code in get_official_languages(territory, regional=True, de_facto=True)
    }
    library.set_languages(official & set(library.labels))
    return library
