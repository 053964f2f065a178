"""The promises of a journey: as the company meant them, and as shoppers received them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Literal

from journeys.errors import InvalidPromise, UnknownName
from journeys.evidence.observations import Visit
from journeys.evidence.purposes import Purpose
from journeys.judging.standing import Told
from journeys.judging.topics import Topics
from journeys.promises.channel import Channel
from journeys.promises.promise import Promise, PromiseTerms
from journeys.promises.shopper import Shopper
from journeys.promises.terms import COMMON, Term
from journeys.records.ledger import Ledger
from journeys.records.record import PromiseRecord
from journeys.walking.unknown import nobody_listed, nobody_promised

__all__ = ["Made", "PromisesMade"]

_SERVICE = "service in general"
"""What is promised to whoever was promised nothing else."""


@dataclass(slots=True)
class Made:
    """A promise as the company meant it, and as the shopper received it once the message was read.

    Attributes:
        listed: It is no offer, but the price of a product by the company's price list, or its service in general.
        earlier: What the shopper had been told before the company changed it.
        changes: How many changes of it the shopper has been told of.
        terms: As the company was asked to make it, if it was.
    """

    stated: Promise
    received: Promise | None = None
    listed: bool = False
    earlier: list[Told] = field(default_factory=list)
    changes: int = 0
    terms: PromiseTerms | None = None

    @property
    def as_known(self) -> Promise:
        """What the shopper goes by."""
        return self.received or self.stated

    def told_otherwise(self, stated: Promise, until: int) -> None:
        """Be another promise from the next visit on; visits up to ``until`` are judged by what was told before."""
        self.earlier.append(Told(until, self.stated, self.as_known))
        self.stated, self.received = stated, None


@dataclass(slots=True)
class PromisesMade:
    """Keeps the promises of one scenario, and writes each to the ledger.

    Attributes:
        scenario: The scenario's id in the ledger.
        kinds: The kinds of promise there are.
    """

    scenario: str
    ledger: Ledger
    kinds: Topics
    _made: list[Made] = field(default_factory=list)
    _public: dict[str, tuple[PromiseTerms, datetime]] = field(default_factory=dict)
    _changes: dict[str, list[Mapping[Term[Any], Any]]] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Made]:
        """Go through the promises in the order they were made."""
        return iter(self._made)

    def change(self, name: str, told: Mapping[Term[Any], Any], known: Collection[str]) -> None:
        """Have the company say something else of a promise from now on, to whoever is told of it from now on.

        Raises:
            UnknownName: There is no promise of this name, here or among those that the company file knows.
        """
        names = {*(made.stated.name for made in self._made), *self._public, *known}
        if name not in names:
            raise UnknownName("There is no such promise to be changed", value=name, valid=sorted(names))
        self._changes.setdefault(name, []).append(told)

    def as_said_now(self, promise: Promise) -> Promise:
        """Return a promise as the company makes it after all its changes."""
        for told in self._changes.get(promise.name, ()):
            promise = promise.as_told(told)
        return promise

    def tell_anew(self, made: Made, until: int) -> None:
        """Have a shopper be told what the company says now; if that is different, the next visit is judged by it."""
        changes = self._changes.get(made.stated.name, [])
        if new := changes[made.changes :]:
            stated = made.stated
            for told in new:
                stated = stated.as_told(told)
            made.told_otherwise(stated, until)
            made.changes = len(changes)
            self._write(stated, "stated")

    def add(self, promise: Promise, terms: PromiseTerms | None = None) -> None:
        """Keep an offer that a company made, as it makes it now; on these terms, if it was asked to.

        Raises:
            InvalidPromise: A product on the price list has its name.
        """
        self._refuse_listed(promise.name)
        self._keep(Made(promise, terms=terms))

    def publish(self, terms: PromiseTerms, since: datetime) -> None:
        """Keep what is promised to everybody, such as a listed price: to whoever looks into it.

        What else was said of the product before holds too.

        Raises:
            InvalidPromise: The list says the same of the product already, or an offer has its name.
        """
        before, _ = self._public.get(terms.name, (None, since))
        if before is not None:
            if not terms.terms or not terms.terms.keys().isdisjoint(before.terms):
                self._refuse_listed(terms.name)
            terms = replace(terms, terms={**before.terms, **terms.terms})
        if any(made.stated.name == terms.name for made in self._made):
            raise InvalidPromise("A product on the price list is called like an offer", value=terms.name)
        self._public[terms.name] = (terms, since)

    def published(self, product: str, shopper: Shopper, purpose: Purpose, until: int = 0) -> Promise:
        """Return the price list's promise to a shopper, who is told what the list says now by looking it up.

        Args:
            product: Its name.
            shopper: Who looks.
            purpose: What for.
            until: Number of the last visit before.

        Raises:
            UnknownName: No such product was listed.
        """
        if product not in self._public:
            raise nobody_listed(product, self._public, purpose)
        for made in self._made:
            if made.listed and (made.stated.name, made.stated.shopper) == (product, shopper.name):
                self.tell_anew(made, until)
                return made.stated
        terms, since = self._public[product]
        promise = terms.made_to(
            shopper.name,
            said_by=Channel.WEB,
            source=_source(terms),
            now=since,
        )
        self._keep(Made(promise := self.as_said_now(promise), listed=True))
        return promise

    def in_general(self, shopper: Shopper, now: datetime) -> Made:
        """Return what a company promises a shopper of its service in general, as its company file has it."""
        for made in self._made:
            if made.listed and (made.stated.name, made.stated.shopper) == (_SERVICE, shopper.name):
                return made
        terms = PromiseTerms(name=_SERVICE)
        promise = terms.made_to(shopper.name, said_by=Channel.WEB, source="company file", now=now)
        self._keep(made := Made(promise, listed=True))
        return made

    def receive(self, made: Made, visit: Visit) -> Promise:
        """Keep a promise as it was told on a visit."""
        made.received = _received(made.stated, visit, self.kinds)
        self._write(made.received, "received")
        return made.received

    def to(self, shopper: Shopper) -> Made:
        """Return what this shopper was offered last.

        Raises:
            UnknownName: Nobody has promised this shopper anything.
        """
        for made in reversed(self._made):
            if made.stated.shopper == shopper.name and not made.listed:
                return made
        raise nobody_promised(shopper.name)

    def any_to(self, shopper: Shopper) -> bool:
        """Tell whether this shopper was offered anything."""
        return any(made.stated.shopper == shopper.name and not made.listed for made in self._made)

    def about(self, visit: Visit) -> Made:
        """Return what a visit of this journey was about."""
        return next(
            made for made in self._made if (made.stated.name, made.stated.shopper) == (visit.promise, visit.shopper)
        )

    def _keep(self, made: Made) -> None:
        made.changes = len(self._changes.get(made.stated.name, ()))
        self._made.append(made)
        self._write(made.stated, "stated")

    def _refuse_listed(self, name: str) -> None:
        if name in self._public:
            raise InvalidPromise("The price list has a product of this name already", value=name)

    def _write(self, promise: Promise, origin: Literal["stated", "received"]) -> None:
        record = PromiseRecord(
            scenario=self.scenario,
            origin=origin,
            name=promise.name,
            shopper=promise.shopper,
            terms={
                str(term): term.form.write(value)
                for term, value in promise.terms.items()
                if term.form is not None and not term.masked
            },
            valid_from=promise.valid_from,
            valid_through=promise.valid_through,
            honoured_at=promise.honoured_at,
            line=promise.line,
            times=promise.times,
            said_by=promise.said_by.value,
            source=promise.source,
            used_before=promise.used_before,
        )
        self.ledger.append(record)


def _source(terms: PromiseTerms) -> str:
    """Name where a promise to everybody is made."""
    if not terms.terms:
        return "what it shows"
    return "price list" if any(term.asks for term in terms.terms) else "what it publishes"


def _received(stated: Promise, visit: Visit, kinds: Topics) -> Promise:
    """Put together the promise as it was told on a visit; what was not told stays as the company meant it."""
    told: dict[Term[Any], Any] = {}
    for term in (*kinds.promised, *COMMON):
        if term.seen and (seen := visit.last(term)) is not None and term.form is not None:
            told[term] = term.form.parse(seen.value)
    return stated.as_told(told)
