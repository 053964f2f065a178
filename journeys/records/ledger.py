"""The ledger: an append-only record of a run, one JSON object a line, schema version first."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, PlainSerializer, PlainValidator, TypeAdapter, ValidationError

from journeys.errors import InvalidLedger
from journeys.evidence.observations import Visit
from journeys.judging.effort import Effort
from journeys.judging.verdict import Finding, Outcome

__all__ = [
    "SCHEMA",
    "CleanedUp",
    "Created",
    "Ledger",
    "NotWalked",
    "PromiseRecord",
    "Record",
    "RunStarted",
    "ScenarioEnded",
    "ScenarioStarted",
    "Sharded",
    "StepDone",
    "VerdictRecord",
    "VisitMade",
    "read",
]

SCHEMA = 1
"""Version of the records' form; a reader refuses a newer one."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class RunStarted:
    """A run (or one worker's share of it) began."""

    kind: Literal["run"] = "run"
    run: str
    company: str
    profile: str
    faults: tuple[str, ...]
    currency: str
    locale: str
    shopper_seed: int
    started: datetime
    touchpoints: tuple[tuple[str, str, str], ...]
    """Name, channel and side of every touchpoint the company has."""
    version: str
    preflight: bool = True
    """Whether the features were checked before the run."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseRecord:
    """A promise was made, or was read off the message the shopper received."""

    kind: Literal["promise"] = "promise"
    scenario: str
    origin: Literal["stated", "received"]
    name: str
    shopper: str
    price: str
    regular_price: str | None
    surcharge_limit: str | None
    valid_from: datetime
    valid_through: datetime
    honoured_at: tuple[str, ...] | None
    line: str | None
    alternative: str | None
    times: int
    said_by: str
    source: str


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
class FindingRecord:
    """A finding in a form that lasts: words instead of enumerations that may grow."""

    visit: int
    touchpoint: str
    channel: str
    term: str | None
    concern: str
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
            channel=found.channel.value,
            term=found.term.value if found.term else None,
            concern=found.concern.value,
            promised=found.promised,
            told=found.told,
            outcome=found.outcome,
            reason=found.reason,
            breach=found.breach.value if found.breach else None,
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
    | Sharded
    | ScenarioStarted
    | PromiseRecord
    | Created
    | CleanedUp
    | VisitMade
    | StepDone
    | VerdictRecord
    | ScenarioEnded
    | NotWalked,
    Field(discriminator="kind"),
]
_RECORDS: TypeAdapter[Any] = TypeAdapter(Record)


@dataclass(slots=True)
class Ledger:
    """Appends records to one file; each worker has its own, so that nothing mixes.

    Attributes:
        path: The file, made at the first record.
        redact: Applied to each text of a record before it is written; how JSON writes it comes after.
    """

    path: Path
    redact: Callable[[str], str] = field(default=lambda text: text)

    def append(self, record: object) -> None:
        """Write one record, whole and at once, so that killing the run loses no finished visit."""
        data = self._redacted(_RECORDS.dump_python(record, mode="json"))
        line = json.dumps({"schema": SCHEMA, **data}, ensure_ascii=False) + "\n"
        descriptor = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
        try:
            os.write(descriptor, line.encode())
        finally:
            os.close(descriptor)

    def _redacted(self, value: Any) -> Any:
        match value:
            case str():
                return self.redact(value)
            case list():
                return [self._redacted(one) for one in value]
            case dict():
                return {key: one if key == "kind" else self._redacted(one) for key, one in value.items()}
        return value


def read(path: Path) -> Iterator[Any]:
    """Read a ledger's records in order; a last line cut short by a killed run is left out.

    Raises:
        InvalidLedger: A newer schema, or a line that is no record.
    """
    lines = path.read_bytes().split(b"\n")  # not as text: the last one may end within a character
    for number, line in enumerate(lines, start=1):
        if not line:
            continue
        place = f"{path}:{number}"
        try:
            data = json.loads(line)
            schema = data.pop("schema")
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            if number == len(lines):
                return
            shown = line[:60].decode(errors="replace")
            raise InvalidLedger("This line is not a ledger record", value=shown, place=place) from error
        if schema != SCHEMA:
            remedy = "Read it with the version of Mystery Shopper that wrote it, or upgrade this one."
            raise InvalidLedger(
                "The ledger has a schema this version cannot read",
                value=str(schema),
                valid=[str(SCHEMA)],
                remedy=remedy,
                place=place,
            )
        try:
            yield _RECORDS.validate_python(data)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"])
            raise InvalidLedger(f"The record's {where} cannot be read ({first['msg']})", place=place) from error
