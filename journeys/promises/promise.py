"""What a company said to a customer, in terms that can be checked (after schema.org Offer)."""

from __future__ import annotations

import decimal
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Self

from journeys.errors import InvalidPromise
from journeys.promises.channel import Channel
from journeys.promises.money import Money, written

__all__ = ["DEFAULT_VALIDITY", "ROUNDINGS", "Promise", "PromiseTerms"]

ROUNDINGS = {"half up": decimal.ROUND_HALF_UP, "half even": decimal.ROUND_HALF_EVEN, "down": decimal.ROUND_DOWN}
"""How a promise may say that amounts are rounded, with the decimal module's name for it."""

DEFAULT_VALIDITY = timedelta(days=30)
"""How long an offer lasts of which nothing else was said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseTerms:
    """The terms as a feature states them, before a company has made the promise to anybody.

    Attributes:
        price: What the customer is told to pay, tax included.
        surcharges: What single touchpoints add, and say so beforehand, by the touchpoint's name.
        surcharge_limit: The most any touchpoint may add, if it says so beforehand.
        honoured_at: Names of the touchpoints where it holds; None means everywhere.
        valid_from: First moment it holds, timezone-aware; None means as soon as it is made.
        valid_through: Last moment it holds, timezone-aware, included; None with ``valid_for`` from then on.
        line: Whose line it is for (the holder's name), if it is for one line.
        times: How often one customer may use it, in all channels together.

    Raises:
        InvalidPromise: A term is out of range or contradicts another.
    """

    name: str
    price: Money
    regular_price: Money | None = None
    rounding: str = "half up"
    line: str | None = None
    honoured_at: tuple[str, ...] | None = None
    surcharges: Mapping[str, Money] = field(default_factory=dict)
    surcharge_limit: Money | None = None
    alternative: str | None = None
    times: int = 1
    valid_from: datetime | None = None
    valid_through: datetime | None = None
    valid_for: timedelta = DEFAULT_VALIDITY

    def __post_init__(self) -> None:
        """Refuse what cannot be kept by anybody."""
        if not self.name.strip():
            raise InvalidPromise("A promise needs a name", remedy="Add a row: | offer | free phone upgrade |")
        amounts = [("price", self.price), ("regular price", self.regular_price)]
        amounts += [(f"surcharge at {place}", surcharge) for place, surcharge in self.surcharges.items()]
        amounts += [("surcharge limit", self.surcharge_limit)]
        for term, money in amounts:
            if money is not None and money.amount < 0:
                raise InvalidPromise(f"The {term} is below zero", value=written(money))
            if money is not None and money.currency != self.price.currency:
                raise InvalidPromise(f"Price and {term} are in different currencies", value=written(money))
        if self.valid_from and self.valid_through and self.valid_through <= self.valid_from:
            raise InvalidPromise(
                f"The promise ends before it begins ({self.valid_from})", value=str(self.valid_through)
            )
        if self.times < 1:
            raise InvalidPromise("A promise must be usable at least once", value=str(self.times))
        limit = self.surcharge_limit
        for place, surcharge in self.surcharges.items():
            if limit is not None and surcharge > limit:
                raise InvalidPromise(f"The surcharge at {place} is over the limit", value=written(surcharge))

    def dated(self, now: datetime) -> Self:
        """Return the terms with both ends of their period set, if they are announced now."""
        begins, ends = self._period(now)
        return replace(self, valid_from=begins, valid_through=ends)

    def made_to(self, shopper: str, *, said_by: Channel, source: str, now: datetime) -> Promise:
        """Return the promise that these terms are once they are announced to a shopper."""
        begins, ends = self._period(now)
        return Promise(
            name=self.name,
            shopper=shopper,
            price=self.price,
            regular_price=self.regular_price,
            valid_from=begins,
            valid_through=ends,
            said_by=said_by,
            source=source,
            honoured_at=self.honoured_at,
            line=self.line,
            surcharge_limit=self.surcharge_limit,
            alternative=self.alternative,
            times=self.times,
            rounding=self.rounding,
        )

    def touchpoints(self) -> tuple[str, ...]:
        """Name every touchpoint the terms mention, to be checked against the company's."""
        return (*(self.honoured_at or ()), *self.surcharges)

    def _period(self, now: datetime) -> tuple[datetime, datetime]:
        begins = self.valid_from or now
        return begins, self.valid_through or begins + self.valid_for


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """What the company said to a customer, in terms that can be checked.

    Attributes:
        price: What the customer was told to pay, tax included.
        valid_through: Last moment it holds, timezone-aware, included.
        surcharge_limit: The most a channel may add, if it says so beforehand.
        honoured_at: Names of the touchpoints where it holds; None if that was never said.
        code: How the company refers to it, if it told the customer so.
        source: Where it was said: a Message-ID, a URL, a leaflet's name.
        said_by: The channel it was said in.

    Raises:
        InvalidPromise: A term is out of range or contradicts another.
    """

    name: str
    shopper: str
    price: Money
    regular_price: Money | None
    valid_from: datetime
    valid_through: datetime
    said_by: Channel
    source: str
    honoured_at: tuple[str, ...] | None = None
    line: str | None = None
    surcharge_limit: Money | None = None
    alternative: str | None = None
    times: int = 1
    rounding: str = "half up"
    code: str | None = None
    link: str | None = None

    def __post_init__(self) -> None:
        """Refuse moments without a zone and a period that never was."""
        if self.valid_from.tzinfo is None or self.valid_through.tzinfo is None:
            raise InvalidPromise("A promise's period needs time zones", value=str(self.valid_through))
        if self.valid_through <= self.valid_from:
            raise InvalidPromise("The promise ends before it begins", value=str(self.valid_through))

    def holds_at(self, moment: datetime) -> bool:
        """Tell whether the promised period covers ``moment``; both its ends are included."""
        return self.valid_from <= moment <= self.valid_through

    def honoured_in(self, touchpoint: str) -> bool:
        """Tell whether it was promised to hold at this touchpoint."""
        return self.honoured_at is None or touchpoint in self.honoured_at

    def as_told(self, **terms: object) -> Self:
        """Return the promise with the terms the shopper really read or heard."""
        return replace(self, **terms)  # type: ignore[arg-type]
