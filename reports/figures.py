"""The figures of a run: how many promises were kept, what it cost the customers, what to mend first."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TypeAlias

from journeys.gherkin.reading.tags import SEVERITIES
from journeys.judging.effort import Effort, measure
from journeys.judging.verdict import Outcome
from journeys.records.record import FindingRecord
from journeys.records.run import Run, ScenarioRun

__all__ = [
    "USUAL",
    "Figures",
    "Kind",
    "Mend",
    "Place",
    "Share",
    "effort_of",
    "figures",
    "findings",
    "what_to_mend",
]

USUAL = "normal"
"""The severity of a scenario whose tags name none, as Allure has it."""


@dataclass(frozen=True, slots=True)
class Share:
    """Some of all: how many of those judged were as promised."""

    good: int
    all: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What a whole run measured.

    Attributes:
        broken_journeys: Those that met a breach, also if it was made good later or is let off.
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


Place: TypeAlias = tuple[int, int | None]
"""Number of the scenario within the run, from 1, and of the visit within it; None for the whole of it."""


@dataclass(slots=True)
class Kind:
    """One kind of breach at one touchpoint, and everywhere it was met."""

    breach: str
    row: str
    met: dict[tuple[str, str], list[Place]] = field(default_factory=dict)
    """By what was promised and what was told: where."""

    @property
    def places(self) -> list[Place]:
        """Everywhere it was met."""
        return [place for places in self.met.values() for place in places]


@dataclass(slots=True)
class Mend:
    """A touchpoint that broke promises, and how.

    Attributes:
        severity: The worst of the scenarios that met a breach there, by their tags.
        moment_of_truth: Whether one of them is tagged as one.
    """

    touchpoint: str
    severity: str = SEVERITIES[-1]
    moment_of_truth: bool = False
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
    """Give each finding of a scenario once, with its promise, which is empty for the journey as a whole.

    One visit can be judged under several promises.
    """
    seen: set[tuple[int | None, str | None, str, str, Outcome]] = set()
    for verdict in scenario.verdicts:
        for found in verdict.findings:
            same = (found.visit, found.term, found.promised, found.told, found.outcome)
            if same not in seen:
                seen.add(same)
                yield verdict.promise, found
    yield from (("", found) for record in scenario.whole for found in record.findings)


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
        consistency=_share(judged, run.measured_by("consistency")),
        continuity=_share(judged, run.measured_by("continuity")),
    )


def what_to_mend(run: Run) -> list[Mend]:
    """Group the new breaches by touchpoint and kind, the gravest first; those that are let off are known already."""
    mends: dict[str, Mend] = {}
    kinds: dict[tuple[str, str], Kind] = {}
    for number, scenario in enumerate(run.scenarios, start=1):
        for _, found in findings(scenario):
            if found.outcome is not Outcome.BROKEN or scenario.let_off:
                continue
            mend = mends.setdefault(found.touchpoint, Mend(found.touchpoint))
            mend.severity = min(mend.severity, _severity(scenario.started.tags), key=SEVERITIES.index)
            mend.moment_of_truth |= "moment_of_truth" in scenario.started.tags
            key = (found.touchpoint, found.breach or found.about)
            if key not in kinds:
                kinds[key] = Kind(key[1], found.row or "")
                mend.kinds.append(kinds[key])
            kinds[key].met.setdefault((found.promised, found.told), []).append((number, found.visit))
    for mend in mends.values():
        mend.kinds.sort(key=lambda kind: (_grave(run, kind), -len(kind.places), _row_number(kind.row)))
    return sorted(mends.values(), key=_gravity)


def _severity(tags: Collection[str]) -> str:
    return next((one for one in SEVERITIES if f"severity:{one}" in tags), USUAL)


def _grave(run: Run, kind: Kind) -> int:
    return SEVERITIES.index(run.severity(kind.breach))


def _gravity(mend: Mend) -> tuple[int, bool, int, int]:
    return SEVERITIES.index(mend.severity), not mend.moment_of_truth, -mend.journeys, -mend.breaches


def _met_a_breach(scenario: ScenarioRun) -> bool:
    """Tell whether a customer met a breach, also if it was made good later."""
    return scenario.outcome is Outcome.BROKEN or any(found.outcome is Outcome.BROKEN for _, found in findings(scenario))


def _row_number(row: str) -> int:
    return int(row[1:]) if row[1:].isdecimal() else 0


def _share(judged: list[FindingRecord], asked: set[str]) -> Share:
    about = [f for f in judged if f.about in asked and f.outcome in {Outcome.KEPT, Outcome.BROKEN}]
    return Share(sum(found.outcome is Outcome.KEPT for found in about), len(about))
