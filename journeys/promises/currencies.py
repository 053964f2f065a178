"""What people write for a currency, beside an amount: its code, symbols and names, in the company's language too."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Final

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.numbers import get_currency_name, get_currency_symbol, list_currencies
from moneyed import CURRENCIES

__all__ = ["LONGEST_NAME", "Naming", "home_of", "naming"]

_USUAL: Final = {
    "$": "USD", "dollar": "USD", "dollars": "USD", "buck": "USD", "bucks": "USD", "£": "GBP", "pound": "GBP",
    "pounds": "GBP", "quid": "GBP", "¥": "JPY", "￥": "JPY", "yen": "JPY", "円": "JPY", "₹": "INR", "€": "EUR",
}  # fmt: skip
"""What a name that several currencies share means at a company that has none of them."""

_SHARED: Final = {
    "$": ("USD", "ARS", "AUD", "CAD", "CLP", "COP", "HKD", "MXN", "NZD", "SGD", "TWD"),
    "£": ("GBP", "EGP", "LBP"),
    "¥": ("JPY", "CNY"),
    "￥": ("JPY", "CNY"),
}
_BESIDES: Final = {
    "AED": ("Dhs", "Dhs.", "Dh", "Dh.", "درهم", "درهما", "درهمًا", "درهماً", "دراهم"),
    "BHD": ("BD", "BD.", "دينار", "دينارا", "دينارًا", "ديناراً", "دنانير"),
    "CAD": ("C$", "CAD$"),
    "AUD": ("AU$",),
    "CHF": ("Fr.", "SFr.", "sFr.", "Franken", "Stutz"),
    "CNY": ("元",),
    "CZK": ("Kč", "Kc", "korun"),
    "DKK": ("kr", "kr.", "Kr.", "kr.-"),
    "EGP": ("جنيه", "جنيها", "جنيهًا", "جنيهاً", "جنيهات"),
    "EUR": ("€", "Euro", "Euros", "euro", "euros", "يورو"),
    "GBP": ("£", "quid"),
    "HUF": ("Ft", "Ft."),
    "IDR": ("Rp", "Rp."),
    "INR": ("Rs", "Rs.", "₹", "rupees"),
    "ISK": ("kr", "kr."),
    "JOD": ("JD", "JD.", "دينار", "دينارا", "دينارًا", "ديناراً", "دنانير"),
    "JPY": ("円", "yen"),
    "KWD": ("KD", "KD.", "دينار", "دينارا", "دينارًا", "ديناراً", "دنانير"),
    "LKR": ("Rs", "Rs."),
    "MAD": ("درهم", "درهما", "درهمًا", "درهماً", "دراهم"),
    "MYR": ("RM",),
    "NOK": ("kr", "kr.", "Kr."),
    "NPR": ("Rs", "Rs."),
    "OMR": ("RO", "R.O.", "ريال", "ريالا", "ريالًا", "ريالاً", "ريالات"),
    "PEN": ("S/", "S/."),
    "PKR": ("Rs", "Rs."),
    "PLN": ("zł", "zl", "Zł"),
    "QAR": ("QR", "ريال", "ريالا", "ريالًا", "ريالاً", "ريالات"),
    "RON": ("lei", "leu"),
    "RUB": ("руб", "руб.", "р."),
    "SAR": ("SR", "ريال", "ريالا", "ريالًا", "ريالاً", "ريالات"),
    "SEK": ("kr", "kr.", "Kr."),
    "SGD": ("S$",),
    "TND": ("DT", "dinars"),
    "TRY": ("TL", "lira"),
    "UAH": ("грн", "грн.", "₴"),
    "USD": ("US$", "USD$", "bucks", "دولار", "دولارا", "دولارًا", "دولاراً", "دولارات"),
    "YER": ("ريال", "ريالا", "ريالًا", "ريالاً", "ريالات"),
    "ZAR": ("R", "rand"),
}
"""What people write and CLDR does not list."""

_NOUN_FIRST: Final = {"ar", "ca", "es", "fr", "gl", "he", "id", "it", "pl", "pt", "ro", "vi"}
"""Languages in which the noun of a currency's name comes before what it is called after."""

_KNOWN_EVERYWHERE: Final = {"AUD", "CAD", "CZK", "DKK", "EUR", "GBP", "HUF", "ISK", "JPY", "NOK", "PLN", "SEK", "USD"}
"""Currencies whose short names are understood at other companies; elsewhere ``won`` and ``real`` are no money."""

_SHORT: Final = 4
"""Names up to this length are told apart by their capitals."""

_NO_LETTER_BEFORE, _NO_LETTER_BEHIND = r"(?<![^\W\d_])", r"(?![^\W\d_])"

_UNSPACED: Final = re.compile(r"[\u3005-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
"""Letters of languages that set other words right behind a currency: ``12,800円から``, ``9,900원부터``."""

LONGEST_NAME: Final = 32


@cache
def home_of(code: str) -> str:
    """Return the likeliest locale of a currency: of a country that pays with it, in the language spoken there.

    For one that many countries share it is plain English, which is what our forms are in.
    """
    if code in {"EUR", "USD"}:
        return "en"
    lands = [land for land, used in get_global("territory_currencies").items() if _now(used) == code]
    own = [land for land in lands if code.startswith(land)] or lands
    try:
        return str(Locale.parse(f"und_{own[0]}")) if own else "en"
    except (UnknownLocaleError, ValueError):
        return "en"


def _now(used: list[tuple[str, object, object, bool]]) -> str | None:
    return next((code for code, _, until, tender in reversed(used) if tender and until is None), None)


@dataclass(frozen=True, slots=True, eq=False)
class Naming:
    """How currencies are called at a company.

    Attributes:
        pattern: Finds a name; the longest there is.
        names: By name, folded unless it is a code or as short as one, the currencies it may mean.
    """

    own: str
    pattern: str
    names: dict[str, frozenset[str]]

    def meant(self, name: str) -> str | None:
        """Return the currency that a name means here, or None where nobody could say."""
        codes = self.names.get(name) or self.names.get(name.casefold()) or frozenset[str]()
        if self.own in codes:
            return self.own
        return next(iter(codes)) if len(codes) == 1 else _USUAL.get(name.casefold())


@cache
def naming(code: str, locale: str | None) -> Naming:
    """Return how currencies are called at a company of this currency and locale."""
    languages = dict.fromkeys(["en", locale or home_of(code), home_of(code)])
    names: dict[str, set[str]] = defaultdict(set)
    for one in _in_use():
        own = one == code
        besides = _BESIDES.get(one, ()) if own or one in _KNOWN_EVERYWHERE else ()
        for name in {one, *_names(one, languages if own else ["en"], nouns=own or one in _KNOWN_EVERYWHERE), *besides}:
            names[name if len(name) <= _SHORT and not name.islower() else name.casefold()].add(one)
    names[code.casefold()].add(code)
    for symbol, codes in _SHARED.items():
        names[symbol].update(codes)
    longest_first = sorted(names, key=len, reverse=True)
    pattern = "|".join(_pattern(kind, alike) for kind, alike in groupby(longest_first, _kind))
    return Naming(code, pattern, {name: frozenset(codes) for name, codes in names.items()})


def _kind(name: str) -> tuple[bool, bool, bool]:
    """Tell whether a name's capitals do not count, and whether it begins and ends as a word does."""
    before, behind = (one.isalpha() and not _UNSPACED.match(one) for one in (name[0], name[-1]))
    return name.islower(), before, behind


def _pattern(kind: tuple[bool, bool, bool], names: Iterable[str]) -> str:
    """Find names of a kind as words of their own, where they are; what they share is written once, or it is slow."""
    any_case, before, behind = kind
    written = f"(?{'i' if any_case else ''}:{'|'.join(map(re.escape, names))})"
    return f"{_NO_LETTER_BEFORE if before else ''}{written}{_NO_LETTER_BEHIND if behind else ''}"


@cache
def _in_use() -> tuple[str, ...]:
    tender = {_now(used) for used in get_global("territory_currencies").values()}
    known = CURRENCIES.keys() & list_currencies()
    return tuple(sorted(code for code in tender if code in known))


def _names(code: str, locales: Iterable[str], *, nouns: bool) -> Iterator[str]:
    for locale in locales:
        symbol = get_currency_symbol(code, locale)
        yield (written := symbol.strip("\u200e\u200f"))
        if "." in written[:-1]:
            yield written.rstrip(".")  # "د.إ" as well as "د.إ."
        language = locale.partition("_")[0]
        for count in (1, 2, 5, None):
            words = get_currency_name(code, count, locale)
            yield words
            noun = words.split()[0 if language in _NOUN_FIRST else -1]
            if nouns and (len(noun) > 1 or not noun.isascii()):
                yield noun
