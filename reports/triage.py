"""Triage: what of a run somebody has to see to first; what is new comes before what was accepted."""

from __future__ import annotations

from enum import Enum

from journeys.gherkin.reading.leniency import WIP
from journeys.judging.verdict import Outcome
from journeys.records.run import Run, ScenarioRun

from .wording import MARKS

__all__ = ["LET_OFF", "Triage", "triage", "triage_of_run"]


LET_OFF = f"{Outcome.BROKEN.words}, let off"
"""What is said of a promise, or a touchpoint, that was broken only in scenarios whose failure does not count."""


class Triage(Enum):
    """What came of a scenario, what to see to first at the top: its words, and its sign."""

    BROKEN = Outcome.BROKEN.words, MARKS["BROKEN"]
    ERROR = "error in the scenario", "!"
    COMPROMISED = Outcome.COMPROMISED.words, MARKS["COMPROMISED"]
    NOT_TESTED = Outcome.NOT_TESTED.words, MARKS["NOT_TESTED"]
    KNOWN = "broken, known", "≈"
    IN_PROGRESS = "in progress", "…"
    MADE_GOOD = Outcome.MADE_GOOD.words, MARKS["MADE_GOOD"]
    KEPT = Outcome.KEPT.words, MARKS["KEPT"]

    def __init__(self, words: str, mark: str) -> None:
        """Name the parts."""
        self.words, self.mark = words, mark

    @property
    def rank(self) -> int:
        """Its place, the first is 0."""
        return list(Triage).index(self)

    @property
    def is_well(self) -> bool:
        """Tell whether nobody has to look at it."""
        return self in {Triage.KEPT, Triage.NOT_TESTED} or self.is_let_off

    @property
    def is_let_off(self) -> bool:
        """Tell whether its failure does not count."""
        return self in {Triage.KNOWN, Triage.IN_PROGRESS}


def triage(scenario: ScenarioRun) -> Triage:
    """Sort a scenario."""
    if scenario.let_off:
        return Triage.IN_PROGRESS if scenario.let_off == WIP else Triage.KNOWN
    if scenario.ended and scenario.ended.author_error:
        return Triage.ERROR
    return Triage[scenario.outcome.name]


def triage_of_run(run: Run) -> Triage:
    """Sort a run: by whatever of it has to be seen to first."""
    stands = [triage(scenario) for scenario in run.scenarios]
    if run.missing or run.cut_short:
        stands.append(Triage.COMPROMISED)
    if run.not_walked or not stands:
        stands.append(Triage.NOT_TESTED)
    return min(stands, key=lambda one: one.rank)
