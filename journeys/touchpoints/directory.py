"""What a touchpoint can do, as small Protocols, and the directory that finds touchpoints by name."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Protocol, TypeVar, runtime_checkable

from journeys.company.company_file import Company, TouchpointSettings
from journeys.errors import InvalidCompany, Unable, UnknownName
from journeys.promises.channel import Channel, Side
from journeys.promises.promise import PromiseTerms
from journeys.promises.shopper import Shopper
from journeys.records.ledger import Created
from journeys.tools.toolbox import Toolbox
from journeys.touchpoints.loading import SetUpByOptions, check_driver, load
from journeys.touchpoints.visit import OpenVisit

__all__ = [
    "ABILITIES",
    "BackOffice",
    "CleansUp",
    "ConfirmsOrders",
    "Directory",
    "HearsComplaints",
    "KeepsCarts",
    "KeepsNotes",
    "PricesProducts",
    "PutsThrough",
    "QuotesPrices",
    "Redeems",
    "ShowsAccounts",
    "ShowsStaffOffers",
    "TellsOffers",
]


@runtime_checkable
class TellsOffers(Protocol):
    """A place where a customer learns what was promised: a message, an account page, an agent's words."""

    def tell_offer(self, visit: OpenVisit) -> None:
        """Read the offer; write down its terms as they are told here."""


@runtime_checkable
class QuotesPrices(Protocol):
    """A place that says what the offer would cost."""

    def quote(self, visit: OpenVisit) -> None:
        """Ask what it costs, without buying; write down the answer."""


@runtime_checkable
class Redeems(Protocol):
    """A place where the offer can be used."""

    def redeem(self, visit: OpenVisit) -> None:
        """Use the offer once, unless more is asked than the shopper was told; write down what came of it."""


@runtime_checkable
class KeepsCarts(Protocol):
    """A place where the offer can wait in a cart before it is paid: a shop, or an employee's order form."""

    def fill_cart(self, visit: OpenVisit) -> None:
        """Put what is offered in the cart, with its code; write down what the cart asks for it."""

    def check_out(self, visit: OpenVisit) -> None:
        """Pay what is in the cart, unless more is asked than the shopper was told; write down what came of it."""


@runtime_checkable
class ConfirmsOrders(Protocol):
    """A place that confirms what was bought: a message, a page, a receipt sent home."""

    def confirm_order(self, visit: OpenVisit) -> None:
        """Read the confirmation of the order numbered ``visit.words``; write down the price it gives.

        Without a number nothing is known to have been bought; a confirmation that says otherwise is written down too.
        """


@runtime_checkable
class PricesProducts(Protocol):
    """A place that says what a product costs, without any offer."""

    def price_product(self, visit: OpenVisit) -> None:
        """Look up the product named ``visit.words``; write down its price, or that it is not to be found."""


@runtime_checkable
class PutsThrough(Protocol):
    """A place that hands the customer over to a colleague within one contact."""

    def put_through(self, visit: OpenVisit) -> None:
        """Ask about the offer, be handed over, and write down what the second person says."""


@runtime_checkable
class KeepsNotes(Protocol):
    """A place where staff write notes on the account and read those of others."""

    def leave_note(self, visit: OpenVisit) -> None:
        """Have the note in ``visit.words`` written."""

    def find_note(self, visit: OpenVisit) -> None:
        """Ask for the note in ``visit.words``, the last that was left; write down whether and when it was found."""


@runtime_checkable
class HearsComplaints(Protocol):
    """A place to complain, and to be put right."""

    def hear_complaint(self, visit: OpenVisit) -> None:
        """Complain, wait for the answer, and write down what it says and what was done."""


@runtime_checkable
class ShowsAccounts(Protocol):
    """A place where customers see what the company holds about them."""

    def show_account(self, visit: OpenVisit) -> None:
        """Write down which line the upgrade is on."""


@runtime_checkable
class ShowsStaffOffers(Protocol):
    """A screen that shows employees the offers of a customer."""

    def show_staff(self, visit: OpenVisit) -> None:
        """Look the shopper up as an employee would; write down what the screen shows."""


@runtime_checkable
class CleansUp(Protocol):
    """A touchpoint or a back office that can undo what a run made: cancel an order, close an account or a case."""

    def clean_up(self, created: Created) -> bool:
        """Undo it, also if that was done before; tell whether it is gone, False if this is not the place for it."""


@runtime_checkable
class BackOffice(Protocol):
    """Where a company that lets us enrols customers and makes offers."""

    def enrol(self, shopper: Shopper) -> str | None:
        """Make the shopper a customer; return how the company calls the account, if it is to be closed again."""

    def make_offer(self, shopper: Shopper, terms: PromiseTerms, channel: Channel, places: Mapping[str, Channel]) -> str:
        """Make the offer to the shopper in a channel; return where it was said (a Message-ID for an email).

        Args:
            shopper: A customer.
            terms: What is promised, with both ends of the period set.
            channel: Where it is announced.
            places: The channel of each touchpoint the terms name.
        """

    def start_afresh(self) -> None:
        """Forget all earlier journeys, as far as the company can."""


Ability = TypeVar("Ability")

ABILITIES: dict[type, str] = {
    TellsOffers: "tell an offer",
    QuotesPrices: "quote a price",
    Redeems: "redeem an offer",
    KeepsCarts: "keep a cart",
    ConfirmsOrders: "confirm an order",
    PricesProducts: "price a product",
    PutsThrough: "put a caller through",
    KeepsNotes: "keep a note",
    HearsComplaints: "hear a complaint",
    ShowsAccounts: "show an account",
    ShowsStaffOffers: "show staff an offer",
}
"""Each ability with the words that name it in messages."""


class Directory:
    """The company's touchpoints by name; a driver is made when its touchpoint is first visited."""

    def __init__(self, company: Company, tools: Toolbox | None) -> None:
        """Find every driver's class now, so that a wrong one is known before anything runs.

        Args:
            company: Whose touchpoints they are.
            tools: What drivers work with; None where nobody goes anywhere, and only abilities are asked for.
        """
        self._company, self._tools = company, tools
        self._classes = {name: _driver_of(company, name) for name in company.touchpoints}
        self._lacking = {name: _not_set_up(company, name, found) for name, found in self._classes.items()}
        self._drivers: dict[str, object] = {}

    def __iter__(self) -> Any:
        """Go through the touchpoints' names, in the company file's order."""
        return iter(self._company.touchpoints)

    def settings(self, name: str) -> TouchpointSettings:
        """Return a touchpoint's settings.

        Raises:
            UnknownName: With the nearest and all valid names.
        """
        try:
            return self._company.touchpoints[name]
        except KeyError:
            problem = f"{self._company.name} has no such touchpoint"
            raise UnknownName(problem, value=name, valid=self._company.touchpoints) from None

    def able(self, name: str, ability: type[Ability]) -> Ability:
        """Return the driver of a touchpoint that can do something.

        Raises:
            UnknownName: There is no such touchpoint.
            Unable: It cannot; the message names those that can.
        """
        self.check(name, ability)
        return self.driver(name)  # type: ignore[return-value]

    def check(self, name: str, ability: type) -> None:
        """See that a touchpoint can do something, without making its driver.

        Raises:
            UnknownName: There is no such touchpoint.
            Unable: It cannot; the message names those that can.
        """
        self.settings(name)
        if not self._can(name, ability):
            able = self.all_able(ability)
            others = f"These can: {', '.join(able)}." if able else "No touchpoint of this company can."
            raise Unable(f"The {name} cannot {ABILITIES[ability]}.", remedy=others)

    def driver(self, name: str) -> object:
        """Return the driver of a touchpoint, whatever it can do.

        Raises:
            UnknownName: There is no such touchpoint.
        """
        settings = self.settings(name)
        if name not in self._drivers:
            self._drivers[name] = self._classes[name](name, settings, self._tools)
        return self._drivers[name]

    def all_able(self, ability: type, side: Side | None = None) -> list[str]:
        """Name the touchpoints that can do something."""
        places = self._company.touchpoints.items()
        return [name for name, place in places if self._can(name, ability) and side in {None, place.side}]

    def announcing(self, channel: Channel) -> str:
        """Name the touchpoint where offers of a channel are learnt of."""
        able = {self._company.touchpoints[name].channel: name for name in reversed(self.all_able(TellsOffers))}
        try:
            return able[channel]
        except KeyError:
            problem = f"{self._company.name} announces no offers by"
            raise UnknownName(problem, value=channel.value, valid=[one.value for one in able]) from None

    def confirming(self) -> str:
        """Name the touchpoint where orders are confirmed: one by email if there is one, else the first that can.

        Raises:
            Unable: No touchpoint can.
        """
        able = self.all_able(ConfirmsOrders)
        if not able:
            raise Unable(f"No touchpoint of {self._company.name} can {ABILITIES[ConfirmsOrders]}.")
        return next((name for name in able if self._company.touchpoints[name].channel is Channel.EMAIL), able[0])

    def channels(self) -> dict[str, Channel]:
        """Give each touchpoint's channel."""
        return {name: place.channel for name, place in self._company.touchpoints.items()}

    def _can(self, name: str, ability: type) -> bool:
        return issubclass(self._classes[name], ability) and ability not in self._lacking[name]


def _driver_of(company: Company, name: str) -> type:
    where = f"touchpoints.{name}"
    try:
        found = load(company.touchpoints[name].driver, where, company.folder)
        check_driver(found, where, ABILITIES)
    except InvalidCompany as error:
        error.at(company.place("touchpoints", name, "driver") or "")
        raise
    return found


def _not_set_up(company: Company, name: str, found: type) -> Collection[type]:
    """Name the abilities that a driver has, but this touchpoint's options do not set up."""
    if not issubclass(found, SetUpByOptions):
        return ()
    try:
        return found.lacks(company.touchpoints[name])
    except InvalidCompany as error:
        error.at(company.place("touchpoints", name, "options") or "")
        raise
