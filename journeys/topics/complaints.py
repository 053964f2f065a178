"""Complaints: they reach somebody empowered, who puts it right within the promised time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from journeys.evidence.observations import Visit
from journeys.evidence.purposes import Before
from journeys.judging.standing import Standing
from journeys.judging.topic import Topic
from journeys.judging.verdict import Finding
from journeys.promises.calendars import WorkingDays
from journeys.promises.clock import lasting
from journeys.promises.form import one_of
from journeys.promises.forms import DURATION, MENTION, WITHIN
from journeys.promises.money import shown
from journeys.promises.terms import LINE
from journeys.topics.lines import on_the_right_line
from journeys.topics.offers import ORDER, PRICE, REDEMPTION, SERVED, price

if TYPE_CHECKING:
    from journeys.touchpoints.visit import OpenVisit

__all__ = [
    "ANSWER",
    "ANSWERED_LATE",
    "ANSWERED_WITHIN",
    "ANSWER_TIME",
    "CASE",
    "COMPLAIN",
    "COMPLAINTS",
    "NEVER_ANSWERED",
    "NO_ROUTE",
    "TURNED_DOWN",
    "HearsComplaints",
]

COMPLAINTS = Topic("complaints", about="putting it right", honours=True)


@runtime_checkable
class HearsComplaints(Protocol):
    """A place to complain, and to be put right."""

    def hear_complaint(self, visit: OpenVisit) -> None:
        """Complain, wait for the answer, and write down what it says and what was done."""


COMPLAINTS.ability(HearsComplaints, "hear a complaint")

ANSWERED_WITHIN = COMPLAINTS.standard(
    "complaint answered within",
    WITHIN,
    usual="10 days",
    help="How long a complaint may take to be put right: 10 days, or 10 working days by the calendar.",
)

NO_WAY = "no route"
CASE = COMPLAINTS.seen("case", MENTION, creates="case", is_none=NO_WAY, excuses=[NO_WAY], told="case {value}")
ANSWER = COMPLAINTS.seen("answer", one_of("put right", "turned down", "none"), recovers="put right", told="{value}")
ANSWER_TIME = COMPLAINTS.seen("answer time", DURATION)


def _story(before: Before) -> str:
    """Tell the company what happened, as the shopper would."""
    promise = before.promise
    asked = promise.get(PRICE)
    cost = f" for {shown(asked, before.locale)}" if asked is not None else ""
    told = [f"I was promised {promise.name}{cost} by {promise.said_by.value}."]
    for visit in before.own:
        seen = visit.last(PRICE)
        if visit.purpose.contact and seen:
            told.append(f"The {visit.touchpoint} said {shown(seen.money, before.locale)}.")
    return " ".join(told)


COMPLAIN = COMPLAINTS.purpose(
    "complains",
    HearsComplaints.hear_complaint,
    sentence="{shopper} complains to the {place}",
    owes=[ANSWER],
    may=(CASE, ANSWER_TIME, PRICE, REDEMPTION, ORDER, LINE, *SERVED),
    any_time=True,
    brings=_story,
    also=[price, on_the_right_line],
)

NO_ROUTE = COMPLAINTS.breach("gave no way to complain", row="R13")
TURNED_DOWN = COMPLAINTS.breach("was not empowered to put it right", row="R13")
ANSWERED_LATE = COMPLAINTS.breach("answered the complaint late", row="R13")
NEVER_ANSWERED = COMPLAINTS.breach("never answered the complaint", row="R13")

_BREACHES = {"none": NEVER_ANSWERED, "turned down": TURNED_DOWN}


@COMPLAINTS.rule(COMPLAIN)
def put_right_in_time(visit: Visit, standing: Standing) -> Iterator[Finding]:
    """Say whether a complaint was put right, and in time."""
    case, answer, took = visit.last(CASE), visit.last(ANSWER), visit.value(ANSWER_TIME)
    if case is not None and case.value == NO_WAY:
        yield COMPLAINTS.found(visit, CASE, "a way to complain", "none", case.words or case.value, NO_ROUTE)
        return
    if answer is None:
        return
    within = standing.standards.within(ANSWERED_WITHIN)
    in_all, in_words = (
        (within.after(visit.started), str(within)) if isinstance(within, WorkingDays) else (within, lasting(within))
    )
    breach = _BREACHES.get(answer.value)
    if breach is None and took is not None and took > in_all:
        breach = ANSWERED_LATE
    told = f"{answer.value} after {lasting(took)}" if took is not None else answer.value
    promised = f"put right within {in_words}"
    yield COMPLAINTS.found(visit, ANSWER, promised, told, "a complaint was made", breach, answer.words)
