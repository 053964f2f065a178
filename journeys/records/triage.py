"""Where a scenario stands, and a run: the one answer that terminal, reports, JUnit and exit code go by."""

from __future__ import annotations

from enum import Enum

from journeys.errors import Compromised
from journeys.judging.verdict import Outcome
from journeys.records.record import ScenarioEnded

__all__ = ["WIP", "Triage", "of_error", "triage"]

WIP = "work in progress"
"""What the ledger says of a scenario that was let off for being in progress; else it names the ticket and the day."""


class Triage(Enum):
    """What came of a scenario, what to see to first at the top: its words, and the exit code of a run it decides."""

    BROKEN = Outcome.BROKEN.words, 1
    ERROR = "error in the scenario", 2
    COMPROMISED = Outcome.COMPROMISED.words, 3
    NOT_TESTED = Outcome.NOT_TESTED.words, 3
    KNOWN = "broken, known", 0
    IN_PROGRESS = "in progress", 0
    MADE_GOOD = Outcome.MADE_GOOD.words, 0
    KEPT = Outcome.KEPT.words, 0

    def __init__(self, words: str, exit_code: int) -> None:
        """Name the parts."""
        self.words, self.exit_code = words, exit_code

    @property
    def rank(self) -> int:
        """Its place, the first is 0."""
        return list(Triage).index(self)

    @property
    def is_well(self) -> bool:
        """Tell whether nobody has to look at it."""
        return self.exit_code == 0

    @property
    def is_let_off(self) -> bool:
        """Tell whether its failure does not count."""
        return self in {Triage.KNOWN, Triage.IN_PROGRESS}

    @property
    def is_judged(self) -> bool:
        """Tell whether it says how the company did."""
        return self not in {Triage.ERROR, Triage.COMPROMISED, Triage.NOT_TESTED}


def triage(ended: ScenarioEnded | None) -> Triage:
    """Sort a scenario by its end; one whose run was killed has none, and could not be judged."""
    if ended is None:
        return Triage.COMPROMISED
    if ended.known:
        return Triage.IN_PROGRESS if ended.known == WIP else Triage.KNOWN
    if ended.outcome is Outcome.BROKEN:
        return Triage.BROKEN  # not hidden by an error that came after it
    if ended.author_error:
        return Triage.ERROR
    if ended.outcome is Outcome.MADE_GOOD and ended.error:
        return Triage.BROKEN  # the promise was made good, after a Then had found it broken
    return Triage[ended.outcome.name]


def of_error(error: BaseException) -> Triage:
    """Sort what failed before a scenario began, or after its end: nothing that the company promised."""
    return Triage.COMPROMISED if isinstance(error, Compromised) else Triage.ERROR
