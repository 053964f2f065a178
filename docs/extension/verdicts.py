"""Outcomes, breaches, concerns and effort, as the verdict knows them."""

from __future__ import annotations

from dataclasses import fields

from journeys.judging.effort import Effort
from journeys.judging.verdict import Breach, Concern, Outcome

from .words import Undocumented, attributes, table

__all__ = ["breaches", "concerns", "effort", "outcomes"]

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
    """List every kind of breach with its row and what a *Then* calls it."""
    kinds = sorted(Breach, key=lambda breach: int(breach.row[1:]))
    return table(["row", "breach", "is about"], [(one.row, one.value, one.concern.value) for one in kinds])


def concerns() -> str:
    """List what a *Then* can ask about."""
    return "\n".join(f"- {one.value}" for one in Concern)


def effort() -> str:
    """List what is measured of every journey."""
    told = attributes(Effort)
    for one in fields(Effort):
        if one.name not in told:
            raise Undocumented(f"Effort.{one.name}")
    return table(["figure", "meaning"], [(f"`{one.name}`", told[one.name]) for one in fields(Effort)])
