"""What companies say, sorted: words in, facts out. Drivers share it; nothing here judges."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

from rapidfuzz import fuzz

from journeys.evidence.observations import Stance

__all__ = [
    "alternative",
    "names",
    "names_product",
    "places_named",
    "quotes",
    "sends_elsewhere",
    "sentences",
    "stance",
    "worded",
]


def _said(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives), re.IGNORECASE)


_BY_WORDS = {
    Stance.USED: "used",
    Stance.ENDED: "ended",
    Stance.SOLD_OUT: "sold_out",
    Stance.NOT_HERE: "not_here",
    Stance.UNKNOWN: "unknown",
    Stance.REFUSED: "refused",
}
"""How a wording calls each stance; the first one found counts."""
_SENTENCE_END = re.compile(r"(?<=[.!?؟。])\s+|\n+")
_JOINED = re.compile(r"_|(?<=[a-z])(?=[A-Z])")
"""What joins words in the codes of programs: ``OUT_OF_STOCK``, ``CouponExpired``."""
_NOT = re.compile(r"\b(?P<verb>\w+)n't\b", re.IGNORECASE)
_NOT_SO_SHORT = {"ca": "can", "wo": "will ", "sha": "shall "}
_WORDS_A_SLIP = 10
"""Of so many words one may be another."""
_MUCH_ALIKE = 85
"""Of a hundred: how much of some words must stand in others for a repetition of them."""
_UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u064b-\u0652\u2060\ufeff]")
_ELSEWHERE = _said(
    r"\bplease (?:go to|visit|come to|take (?:it|this|your \w+) to|call|ring|phone)\b",
    r"\bonly (?:our|the) \w+(?: \w+)? can\b",
)
_ALTERNATIVE = _said(
    r"(?:if you would rather[^:]*:\s*|alternatively[,:]?\s*|instead[,:]\s*|you can (?:still )?)(?P<way>[^.]+\.?)"
)
_PLACES = {"online": "website", "in the app": "app", "by phone": "call centre", "in our stores": "store"}


def stance(words: str) -> Stance:
    """Tell how words refuse, in any of the languages of ``wordings/``; ``NOT_UNDERSTOOD`` if they do not.

    A company that is being repaired, is busy, did not hear or speaks another language has refused nothing.
    """
    for found, pattern in _refusals():
        if any(pattern.search(sentence) for sentence in _telling(words)):
            return found
    return Stance.NOT_UNDERSTOOD


def quotes(said: str, words: str) -> bool:
    """Tell whether something said or shown repeats words, short of a slip of the pen; figures must be the same."""
    meant, told = _bare(words), _bare(said)
    missing = set(meant.split()) - set(told.split())
    if len(missing) * _WORDS_A_SLIP > len(meant.split()) or any(re.search(r"\d", word) for word in missing):
        return False
    return fuzz.partial_ratio(meant, told) >= _MUCH_ALIKE


def sentences(words: str) -> list[str]:
    """Return a text's sentences, without characters that nobody sees and with plain apostrophes."""
    plain = _UNSEEN.sub("", words).replace("’", "'").replace("ʼ", "'")
    return [" ".join(one.split()) for one in _SENTENCE_END.split(plain)]


def _telling(words: str) -> list[str]:
    """Give the sentences that may refuse something, as wordings are written: without ``_``, marks and odd quotes.

    Whoever asks has not refused yet.
    """
    told = _worded()
    return [
        sentence
        for sentence in (_NOT.sub(_at_length, one) for one in sentences(_JOINED.sub(" ", words)))
        if not sentence.endswith(("?", "؟"))
        and not told["trouble"].search(sentence)
        and not (told["vague"].search(sentence) and not told["subjects"].search(sentence))
    ]


def _at_length(short: re.Match[str]) -> str:
    """Write out ``can't``."""
    return _NOT_SO_SHORT.get(short["verb"].casefold(), f"{short['verb']} ") + "not"


@cache
def _refusals() -> tuple[tuple[Stance, re.Pattern[str]], ...]:
    told = _worded()
    return tuple((one, told[name]) for one, name in _BY_WORDS.items())


@cache
def _worded() -> dict[str, re.Pattern[str]]:
    """Read the wordings of all languages: a page may be in another one than the company's own."""
    found: dict[str, list[str]] = {}
    for file in sorted(Path(__file__).with_name("wordings").glob("*.toml")):
        for name, told in tomllib.loads(file.read_text(encoding="utf-8")).items():
            found.setdefault(name, []).extend([told] if isinstance(told, str) else told)
    return {name: _said(*patterns) for name, patterns in found.items()}


def worded(name: str) -> re.Pattern[str]:
    """Return the words of all languages for one thing, such as ``greeting``; see ``wordings/``."""
    return _worded()[name]


def sends_elsewhere(words: str) -> bool:
    """Tell whether the customer is told to try another place."""
    return bool(_ELSEWHERE.search(words))


def alternative(words: str) -> str | None:
    """Return the words that name another way to use the offer, if any do."""
    found = _ALTERNATIVE.search(words)
    return found["way"].strip() if found else None


def names(words: str, offer: str) -> bool:
    """Tell whether words name an offer by its whole name, which is not a part of a longer one."""
    return re.search(rf"(?:^|[^\w\s]\s*){re.escape(offer)}(?=$|[^\w\s])", words, re.IGNORECASE) is not None


def names_product(words: str, product: str) -> bool:
    """Tell whether words name a product by its whole name: ``Kestrel Phone 6 Max`` is not a ``Kestrel Phone 6``."""
    return re.search(rf"\b(?i:{re.escape(product)})\b(?!\s+[A-Z\d])", words) is not None


def places_named(words: str) -> str:
    """Name the touchpoints that some words call by what is done there, as a term's value."""
    said = words.casefold()
    return ", ".join(sorted(place for name, place in _PLACES.items() if name in said))


def _bare(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.casefold()))
