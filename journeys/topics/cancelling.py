"""Cancelling: an order is cancelled wherever it was placed, and is cancelled everywhere then."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from journeys.evidence.observations import Visit
from journeys.judging.standing import Standing
from journeys.judging.topic import Topic
from journeys.judging.verdict import Finding
from journeys.promises.clock import lasting
from journeys.promises.form import one_of
from journeys.promises.forms import WITHIN
from journeys.topics.lines import NOTHING_BOUGHT, last_order
from journeys.topics.offers import REDEEM, SERVED
from journeys.topics.purchases import BUY
from journeys.topics.returns import (
    DONE,
    REFUND,
    RETURN,
    TOLD,
    TOO_LATE,
    UNDOING,
    as_it_was_paid,
    ends,
    in_full,
    in_time,
    in_words,
    undone,
)

if TYPE_CHECKING:
    from journeys.touchpoints.visit import OpenVisit

__all__ = [
    "CANCEL",
    "CANCELLED",
    "CANCELLING",
    "CANCELS_OWN_ONLY",
    "CANCEL_WITHIN",
    "LOOK_UP_ORDER",
    "NOT_CANCELLED",
    "NO_MORE_TIME",
    "OTHER_SUM",
    "RETURNED",
    "STANDS",
    "STATE",
    "STATES",
    "STILL_CHARGED",
    "UNASKED",
    "UNKNOWN",
    "CancelsOrders",
    "ShowsOrders",
]

CANCELLING = Topic("cancelling", about="cancelling an order", honours=True, measures="consistency")


@runtime_checkable
class CancelsOrders(Protocol):
    """A place where an order can be cancelled, wherever it was placed."""

    def cancel_order(self, visit: OpenVisit) -> None:
        """Cancel the order numbered ``visit.words``, of what ``visit.promise.name`` names.

        Write down what came of it, how much is refunded, by when, and by which way.
        ``journeys.touchpoints.return_words.note_undoing`` reads what a place says of it.
        """


@runtime_checkable
class ShowsOrders(Protocol):
    """A place that says what has become of an order."""

    def show_order(self, visit: OpenVisit) -> None:
        """Look up the order numbered ``visit.words``; write down whether it stands, and what was refunded of it."""


CANCELLING.ability(CancelsOrders, "cancel an order", after=REDEEM)
CANCELLING.ability(ShowsOrders, "show an order", after=REDEEM)

CANCEL_WITHIN = CANCELLING.term(
    "cancelled within",
    WITHIN,
    seen=False,
    checkable=True,
    help="How long after it was placed an order can be cancelled, such as 1 day, wherever it was placed.",
)

STANDS = "stands"
CANCELLED = "cancelled"
RETURNED = "returned"
UNKNOWN = "not listed"
STATES = (STANDS, CANCELLED, RETURNED, UNKNOWN)
STATE = CANCELLING.seen("order's state", one_of(*STATES), told="order {value}")

CANCEL = CANCELLING.purpose(
    "cancels the order",
    CancelsOrders.cancel_order,
    sentence="{shopper} cancels the order at the {place}",
    owes=[UNDOING, REFUND],
    may=(*TOLD, *SERVED),
    tells_history=False,
    any_time=True,
    brings=last_order,
    also=[in_full, as_it_was_paid, in_time],
    after=BUY,
)
LOOK_UP_ORDER = CANCELLING.purpose(
    "looks what has become of the order",
    ShowsOrders.show_order,
    sentence="{shopper} looks what has become of the order at the {place}",
    owes=[STATE],
    may=(REFUND, *SERVED),
    served=False,
    tells_history=False,
    any_time=True,
    brings=last_order,
    after=BUY,
)

NOT_CANCELLED = CANCELLING.breach("refused to cancel the order", row="R21")
CANCELS_OWN_ONLY = CANCELLING.breach("could not cancel what another channel sold", row="R21")
NO_MORE_TIME = CANCELLING.breach("ended the time for cancelling too soon", row="R21")
STILL_CHARGED = CANCELLING.breach("charges for what was given back", row="R21", severity="critical")
OTHER_SUM = CANCELLING.breach("shows another refund", row="R21")
UNASKED = CANCELLING.breach("undid an order that nobody had given back", row="R21")


@CANCELLING.rule(CANCEL)
def wherever_it_was_placed(visit: Visit, standing: Standing) -> Iterator[Finding]:
    """Say whether the order was cancelled in time, wherever it was placed."""
    seen, bought, within = visit.last(UNDOING), standing.last_use, standing.promise.get(CANCEL_WITHIN)
    if seen is None:
        return
    promised = f"cancelled within {in_words(within, standing)}" if within is not None else "cancelled"
    if bought is None:
        yield CANCELLING.untested(visit, UNDOING, promised, NOTHING_BOUGHT)
        return
    if undone(standing) is not None:
        yield CANCELLING.untested(visit, UNDOING, "once", "not tested, because it was given back before")
        return
    if seen.value == TOO_LATE and within is None:
        yield CANCELLING.untested(visit, UNDOING, promised, "not tested, because nobody promised until when")
        return
    breach, reason = None, f"ordered {lasting(visit.started - bought.started)} before, at the {bought.touchpoint}"
    if within is not None and visit.started > ends(bought.started, within, standing):
        promised, reason = "nothing any more", f"the {in_words(within, standing)} were over"
    elif seen.value == TOO_LATE:
        breach = NO_MORE_TIME
    elif seen.value != DONE:
        breach = NOT_CANCELLED if visit.channel == bought.channel else CANCELS_OWN_ONLY
    yield CANCELLING.found(visit, UNDOING, promised, seen.value, reason, breach, seen.words)


@CANCELLING.rule(LOOK_UP_ORDER)
def given_back_everywhere(visit: Visit, standing: Standing) -> Iterator[Finding]:
    """Say whether an order that was returned or cancelled is so wherever one looks, and refunded as was told."""
    seen, shown, bought, given_back = visit.last(STATE), visit.last(REFUND), standing.last_use, undone(standing)
    if seen is None:
        return
    if bought is None:
        yield CANCELLING.untested(visit, STATE, STANDS, NOTHING_BOUGHT)
        return
    if given_back is None:
        breach = UNASKED if seen.value in {CANCELLED, RETURNED} else None
        if seen.value != UNKNOWN:
            yield CANCELLING.found(visit, STATE, STANDS, seen.value, "nobody gave it back", breach, seen.words)
        else:
            yield CANCELLING.untested(visit, STATE, STANDS, "not tested, because the order is not listed")
        return
    meant = RETURNED if given_back.purpose == RETURN else CANCELLED
    if seen.value == UNKNOWN:
        yield CANCELLING.untested(visit, STATE, meant, "not tested, because the order is not listed")
        return
    breach, reason = STILL_CHARGED if seen.value == STANDS else None, f"{meant} at the {given_back.touchpoint}"
    yield CANCELLING.found(visit, STATE, meant, seen.value, reason, breach, seen.words)
    told = given_back.last(REFUND)
    if breach is None and shown is not None and told is not None:
        breach = None if shown.value == told.value else OTHER_SUM
        reason = f"{told.value} was to be refunded"
        yield CANCELLING.found(visit, REFUND, told.value, shown.value, reason, breach, shown.words)
