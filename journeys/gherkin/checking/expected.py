"""What a scenario has come to, as far as that can be told unread: its people, promises, visits and the time."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from journeys.evidence.purposes import Purpose
from journeys.promises.channel import Channel
from journeys.promises.promise import PromiseTerms

__all__ = ["NOBODY", "UNKNOWN", "Expected", "Going", "Person", "Pledge", "may_be"]

NOBODY = object()
UNKNOWN = object()
"""What stands where a promise is made to no one, and where only a run tells."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who was introduced.

    Attributes:
        holders: Who has a line with them.
        customer: Whether the company knows them.
        account: The email address of the test account that plays them, if one does.
    """

    holders: tuple[str, ...]
    customer: bool = True
    account: str | None = None


@dataclass(slots=True)
class Pledge:
    """A promise that was made.

    Attributes:
        line: Where it stands.
        shopper: To whom.
        product: What it is about, if it is to everybody.
        says: Names of the terms that were stated of a product.
        terms: What it says, if that is known.
        said_by: Where it was said, if that is known.
        made: When the company was asked for it, if it was.
        ends: Its last moment, if that is known.
        over: Whether its end has passed.
        uses: How often it was used as it may be.
        looked_into: Whether any visit is about it.
    """

    line: int
    shopper: object
    product: object = None
    says: frozenset[str] = frozenset()
    terms: PromiseTerms | None = None
    said_by: Channel | None = None
    made: datetime | None = None
    ends: datetime | None = None
    over: bool = False
    uses: int = 0
    looked_into: bool = False

    @property
    def name(self) -> Any:
        """What it is called, as far as that is known."""
        return self.terms.name if self.terms is not None else UNKNOWN if self.product is None else self.product

    @property
    def may_be_for_a_line(self) -> bool:
        """Whether it is for somebody's line, as far as that is known; a product is for nobody's."""
        return self.product is None if self.terms is None else self.terms.line is not None

    @property
    def is_used_up(self) -> bool:
        """Whether it was used as often as promised, as far as that is known, and its end has not passed."""
        return self.terms is not None and self.uses >= self.terms.times and not self.over

    def due(self, place: object) -> bool:
        """Tell whether a company that keeps it would honour it here and now, as far as that is known."""
        if self.over:
            return False
        if self.terms is None:
            return True
        here = self.terms.honoured_at is None or not isinstance(place, str) or place in self.terms.honoured_at
        return here and self.uses < self.terms.times and self.terms.valid_from is None


@dataclass(frozen=True, slots=True)
class Going:
    """A visit that will be made.

    Attributes:
        line: Whether a line was named.
        due: Whether the promise it is about would be honoured there and then.
        tells: What it says something about.
    """

    shopper: object
    place: object
    purpose: Purpose
    promise: Pledge | None
    line: bool = False
    due: bool = True
    tells: frozenset[str] = frozenset()


@dataclass(slots=True)
class Expected:
    """Where a scenario stands.

    Attributes:
        people: Who was introduced, by name.
        named: Who was named last.
        time: The company's, at the least; None if nobody knows.
        waited: Whether more time may have passed than is known.
    """

    time: datetime | None
    people: dict[str, Person] = field(default_factory=dict)
    named: object = None
    promises: list[Pledge] = field(default_factory=list)
    visits: list[Going] = field(default_factory=list)
    waited: bool = False

    def promise_to(self, who: object, product: object = None) -> Pledge | None:
        """Return what somebody was promised last, or what was promised about a product."""
        for one in reversed(self.promises):
            if may_be(one.product, product) if product is not None else may_be(one.shopper, who):
                return one
        return None

    def visits_of(self, who: object, at: object = None) -> list[Going]:
        """List the visits that may be somebody's, at a place if one is named."""
        return [one for one in self.visits if may_be(one.shopper, who) and (at is None or may_be(one.place, at))]

    def pass_until(self, moment: datetime) -> None:
        """Let it be a moment, at the least."""
        self.time = moment if self.time is None else max(self.time, moment)
        for one in self.promises:
            one.over |= one.ends is not None and one.ends < self.time


def may_be(one: Any, other: Any) -> bool:
    """Tell whether two may be the same, as far as that is known."""
    return one is UNKNOWN or other is UNKNOWN or one == other
