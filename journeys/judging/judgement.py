"""Judging: what was seen against what was promised. Pure: no clock, no network, no files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from journeys.evidence.observations import Purpose, Term, Visit
from journeys.judging import charges, treatment
from journeys.judging.standing import Standing, finding
from journeys.judging.verdict import Concern, Finding, Outcome, Standards, Verdict
from journeys.promises.promise import Promise

__all__ = ["judge"]

_RULES: dict[Purpose, tuple[Callable[[Visit, Standing], Iterator[Finding]], ...]] = {
    Purpose.LEARN: (charges.message,),
    Purpose.ASK: (charges.price,),
    Purpose.REDEEM: (charges.price, charges.as_said, charges.redemption, treatment.line),
    Purpose.FILL_CART: (charges.price,),
    Purpose.CHECK_OUT: (charges.price, charges.as_said, charges.redemption, treatment.line),
    Purpose.CONFIRM: (charges.confirmed, treatment.line),
    Purpose.LOOK_UP: (charges.listed,),
    Purpose.COMPLAIN: (treatment.complaint, charges.price, treatment.line),
    Purpose.CHECK_ACCOUNT: (treatment.line,),
    Purpose.LEAVE_NOTE: (treatment.note_left,),
    Purpose.FIND_NOTE: (treatment.note, charges.price),
    Purpose.STAFF_LOOK_UP: (treatment.staff,),
}
"""What a visit is judged by, besides how the customer was treated on it."""

_ALWAYS = (treatment.service, treatment.continuity)


def judge(stated: Promise, visits: Sequence[Visit], standards: Standards, received: Promise | None = None) -> Verdict:
    """Judge every visit about a promise, in the order they were made.

    Args:
        stated: The promise as the company meant it; messages are held to this one.
        visits: The visits of the journey in order; those about other promises are passed over.
        standards: The company's general promises about its service.
        received: The promise as the shopper received it, if it was read; touchpoints are held to this one.
    """
    promise = received or stated
    standing = Standing(stated=stated, promise=promise, standards=standards, line_meant=promise.line)
    findings: list[Finding] = []
    recovered = False
    for visit in visits:
        if visit.shopper != stated.shopper or visit.promise != stated.name:
            continue
        found = _judge(visit, standing)
        answer = visit.last(Term.ANSWER)
        if any(one.outcome is Outcome.BROKEN for one in found):
            recovered = False
        elif answer is not None and answer.value == "put right":
            recovered = True
        findings += found
        standing = standing.after(visit)
    return Verdict(promise=stated.name, findings=tuple(findings), recovered=recovered)


def _judge(visit: Visit, standing: Standing) -> list[Finding]:
    found = [one for rule in (*_RULES[visit.purpose], *_ALWAYS) for one in rule(visit, standing)]
    if not visit.problem:
        return found
    # What was broken until then stays broken; what did not come to its end cannot count as kept,
    # nor as left unsaid: the rules pass over what is missing.
    compromised = finding(visit, None, Concern.HONOUR, "", "", visit.problem, outcome=Outcome.COMPROMISED)
    return [compromised, *(one for one in found if one.outcome is Outcome.BROKEN)]
