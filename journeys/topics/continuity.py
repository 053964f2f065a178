"""Explaining once: nobody asks for what the customer has told the company before."""

from __future__ import annotations

from collections.abc import Iterator

from journeys.evidence.observations import Visit
from journeys.judging.rule import EVERY
from journeys.judging.standing import Standing
from journeys.judging.topic import Topic
from journeys.judging.verdict import Finding
from journeys.promises.form import one_of
from journeys.promises.shopper import Fact

__all__ = ["ASKED_AGAIN", "CONTINUITY", "REPEATED"]

CONTINUITY = Topic("continuity", about="not asking twice", measures="continuity", from_contact=2)

_ONCE = "to be asked once"
ASKED_AGAIN = CONTINUITY.seen("asked again", one_of(*Fact, name="fact"), repeats=True)

REPEATED = CONTINUITY.breach("asked again what the customer had told", row="R10")


@CONTINUITY.rule(EVERY)
def explained_once(visit: Visit, standing: Standing) -> Iterator[Finding]:
    """Say whether anybody asked for what the customer had told the company before, where that can be noticed."""
    again = [seen for seen in visit.observations if seen.term == ASKED_AGAIN]
    for seen in again:
        told, reason = f"asked for the {seen.value} again", f"the customer had told the company the {seen.value}"
        yield CONTINUITY.found(visit, ASKED_AGAIN, _ONCE, told, reason, REPEATED, seen.words)
    if not again and standing.contacts and visit.purpose.served and ASKED_AGAIN in visit.notices:
        yield CONTINUITY.found(visit, ASKED_AGAIN, _ONCE, "nothing asked twice", "nothing was asked twice")
