"""The one sentence about a run, and what a reader must know before trusting it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from journeys.judging.verdict import Outcome
from journeys.records.run import Run, ScenarioRun
from journeys.records.triage import Triage

from .grid import Row, promise_rows
from .wording import plural

__all__ = ["headline", "let_off", "notices", "standings"]


def headline(run: Run) -> str:
    """Say in a sentence how the company did; what was accepted is not in it."""
    if not run.scenarios and not run.missing:
        return "No journey was walked."
    if run.starts and all(start.dry for start in run.starts):
        return "A dry run: nobody was contacted, and nothing was judged."
    stands = Counter(scenario.triage for scenario in run.scenarios)
    unjudged = stands[Triage.COMPROMISED] + stands[Triage.NOT_TESTED]
    parts = [*_missing_in_words(run), *_mostly_unjudged(run), *_promises_in_words(promise_rows(run))]
    otherwise = [scenario for scenario in run.scenarios if _failed_otherwise(scenario)]
    if whole := sum(_is_broken_as_a_whole(scenario) for scenario in otherwise):
        parts.append(f"{plural(whole, 'journey')} {_were(whole)} broken as a whole")
    if unknown := len(otherwise) - whole:
        parts.append(f"{plural(unknown, 'journey')} failed for another reason")
    if errors := stands[Triage.ERROR]:
        parts.append(f"{plural(errors, 'scenario')} {'has' if errors == 1 else 'have'} an error")
    if unjudged and not any(_mostly_unjudged(run)):
        parts.append(f"{plural(unjudged, 'journey')} could not be judged")
    if absent := len(run.not_walked):
        parts.append(f"{plural(absent, 'journey')} {_were(absent)} not walked")
    if not parts:
        return "No promise was broken anew." if let_off(run) else "Every promise was kept."
    sentence = ", ".join(parts) + "."
    return sentence[0].upper() + sentence[1:]


def let_off(run: Run) -> str | None:
    """Say in a sentence whose failure does not count; None if nobody's."""
    stands = Counter(scenario.triage for scenario in run.scenarios)
    parts = []
    if known := stands[Triage.KNOWN]:
        parts.append(f"{plural(known, 'journey')} met known breaches")
    if progress := stands[Triage.IN_PROGRESS]:
        parts.append(f"{plural(progress, 'journey')} {'is' if progress == 1 else 'are'} in progress")
    return f"Let off: {', '.join(parts)}." if parts else None


def standings(run: Run) -> str:
    """Count the journeys by where they stand: ``4 journeys: 1 broken, 1 compromised, 2 kept``."""
    stands = Counter(scenario.triage for scenario in run.scenarios)
    told = ", ".join(f"{stands[one]} {one.words}" for one in Triage if stands[one])
    return f"{plural(len(run.scenarios), 'journey')}{f': {told}' if told else ''}."


def notices(run: Run) -> list[str]:
    """Say what a reader must know before trusting any of it."""
    told: list[str] = []
    if any(not start.preflight for start in run.starts):
        told.append("The features were not checked before this run (--no-preflight): a sentence may judge nothing.")
    if strange := run.strange_topics:
        names = ", ".join(strange)
        told.append(f"Told as the ledger tells it, since these kinds of promise are not installed here: {names}.")
    return told


def _missing_in_words(run: Run) -> Iterator[str]:
    if missing := len(_never_begun(run)):
        yield f"{plural(missing, 'journey')} {_were(missing)} never walked: the run came to no end"
    elif run.cut_short:
        yield "the run was killed before its end"
    if gap := run.shard_gap:
        yield gap.removesuffix(".")


def _mostly_unjudged(run: Run) -> Iterator[str]:
    """Say first what makes the rest worth little: that it is about the smaller part."""
    journeys = len(run.scenarios) + len(run.not_walked)
    unjudged = journeys - sum(scenario.triage.is_judged for scenario in run.scenarios)
    if unjudged * 2 > journeys > 1:
        yield f"{unjudged} of {plural(journeys, 'journey')} could not be judged"


def _promises_in_words(rows: Sequence[Row]) -> Iterator[str]:
    broken = sum(row.outcome is Outcome.BROKEN and not row.let_off for row in rows)
    good = sum(row.outcome is Outcome.MADE_GOOD for row in rows)
    if broken:
        yield f"{broken} of {plural(len(rows), 'promise')} {_were(broken)} broken"
    if good:
        others = "another" if good == 1 else f"{good} others"
        among = others if broken else f"{good} of {plural(len(rows), 'promise')}"
        yield f"{among} {_were(good)} broken, then made good"


def _never_begun(run: Run) -> list[str]:
    begun = {one.started.scenario for one in run.scenarios}
    return [name for name in run.missing if name not in begun]


def _were(count: int) -> str:
    return "was" if count == 1 else "were"


def _failed_otherwise(scenario: ScenarioRun) -> bool:
    """Tell whether a scenario is broken though none of its promises is."""
    verdicts = [verdict.outcome for verdict in scenario.verdicts]
    return scenario.triage is Triage.BROKEN and not {Outcome.BROKEN, Outcome.MADE_GOOD} & set(verdicts)


def _is_broken_as_a_whole(scenario: ScenarioRun) -> bool:
    """Tell whether it cost too much effort, or a sentence of the suite's own did not hold."""
    return any(found.outcome is Outcome.BROKEN for record in scenario.whole for found in record.findings)
