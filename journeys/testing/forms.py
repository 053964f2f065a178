"""The form that each term's value has, as ``journeys.evidence.observations.Term`` prescribes it."""

from __future__ import annotations

import re
from typing import Final

from journeys.evidence.observations import Stance, Term
from journeys.promises.shopper import Fact

__all__ = ["FORMS", "misshapen"]

_ANYTHING: Final = re.compile(r"(?s).*\S.*")
_MONEY: Final = re.compile(r"-?\d+(\.\d+)? [A-Z]{3}")
_SECONDS: Final = re.compile(r"\d+(\.\d+)?")
_STANCE: Final = re.compile("|".join(Stance))

FORMS: Final[dict[Term, re.Pattern[str]]] = {
    Term.PRICE: _MONEY,
    Term.REGULAR_PRICE: _MONEY,
    Term.SURCHARGE: _MONEY,
    Term.OFFER: _STANCE,
    Term.REDEMPTION: _STANCE,
    Term.ORDER: _ANYTHING,
    Term.LINE: re.compile(r"(?s).*"),
    Term.VALID_THROUGH: re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?([+-]\d\d:\d\d|Z)"),
    Term.HONOURED_AT: re.compile(r"[^,]+(, [^,]+)*|"),
    Term.ALTERNATIVE: _ANYTHING,
    Term.CODE: re.compile(r"\S(.*\S)?"),
    Term.LINK: re.compile(r"\w+://\S+"),
    Term.INSTRUCTION: _ANYTHING,
    Term.NOTE_LEFT: re.compile(r"yes|no"),
    Term.NOTE: re.compile(r"found|missing"),
    Term.NOTE_SEARCH: _SECONDS,
    Term.ASKED_AGAIN: re.compile("|".join(Fact)),
    Term.DROPPED: re.compile(r"hung up|sent elsewhere|dead end"),
    Term.CASE: _ANYTHING,
    Term.ANSWER: re.compile(r"put right|turned down|none"),
    Term.ANSWER_TIME: _SECONDS,
}
"""By term, what a value must match in full."""


def misshapen(term: Term, value: object) -> str | None:
    """Say what is wrong with a term's value, or return None."""
    if not isinstance(value, str):
        return f"{term.value} is a {type(value).__name__}, {value!r}; facts are written down as text"
    if term not in FORMS or FORMS[term].fullmatch(value):
        return None
    return f"{term.value} is {value!r}, which is not of the form {FORMS[term].pattern}"
