"""Judging: what was seen against what was promised. Pure: no clock, no network, no files."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace

from journeys.evidence.observations import Visit
from journeys.judging.standing import Due, Standing, Told
from journeys.judging.topics import Topics
from journeys.judging.verdict import Finding, Outcome, Standards, Verdict
from journeys.promises.promise import Promise

__all__ = ["judge"]


def judge(
    stated: Promise,
    visits: Sequence[Visit],
    standards: Standards,
    topics: Topics,
    received: Promise | None = None,
    earlier: Sequence[Told] = (),
) -> Verdict:
    """Judge every visit about a promise, in the order they were made.

    Args:
        stated: The promise as the company meant it; messages are held to this one.
        visits: The visits of the journey in order; those about other promises are not judged.
        standards: The company's general promises about its service.
        topics: Whose rules to judge by.
        received: The promise as the shopper received it, if it was read; touchpoints are held to this one.
        earlier: What the shopper had been told before that, and until which visit, in order.
    """
    told = [*earlier, Told(sys.maxsize, stated, received or stated)]
    standing = Standing(stated=told[0].stated, promise=told[0].promise, standards=standards)
    findings: list[Finding] = []
    recovered = False
    for visit in visits:
        if visit.shopper != stated.shopper or visit.promise != stated.name:
            standing = replace(standing, beside=(*standing.beside, visit))
            continue
        while visit.number > told[0].until:
            past = told.pop(0)
            standing = replace(standing, stated=told[0].stated, promise=told[0].promise, since=past.until)
        found = _judge(visit, standing, topics)
        if any(one.outcome is Outcome.BROKEN for one in found):
            recovered = False
        elif visit.put_right:
            recovered = True
        findings += found
        standing = standing.after(visit)
    return Verdict(promise=stated.name, findings=tuple(findings), recovered=recovered)


def _judge(visit: Visit, standing: Standing, topics: Topics) -> list[Finding]:
    if visit.earlier:
        return [_compromised(visit, visit.earlier)]
    found = [one for rule in topics.rules(visit.purpose) for one in rule(visit, standing)]
    broken = [one for one in found if one.outcome is Outcome.BROKEN]
    if visit.problem:
        # What was broken until then stays broken; what did not come to its end cannot count as kept,
        # nor as left unsaid: the rules pass over what is missing.
        return [_compromised(visit, visit.problem), *broken]
    says = {term for term, value in standing.promise.says() if value is not None}
    # What topics let promises say is owed where this promise says it.
    owed = [term for term in visit.purpose.owed(visit) if term in says or not (term.promised and term.topic)]
    if owed and not broken:
        missing = " and ".join(owed)
        return [_compromised(visit, f"nothing was told of the {missing}, so nothing of it can count as kept")]
    unjudged = [] if broken else list(_unjudged(visit, standing, found, topics))
    return [one for one in found if not unjudged or one.outcome is not Outcome.KEPT] + unjudged


def _unjudged(visit: Visit, standing: Standing, found: Sequence[Finding], topics: Topics) -> Iterator[Finding]:
    """Find what was promised, due and seen, and what no rule said anything of: nothing of that can count as kept.

    Nor does a visit about what had been used up before, if its topic says nothing of that.
    """
    due, topic = standing.due(visit), topics.named(visit.purpose.topic)
    reason = f"compared with nothing, since no rule of the topic {topic.name!r} said anything of the {{term}}"
    if due is Due.NOTHING_TWICE and not any(one.about == topic.about for one in found):
        times = "once" if standing.promise.times == 1 else f"{standing.promise.times} times"
        reason = f"it had been used {times} by then, as often as was promised, so no {{term}} was due any more"
    elif due is not Due.HONOUR:
        return
    about = {one.term for one in found}
    for term, meant in standing.promise.terms.items():
        seen, own = visit.last(term), term.topic == visit.purpose.topic or term in visit.purpose.owes
        if term.checkable and term.form is not None and own and seen is not None and term not in about:
            finding = topic.untested(visit, term, term.form.write(meant), reason.format(term=term))
            yield replace(finding, told=seen.value)


def _compromised(visit: Visit, why: str) -> Finding:
    return Finding(
        visit=visit.number,
        touchpoint=visit.touchpoint,
        channel=visit.channel,
        term=None,
        about=_CUT_SHORT,
        promised="",
        told="",
        outcome=Outcome.COMPROMISED,
        reason=why,
    )


_CUT_SHORT = "coming to the end of a visit"
"""What a compromised visit is about: everything, and so nothing in particular."""
