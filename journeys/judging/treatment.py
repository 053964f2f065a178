"""Rules about how the customer was treated: the line, notes, questions, service, staff's screens, complaints."""

from __future__ import annotations

from collections.abc import Iterator

from journeys.evidence.observations import Stance, Term, Visit
from journeys.judging.standing import SERVED, Due, Standing, finding
from journeys.judging.verdict import Breach, Concern, Finding
from journeys.promises.calendars import WorkingDays
from journeys.promises.clock import lasting
from journeys.promises.money import written

__all__ = ["complaint", "continuity", "line", "note", "note_left", "service", "staff"]

_BREACH_OF_DROP = {
    "hung up": Breach.HUNG_UP,
    "sent elsewhere": Breach.SENT_ELSEWHERE,
    "dead end": Breach.DEAD_END,
}


def line(visit: Visit, standing: Standing) -> Iterator[Finding]:
    """Say whether it is on the line it was meant for."""
    seen, meant = visit.last(Term.LINE), visit.line or standing.line_meant
    if seen is None or meant is None:
        return
    right = seen.value == meant
    where = f"{seen.value}'s line" if seen.value else "no line"
    reason = f"it is on {where}" if right else f"it is on {where}, not on {meant}'s"
    breach = None if right else Breach.WRONG_LINE
    yield finding(visit, Term.LINE, Concern.LINE, meant, seen.value or "nothing", reason, breach, seen.words)


def note_left(visit: Visit, _: Standing) -> Iterator[Finding]:
    """Say whether a note was written that was asked for."""
    if seen := visit.last(Term.NOTE_LEFT):
        breach = None if seen.value == "yes" else Breach.NOTE_NOT_WRITTEN
        yield finding(visit, Term.NOTE_LEFT, Concern.NOTES, "yes", seen.value, "a note was asked for", breach)


def note(visit: Visit, standing: Standing) -> Iterator[Finding]:
    """Say whether a note written before was found, and quickly enough."""
    seen, search = visit.last(Term.NOTE), visit.last(Term.NOTE_SEARCH)
    if seen is None or not standing.notes_left:
        return
    within, took = standing.standards.note_found_within, search.duration if search else visit.waited
    breach = None if seen.value == "found" and took <= within else Breach.NOTE_LATE
    if seen.value != "found":
        breach = Breach.NOTE_MISSING
    told, promised = f"{seen.value} after {lasting(took)}", f"found within {lasting(within)}"
    reason = "a note had been written before"
    yield finding(visit, Term.NOTE, Concern.NOTES, promised, told, reason, breach, seen.words)


def service(visit: Visit, standing: Standing) -> Iterator[Finding]:
    """Say whether the customer was served to the end, or dropped."""
    seen = visit.last(Term.DROPPED)
    if seen is not None:
        away = standing.due(visit) is not Due.HONOUR and seen.value == "sent elsewhere"
        breach = None if away else _BREACH_OF_DROP[seen.value]
        reason = seen.words or seen.value
        yield finding(visit, Term.DROPPED, Concern.SERVICE, "served", seen.value, reason, breach, seen.words)
    elif visit.purpose in SERVED:
        reason = "the customer was served to the end"
        yield finding(visit, Term.DROPPED, Concern.SERVICE, "served", "served", reason)


def continuity(visit: Visit, standing: Standing) -> Iterator[Finding]:
    """Say whether anybody asked for what the customer had told the company before."""
    again = [seen for seen in visit.observations if seen.term is Term.ASKED_AGAIN]
    once = (visit, Term.ASKED_AGAIN, Concern.CONTINUITY, "asked once")
    for seen in again:
        told, reason = f"asked for the {seen.value} again", f"the customer had told the company the {seen.value}"
        yield finding(*once, told, reason, Breach.ASKED_AGAIN, seen.words)
    if not again and standing.contacts and visit.purpose in SERVED:
        yield finding(*once, "asked once", "nothing asked twice")


def staff(visit: Visit, standing: Standing) -> Iterator[Finding]:
    """Say whether an employee's screen shows the offer, and how to honour it."""
    offer, price, told = visit.last(Term.OFFER), visit.last(Term.PRICE), visit.last(Term.INSTRUCTION)
    if offer is None:
        return
    shown = offer.value == Stance.KNOWN and (price is None or price.money == standing.promise.price)
    value = price.value if price else offer.value
    blind = None if shown else Breach.STAFF_BLIND
    promised = written(standing.promise.price)
    yield finding(visit, Term.OFFER, Concern.STAFF, promised, value, "what the employee's screen shows", blind)
    if shown:
        missing = Breach.NO_INSTRUCTION if told is None and not visit.problem else None
        words = told.words if told else "nothing"
        yield finding(visit, Term.INSTRUCTION, Concern.STAFF, "an instruction", words, "how to honour it", missing)


def complaint(visit: Visit, standing: Standing) -> Iterator[Finding]:
    """Say whether a complaint was put right, and in time."""
    case, answer, time = visit.last(Term.CASE), visit.last(Term.ANSWER), visit.last(Term.ANSWER_TIME)
    if case is not None and case.value == "no route":
        reason = case.words or case.value
        yield finding(visit, Term.CASE, Concern.RECOVERY, "a way to complain", "none", reason, Breach.NO_ROUTE)
        return
    if answer is None:
        return
    within = standing.standards.complaint_answered_within
    in_all, in_words = (
        (within.after(visit.started), str(within)) if isinstance(within, WorkingDays) else (within, lasting(within))
    )
    breach = {"none": Breach.NEVER_ANSWERED, "turned down": Breach.TURNED_DOWN}.get(answer.value)
    if breach is None and time is not None and time.duration > in_all:
        breach = Breach.ANSWERED_LATE
    told = f"{answer.value} after {lasting(time.duration)}" if time else answer.value
    promised, reason = f"put right within {in_words}", "a complaint was made"
    yield finding(visit, Term.ANSWER, Concern.RECOVERY, promised, told, reason, breach, answer.words)
