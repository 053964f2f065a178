"""Purchases: what is bought without any offer costs what the customer was shown, for as many as were ordered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from journeys.evidence.observations import Stance, Visit
from journeys.evidence.purposes import Before
from journeys.judging.standing import Standing
from journeys.judging.topic import Topic
from journeys.judging.verdict import Finding
from journeys.promises.money import Money, written
from journeys.promises.promise import Promise
from journeys.topics.offers import BOUGHT, OFFER, PRICE, QUANTITY, REDEMPTION, SURCHARGE, as_said
from journeys.topics.prices import prices_shown

if TYPE_CHECKING:
    from journeys.touchpoints.visit import OpenVisit

__all__ = ["ASKED_MORE", "BUY", "NOT_SOLD", "OTHER_QUANTITY", "PURCHASES", "SellsProducts"]

PURCHASES = Topic("purchases", about="selling at the price shown", honours=True, measures="consistency")


@runtime_checkable
class SellsProducts(Protocol):
    """A place where customers buy products, without any offer."""

    def buy_product(self, visit: OpenVisit) -> None:
        """Order ``visit.quantity`` of the product named ``visit.words``, unless more is asked than was shown.

        Write down what all of it comes to before it is ordered and after, how many were sold, and what came of it.
        """


PURCHASES.ability(SellsProducts, "sell a product")


def _as_shown(before: Before) -> Promise:
    """Go by the price that one was shown last, wherever that was; by the listed one, if one was shown none."""
    price = _each(before.promise, before.own)
    return before.promise if price is None else before.promise.as_told({PRICE: price})


def _each(promise: Promise, visits: Sequence[Visit]) -> Money | None:
    shown = prices_shown(visits)
    return shown[-1] if shown else promise.get(PRICE)


BUY = PURCHASES.purpose(
    "buys a product",
    SellsProducts.buy_product,
    sentence="{shopper} buys {promise} at the {place}",
    owes=[PRICE, REDEMPTION],
    may=BOUGHT,
    tells_history=False,
    of_public=True,
    goes_by=_as_shown,
    also=[as_said],
)

ASKED_MORE = PURCHASES.breach("asked more than was shown", row="R15")
NOT_SOLD = PURCHASES.breach("did not sell what it shows", row="R15")
OTHER_QUANTITY = PURCHASES.breach("sold another quantity", row="R15")

_NO_REFUSAL = (Stance.ACCEPTED, Stance.DECLINED, Stance.STOPPED, Stance.KNOWN)


@PURCHASES.rule(BUY)
def at_the_price_shown(visit: Visit, standing: Standing) -> Iterator[Finding]:
    """Compare what all of it comes to with the price shown for each; a surcharge that is named explains the rest."""
    told, each, extra = visit.value(PRICE), _each(standing.promise, standing.before), visit.value(SURCHARGE)
    if told is None or each is None:
        return
    meant = each * visit.quantity
    of = f"{visit.quantity} at {written(each)}" if visit.quantity > 1 else "the price shown"
    breach, reason = None, of
    if told.currency != meant.currency:
        breach, reason = ASKED_MORE, f"named a price in {told.currency}"
    elif extra is not None and extra.currency == meant.currency and told == meant + extra:
        reason = f"{of}, and an announced surcharge of {written(extra)}"
    elif told != meant:
        breach = ASKED_MORE if told > meant else None
        reason = f"asked {written(told)}, where {written(meant)} was shown"
    yield PURCHASES.found(visit, PRICE, written(meant), written(told), reason, breach)


@PURCHASES.rule(BUY)
def sold(visit: Visit, standing: Standing) -> Iterator[Finding]:
    """Say whether it was sold to whoever wanted to pay the price; of what is sold out, the topic of stock says it."""
    del standing
    seen = visit.last(REDEMPTION) or visit.last(OFFER)
    if seen is None or seen.value in {*_NO_REFUSAL, Stance.SOLD_OUT}:
        return
    yield PURCHASES.found(visit, REDEMPTION, "sold", seen.value, "it was not sold", NOT_SOLD, seen.words)


@PURCHASES.rule(BUY)
def as_many_as_wanted(visit: Visit, standing: Standing) -> Iterator[Finding]:
    """Say whether as many were sold as were wanted."""
    del standing
    seen = visit.last(QUANTITY)
    if seen is not None:
        wanted = str(visit.quantity)
        breach = None if seen.value == wanted else OTHER_QUANTITY
        yield PURCHASES.found(visit, QUANTITY, wanted, seen.value, f"{wanted} wanted", breach, seen.words)
