"""Where a promise stands when a visit begins: what is right on it depends on what happened before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Any, Self, TypeVar

from journeys.evidence.observations import Observation, Visit
from journeys.judging.verdict import Standards
from journeys.promises.channel import Side
from journeys.promises.promise import Promise
from journeys.promises.terms import Term

__all__ = ["Due", "Standing", "Told"]

Value = TypeVar("Value")


class Due(Enum):
    """What the promise asks of a touchpoint at the moment of a visit."""

    HONOUR = auto()
    NOTHING_YET_OR_NO_MORE = auto()
    NOTHING_HERE = auto()
    NOTHING_TWICE = auto()


@dataclass(frozen=True, slots=True)
class Told:
    """What a shopper had been told of a promise until the company told it otherwise.

    Attributes:
        until: Number of the last visit that is judged by it.
        stated: The promise as the company meant it then.
        promise: The promise that touchpoints were held to then.
    """

    until: int
    stated: Promise
    promise: Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a promise stands.

    Attributes:
        stated: The promise as the company meant it.
        promise: The promise that touchpoints are held to: as it was received, if it was.
        before: The shopper's visits about it so far, in order.
        beside: All other visits so far, in order: of other shoppers, or about other promises.
        since: Number of the last visit that was judged by what had been told before; 0 if it was never told otherwise.
    """

    stated: Promise
    promise: Promise
    standards: Standards
    before: tuple[Visit, ...] = ()
    beside: tuple[Visit, ...] = ()
    since: int = 0

    @property
    def times_used(self) -> int:
        """How often it was used so far, in earlier runs too."""
        return self.promise.used_before + sum(visit.bought for visit in self.before)

    @property
    def last_use(self) -> Visit | None:
        """The last visit on which it was used, if there is one."""
        return next((visit for visit in reversed(self.before) if visit.bought), None)

    @property
    def contacts(self) -> int:
        """How often the shopper was served about it so far."""
        return sum(visit.side is Side.FRONTSTAGE and visit.purpose.served for visit in self.before)

    @property
    def line_meant(self) -> str | None:
        """Holder of the line that was named last, else the one it was promised for."""
        named = (visit.line for visit in reversed(self.before) if visit.line)
        return next(named, self.promise.line)

    def seen_before(self, term: Term[Any]) -> list[Observation]:
        """List what was seen of a term on the visits before, in order."""
        return [seen for visit in self.before for seen in visit.of(term)]

    def told_before(self, term: Term[Any]) -> list[Observation]:
        """List what was seen of a term on the visits before, since the promise is what it is now."""
        return [seen for visit in self.before if visit.number > self.since for seen in visit.of(term)]

    def due(self, visit: Visit) -> Due:
        """Say what the promise asks of this visit."""
        if not self.promise.holds_at(visit.started) and not visit.purpose.any_time:
            return Due.NOTHING_YET_OR_NO_MORE
        if self.times_used >= self.promise.times:
            return Due.NOTHING_TWICE
        if not self.promise.honoured_in(visit.touchpoint) and not visit.purpose.any_time:
            return Due.NOTHING_HERE
        return Due.HONOUR

    def after(self, visit: Visit) -> Self:
        """Return where the promise stands when the visit has ended."""
        return replace(self, before=(*self.before, visit))
