"""What a company said to a customer, in terms that can be checked (after schema.org Offer)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Self, TypeVar, cast

from journeys.errors import InvalidPromise
from journeys.promises.channel import Channel
from journeys.promises.money import Money
from journeys.promises.terms import HONOURED_AT, LINE, TIMES_USABLE, VALID_FROM, VALID_THROUGH, Term

__all__ = ["DEFAULT_VALIDITY", "Promise", "PromiseTerms"]

Value = TypeVar("Value")

DEFAULT_VALIDITY = timedelta(days=30)
"""How long a company is asked to let an offer last of which a feature says nothing else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseTerms:
    """The terms as a feature states them, before a company has made the promise to anybody.

    Attributes:
        name: What it is called.
        terms: What topics make of it, such as its price, by their terms.
        honoured_at: Names of the touchpoints where it holds; None means everywhere.
        valid_from: First moment it holds, timezone-aware; None means as soon as it is made.
        valid_through: Last moment it holds, timezone-aware, included.
        valid_for: How long it holds from its first moment on. With neither, nothing is said of its end.
        line: Whose line it is for (the holder's name), if it is for one line.
        times: How often one customer may use it, in all channels together.

    Raises:
        InvalidPromise: A term is out of range or contradicts another.
    """

    name: str
    terms: Mapping[Term[Any], Any] = field(default_factory=dict)
    line: str | None = None
    honoured_at: tuple[str, ...] | None = None
    times: int = 1
    valid_from: datetime | None = None
    valid_through: datetime | None = None
    valid_for: timedelta | None = None

    def __post_init__(self) -> None:
        """Refuse what cannot be kept by anybody."""
        if not self.name.strip():
            raise InvalidPromise("A promise needs a name", remedy="Add a row: | offer | free phone upgrade |")
        if self.valid_from and self.valid_through and self.valid_through <= self.valid_from:
            raise InvalidPromise(
                f"The promise ends before it begins ({self.valid_from})", value=str(self.valid_through)
            )
        if self.times < 1:
            raise InvalidPromise("A promise must be usable at least once", value=str(self.times))

    def get(self, term: Term[Value]) -> Value | None:
        """Return what it says of a topic's term, or None if it says nothing."""
        return cast("Value | None", self.terms.get(term))

    def dated(self, now: datetime) -> Self:
        """Return the terms with both ends of their period set, as a company needs them that announces them now."""
        begins, ends = self._period(now)
        return replace(self, valid_from=begins, valid_through=ends or begins + DEFAULT_VALIDITY)

    def made_to(self, shopper: str, *, said_by: Channel, source: str, now: datetime, named: bool = False) -> Promise:
        """Return the promise that these terms are once they are announced to a shopper.

        ``named`` says that the company was told their name.
        """
        begins, ends = self._period(now)
        return Promise(
            name=self.name,
            shopper=shopper,
            terms=self.terms,
            valid_from=begins,
            valid_through=ends,
            said_by=said_by,
            source=source,
            honoured_at=self.honoured_at,
            line=self.line,
            times=self.times,
            named=named,
        )

    def touchpoints(self) -> tuple[str, ...]:
        """Name every touchpoint the terms mention, to be checked against the company's."""
        by_place = (value for value in self.terms.values() if isinstance(value, Mapping))
        return (*(self.honoured_at or ()), *(place for value in by_place for place in value))

    def _period(self, now: datetime) -> tuple[datetime, datetime | None]:
        begins = self.valid_from or now
        lasting = begins + self.valid_for if self.valid_for is not None else None
        return begins, self.valid_through or lasting


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """What the company said to a customer, in terms that can be checked.

    Attributes:
        terms: What topics make of it, such as its price, by their terms.
        valid_through: Last moment it holds, timezone-aware, included; None if nothing was said of its end.
        honoured_at: Names of the touchpoints where it holds; None if that was never said.
        source: Where it was said: a Message-ID, a URL, a leaflet's name.
        said_by: The channel it was said in.
        times: How often one customer may use it, in all channels together.
        named: Whether the company was told its name when it made it, so that what it writes should bear that.
        used_before: How often the shopper's account has used it in earlier runs; less than that.

    Raises:
        InvalidPromise: A term is out of range or contradicts another.
    """

    name: str
    shopper: str
    valid_from: datetime
    valid_through: datetime | None
    said_by: Channel
    source: str
    terms: Mapping[Term[Any], Any] = field(default_factory=dict)
    honoured_at: tuple[str, ...] | None = None
    line: str | None = None
    times: int = 1
    named: bool = False
    used_before: int = 0

    def __post_init__(self) -> None:
        """Refuse moments without a zone and a period that never was."""
        ends = self.valid_through
        if self.valid_from.tzinfo is None or (ends is not None and ends.tzinfo is None):
            raise InvalidPromise("A promise's period needs time zones", value=str(ends))
        if ends is not None and ends <= self.valid_from:
            raise InvalidPromise("The promise ends before it begins", value=str(self.valid_through))

    def holds_at(self, moment: datetime) -> bool:
        """Tell whether the promised period covers ``moment``; both its ends are included."""
        return self.valid_from <= moment and (self.valid_through is None or moment <= self.valid_through)

    def honoured_in(self, touchpoint: str) -> bool:
        """Tell whether it was promised to hold at this touchpoint."""
        return self.honoured_at is None or touchpoint in self.honoured_at

    def get(self, term: Term[Value]) -> Value | None:
        """Return what it says of a topic's term, or None if it says nothing."""
        return cast("Value | None", self.terms.get(term))

    def says(self) -> Iterator[tuple[Term[Any], Any]]:
        """Go through everything it says: its topics' terms, then those that every promise has."""
        yield from self.terms.items()
        yield VALID_FROM, self.valid_from
        yield VALID_THROUGH, self.valid_through
        yield HONOURED_AT, self.honoured_at
        yield LINE, self.line
        yield TIMES_USABLE, self.times

    @property
    def asked(self) -> Money | None:
        """What the customer was told to pay, if it says so."""
        return next((value for term, value in self.terms.items() if term.asks), None)

    @property
    def at_most_added(self) -> Money | None:
        """The most a channel may add to it, if it says so."""
        return next((value for term, value in self.terms.items() if term.adds), None)

    def as_told(self, told: Mapping[Term[Any], Any]) -> Self:
        """Return the promise with the terms the shopper really read or heard; a None takes one away.

        An end that was over before the promise began, such as last year's, bounds nothing: what was meant stays, and
        whoever said so is held to it.
        """
        common = {field: told[term] for term, field in _FIELDS.items() if term in told}
        begins, ends = common.get("valid_from", self.valid_from), common.get("valid_through")
        if ends is not None and ends <= begins:
            del common["valid_through"]
        own = {**self.terms, **{term: value for term, value in told.items() if term not in _FIELDS}}
        return replace(self, terms={term: one for term, one in own.items() if one is not None}, **common)


_FIELDS: Mapping[Term[Any], str] = {
    VALID_FROM: "valid_from",
    VALID_THROUGH: "valid_through",
    HONOURED_AT: "honoured_at",
    LINE: "line",
    TIMES_USABLE: "times",
}
"""The terms that every promise has, by the attribute that holds them."""
