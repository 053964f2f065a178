"""A customer journey: one or more shoppers' visits, in order, about the promises they were made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Literal, TypeVar

from journeys import breaches, effort
from journeys.channel import Channel
from journeys.conduct import Conductor
from journeys.errors import Compromised, NothingToJudge, Unable, UnknownName
from journeys.evidence import Purpose, Term, Visit
from journeys.judgement import judge
from journeys.ledger import FindingRecord, Ledger, PromiseRecord, VerdictRecord
from journeys.money import Money, shown, written
from journeys.promise import Promise, PromiseTerms
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
from journeys.verdict import Concern, Finding, Outcome, Verdict
from journeys.visit import OpenVisit

__all__ = ["HONOUR", "Journey"]

HONOUR = (Concern.HONOUR, Concern.LINE, Concern.MESSAGE, Concern.SERVICE, Concern.RECOVERY)
"""What "honours the promise" is about: the offer itself, what was said of it, and being served."""

Driver = TypeVar("Driver")


@dataclass(slots=True)
class _Made:
    """A promise as the company meant it, and as the shopper received it."""

    stated: Promise
    received: Promise | None = None

    @property
    def as_known(self) -> Promise:
        return self.received or self.stated


class Journey:
    """One scenario's journey. Shoppers, promises and touchpoints are given by the names sentences use.

    Methods that visit a touchpoint record the visit, whatever comes of it; nothing is judged before a *Then* asks.
    """

    def __init__(
        self,
        *,
        scenario: str,
        seed: int,
        directory: Directory,
        back_office: BackOffice | None,
        tools: Toolbox,
        ledger: Ledger,
        conductor: Conductor,
    ) -> None:
        """Begin a journey with nobody in it.

        Args:
            scenario: What tells this journey from all others: its test's node id.
            seed: The run's shopper seed.
            directory: The company's touchpoints.
            back_office: Where customers are enrolled, if the company lets us.
            tools: What drivers work with.
            ledger: Where promises and verdicts are written.
            conductor: Makes the visits.
        """
        self._scenario, self._seed, self._directory, self._back_office = scenario, seed, directory, back_office
        self._tools, self._ledger, self._conductor = tools, ledger, conductor
        self._shoppers: dict[str, Shopper] = {}
        self._last_named: str | None = None
        self._made: list[_Made] = []
        self._extra: list[tuple[str, Finding]] = []
        self._listed: list[Finding] = []

    @property
    def visits(self) -> list[Visit]:
        """The visits made so far, in order."""
        return self._conductor.visits

    # People and promises

    def meet(self, name: str, family: Sequence[str] = (), locale: str | None = None) -> Shopper:
        """Make up a shopper who is the company's customer; ``family`` are minors with a line of their own."""
        own = locale or self._tools.company.locale
        shopper = invent(name, seed=self._seed, journey=self._scenario, locale=own, family=family)
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
        terms = PromiseTerms.from_table(rows, currency=company.currency, zone=company.time_zone)
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
            honoured_at=terms.honoured_at or tuple(self._directory.all_able(Redeems)),
            line=terms.line,
            surcharge_limit=terms.surcharge_limit,
            alternative=terms.alternative,
            times=terms.times,
            rounding=terms.rounding,
        )
        self._made.append(_Made(promise))
        self._write_promise(promise, "stated")
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
        made = self._promise_to(name)
        place = at or self._directory.announcing(made.stated.said_by)
        visit = self._go(name, place, Purpose.LEARN, TellsOffers, lambda driver, visit: driver.tell_offer(visit))
        made.received = _received(made.stated, visit)
        if made.received.link:
            self._tools.redactor.learn([made.received.link.rsplit("/", 1)[-1]])
        self._write_promise(made.received, "received")
        return made.received

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
        self._tools.clock.move_to(self._promise_to(name).stated.valid_through + beyond)

    # Judgement

    def verdicts(self) -> list[tuple[Promise, Verdict]]:
        """Judge everything seen so far, promise by promise."""
        standards = self._tools.company.service_standards()
        return [(made.stated, judge(made.stated, self.visits, standards, made.received)) for made in self._made]

    def judge(self, *concerns: Concern, at: str | None = None, shopper: str | None = None) -> None:
        """Hold the company to its promises.

        Args:
            concerns: What is asked about.
            at: Only this touchpoint.
            shopper: Only promises to this shopper.

        Raises:
            BrokenPromises: With the table of what was promised and told.
            Compromised: A visit could not be judged and no other broke the promise.
            NothingToJudge: No visit says anything about it, so it must not pass.
        """
        if at is not None:
            self._directory.settings(at)
        own = self.shopper(shopper).name if shopper else None
        judged: list[Finding] = []
        headings = []
        for promise, verdict in self.verdicts():
            if own not in {None, promise.shopper}:
                continue
            findings = [found for found in verdict.about(*concerns) if at in {None, found.touchpoint}]
            judged += findings
            if any(found.outcome is Outcome.BROKEN for found in findings):
                headings.append(breaches.heading(promise, findings))
        self._conclude(judged, "\n".join(headings), " and ".join(concerns), at)

    def limit_effort(self, name: str, limits: effort.Limits) -> None:
        """Hold the journey to limits on what it may cost the shopper.

        Raises:
            BrokenPromises: A limit was passed.
            NothingToJudge: The shopper has not been anywhere.
        """
        shopper = self.shopper(name)
        findings = effort.against(limits, self.visits, shopper.name)
        self._extra += [(shopper.name, found) for found in findings]
        self._conclude(list(findings), f"It cost {shopper.name} too much effort", Concern.EFFORT, None)

    def was_made_good(self, name: str) -> None:
        """Hold the company to having put right in time what it had broken, or to having kept it all along.

        Raises:
            BrokenPromises: It did neither.
        """
        stated = self._promise_to(name).stated
        verdict = next(verdict for promise, verdict in self.verdicts() if promise is stated)
        if not verdict.findings:
            raise NothingToJudge("No visit says whether the promise was kept", remedy="Add a When before this Then.")
        self._listed += verdict.breaches
        if verdict.outcome > Outcome.MADE_GOOD:
            heading = f'"{stated.name}" was broken and not put right in time'
            raise breaches.complain(heading, list(verdict.findings))

    def findings(self) -> list[tuple[Promise, tuple[Finding, ...]]]:
        """Return everything found so far, promise by promise, the effort it cost included."""
        return [(promise, (*verdict.findings, *self._effort(promise))) for promise, verdict in self.verdicts()]

    def close(self) -> list[Finding]:
        """End the journey: write its verdicts; return the breaches that no *Then* listed."""
        unlisted: list[Finding] = []
        for promise, verdict in self.verdicts():
            effort_found = self._effort(promise)
            worst = max((found.outcome for found in effort_found), default=Outcome.KEPT)
            record = VerdictRecord(
                scenario=self._scenario,
                promise=promise.name,
                shopper=promise.shopper,
                outcome=max(verdict.outcome, worst),
                findings=tuple(FindingRecord.of(found) for found in (*verdict.findings, *effort_found)),
            )
            self._ledger.append(record)
            unlisted += [found for found in verdict.breaches if found not in self._listed]
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
        promise = self._promise_to(name).as_known
        holders = [one.holder for one in shopper.lines]
        if line is not None and line not in holders:
            raise UnknownName(f"{shopper.name} has no line for this person", value=line, valid=holders)
        shopper.line_meant = line or shopper.line_meant
        return self._conductor.visit(shopper, place, purpose, ability, act, promise, line, words)

    def _effort(self, promise: Promise) -> tuple[Finding, ...]:
        return tuple(found for shopper, found in self._extra if shopper == promise.shopper)

    def _promise_to(self, name: str) -> _Made:
        shopper = self.shopper(name)
        for made in reversed(self._made):
            if made.stated.shopper == shopper.name:
                return made
        remedy = f"Begin with: Given the company promised {shopper.name} by email: …"
        raise UnknownName("Nobody has promised this shopper anything", value=shopper.name, remedy=remedy)

    def _conclude(self, judged: list[Finding], heading: str, asked: str, at: str | None) -> None:
        if not judged:
            where = f" at the {at}" if at else ""
            remedy = "Add a When in which the shopper goes there and asks, before this Then."
            raise NothingToJudge(f"No visit{where} says anything about {asked}, so it cannot pass.", remedy=remedy)
        broken = [found for found in judged if found.outcome is Outcome.BROKEN]
        self._listed += broken
        if broken:
            raise breaches.complain(heading, judged)
        if compromised := next((found for found in judged if found.outcome is Outcome.COMPROMISED), None):
            message = f"The {compromised.touchpoint} could not be judged: {compromised.reason}"
            raise Compromised(message)

    def _story(self, name: str) -> str:
        """Tell the company what happened, as the shopper would."""
        promise = self._promise_to(name).as_known
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

    def _write_promise(self, promise: Promise, origin: Literal["stated", "received"]) -> None:
        record = PromiseRecord(
            scenario=self._scenario,
            origin=origin,
            name=promise.name,
            shopper=promise.shopper,
            price=written(promise.price),
            regular_price=_or_none(promise.regular_price),
            surcharge_limit=_or_none(promise.surcharge_limit),
            valid_from=promise.valid_from,
            valid_through=promise.valid_through,
            honoured_at=promise.honoured_at,
            line=promise.line,
            alternative=promise.alternative,
            times=promise.times,
            said_by=promise.said_by.value,
            source=promise.source,
        )
        self._ledger.append(record)


def _received(stated: Promise, visit: Visit) -> Promise:
    """Put together the promise as it was told on a visit; what was not told stays as the company meant it."""
    price, regular = visit.last(Term.PRICE), visit.last(Term.REGULAR_PRICE)
    through, where = visit.last(Term.VALID_THROUGH), visit.last(Term.HONOURED_AT)
    alternative, code, link = visit.last(Term.ALTERNATIVE), visit.last(Term.CODE), visit.last(Term.LINK)
    return stated.as_told(
        price=price.money if price else stated.price,
        regular_price=regular.money if regular else stated.regular_price,
        valid_through=through.moment if through else stated.valid_through,
        honoured_at=tuple(where.value.split(", ")) if where else stated.honoured_at,
        alternative=alternative.words if alternative else stated.alternative,
        code=code.value if code else None,
        link=link.value if link else None,
    )


def _or_none(money: Money | None) -> str | None:
    return None if money is None else written(money)
