"""How a promise fared: outcomes, kinds of breach, findings. Pure data; `journeys.judging.judgement` makes it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from enum import IntEnum, StrEnum
from typing import Self

from journeys.evidence.observations import Term
from journeys.promises.calendars import WorkingDays
from journeys.promises.channel import Channel

__all__ = ["Breach", "Concern", "Finding", "Outcome", "Standards", "Verdict"]


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


class Concern(StrEnum):
    """What a *Then* asks about: a promise can be honoured and still be a pain."""

    HONOUR = "honouring the promise"
    LINE = "putting it on the right line"
    MESSAGE = "saying what was promised"
    CONFIRMATION = "confirming what was charged"
    PRICE = "showing one price"
    NOTES = "sharing notes"
    CONTINUITY = "not asking twice"
    SERVICE = "not dropping the customer"
    STAFF = "showing staff the offer"
    RECOVERY = "putting it right"
    EFFORT = "sparing the customer effort"


class Breach(StrEnum):
    """What kind of service failure it is; ``row`` is the line of the catalogue of promises it breaks."""

    row: str
    concern: Concern

    def __new__(cls, words: str, row: str, concern: Concern) -> Self:
        """Give the words the row and concern they belong to."""
        member = str.__new__(cls, words)
        member._value_ = words
        member.row, member.concern = row, concern
        return member

    NEVER_HEARD_OF_IT = "never heard of the offer", "R1", Concern.HONOUR
    REGULAR_PRICE = "charged the regular price", "R1", Concern.HONOUR
    PART_HONOURED = "honoured part of the offer", "R1", Concern.HONOUR
    WRONG_PRICE = "charged another price", "R1", Concern.HONOUR
    MESSAGE_DIFFERS = "the message says something else", "R1", Concern.MESSAGE
    LIMIT_HIDDEN = "hid where the offer holds", "R2", Concern.MESSAGE
    REFUSED_SILENTLY = "refused and named no alternative", "R2", Concern.HONOUR
    SURCHARGE_UNDISCLOSED = "added a surcharge without saying so", "R3", Concern.HONOUR
    SURCHARGE_OVER_LIMIT = "added a surcharge over its limit", "R3", Concern.HONOUR
    ENDED_EARLY = "ended the offer early", "R4", Concern.HONOUR
    SOLD_AFTER_END = "sold the offer after its end", "R4", Concern.HONOUR
    REDEEMED_TOO_OFTEN = "let the offer be used too often", "R5", Concern.HONOUR
    REFUSED_UNUSED = "called an unused offer used", "R5", Concern.HONOUR
    REFUSED = "refused to honour the offer", "R1", Concern.HONOUR
    WRONG_LINE = "put it on the wrong line", "R6", Concern.LINE
    NOTE_MISSING = "could not find the note", "R9", Concern.NOTES
    NOTE_LATE = "took too long to find the note", "R9", Concern.NOTES
    NOTE_NOT_WRITTEN = "wrote no note", "R9", Concern.NOTES
    ASKED_AGAIN = "asked again what the customer had told", "R10", Concern.CONTINUITY
    HUNG_UP = "hung up on the customer", "R12", Concern.SERVICE
    SENT_ELSEWHERE = "sent the customer elsewhere", "R12", Concern.SERVICE
    DEAD_END = "led the customer into a dead end", "R12", Concern.SERVICE
    NO_ROUTE = "gave no way to complain", "R13", Concern.RECOVERY
    TURNED_DOWN = "was not empowered to put it right", "R13", Concern.RECOVERY
    ANSWERED_LATE = "answered the complaint late", "R13", Concern.RECOVERY
    NEVER_ANSWERED = "never answered the complaint", "R13", Concern.RECOVERY
    STAFF_BLIND = "did not show staff the offer", "R14", Concern.STAFF
    NO_INSTRUCTION = "did not tell staff how to honour it", "R14", Concern.STAFF
    PRICE_DIFFERS = "did not show the listed price", "R15", Concern.PRICE
    CHARGED_MORE = "charged more than it had just said", "R15", Concern.HONOUR
    CONFIRMATION_DIFFERS = "confirmed another price", "R15", Concern.CONFIRMATION
    TOO_MUCH_EFFORT = "cost the customer too much effort", "R23", Concern.EFFORT


@dataclass(frozen=True, slots=True, kw_only=True)
class Standards:
    """What the company promises about its service in general."""

    note_found_within: timedelta = timedelta(minutes=2)
    complaint_answered_within: timedelta | WorkingDays = timedelta(days=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One observation judged against one term.

    Attributes:
        visit: Number of the visit it was made on.
        promised: What should have been, for a table.
        told: What was, for a table.
        reason: Why, in one sentence.
        breach: What kind of failure, if it is one.
    """

    visit: int
    touchpoint: str
    channel: Channel
    term: Term | None
    concern: Concern
    promised: str
    told: str
    outcome: Outcome
    reason: str
    breach: Breach | None = None

    @property
    def row(self) -> str | None:
        """The row of the catalogue that is broken, such as ``R1``."""
        return self.breach.row if self.breach else None


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
        """The worst of the findings; broken, but put right in time, is made good."""
        worst = max((found.outcome for found in self.findings), default=Outcome.NOT_TESTED)
        return Outcome.MADE_GOOD if worst is Outcome.BROKEN and self.recovered else worst

    def about(self, *concerns: Concern) -> tuple[Finding, ...]:
        """Return the findings about some concerns; the compromised ones are about every concern."""
        return tuple(f for f in self.findings if f.concern in concerns or f.outcome is Outcome.COMPROMISED)

    def by_touchpoint(self) -> dict[str, Outcome]:
        """Give each touchpoint that was visited its worst outcome, in order of the first visit."""
        worst: dict[str, Outcome] = {}
        for found in self.findings:
            worst[found.touchpoint] = max(found.outcome, worst.get(found.touchpoint, Outcome.KEPT))
        return worst
