"""Staff's screens: every employee sees every current offer, and how to honour it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from journeys.evidence.observations import Stance, Visit
from journeys.judging.standing import Standing
from journeys.judging.topic import Topic
from journeys.judging.verdict import Finding
from journeys.promises.forms import WORDS
from journeys.promises.money import written
from journeys.promises.terms import VALID_THROUGH
from journeys.topics.offers import CODE, OFFER, PRICE, terms_compared

if TYPE_CHECKING:
    from journeys.touchpoints.visit import OpenVisit

__all__ = ["INSTRUCTION", "NO_INSTRUCTION", "STAFF", "STAFF_BLIND", "STAFF_LOOK_UP", "ShowsStaffOffers"]

STAFF = Topic("staff", about="showing staff the offer", measures="consistency")


@runtime_checkable
class ShowsStaffOffers(Protocol):
    """A screen that shows employees the offers of a customer."""

    def show_staff(self, visit: OpenVisit) -> None:
        """Look the shopper up as an employee would; write down what the screen shows."""


STAFF.ability(ShowsStaffOffers, "show staff an offer")

INSTRUCTION = STAFF.seen("instruction", WORDS)

STAFF_LOOK_UP = STAFF.purpose(
    "is looked up by staff",
    ShowsStaffOffers.show_staff,
    sentence="{shopper} is looked up by staff at the {place}",
    owes=[OFFER],
    may=(PRICE, INSTRUCTION, CODE, VALID_THROUGH),
    served=False,
)

STAFF_BLIND = STAFF.breach("did not show staff the offer", row="R14")
NO_INSTRUCTION = STAFF.breach("did not tell staff how to honour it", row="R14")


@STAFF.rule(STAFF_LOOK_UP)
def shown_with_instruction(visit: Visit, standing: Standing) -> Iterator[Finding]:
    """Say whether an employee's screen shows the offer, and how to honour it."""
    offer, price, told = visit.last(OFFER), visit.last(PRICE), visit.last(INSTRUCTION)
    if offer is None:
        return
    meant = standing.promise.get(PRICE)
    shown = offer.value == Stance.KNOWN and (price is None or meant is None or price.money == meant)
    value = price.value if price else offer.value
    promised = written(meant) if meant is not None else Stance.KNOWN.value
    blind = None if shown else STAFF_BLIND
    yield STAFF.found(visit, OFFER, promised, value, "what the employee's screen shows", blind)
    if shown:
        missing = NO_INSTRUCTION if told is None and not visit.problem else None
        words = told.words if told else "nothing"
        yield STAFF.found(visit, INSTRUCTION, "an instruction", words, "how to honour it", missing)


@STAFF.rule(STAFF_LOOK_UP)
def shown_as_promised(visit: Visit, standing: Standing) -> Iterator[Finding]:
    """Hold the end and the code that an employee's screen shows against those that the customer was told of."""
    yield from terms_compared(STAFF, visit, standing)
