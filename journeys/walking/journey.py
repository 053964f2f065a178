"""A customer journey: one or more shoppers' visits, in order, about the promises they were made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import TypeVar

from journeys.errors import NotLetIn, Unable, UnknownName
from journeys.evidence.observations import Purpose, Term, Visit
from journeys.judging.effort import Limits
from journeys.judging.verdict import Concern, Finding
from journeys.promises.channel import Channel
from journeys.promises.money import read_money, shown
from journeys.promises.promise import Promise, PromiseTerms
from journeys.promises.promise_table import read_terms
from journeys.promises.shopper import PRONOUNS, Shopper
from journeys.tools.toolbox import Toolbox
from journeys.touchpoints.directory import (
    BackOffice,
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
from journeys.touchpoints.visit import OpenVisit
from journeys.walking.conduct import Conductor
from journeys.walking.people import People
from journeys.walking.promises_made import PromisesMade
from journeys.walking.reviewer import Reviewer
from journeys.walking.unknown import no_line, nobody_introduced, nobody_named

__all__ = ["HONOUR", "Journey"]

HONOUR = (
    Concern.HONOUR,
    Concern.LINE,
    Concern.MESSAGE,
    Concern.CONFIRMATION,
    Concern.SERVICE,
    Concern.RECOVERY,
)
"""What "honours the promise" is about: the offer itself, what was said of it and of its purchase, and being served."""

Driver = TypeVar("Driver")


class Journey:
    """One scenario's journey. Shoppers, promises and touchpoints are given by the names sentences use.

    Methods that visit a touchpoint record the visit, whatever comes of it; nothing is judged before a *Then* asks.

    Attributes:
        review: Judges what was seen so far.
    """

    def __init__(
        self,
        *,
        seed: int,
        directory: Directory,
        back_office: BackOffice | None,
        tools: Toolbox,
        conductor: Conductor,
    ) -> None:
        """Begin a journey with nobody in it.

        Args:
            seed: The run's shopper seed.
            directory: The company's touchpoints.
            back_office: Where customers are enrolled, if the company lets us.
            tools: What drivers work with.
            conductor: Makes the visits, and knows the scenario and its ledger.
        """
        self._directory, self._back_office, self._tools, self._conductor = directory, back_office, tools, conductor
        self._people = People(
            seed=seed,
            journey=conductor.scenario,
            tools=tools,
            back_office=back_office,
            on_enrolled=lambda account: conductor.note_created("account", account, "back office"),
        )
        self._shoppers: dict[str, Shopper] = {}
        self._last_named: str | None = None
        self._notes: dict[str, str] = {}  # what each shopper last had written, to know it again
        self._promises = PromisesMade(conductor.scenario, conductor.ledger)
        to_judge = [] if conductor.rehearsing else conductor.visits
        self.review = Reviewer(self._promises, to_judge, tools.company.service_standards())

    @property
    def visits(self) -> list[Visit]:
        """The visits made so far, in order."""
        return self._conductor.visits

    # People and promises

    def meet(self, name: str, family: Sequence[str] = (), locale: str | None = None) -> Shopper:
        """Bring in a shopper who is the company's customer; ``family`` are minors with a line of their own."""
        return self._bring_in(name, self._people.customer(name, family, locale))

    def visitor(self, name: str, family: Sequence[str] = (), locale: str | None = None) -> Shopper:
        """Make up a shopper whom the company does not know."""
        return self._bring_in(name, self._people.visitor(name, family, locale))

    def promised(self, name: str, by: str, rows: Sequence[Sequence[str]]) -> Promise:
        """Have the company make a promise to a shopper; ``rows`` are the terms, as a Gherkin table.

        Raises:
            InvalidPromise: A term cannot be read or kept.
            UnknownName: There is no such channel, or the company announces nothing there.
        """
        shopper, company = self.shopper(name), self._tools.company
        if by not in set(Channel):
            raise UnknownName("There is no such channel", value=by, valid=[one.value for one in Channel])
        channel = Channel(by)
        terms = read_terms(rows, currency=company.currency, zone=company.time_zone)
        for place in terms.touchpoints():
            self._directory.settings(place)
        now = self._tools.clock.now()
        terms = terms.dated(now)
        self._directory.announcing(channel)
        office = self._arranging("make an offer")
        source = office.make_offer(shopper, terms, channel, self._directory.channels())
        promise = terms.made_to(shopper.name, said_by=channel, source=source, now=now)
        self._promises.add(promise)
        return promise

    def was_promised(self, name: str, offer: str) -> Promise:
        """State a promise that the company has made to a shopper already, by its name in the company file.

        Raises:
            UnknownName: The company file names no such promise.
        """
        shopper, company = self.shopper(name), self._tools.company
        if offer not in company.promises:
            remedy = f'Describe it in the company file, as [promises."{offer}"].'
            raise UnknownName(
                "The company file has no such promise", value=offer, valid=company.promises, remedy=remedy
            )
        promise = company.promised(offer).made_to(
            shopper.name,
            said_by=company.promises[offer].said_by,
            source=company.promises[offer].source,
            now=self._tools.clock.now(),
        )
        promise = promise.as_told(code=company.promises[offer].code, link=company.promises[offer].link)
        self._promises.add(promise)
        return promise

    def listed(self, product: str, price: str) -> None:
        """State what a product costs by the company's price list; whoever looks it up is promised that.

        Raises:
            InvalidPromise: The price cannot be read or charged, or the product is listed twice.
        """
        money = read_money(price, term="price", currency=self._tools.company.currency)
        self._promises.list_price(PromiseTerms(name=product, price=money), self._tools.clock.now())

    def shopper(self, name: str) -> Shopper:
        """Find a shopper by name or pronoun (the shopper last named).

        Raises:
            UnknownName: Nobody introduced a shopper of that name.
        """
        if name.casefold() in PRONOUNS:
            if self._last_named is None:
                raise nobody_named(name)
            return self._shoppers[self._last_named]
        if name not in self._shoppers:
            raise nobody_introduced(name, self._shoppers)
        self._last_named = name
        return self._shoppers[name]

    # Visits

    def learn(self, name: str, at: str | None = None) -> Promise:
        """Have a shopper read or hear what was promised; from then on touchpoints are held to what was received."""
        made = self._promises.to(self.shopper(name))
        place = at or self._directory.announcing(made.stated.said_by)
        visit = self._go(name, place, Purpose.LEARN, TellsOffers, lambda driver, visit: driver.tell_offer(visit))
        received = self._promises.receive(made, visit)
        if received.link:
            self._tools.redactor.learn([received.link.rsplit("/", 1)[-1]])
        return received

    def ask(self, name: str, at: str, line: str | None = None) -> Visit:
        """Have a shopper ask what the offer costs, without buying."""
        return self._go(name, at, Purpose.ASK, QuotesPrices, lambda driver, visit: driver.quote(visit), line)

    def be_put_through(self, name: str, at: str) -> Visit:
        """Have a shopper ask about the offer and be handed over to a colleague in the same contact."""
        return self._go(name, at, Purpose.ASK, PutsThrough, lambda driver, visit: driver.put_through(visit))

    def redeem(self, name: str, at: str, line: str | None = None) -> Visit:
        """Have a shopper use the offer once, unless more is asked than was told."""
        return self._go(name, at, Purpose.REDEEM, Redeems, lambda driver, visit: driver.redeem(visit), line)

    def fill_cart(self, name: str, at: str) -> Visit:
        """Have a shopper put what is offered in a cart, with its code."""
        return self._go(name, at, Purpose.FILL_CART, KeepsCarts, lambda driver, visit: driver.fill_cart(visit))

    def check_out(self, name: str, at: str) -> Visit:
        """Have a shopper pay what is in the cart, unless more is asked than was told."""
        return self._go(name, at, Purpose.CHECK_OUT, KeepsCarts, lambda driver, visit: driver.check_out(visit))

    def read_confirmation(self, name: str, at: str | None = None) -> Visit:
        """Have a shopper read the confirmation of the last order, where the company sends it unless told otherwise."""
        place = at or self._directory.confirming()
        confirm, number = Purpose.CONFIRM, self._last_order(name)
        return self._go(
            name, place, confirm, ConfirmsOrders, lambda driver, visit: driver.confirm_order(visit), words=number
        )

    def look_up(self, name: str, product: str, at: str) -> Visit:
        """Have a shopper see what a product costs.

        Raises:
            UnknownName: Its price was never stated, so there is nothing to compare with.
        """
        promise = self._promises.listing(product, self.shopper(name))
        look = Purpose.LOOK_UP
        return self._visit(
            name, at, look, PricesProducts, lambda driver, visit: driver.price_product(visit), promise, words=product
        )

    def leave_note(self, name: str, at: str, words: str) -> Visit:
        """Have a shopper get a note written on the account."""
        leave = Purpose.LEAVE_NOTE
        self._notes[self.shopper(name).name] = words
        return self._go(name, at, leave, KeepsNotes, lambda driver, visit: driver.leave_note(visit), words=words)

    def find_note(self, name: str, at: str) -> Visit:
        """Have a shopper ask for the notes on the account."""
        find, words = Purpose.FIND_NOTE, self._notes.get(self.shopper(name).name, "")
        return self._go(name, at, find, KeepsNotes, lambda driver, visit: driver.find_note(visit), words=words)

    def complain(self, name: str, at: str) -> Visit:
        """Have a shopper complain and wait for the answer, as long as the touchpoint's patience lasts."""
        words = self._story(name)
        hear = Purpose.COMPLAIN
        return self._go(
            name, at, hear, HearsComplaints, lambda driver, visit: driver.hear_complaint(visit), words=words
        )

    def check_account(self, name: str, at: str) -> Visit:
        """Have a shopper look at which line the upgrade is on."""
        return self._go(
            name, at, Purpose.CHECK_ACCOUNT, ShowsAccounts, lambda driver, visit: driver.show_account(visit)
        )

    def staff_look_up(self, name: str, at: str) -> Visit:
        """Look the shopper up on an employee's screen."""
        look = Purpose.STAFF_LOOK_UP
        return self._go(name, at, look, ShowsStaffOffers, lambda driver, visit: driver.show_staff(visit))

    # Time

    def pass_time(self, duration: timedelta) -> None:
        """Let company time pass."""
        self._tools.clock.advance(duration)

    def wait_until_end(self, name: str, beyond: timedelta = timedelta()) -> None:
        """Let company time pass to the last moment of the promise, and ``beyond``."""
        self._tools.clock.move_to(self._promises.to(self.shopper(name)).stated.valid_through + beyond)

    # Judgement

    def hold_to(self, *concerns: Concern, at: str | None = None, shopper: str | None = None) -> None:
        """Hold the company to its promises: all of them, or those at a touchpoint, or those to a shopper."""
        if at is not None:
            self._directory.settings(at)
        self.review.hold_to(*concerns, at=at, shopper=self.shopper(shopper).name if shopper else None)

    def limit_effort(self, name: str, limits: Limits) -> None:
        """Hold the journey to limits on what it may cost a shopper."""
        self.review.limit_effort(self.shopper(name).name, limits)

    def expect_made_good(self, name: str) -> None:
        """Hold the company to having kept what it promised a shopper, or put it right in time."""
        self.review.expect_made_good(self._promises.to(self.shopper(name)).stated)

    def close(self) -> list[Finding]:
        """End the journey's judgement; return the breaches that no *Then* listed."""
        return self.review.close()

    def leave(self) -> None:
        """Have everybody go home, however the journey ended: pages are closed, borrowed accounts given back."""
        self._people.part()
        self._tools.browsing.end_journey()

    # Within

    def _bring_in(self, name: str, shopper: Shopper) -> Shopper:
        self._shoppers[name], self._last_named = shopper, name
        return shopper

    def _go(
        self,
        name: str,
        place: str,
        purpose: Purpose,
        ability: type[Driver],
        act: Callable[[Driver, OpenVisit], None],
        line: str | None = None,
        words: str = "",
    ) -> Visit:
        promise = self._promises.to(self.shopper(name)).as_known
        return self._visit(name, place, purpose, ability, act, promise, line, words)

    def _visit(
        self,
        name: str,
        place: str,
        purpose: Purpose,
        ability: type[Driver],
        act: Callable[[Driver, OpenVisit], None],
        promise: Promise,
        line: str | None = None,
        words: str = "",
    ) -> Visit:
        shopper = self.shopper(name)
        holders = [one.holder for one in shopper.lines]
        if line is not None and line not in holders:
            raise no_line(shopper.name, line, holders)
        shopper.line_meant = line or shopper.line_meant
        self._people.check(shopper)
        try:
            return self._conductor.visit(shopper, place, purpose, ability, act, promise, line, words)
        except NotLetIn:
            self._people.not_let_in(shopper)
            raise

    def _last_order(self, name: str) -> str:
        """Give the number of the last order that the company took from a shopper for the offer, if it gave one."""
        promise = self._promises.to(self.shopper(name)).stated
        about = [one for one in self.visits if (one.shopper, one.promise) == (promise.shopper, promise.name)]
        taken = [one for one in about if one.bought]
        seen = taken[-1].last(Term.ORDER) if taken else None
        return seen.value if seen else ""

    def _story(self, name: str) -> str:
        """Tell the company what happened, as the shopper would."""
        promise = self._promises.to(self.shopper(name)).as_known
        locale = self._tools.company.locale
        told = [f"I was promised {promise.name} for {shown(promise.price, locale)} by {promise.said_by.value}."]
        for visit in self.visits:
            seen = visit.last(Term.PRICE)
            about_it = (visit.shopper, visit.promise) == (promise.shopper, promise.name)
            if about_it and visit.purpose.is_contact and seen:
                told.append(f"The {visit.touchpoint} said {shown(seen.money, locale)}.")
        return " ".join(told)

    def _arranging(self, what: str) -> BackOffice:
        if self._back_office is None:
            remedy = (
                "Its company file has no [back_office]; describe what it has promised as [promises.…], and say: "
                'Given the company promised Linda the "free phone upgrade".'
            )
            raise Unable(f"This company does not let us {what}.", remedy=remedy)
        return self._back_office
