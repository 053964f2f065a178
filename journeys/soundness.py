"""Scenarios that would be green, or lost, without anything having been checked: found before they run."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pytest_bdd.gherkin_parser import Child, ExamplesTable, GherkinDocument, Scenario

from journeys.errors import AuthorError

__all__ = ["unsound"]

_PLACEHOLDER = re.compile(r"<([^<>]+)>")


def unsound(document: GherkinDocument) -> Iterator[tuple[int, str, AuthorError]]:
    """Find them in a feature file that can be parsed.

    Yields:
        The line, the scenario's name, and what is wrong with it.
    """
    seen: dict[str, int] = {}
    scenarios = list(_scenarios(document.feature.children))
    if not scenarios:
        yield 1, "no scenario", AuthorError("The feature has no scenario, so it checks nothing")
    for scenario in scenarios:
        line = scenario.location.line
        if scenario.name in seen:
            remedy = f"The first is on line {seen[scenario.name]}; only the last of them would run."
            yield line, scenario.name, AuthorError("Two scenarios have one name", value=scenario.name, remedy=remedy)
        seen[scenario.name] = line
        for error in (*_of_steps(scenario), *_of_examples(scenario)):
            yield line, scenario.name, error


def _scenarios(children: list[Child]) -> Iterator[Scenario]:
    for child in children:
        if child.scenario is not None:
            yield child.scenario
        elif child.rule is not None:
            yield from _scenarios(child.rule.children)


def _of_steps(scenario: Scenario) -> Iterator[AuthorError]:
    if not scenario.steps:
        yield AuthorError("The scenario has no steps, so it would pass whatever the company does")
    elif not any(step.keyword_type == "Outcome" for step in scenario.steps):
        remedy = "Add a Then, such as: Then every touchpoint honours the promise."
        yield AuthorError("The scenario has no Then, so nothing is judged", remedy=remedy)


def _of_examples(scenario: Scenario) -> Iterator[AuthorError]:
    used = {name for step in scenario.steps for text in _texts(step) for name in _PLACEHOLDER.findall(text)}
    for table in scenario.examples:
        if not table.table_body:
            yield AuthorError("The examples have no row, so the scenario would run with its placeholders as they stand")
    columns = sorted({column for table in scenario.examples for column in _header(table)})
    if scenario.examples:
        for name in sorted(used.difference(columns)):
            yield AuthorError("No examples have a column for this placeholder", value=f"<{name}>", valid=columns)


def _texts(step: object) -> Iterator[str]:
    yield getattr(step, "text", "")
    table = getattr(step, "datatable", None)
    for row in table.rows if table else ():
        yield from (cell.value for cell in row.cells)


def _header(table: ExamplesTable) -> list[str]:
    return [cell.value for cell in table.table_header.cells] if table.table_header else []
