"""Where a promise stands when a visit begins, and how a finding about that visit is written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto
from textwrap import shorten
from typing import Self

from journeys.evidence.observations import Purpose, Stance, Term, Visit
from journeys.judging.verdict import Breach, Concern, Finding, Outcome, Standards
from journeys.promises.channel import Side
from journeys.promises.money import Money
from journeys.promises.promise import Promise

__all__ = ["BREACH_OF_STANCE", "SERVED", "Due", "Standing", "finding"]

SERVED = frozenset(
    {
        Purpose.ASK,
        Purpose.REDEEM,
        Purpose.FILL_CART,
        Purpose.CHECK_OUT,
        Purpose.LOOK_UP,
        Purpose.COMPLAIN,
        Purpose.LEAVE_NOTE,
        Purpose.FIND_NOTE,
    }
)
"""What somebody, or a machine in their place, serves the customer for."""

BREACH_OF_STANCE = {
    Stance.UNKNOWN: Breach.NEVER_HEARD_OF_IT,
    Stance.ENDED: Breach.ENDED_EARLY,
    Stance.USED: Breach.REFUSED_UNUSED,
    Stance.NOT_HERE: Breach.REFUSED,
    Stance.REFUSED: Breach.REFUSED,
}

_LONGEST_QUOTE = 160
"""Characters of a touchpoint's words that a reason repeats; the observation has them all."""


class Due(Enum):
    """What the promise asks of a touchpoint at the moment of a visit."""

    HONOUR = auto()
    NOTHING_YET_OR_NO_MORE = auto()
    NOTHING_HERE = auto()
    NOTHING_TWICE = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a promise stands: what is right on a visit depends on what happened before it.

    Attributes:
        stated: The promise as the company meant it.
        promise: The promise that touchpoints are held to: as it was received, if it was.
        charged: What the last purchase cost, if there was one and it was seen.
        line_meant: Holder of the line that was named last.
    """

    stated: Promise
    promise: Promise
    standards: Standards
    times_used: int = 0
    charged: Money | None = None
    notes_left: int = 0
    contacts: int = 0
    line_meant: str | None = None

    def due(self, visit: Visit) -> Due:
        """Say what the promise asks of this visit."""
        if not self.promise.holds_at(visit.started) and visit.purpose is not Purpose.COMPLAIN:
            return Due.NOTHING_YET_OR_NO_MORE
        if self.times_used >= self.promise.times:
            return Due.NOTHING_TWICE
        if not self.promise.honoured_in(visit.touchpoint) and visit.purpose is not Purpose.COMPLAIN:
            return Due.NOTHING_HERE
        return Due.HONOUR

    def after(self, visit: Visit) -> Self:
        """Return where the promise stands when the visit has ended."""
        price, note = visit.last(Term.PRICE), visit.last(Term.NOTE_LEFT)
        return replace(
            self,
            times_used=self.times_used + visit.bought,
            charged=(price.money if price else None) if visit.bought else self.charged,
            notes_left=self.notes_left + (note is not None and note.value == "yes"),
            contacts=self.contacts + (visit.side is Side.FRONTSTAGE and visit.purpose in SERVED),
            line_meant=visit.line or self.line_meant,
        )


def finding(
    visit: Visit,
    term: Term | None,
    concern: Concern,
    promised: str,
    told: str,
    reason: str,
    breach: Breach | None = None,
    words: str = "",
    outcome: Outcome | None = None,
) -> Finding:
    """Write a finding: broken if there is a breach, kept if there is none."""
    said = (
        f'{reason}; "{shorten(words, _LONGEST_QUOTE, placeholder=" …")}"' if words and words not in reason else reason
    )
    return Finding(
        visit=visit.number,
        touchpoint=visit.touchpoint,
        channel=visit.channel,
        term=term,
        concern=breach.concern if breach else concern,
        promised=promised,
        told=told,
        outcome=outcome or (Outcome.BROKEN if breach else Outcome.KEPT),
        reason=f"{breach}: {said}" if breach else said,
        breach=breach,
    )
