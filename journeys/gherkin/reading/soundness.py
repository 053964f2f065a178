"""Scenarios that would be green, or lost, without anything having been checked: found before they run."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from pytest_bdd.gherkin_parser import Background, Child, ExamplesTable, GherkinDocument, Rule, Scenario, Step, Tag

from journeys.errors import AuthorError

__all__ = ["descriptions", "misnamed", "tags", "unsound"]

_TAKEN = re.compile(r"__\w+__|pytest\w+|(setup|teardown)_(module|function)|(setUp|tearDown)Module")
"""Names that mean something else to pytest, in which a scenario is a function of a module."""
_PLACEHOLDER = re.compile(r"<([^<>]+)>")
_A_NAME = re.compile(r"\w(?:[\w -]*\w)?")
"""What looks like a column's name: in a scenario without examples, other signs between brackets may be meant."""


def unsound(document: GherkinDocument) -> Iterator[tuple[int, str, AuthorError]]:
    """Find them in a feature file that can be parsed.

    Yields:
        The line, the scenario's name, and what is wrong with it.
    """
    seen: dict[str, int] = {}
    scenarios = list(_scenarios(document.feature.children))
    if not scenarios:
        yield 1, "no scenario", AuthorError("The feature has no scenario, so it checks nothing")
    for scenario, background in scenarios:
        line = scenario.location.line
        if wrong := misnamed(scenario.name):
            yield line, scenario.name, wrong
        elif scenario.name in seen:
            remedy = f"The first is on line {seen[scenario.name]}; only the last of them would run."
            yield line, scenario.name, AuthorError("Two scenarios have one name", value=scenario.name, remedy=remedy)
        seen[scenario.name] = line
        for error in _of_steps(scenario):
            yield line, scenario.name, error
        for place, error in _of_examples(scenario, background):
            yield place, scenario.name, error


def misnamed(name: str) -> AuthorError | None:
    """Say why a scenario cannot be called that, if so."""
    if not name:
        problem = "The scenario has no name, so no report could tell which it is"
        return AuthorError(problem, remedy="Write behind the colon what the customer goes through.")
    if _TAKEN.fullmatch(name):
        return AuthorError("Python keeps this name for itself", value=name, remedy="Name the scenario in plain words.")
    return None


def tags(document: GherkinDocument) -> Iterator[Tag]:
    """Give every tag of a feature file, wherever it stands."""
    yield from document.feature.tags
    yield from _tags(document.feature.children)


def descriptions(document: GherkinDocument) -> Iterator[tuple[int, str]]:
    """Give the text below each heading that is not run, and the heading's line."""
    feature = document.feature
    blocks = [feature, *_described(feature.children)]
    yield from ((block.location.line, block.description) for block in blocks if block.description)


def _described(children: list[Child]) -> Iterator[Background | Rule | Scenario]:
    for child in children:
        yield from (one for one in (child.background, child.rule, child.scenario) if one is not None)
        yield from _described(child.rule.children) if child.rule else ()


def _tags(children: list[Child]) -> Iterator[Tag]:
    for child in children:
        if child.rule is not None:
            yield from child.rule.tags
            yield from _tags(child.rule.children)
        if child.scenario is not None:
            yield from child.scenario.tags
            for table in child.scenario.examples:
                yield from table.tags


def _scenarios(children: list[Child], before: tuple[Step, ...] = ()) -> Iterator[tuple[Scenario, tuple[Step, ...]]]:
    """Give every scenario, and the steps of the backgrounds before it."""
    for child in children:
        if child.background is not None:
            before = (*before, *child.background.steps)
        elif child.scenario is not None:
            yield child.scenario, before
        elif child.rule is not None:
            yield from _scenarios(child.rule.children, before)


def _of_steps(scenario: Scenario) -> Iterator[AuthorError]:
    if not scenario.steps:
        yield AuthorError("The scenario has no steps, so it would pass whatever the company does")
    elif not any(step.keyword_type == "Outcome" for step in scenario.steps):
        remedy = "Add a Then, such as: Then every touchpoint honours the promise."
        yield AuthorError("The scenario has no Then, so nothing is judged", remedy=remedy)


def _of_examples(scenario: Scenario, background: tuple[Step, ...]) -> Iterator[tuple[int, AuthorError]]:
    steps = (*background, *scenario.steps)
    yield from _unfilled(scenario, steps)
    filled = {name for step in steps for name in _placeholders(step)} | set(_PLACEHOLDER.findall(scenario.name))
    for table in scenario.examples:
        if not table.table_body:
            problem = "The examples have no row, so the scenario would run with its placeholders as they stand"
            yield scenario.location.line, AuthorError(problem)
        for column, times in Counter(_header(table)).items():
            if times > 1:
                problem = "Two columns of the examples have one name, so only the last one's values would be used"
                yield _header_line(table), AuthorError(problem, value=column)
            if column not in filled:
                remedy = f"Write <{column}> in a step or in the scenario's name, or leave the column out."
                problem = "No step uses this column of the examples, so its values change nothing"
                yield _header_line(table), AuthorError(problem, value=column, remedy=remedy)
    yield from _twice(scenario)


def _unfilled(scenario: Scenario, steps: Iterable[Step]) -> Iterator[tuple[int, AuthorError]]:
    """Find placeholders that would be run as they stand."""
    headers = {_header_line(table): _header(table) for table in scenario.examples if table.table_header}
    columns = sorted({column for header in headers.values() for column in header})
    for line, name in dict.fromkeys((step.location.line, name) for step in steps for name in _placeholders(step)):
        if not headers and _A_NAME.fullmatch(name):
            problem = "Nothing fills this placeholder: the scenario has no examples"
            remedy = f"Add Examples with the column {name}, or write what is meant in its place."
            yield line, AuthorError(problem, value=f"<{name}>", remedy=remedy)
        elif headers and name not in columns:
            problem = "No examples have a column for this placeholder"
            yield line, AuthorError(problem, value=f"<{name}>", valid=columns)
        for place, header in headers.items():
            if name in columns and name not in header:
                problem = "These examples have no column for a placeholder, though others have"
                yield place, AuthorError(problem, value=f"<{name}>", valid=header)


def _twice(scenario: Scenario) -> Iterator[tuple[int, AuthorError]]:
    """Find rows that reports cannot tell from one another."""
    first: dict[str, int] = {}
    for table in scenario.examples:
        for row in table.table_body or ():
            name = "-".join(cell.value for cell in row.cells)
            if name in first:
                remedy = f"The first is on line {first[name]}; leave one out, or make a value differ."
                problem = "Two rows of the examples get the same name, so reports show only one of them"
                yield row.location.line, AuthorError(problem, value=name, remedy=remedy)
            first.setdefault(name, row.location.line)


def _placeholders(step: Step) -> list[str]:
    return [name for text in _texts(step) for name in _PLACEHOLDER.findall(text)]


def _texts(step: Step) -> Iterator[str]:
    yield step.text
    if step.docstring is not None:
        yield step.docstring.content
    for row in step.datatable.rows if step.datatable else ():
        yield from (cell.value for cell in row.cells)


def _header(table: ExamplesTable) -> list[str]:
    return [cell.value for cell in table.table_header.cells] if table.table_header else []


def _header_line(table: ExamplesTable) -> int:
    return (table.table_header or table).location.line
