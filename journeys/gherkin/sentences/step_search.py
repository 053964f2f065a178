"""Finds a step's definition by index, where pytest-bdd goes through every fixture there is, twice."""

from __future__ import annotations

import gc
import inspect
import re
import warnings
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest
from pytest_bdd import parsers
from pytest_bdd.steps import StepFunctionContext, StepNamePrefix, step_function_context_registry

from journeys.gherkin.reading.feature_files import FeatureFile
from journeys.gherkin.sentences.matching import SentenceIndex, ambiguous, place_of

if TYPE_CHECKING:
    from pytest_bdd.parser import Step

__all__ = ["StepSearch"]

_NUMBER = re.compile(r"_\d+$")


class StepSearch:
    """The plugin that looks up steps of feature files; registered for a session.

    Which definitions a scenario sees is still pytest's to say, and whether one matches its parser's.
    """

    def __init__(self) -> None:
        """Begin with nothing known."""
        self._patch = pytest.MonkeyPatch()
        self._pytest_bdd: Any = None
        self._its_own: Callable[[pytest.FixtureRequest, Step], StepFunctionContext | None]
        self._size = 0
        self._index = SentenceIndex(())
        self._names: dict[str, list[str]] = {}
        self._meanings: dict[tuple[object, str, str], list[StepFunctionContext]] = {}

    @pytest.hookimpl(trylast=True)
    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Take the search over from pytest-bdd for the run; leave it, with a warning, to one that has changed."""
        if session.config.option.collectonly:
            return
        try:
            self._pytest_bdd = import_module("pytest_bdd.scenario")
            self._its_own = self._pytest_bdd.get_step_function
            asked = "get_step_function" in self._pytest_bdd._execute_scenario.__code__.co_names  # noqa: SLF001
            parameters = list(inspect.signature(self._its_own).parameters)
            self._learn(session._fixturemanager)  # noqa: SLF001
            known = bool(self._names) and callable(self._pytest_bdd.getfixturedefs)
            fits = asked and known and parameters == ["request", "step"]
        except (ImportError, AttributeError, TypeError):
            fits = False
        gc.collect()
        gc.freeze()  # what was collected stays to the end, so that nobody need look through it for garbage again
        if fits:
            self._patch.setattr(self._pytest_bdd, "get_step_function", self.find)
            for name in ("signature", "get_required_args"):  # asked of a step's function each time it is run
                self._patch.setattr(self._pytest_bdd, name, cache(getattr(self._pytest_bdd, name)))
            return
        message = "This pytest-bdd finds steps in a way we do not know: its own search is used, which is slower."
        warnings.warn(pytest.PytestWarning(message), stacklevel=1)

    def pytest_unconfigure(self) -> None:
        """Give it back."""
        self._patch.undo()

    def find(self, request: pytest.FixtureRequest, step: Step) -> StepFunctionContext | None:
        """Return the definition of a step that is nearest to its scenario; None if there is none.

        Several that are equally near make one that says so.
        """
        __tracebackhide__ = True
        if not isinstance(request.node.parent, FeatureFile):
            return self._its_own(request, step)
        if len(step_function_context_registry) != self._size:
            self._learn(request._fixturemanager)  # noqa: SLF001
        place = request.node.parent.parent, step.type, step.name  # all files of a folder see the same definitions
        nearest = self._meanings.get(place)
        if nearest is None:
            nearest = self._nearest(request, self._index.matching(step.type, step.name))
            self._meanings[place] = nearest
        if not nearest:
            return self._its_own(request, step)  # it may see one that came after we looked
        return nearest[0] if len(nearest) == 1 else _refusal(step, nearest)

    def _learn(self, fixtures: Any) -> None:
        """Index all definitions, and the names of their fixtures: two of one pattern in a module are numbered."""
        contexts = list(step_function_context_registry.values())
        self._index, self._size, self._meanings = SentenceIndex(contexts), len(contexts), {}
        known = {_fixture_name(context) for context in contexts}
        self._names = defaultdict(list)
        for name in self._pytest_bdd.get_fixture_names(fixtures):
            for unnumbered in {name, _NUMBER.sub("", name)} & known:
                self._names[unnumbered].append(name)

    def _nearest(
        self, request: pytest.FixtureRequest, matching: list[StepFunctionContext]
    ) -> list[StepFunctionContext]:
        """Keep those that the scenario sees and none is nearer than."""
        depths = {
            id(context): max(depths)
            for context in matching
            if (depths := [len(fixture.baseid) for fixture in self._seen(request, context)])
        }
        nearest = [one for one in matching if id(one) in depths and depths[id(one)] == max(depths.values())]
        if len(nearest) > 1:  # to pytest a conftest.py at the root is a plugin like others, but it is the suite's own
            return [one for one in nearest if "conftest.py:" in place_of(one)] or nearest
        return nearest

    def _seen(self, request: pytest.FixtureRequest, context: StepFunctionContext) -> Iterator[Any]:
        """Give the fixtures of a definition that pytest lets the scenario see."""
        for name in self._names.get(_fixture_name(context), ()):
            for fixture in self._pytest_bdd.getfixturedefs(request._fixturemanager, name, request.node) or ():  # noqa: SLF001
                if step_function_context_registry.get(fixture.func) is context:
                    yield fixture


def _fixture_name(context: StepFunctionContext) -> str:
    """Name the fixture that pytest-bdd makes of a definition, but for its number."""
    return f"{StepNamePrefix.step_def.value}_{context.type or '*'}_{context.parser.name}"


def _refusal(step: Step, candidates: list[StepFunctionContext]) -> StepFunctionContext:
    """Define the step as the error that it is, so that it is noted and shown as one."""

    def refuse() -> None:
        raise ambiguous(step.name, candidates)

    return StepFunctionContext(type=None, step_func=refuse, parser=parsers.string(step.name))
