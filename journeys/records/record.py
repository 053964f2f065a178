"""What a ledger is made of: records of a run, in a form that lasts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Literal

from babel.core import Locale, UnknownLocaleError
from pydantic import AfterValidator, Field, PlainSerializer, PlainValidator

from journeys.evidence.observations import Visit
from journeys.judging.effort import Effort
from journeys.judging.topic import Topic
from journeys.judging.verdict import Finding, Outcome
from journeys.promises.forms import FORMS
from journeys.promises.terms import Term

__all__ = [
    "BreachTold",
    "CleanedUp",
    "Created",
    "Expected",
    "FindingRecord",
    "MergedFrom",
    "NotWalked",
    "PromiseRecord",
    "PurposeTold",
    "Record",
    "RunEnded",
    "RunStarted",
    "ScenarioEnded",
    "ScenarioStarted",
    "Sharded",
    "StepDone",
    "TermTold",
    "TopicUsed",
    "VerdictRecord",
    "VisitMade",
    "WholeJourney",
]


def _outcome(value: object) -> Outcome:
    if isinstance(value, Outcome):
        return value
    if not isinstance(value, str) or value not in Outcome.__members__:
        message = f"no outcome: {value!r}"
        raise ValueError(message)
    return Outcome[value]


OutcomeName = Annotated[
    Outcome,
    PlainSerializer(lambda outcome: outcome.name, return_type=str),
    PlainValidator(_outcome),
]


def _locale(name: str) -> str:
    try:
        Locale.parse(name)
    except (UnknownLocaleError, ValueError) as error:
        message = f"no locale: {name!r}"
        raise ValueError(message) from error
    return name


LocaleName = Annotated[str, AfterValidator(_locale)]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunStarted:
    """A run (or one worker's share of it) began."""

    kind: Literal["run"] = "run"
    run: str
    company: str
    profile: str
    faults: tuple[str, ...]
    currency: str
    locale: LocaleName
    shopper_seed: int
    started: datetime
    touchpoints: tuple[tuple[str, str, str], ...]
    """Name, channel and side of every touchpoint the company has."""
    version: str
    preflight: bool = True
    """Whether the features were checked before the run."""
    passing: bool = False
    """Whether the run opened the company itself, so that all it held is gone."""
    login_suffix: str = ""
    """What the logins of invented shoppers end in."""
    dry: bool = False
    """Whether nobody was contacted: visits were told of only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """Who is to be walked, written down before anybody is: a run that is killed cannot hide whom it never reached."""

    kind: Literal["expected"] = "expected"
    scenarios: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunEnded:
    """A run came to its own end."""

    kind: Literal["run-end"] = "run-end"


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedFrom:
    """This run was made of several: all shares of the suite should be in it."""

    kind: Literal["merged"] = "merged"
    runs: tuple[str, ...]
    """Names of the folders of the runs it was made of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sharded:
    """This machine took its share of a suite that several machines split among them."""

    kind: Literal["shard"] = "shard"
    number: int
    """Which share, from 1."""
    of: int
    scenarios: int
    """How many are in this share."""
    suite: int
    """How many there are in all shares together."""
    split: str
    """The same on every machine that split the same suite by the same durations."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioStarted:
    """A scenario began."""

    kind: Literal["scenario"] = "scenario"
    scenario: str
    """Identifies it within the run: its node id."""
    feature: str
    rule: str | None
    name: str
    file: str
    line: int
    tags: tuple[str, ...]
    example: dict[str, str]
    description: str
    started: datetime
    turn: int = 1
    """Which of several walks of the same scenario it is, from 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicUsed:
    """A kind of promise that the run knew, so that whoever reads the ledger can tell it without having it."""

    kind: Literal["topic"] = "topic"
    name: str
    about: str
    """What a *Then* asks about."""
    measures: str | None
    """The figure that its findings count in."""
    module: str = ""
    """Where it is declared."""
    purposes: dict[str, PurposeTold]
    terms: dict[str, TermTold]
    breaches: dict[str, BreachTold]

    @classmethod
    def of(cls, topic: Topic) -> TopicUsed:
        """Write down a topic."""
        return cls(
            name=topic.name,
            about=topic.about,
            measures=topic.measures,
            module=topic.module,
            purposes={
                str(one): PurposeTold(sentence=one.sentence, contact=one.contact, served=one.served)
                for one in topic.purposes
            },
            terms={str(one): TermTold.of(one) for one in topic.terms},
            breaches={str(one): BreachTold(row=one.row, severity=one.severity) for one in topic.breaches},
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PurposeTold:
    """What reports need to know of a purpose."""

    sentence: str
    contact: bool
    served: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TermTold:
    """What reports need to know of a term."""

    told: str | dict[str, str]
    told_alone: bool
    label: str
    promised: bool
    repeats: bool
    form: str = ""
    """The name of the form of its value, such as ``DURATION``; empty if it has one of its own."""

    @classmethod
    def of(cls, term: Term[Any]) -> TermTold:
        """Write down a term."""
        told = term.told if isinstance(term.told, str) else dict(term.told)
        return cls(
            told=told,
            told_alone=term.told_alone,
            label=term.label,
            promised=term.promised,
            repeats=term.repeats,
            form=next((name for name, form in FORMS.items() if form is term.form), ""),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class BreachTold:
    """What reports need to know of a breach."""

    row: str
    severity: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseRecord:
    """A promise was made, or was read off the message the shopper received."""

    kind: Literal["promise"] = "promise"
    scenario: str
    origin: Literal["stated", "received"]
    name: str
    shopper: str
    terms: dict[str, str]
    """What topics make of it, such as its price, each as its form is written in a ledger."""
    valid_from: datetime
    valid_through: datetime | None
    honoured_at: tuple[str, ...] | None
    line: str | None
    times: int
    said_by: str
    source: str
    used_before: int = 0
    """How often the shopper's test account has used it in earlier runs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitMade:
    """A visit is finished; whatever happens to the run, it is kept."""

    kind: Literal["visit"] = "visit"
    scenario: str
    visit: Visit


@dataclass(frozen=True, slots=True, kw_only=True)
class Created:
    """The run made something at the company that should not stay: written at once, so that a crash leaves a trace."""

    kind: Literal["created"] = "created"
    scenario: str
    what: str
    """What sort of thing: ``account``, ``order``, ``case`` …"""
    reference: str
    """How the company calls it; nothing personal, which would be masked."""
    where: str
    """The touchpoint it was made at, or ``back office``."""
    by_hand: str = ""
    """What a person does to undo it, if that is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanedUp:
    """Something that was created is gone again, or why it is not."""

    kind: Literal["cleaned-up"] = "cleaned-up"
    scenario: str
    what: str
    reference: str
    where: str
    problem: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StepDone:
    """A Gherkin step was walked."""

    kind: Literal["step"] = "step"
    scenario: str
    keyword: str
    text: str
    line: int
    status: Literal["passed", "failed", "broken", "skipped"]
    message: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictRecord:
    """The verdict about one promise at the end of its scenario."""

    kind: Literal["verdict"] = "verdict"
    scenario: str
    promise: str
    shopper: str
    outcome: OutcomeName
    findings: tuple[FindingRecord, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeJourney:
    """What was found about a journey as a whole: what it cost a shopper, and sentences that did not hold."""

    kind: Literal["whole-journey"] = "whole-journey"
    scenario: str
    shopper: str | None
    """Whose journey it was; nothing for sentences."""
    findings: tuple[FindingRecord, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRecord:
    """A finding in a form that lasts: words instead of enumerations that may grow."""

    visit: int | None
    touchpoint: str
    channel: str | None
    term: str | None
    about: str
    promised: str
    told: str
    outcome: OutcomeName
    reason: str
    breach: str | None
    row: str | None

    @classmethod
    def of(cls, found: Finding) -> FindingRecord:
        """Write down a finding."""
        return cls(
            visit=found.visit,
            touchpoint=found.touchpoint,
            channel=found.channel.value if found.channel else None,
            term=str(found.term) if found.term else None,
            about=found.about,
            promised=found.promised,
            told=found.told,
            outcome=found.outcome,
            reason=found.reason,
            breach=str(found.breach) if found.breach else None,
            row=found.row,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioEnded:
    """A scenario came to its end."""

    kind: Literal["scenario-end"] = "scenario-end"
    scenario: str
    outcome: OutcomeName
    effort: Effort
    seconds: float
    """Real time it took."""
    error: str | None
    author_error: bool
    """Whether the error is the author's: a sentence, a table, a name."""
    repeat: str
    """The one command that repeats it."""
    known: str | None = None
    """The ticket and last day of a breach that is accepted meanwhile, or that it is work in progress."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotWalked:
    """A scenario was collected and never began."""

    kind: Literal["not-walked"] = "not-walked"
    scenario: str
    why: str
    """It was skipped, failed before it began, the run was stopped, or it went missing."""


Record = Annotated[
    RunStarted
    | Expected
    | RunEnded
    | MergedFrom
    | Sharded
    | TopicUsed
    | ScenarioStarted
    | PromiseRecord
    | Created
    | CleanedUp
    | VisitMade
    | StepDone
    | VerdictRecord
    | WholeJourney
    | ScenarioEnded
    | NotWalked,
    Field(discriminator="kind"),
]
