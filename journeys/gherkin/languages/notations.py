"""How people of other languages write numbers, amounts, dates and lists: read as English writes them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from babel.core import Locale, UnknownLocaleError

__all__ = ["amount", "date", "digits", "folded", "language", "listed", "worded"]

_SIGNS = str.maketrans({"٫": ".", "٬": "", "،": ","})
_MARK_OF_NOTHING = re.compile(r"(?<=\d)[,.][-–—]+(?!\d)")
"""What stands for no cents: ``65,-``."""
_THOUSANDS = re.compile(r"(?<=\d)\.(?=\d{3}(?!\d))")
_CENTS = re.compile(r"(?<=\d),(?=\d{1,2}(?!\d))")
_NUMERIC_DATE = re.compile(r"\b(\d{1,2})([./-])(\d{1,2})\2(\d{4})\b")


@cache
def folded(text: str) -> str:
    """Write a text so that ways to spell it compare as one: without marks on letters, and without capitals."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(sign for sign in composed if not unicodedata.combining(sign)).casefold()


def digits(text: str) -> str:
    """Write every language's digits, and Arabic's marks among them, as English does."""
    return "".join(str(unicodedata.decimal(one, one)) for one in text.translate(_SIGNS))


def amount(text: str, language: str) -> str:
    """Write a number's decimals and thousands as English does; what could be either stays as written."""
    text = _MARK_OF_NOTHING.sub("", text)
    locale = _locale(language)
    if locale is None or locale.number_symbols["latn"]["decimal"] != ",":
        return text
    return _CENTS.sub(".", _THOUSANDS.sub("", text))


def date(text: str, language: str) -> str:
    """Write a date so that it is the same day in English: months by their names, and a day before its month."""
    locale = _locale(language)
    if locale is None:
        return text
    months = _months(language)
    named = re.compile("|".join(rf"(?<!\w){re.escape(one)}(?!\w)\.?" for one in months), re.IGNORECASE)
    text = named.sub(lambda month: months[folded(month[0].rstrip("."))], unicodedata.normalize("NFC", text))
    order = locale.date_formats["short"].pattern
    return _NUMERIC_DATE.sub(r"\4-\3-\1" if order.find("d") < order.find("M") else r"\4-\1-\3", text)


def language(text: str, spoken: str, meant: str = "en") -> str:
    """Call a language as English, or another one, does, given the one that calls it so; what is none stays as it is."""
    locale, other = _locale(spoken), _locale(meant)
    named = locale.languages if locale is not None else {}
    code = next((code for code, name in named.items() if folded(str(name)) == folded(text)), "")
    return str(other.languages.get(code, text)) if other is not None else text


def worded(text: str, words: Mapping[str, str]) -> str:
    """Replace the words there are English ones for; of several words that are one, the longest."""
    parts, found = text.split(), []
    longest = max((len(word.split()) for word in words), default=1)
    english = {folded(word): meant for word, meant in words.items()}
    while parts:
        for count in range(min(longest, len(parts)), 0, -1):
            phrase = " ".join(parts[:count])
            if folded(phrase) in english or count == 1:
                found.append(english.get(folded(phrase), phrase))
                del parts[:count]
                break
    return " ".join(one for one in found if one)


def listed(text: str, words: Mapping[str, str], known: Iterable[str]) -> Iterator[str]:
    """Take a list apart, at its commas and at its word for *and*, which Arabic writes without a space behind it."""
    both = "|".join(re.escape(word) for word, meant in words.items() if meant == "and")
    between = r"\s*(?:(?<!\d),|,(?!\d)|[،、])\s*"
    if both:
        names = "|".join(map(re.escape, sorted(known, key=len, reverse=True))) or r"\b\B"
        between = rf"(?:{between}|\s+)(?:{both})\s*(?={names})|\s+(?:{both})\s+|{between}"
    return (one for one in re.split(between, text, flags=re.IGNORECASE) if one)


@cache
def _locale(language: str) -> Locale | None:
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return None


@cache
def _months(language: str) -> dict[str, str]:
    """Give each month's names, longest first, with the English one."""
    english = Locale("en").months["format"]["wide"]
    locale = Locale.parse(language, sep="-")
    names = {
        folded(name.rstrip(".")): english[number]
        for form in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for number, name in locale.months[form][width].items()
        if not name.isdecimal()
    }
    return dict(sorted(names.items(), key=lambda one: -len(one[0])))
