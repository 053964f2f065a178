"""How a promise fared: outcomes, kinds of breach, findings. Pure data; `journeys.judging.judgement` makes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import IntEnum
from typing import Any, Generic, Self, TypeVar

from journeys.promises.calendars import Calendar, WorkingDays
from journeys.promises.channel import Channel
from journeys.promises.declared import Declared
from journeys.promises.form import Form, Reading
from journeys.promises.terms import Term

__all__ = ["WHOLE_JOURNEY", "Breach", "Finding", "Outcome", "Standard", "Standards", "Verdict"]

Value = TypeVar("Value")

WHOLE_JOURNEY = "whole journey"
"""Stands for the touchpoint in a finding that is about no visit: about effort, say."""


class Outcome(IntEnum):
    """How a promise fared, best to worst."""

    KEPT = 0
    MADE_GOOD = 1
    NOT_TESTED = 2
    COMPROMISED = 3
    BROKEN = 4

    @property
    def words(self) -> str:
        """The name as people read it: ``made good``."""
        return self.name.replace("_", " ").lower()


class Breach(Declared):
    """A kind of service failure is its own words, with what its topic declared of it; a ledger keeps the words.

    Attributes:
        topic: Who declares it.
        about: What a *Then* asks about that finds it.
        row: The line of the catalogue of promises it breaks, if it is one of ours.
        severity: How grave it is by itself: ``blocker``, ``critical``, ``normal``, ``minor`` or ``trivial``.
    """

    topic: str
    about: str
    row: str
    severity: str

    def __new__(cls, words: str, *, topic: str = "", about: str = "", row: str = "", severity: str = "normal") -> Self:
        """Declare a breach; topics do it with ``Topic.breach``."""
        breach = super().__new__(cls, words)
        breach.topic, breach.about, breach.row, breach.severity = topic, about, row, severity
        return breach


class Standard(Declared, Generic[Value]):
    """Something a company promises about its service in general; it is its own name.

    Attributes:
        form: The form of its value.
        usual: What holds if the company file says nothing, as people write it.
        topic: Who declares it.
        help: What a company file's reference says of it.
    """

    form: Form[Value]
    usual: str
    topic: str
    help: str

    def __new__(cls, name: str, form: Form[Value], *, usual: str, topic: str = "", help: str = "") -> Self:  # noqa: A002
        """Declare a standard; topics do it with ``Topic.standard``."""
        standard = super().__new__(cls, name)
        standard.form, standard.usual, standard.topic, standard.help = form, usual, topic, help
        return standard

    @property
    def key(self) -> str:
        """Its name as a key of a company file, with underscores."""
        return self.replace(" ", "_")


@dataclass(frozen=True, slots=True)
class Standards:
    """What a company promises about its service in general.

    Attributes:
        stated: By standard, what the company file says, as people write it.
        calendar: The days on which the company works, for lengths of time that count only those.
    """

    stated: Mapping[str, str] = field(default_factory=dict)
    calendar: Calendar = field(default_factory=Calendar)

    def of(self, standard: Standard[Value]) -> Value:
        """Return what the company promises."""
        said = self.stated.get(standard, standard.usual)
        return standard.form.read(said, Reading(term=standard))

    def within(self, standard: Standard[timedelta | int]) -> timedelta | WorkingDays:
        """Return a length of time that may be a number of working days."""
        length = self.of(standard)
        return length if isinstance(length, timedelta) else WorkingDays(length, self.calendar)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One observation judged against one term.

    Attributes:
        visit: Number of the visit it was made on; None if it is about the journey as a whole.
        touchpoint: Where that was, or WHOLE_JOURNEY.
        about: What a *Then* asks about: its topic's ``about``.
        promised: What should have been, for a table.
        told: What was, for a table.
        reason: Why, in one sentence.
        breach: What kind of failure, if it is one.
    """

    visit: int | None
    touchpoint: str
    channel: Channel | None
    term: Term[Any] | None
    about: str
    promised: str
    told: str
    outcome: Outcome
    reason: str
    breach: Breach | None = None

    @property
    def row(self) -> str | None:
        """The row of the catalogue that is broken, such as ``R1``."""
        return (self.breach.row or None) if self.breach else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """All findings about one promise."""

    promise: str
    findings: tuple[Finding, ...] = field(default=())
    recovered: bool = False

    @property
    def breaches(self) -> tuple[Finding, ...]:
        """The findings that broke it; a later recovery does not take them back."""
        return tuple(found for found in self.findings if found.outcome is Outcome.BROKEN)

    @property
    def outcome(self) -> Outcome:
        """The worst of what was tested; broken, but put right in time, is made good."""
        tested = [found.outcome for found in self.findings if found.outcome is not Outcome.NOT_TESTED]
        worst = max(tested, default=Outcome.NOT_TESTED)
        return Outcome.MADE_GOOD if worst is Outcome.BROKEN and self.recovered else worst

    def about(self, *asked: str) -> tuple[Finding, ...]:
        """Return the findings about what is asked; the compromised ones are about everything."""
        return tuple(f for f in self.findings if f.about in asked or f.outcome is Outcome.COMPROMISED)

    def by_touchpoint(self) -> dict[str, Outcome]:
        """Give each touchpoint that was visited its worst outcome, in order of the first visit."""
        worst: dict[str, Outcome] = {}
        for found in self.findings:
            worst[found.touchpoint] = max(found.outcome, worst.get(found.touchpoint, Outcome.KEPT))
        return worst
