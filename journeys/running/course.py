"""The course of a scenario that is running, and what is said of it at its end."""

from __future__ import annotations

import shlex
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from journeys.errors import BrokenPromise, BrokenPromises, Compromised, MysteryShopperError, NothingToJudge, NotSeen
from journeys.judging.breaches import broken_promise, heading, one_line, table
from journeys.judging.verdict import WHOLE_JOURNEY, Finding, Outcome
from journeys.records.record import FindingRecord

if TYPE_CHECKING:
    from pytest_bdd.parser import Step

    from journeys.walking.journey import Journey

__all__ = ["Course", "broken_sentences", "left_open", "outcome_of", "repeat_command", "sum_up"]

_A_SENTENCE = "sentences of the suite's own"
_NOT_HELD = "a sentence of the suite's own did not hold"


@dataclass(slots=True)
class Course:
    """What has happened in the scenario that is running."""

    item: pytest.Function
    started: float = field(default_factory=time.perf_counter)
    steps: list[Step] = field(default_factory=list)
    breaches: list[tuple[Step, AssertionError]] = field(default_factory=list)
    stopped_at: Step | None = None
    at_this_step: AssertionError | None = None
    steps_done: int = 0
    held: int = 0
    """How many a *Then* judged, and found to hold."""


def repeat_command(item: pytest.Item) -> str:
    """Write the one command that repeats a scenario."""
    option = item.config.option
    faults = "".join(f" --fault {name}" for name in option.fault)
    unchecked = " --no-preflight" if option.no_preflight else ""
    seed = f"--shopper-seed {option.shopper_seed}"
    count = getattr(option, "count", None) or 1  # pytest-repeat's: without it, there is no scenario of that name
    repeated = f" --count {count}" if count != 1 else ""
    repeated += f" --repeat {option.repeat}" if option.repeat > 1 else ""
    return f"pytest {shlex.quote(item.nodeid)} --company {option.company}{faults} {seed}{unchecked}{repeated}"


def sum_up(
    course: Course, journey: Journey | None, unlisted: list[Finding], stopped: BaseException | None
) -> BaseException | None:
    """Make one error of everything that went wrong, or return what stopped the journey if nothing was broken."""
    if not course.breaches and not unlisted:
        return stopped
    parts: list[str] = []
    members: list[Exception] = []
    for head, findings in _judged(journey) if journey else ():
        parts.append(f"{head}\n\n{table(findings)}")
        members += [broken_promise(found) for found in findings if found.outcome is Outcome.BROKEN]
    others: list[Exception] = [error for _, error in course.breaches if not isinstance(error, BrokenPromises)]
    parts += [_in_words(error) for error in others]
    said = [f"  {step.keyword.strip()} {step.name} (line {step.line_number})" for step, _ in course.breaches]
    said += [f"  no sentence asked: {one_line(found)}" for found in unlisted]
    parts.append("\n".join(["What did not hold:", *said]))
    if isinstance(stopped, pytest.fail.Exception):
        stopped = BrokenPromise(str(stopped))  # no Exception, and could stand in no group of them
    if isinstance(stopped, Exception):
        others.append(stopped)
        parts.append(f"The journey was stopped: {_in_words(stopped)}")
    return BrokenPromises("\n\n".join([*parts, f"  repeat with: {repeat_command(course.item)}"]), [*members, *others])


def _judged(journey: Journey) -> Iterator[tuple[str, Sequence[Finding]]]:
    """Give what was found wherever something was broken, each below what sums it up."""
    for promise, verdict in journey.review.verdicts():
        if verdict.breaches:
            yield heading(promise, verdict.findings), verdict.findings
    for shopper, findings in journey.review.of_whole().items():
        if broken := next((found.breach for found in findings if found.breach), None):
            yield f"{shopper}'s journey {broken}", findings


def _in_words(error: Exception) -> str:
    return str(error) if isinstance(error, BrokenPromise) else f"{type(error).__name__}: {error}"


def broken_sentences(course: Course, stopped: BaseException | None) -> tuple[FindingRecord, ...]:
    """Write down the sentences that failed, and not by what a visit showed of a promise."""
    failed: list[tuple[Step, BaseException]] = [
        (step, error) for step, error in course.breaches if not isinstance(error, BrokenPromises)
    ]
    if course.stopped_at is not None and isinstance(stopped, AssertionError | pytest.fail.Exception):
        failed.append((course.stopped_at, stopped))
    return tuple(
        FindingRecord(
            visit=None,
            touchpoint=WHOLE_JOURNEY,
            channel=None,
            term=None,
            about=_A_SENTENCE,
            promised=f"{step.keyword.strip()} {step.name}",
            told=_in_a_line(error),
            outcome=Outcome.BROKEN,
            reason=str(error) or _in_a_line(error),
            breach=_NOT_HELD,
            row=None,
        )
        for step, error in failed
    )


def _in_a_line(error: BaseException) -> str:
    return next(iter(str(error).splitlines()), type(error).__name__)


def left_open(journey: Journey | None, outcome: Outcome) -> MysteryShopperError | None:
    """Make the error of a scenario in which nothing failed, and of which nothing can be said all the same."""
    if outcome is Outcome.COMPROMISED:
        findings = [found for _, verdict in journey.review.verdicts() for found in verdict.findings] if journey else []
        told = next((found for found in findings if found.outcome is Outcome.COMPROMISED), None)
        where = f"The {told.touchpoint} could not be judged: {told.reason}" if told else "It could not be judged"
        return Compromised(where)
    if outcome is Outcome.NOT_TESTED:
        findings = [found for _, verdict in journey.review.verdicts() for found in verdict.findings] if journey else []
        if untested := next((found for found in findings if found.outcome is Outcome.NOT_TESTED), None):
            return NotSeen(f"{untested.about[:1].upper()}{untested.about[1:]} was {untested.reason}.")
        unseen = [made.name for made, verdict in journey.review.verdicts() if not verdict.findings] if journey else []
        if journey and unseen and {*unseen} <= {visit.promise for visit in journey.visits}:
            return NotSeen(f"Nothing was told of {' and '.join(map(repr, unseen))}. It is not tested.")
        told_of = f"No visit says anything about {' and '.join(map(repr, unseen))}" if unseen else "Nothing was judged"
        remedy = "Add a When in which the shopper goes there and asks, and a Then that judges it."
        return NothingToJudge(f"{told_of}, so it cannot pass.", remedy=remedy)
    return None


def outcome_of(
    journey: Journey | None, course: Course, unlisted: list[Finding], stopped: BaseException | None
) -> Outcome:
    """Say how a scenario ended: by its verdicts, and by what stopped it."""
    outcomes = [verdict.outcome for _, verdict in journey.review.verdicts()] if journey else []
    if course.breaches and max(outcomes, default=Outcome.KEPT) not in {Outcome.MADE_GOOD, Outcome.BROKEN}:
        outcomes.append(Outcome.BROKEN)
    if not outcomes and course.held:
        outcomes.append(Outcome.KEPT)  # nothing was promised, and sentences of the suite's own held
    if isinstance(stopped, Compromised) and not isinstance(stopped, NotSeen):
        outcomes.append(Outcome.COMPROMISED)
    elif isinstance(stopped, AssertionError | pytest.fail.Exception) or (unlisted and not outcomes):
        outcomes.append(Outcome.BROKEN)
    elif stopped is not None:
        outcomes.append(Outcome.NOT_TESTED)
    return max(outcomes, default=Outcome.NOT_TESTED)
