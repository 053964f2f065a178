"""A customer journey: one or more shoppers' visits, in order, about the promises they were made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from journeys.errors import NotLetIn
from journeys.evidence.observations import Visit
from journeys.evidence.purposes import Before, Purpose
from journeys.judging.rule import JourneyRule
from journeys.judging.topic import Topic
from journeys.judging.verdict import Finding
from journeys.promises.channel import Channel
from journeys.promises.promise import Promise, PromiseTerms
from journeys.promises.promise_table import NAMES
from journeys.promises.shopper import PRONOUNS, Shopper
from journeys.tools.toolbox import Toolbox
from journeys.touchpoints.directory import BackOffice, Directory
from journeys.walking.conduct import Conductor, Plan
from journeys.walking.people import People
from journeys.walking.premises import (
    known_promise,
    let_in,
    not_back_to,
    offer_at,
    offer_by,
    sent_there,
    still_lasting,
    still_to_come,
)
from journeys.walking.promises_made import Made, PromisesMade
from journeys.walking.reviewer import Reviewer
from journeys.walking.unknown import (
    endless,
    introduced_before,
    no_line,
    nobody_introduced,
    nobody_named,
    not_a_customer,
    nothing_of,
    refuse_names,
    refuse_pronoun,
)

__all__ = ["Journey"]


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
        login_suffix: str = "",
    ) -> None:
        """Begin a journey with nobody in it.

        Args:
            seed: The run's shopper seed.
            directory: The company's touchpoints.
            back_office: Where customers are enrolled, if the company lets us.
            tools: What drivers work with.
            conductor: Makes the visits, and knows the scenario and its ledger.
            login_suffix: What the logins of invented shoppers end in, where those of this seed may be taken.
        """
        self._directory, self._back_office, self._tools, self._conductor = directory, back_office, tools, conductor
        self._people = People(
            seed=seed,
            journey=conductor.scenario,
            tools=tools,
            back_office=back_office,
            on_enrolled=lambda account: conductor.note_created("account", account, "back office"),
            borrowed=conductor.borrowed,
            login_suffix=login_suffix,
        )
        self._shoppers: dict[str, Shopper] = {}
        self._customers: set[str] = set()
        self._last_named: str | None = None
        self._promises = PromisesMade(conductor.scenario, conductor.ledger, directory.kinds)
        to_judge = [] if conductor.rehearsing else conductor.visits
        self.review = Reviewer(self._promises, to_judge, tools.company.service_standards(), directory.kinds)

    @property
    def visits(self) -> list[Visit]:
        """The visits made so far, in order."""
        return self._conductor.visits

    # People and promises

    def meet(self, name: str, family: Sequence[str] = (), locale: str | None = None) -> Shopper:
        """Bring in a shopper who is the company's customer; ``family`` are minors with a line of their own.

        Raises:
            Unable: The company lets nobody enrol one, and no test account can play the shopper.
            UnknownName: There is a customer of this name already.
        """
        self._refuse_name(name, family)
        shopper = self._bring_in(name, self._people.customer(name, family, locale))
        self._customers.add(name)
        return shopper

    def visitor(self, name: str, family: Sequence[str] = (), locale: str | None = None) -> Shopper:
        """Make up a shopper whom the company does not know."""
        self._refuse_name(name, family)
        return self._bring_in(name, self._people.visitor(name, family, locale))

    def promised(self, name: str, by: str | None, rows: Sequence[Sequence[str]], at: str | None = None) -> Promise:
        """Have the company make a promise to a shopper; ``rows`` are the terms, as a Gherkin table.

        Args:
            name: Of the shopper.
            by: The channel that it is said in; None for the one of ``at``.
            rows: The terms, as a Gherkin table.
            at: The touchpoint that it is said at.

        Raises:
            InvalidPromise: A term cannot be read or kept, or the offer would be over before it is made.
            UnknownName: There is no such channel, the company announces nothing there, or the shopper is no customer.
        """
        shopper, company = self.shopper(name), self._tools.company
        if shopper.name not in self._customers:
            raise not_a_customer(shopper.name)
        terms = company.table().read(rows)
        holders = [one.holder for one in shopper.lines]
        if terms.line is not None and terms.line not in holders:
            raise no_line(shopper.name, terms.line, holders)
        for place in terms.touchpoints():
            self._directory.settings(place)
        if at is None:
            channel = offer_by(company, self._directory, by or "", terms)
        else:
            channel = offer_at(company, self._directory, at, terms)
        now = self._tools.clock.now()
        still_to_come(terms, now)
        assert self._back_office is not None  # noqa: S101 - no offer is made without one
        source = self._back_office.make_offer(shopper, terms.dated(now), channel, self._directory.channels())
        promise = terms.made_to(shopper.name, said_by=channel, source=source, now=now, named=True)
        self._promises.add(promise, terms)
        return promise

    def was_promised(self, name: str, offer: str) -> Promise:
        """State a promise that the company has made to a shopper already, by its name in the company file.

        Where the shopper's test account has used it up in an earlier run, another account plays the shopper.

        Raises:
            Compromised: Every account that suits has used it up before.
            UnknownName: The company file names no such promise.
        """
        shopper, company = self.shopper(name), self._tools.company
        terms = known_promise(company, offer)
        met = any(visit.shopper == shopper.name for visit in self.visits)
        used_before = self._people.able_to_use(shopper, terms, met=met)
        promise = terms.made_to(
            shopper.name,
            said_by=company.promises[offer].said_by,
            source=company.promises[offer].source,
            now=self._tools.clock.now(),
        )
        promise = self._promises.as_said_now(replace(promise, used_before=used_before))
        self._promises.add(promise)
        return promise

    def stated(self, name: str, rows: Sequence[Sequence[str]], by: Channel = Channel.WEB, source: str = "") -> Promise:
        """State a promise to a shopper by its terms, as a Gherkin table's ``rows``; nobody is made to make it.

        Raises:
            InvalidPromise: A term cannot be read or kept.
            UnknownName: A term names a touchpoint that there is not.
        """
        terms = self._tools.company.table().read(rows)
        for place in terms.touchpoints():
            self._directory.settings(place)
        promise = terms.made_to(self.shopper(name).name, said_by=by, source=source, now=self._tools.clock.now())
        self._promises.add(promise)
        return promise

    def publish(self, subject: str, terms: Mapping[str, str]) -> None:
        """State a promise to everybody, such as a listed price; whoever looks into it is promised that.

        Args:
            subject: What it is about, such as a product.
            terms: As in a feature's table, by their names; none, if what is shown first is to hold.

        Raises:
            InvalidPromise: A term cannot be read or kept, or there is a promise of this name already.
        """
        read = self._tools.company.table().of({NAMES[0]: subject, **terms}) if terms else PromiseTerms(name=subject)
        self._promises.publish(read, self._tools.clock.now())

    def change_promise(self, offer: str, terms: Mapping[str, str]) -> None:
        """State that the company says something else of a promise from now on, as it does when it lowers a discount.

        What was told before stays what it was: visits are judged by what their shopper had been told by then. Told of
        the change are those to whom the promise is stated afterwards, who look a listed price up afterwards, and who
        learn of the offer afterwards, unless from a message, which says what was said when it was sent.

        Args:
            offer: Its name, or the product's.
            terms: Those that are others now, as in a feature's table, by their names.

        Raises:
            InvalidPromise: A term cannot be read.
            UnknownName: There is no such promise.
        """
        company = self._tools.company
        told = company.table().changes(terms, self._tools.clock.now())
        self._promises.change(offer, told, company.promises)

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

    def visit(
        self,
        name: str,
        at: str | None,
        purpose: Purpose,
        line: str | None = None,
        words: str | None = None,
        quantity: int = 1,
        by: str | None = None,
        other: str | None = None,
        about: str | None = None,
    ) -> Visit:
        """Have a shopper go to a touchpoint.

        Args:
            name: Of the shopper.
            at: The touchpoint; None for where one goes for this purpose.
            purpose: What for.
            line: Holder of the line it is about, if one is named.
            words: What the shopper wants to have said or written, or is looking for; what they bring, if left out.
            quantity: How many of it they want.
            by: Name of who goes in their place; nobody need have introduced them.
            other: Name of somebody else whom it is about, who need not have been introduced either.
            about: Name of the promise it is about, such as a product's; what they came for before, if left out.

        Raises:
            UnknownName: There is no such shopper, touchpoint, line or public promise.
            Unable: The touchpoint cannot do it; the message names those that can.
        """
        shopper, helper = self.shopper(name), self._helper(by)
        holders = [one.holder for one in shopper.lines]
        if line is not None and line not in holders:
            raise no_line(shopper.name, line, holders)
        made = None if purpose.of_public else self._about(shopper, purpose, about)
        said = made.stated if made else self._promises.published(words or "", shopper, purpose, until=len(self.visits))
        if made is not None and made.terms is not None and (made.received or made.stated).valid_through is None:
            still_lasting(purpose, made.terms, made.stated.valid_from, self._tools.clock.now())
        place = at or self._directory.usual(purpose, said.said_by)
        if place in self._tools.company.touchpoints:
            let_in(self._tools.company, place, shopper.name, customer=shopper.name in self._customers)
            sent_there(self._tools.company, purpose, place, said.said_by)
        if made is not None and purpose.receives and not self._directory.settings(place).channel.keeps_what_was_sent:
            self._promises.tell_anew(made, until=len(self.visits))
        promise = made.as_known if made else said
        before = Before(promise, self.visits, self._tools.company.locale)
        if words is None:
            words = purpose.brings(before) if purpose.brings else ""
        promise = purpose.goes_by(before) if purpose.goes_by else promise
        shopper.line_meant = line or shopper.line_meant
        self._people.check(shopper)
        plan = Plan(
            shopper=shopper,
            place=place,
            purpose=purpose,
            promise=promise,
            line=line,
            words=words,
            quantity=quantity,
            by=helper,
            other=self._helper(other),
            visitor=shopper.name not in self._customers,
        )
        try:
            visit = self._conductor.visit(plan)
        except NotLetIn:
            self._people.not_let_in(shopper)
            raise
        if made is not None and purpose.receives:
            self._receive(made, visit)
        return visit

    # Time

    def pass_time(self, duration: timedelta) -> None:
        """Let company time pass.

        Raises:
            Unable: It passes by itself.
        """
        self._tools.clock.advance(duration)

    def wait_until_end(self, name: str, beyond: timedelta = timedelta()) -> None:
        """Let company time pass to the last moment of the promise, and ``beyond``.

        Raises:
            InvalidPromise: Nothing was said of its end, or its last moment has passed.
            Unable: The company's time passes by itself.
        """
        made = self._promises.to(self.shopper(name))
        ends = made.stated.valid_through or made.as_known.valid_through
        if ends is None:
            raise endless(made.stated.name)
        now = self._tools.clock.now()
        if not beyond:
            not_back_to(ends, now)
        self._tools.clock.move_to(max(ends + beyond, now))

    # Judgement

    def hold_to(
        self, *asked: Topic, at: str | None = None, shopper: str | None = None, line: str | None = None
    ) -> None:
        """Hold the company to its promises: all of them, or those at a touchpoint, or those to a shopper.

        Args:
            asked: The kinds of promise it is about; everything that honouring a promise means, if none is named.
            at: Only what this touchpoint did.
            shopper: Only what was promised to this shopper.
            line: Only what was seen of the line of this holder.
        """
        if at is not None:
            self._directory.settings(at)
        about = [topic.about for topic in asked or self._directory.kinds.honouring]
        self.review.hold_to(*about, at=at, shopper=self.shopper(shopper).name if shopper else None, line=line)

    def hold_whole(self, name: str, rule: JourneyRule) -> None:
        """Hold the company to a rule about the whole journey of a shopper, such as what it may cost in effort."""
        self.review.hold_whole(self.shopper(name).name, rule)

    def expect_made_good(self, name: str) -> None:
        """Hold the company to having kept what it promised a shopper, or put it right in time."""
        self.review.expect_made_good(self._promises.to(self.shopper(name)).stated)

    def close(self) -> list[Finding]:
        """End the journey's judgement; return the breaches that no *Then* listed."""
        return self.review.close()

    def leave(self) -> None:
        """Have everybody go home, however the journey ended: pages are closed, borrowed accounts given back."""
        self._conductor.borrowed.part()
        self._tools.browsing.end_journey()

    # Within

    def _refuse_name(self, name: str, family: Sequence[str]) -> None:
        refuse_names(name, family)
        if name in self._customers:
            raise introduced_before(name)

    def _helper(self, name: str | None) -> Shopper | None:
        """Find, or make up, who goes in a shopper's place."""
        if name is None:
            return None
        refuse_pronoun(name)
        return self._shoppers.get(name) or self._people.visitor(name)

    def _about(self, shopper: Shopper, purpose: Purpose, named: str | None = None) -> Made:
        """Return what a visit is about: what the visit was about that it comes after, else what was offered last."""
        if (before := self._directory.kinds.before(purpose)) is not None:
            fit = [one for one in reversed(self.visits) if one.shopper == shopper.name and one.purpose.can_be(before)]
            if meant := next((one for one in fit if named in {None, one.promise}), None):
                return self._promises.about(meant)
            if named is not None:
                raise nothing_of(named, [one.promise for one in fit], str(purpose), str(before))
        if purpose.in_general and not self._promises.any_to(shopper):
            return self._promises.in_general(shopper, self._tools.clock.now())
        return self._promises.to(shopper)

    def _bring_in(self, name: str, shopper: Shopper) -> Shopper:
        self._shoppers[name], self._last_named = shopper, name
        return shopper

    def _receive(self, made: Made, visit: Visit) -> None:
        """From now on touchpoints are held to what was told; what must not be shown is masked."""
        received = self._promises.receive(made, visit)
        masked = [str(value) for term, value in received.terms.items() if term.masked]
        self._tools.redactor.learn([value.rsplit("/", 1)[-1] for value in masked])
        self._conductor.borrowed.refuse_used(visit.shopper, received.terms)
