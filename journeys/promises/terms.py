"""Terms: what a promise says and what a visit observes, each with the form of its value."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, time, timedelta
from typing import Any, Generic, Self, TypeVar

from journeys.promises.declared import Declared
from journeys.promises.form import Form
from journeys.promises.forms import BEGINNING, DURATION, END, NAME, PLACES, TIMES

__all__ = [
    "COMMON",
    "HONOURED_AT",
    "LINE",
    "TIMES_USABLE",
    "VALID_FOR",
    "VALID_FROM",
    "VALID_THROUGH",
    "Term",
]

Value = TypeVar("Value")


class Term(Declared, Generic[Value]):
    """A term is its own name, with what its topic declared of it; a ledger keeps the name.

    Attributes:
        form: The form of its value; None for one of a ledger whose topic nobody knows here.
        topic: Who declares it; empty for what all promises have in common.
        promised: Whether a promise can have it.
        seen: Whether a visit can observe it.
        tabled: Whether a feature's table can state it; else only a company file can.
        checkable: Whether a promise that has nothing else could be checked.
        to_be_said: Whether a message misleads that leaves it out.
        limits: Whether it says where a promise holds: hiding it is a breach of its own.
        usual: What holds if a promise does not say; a value, or a function of the other terms.
        asks: Whether it is what the customer is asked to pay.
        adds: Whether it is the most that may be added to that.
        spent: Whether an account that used the promise has used this up with it, such as a coupon's code.
        uses_up: The value by which a visit says that the promise was used.
        recovers: The value by which a visit says that a breach was put right.
        repeats: Whether it tells that a customer had to repeat something.
        identifies: Whether it tells whose affairs a place shows.
        excuses: The values by which a visit says why it has nothing else to say.
        creates: What comes into being at the company with it, such as ``order``.
        is_none: A value that means that nothing came into being.
        masked: Whether reports and ledgers must not show it.
        told: How reports sum it up: a text with ``{value}``, or by value; empty if they do not.
        told_alone: Whether they do so only where nothing else is told.
        label: What reports call it in the table of a promise; empty if they leave it out.
        help: What a company file's reference says of it.
    """

    form: Form[Value] | None
    topic: str
    promised: bool
    seen: bool
    tabled: bool
    checkable: bool
    to_be_said: bool
    limits: bool
    usual: Any
    asks: bool
    adds: bool
    spent: bool
    uses_up: str
    recovers: str
    repeats: bool
    identifies: bool
    excuses: frozenset[str]
    creates: str
    is_none: str
    masked: bool
    told: str | Mapping[str, str]
    told_alone: bool
    label: str
    help: str
    same: Callable[[Value, Value], bool] | None

    def __new__(
        cls,
        name: str,
        form: Form[Value] | None = None,
        *,
        topic: str = "",
        promised: bool = False,
        seen: bool = True,
        tabled: bool = True,
        checkable: bool = False,
        to_be_said: bool = False,
        limits: bool = False,
        usual: Any = None,
        asks: bool = False,
        adds: bool = False,
        spent: bool = False,
        uses_up: str = "",
        recovers: str = "",
        repeats: bool = False,
        identifies: bool = False,
        excuses: Iterable[str] = (),
        creates: str = "",
        is_none: str = "",
        masked: bool = False,
        told: str | Mapping[str, str] = "",
        told_alone: bool = False,
        label: str | None = None,
        help: str = "",  # noqa: A002 - the field's word for it
        same: Callable[[Value, Value], bool] | None = None,
    ) -> Self:
        """Declare a term; topics do it with ``Topic.term`` and ``Topic.seen``."""
        term = super().__new__(cls, name)
        term.form, term.topic, term.promised, term.seen = form, topic, promised, seen
        term.tabled = promised and tabled
        term.checkable, term.to_be_said, term.limits, term.usual = checkable, to_be_said, limits, usual
        term.asks, term.adds, term.uses_up, term.recovers, term.repeats = asks, adds, uses_up, recovers, repeats
        term.identifies, term.spent = identifies, spent
        term.excuses = frozenset(excuses)
        term.creates, term.is_none, term.masked, term.same = creates, is_none, masked, same
        term.told_alone = told_alone
        term.told, term.label, term.help = told, name if label is None else label, help
        return term

    @property
    def key(self) -> str:
        """Its name as a key of a company file: ``regular_price``."""
        return self.replace(" ", "_")

    def agrees(self, meant: Value, told: Value) -> bool:
        """Tell whether what was told is what was meant."""
        return self.same(meant, told) if self.same is not None else meant == told

    def summed_up(self, value: str) -> str:
        """Say a value where there is little room; empty if it goes without saying."""
        plain = self.told if isinstance(self.told, str) else self.told.get(value, "{value}")
        return plain.replace("{value}", self.form.say(value) if self.form else value)


_LAST_SECOND = time(23, 59, 59)


def _same_end(meant: datetime, told: datetime) -> bool:
    """Tell whether two ends are one: an end told as a day is that day's end, one told to the minute that minute's."""
    there = meant.astimezone(told.tzinfo)
    if abs(there - told) <= timedelta(seconds=1):  # midnight, and the second before it
        return True
    if told.time().replace(microsecond=0) == _LAST_SECOND:
        return there.date() == told.date()
    if told.second == 0:
        return told <= there < told + timedelta(minutes=1)
    return False


LINE: Term[str] = Term(
    "line", NAME, promised=True, checkable=True, label="for the line of", help="Who holds the line it is for."
)
HONOURED_AT: Term[tuple[str, ...] | None] = Term(
    "honoured at",
    PLACES,
    promised=True,
    to_be_said=True,
    limits=True,
    same=lambda meant, told: {*(meant or ())} == {*(told or ())},  # in whichever order
    help="Names of the touchpoints where it holds, separated by commas; everywhere if left out.",
)
TIMES_USABLE: Term[int] = Term(
    "times",
    TIMES,
    promised=True,
    seen=False,
    label="how often",
    help="How often one customer may use it: once, twice, 3.",
)
VALID_FROM: Term[datetime] = Term(
    "valid from",
    BEGINNING,
    promised=True,
    seen=False,
    label="from",
    help="The first moment it holds, such as 1 November 2026.",
)
VALID_THROUGH: Term[datetime] = Term(
    "valid through",
    END,
    promised=True,
    to_be_said=True,
    same=_same_end,
    label="through",
    help="The last moment it holds, such as 30 November 2026.",
)
VALID_FOR: Term[timedelta] = Term(
    "valid for",
    DURATION,
    promised=True,
    seen=False,
    help="How long it holds from its first moment on, such as 30 days.",
)

COMMON: tuple[Term[Any], ...] = (LINE, HONOURED_AT, TIMES_USABLE, VALID_FROM, VALID_THROUGH, VALID_FOR)
"""What every promise can say, whatever it is about."""
