"""The promises of a journey: as the company meant them, and as shoppers received them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from journeys.errors import UnknownName
from journeys.evidence import Term, Visit
from journeys.ledger import Ledger, PromiseRecord
from journeys.money import Money, written
from journeys.promise import Promise
from journeys.shopper import Shopper

__all__ = ["Made", "PromisesMade"]


@dataclass(slots=True)
class Made:
    """A promise as the company meant it, and as the shopper received it once the message was read."""

    stated: Promise
    received: Promise | None = None

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

    def __iter__(self) -> Iterator[Made]:
        """Go through the promises in the order they were made."""
        return iter(self._made)

    def add(self, promise: Promise) -> None:
        """Keep a promise that a company made."""
        self._made.append(Made(promise))
        self._write(promise, "stated")

    def receive(self, made: Made, visit: Visit) -> Promise:
        """Keep a promise as it was told on a visit."""
        made.received = _received(made.stated, visit)
        self._write(made.received, "received")
        return made.received

    def to(self, shopper: Shopper) -> Made:
        """Return what this shopper was promised last.

        Raises:
            UnknownName: Nobody has promised this shopper anything.
        """
        for made in reversed(self._made):
            if made.stated.shopper == shopper.name:
                return made
        remedy = f"Begin with: Given the company promised {shopper.name} by email: …"
        raise UnknownName("Nobody has promised this shopper anything", value=shopper.name, remedy=remedy)

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
