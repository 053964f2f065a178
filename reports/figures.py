"""The figures of a run: how many promises were kept, what it cost the customers, what to mend first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from journeys.effort import Effort, measure
from journeys.ledger import FindingRecord
from journeys.run import Run, ScenarioRun
from journeys.verdict import Concern, Outcome

from .grid import promise_rows
from .wording import plural

__all__ = ["Figures", "Kind", "Mend", "Share", "effort_of", "figures", "findings", "headline", "what_to_mend"]

_ANSWERS = {
    concern.value for concern in (Concern.HONOUR, Concern.MESSAGE, Concern.CONFIRMATION, Concern.PRICE, Concern.STAFF)
}
_HAND_OVERS = {Concern.CONTINUITY.value, Concern.NOTES.value}


@dataclass(frozen=True, slots=True)
class Share:
    """Some of all: how many of those judged were as promised."""

    good: int
    all: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What a whole run measured.

    Attributes:
        consistency: Answers about the promise that matched it, of those judged.
        continuity: Hand-overs from place to place at which nothing was asked or searched twice.
        waited: Company time, of all customers together.
        longest: Company time of the journey that took longest.
    """

    journeys: int
    broken_journeys: int
    visits: int
    contacts: int
    channel_switches: int
    repeats: int
    waited: timedelta
    longest: timedelta
    consistency: Share
    continuity: Share


@dataclass(slots=True)
class Kind:
    """One kind of breach at one touchpoint, and everywhere it was met."""

    breach: str
    row: str
    example: FindingRecord
    places: list[tuple[int, int]] = field(default_factory=list)
    """Number of the scenario within the run, from 1, and of the visit within it."""


@dataclass(slots=True)
class Mend:
    """A touchpoint that broke promises, and how."""

    touchpoint: str
    channel: str
    kinds: list[Kind] = field(default_factory=list)

    @property
    def breaches(self) -> int:
        """How often it broke one."""
        return sum(len(kind.places) for kind in self.kinds)

    @property
    def journeys(self) -> int:
        """How many journeys met a breach there."""
        return len({scenario for kind in self.kinds for scenario, _ in kind.places})


def findings(scenario: ScenarioRun) -> Iterator[tuple[str, FindingRecord]]:
    """Give each finding of a scenario once, with its promise: one visit can be judged under several promises."""
    seen: set[tuple[int, str | None, str, str, Outcome]] = set()
    for verdict in scenario.verdicts:
        for found in verdict.findings:
            same = (found.visit, found.term, found.promised, found.told, found.outcome)
            if same not in seen:
                seen.add(same)
                yield verdict.promise, found


def effort_of(scenario: ScenarioRun) -> Effort:
    """Give the effort as recorded, or of the visits made before the run was killed."""
    return scenario.ended.effort if scenario.ended else measure(scenario.visits)


def figures(run: Run) -> Figures:
    """Add up a run."""
    efforts = [effort_of(scenario) for scenario in run.scenarios]
    judged = [found for scenario in run.scenarios for _, found in findings(scenario)]
    return Figures(
        journeys=len(run.scenarios),
        broken_journeys=sum(_met_a_breach(scenario) for scenario in run.scenarios),
        visits=sum(len(scenario.visits) for scenario in run.scenarios),
        contacts=sum(effort.contacts for effort in efforts),
        channel_switches=sum(effort.channel_switches for effort in efforts),
        repeats=sum(len(effort.repeats) for effort in efforts),
        waited=sum((effort.waited for effort in efforts), timedelta()),
        longest=max((effort.elapsed for effort in efforts), default=timedelta()),
        consistency=_share(judged, _ANSWERS),
        continuity=_share(judged, _HAND_OVERS),
    )


def headline(run: Run) -> str:
    """Say in a sentence how the company did."""
    if not run.scenarios:
        return "No journey was walked."
    rows = promise_rows(run)
    count = {outcome: sum(row.outcome is outcome for row in rows) for outcome in Outcome}
    parts = []
    if count[Outcome.BROKEN]:
        were = "was" if count[Outcome.BROKEN] == 1 else "were"
        parts.append(f"{count[Outcome.BROKEN]} of {plural(len(rows), 'promise')} {were} broken")
    if count[Outcome.MADE_GOOD]:
        among = "another" if parts else f"{count[Outcome.MADE_GOOD]} of {plural(len(rows), 'promise')}"
        if parts and count[Outcome.MADE_GOOD] > 1:
            among = f"{count[Outcome.MADE_GOOD]} others"
        were = "was" if count[Outcome.MADE_GOOD] == 1 else "were"
        parts.append(f"{among} {were} broken, then made good")
    otherwise = sum(_failed_otherwise(scenario) for scenario in run.scenarios)
    if otherwise:
        parts.append(f"{plural(otherwise, 'journey')} failed for another reason")
    unjudged = sum(scenario.outcome in {Outcome.COMPROMISED, Outcome.NOT_TESTED} for scenario in run.scenarios)
    if unjudged:
        parts.append(f"{plural(unjudged, 'journey')} could not be judged")
    if not parts:
        return "Every promise was kept."
    sentence = ", ".join(parts) + "."
    return sentence[0].upper() + sentence[1:]


def what_to_mend(run: Run) -> list[Mend]:
    """Group the breaches by touchpoint and kind, those that most journeys met first."""
    mends: dict[str, Mend] = {}
    kinds: dict[tuple[str, str], Kind] = {}
    for number, scenario in enumerate(run.scenarios, start=1):
        for _, found in findings(scenario):
            if found.outcome is not Outcome.BROKEN:
                continue
            mend = mends.setdefault(found.touchpoint, Mend(found.touchpoint, found.channel))
            key = (found.touchpoint, found.breach or found.concern)
            if key not in kinds:
                kinds[key] = Kind(key[1], found.row or "", found)
                mend.kinds.append(kinds[key])
            kinds[key].places.append((number, found.visit))
    for mend in mends.values():
        mend.kinds.sort(key=lambda kind: (-len(kind.places), _row_number(kind.row)))
    return sorted(mends.values(), key=lambda mend: (-mend.journeys, -mend.breaches))


def _met_a_breach(scenario: ScenarioRun) -> bool:
    """Tell whether a customer met a breach, also if it was made good later."""
    return scenario.outcome is Outcome.BROKEN or any(found.outcome is Outcome.BROKEN for _, found in findings(scenario))


def _failed_otherwise(scenario: ScenarioRun) -> bool:
    """Tell whether a scenario is broken though none of its promises is, such as by too much effort."""
    verdicts = [verdict.outcome for verdict in scenario.verdicts]
    return scenario.outcome is Outcome.BROKEN and not {Outcome.BROKEN, Outcome.MADE_GOOD} & set(verdicts)


def _row_number(row: str) -> int:
    return int(row[1:]) if row[1:].isdecimal() else 0


def _share(judged: list[FindingRecord], concerns: set[str]) -> Share:
    about = [f for f in judged if f.concern in concerns and f.outcome in {Outcome.KEPT, Outcome.BROKEN}]
    return Share(sum(found.outcome is Outcome.KEPT for found in about), len(about))
