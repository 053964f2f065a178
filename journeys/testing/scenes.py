"""What comes before the visit in view, and what a shopper does with each ability."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Protocol

from journeys.errors import Unable
from journeys.promises.channel import Channel
from journeys.touchpoints.directory import (
    ConfirmsOrders,
    Directory,
    HearsComplaints,
    KeepsCarts,
    KeepsNotes,
    PricesProducts,
    PutsThrough,
    QuotesPrices,
    Redeems,
    ShowsAccounts,
    ShowsStaffOffers,
    TellsOffers,
)
from journeys.walking.journey import Journey

__all__ = ["NEEDS_AN_ORDER", "SHOPPER", "USES", "Scene", "emailed_offer"]

SHOPPER: Final = "Linda"
"""Who shops in the contract suite."""

NEEDS_AN_ORDER: Final = (ShowsAccounts, ConfirmsOrders)
"""Abilities that show what was bought: something must have been."""

_NOTE: Final = "was promised the upgrade for less"


class Scene(Protocol):
    """Prepares a journey for a visit: makes the shopper a customer, and has the company make the promise."""

    def __call__(self, journey: Journey, directory: Directory, place: str, ability: type) -> None:
        """Do what comes before ``ability`` is used at ``place``; the shopper's name is Linda."""


def emailed_offer(journey: Journey, directory: Directory, place: str, ability: type) -> None:
    """Have the company promise Linda, in the place's own channel or by email, an upgrade for Maya's line; she reads it.

    It takes a company with a back office. For any other, write a scene of your own.
    """
    if ability is PricesProducts:
        try:
            journey.meet(SHOPPER)
        except Unable:  # a company that enrols nobody shows its prices to anybody
            journey.visitor(SHOPPER)
        return
    journey.meet(SHOPPER, ["Maya"])
    by = directory.settings(place).channel if ability is TellsOffers else Channel.EMAIL
    selling = {*directory.all_able(QuotesPrices), *directory.all_able(Redeems)}
    terms = {
        "offer": "family phone upgrade",
        "price": "19.00",
        "regular price": "130.00",
        "line": "Maya",
        "honoured at": ", ".join(name for name in directory if name in selling),
        "valid for": "30 days",
    }
    journey.promised(SHOPPER, by.value, [(term, value) for term, value in terms.items() if value])
    if ability is not TellsOffers:
        journey.learn(SHOPPER)
    if ability in NEEDS_AN_ORDER:
        journey.redeem(SHOPPER, next(name for name in directory.all_able(Redeems)))


def _note(journey: Journey, place: str, _product: str) -> None:
    journey.leave_note(SHOPPER, place, _NOTE)
    journey.find_note(SHOPPER, place)


def _cart(journey: Journey, place: str, _product: str) -> None:
    journey.fill_cart(SHOPPER, place)
    journey.check_out(SHOPPER, place)


USES: Final[dict[type, Callable[[Journey, str, str], object]]] = {
    TellsOffers: lambda journey, place, _: journey.learn(SHOPPER, place),
    QuotesPrices: lambda journey, place, _: journey.ask(SHOPPER, place),
    Redeems: lambda journey, place, _: journey.redeem(SHOPPER, place),
    KeepsCarts: _cart,
    ConfirmsOrders: lambda journey, place, _: journey.read_confirmation(SHOPPER, place),
    PricesProducts: lambda journey, place, product: journey.look_up(SHOPPER, product, place),
    PutsThrough: lambda journey, place, _: journey.be_put_through(SHOPPER, place),
    KeepsNotes: _note,
    HearsComplaints: lambda journey, place, _: journey.complain(SHOPPER, place),
    ShowsAccounts: lambda journey, place, _: journey.check_account(SHOPPER, place),
    ShowsStaffOffers: lambda journey, place, _: journey.staff_look_up(SHOPPER, place),
}
"""What a shopper does with each ability, at a place, about a product if it is about one."""
