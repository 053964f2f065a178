"""Carts: what is offered waits in a cart, at the price that was promised, until it is paid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from journeys.judging.topic import Topic
from journeys.topics.lines import on_the_right_line
from journeys.topics.offers import ASKED, BOUGHT, PRICE, REDEMPTION, as_said, price, redemption

if TYPE_CHECKING:
    from journeys.touchpoints.visit import OpenVisit

__all__ = ["CARTS", "CHECK_OUT", "FILL", "KeepsCarts"]

CARTS = Topic("carts", about="keeping the cart")


@runtime_checkable
class KeepsCarts(Protocol):
    """A place where the offer can wait in a cart before it is paid: a shop, or an employee's order form."""

    def fill_cart(self, visit: OpenVisit) -> None:
        """Put what is offered in the cart, with its code; write down what the cart asks for it."""

    def check_out(self, visit: OpenVisit) -> None:
        """Pay what is in the cart, unless more is asked than the shopper was told; write down what came of it."""


CARTS.ability(KeepsCarts, "keep a cart")

FILL = CARTS.purpose(
    "puts the offer in a cart",
    KeepsCarts.fill_cart,
    sentence="{shopper} puts the offer in the cart at the {place}",
    owes=[PRICE],
    may=ASKED,
    also=[price],
)
CHECK_OUT = CARTS.purpose(
    "checks out",
    KeepsCarts.check_out,
    sentence="{shopper} checks out at the {place}",
    owes=[PRICE, REDEMPTION],
    may=BOUGHT,
    also=[price, as_said, redemption, on_the_right_line],
    after=FILL,
)
