"""Promises made up to try a touchpoint with."""

from __future__ import annotations

from typing import Final

from journeys.evidence.purposes import Purpose
from journeys.promises.forms import MONEY
from journeys.touchpoints.directory import Directory

__all__ = ["SAMPLE", "sample_terms", "sample_words"]

SAMPLE: Final = "family phone upgrade"
"""What is promised where nobody says what."""

_LESS, _MORE = "19.00", "130.00"


def sample_terms(directory: Directory, ability: type, line: str | None = None) -> list[tuple[str, str]]:
    """Write the rows of a promise that gives a visit with an ability something to see.

    It can be used wherever something can be bought, for somebody's ``line`` if one is named, and has what the
    ability's own topic makes promises about besides.
    """
    kinds = directory.kinds
    priced = [topic for topic in kinds if any(term.asks for term in topic.terms)]
    selling = {name for topic in priced for one in topic.abilities for name in directory.all_able(one.protocol)}
    amounts = [one for topic in priced for one in topic.terms if one.promised and one.form is MONEY and not one.adds]
    terms = {
        "offer": SAMPLE,
        **{str(one): _LESS if one.asks else _MORE for one in amounts},
        "line": line or "",
        "honoured at": ", ".join(name for name in directory if name in selling),
        "valid for": "30 days",
    }
    topic = kinds.named(kinds.abilities[ability].topic)
    own = {str(one): one.form.example for one in topic.terms if one.promised and one.checkable and one.form}
    return [(term, value) for term, value in ({**own, **terms}).items() if value]


def sample_words(purpose: Purpose, product: str) -> str | None:
    """Give what a shopper says or looks for who comes for a purpose; None for what they bring anyway."""
    return product if purpose.of_public else purpose.sample or None
