"""Runs a scenario to its end: a broken promise is noted at its *Then*, the shopper goes on, the end lists them all."""

from __future__ import annotations

import functools
import inspect
import time
from collections.abc import Callable, Generator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal

import pytest
from pytest_bdd.steps import StepFunctionContext, step_function_context_registry

from journeys.errors import AuthorError, BrokenPromise, Compromised, whose_fault
from journeys.gherkin.reading.feature_files import FeatureFile, scenario_tags
from journeys.gherkin.reading.leniency import settle
from journeys.gherkin.sentences.vocabulary import definitions, nearest_sentences
from journeys.judging.effort import measure
from journeys.judging.verdict import Finding
from journeys.records.ledger import Ledger
from journeys.records.record import ScenarioEnded, ScenarioStarted, StepDone, WholeJourney
from journeys.records.triage import Triage, triage
from journeys.running.course import Course, broken_sentences, left_open, outcome_of, repeat_command, sum_up
from journeys.running.odd_steps import refuse_to_await, rehearsed
from journeys.running.repeating import turn_of

if TYPE_CHECKING:
    from pytest_bdd.parser import Feature, Scenario, Step

    from journeys.walking.journey import Journey

__all__ = ["JOURNEY", "LEDGER", "STANDS", "ScenarioRunner"]

JOURNEY: pytest.StashKey[Journey] = pytest.StashKey()
"""Where an item keeps its journey, once a sentence needed one."""

LEDGER: pytest.StashKey[Ledger] = pytest.StashKey()
"""Where the session keeps its ledger."""

STANDS: pytest.StashKey[Triage] = pytest.StashKey()
"""Where an item keeps where its scenario stands, once it has ended."""

_OF_THE_COMPANY = (AssertionError, pytest.fail.Exception)

_REPEAT = "repeat with: "

Status = Literal["passed", "failed", "broken", "skipped"]


class ScenarioRunner:
    """The plugin that conducts scenarios; registered for a session."""

    def __init__(self, config: pytest.Config) -> None:
        """Take the session's configuration."""
        self._config = config
        self._course: Course | None = None
        self._softened: list[tuple[StepFunctionContext, Callable[..., object]]] = []

    # A Then notes, it does not stop

    def pytest_collection_finish(self) -> None:
        """Make every *Then* go on after a breach, and every ``async def`` step, which nobody would await, an error."""
        for context in list(step_function_context_registry.values()):
            if inspect.iscoroutinefunction(context.step_func):
                self._softened.append((context, context.step_func))
                context.step_func = refuse_to_await(context.step_func)
            elif self._config.option.dry:
                self._softened.append((context, context.step_func))
                context.step_func = rehearsed(context.step_func, judges=context.type == "then")
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
            except pytest.xfail.Exception:
                raise
            except (AssertionError, pytest.fail.Exception) as breach:
                if self._course is None:
                    raise
                # What pytest.fail raises is no Exception, and could stand in no group of them.
                told = breach if isinstance(breach, AssertionError) else BrokenPromise(str(breach))
                self._course.at_this_step = told
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
            self._course.held += step.type == "then"
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
        if self._course is not None:
            self._course.stopped_at = step
        self._write_step(step, "failed" if isinstance(exception, _OF_THE_COMPANY) else "broken", str(exception))

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
        course = self._course = Course(pyfuncitem)
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

    def _end(self, course: Course, stopped: BaseException | None) -> BaseException | None:
        journey = course.item.stash.get(JOURNEY, None)
        unlisted: list[Finding] = journey.close() if journey else []
        for step in course.steps[course.steps_done :]:
            self._append(_step(course.item, step, "skipped", None))
        if sentences := broken_sentences(course, stopped):
            self._append(WholeJourney(scenario=course.item.nodeid, shopper=None, findings=sentences))
        error = sum_up(course, journey, unlisted, stopped)
        visits = journey.visits if journey else []
        outcome = outcome_of(journey, course, unlisted, stopped)
        if error is None and not self._config.option.dry:
            error = left_open(journey, outcome)
        error, known = settle(course.item, outcome, error)
        if isinstance(error, AuthorError | Compromised):
            # A fixture that serves many scenarios raises the same error for each: it tells how to repeat this one.
            own = [note for note in getattr(error, "__notes__", ()) if not note.startswith(_REPEAT)]
            error.__notes__ = [*own, f"{_REPEAT}{repeat_command(course.item)}"]
        ended = ScenarioEnded(
            scenario=course.item.nodeid,
            outcome=outcome,
            effort=measure(visits),
            seconds=round(time.perf_counter() - course.started, 3),
            error=str(error) if error else None,
            author_error=any(isinstance(one, Exception) and whose_fault(one) == "author" for one in (stopped, error)),
            repeat=repeat_command(course.item),
            known=known,
        )
        self._append(ended)
        course.item.stash[STANDS] = triage(ended)
        return error

    def _write_step(self, step: Step, status: Status, message: str | None = None) -> None:
        if self._course is not None:
            self._course.steps_done += 1
            self._append(_step(self._course.item, step, status, message))

    def _append(self, record: object) -> None:
        self._config.stash[LEDGER].append(record)


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
        turn=turn_of(item),
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
