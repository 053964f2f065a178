"""What a shopper saw: observations and exhibits of each visit, as facts that nobody has judged yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, TypeVar

from journeys.evidence.purposes import Purpose
from journeys.promises.channel import Channel, Side
from journeys.promises.money import Money, read_money
from journeys.promises.terms import Term

__all__ = ["Exhibit", "ExhibitKind", "Observation", "Stance", "Utterance", "Visit", "Whose"]

Value = TypeVar("Value")


class Stance(StrEnum):
    """How a touchpoint stands to an offer, in its own words."""

    KNOWN = "known"
    UNKNOWN = "unknown"
    NOT_HERE = "not here"
    ENDED = "ended"
    USED = "already used"
    SOLD_OUT = "sold out"
    REFUSED = "refused"
    NOT_UNDERSTOOD = "not understood"  # never written down: the visit ends with the words as its problem
    DECLINED = "declined by the shopper"
    STOPPED = "stopped by the run itself"
    ACCEPTED = "accepted"


class Whose(StrEnum):
    """Whose affairs a touchpoint shows; the customer's own go without saying."""

    SOMEBODY_ELSES = "somebody else's"


class ExhibitKind(StrEnum):
    """What sort of file shows it."""

    SCREENSHOT = "screenshot"
    MESSAGE = "message"
    TRANSCRIPT = "transcript"
    RECEIPT = "receipt"
    EXCHANGE = "requests and responses"
    TRACE = "trace"


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """One thing said on the phone or over the counter."""

    speaker: str
    words: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """One fact seen or heard, not judged.

    Attributes:
        value: In the form its term prescribes.
        words: Exactly what was said or shown.
        beside: Whether it is the same fact told once more at the same moment: the markup of a letter, a clerk's words
            beside the screen. It replaces nothing, and must agree.
    """

    term: Term[Any]
    value: str
    words: str
    at: datetime
    beside: bool = False

    @property
    def money(self) -> Money:
        """The value of a term that is an amount."""
        return read_money(self.value)

    @property
    def moment(self) -> datetime:
        """The value of a term that is a point in time."""
        return datetime.fromisoformat(self.value)

    @property
    def duration(self) -> timedelta:
        """The value of a term that is a length of time."""
        return timedelta(seconds=float(self.value))


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit:
    """The file that shows it.

    Attributes:
        path: Relative to the run's folder.
        media_type: Such as ``image/jpeg``.
    """

    kind: ExhibitKind
    name: str
    path: str
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One use of one touchpoint by one shopper.

    Attributes:
        number: Its place in the journey, from 1.
        line: Holder of the line the shopper means, if one was named.
        words: What the shopper wanted to have said or written, or was looking for.
        quantity: How many of it the shopper wanted.
        by: Who went in the shopper's place; empty if nobody did.
        promise: Name of the promise it is about.
        started: Company time.
        ended: Company time.
        waited: How much of that the shopper spent waiting: queues, holds, days without an answer.
        problem: Why it could not be judged (something was down), if so.
        notices: Terms that the driver would have seen, so that their absence says something.
        earlier: What of an earlier run it came upon, such as a code that was used then: nothing on it can be judged.
    """

    number: int
    shopper: str
    touchpoint: str
    channel: Channel
    side: Side
    purpose: Purpose
    promise: str
    line: str | None
    started: datetime
    ended: datetime
    waited: timedelta
    words: str = ""
    quantity: int = 1
    by: str = ""
    observations: tuple[Observation, ...] = ()
    transcript: tuple[Utterance, ...] = ()
    exhibits: tuple[Exhibit, ...] = ()
    problem: str | None = None
    notices: tuple[str, ...] = ()
    earlier: str | None = None

    @property
    def who(self) -> str:
        """Who went there: the shopper, or somebody in their place."""
        return f"{self.by}, for {self.shopper}," if self.by else self.shopper

    @property
    def bought(self) -> bool:
        """Whether the promise was used on this visit: the company took an order."""
        return any(seen.term.uses_up == seen.value for seen in self.observations if seen.term.uses_up)

    @property
    def put_right(self) -> bool:
        """Whether the company put right on this visit what it had broken."""
        return any(seen.term.recovers == seen.value for seen in self.observations if seen.term.recovers)

    def first(self, term: Term[Any]) -> Observation | None:
        """Return the first observation about a term, or None."""
        return next(iter(self.of(term)), None)

    def last(self, term: Term[Any]) -> Observation | None:
        """Return the last observation about a term, or None: a later word replaces an earlier one."""
        return next(reversed(self.of(term)), None)

    def of(self, term: Term[Any]) -> list[Observation]:
        """List what was seen of a term, in order, without what only stood beside it."""
        return [seen for seen in self.observations if seen.term == term and not seen.beside]

    def value(self, term: Term[Value]) -> Value | None:
        """Return what was seen last about a term, read in the term's form, or None."""
        seen = self.last(term)
        return None if seen is None or term.form is None else term.form.parse(seen.value)
