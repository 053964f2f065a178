"""Runs a scenario to its end: a broken promise is noted at its *Then*, the shopper goes on, the end lists them all."""

from __future__ import annotations

import functools
import inspect
import shlex
import time
from collections.abc import Callable, Generator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal

import pytest
from pytest_bdd.steps import StepFunctionContext, step_function_context_registry

from journeys.errors import AuthorError, BrokenPromise, BrokenPromises, Compromised, Stopped, whose_fault
from journeys.gherkin.reading.feature_files import FeatureFile, scenario_tags
from journeys.gherkin.reading.leniency import settle
from journeys.gherkin.sentences.vocabulary import definitions, nearest_sentences
from journeys.judging.breaches import heading, one_line, table
from journeys.judging.effort import measure
from journeys.judging.verdict import Finding, Outcome
from journeys.records.ledger import Ledger, ScenarioEnded, ScenarioStarted, StepDone

if TYPE_CHECKING:
    from pytest_bdd.parser import Feature, Scenario, Step

    from journeys.walking.journey import Journey

__all__ = ["FAULT", "JOURNEY", "LEDGER", "WRITTEN_AS", "ScenarioRunner"]

JOURNEY: pytest.StashKey[Journey] = pytest.StashKey()
"""Where an item keeps its journey, once a sentence needed one."""

LEDGER: pytest.StashKey[Ledger] = pytest.StashKey()
"""Where the session keeps its ledger."""

FAULT = "mystery shopper: whose fault"
"""Name of the report property that says ``company``, ``world`` or ``author``."""

WRITTEN_AS = "mystery shopper: written as"
"""Name of the report property that says how the ledger calls a scenario whose name holds something secret."""

Status = Literal["passed", "failed", "broken", "skipped"]


@dataclass(slots=True)
class _Course:
    """What has happened in the scenario that is running."""

    item: pytest.Function
    started: float = field(default_factory=time.perf_counter)
    steps: list[Step] = field(default_factory=list)
    breaches: list[tuple[Step, Exception]] = field(default_factory=list)
    at_this_step: Exception | None = None
    steps_done: int = 0


class ScenarioRunner:
    """The plugin that conducts scenarios; registered for a session."""

    def __init__(self, config: pytest.Config) -> None:
        """Take the session's configuration."""
        self._config = config
        self._course: _Course | None = None
        self._softened: list[tuple[StepFunctionContext, Callable[..., object]]] = []

    # A Then notes, it does not stop

    def pytest_collection_finish(self) -> None:
        """Make every *Then* go on after a breach, and every ``async def`` step, which nobody would await, an error."""
        for context in list(step_function_context_registry.values()):
            if inspect.iscoroutinefunction(context.step_func):
                self._softened.append((context, context.step_func))
                context.step_func = _refuse_to_await(context.step_func)
            elif self._config.option.dry:
                self._softened.append((context, context.step_func))
                context.step_func = _rehearsed(context.step_func, judges=context.type == "then")
            elif context.type == "then" and not inspect.isgeneratorfunction(context.step_func):
                self._softened.append((context, context.step_func))
                context.step_func = self._soft(context.step_func)

    def pytest_unconfigure(self) -> None:
        """Leave the sentences as they were found."""
        for context, original in self._softened:
            context.step_func = original

    def _soft(self, judge: Callable[..., object]) -> Callable[..., object]:
        @functools.wraps(judge)
        def note(*args: Any, **kwargs: Any) -> object:
            try:
                return judge(*args, **kwargs)
            except AssertionError as breach:
                if self._course is None:
                    raise
                self._course.at_this_step = breach
                return None

        return note

    # Steps

    def pytest_bdd_before_scenario(self, scenario: Scenario) -> None:
        """Remember the steps to come."""
        if self._course:
            self._course.steps = list(scenario.steps)

    @pytest.hookimpl(tryfirst=True)
    def pytest_bdd_after_step(self, request: pytest.FixtureRequest, step: Step) -> None:
        """Note the step, and the breach it found if it did."""
        if self._course is None:
            return
        breach, self._course.at_this_step = self._course.at_this_step, None
        if breach is None:
            self._write_step(step, "passed")
            return
        self._course.breaches.append((step, breach))
        self._config.hook.pytest_shop_breach(item=request.node, step=step, exception=breach)
        self._write_step(step, "failed", str(breach))

    @pytest.hookimpl(tryfirst=True)
    def pytest_bdd_step_error(self, request: pytest.FixtureRequest, step: Step, exception: Exception) -> None:
        """Note the step that stopped the journey, and say where an author's error stands."""
        if isinstance(exception, AuthorError):
            exception.at(f"{request.node.nodeid.partition('::')[0]}:{step.line_number}")
        self._write_step(step, "failed" if isinstance(exception, AssertionError) else "broken", str(exception))

    @pytest.hookimpl(tryfirst=True)
    def pytest_bdd_step_func_lookup_error(self, feature: Feature, step: Step, exception: Exception) -> None:
        """Note the sentence nobody defines, and tell what is nearest."""
        near = nearest_sentences(step.name, definitions(), step.type.capitalize(), feature.language)
        exception.add_note(f"Nearest: {'; '.join(near)}" if near else "See: shop steps")
        self._write_step(step, "broken", str(exception))

    # The scenario

    @pytest.hookimpl(wrapper=True)
    def pytest_pyfunc_call(self, pyfuncitem: pytest.Function) -> Generator[None, object, object]:
        """Run the scenario and end it with everything that was broken."""
        if not isinstance(pyfuncitem.parent, FeatureFile) or LEDGER not in self._config.stash:
            return (yield)
        course = self._course = _Course(pyfuncitem)
        self._config.stash[LEDGER].append(_started(pyfuncitem))
        stopped: BaseException | None = None
        result: object = None
        try:
            result = yield
        except (Exception, pytest.fail.Exception, pytest.skip.Exception) as raised:  # noqa: BLE001 - raised again below
            stopped = raised
        finally:
            self._course = None
        error = self._end(course, stopped)
        if error is stopped and stopped is not None:
            raise stopped
        if error is not None:
            raise error from stopped
        return result

    def _end(self, course: _Course, stopped: BaseException | None) -> BaseException | None:
        journey = course.item.stash.get(JOURNEY, None)
        unlisted: list[Finding] = journey.close() if journey else []
        for step in course.steps[course.steps_done :]:
            self._append(_step(course.item, step, "skipped", None))
        error = _sum_up(course, journey, unlisted, stopped)
        visits = journey.visits if journey else []
        outcome = _outcome(journey, course, unlisted, stopped)
        error, known = settle(course.item, outcome, error)
        if isinstance(error, AuthorError | Compromised):
            # A fixture that serves many scenarios raises the same error for each: it tells how to repeat this one.
            error.__notes__ = [f"repeat with: {repeat_command(course.item)}"]
        written = self._config.stash[LEDGER].redact(course.item.nodeid)
        if written != course.item.nodeid:
            course.item.user_properties.append((WRITTEN_AS, written))
        self._append(
            ScenarioEnded(
                scenario=course.item.nodeid,
                outcome=outcome,
                effort=measure(visits),
                seconds=round(time.perf_counter() - course.started, 3),
                error=str(error) if error else None,
                author_error=any(
                    isinstance(one, Exception) and whose_fault(one) == "author" for one in (stopped, error)
                ),
                repeat=repeat_command(course.item),
                known=known,
            )
        )
        return error

    def _write_step(self, step: Step, status: Status, message: str | None = None) -> None:
        if self._course is not None:
            self._course.steps_done += 1
            self._append(_step(self._course.item, step, status, message))

    def _append(self, record: object) -> None:
        self._config.stash[LEDGER].append(record)


def _rehearsed(step: Callable[..., object], *, judges: bool) -> Callable[..., object]:
    """Make a step of a dry run: nothing is judged, and a step that would contact somebody ends there."""
    if not judges and inspect.isgeneratorfunction(step):
        return step

    @functools.wraps(step)
    def rehearse(*args: Any, **kwargs: Any) -> object:
        with suppress(Stopped):
            return None if judges else step(*args, **kwargs)
        return None

    if judges:
        del rehearse.__wrapped__  # so that nothing it asks for is set up either
    return rehearse


def _refuse_to_await(step: Callable[..., object]) -> Callable[..., object]:
    @functools.wraps(step)
    def refuse(*_args: object, **_kwargs: object) -> None:
        code = inspect.unwrap(step).__code__
        place = f"{code.co_filename}:{code.co_firstlineno}"
        remedy = f"Write def instead of async def ({place})."
        raise AuthorError("This step is async, so it would pass without having run.", remedy=remedy)

    return refuse


def repeat_command(item: pytest.Item) -> str:
    """Write the one command that repeats a scenario."""
    option = item.config.option
    faults = "".join(f" --fault {name}" for name in option.fault)
    unchecked = " --no-preflight" if option.no_preflight else ""
    seed = f"--shopper-seed {option.shopper_seed}"
    count = getattr(option, "count", None) or 1  # pytest-repeat's: without it, there is no scenario of that name
    repeated = f" --count {count}" if count != 1 else ""
    return f"pytest {shlex.quote(item.nodeid)} --company {option.company}{faults} {seed}{unchecked}{repeated}"


def _sum_up(
    course: _Course, journey: Journey | None, unlisted: list[Finding], stopped: BaseException | None
) -> BaseException | None:
    """Make one error of everything that went wrong, or return what stopped the journey if nothing was broken."""
    if not course.breaches and not unlisted:
        return stopped
    parts: list[str] = []
    members: list[Exception] = []
    for promise, findings in journey.review.findings() if journey else ():
        broken = [found for found in findings if found.outcome is Outcome.BROKEN]
        if broken:
            parts.append(f"{heading(promise, findings)}\n\n{table(findings)}")
            members += [BrokenPromise(one_line(found)) for found in broken]
    others = [error for _, error in course.breaches if not isinstance(error, BrokenPromises)]
    parts += [_in_words(error) for error in others]
    said = [f"  {step.keyword.strip()} {step.name} (line {step.line_number})" for step, _ in course.breaches]
    said += [f"  no sentence asked: {one_line(found)}" for found in unlisted]
    parts.append("\n".join(["What did not hold:", *said]))
    if isinstance(stopped, Exception):
        others.append(stopped)
        parts.append(f"The journey was stopped: {_in_words(stopped)}")
    return BrokenPromises("\n\n".join([*parts, f"  repeat with: {repeat_command(course.item)}"]), [*members, *others])


def _in_words(error: Exception) -> str:
    return str(error) if isinstance(error, BrokenPromise) else f"{type(error).__name__}: {error}"


def _outcome(
    journey: Journey | None, course: _Course, unlisted: list[Finding], stopped: BaseException | None
) -> Outcome:
    outcomes = [verdict.outcome for _, verdict in journey.review.verdicts()] if journey else []
    if course.breaches and max(outcomes, default=Outcome.KEPT) not in {Outcome.MADE_GOOD, Outcome.BROKEN}:
        outcomes.append(Outcome.BROKEN)
    if isinstance(stopped, Compromised):
        outcomes.append(Outcome.COMPROMISED)
    elif isinstance(stopped, AssertionError | pytest.fail.Exception) or (unlisted and not outcomes):
        outcomes.append(Outcome.BROKEN)
    elif stopped is not None:
        outcomes.append(Outcome.NOT_TESTED)
    return max(outcomes, default=Outcome.NOT_TESTED)


def _started(item: pytest.Function) -> ScenarioStarted:
    from pytest_bdd.scenario import scenario_wrapper_template_registry

    template = scenario_wrapper_template_registry[item.obj]
    example: Any = item.callspec.params.get("_pytest_bdd_example", {}) if hasattr(item, "callspec") else {}
    rule = template.rule
    return ScenarioStarted(
        scenario=item.nodeid,
        feature=template.feature.name or item.path.stem,
        rule=rule.name if rule else None,
        name=template.name,
        file=item.nodeid.partition("::")[0],
        line=template.line_number,
        tags=tuple(sorted(scenario_tags(item))),
        example={str(key): str(value) for key, value in example.items()},
        description=template.description or "",
        started=datetime.now(UTC),
    )


def _step(item: pytest.Item, step: Step, status: Status, message: str | None) -> StepDone:
    return StepDone(
        scenario=item.nodeid,
        keyword=step.keyword.strip(),
        text=step.name,
        line=step.line_number,
        status=status,
        message=message,
    )
