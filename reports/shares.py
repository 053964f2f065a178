"""How often a scenario was kept that was walked several times, and how far that can be trusted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist
from typing import Final

from journeys.judging.verdict import Outcome
from journeys.records.run import Run, ScenarioRun

from .wording import scenario_title

__all__ = ["OftenKept", "how_often_kept", "in_lines", "interval"]

CONFIDENCE: Final = 0.95


@dataclass(frozen=True, slots=True)
class OftenKept:
    """A scenario that was walked several times.

    Attributes:
        title: The scenario's.
        first: The number of its first journey within the run, from 1.
        kept: How often everything was kept.
        judged: How often it could be judged.
        walked: How often it was walked.
    """

    title: str
    first: int
    kept: int
    judged: int
    walked: int

    @property
    def interval(self) -> tuple[float, float]:
        """Between which shares the true one lies, at 95% confidence."""
        return interval(self.kept, self.judged)

    @property
    def in_words(self) -> str:
        """Say it: ``kept 7 of 10 times (40% to 89%)``."""
        if not self.judged:
            return f"not judged in {self.walked} walks"
        low, high = self.interval
        unjudged = f"; {self.walked - self.judged} more could not be judged" if self.judged < self.walked else ""
        return f"kept {self.kept} of {self.judged} times ({low:.0%} to {high:.0%}{unjudged})"


def interval(good: int, of: int, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """Tell between which shares the true one lies, by Wilson's score interval.

    Args:
        good: How many were good.
        of: Of how many; of none, every share is possible.
        confidence: How sure to be, between 0 and 1.

    Returns:
        The lower and the upper bound, from 0 to 1.
    """
    if not of:
        return 0.0, 1.0
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    share, spread = good / of, z * z / of
    middle = (share + spread / 2) / (1 + spread)
    half = z * sqrt((share * (1 - share) + spread / 4) / of) / (1 + spread)
    return max(0.0, middle - half), min(1.0, middle + half)


def how_often_kept(run: Run) -> list[OftenKept]:
    """Tell of every scenario that was walked several times how often it was kept, the rarest first."""
    walks: dict[tuple[str, int, str], list[tuple[int, ScenarioRun]]] = {}
    for number, one in enumerate(run.scenarios, start=1):
        title = scenario_title(one.started.name, one.started.example)
        walks.setdefault((one.started.file, one.started.line, title), []).append((number, one))
    told = [_told(title, of_one) for (_, _, title), of_one in walks.items() if _is_repeated(of_one)]
    return sorted(told, key=lambda one: (one.interval[0], one.first))


def _is_repeated(walks: Sequence[tuple[int, ScenarioRun]]) -> bool:
    return any(one.started.turn > 1 for _, one in walks)


def _told(title: str, walks: Sequence[tuple[int, ScenarioRun]]) -> OftenKept:
    judged = [one for _, one in walks if one.triage.is_judged]
    return OftenKept(
        title=title,
        first=walks[0][0],
        kept=sum(one.outcome is Outcome.KEPT for one in judged),
        judged=len(judged),
        walked=len(walks),
    )


def in_lines(run: Run) -> Iterator[str]:
    """Tell it in lines for a terminal."""
    told = how_often_kept(run)
    if told:
        yield f"How often it was kept, with the {CONFIDENCE:.0%} interval:"
        yield from (f"{one.title}: {one.in_words}" for one in told)
