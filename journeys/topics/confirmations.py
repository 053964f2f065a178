"""Confirmations: what a company confirms after an order is what it charged."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from journeys.evidence.observations import Observation, Visit
from journeys.evidence.purposes import Place
from journeys.judging.standing import Standing
from journeys.judging.topic import Topic
from journeys.judging.verdict import Finding
from journeys.promises.money import Money, written
from journeys.promises.terms import LINE
from journeys.topics.lines import CHECK_ACCOUNT, NOTHING_BOUGHT, last_order, on_the_right_line
from journeys.topics.offers import ORDER, PRICE, QUANTITY, REDEEM

if TYPE_CHECKING:
    from journeys.touchpoints.visit import OpenVisit

__all__ = ["ANOTHER_ORDER", "ANOTHER_QUANTITY", "CONFIRM", "CONFIRMATIONS", "CONFIRMATION_DIFFERS", "ConfirmsOrders"]

CONFIRMATIONS = Topic("confirmations", about="confirming what was charged", honours=True, measures="consistency")


@runtime_checkable
class ConfirmsOrders(Protocol):
    """A place that confirms what was bought: a message, a page, a receipt sent home."""

    def confirm_order(self, visit: OpenVisit) -> None:
        """Read the confirmation of the order numbered ``visit.words``; write down the price it gives, and its number.

        Without a number nothing is known to have been bought; a confirmation that says otherwise is written down too.
        """


CONFIRMATIONS.ability(ConfirmsOrders, "confirm an order", after="redeems the offer")


CONFIRM = CONFIRMATIONS.purpose(
    "reads the confirmation",
    ConfirmsOrders.confirm_order,
    sentence="{shopper} reads the order confirmation at the {place}",
    owes=[PRICE],
    unless=lambda visit: not visit.words,  # nothing is known to have been bought, so nothing need be confirmed
    may=(ORDER, QUANTITY, LINE),
    contact=False,
    served=False,
    usually=Place.BY_EMAIL,
    brings=last_order,
    after=REDEEM,
    also=[on_the_right_line],
)

CONFIRMATION_DIFFERS = CONFIRMATIONS.breach("confirmed another price", row="R15")
ANOTHER_ORDER = CONFIRMATIONS.breach("confirmed another order", row="R15")
ANOTHER_QUANTITY = CONFIRMATIONS.breach("confirmed another quantity", row="R15")


@CONFIRMATIONS.rule(CONFIRM)
def as_charged(visit: Visit, standing: Standing) -> Iterator[Finding]:
    """Compare what a confirmation says with what the last purchase cost; without one, it must name no price."""
    seen, bought = visit.last(PRICE), standing.last_use
    charged = bought.value(PRICE) if bought else None
    if seen is None and bought is None:
        yield CONFIRMATIONS.untested(visit, PRICE, "what was charged", NOTHING_BOUGHT)
    if seen is None or (bought and charged is None):
        return
    yield _compared(visit, seen, charged)


@CONFIRMATIONS.rule(CHECK_ACCOUNT)
def as_listed(visit: Visit, standing: Standing) -> Iterator[Finding]:
    """Compare what an account says an order came to with what was charged, if it is the order that was placed last."""
    seen, listed, bought = visit.last(PRICE), visit.last(ORDER), standing.last_use
    charged, placed = (bought.value(PRICE), bought.last(ORDER)) if bought else (None, None)
    if seen and listed and placed and charged is not None and ORDER.agrees(placed.value, listed.value):
        yield _compared(visit, seen, charged)


def _compared(visit: Visit, seen: Observation, charged: Money | None) -> Finding:
    paid = written(charged) if charged is not None else "nothing"
    breach = None if seen.money == charged else CONFIRMATION_DIFFERS
    return CONFIRMATIONS.found(visit, PRICE, paid, seen.value, f"{paid} was charged", breach, seen.words)


@CONFIRMATIONS.rule(CONFIRM)
def of_the_order(visit: Visit, standing: Standing) -> Iterator[Finding]:
    """Say whether the order that a confirmation names is the one that was placed."""
    del standing
    seen, placed = visit.last(ORDER), visit.words
    if seen is not None and placed:
        breach = None if ORDER.agrees(placed, seen.value) else ANOTHER_ORDER
        yield CONFIRMATIONS.found(visit, ORDER, placed, seen.value, f"order {placed} was placed", breach, seen.words)


@CONFIRMATIONS.rule(CONFIRM)
def how_many(visit: Visit, standing: Standing) -> Iterator[Finding]:
    """Say whether as many are confirmed as were ordered."""
    seen, bought = visit.last(QUANTITY), standing.last_use
    if seen is not None and bought is not None:
        ordered = str(bought.quantity)
        breach = None if seen.value == ordered else ANOTHER_QUANTITY
        yield CONFIRMATIONS.found(visit, QUANTITY, ordered, seen.value, f"{ordered} ordered", breach, seen.words)
