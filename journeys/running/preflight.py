"""Before a run: every feature that was collected is checked, and a run does not start on one that has a problem."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from pytest_bdd.steps import step_function_context_registry

from journeys.errors import AuthorError, MysteryShopperError
from journeys.gherkin.checking.checking import Checker, Problem
from journeys.gherkin.languages.translation import PHRASEBOOKS
from journeys.gherkin.reading.feature_files import FeatureFile
from journeys.gherkin.reading.feature_reading import read_feature
from journeys.gherkin.reading.tags import registered
from journeys.gherkin.sentences.matching import SentenceIndex
from journeys.gherkin.sentences.vocabulary import definitions
from journeys.gherkin.suite import may_bring_in_people
from journeys.running.run_folder import forget
from journeys.running.workers import RUN_FOLDER

__all__ = ["IN_A_SUITE", "Findings", "Mend", "Preflight", "check_collected"]

_SUFFIX = ".feature"
IN_A_SUITE = "Put it below the features of a suite (where conftest.py is), and run shop there."
"""What to do about a feature that is by itself."""
_OVERRIDE = "Nothing was run. Mend them, or run them as they are with --no-preflight."
_NOT_OURS = {"node_modules", "__pycache__", "venv"}
_AGAIN = 9
Mend = Callable[[Path, Sequence[Problem]], bool]
_WORKERS_PROBLEMS = "shop_problems"
_REFUSED = 2


@dataclass(frozen=True, slots=True)
class Findings:
    """What checking found.

    Attributes:
        features: How many files were read.
        problems: In all of them, file by file.
        in_a_suite: Whether anybody says who would be shopped; if not, nothing was looked into.
    """

    features: int = 0
    problems: tuple[Problem, ...] = ()
    in_a_suite: bool = True


class Preflight:
    """The plugin that checks what was collected, and empties the run if there is a problem.

    Under xdist each worker collects, and so checks; the controller tells what the first of them found.
    """

    def __init__(self, config: pytest.Config) -> None:
        """Take the session's configuration."""
        self._config = config
        self._problems: list[str] = []

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Check the files of all scenarios, those that ``-k`` and ``-m`` leave out as well."""
        try:
            found = check_collected(self._config, items)
        except AuthorError as error:
            self._problems = [str(error)]
        except MysteryShopperError:
            return  # the company cannot be described; the run itself will tell what that means
        else:
            self._problems = [str(problem) for problem in found.problems]
        if self._problems:
            self._config.hook.pytest_deselected(items=list(items))
            items.clear()
        if hasattr(self._config, "workeroutput"):
            self._config.workeroutput[_WORKERS_PROBLEMS] = self._problems

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """Take over what a worker found."""
        self._problems = self._problems or getattr(node, "workeroutput", {}).get(_WORKERS_PROBLEMS, [])

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Fail the run."""
        if self._problems:
            session.exitstatus = _REFUSED
            if RUN_FOLDER in self._config.stash and not hasattr(self._config, "workeroutput"):
                forget(self._config.stash[RUN_FOLDER])

    @pytest.hookimpl(tryfirst=True)
    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Tell all problems."""
        if self._problems:
            terminalreporter.section("problems in the features")
            for problem in self._problems:
                terminalreporter.write_line(problem)
            terminalreporter.write_line(f"{len(self._problems)} problem(s). {_OVERRIDE}")


def check_collected(config: pytest.Config, items: Iterable[pytest.Item], mend: Mend | None = None) -> Findings:
    """Check the feature files that items were collected from, and look for those that none was.

    Args:
        config: The session's.
        items: What was collected.
        mend: Mends a file with these problems as far as that goes, and tells whether that changed it.

    Raises:
        MysteryShopperError: The company cannot be described, or no sentences are loaded.
    """
    first: dict[Path, pytest.Item] = {}
    for item in items:
        for node in item.listchain():
            if isinstance(node, FeatureFile):
                first.setdefault(node.path, item)
    files = sorted(first)
    problems = list(_uncollected(config, files))
    company = config.hook.pytest_shop_company(config=config) if files else None
    if company is None:
        return Findings(len(files), tuple(problems), in_a_suite=not files)
    if not definitions():
        raise AuthorError(f"No sentences are loaded: {_shown(files[0])} belongs to no suite", remedy=IN_A_SUITE)
    checker = Checker(
        company,
        SentenceIndex(step_function_context_registry.values()),
        config.stash.get(PHRASEBOOKS, {}),
        registered(config.getini("markers")),
    )
    for file in files:
        strangers = may_bring_in_people(first[file])
        found = checker.problems(file, _shown(file), strangers=strangers)
        for _ in range(_AGAIN if mend else 0):  # what is mended may let others be seen
            if mend is None or not mend(file, found):
                break
            read_feature.cache_clear()
            found = checker.problems(file, _shown(file), strangers=strangers)
        problems += found
    return Findings(len(files), tuple(problems))


def _uncollected(config: pytest.Config, collected: Iterable[Path]) -> Iterator[Problem]:
    """Find features below the folders that were asked for which no run would collect."""
    if config.getoption("ignore", None) or config.getoption("ignore_glob", None):
        return  # some were left out on purpose
    known = {file.resolve() for file in collected}
    here = config.invocation_params.dir
    asked = (Path(os.path.normpath(Path(here, argument))) for argument in config.args)
    there = {file for folder in asked if folder.is_dir() for file in _features_below(folder)}
    for file in sorted(file for file in there if file.resolve() not in known):
        if file.suffix != _SUFFIX:
            error = AuthorError("No run collects this file", value=file.name, remedy=f"Let it end in {_SUFFIX}.")
        else:
            remedy = f"Move it to another folder: pytest's norecursedirs leaves {file.parent.name!r} out."
            error = AuthorError("No run collects this file", value=file.name, remedy=remedy)
        yield Problem(_shown(file), 1, 1, str(error), error.problem)


def _features_below(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".") and name not in _NOT_OURS]
        for name in names:
            if name.casefold().endswith((_SUFFIX, f"{_SUFFIX}.txt")):
                yield Path(parent, name)


def _shown(path: Path) -> str:
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)
