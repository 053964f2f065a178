"""Tries a topic's rules on visits that never were, to see whether any of them compares a term."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any

from journeys.evidence.observations import Observation, Visit
from journeys.evidence.purposes import Purpose
from journeys.judging.rule import Rule
from journeys.judging.standing import Standing
from journeys.judging.verdict import Standards
from journeys.promises.channel import Channel, Side
from journeys.promises.form import Reading
from journeys.promises.promise import Promise
from journeys.promises.terms import LINE, Term

__all__ = ["uncompared"]

_NOW = datetime(2026, 5, 3, 9, 0, tzinfo=UTC)
_SOMEBODY, _SOMETHING, _SOMEWHERE = "Linda", "something", "somewhere"
_OTHERS = ("1", "1.00 USD", "no", "once", "something else", "2030-01-01T00:00:00+00:00", "some:where")
"""Values in the form of a ledger, of which most forms have one that is not their example."""


def uncompared(purpose: Purpose, rules: Sequence[Rule]) -> list[Term[Any]]:
    """List the checkable terms that visits of a purpose owe, and of which no rule finds anything.

    Rules are given a promise, a visit that tells what it owes and one that tells all it may, as promised and otherwise,
    the first time and the second. One that fails on what never was is taken to compare everything.
    """
    left = [term for term in purpose.owes if term.promised and term.checkable and term.topic and term.form]
    for all_of_them, otherwise, again in product((False, True), repeat=3):
        if not left:
            break
        promised = _values({*purpose.records, *left}, otherwise=False)
        visit = _visit(purpose, _values(purpose.records if all_of_them else purpose.owes, otherwise=otherwise))
        standing = _standing(promised, [visit] if again else [])
        try:
            found = {finding.term for rule in rules for finding in rule(visit, standing)}
        except Exception:  # noqa: BLE001 - whatever somebody's rule makes of a visit that never was
            return []
        left = [term for term in left if term not in found]
    return left


def _values(terms: Iterable[Term[Any]], *, otherwise: bool) -> dict[Term[Any], Any]:
    told = {term: _value(term, otherwise=otherwise) for term in terms if term.form is not None}
    return {term: value for term, value in told.items() if value is not None}


def _value(term: Term[Any], *, otherwise: bool) -> Any:
    assert term.form is not None  # noqa: S101 - asked for above
    meant = term.form.read(term.form.example, Reading(term=term, currency="USD"))
    if not otherwise:
        return meant
    others = (term.form.parse(one) for one in (*_OTHERS, *term.form.valid) if not term.form.wrong(one))
    return next((one for one in others if not term.agrees(meant, one)), None)


def _visit(purpose: Purpose, told: Mapping[Term[Any], Any]) -> Visit:
    def seen() -> Iterator[Observation]:
        for term, value in told.items():
            text = term.form.write(value) if term.form else str(value)
            yield Observation(term=term, value=text, words=text, at=_NOW)

    return Visit(
        number=1,
        shopper=_SOMEBODY,
        touchpoint=_SOMEWHERE,
        channel=Channel.WEB,
        side=Side.FRONTSTAGE,
        purpose=purpose,
        promise=_SOMETHING,
        line=_SOMEBODY,
        words=_SOMETHING,
        started=_NOW,
        ended=_NOW,
        waited=timedelta(0),
        observations=tuple(seen()),
    )


def _standing(promised: Mapping[Term[Any], Any], before: Sequence[Visit]) -> Standing:
    promise = Promise(
        name=_SOMETHING,
        shopper=_SOMEBODY,
        terms={term: value for term, value in promised.items() if term.promised and term != LINE},
        line=_SOMEBODY,
        valid_from=_NOW,
        valid_through=_NOW + timedelta(days=1),
        said_by=Channel.WEB,
        source=_SOMETHING,
        times=len(before) + 1,
    )
    return Standing(stated=promise, promise=promise, standards=Standards(), before=tuple(before))
