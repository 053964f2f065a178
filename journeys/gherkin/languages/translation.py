"""Lets features be run in the languages there are phrasebooks for: their sentences, and their tables as they come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pytest_bdd.gherkin_parser import DataTable
from pytest_bdd.steps import step_function_context_registry

from journeys.company.topics import topics_of
from journeys.errors import AuthorError
from journeys.gherkin.languages.phrasebook import Phrasebook
from journeys.gherkin.languages.phrasebooks import load_phrasebooks, translate

if TYPE_CHECKING:
    from pytest_bdd.parser import Feature, Step

__all__ = ["PHRASEBOOKS", "Translator"]

PHRASEBOOKS: pytest.StashKey[Mapping[str, Phrasebook]] = pytest.StashKey()
"""Where a session keeps its phrasebooks, by language."""


@dataclass
class _Translated(DataTable):
    """A table that reports show as written, and steps read in English."""

    told: Sequence[Sequence[object]] = ()

    def raw(self) -> Sequence[Sequence[object]]:
        """Return it in English."""
        return self.told


class Translator:
    """The plugin that knows the phrasebooks; registered for a session."""

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection_modifyitems(self, session: pytest.Session) -> None:
        """Read the phrasebooks once every sentence is known, before anybody looks for one."""
        contexts = list(step_function_context_registry.values())
        try:
            books = load_phrasebooks(contexts, topics_of(Path(session.config.option.company)))
            translate(contexts, books)
        except AuthorError as error:
            raise pytest.UsageError(str(error)) from error
        session.config.stash[PHRASEBOOKS] = books

    @pytest.hookimpl(tryfirst=True)
    def pytest_bdd_before_step(self, request: pytest.FixtureRequest, feature: Feature, step: Step) -> None:
        """Have a table read in English."""
        book = request.config.stash.get(PHRASEBOOKS, {}).get(feature.language)
        if book is not None and step.datatable is not None:
            told = book.table([[str(cell) for cell in row] for row in step.datatable.raw()])
            step.datatable = _Translated(step.datatable.location, step.datatable.rows, told)
