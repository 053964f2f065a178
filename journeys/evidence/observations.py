"""What a shopper saw: observations and exhibits of each visit, as facts that nobody has judged yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from journeys.promises.channel import Channel, Side
from journeys.promises.money import Money, read_money

__all__ = ["Exhibit", "ExhibitKind", "Observation", "Purpose", "Stance", "Term", "Utterance", "Visit"]


class Term(StrEnum):
    """What an observation is about. The comment gives the form of its value."""

    PRICE = "price"  # "130.00 USD": what the customer was told or made to pay, surcharge included
    REGULAR_PRICE = "regular price"  # "130.00 USD"
    SURCHARGE = "surcharge"  # "10.00 USD", only if one was named
    OFFER = "offer"  # a Stance: how this touchpoint stands to the offer
    REDEMPTION = "redemption"  # "accepted" or a Stance that says why not
    ORDER = "order"  # the number the company gave an order it took
    LINE = "line"  # the holder's name
    VALID_THROUGH = "valid through"  # ISO 8601, timezone-aware
    HONOURED_AT = "honoured at"  # touchpoints' names in alphabetical order, comma-separated
    ALTERNATIVE = "alternative"  # the words that name another way
    CODE = "code"  # how the company refers to the offer
    LINK = "link"  # the link in the message, for following; it is masked wherever it is written
    INSTRUCTION = "instruction"  # the words that tell staff how to honour it
    NOTE_LEFT = "note left"  # "yes" or "no"
    NOTE = "note"  # "found" or "missing"
    NOTE_SEARCH = "note search"  # seconds of company time until the note was found or given up
    ASKED_AGAIN = "asked again"  # a Fact the shopper had told the company before
    DROPPED = "dropped"  # "hung up", "sent elsewhere" or "dead end"
    CASE = "case"  # the case number, or "no route"
    ANSWER = "answer"  # "put right", "turned down" or "none"
    ANSWER_TIME = "answer time"  # seconds of company time from complaint to answer


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


class Purpose(StrEnum):
    """What the shopper came for."""

    LEARN = "learns of the offer"
    ASK = "asks about the offer"
    REDEEM = "redeems the offer"
    FILL_CART = "puts the offer in a cart"
    CHECK_OUT = "checks out"
    CONFIRM = "reads the confirmation"
    LOOK_UP = "looks up a price"
    LEAVE_NOTE = "asks for a note"
    FIND_NOTE = "asks for the note"
    COMPLAIN = "complains"
    CHECK_ACCOUNT = "checks the account"
    STAFF_LOOK_UP = "is looked up by staff"

    @property
    def is_contact(self) -> bool:
        """Whether the shopper gets in touch for it; reading a message is no contact."""
        return self not in {Purpose.LEARN, Purpose.CONFIRM}

    @property
    def tells_history(self) -> bool:
        """Whether the company learns by it that the shopper is after the offer; looking at a price tells nothing."""
        return self.is_contact and self is not Purpose.LOOK_UP


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
    """

    term: Term
    value: str
    words: str
    at: datetime

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
        promise: Name of the promise it is about.
        started: Company time.
        ended: Company time.
        waited: How much of that the shopper spent waiting: queues, holds, days without an answer.
        problem: Why it could not be judged (something was down), if so.
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
    observations: tuple[Observation, ...] = ()
    transcript: tuple[Utterance, ...] = ()
    exhibits: tuple[Exhibit, ...] = ()
    problem: str | None = None

    @property
    def bought(self) -> bool:
        """Whether the company took an order on this visit."""
        seen = self.last(Term.REDEMPTION)
        return seen is not None and seen.value == Stance.ACCEPTED

    def first(self, term: Term) -> Observation | None:
        """Return the first observation about a term, or None."""
        return next((seen for seen in self.observations if seen.term is term), None)

    def last(self, term: Term) -> Observation | None:
        """Return the last observation about a term, or None: a later word replaces an earlier one."""
        return next((seen for seen in reversed(self.observations) if seen.term is term), None)
