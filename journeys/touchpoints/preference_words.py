"""What places say of how they write to customers: whether they took down what was asked, and how they write."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from babel.core import Locale

from journeys.errors import NotUnderstood
from journeys.promises.channel import Channel
from journeys.promises.preferences import PREFERENCE, Preference
from journeys.reading.clauses import is_asked
from journeys.reading.plain import sentences
from journeys.topics import notifications
from journeys.touchpoints.visit import OpenVisit
from journeys.touchpoints.word_files import word_file

__all__ = ["note_preference", "note_wish", "note_wish_answered", "preference_in", "taken_in"]

_FILE: Final = "preference_words.toml"
_MEANS: Final = {Channel.SMS: "text", Channel.EMAIL: "email"}
_LONG: Final = 2
"""Letters of the codes of languages whose names are looked for; the rarer ones are words of other languages."""


def note_wish_answered(visit: OpenVisit, said: str) -> None:
    """Write down what an answer makes of how the shopper wants to be written to.

    Raises:
        NotUnderstood: It says neither that it was taken down nor that it was not.
    """
    asked = PREFERENCE.parse(visit.words)
    told = taken_in(said, asked) if said.strip() else "unanswered"
    if told is None:
        message = f"What the {visit.touchpoint} answered cannot be understood: {visit.quoted(said)}"
        raise NotUnderstood(message)
    note_wish(visit, told, said or "(nobody answered)")


def note_wish(visit: OpenVisit, told: str, words: str) -> None:
    """Write down what became of it; a shopper whose wish was taken knows from then on where messages will come."""
    visit.saw(notifications.REQUEST, told, words)
    if told == "taken":
        visit.shopper.wants = visit.shopper.wants.then(PREFERENCE.parse(visit.words))


def note_preference(visit: OpenVisit, said: str) -> None:
    """Write down how a place says that it writes.

    Raises:
        NotUnderstood: It does not say.
    """
    told = preference_in(said)
    if told is None:
        message = f"The {visit.touchpoint} does not say how it writes, or not clearly: {visit.quoted(said)}"
        raise NotUnderstood(message)
    visit.saw(notifications.SHOWN, PREFERENCE.write(told), said)


def taken_in(words: str, asked: Preference) -> str | None:
    """Tell what an answer makes of a wish: ``taken``, ``refused``; None if that cannot be told.

    Whoever takes down another one has not taken this.
    """
    told = _statements(words)
    if _says("refused", told):
        return "refused"
    if not _says("taken", told):
        return None
    named = preference_in(told)
    other = named is not None and (
        named.means not in {None, asked.means or named.means}
        or named.language not in {"", asked.language or named.language}
    )
    return "refused" if other else "taken"


def preference_in(words: str) -> Preference | None:
    """Tell how somebody writes who says so; None where that is not said, or denied."""
    told = _statements(words)
    means = [channel for channel, kind in _MEANS.items() if _says(kind, told)]
    languages = {code for pattern, code in _named() if re.search(pattern, told, re.IGNORECASE)}
    if _says("not", told) or len(languages) > 1 or not (means or languages):
        return None
    return Preference(means[0] if len(means) == 1 else None, next(iter(languages), ""))


def _statements(words: str) -> str:
    """Leave out what is asked, and the names of what is kept: who has updated email settings names no emails."""
    told = "\n".join(one for one in sentences(words) if not is_asked(one))
    for one in word_file(_FILE).values():
        told = re.sub(one["settings"], "", told, flags=re.IGNORECASE)
    return told


def _says(kind: str, words: str) -> bool:
    return any(re.search(one[kind], words, re.IGNORECASE) for one in word_file(_FILE).values())


@cache
def _named() -> tuple[tuple[str, str], ...]:
    """Give how each language is named in a sentence of the languages that are read, with its code."""
    return tuple(
        (rf"{words['in']}{re.escape(str(name))}(?!\w)", code)
        for spoken, words in word_file(_FILE).items()
        for code, name in Locale(spoken).languages.items()
        if len(code) == _LONG
    )
