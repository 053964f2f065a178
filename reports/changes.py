"""What is new since the run before, what is as it was, and what is mended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from journeys.judging.verdict import Outcome
from journeys.records.run import Run, ScenarioRun
from journeys.records.triage import Triage

from .figures import findings
from .wording import plural

__all__ = ["Changes", "changes", "changes_in_words"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """How a run differs from the one before, scenario by scenario.

    Attributes:
        since: The name of the run before.
        new: Those let down now that were not then; they may not have been walked then.
        same: Those let down then and now.
        mended: Those let down then that are well now.
        unjudged: Those let down then that could not be judged now.
        breaches: Touchpoint and kind of every breach that the run before met.
    """

    since: str
    new: frozenset[str]
    same: frozenset[str]
    mended: frozenset[str]
    unjudged: frozenset[str]
    breaches: frozenset[tuple[str, str]]

    @property
    def parts(self) -> list[tuple[str, frozenset[str]]]:
        """Each kind of change in words, with the scenarios it befell; what was not judged only if there is such."""
        told = [("newly let down", self.new), ("as before", self.same), ("mended", self.mended)]
        return [*told, *([("let down then and not judged now", self.unjudged)] if self.unjudged else [])]


def changes(run: Run) -> Changes | None:
    """Compare a run with the one before; None if there is none, or nothing was let down in either."""
    before = run.before
    if before is None or before.started is None:
        return None
    then, now = _let_down(before), _let_down(run)
    well = {one.started.scenario for one in run.scenarios if one.triage.is_well} - now
    walked = {one.started.scenario for one in run.scenarios}
    if not then & walked and not now:
        return None
    return Changes(
        since=before.started.run,
        new=frozenset(now - then),
        same=frozenset(now & then),
        mended=frozenset(then & well),
        unjudged=frozenset(then & walked - now - well),
        breaches=frozenset(_breaches(before)),
    )


def changes_in_words(run: Run) -> str | None:
    """Say in a sentence what has changed; None if there is nothing to compare with."""
    found = changes(run)
    if found is None:
        return None
    parts = [plural(len(found.parts[0][1]), "journey"), *(str(len(names)) for _, names in found.parts[1:])]
    told = ", ".join(f"{count} {words}" for count, (words, _) in zip(parts, found.parts, strict=True))
    return f"Since the run before ({found.since}): {told}."


def _let_down(run: Run) -> set[str]:
    return {one.started.scenario for one in run.scenarios if one.triage is Triage.BROKEN}


def _breaches(run: Run) -> Iterator[tuple[str, str]]:
    for scenario in run.scenarios:
        yield from _breaches_of(scenario)


def _breaches_of(scenario: ScenarioRun) -> Iterator[tuple[str, str]]:
    for _, found in findings(scenario):
        if found.outcome is Outcome.BROKEN:
            yield found.touchpoint, found.breach or found.about
