"""How pickup is judged: by when it is ready, what is told of it, what is handed over and to whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from journeys.evidence.observations import Observation, Visit
from journeys.judging.standing import Standing
from journeys.judging.verdict import Breach, Finding
from journeys.promises.forms import WITHIN
from journeys.promises.statutes import ending
from journeys.promises.terms import Term
from journeys.topics.identity import WHOSE
from journeys.topics.offers import ORDER, QUANTITY
from journeys.topics.pickup.declared import (
    ASK_READY,
    GONE,
    GOODS,
    HANDED,
    HANDED_ORDER,
    HANDED_TWICE,
    LOOK_READY,
    MESSAGES_SEEN,
    NAMED,
    NAMED_REFUSED,
    NOT_HANDED_OVER,
    NOT_READY,
    NOT_TOLD,
    ORDER_FOR_PICKUP,
    ORDER_UNKNOWN,
    OTHER_GOODS,
    PICK_UP,
    PICK_UP_BY_CODE,
    PICK_UP_BY_NAME,
    PICKUP,
    PROMISED_LATER,
    READY,
    READY_BY,
    READY_MESSAGE,
    READY_SINCE,
    READY_TOLD_WITHIN,
    READY_WITHIN,
    TOLD_EARLY,
    TOLD_LATE,
    TOLD_TWICE,
    placed,
)

__all__ = ["as_it_stands", "as_ordered", "by_when", "told_in_time", "told_when_it_was"]

_PICKING_UP: Final = (PICK_UP, PICK_UP_BY_NAME, PICK_UP_BY_CODE)
_A_MINUTE: Final = timedelta(minutes=1)
"""What is told to the minute is no more exact than that."""
_NOTHING_ORDERED: Final = "not tested, because nothing had been ordered for pickup"


@PICKUP.rule(ORDER_FOR_PICKUP)
def by_when(visit: Visit, standing: Standing) -> Iterator[Finding]:
    """Compare when an order is to be ready with what the company promises of the product."""
    seen, within = visit.last(READY_BY), standing.promise.get(READY_WITHIN)
    if seen is None or within is None or not visit.bought:
        return
    told, due = seen.moment, ending(within, visit.ended, standing.standards.calendar)
    breach = PROMISED_LATER if told >= due + _A_MINUTE else None
    promised = f"within {WITHIN.write(within)}"
    reason = f"the company promises it {promised}"
    yield PICKUP.found(visit, READY_BY, promised, _at(told, standing), reason, breach, seen.words)


@PICKUP.rule(LOOK_READY)
def told_in_time(visit: Visit, standing: Standing) -> Iterator[Finding]:
    """Say whether a message came that calls the order ready: in time, not before it was, and once."""
    order = _order(visit, standing)
    if visit.last(MESSAGES_SEEN) is None:
        return
    if order is None:
        yield PICKUP.untested(visit, READY_MESSAGE, "a message", _NOTHING_ORDERED)
        return
    yield _of_messages(visit, order, _ready_since(order, standing), standing)
    if len(came := visit.of(READY_MESSAGE)) > 1:
        when = ", ".join(_at(one.moment, standing) for one in came)
        reason = f"{len(came)} messages say so ({when})"
        yield PICKUP.found(visit, READY_MESSAGE, "once", f"{len(came)} times", reason, TOLD_TWICE, came[-1].words)


@PICKUP.rule(ASK_READY, *_PICKING_UP)
def as_it_stands(visit: Visit, standing: Standing) -> Iterator[Finding]:
    """Say whether an order is known and ready when it must be, and handed over once, to whoever may have it."""
    term = READY if visit.purpose == ASK_READY else HANDED
    seen, order = visit.last(term), _order(visit, standing)
    if seen is None or visit.last(WHOSE) is not None:  # what is somebody else's is charged as such
        return
    if order is None:
        yield PICKUP.untested(visit, term, "ready", _NOTHING_ORDERED)
        return
    was = _Was(visit, standing, order, term, seen)
    if (taken := _taken(order, standing)) is not None:
        yield was.taken(taken)
    elif seen.value == "unknown":
        yield was.found("known", f"it was ordered at the {order.touchpoint}", ORDER_UNKNOWN)
    elif seen.value.startswith("picked up"):
        yield was.found("waiting", "nobody had picked it up", GONE)
    elif seen.value == "not ready":
        yield from was.not_ready()
    elif visit.by and _named(order) != visit.by:
        yield PICKUP.untested(visit, term, "handed over", f"not tested, because {visit.by} was not named to pick it up")
    elif seen.value == "refused":
        breach = NAMED_REFUSED if visit.by else NOT_HANDED_OVER
        whose = f"{visit.by} was named to pick it up" if visit.by else "it is the customer's own"
        yield was.found("handed over", whose, breach)
    else:
        yield was.found("ready", f"it was ordered at the {order.touchpoint}")


@PICKUP.rule(ASK_READY, *_PICKING_UP)
def told_when_it_was(visit: Visit, standing: Standing) -> Iterator[Finding]:
    """Hold what was promised and told before to the moment since when an order is said to be ready."""
    order, seen = _order(visit, standing), visit.last(READY_SINCE)
    if order is None or seen is None:
        return
    since, (due, why) = seen.moment, _due(order, standing)
    late = due is not None and since > due
    if due is not None and not (late and _found_late(order, due, standing)):
        promised, told = f"by {_at(due, standing)}", f"since {_at(since, standing)}"
        yield PICKUP.found(visit, READY_SINCE, promised, told, why, NOT_READY if late else None, seen.words)
    if _ready_since(order, standing) is not None:
        return
    for looked in _since(order, standing):
        if looked.purpose == LOOK_READY and not looked.problem and looked.last(MESSAGES_SEEN) is not None:
            before, now = (_of_messages(looked, order, one, standing) for one in (None, since))
            if now.breach is not None and now.breach != before.breach and not _called_unready(looked, order, standing):
                yield now


@PICKUP.rule(*_PICKING_UP)
def as_ordered(visit: Visit, standing: Standing) -> Iterator[Finding]:
    """Say whether what is handed over is what was ordered: the order, the goods, and as many."""
    order = _order(visit, standing)
    if order is None:
        return
    number, goods, quantity = visit.last(HANDED_ORDER), visit.last(GOODS), visit.last(QUANTITY)
    placed_as = order.last(ORDER)
    if number is not None and placed_as is not None:
        right = ORDER.agrees(placed_as.value, number.value)
        yield _compared(visit, HANDED_ORDER, placed_as.value, number, right=right)
    if goods is not None:
        right = order.promise.casefold() in goods.value.casefold()
        yield _compared(visit, GOODS, order.promise, goods, right=right)
    if quantity is not None:
        yield _compared(visit, QUANTITY, str(order.quantity), quantity, right=quantity.value == str(order.quantity))


def _compared(visit: Visit, term: Term[Any], ordered: str, seen: Observation, *, right: bool) -> Finding:
    breach = None if right else OTHER_GOODS
    return PICKUP.found(visit, term, ordered, seen.value, f"{ordered} was ordered", breach, seen.words)


@dataclass(frozen=True, slots=True)
class _Was:
    """What a visit found of an order.

    Attributes:
        order: The visit on which it was placed.
        term: What was seen.
        seen: What it said.
    """

    visit: Visit
    standing: Standing
    order: Visit
    term: Term[Any]
    seen: Observation

    def found(self, promised: str, reason: str, breach: Breach | None = None) -> Finding:
        """Write it down."""
        return PICKUP.found(self.visit, self.term, promised, self.seen.value, reason, breach, self.seen.words)

    def taken(self, by: Visit) -> Finding:
        """Judge it of an order that had been handed over before."""
        reason = f"{by.who} had picked it up at the {by.touchpoint}"
        if self.seen.value == "handed over":
            return self.found("handed over once", reason, HANDED_TWICE)
        if self.seen.value == "ready":
            return PICKUP.untested(self.visit, self.term, "picked up", f"not tested, because {reason}")
        return self.found("handed over once", reason)

    def not_ready(self) -> Iterator[Finding]:
        """Judge it of an order that is called unready: too late, or called ready before."""
        due, why = _due(self.order, self.standing)
        if due is not None and self.visit.started >= due:
            yield self.found(f"ready by {_at(due, self.standing)}", why, NOT_READY)
        elif (told := _called_ready(self.order, self.standing)) is not None:
            before, words = told
            reason = f"at the {self.visit.touchpoint} it was not ready at {_at(self.visit.started, self.standing)}"
            term = words.term
            yield PICKUP.found(before, term, "told when it is ready", "ready", reason, TOLD_EARLY, words.words)
        else:
            until = f"before {_at(due, self.standing)}" if due is not None else "at any time"
            yield PICKUP.untested(self.visit, self.term, "ready", f"not tested, because it need not be ready {until}")


def _order(visit: Visit, standing: Standing) -> Visit | None:
    """Find the order that a visit is about: by its number, else the last."""
    orders = placed(standing.before)
    numbered = (one for one in reversed(orders) if (seen := one.last(ORDER)) and ORDER.agrees(seen.value, visit.words))
    return next(numbered, orders[-1] if orders else None)


def _since(order: Visit, standing: Standing) -> list[Visit]:
    """List the visits about an order since it was placed."""
    return [one for one in standing.before if one.number > order.number and _order(one, standing) is order]


def _due(order: Visit, standing: Standing) -> tuple[datetime | None, str]:
    """Tell by when an order must be ready: as was told when it was placed, else as the company promises."""
    told, within = order.value(READY_BY), standing.promise.get(READY_WITHIN)
    if told is not None:
        return told, f"the {order.touchpoint} said so when it was ordered"
    if within is None:
        return None, ""
    due = ending(within, order.ended, standing.standards.calendar)
    return due, f"the company promises it within {WITHIN.write(within)}"


def _of_messages(looked: Visit, order: Visit, since: datetime | None, standing: Standing) -> Finding:
    """Judge the first message that calls an order ready, or that none came, by since when it is, if that is known."""
    due, _ = _due(order, standing)
    within, ready = standing.standards.of(READY_TOLD_WITHIN), since or due
    latest = ending(within, ready, standing.standards.calendar) if ready is not None else None
    came = looked.first(READY_MESSAGE)
    meant = f"{'was' if since else 'was to be'} ready by {_at(ready, standing)}" if ready is not None else ""
    promised = f"by {_at(latest, standing)}" if latest is not None else "a message"
    if came is None:
        taken = _taken(order, standing)
        if latest is None or looked.started < latest or (taken is not None and taken.started < latest):
            reason = f"not tested, because no message was due before {_at(latest, standing)}" if latest else ""
            reason = reason or "not tested, because nobody said by when the order would be ready"
            return PICKUP.untested(looked, READY_MESSAGE, promised, reason)
        return PICKUP.found(looked, READY_MESSAGE, promised, "none", f"the order {meant}", NOT_TOLD)
    told, breach = _at(came.moment, standing), None
    reason = "it came, and the order could be picked up whenever it did" if latest is None else f"the order {meant}"
    if since is not None and came.moment <= since - _A_MINUTE:
        breach, reason = TOLD_EARLY, f"it was ready at {_at(since, standing)}"
    elif latest is not None and came.moment >= latest + _A_MINUTE:
        breach = TOLD_LATE
    return PICKUP.found(looked, READY_MESSAGE, promised, told, reason, breach, came.words)


def _ready_since(order: Visit, standing: Standing) -> datetime | None:
    """Tell since when an order is ready, as the first place that said so had it."""
    told = (one.value(READY_SINCE) for one in _since(order, standing))
    return next((one for one in told if one is not None), None)


def _called_ready(order: Visit, standing: Standing) -> tuple[Visit, Observation] | None:
    """Find where an order was first called ready, and what said so."""
    for visit in _since(order, standing):
        seen = visit.first(READY_MESSAGE) or visit.last(READY)
        if seen is not None and (seen.term == READY_MESSAGE or seen.value == "ready"):
            return visit, seen
    return None


def _called_unready(looked: Visit, order: Visit, standing: Standing) -> bool:
    """Tell whether a place called an order unready after a message was read, which was found out by that."""
    said = (one.last(READY) or one.last(HANDED) for one in _since(order, standing) if one.number > looked.number)
    return looked.first(READY_MESSAGE) is not None and any(one and one.value == "not ready" for one in said)


def _found_late(order: Visit, due: datetime, standing: Standing) -> bool:
    """Tell whether somebody who came in time to see it has found that an order was not ready."""
    said = ((one, one.last(READY) or one.last(HANDED)) for one in _since(order, standing))
    return any(seen is not None and seen.value == "not ready" and one.started >= due for one, seen in said)


def _taken(order: Visit, standing: Standing) -> Visit | None:
    """Find the visit on which an order was handed over."""
    return next((one for one in _since(order, standing) if (s := one.last(HANDED)) and s.value == "handed over"), None)


def _named(order: Visit) -> str:
    seen = order.last(NAMED)
    return seen.value if seen is not None else ""


def _at(moment: datetime, standing: Standing) -> str:
    local = moment.astimezone(ZoneInfo(standing.standards.calendar.zone))
    return f"{local.day} {local:%B %Y, %H:%M}"
