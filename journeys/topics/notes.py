"""Notes that staff write on an account and find again elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from journeys.evidence.observations import Visit
from journeys.evidence.purposes import Before
from journeys.judging.standing import Standing
from journeys.judging.topic import Topic
from journeys.judging.verdict import Finding
from journeys.promises.clock import lasting
from journeys.promises.form import one_of
from journeys.promises.forms import DURATION, YES_OR_NO
from journeys.topics.offers import OFFER, PRICE, REDEMPTION, SERVED, price

if TYPE_CHECKING:
    from journeys.touchpoints.visit import OpenVisit

__all__ = [
    "FIND",
    "FOUND_WITHIN",
    "LEAVE",
    "NOTE",
    "NOTES",
    "NOTE_LATE",
    "NOTE_LEFT",
    "NOTE_MISSING",
    "NOTE_NOT_WRITTEN",
    "NOTE_SEARCH",
    "KeepsNotes",
]

NOTES = Topic("notes", about="sharing notes", measures="continuity")


@runtime_checkable
class KeepsNotes(Protocol):
    """A place where staff write notes on the account and read those of others."""

    def leave_note(self, visit: OpenVisit) -> None:
        """Have the note in ``visit.words`` written."""

    def find_note(self, visit: OpenVisit) -> None:
        """Ask for the note in ``visit.words``, the last that was left; write down whether and when it was found."""


NOTES.ability(KeepsNotes, "keep a note")

FOUND_WITHIN = NOTES.standard(
    "note found within",
    DURATION,
    usual="2 minutes",
    help="How long finding a note may take that was written elsewhere.",
)

NOTE_LEFT = NOTES.seen("note left", YES_OR_NO, told={"yes": "note written", "no": "no note written"})
NOTE = NOTES.seen("note", one_of("found", "missing"), told="note {value}")
NOTE_SEARCH = NOTES.seen("note search", DURATION)

LEAVE = NOTES.purpose(
    "asks for a note",
    KeepsNotes.leave_note,
    sentence="{shopper} asks the {place} for a note on the account",
    owes=[NOTE_LEFT],
    may=SERVED,
    sample="was promised the upgrade for less",
)


def _last_note(before: Before) -> str:
    """Give the words of the last note that the shopper had written, to know it again."""
    left = [one.words for one in before.visits if one.shopper == before.promise.shopper and one.purpose == LEAVE]
    return left[-1] if left else ""


FIND = NOTES.purpose(
    "asks for the note",
    KeepsNotes.find_note,
    sentence="{shopper} asks the {place} to find the note",
    owes=[NOTE],
    may=(NOTE_SEARCH, PRICE, OFFER, REDEMPTION, *SERVED),
    brings=_last_note,
    also=[price],
    after=LEAVE,
)

NOTE_MISSING = NOTES.breach("could not find the note", row="R9")
NOTE_LATE = NOTES.breach("took too long to find the note", row="R9")
NOTE_NOT_WRITTEN = NOTES.breach("wrote no note", row="R9")


@NOTES.rule(LEAVE)
def written_down(visit: Visit, _: Standing) -> Iterator[Finding]:
    """Say whether a note was written that was asked for."""
    if seen := visit.last(NOTE_LEFT):
        breach = None if seen.value == "yes" else NOTE_NOT_WRITTEN
        yield NOTES.found(visit, NOTE_LEFT, "yes", seen.value, "a note was asked for", breach)


@NOTES.rule(FIND)
def found_in_time(visit: Visit, standing: Standing) -> Iterator[Finding]:
    """Say whether a note written before was found, and quickly enough."""
    seen, search = visit.last(NOTE), visit.value(NOTE_SEARCH)
    if seen is None or not any(one.value == "yes" for one in standing.seen_before(NOTE_LEFT)):
        return
    within, took = standing.standards.of(FOUND_WITHIN), visit.waited if search is None else search
    breach = None if seen.value == "found" and took <= within else NOTE_LATE
    if seen.value != "found":
        breach = NOTE_MISSING
    told, promised = f"{seen.value} after {lasting(took)}", f"found within {lasting(within)}"
    yield NOTES.found(visit, NOTE, promised, told, "a note had been written before", breach, seen.words)
