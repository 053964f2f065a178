"""A run, put together again from its ledgers: what reports are made from, with nothing running."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from journeys.errors import InvalidLedger
from journeys.evidence.observations import Visit
from journeys.judging.verdict import Outcome
from journeys.promises.forms import FORMS
from journeys.records.finding import is_here
from journeys.records.ledger import read
from journeys.records.record import (
    CleanedUp,
    Created,
    Expected,
    FindingRecord,
    MergedFrom,
    NotWalked,
    PromiseRecord,
    RunEnded,
    RunStarted,
    ScenarioEnded,
    ScenarioStarted,
    Sharded,
    StepDone,
    TopicUsed,
    VerdictRecord,
    VisitMade,
    WholeJourney,
)
from journeys.records.triage import Triage, triage
from journeys.topics import OURS

__all__ = ["LEDGERS", "Run", "ScenarioRun", "read_run"]

LEDGERS = "ledger*.jsonl"
"""How the ledgers of a run's workers are named, within its folder."""

_WITHIN_A_SCENARIO = (PromiseRecord, VisitMade, Created, StepDone, VerdictRecord, WholeJourney, ScenarioEnded)


@dataclass(slots=True)
class ScenarioRun:
    """Everything one scenario left in the ledger."""

    started: ScenarioStarted
    promises: list[PromiseRecord] = field(default_factory=list)
    visits: list[Visit] = field(default_factory=list)
    steps: list[StepDone] = field(default_factory=list)
    verdicts: list[VerdictRecord] = field(default_factory=list)
    whole: list[WholeJourney] = field(default_factory=list)
    created: list[Created] = field(default_factory=list)
    ended: ScenarioEnded | None = None

    @property
    def outcome(self) -> Outcome:
        """How it ended; one whose run was killed could not be judged."""
        return self.ended.outcome if self.ended else Outcome.COMPROMISED

    @property
    def findings(self) -> list[FindingRecord]:
        """Everything that was found, promise by promise, and about the journey as a whole."""
        judged = [found for record in self.verdicts for found in record.findings]
        return judged + [found for record in self.whole for found in record.findings]

    @property
    def triage(self) -> Triage:
        """Where it stands."""
        return triage(self.ended)

    @property
    def let_off(self) -> str | None:
        """Why its failure does not count: the ticket and last day of a breach that is accepted, or work in progress."""
        return self.ended.known if self.ended else None


@dataclass(slots=True)
class Run:
    """A whole run: its folder, what was shopped, and every scenario in the order of their names.

    Attributes:
        folder: Where exhibits' paths start.
        started: The first worker's record of the start; None for an empty run.
        starts: Every worker's.
        shards: The shares of the suite that are in it; none if the suite was not split.
        cleaned: What was tried to undo, in order.
        not_walked: The scenarios that were collected and never began.
        topics: The kinds of promise it knew; ours, where its ledger is too old to say.
        expected: The scenarios that were to be walked; none if the ledger is older than that record.
        merged: Whether it was made of several runs, so that it should hold all shares of a suite that was split.
        cut_short: Whether a share of it was killed: it says who was expected, and not that it ended.
        before: The run it is compared with, where reports are to tell what has changed.
    """

    folder: Path
    started: RunStarted | None
    scenarios: list[ScenarioRun]
    starts: list[RunStarted] = field(default_factory=list)
    shards: list[Sharded] = field(default_factory=list)
    cleaned: list[CleanedUp] = field(default_factory=list)
    not_walked: list[NotWalked] = field(default_factory=list)
    topics: list[TopicUsed] = field(default_factory=lambda: [TopicUsed.of(one) for one in OURS])
    expected: list[str] = field(default_factory=list)
    cut_short: bool = False
    merged: bool = False
    before: Run | None = None

    @property
    def shard_gap(self) -> str | None:
        """Say which shares of the suite are missing from a run that should hold all; None if none is."""
        if not self.merged or not self.shards:
            return None
        if len({(shard.of, shard.split) for shard in self.shards}) > 1:
            return (
                "The suite was not split the same way on all machines, so a scenario may be in no run: "
                "give all the same paths, the same -k and -m, and the same --durations-from."
            )
        first = self.shards[0]
        missing = sorted(set(range(1, first.of + 1)) - {shard.number for shard in self.shards})
        if not missing:
            return None
        told = ", ".join(f"{number}/{first.of}" for number in missing)
        return f"Shard {told} is missing: {len(self.scenarios)} of {first.suite} scenarios are here."

    @property
    def missing(self) -> list[str]:
        """Name the scenarios that were to be walked and came to no end, and of which nobody says why."""
        told = {one.started.scenario for one in self.scenarios if one.ended} | {one.scenario for one in self.not_walked}
        begun = [one.started.scenario for one in self.scenarios if not one.ended] if self.cut_short else []
        return [name for name in dict.fromkeys([*self.expected, *begun]) if name not in told]

    @property
    def outcome(self) -> Outcome:
        """The worst outcome of any scenario that is not let off."""
        counted = (scenario.outcome for scenario in self.scenarios if not scenario.let_off)
        return max(counted, default=Outcome.NOT_TESTED)

    @property
    def triage(self) -> Triage:
        """Where it stands: by whatever of it has to be seen to first."""
        stands = [scenario.triage for scenario in self.scenarios]
        if self.missing or self.cut_short or self.shard_gap:
            stands.append(Triage.COMPROMISED)
        if self.not_walked or not stands:
            stands.append(Triage.NOT_TESTED)
        return min(stands, key=lambda one: one.rank)

    @property
    def strange_topics(self) -> list[str]:
        """Kinds of promise that are not installed here: they are told as the ledger tells them."""
        ours = {topic.name for topic in OURS}
        return [topic.name for topic in self.topics if topic.name not in ours and not is_here(topic.module)]

    def measured_by(self, figure: str) -> set[str]:
        """Name what findings are about that count in a figure, as topics say."""
        return {topic.about for topic in self.topics if topic.measures == figure}

    def label(self, term: str) -> str:
        """Say what a promise's term is called in a table; empty for one that is left out."""
        told = (topic.terms[term] for topic in self.topics if term in topic.terms)
        return next((one.label for one in told if one.promised), term)

    def said(self, term: str, value: str) -> str:
        """Put a term's value as people say it: ``2 minutes`` for the seconds that a ledger keeps."""
        told = (topic.terms[term].form for topic in self.topics if term in topic.terms)
        form = FORMS.get(next(told, ""))
        return form.say(value) if form is not None else value

    def severity(self, breach: str) -> str:
        """Say how grave a breach is by itself."""
        told = (topic.breaches[breach] for topic in self.topics if breach in topic.breaches)
        return next((one.severity for one in told), "normal")

    @property
    def touchpoints(self) -> list[str]:
        """Every frontstage touchpoint of the company, then those only staff use, in the company's order."""
        known = self.started.touchpoints if self.started else ()
        return [name for side in ("frontstage", "backstage") for name, _, where in known if where == side]


def read_run(folder: Path) -> Run:
    """Read all ledgers of a run.

    Raises:
        InvalidLedger: There is none, or one cannot be read.
    """
    ledgers = sorted(folder.glob(LEDGERS))
    if not ledgers:
        raise InvalidLedger("This folder holds no ledger", value=str(folder), remedy="Give the folder of a run.")
    scenarios: dict[str, ScenarioRun] = {}
    starts: list[RunStarted] = []
    topics: dict[str, TopicUsed] = {}
    shards: dict[Sharded, None] = {}
    cleaned: list[CleanedUp] = []
    not_walked: list[NotWalked] = []
    expected: list[str] = []
    open_ends, merged = 0, False
    for ledger in ledgers:
        for record in read(ledger):
            scenario = getattr(record, "scenario", None)
            if scenario not in scenarios and isinstance(record, _WITHIN_A_SCENARIO):
                raise InvalidLedger(
                    "A record belongs to a scenario whose beginning is missing",
                    value=scenario,
                    remedy="The ledger is damaged: restore it, or run the scenarios again.",
                    place=str(ledger),
                )
            match record:
                case RunStarted():
                    starts.append(record)
                case TopicUsed():
                    topics[record.name] = record  # each worker tells it
                case Expected():
                    expected += record.scenarios
                    open_ends += 1
                case MergedFrom():
                    merged = True
                case RunEnded():
                    open_ends -= 1
                case Sharded():
                    shards[record] = None  # each worker tells it
                case ScenarioStarted():
                    scenarios[record.scenario] = ScenarioRun(record)
                case PromiseRecord():
                    scenarios[record.scenario].promises.append(record)
                case VisitMade():
                    scenarios[record.scenario].visits.append(record.visit)
                case Created():
                    scenarios[record.scenario].created.append(record)
                case CleanedUp():
                    cleaned.append(record)
                case StepDone():
                    scenarios[record.scenario].steps.append(record)
                case VerdictRecord():
                    scenarios[record.scenario].verdicts.append(record)
                case WholeJourney():
                    scenarios[record.scenario].whole.append(record)
                case ScenarioEnded():
                    scenarios[record.scenario].ended = record
                case NotWalked():
                    not_walked.append(record)
    return Run(
        folder,
        starts[0] if starts else None,
        sorted(scenarios.values(), key=lambda one: (one.started.file, one.started.line, one.started.scenario)),
        starts,
        list(shards),
        cleaned,
        not_walked,
        list(topics.values()) or [TopicUsed.of(one) for one in OURS],
        expected,
        open_ends > 0,
        merged,
    )
