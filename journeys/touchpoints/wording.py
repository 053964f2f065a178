"""What companies say, sorted: words in, facts out. Drivers share it; nothing here judges."""

from __future__ import annotations

import re

from journeys.evidence import Stance

__all__ = ["alternative", "sends_elsewhere", "stance"]

_STANCES = (
    (Stance.USED, re.compile(r"already (?:been )?(?:used|redeemed)", re.IGNORECASE)),
    (
        Stance.ENDED,
        re.compile(r"\b(?:has ended|ended on|expired|is over|no longer valid|not valid any more)", re.IGNORECASE),
    ),
    (
        Stance.NOT_HERE,
        re.compile(
            r"\bonly (?:holds |valid |available )?(?:online|in|by|at)|(?:online|app|store|phone)s? only", re.IGNORECASE
        ),
    ),
    (
        Stance.UNKNOWN,
        re.compile(
            r"no such offer|(?:cannot|can't|could not) find (?:this|that|the|any|such an?) offer|(?:do not|don't) (?:know|recognise) (?:this|that|the) (?:offer|code)|no offer with|unknown offer",
            re.IGNORECASE,
        ),
    ),
)
_ELSEWHERE = re.compile(
    r"\bplease (?:go to|visit|come to|take (?:it|this|your \w+) to|call|ring|phone)\b|\bonly (?:our|the) \w+(?: \w+)? can\b",
    re.IGNORECASE,
)
_ALTERNATIVE = re.compile(
    r"(?:if you would rather[^:]*:\s*|alternatively[,:]?\s*|instead[,:]\s*|you can (?:still )?)(?P<way>[^.]+\.?)",
    re.IGNORECASE,
)


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
