"""Outcomes, breaches, topics and effort, as the verdict knows them."""

from __future__ import annotations

from dataclasses import fields

from journeys.judging.effort import Effort
from journeys.judging.verdict import Outcome
from journeys.topics import OURS

from .words import Undocumented, attributes, table

__all__ = ["breaches", "effort", "outcomes", "topics"]

_MEANINGS = {
    Outcome.KEPT: "What was seen is what was promised.",
    Outcome.MADE_GOOD: "It was broken, and then put right in the time the company promises. The breaches stay listed.",
    Outcome.NOT_TESTED: "No visit gave anything to judge the promise by.",
    Outcome.COMPROMISED: "It could not be judged, because something was down. Nobody is blamed.",
    Outcome.BROKEN: "A touchpoint did not do what was promised.",
}


def outcomes() -> str:
    """List the outcomes from best to worst."""
    for outcome in Outcome:
        if outcome not in _MEANINGS:
            raise Undocumented(f"The outcome {outcome.name}")
    return table(["outcome", "in the ledger", "meaning"], [(o.words, f"`{o.name}`", _MEANINGS[o]) for o in Outcome])


def breaches() -> str:
    """List every kind of breach by topic, with its row."""
    rows = [(topic.name, str(breach), breach.row) for topic in OURS for breach in topic.breaches]
    return table(["topic", "breach", "row"], rows)


def topics() -> str:
    """List the topics with what a *Then* asks about."""
    return table(
        ["topic", "is about", "honouring a promise", "figure"],
        [(one.name, one.about, "yes" if one.honours else "", one.measures or "") for one in OURS],
    )


def effort() -> str:
    """List what is measured of every journey."""
    told = attributes(Effort)
    for one in fields(Effort):
        if one.name not in told:
            raise Undocumented(f"Effort.{one.name}")
    return table(["figure", "meaning"], [(f"`{one.name}`", told[one.name]) for one in fields(Effort)])
