"""A suite as it can be read without running it: its sentences, its features, its phrasebooks, its company."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from pytest_bdd.compat import getfixturedefs
from pytest_bdd.exceptions import GherkinParseError
from pytest_bdd.parser import Feature
from pytest_bdd.steps import StepFunctionContext, step_function_context_registry

from journeys.company.company_file import Company
from journeys.errors import MysteryShopperError
from journeys.gherkin.languages.phrasebook import Phrasebook
from journeys.gherkin.languages.translation import PHRASEBOOKS
from journeys.gherkin.reading.feature_files import FeatureFile
from journeys.gherkin.reading.feature_reading import read_feature
from journeys.gherkin.reading.refusals import explained

__all__ = ["Suite", "may_bring_in_people", "shown"]

_JOURNEY = "journey"
_OUR_JOURNEYS = {"fixtures.shopping", "journeys.fixtures.shopping"}


class Suite:
    """The plugin that keeps what a suite says; registered for a session that only collects.

    Attributes:
        contexts: Every sentence's definition.
        files: The feature files that were collected, in order.
        strangers: Those whose scenarios fixtures may bring people into that no sentence speaks of.
        books: Phrasebooks by language.
        company: Who would be shopped, if that was asked for.
        failure: Why the company is not known, if so.
        import_path: Where the suite's own modules are found; pytest forgets it at its end.
    """

    def __init__(self, *, with_company: bool) -> None:
        """Begin with nothing read."""
        self._with_company = with_company
        self.contexts: Sequence[StepFunctionContext] = ()
        self.files: Sequence[Path] = ()
        self.strangers: set[Path] = set()
        self.books: Mapping[str, Phrasebook] = {}
        self.company: Company | None = None
        self.failure: str | None = None
        self.import_path: Sequence[str] = sys.path

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Take it all when every module of steps is loaded."""
        self.import_path = list(sys.path)
        self.contexts = list(step_function_context_registry.values())
        nodes = (node for item in session.items for node in item.listchain())
        self.files = list(dict.fromkeys(node.path for node in nodes if isinstance(node, FeatureFile)))
        self.strangers = {item.path for item in session.items if may_bring_in_people(item)}
        self.books = session.config.stash.get(PHRASEBOOKS, {})
        if self._with_company:
            try:
                self.company = session.config.hook.pytest_shop_company(config=session.config)
            except MysteryShopperError as error:
                self.failure = str(error)

    def feature(self, path: Path) -> Feature:
        """Read one of its features.

        Raises:
            AuthorError: It is no Gherkin, or not UTF-8.
        """
        try:
            return read_feature(path).feature
        except (GherkinParseError, UnicodeDecodeError) as error:
            raise explained(error, shown(path)) from error


def shown(path: Path) -> str:
    """Name a file as people here would: below the folder they are in, if it is there."""
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)


def may_bring_in_people(item: pytest.Item) -> bool:
    """Tell whether a fixture of the suite's own has the journey before the scenario's steps do."""
    if _JOURNEY in getattr(item, "fixturenames", ()):
        return True
    known = getfixturedefs(item.session._fixturemanager, _JOURNEY, item) or ()  # noqa: SLF001
    return any(one.func.__module__ not in _OUR_JOURNEYS for one in known)
