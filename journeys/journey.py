"""A customer journey: one or more shoppers' visits, in order, about the promises they were made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

from journeys.channel import Channel
from journeys.conduct import Conductor
from journeys.effort import Limits
from journeys.errors import Unable, UnknownName
from journeys.evidence import Purpose, Term, Visit
from journeys.money import shown
from journeys.promise import Promise
from journeys.promise_table import read_terms
from journeys.promises_made import PromisesMade
from journeys.reviewer import Reviewer
from journeys.shopper import PRONOUNS, Shopper, invent
from journeys.toolbox import Toolbox
from journeys.touchpoint import (
    BackOffice,
    Directory,
    HearsComplaints,
    KeepsNotes,
    PutsThrough,
    QuotesPrices,
    Redeems,
    ShowsAccounts,
    ShowsStaffOffers,
    TellsOffers,
)
from journeys.verdict import Concern, Finding
from journeys.visit import OpenVisit

__all__ = ["HONOUR", "Journey"]

HONOUR = (Concern.HONOUR, Concern.LINE, Concern.MESSAGE, Concern.SERVICE, Concern.RECOVERY)
"""What "honours the promise" is about: the offer itself, what was said of it, and being served."""

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
        self._seed, self._directory, self._back_office = seed, directory, back_office
        self._tools, self._conductor = tools, conductor
        self._shoppers: dict[str, Shopper] = {}
        self._last_named: str | None = None
        self._promises = PromisesMade(conductor.scenario, conductor.ledger)
        self.review = Reviewer(self._promises, conductor.visits, tools.company.service_standards())

    @property
    def visits(self) -> list[Visit]:
        """The visits made so far, in order."""
        return self._conductor.visits

    # People and promises

    def meet(self, name: str, family: Sequence[str] = (), locale: str | None = None) -> Shopper:
        """Make up a shopper who is the company's customer; ``family`` are minors with a line of their own."""
        own = locale or self._tools.company.locale
        shopper = invent(name, seed=self._seed, journey=self._conductor.scenario, locale=own, family=family)
        self._tools.redactor.learn(shopper.personal())
        self._arranging("enrol a customer").enrol(shopper)
        self._shoppers[name], self._last_named = shopper, name
        return shopper

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
        begins = terms.valid_from or now
        terms = replace(terms, valid_from=begins, valid_through=terms.valid_through or begins + terms.valid_for)
        self._directory.announcing(channel)
        office = self._arranging("make an offer")
        source = office.make_offer(shopper, terms, channel, self._directory.channels())
        promise = Promise(
            name=terms.name,
            shopper=shopper.name,
            price=terms.price,
            regular_price=terms.regular_price,
            valid_from=begins,
            valid_through=terms.valid_through or begins,
            said_by=channel,
            source=source,
            honoured_at=terms.honoured_at,
            line=terms.line,
            surcharge_limit=terms.surcharge_limit,
            alternative=terms.alternative,
            times=terms.times,
            rounding=terms.rounding,
        )
        self._promises.add(promise)
        return promise

    def shopper(self, name: str) -> Shopper:
        """Find a shopper by name or pronoun (the shopper last named).

        Raises:
            UnknownName: Nobody introduced a shopper of that name.
        """
        if name.casefold() in PRONOUNS:
            if self._last_named is None:
                remedy = "Begin with: Given Linda is a customer."
                raise UnknownName("Nobody has been named yet, so it is unclear who is meant", value=name, remedy=remedy)
            return self._shoppers[self._last_named]
        if name not in self._shoppers:
            remedy = f"Introduce them with: Given {name} is a customer."
            raise UnknownName("Nobody introduced this shopper", value=name, valid=self._shoppers, remedy=remedy)
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

    def leave_note(self, name: str, at: str, words: str) -> Visit:
        """Have a shopper get a note written on the account."""
        leave = Purpose.LEAVE_NOTE
        return self._go(name, at, leave, KeepsNotes, lambda driver, visit: driver.leave_note(visit), words=words)

    def find_note(self, name: str, at: str) -> Visit:
        """Have a shopper ask for the notes on the account."""
        return self._go(name, at, Purpose.FIND_NOTE, KeepsNotes, lambda driver, visit: driver.find_note(visit))

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
        """End the journey; return the breaches that no *Then* listed."""
        unlisted = self.review.close()
        self._tools.browsing.end_journey()
        return unlisted

    # Within

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
        shopper = self.shopper(name)
        promise = self._promises.to(self.shopper(name)).as_known
        holders = [one.holder for one in shopper.lines]
        if line is not None and line not in holders:
            raise UnknownName(f"{shopper.name} has no line for this person", value=line, valid=holders)
        shopper.line_meant = line or shopper.line_meant
        return self._conductor.visit(shopper, place, purpose, ability, act, promise, line, words)

    def _story(self, name: str) -> str:
        """Tell the company what happened, as the shopper would."""
        promise = self._promises.to(self.shopper(name)).as_known
        locale = self._tools.company.locale
        told = [f"I was promised {promise.name} for {shown(promise.price, locale)} by {promise.said_by.value}."]
        for visit in self.visits:
            seen = visit.last(Term.PRICE)
            if visit.shopper == promise.shopper and visit.purpose is not Purpose.LEARN and seen:
                told.append(f"The {visit.touchpoint} said {shown(seen.money, locale)}.")
        return " ".join(told)

    def _arranging(self, what: str) -> BackOffice:
        if self._back_office is None:
            remedy = "Its company file has no [back_office]; use a shopper and a promise that exist there already."
            raise Unable(f"This company does not let us {what}.", remedy=remedy)
        return self._back_office
