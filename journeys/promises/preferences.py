"""How somebody wants to be written to: by which means, in which language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from babel.core import Locale

from journeys.errors import InvalidPromise
from journeys.promises.channel import Channel
from journeys.promises.form import Form, Reading

__all__ = [
    "LANGUAGES",
    "MEANS",
    "PREFERENCE",
    "Preference",
    "language_name",
    "may_be",
    "read_language",
    "read_means",
    "wish",
]

MEANS: Final = {Channel.EMAIL: "email", Channel.SMS: "text", Channel.POST: "post"}
"""By what somebody can be written to, and what it is called."""

_AS_IT_LIKES: Final = "any way"
_UNCLEAR: Final = "unclear"
_KEPT: Final = re.compile(r"(?:by (?P<means>\w+))?(?:, )?(?:in (?P<language>[^,]+))?")
_COMMON: Final = ("Arabic", "Chinese", "English", "French", "German", "Italian", "Portuguese", "Spanish", "Turkish")
_NEAR: Final = (
    frozenset({"sr", "hr", "bs", "sl", "mk"}),
    frozenset({"no", "nb", "nn", "da", "sv"}),
    frozenset({"id", "ms"}),
    frozenset({"cs", "sk"}),
    frozenset({"pt", "gl", "es", "ca"}),
    frozenset({"ru", "uk", "be", "bg"}),
    frozenset({"nl", "af"}),
    frozenset({"hi", "mr", "ne"}),
    frozenset({"fa", "ps", "ur"}),
)
"""Languages in which a short message may be the same, or nearly."""


@dataclass(frozen=True, slots=True)
class Preference:
    """How somebody wants to be written to.

    Attributes:
        means: By which channel; None where nothing was said of it.
        language: ISO 639 code; empty where nothing was said of it.
    """

    means: Channel | None = None
    language: str = ""

    def then(self, later: Preference) -> Preference:
        """Return what is wanted after more was said: what was not said again stays."""
        return Preference(later.means or self.means, later.language or self.language)

    def fits(self, asked: Preference) -> bool:
        """Tell whether it is what was asked, as far as anything was."""
        return asked.means in {None, self.means} and asked.language in {"", self.language}


def read_means(text: str, *, term: str = "means") -> Channel:
    """Read by what somebody wants to be written to: ``email``, ``text``.

    Raises:
        InvalidPromise: Nobody is written to by that.
    """
    told = text.strip().casefold()
    if Channel.knows(told) and (channel := Channel(told)) in MEANS:
        return channel
    raise InvalidPromise(f"Nobody is written to by this {term}", value=text, valid=tuple(MEANS.values()))


def read_language(text: str, *, term: str = "language") -> str:
    """Read a language by its English name; return its ISO 639 code.

    Raises:
        InvalidPromise: There is no language of this name.
    """
    told = " ".join(text.split()).casefold()
    if told not in _codes():
        valid = tuple(sorted({*_COMMON, *_like(told)}))
        raise InvalidPromise(f"There is no such {term}", value=text, valid=valid)
    return _codes()[told]


def language_name(code: str) -> str:
    """Return a language's English name; its code where it has none."""
    return str(Locale("en").languages.get(code, code))


def may_be(wanted: str, told: tuple[str, ...]) -> bool | None:
    """Tell whether what is written in some languages is in the wanted one; None where nobody could tell."""
    if wanted in told:
        return True
    near = any({wanted, one} <= group for one in told for group in _NEAR)
    return None if near or not told else False


@cache
def _codes() -> dict[str, str]:
    """Give each language's code by its English name; dialects and scripts are none of their own."""
    named = Locale("en").languages
    return {name.casefold(): code for code, name in named.items() if code.isalpha() and name.replace(" ", "").isalpha()}


def _like(told: str) -> list[str]:
    return [name.title() for name in _codes() if told and name.startswith(told[:4])][:3]


def _written(preference: Preference) -> str:
    means = [f"by {MEANS[preference.means]}"] if preference.means else []
    language = [f"in {language_name(preference.language)}"] if preference.language else []
    return ", ".join([*means, *language]) or _AS_IT_LIKES


def _kept(text: str) -> Preference:
    if text == _AS_IT_LIKES:
        return Preference()
    found = _KEPT.fullmatch(text)
    if found is None or not text:
        raise ValueError(text)
    means, language = found["means"], found["language"]
    return Preference(read_means(means) if means else None, read_language(language) if language else "")


def _read(text: str, reading: Reading) -> Preference:
    try:
        return _kept(text.strip())
    except ValueError:
        raise InvalidPromise(
            f"The {reading.term} is no way to write to somebody", value=text, remedy="Write it like by text, in German."
        ) from None


PREFERENCE: Final[Form[Preference]] = Form(
    name="way to write to somebody", example="by text, in German", read=_read, write=_written, parse=_kept
)
"""``by text, in German``, ``by email``, ``in French``; ``any way`` where nothing was said."""


def _kept_languages(text: str) -> tuple[str, ...]:
    if text == _UNCLEAR:
        return ()
    codes = tuple(text.split(", "))
    if not all(re.fullmatch(r"[a-z]{2,3}", code) for code in codes):
        raise ValueError(text)
    return codes


LANGUAGES: Final[Form[tuple[str, ...]]] = Form(
    name="language, by its ISO 639 code",
    example="de",
    read=lambda text, _: _kept_languages(text),
    write=lambda codes: ", ".join(codes) or _UNCLEAR,
    parse=_kept_languages,
    told=lambda codes: " and ".join(map(language_name, codes)) or _UNCLEAR,
)
"""``de``, or ``en, fr`` of what is written in both; ``unclear`` where nobody could tell."""


def wish(*, means: str = "", language: str = "") -> str:
    """Write what somebody wants who says it in a sentence: by ``text``, in ``German``.

    Raises:
        InvalidPromise: Nobody is written to by that, or there is no such language.
    """
    wanted = Preference(read_means(means) if means else None, read_language(language) if language else "")
    return PREFERENCE.write(wanted)
