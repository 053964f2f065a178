"""Prices: a product costs the same wherever the customer looks, or the difference was announced."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from journeys.evidence.observations import Stance, Visit
from journeys.judging.standing import Standing
from journeys.judging.topic import Topic
from journeys.judging.verdict import Finding
from journeys.promises.money import Money, written
from journeys.topics.offers import CODE, OFFER, PRICE, REGULAR_PRICE, SURCHARGE, sold_out
from journeys.topics.service import DROPPED

if TYPE_CHECKING:
    from journeys.touchpoints.visit import OpenVisit

__all__ = ["LOOK_UP", "PRICES", "PRICE_DIFFERS", "PricesProducts", "prices_shown"]

PRICES = Topic("prices", about="showing one price", measures="consistency")


@runtime_checkable
class PricesProducts(Protocol):
    """A place that says what a product costs, without any offer."""

    def price_product(self, visit: OpenVisit) -> None:
        """Look up the product named ``visit.words``; write down its price, or that it is not to be found."""


PRICES.ability(PricesProducts, "price a product")

LOOK_UP = PRICES.purpose(
    "looks up a price",
    PricesProducts.price_product,
    sentence="{shopper} looks up {promise} at the {place}",
    owes=[PRICE],
    may=(SURCHARGE, REGULAR_PRICE, CODE, OFFER, DROPPED),
    tells_history=False,
    of_public=True,
)

_WITH_CODE = "shown with a code that is active already, and without the price for everybody"

PRICE_DIFFERS = PRICES.breach("did not show the listed price", row="R15")


def prices_shown(visits: Sequence[Visit]) -> list[Money]:
    """List the prices at which a product was shown on visits about it, in order."""
    seen = (visit.value(PRICE) for visit in visits if visit.purpose == LOOK_UP)
    return [price for price in seen if price is not None]


@PRICES.rule(LOOK_UP)
def as_listed(visit: Visit, standing: Standing) -> Iterator[Finding]:
    """Compare the price a product is shown at with the one the company lists; a surcharge that is named explains it.

    Where the company lists none, it is the one that the customer was shown first.
    Where a code of the customer's is active already, the list price is the regular one; a lower price is the code's.
    """
    told, extra, listed = visit.last(PRICE) or visit.last(OFFER), visit.value(SURCHARGE), standing.promise.get(PRICE)
    meant = listed if listed is not None else next(iter(prices_shown(standing.before)), None)
    if told is None or meant is None or told.value == Stance.KNOWN:
        return
    if told.value == Stance.SOLD_OUT:
        yield replace(sold_out(visit, PRICE, written(meant), told.words), about=PRICES.about)
        return
    if visit.last(CODE) is not None and told.term == PRICE:
        told = visit.last(REGULAR_PRICE) or told
        if told.term == PRICE and told.money.currency == meant.currency and told.money < meant:
            yield PRICES.untested(visit, PRICE, written(meant), _WITH_CODE)
            return
    breach, reason = None, "the listed price"
    if told.term == OFFER:
        breach, reason = PRICE_DIFFERS, "named no price"
    elif extra is not None and extra.currency == meant.currency and told.money == meant + extra:
        reason = f"an announced difference of {written(extra)}"
    elif told.money != meant:
        breach, reason = PRICE_DIFFERS, f"showed {told.value}"
    yield PRICES.found(visit, PRICE, written(meant), told.value, reason, breach, told.words)
