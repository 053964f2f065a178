"""Returns: what was bought in one channel is taken back in another within the promised days, and refunded in full."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final, Protocol, runtime_checkable

from journeys.evidence.observations import Visit
from journeys.evidence.purposes import Place
from journeys.judging.standing import Standing
from journeys.judging.topic import Topic
from journeys.judging.verdict import Breach, Finding
from journeys.promises.calendars import WorkingDays
from journeys.promises.clock import lasting
from journeys.promises.form import one_of
from journeys.promises.forms import END, MONEY, WITHIN
from journeys.promises.money import Money, written
from journeys.topics.lines import NOTHING_BOUGHT, last_order
from journeys.topics.offers import PRICE, REDEEM, SERVED
from journeys.topics.prices import prices_shown
from journeys.topics.purchases import BUY

if TYPE_CHECKING:
    from journeys.touchpoints.visit import OpenVisit

__all__ = [
    "ANSWER_TO_IT",
    "AS_CREDIT",
    "AS_PAID",
    "CAME",
    "CONFIRMED",
    "CONFIRMED_OTHERWISE",
    "DONE",
    "ENDED_TOO_SOON",
    "FEE_KEPT",
    "FEE_UNNAMED",
    "MISSING",
    "NOT_CONFIRMED",
    "NO_SUCH_ORDER",
    "OTHER_REFUND",
    "OTHER_WAY",
    "READ_REFUND",
    "REFUND",
    "REFUNDED_LATE",
    "REFUNDED_WITHIN",
    "REFUND_BY",
    "REFUND_TO",
    "REFUSED",
    "REFUSED_BACK",
    "REFUSED_OF_OTHERS",
    "RETURN",
    "RETURNS",
    "RETURNS_WITHIN",
    "RETURN_FEE",
    "TODAYS_PRICE",
    "TOLD",
    "TOO_LATE",
    "UNDOING",
    "ConfirmsRefunds",
    "TakesBack",
    "as_it_was_paid",
    "ends",
    "in_full",
    "in_time",
    "in_words",
    "undone",
]

RETURNS = Topic("returns", about="giving the money back", honours=True, measures="consistency")


@runtime_checkable
class TakesBack(Protocol):
    """A place that takes back what was bought, wherever that was."""

    def take_back(self, visit: OpenVisit) -> None:
        """Return the order numbered ``visit.words``, of what ``visit.promise.name`` names.

        Write down what came of it, how much is refunded, by when, by which way, and any fee that is named.
        ``journeys.touchpoints.return_words.note_undoing`` reads what a place says of it.
        """


@runtime_checkable
class ConfirmsRefunds(Protocol):
    """A place where customers get the confirmation of a refund: their inbox."""

    def confirm_refund(self, visit: OpenVisit) -> None:
        """Wait for the confirmation that the order numbered ``visit.words`` is refunded.

        Write down whether it came, the amount it gives, and by when the money is back, if it says that.
        """


RETURNS.ability(TakesBack, "take something back", after=REDEEM)
RETURNS.ability(ConfirmsRefunds, "confirm a refund", after=REDEEM)

# What is promised

RETURNS_WITHIN = RETURNS.term(
    "returns within",
    WITHIN,
    seen=False,
    checkable=True,
    help="How long after buying it customers can bring it back, such as 30 days, wherever they bought it.",
)
RETURN_FEE = RETURNS.term(
    "return fee",
    MONEY,
    seen=False,
    help="What is kept of the price when it is brought back, if that was said before it was bought: 5.00 USD.",
)
REFUNDED_WITHIN = RETURNS.standard(
    "refunded within",
    WITHIN,
    usual="14 days",
    help="How long it may take until the money is back: 14 days, or 10 working days by the calendar.",
)

# What is seen

DONE = "done"
REFUSED = "refused"
TOO_LATE = "too late"
NO_SUCH_ORDER = "no such order"
ANSWER_TO_IT = (DONE, REFUSED, TOO_LATE, NO_SUCH_ORDER)
UNDOING = RETURNS.seen("undoing the purchase", one_of(*ANSWER_TO_IT), excuses=ANSWER_TO_IT[1:], told="{value}")
REFUND = RETURNS.seen("refund", MONEY, told="{value} back")
FEE_KEPT = RETURNS.seen("fee kept", MONEY)
AS_PAID = "the way it was paid"
AS_CREDIT = "credit to spend"
REFUND_TO = RETURNS.seen("refund to", one_of(AS_PAID, AS_CREDIT))
REFUND_BY = RETURNS.seen("refund by", END)
CAME = "came"
MISSING = "missing"
CONFIRMED = RETURNS.seen(
    "confirmation of the refund", one_of(CAME, MISSING), excuses=[MISSING], told="confirmation {value}"
)

TOLD = (REFUND, FEE_KEPT, REFUND_TO, REFUND_BY)
"""What is told of a refund."""

# What customers come for

RETURN = RETURNS.purpose(
    "returns what was bought",
    TakesBack.take_back,
    sentence="{shopper} returns {promise} at the {place}",
    owes=[UNDOING, REFUND],
    may=(*TOLD, *SERVED),
    tells_history=False,
    any_time=True,
    brings=last_order,
    after=BUY,
)
READ_REFUND = RETURNS.purpose(
    "reads the confirmation of the refund",
    ConfirmsRefunds.confirm_refund,
    sentence="{shopper} reads the confirmation of the refund at the {place}",
    owes=[CONFIRMED, REFUND],
    may=TOLD,
    contact=False,
    served=False,
    tells_history=False,
    any_time=True,
    usually=Place.BY_EMAIL,
    brings=last_order,
)

# How it is broken

REFUSED_BACK = RETURNS.breach("refused to take it back", row="R18")
REFUSED_OF_OTHERS = RETURNS.breach("refused to take back what was bought elsewhere", row="R18")
ENDED_TOO_SOON = RETURNS.breach("ended the time for returns too soon", row="R18")
OTHER_REFUND = RETURNS.breach("refunded another amount", row="R18")
TODAYS_PRICE = RETURNS.breach("refunded the price of today instead of what was paid", row="R18")
FEE_UNNAMED = RETURNS.breach("kept a fee that nobody had named", row="R18")
OTHER_WAY = RETURNS.breach("gave credit instead of the money", row="R18")
REFUNDED_LATE = RETURNS.breach("refunds too late", row="R18")
NOT_CONFIRMED = RETURNS.breach("did not confirm the refund", row="R18")
CONFIRMED_OTHERWISE = RETURNS.breach("confirmed another refund", row="R18")

_NOT_GIVEN_BACK: Final = "not tested, because nothing was taken back"
_SAME_MOMENT: Final = timedelta(minutes=10)
"""So much later a letter may be written than what it confirms was said."""


def undone(standing: Standing) -> Visit | None:
    """Return the visit on which the last purchase was returned or cancelled, if it was."""
    bought = standing.last_use
    after = (one for one in reversed(standing.before) if bought is not None and one.number > bought.number)
    return next((one for one in after if one.value(UNDOING) == DONE), None)


@RETURNS.rule(RETURN)
def taken_back(visit: Visit, standing: Standing) -> Iterator[Finding]:
    """Say whether it was taken back within the promised time, wherever it was bought."""
    seen, bought, within = visit.last(UNDOING), standing.last_use, standing.promise.get(RETURNS_WITHIN)
    if seen is None:
        return
    if bought is None:
        yield RETURNS.untested(visit, UNDOING, DONE, NOTHING_BOUGHT)
        return
    if undone(standing) is not None:
        yield RETURNS.untested(visit, UNDOING, "once", "not tested, because it was given back before")
        return
    if within is None:
        if seen.value == DONE:
            yield RETURNS.found(visit, UNDOING, DONE, seen.value, "taken back, which nobody had promised")
        else:
            yield RETURNS.untested(visit, UNDOING, DONE, "not tested, because nobody promised to take it back")
        return
    last = ends(bought.started, within, standing)
    promised = f"taken back within {in_words(within, standing)}"
    if visit.started <= last:
        breach = _refused(seen.value, visit, bought)
        reason = f"bought {lasting(visit.started - bought.started)} before, at the {bought.touchpoint}"
    elif visit.started.astimezone(last.tzinfo).date() <= last.date():
        breach, reason = None, "on the last day, which may end like the day or like the hour"
    else:
        breach, promised, reason = None, "nothing any more", f"the {in_words(within, standing)} were over"
    yield RETURNS.found(visit, UNDOING, promised, seen.value, reason, breach, seen.words)


def _refused(value: str, visit: Visit, bought: Visit) -> Breach | None:
    if value == DONE:
        return None
    if value == TOO_LATE:
        return ENDED_TOO_SOON
    return REFUSED_BACK if visit.channel == bought.channel else REFUSED_OF_OTHERS


def ends(start: datetime, within: timedelta | int, standing: Standing) -> datetime:
    """Return the last moment of a length of time that was promised."""
    if isinstance(within, int):
        return start + WorkingDays(within, standing.standards.calendar).after(start)
    return start + within


def in_words(within: timedelta | int, standing: Standing) -> str:
    """Say a length of time that was promised."""
    return lasting(within) if isinstance(within, timedelta) else str(WorkingDays(within, standing.standards.calendar))


@RETURNS.rule(RETURN)
def in_full(visit: Visit, standing: Standing) -> Iterator[Finding]:
    """Compare what is refunded with what was paid, less a fee that was named before it was bought."""
    seen, bought = visit.last(REFUND), standing.last_use
    paid = bought.value(PRICE) if bought else None
    if seen is None or bought is None or paid is None:
        return
    fee, kept = standing.promise.get(RETURN_FEE), visit.value(FEE_KEPT)
    fee = fee if visit.purpose == RETURN and fee is not None and fee.currency == paid.currency else paid * 0
    meant = paid - min(fee, paid)
    less = f" less the fee of {written(fee)}" if fee.amount else ""
    breach, reason = None, f"{written(paid)} was paid{less}"
    if seen.money.currency != meant.currency:
        breach = OTHER_REFUND
    elif seen.money < meant:
        breach = _less(seen.money, bought, kept, standing)
    yield RETURNS.found(visit, REFUND, written(meant), seen.value, reason, breach, seen.words)


def _less(told: Money, bought: Visit, kept: Money | None, standing: Standing) -> Breach:
    """Say what kind of breach it is that less is refunded than was paid."""
    paid = bought.value(PRICE)
    if kept is not None and kept.amount:
        return FEE_UNNAMED
    since = [one for one in (*standing.before, *standing.beside) if one.promise == standing.promise.name]
    shown = [price * bought.quantity for price in prices_shown(sorted(since, key=lambda one: one.number))]
    return TODAYS_PRICE if told in shown and told != paid else OTHER_REFUND


@RETURNS.rule(RETURN, READ_REFUND)
def as_it_was_paid(visit: Visit, standing: Standing) -> Iterator[Finding]:
    """Say whether the money comes back the way it was paid; a message that repeats what was told is not to blame."""
    seen, given_back = visit.last(REFUND_TO), undone(standing)
    repeats = given_back is not None and seen is not None and given_back.value(REFUND_TO) == seen.value
    if seen is not None and standing.last_use is not None and not repeats:
        breach = None if seen.value == AS_PAID else OTHER_WAY
        yield RETURNS.found(visit, REFUND_TO, AS_PAID, seen.value, f"it comes as {seen.value}", breach, seen.words)


@RETURNS.rule(RETURN, READ_REFUND)
def in_time(visit: Visit, standing: Standing) -> Iterator[Finding]:
    """Say whether the money is to be back in the time that the company promises; who repeats it is not to blame."""
    seen, bought = visit.last(REFUND_BY), standing.last_use
    given_back = undone(standing) or (visit if visit.value(UNDOING) == DONE else None)
    if seen is None or bought is None or given_back is None:
        return
    told_before = given_back.value(REFUND_BY) if given_back is not visit else None
    if told_before is not None and told_before.date() >= seen.moment.astimezone(told_before.tzinfo).date():
        return
    within = standing.standards.of(REFUNDED_WITHIN)
    due = ends(given_back.started, within, standing)
    late = (seen.moment.astimezone(due.tzinfo) - _SAME_MOMENT).date() > due.date()
    promised, told = f"within {in_words(within, standing)}", f"by {seen.moment:%-d %B %Y}"
    reason = f"given back on {given_back.started:%-d %B %Y}, at the {given_back.touchpoint}"
    yield RETURNS.found(visit, REFUND_BY, promised, told, reason, REFUNDED_LATE if late else None, seen.words)


@RETURNS.rule(READ_REFUND)
def as_told(visit: Visit, standing: Standing) -> Iterator[Finding]:
    """Say whether a refund is confirmed, and with the amount that was told where the purchase was undone."""
    came, seen, given_back = visit.last(CONFIRMED), visit.last(REFUND), undone(standing)
    told = given_back.last(REFUND) if given_back else None
    if given_back is None and seen is None:
        why = _NOT_GIVEN_BACK if standing.last_use is not None else NOTHING_BOUGHT
        yield RETURNS.untested(visit, CONFIRMED, "what was refunded", why)
    elif given_back is not None and came is not None and came.value == MISSING:
        reason = f"given back at the {given_back.touchpoint}, and no message says so"
        yield RETURNS.found(visit, CONFIRMED, "a message", MISSING, reason, NOT_CONFIRMED, came.words)
    elif seen is not None and (given_back is None or told is not None):
        meant = told.value if told is not None else "nothing"
        breach = None if meant == seen.value else CONFIRMED_OTHERWISE
        reason = f"{meant} was to be refunded"
        yield RETURNS.found(visit, REFUND, meant, seen.value, reason, breach, seen.words)
