"""Amounts of money in what a voice says: figures or words, with symbol, code or the currency's name on either side."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from itertools import chain
from typing import Final

from babel.core import Locale, UnknownLocaleError
from babel.numbers import get_currency_name, get_currency_precision, get_currency_symbol
from moneyed import CURRENCIES, Money
from price_parser import Price
from text_to_num import alpha2digit

__all__ = ["Amount", "AmountsHeard"]

_LANGUAGES_OF_NUMBERS: Final = ("en", "de", "fr", "es", "pt", "it", "nl")
_LANGUAGES_OF_NAMES: Final = ("en", "de", "fr", "ar")
_SHARED: Final = {
    "$": ("USD", "ARS", "AUD", "CAD", "CLP", "COP", "HKD", "MXN", "NZD", "SGD", "TWD"),
    "£": ("GBP", "EGP", "LBP"),
    "¥": ("JPY", "CNY"),
    "kr": ("SEK", "NOK", "DKK", "ISK"),
}
"""Currencies that people write with the same symbol; the first one is meant elsewhere."""
_SYMBOLS: Final = {
    "US$": "USD",
    "C$": "CAD",
    "CA$": "CAD",
    "A$": "AUD",
    "AU$": "AUD",
    "NZ$": "NZD",
    "HK$": "HKD",
    "R$": "BRL",
    "€": "EUR",
    "₹": "INR",
    "₩": "KRW",
    "₺": "TRY",
    "₽": "RUB",
    "₫": "VND",
    "₪": "ILS",
    "฿": "THB",
    "₴": "UAH",
    "zł": "PLN",
    "Kč": "CZK",
    "bucks": "USD",
    "buck": "USD",
    "quid": "GBP",
    "Rs": "INR",
    "円": "JPY",
    "元": "CNY",
}
_NAMED: Final = ("EUR", "CAD", "AUD", "USD", "GBP", "JPY", "CHF", "INR", "AED")
"""Currencies whose names are known everywhere, besides the company's own."""
_MOST: Final = 10**15
_WORDS_AS_WELL: Final = {"ALL", "TOP", "TRY", "CUP", "GEL", "PEN", "MOP", "COP", "RON", "MAD", "BAM", "FOR"}
"""Codes that are words in capital letters too."""
_NUMBER: Final = r"\d(?:[\d.,'’]|[ \u00a0\u202f\u2009](?=\d{3}(?!\d)))*(?<=\d)"
_ODD_GROUPS: Final = re.compile(r"[.,'’ \u00a0\u202f\u2009]\d[.,'’ \u00a0\u202f\u2009]|([.,])\d+\1\d{1,2}$")
"""No figures of an amount: ``1,2,3``, ``99.0.0``; thousands are parted by two digits or three, the last by three."""
_CENTS: Final = r"(?:cents?|centimes?|pence|pennies|fils|fillér|halalas?|öre|øre|سنت\w*|فلس\w*|هللة)"
_SMALL: Final = re.compile(rf"(?<![\d.,$€£])(\d{{1,2}})\s?(?:¢|{_CENTS}\b)", re.IGNORECASE)
_AND_CENTS: Final = re.compile(
    rf",?(?:\s(?:and|und|et|y|و))?\s*(\d{{1,2}})(?:\s?(?:¢|{_CENTS}\b)|(?=\s*(?:[.;!?]|$)))", re.IGNORECASE
)
_FREE: Final = re.compile(
    r"\b(?<!feel )(?<!are )free\b(?! to\b)|\bno (?:charge|cost)\b|"
    r"\bnothing\b(?=\s*(?:[.,;!?]|$|at all|today|extra|to pay))|"
    r"\bkostet(?: \w+)? nichts\b|"
    r"\bkostenlos\w*|\bgratis\b|\bkostenfrei\w*|\bumsonst\b|\bgratuit\w*|\boffert\w*|مجان\w*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount, and where in the words it stands."""

    money: Money
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class AmountsHeard:
    """Hears amounts as customers of a company do.

    Attributes:
        currency: ISO 4217 code meant by names and symbols that several currencies share.
        locale: How people there write amounts.
    """

    currency: str
    locale: str = "en_US"
    _units: dict[str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Gather what currencies are called."""
        object.__setattr__(self, "_units", _units(self.currency, self.locale))

    def in_figures(self, words: str) -> str:
        """Write numbers that are spoken as figures: ``ninety-nine dollars`` as ``99 dollars``.

        Agents speak the company's language, or else the first one in which they name an amount.
        """
        own = self.locale.partition("_")[0]
        languages = dict.fromkeys([own, "en", *_LANGUAGES_OF_NUMBERS])
        written = (str(alpha2digit(words, one, 0)) for one in languages if one in _LANGUAGES_OF_NUMBERS)
        first = next(written)
        return next((figures for figures in chain([first], written) if self.within(figures)), first)

    def within(self, figures: str) -> list[Amount]:
        """Find every amount, in order; nothing to pay is an amount of zero if no other is named."""
        found = []
        for match in _pattern(frozenset(self._units)).finditer(figures):
            code = self._code(match["before"] or match["after"])
            if code is None:
                continue
            amount, end = self._number(match["number"], code), match.end()
            if amount is None or amount >= _MOST or amount != round(amount, get_currency_precision(code)):
                continue  # nobody asks for that much, or for parts of a cent
            whole = amount == amount.to_integral_value() and get_currency_precision(code)
            if whole and match["after"] and (cents := _AND_CENTS.match(figures, end)):
                amount, end = amount + Decimal(cents[1]).scaleb(-get_currency_precision(code)), cents.end()
            found.append(Amount(Money(amount, code), match.start(), end))
        digits = get_currency_precision(self.currency)
        for small in _SMALL.finditer(figures):
            if digits and not any(one.start <= small.start() < one.end for one in found):
                money = Money(Decimal(small[1]).scaleb(-digits), self.currency)
                found.append(Amount(money, small.start(), small.end()))
        free = [Amount(Money(0, self.currency), one.start(), one.end()) for one in _FREE.finditer(figures)]
        return sorted(found, key=lambda one: one.start) or free

    def _code(self, unit: str) -> str | None:
        name = unit.strip()
        if (known := self._units.get(name) or self._units.get(name.casefold())) is not None:
            return known
        return name if name in CURRENCIES and (name not in _WORDS_AS_WELL or name == self.currency) else None

    def _number(self, text: str, code: str) -> Decimal | None:
        if _ODD_GROUPS.search(text):
            return None
        return Price.fromstring(text, decimal_separator=self._decimal_mark(text, code)).amount

    def _decimal_mark(self, text: str, code: str) -> str:
        """Tell which mark stands before the decimals: three digits behind the only mark are thousands, mostly."""
        marks = re.sub(r"[^.,]", "", text)
        if not marks:
            return "."
        other = {".": ",", ",": "."}[marks[-1]]
        if len(set(marks)) > 1:
            return marks[-1] if marks.count(marks[-1]) == 1 else other
        behind = len(text) - 1 - max(text.rfind("."), text.rfind(","))
        grouped = len(marks) > 1 or (behind == 3 and not text.startswith("0"))  # noqa: PLR2004 - thousands
        if grouped and len(marks) == 1 and get_currency_precision(code) == behind:
            grouped = marks != _decimal_symbol(self.locale)
        return other if grouped else marks[-1]


@cache
def _decimal_symbol(locale: str) -> str:
    return str(Locale.parse(locale).number_symbols["latn"]["decimal"])


@cache
def _units(currency: str, locale: str) -> dict[str, str]:
    """Gather what people call currencies, and which is meant; the company's own comes last and wins."""
    found = {symbol: codes[0] for symbol, codes in _SHARED.items()} | _SYMBOLS
    for code in (*_NAMED, currency):
        for language in (*_LANGUAGES_OF_NAMES, locale):
            try:
                names = [str(get_currency_name(code, count, locale=language)) for count in (1, 2, 99)]
            except UnknownLocaleError:
                continue
            for name in names:
                parts = name.split()
                last = language == "en" or len(parts) == 1
                chosen = {parts[-1]} if last or language == "de" else {parts[0]}
                chosen |= {parts[0], parts[-1]} if language == locale and code == currency else set()
                chosen |= {name} if language == "en" else set()
                found |= {one.casefold(): code for one in chosen if len(one) > 2}  # noqa: PLR2004 - "US" is no name
    own = str(get_currency_symbol(currency, locale)).strip("\u200e\u200f ")
    found |= {own: currency} if not own.isascii() or len(own) < 4 else {}  # noqa: PLR2004 - a code
    found |= {symbol: currency for symbol, codes in _SHARED.items() if currency in codes}
    if currency in _SHARED["$"]:
        found |= dict.fromkeys(("dollar", "dollars", "bucks", "buck"), currency)
    return found


@cache
def _pattern(units: frozenset[str]) -> re.Pattern[str]:
    names = "|".join(re.escape(one) for one in sorted(units, key=len, reverse=True) if one[-1:].isalpha())
    signs = "|".join(re.escape(one) for one in sorted(units, key=len, reverse=True) if not one[-1:].isalpha())
    unit = rf"(?:{signs}|(?<![^\W\d_])(?:(?i:{names})|[A-Z]{{3}})(?![^\W\d_]))"
    return re.compile(
        rf"(?<![\d.,])(?:(?P<before>{unit})\s?)?(?P<number>{_NUMBER})(?(before)(?:\s?{unit})?|\s?(?P<after>{unit}))"
    )
