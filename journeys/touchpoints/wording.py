"""What companies say, sorted: words in, facts out. Drivers share it; nothing here judges."""

from __future__ import annotations

import re

from journeys.evidence.observations import Stance

__all__ = ["alternative", "names", "names_product", "places_named", "sends_elsewhere", "stance"]


def _said(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives), re.IGNORECASE)


_STANCES = (
    (Stance.USED, _said(r"already (?:been )?(?:used|redeemed)")),
    (Stance.ENDED, _said(r"\b(?:has ended|ended on|expired|is over|no longer valid|not valid any more)")),
    (
        Stance.NOT_HERE,
        _said(r"\bonly (?:holds |valid |available )?(?:online|in|by|at)", r"(?:online|app|store|phone)s? only"),
    ),
    (
        Stance.UNKNOWN,
        _said(
            r"no such offer",
            r"(?:cannot|can't|could not) find (?:this|that|the|any|such an?) offer",
            r"(?:do not|don't) (?:know|recognise) (?:this|that|the) (?:offer|code)",
            r"no offer with|unknown offer",
        ),
    ),
)
_ELSEWHERE = _said(
    r"\bplease (?:go to|visit|come to|take (?:it|this|your \w+) to|call|ring|phone)\b",
    r"\bonly (?:our|the) \w+(?: \w+)? can\b",
)
_ALTERNATIVE = _said(
    r"(?:if you would rather[^:]*:\s*|alternatively[,:]?\s*|instead[,:]\s*|you can (?:still )?)(?P<way>[^.]+\.?)"
)
_PLACES = {"online": "website", "in the app": "app", "by phone": "call centre", "in our stores": "store"}


def stance(words: str) -> Stance:
    """Tell how a refusal is explained; ``REFUSED`` if it is not."""
    return next((found for found, pattern in _STANCES if pattern.search(words)), Stance.REFUSED)


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
