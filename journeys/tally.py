"""What the ``shop`` commands learn from pytest: whose fault each failure was, every problem, every sentence."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from pytest_bdd.steps import step_function_context_registry

from journeys.checking import Problem, check_feature
from journeys.errors import MysteryShopperError
from journeys.feature_files import FeatureFile
from journeys.matching import SentenceIndex
from journeys.scenario_run import FAULT
from journeys.translation import PHRASEBOOKS
from journeys.vocabulary import Definition, definitions

__all__ = ["CheckFeatures", "ListSentences", "Tally"]

_IN_A_SUITE = "Put it below the features of a suite (where conftest.py is), and run shop there."
_BROKEN, _USAGE, _COMPROMISED, _INTERRUPTED = 1, 2, 3, 130


class Tally:
    """Counts whose fault the failures of a run were."""

    def __init__(self) -> None:
        """Begin with nobody's."""
        self._faults: Counter[str] = Counter()
        self._stopped = False

    def pytest_keyboard_interrupt(self) -> None:
        """Note that somebody pressed Ctrl-C."""
        self._stopped = True

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Count a failure, of whichever phase."""
        if report.failed:
            self._faults[str(dict(report.user_properties).get(FAULT, "author"))] += 1

    def exit_code(self, status: int | pytest.ExitCode) -> int:
        """Turn pytest's status and the count into the contract's exit code; a breach is never hidden by an error.

        A run that was stopped by hand says only that, as shells do: nothing can be said of the whole.
        """
        if status == pytest.ExitCode.INTERRUPTED and self._stopped:
            return _INTERRUPTED
        if self._faults["company"]:
            return _BROKEN
        if self._faults["author"] or status not in {pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED}:
            return _USAGE
        return _COMPROMISED if self._faults["world"] else 0


class ListSentences:
    """Keeps every sentence of the suite."""

    def __init__(self) -> None:
        """Begin with none."""
        self.sentences: list[Definition] = []

    def pytest_collection_finish(self) -> None:
        """Take them when all step modules are loaded."""
        self.sentences = definitions()


class CheckFeatures:
    """Keeps every problem of the features that were collected.

    Attributes:
        features: How many were read.
        failure: Why nothing could be checked, if so.
    """

    def __init__(self) -> None:
        """Begin with none."""
        self.problems: list[Problem] = []
        self.features = 0
        self.failure: str | None = None

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Check each collected feature file."""
        files = dict.fromkeys(
            node for item in session.items for node in item.listchain() if isinstance(node, FeatureFile)
        )
        try:
            company = session.config.hook.pytest_shop_company(config=session.config)
        except MysteryShopperError as error:
            self.failure = str(error)
            return
        if files and not definitions():
            stray = _shown(next(iter(files)).path)
            self.failure = f"No sentences are loaded: {stray} belongs to no suite. {_IN_A_SUITE}"
            return
        sentences = SentenceIndex(step_function_context_registry.values())
        books = session.config.stash.get(PHRASEBOOKS, {})
        for file in files:
            self.features += 1
            self.problems += check_feature(file.path, company, _shown(file.path), sentences, books)


def _shown(path: Path) -> str:
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)
