"""What is declared of pickup: what is promised of it, what can be seen of it, and how it is broken."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final, Protocol, runtime_checkable

from journeys.evidence.observations import Visit
from journeys.evidence.purposes import Before
from journeys.judging.topic import Topic
from journeys.promises.form import one_of
from journeys.promises.forms import COUNT, END, MENTION, NAME, WITHIN, WORDS
from journeys.topics.offers import BOUGHT, ORDER, PRICE, QUANTITY, REDEMPTION, SERVED, as_said, same_mark
from journeys.topics.purchases import BUY, as_many_as_wanted, at_the_price_shown, sold
from journeys.topics.stock import what_is_there_is_sold

if TYPE_CHECKING:
    from journeys.touchpoints.visit import OpenVisit

__all__ = [
    "ASK_READY",
    "GONE",
    "GOODS",
    "HANDED",
    "HANDED_ORDER",
    "HANDED_TWICE",
    "LOOK_READY",
    "MESSAGES_SEEN",
    "NAMED",
    "NAMED_REFUSED",
    "NOT_HANDED_OVER",
    "NOT_READY",
    "NOT_TOLD",
    "ORDER_FOR_PICKUP",
    "ORDER_UNKNOWN",
    "OTHER_GOODS",
    "PICKUP",
    "PICKUP_CODE",
    "PICK_UP",
    "PICK_UP_BY_CODE",
    "PICK_UP_BY_NAME",
    "PROMISED_LATER",
    "READY",
    "READY_BY",
    "READY_MESSAGE",
    "READY_SINCE",
    "READY_TOLD_WITHIN",
    "READY_WITHIN",
    "TOLD_EARLY",
    "TOLD_LATE",
    "TOLD_TWICE",
    "HandsOver",
    "HandsOverByCode",
    "HandsOverByName",
    "OrdersForPickup",
    "ReadsPickupMessages",
    "TellsReadiness",
    "placed",
]

PICKUP = Topic("pickup", about="handing over what was bought online", measures="continuity")

_ORDERS = "orders for pickup"

# What is promised

READY_WITHIN = PICKUP.term(
    "ready for pickup within",
    WITHIN,
    seen=False,
    tabled=False,
    checkable=True,
    help="How long after it was ordered it lies ready in the store: `2 hours`, `1 working day`.",
)
READY_TOLD_WITHIN = PICKUP.standard(
    "ready message within",
    WITHIN,
    usual="15 minutes",
    help="How soon customers are told that an order lies ready for them.",
)


# Who can do what


@runtime_checkable
class OrdersForPickup(Protocol):
    """A place where customers buy what they pick up in a store."""

    def order_for_pickup(self, visit: OpenVisit) -> None:
        """Order ``visit.quantity`` of the product named ``visit.words`` to be picked up, unless it is too dear.

        Write down what ``buy_product`` does, and besides by when it is to be ready, and the code to show, if any. Where
        ``visit.other`` is somebody, name them as who may pick it up, and write down whom the place has down for that.
        """


@runtime_checkable
class ReadsPickupMessages(Protocol):
    """A place where messages to customers arrive."""

    def look_for_pickup_message(self, visit: OpenVisit) -> None:
        """Read what came about the order ``visit.words``; write down how many, and when each came that calls it ready.

        ``journeys.touchpoints.pickup_words.readiness`` tells whether a message does. One that cannot be told must not
        be passed over: the visit ends with NotUnderstood.
        """


@runtime_checkable
class TellsReadiness(Protocol):
    """A place where customers ask whether their order is ready."""

    def ask_whether_ready(self, visit: OpenVisit) -> None:
        """Ask whether the order ``visit.words`` is ready; write down what is answered, and since when, if told."""


@runtime_checkable
class HandsOver(Protocol):
    """A place where customers pick up what they ordered elsewhere, by the order's number."""

    def hand_over(self, visit: OpenVisit) -> None:
        """Ask for the order ``visit.words``; write down what becomes of it, and what is handed over."""


@runtime_checkable
class HandsOverByName(Protocol):
    """The same, where the customer's name is enough."""

    def hand_over_by_name(self, visit: OpenVisit) -> None:
        """Ask for it by the shopper's name; ``visit.words`` is its number, should there be several."""


@runtime_checkable
class HandsOverByCode(Protocol):
    """The same, where the code that was shown at the order is scanned."""

    def hand_over_by_code(self, visit: OpenVisit) -> None:
        """Show the code ``visit.words`` at the counter."""


PICKUP.ability(OrdersForPickup, "take orders for pickup")
PICKUP.ability(ReadsPickupMessages, "get messages about orders", after=_ORDERS)
PICKUP.ability(TellsReadiness, "say whether an order is ready", after=_ORDERS)
PICKUP.ability(HandsOver, "hand over an order", after=_ORDERS)
PICKUP.ability(HandsOverByName, "hand over an order by name", after=_ORDERS)
PICKUP.ability(HandsOverByCode, "hand over an order by its code", after=_ORDERS)


# What is seen

READY_BY = PICKUP.seen("ready by", END, told="ready by {value}")
NAMED = PICKUP.seen("named to pick up", NAME)
PICKUP_CODE = PICKUP.seen("pickup code", MENTION, masked=True)
MESSAGES_SEEN = PICKUP.seen("messages about the order", COUNT)
READY_MESSAGE = PICKUP.seen("ready message", END, told="ready, said {value}")
READY = PICKUP.seen("readiness", one_of("ready", "not ready", "picked up", "unknown"), told="order {value}")
READY_SINCE = PICKUP.seen("ready since", END)
HANDED = PICKUP.seen(
    "handing over",
    one_of("handed over", "not ready", "picked up before", "unknown", "refused"),
    told={"unknown": "order unknown"},
)
HANDED_ORDER = PICKUP.seen("order handed over", MENTION, same=same_mark)
GOODS = PICKUP.seen("goods handed over", WORDS)


# What customers come for


def placed(visits: Sequence[Visit]) -> list[Visit]:
    """List those visits on which something was ordered for pickup."""
    return [one for one in visits if one.bought and one.purpose == ORDER_FOR_PICKUP]


def _last(before: Before, term: Any) -> str:
    ordered = placed(before.own)
    seen = ordered[-1].last(term) if ordered else None
    return seen.value if seen else ""


def _last_number(before: Before) -> str:
    return _last(before, ORDER)


def _last_code(before: Before) -> str:
    return _last(before, PICKUP_CODE)


ORDER_FOR_PICKUP = PICKUP.purpose(
    _ORDERS,
    OrdersForPickup.order_for_pickup,
    sentence="{shopper} orders {promise} for pickup at the {place}",
    owes=[PRICE, REDEMPTION, ORDER],
    may=(*BOUGHT, READY_BY, NAMED, PICKUP_CODE),
    tells_history=False,
    of_public=True,
    goes_by=BUY.goes_by,
    also=[as_said, at_the_price_shown, sold, as_many_as_wanted, what_is_there_is_sold],
)
LOOK_READY = PICKUP.purpose(
    "looks for the pickup message",
    ReadsPickupMessages.look_for_pickup_message,
    sentence="{shopper} looks through the {place} for the pickup message",
    owes=[MESSAGES_SEEN],
    may=(READY_MESSAGE,),
    contact=False,
    served=False,
    brings=_last_number,
)
ASK_READY = PICKUP.purpose(
    "asks whether the order is ready",
    TellsReadiness.ask_whether_ready,
    sentence="{shopper} asks the {place} whether the order is ready",
    owes=[READY],
    may=(READY_SINCE, *SERVED),
    tells_history=False,
    brings=_last_number,
)
_HANDING: Final[dict[str, Any]] = {
    "owes": [HANDED],
    "may": (HANDED_ORDER, GOODS, QUANTITY, READY_SINCE, *SERVED),
    "tells_history": False,
}
PICK_UP = PICKUP.purpose(
    "picks up the order",
    HandsOver.hand_over,
    sentence="{shopper} picks up the order at the {place}",
    brings=_last_number,
    **_HANDING,
)
PICK_UP_BY_NAME = PICKUP.purpose(
    "picks up the order by name",
    HandsOverByName.hand_over_by_name,
    sentence="{shopper} picks up the order at the {place}, by name",
    brings=_last_number,
    **_HANDING,
)
PICK_UP_BY_CODE = PICKUP.purpose(
    "picks up the order by code",
    HandsOverByCode.hand_over_by_code,
    sentence="{shopper} picks up the order at the {place}, by its code",
    brings=_last_code,
    **_HANDING,
)


# How it is broken

PROMISED_LATER = PICKUP.breach("promised pickup later than the company does", row="R17")
NOT_READY = PICKUP.breach("did not have the order ready in time", row="R17")
ORDER_UNKNOWN = PICKUP.breach("did not know the order bought online", row="R17")
NOT_HANDED_OVER = PICKUP.breach("refused to hand over the order", row="R17")
NAMED_REFUSED = PICKUP.breach("refused somebody who was named to pick it up", row="R17")
HANDED_TWICE = PICKUP.breach("handed the order over twice", row="R17", severity="critical")
GONE = PICKUP.breach("called an order picked up that nobody had", row="R17", severity="critical")
OTHER_GOODS = PICKUP.breach("handed over something else", row="R17")
NOT_TOLD = PICKUP.breach("sent no message that the order is ready", row="R17")
TOLD_LATE = PICKUP.breach("took too long to say that the order is ready", row="R17")
TOLD_EARLY = PICKUP.breach("said that the order is ready before it was", row="R17")
TOLD_TWICE = PICKUP.breach("said twice that the order is ready", row="R17", severity="minor")
