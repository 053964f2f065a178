"""The promises of a journey: as the company meant them, and as shoppers received them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Literal

from journeys.errors import InvalidPromise
from journeys.evidence.observations import Term, Visit
from journeys.promises.channel import Channel
from journeys.promises.money import Money, written
from journeys.promises.promise import Promise, PromiseTerms
from journeys.promises.shopper import Shopper
from journeys.records.ledger import Ledger, PromiseRecord
from journeys.walking.unknown import nobody_listed, nobody_promised

__all__ = ["Made", "PromisesMade"]

_LISTED_FOR = timedelta(days=3650)
"""How long a price list holds, which says nothing about its end."""


@dataclass(slots=True)
class Made:
    """A promise as the company meant it, and as the shopper received it once the message was read.

    Attributes:
        listed: It is no offer, but the price of a product by the company's price list.
    """

    stated: Promise
    received: Promise | None = None
    listed: bool = False

    @property
    def as_known(self) -> Promise:
        """What the shopper goes by."""
        return self.received or self.stated


@dataclass(slots=True)
class PromisesMade:
    """Keeps the promises of one scenario, and writes each to the ledger.

    Attributes:
        scenario: The scenario's id in the ledger.
    """

    scenario: str
    ledger: Ledger
    _made: list[Made] = field(default_factory=list)
    _price_list: dict[str, tuple[PromiseTerms, datetime]] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Made]:
        """Go through the promises in the order they were made."""
        return iter(self._made)

    def add(self, promise: Promise) -> None:
        """Keep an offer that a company made.

        Raises:
            InvalidPromise: A product on the price list has its name.
        """
        self._refuse_listed(promise.name)
        self._keep(Made(promise))

    def list_price(self, terms: PromiseTerms, since: datetime) -> None:
        """Keep what a product costs by the price list, which is a promise to whoever looks it up.

        Raises:
            InvalidPromise: The product is on the list already, or an offer has its name.
        """
        self._refuse_listed(terms.name)
        if any(made.stated.name == terms.name for made in self._made):
            raise InvalidPromise("A product on the price list is called like an offer", value=terms.name)
        self._price_list[terms.name] = (replace(terms, valid_for=_LISTED_FOR), since)

    def listing(self, product: str, shopper: Shopper) -> Promise:
        """Return the price list's promise to a shopper, which is made when the shopper first looks it up.

        Raises:
            UnknownName: No such product was listed.
        """
        if product not in self._price_list:
            raise nobody_listed(product, self._price_list)
        for made in self._made:
            if made.listed and (made.stated.name, made.stated.shopper) == (product, shopper.name):
                return made.stated
        terms, since = self._price_list[product]
        promise = terms.made_to(shopper.name, said_by=Channel.WEB, source="price list", now=since)
        self._keep(Made(promise, listed=True))
        return promise

    def receive(self, made: Made, visit: Visit) -> Promise:
        """Keep a promise as it was told on a visit."""
        made.received = _received(made.stated, visit)
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

    def _keep(self, made: Made) -> None:
        self._made.append(made)
        self._write(made.stated, "stated")

    def _refuse_listed(self, name: str) -> None:
        if name in self._price_list:
            raise InvalidPromise("The price list has a product of this name already", value=name)

    def _write(self, promise: Promise, origin: Literal["stated", "received"]) -> None:
        record = PromiseRecord(
            scenario=self.scenario,
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
        self.ledger.append(record)


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
