"""Agreement: what one touchpoint tells in several ways at the same moment is one thing."""

from __future__ import annotations

from collections.abc import Iterator

from journeys.evidence.observations import Observation, Visit
from journeys.judging.rule import EVERY
from journeys.judging.standing import Standing
from journeys.judging.topic import Topic
from journeys.judging.verdict import Finding

__all__ = ["AGREEMENT", "CONTRADICTED"]

AGREEMENT = Topic("agreement", about="saying one thing", honours=True, measures="consistency")

CONTRADICTED = AGREEMENT.breach("contradicted itself", row="R1")


@AGREEMENT.rule(EVERY)
def told_alike(visit: Visit, standing: Standing) -> Iterator[Finding]:
    """Hold what was told beside something against it: text against page and markup, a clerk's words against the screen.

    Where a value was told anew later on the visit, the one that stands nearest before it counts, else the first.
    """
    del standing
    for number, beside in enumerate(visit.observations):
        if beside.beside and beside.term.form is not None:
            others = (*reversed(visit.observations[:number]), *visit.observations[number:])
            main = next((one for one in others if one.term == beside.term and not one.beside), None)
            if main is not None:
                yield _compared(visit, main, beside)


def _compared(visit: Visit, main: Observation, beside: Observation) -> Finding:
    term = main.term
    assert term.form is not None  # noqa: S101 - the rule passes over terms without one
    alike = term.agrees(term.form.parse(main.value), term.form.parse(beside.value))
    words = (f'"{one.words}"' if one.words else one.value for one in (main, beside))
    reason = f"the {term} is told alike" if alike else f"of the {term} it said {' and '.join(words)}"
    return AGREEMENT.found(visit, term, main.value, beside.value, reason, None if alike else CONTRADICTED)
