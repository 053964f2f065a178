"""Reads features without running them and finds what an author would want to know first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from pytest_bdd.exceptions import GherkinParseError
from pytest_bdd.feature import get_feature
from pytest_bdd.parser import Feature, Step
from pytest_bdd.steps import StepFunctionContext, step_function_context_registry

from journeys.channel import Channel
from journeys.config import Company
from journeys.errors import AuthorError, UnknownName
from journeys.feature_files import explained
from journeys.promise import PromiseTerms
from journeys.sentences import Sentence
from journeys.soundness import unsound
from journeys.tables import Table, reader_of
from journeys.vocabulary import definitions, nearest_sentences

__all__ = ["Problem", "check_feature"]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something wrong in a feature file, and what to do about it."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        """Write it as editors and terminals link it."""
        return f"{self.file}:{self.line}: {self.message}"


def check_feature(path: Path, company: Company, shown_as: str) -> list[Problem]:
    """Find every problem of a feature file, each once, in the order of lines."""
    try:
        feature = get_feature(str(path.parent), path.name)
    except (GherkinParseError, UnicodeDecodeError) as error:
        told = explained(error, shown_as)
        told.place = None
        return [Problem(shown_as, getattr(error, "line", 1), str(told))]
    found = {Problem(shown_as, line, message) for line, message in _problems(feature, company)}
    return sorted(found | {Problem(shown_as, line, str(error)) for line, _, error in unsound(path)})


def _problems(feature: Feature, company: Company) -> Iterator[tuple[int, str]]:
    for template in feature.scenarios.values():
        examples = [row for table in template.examples for row in table.as_contexts()] or [{}]
        for example in examples:
            for step in template.render(example).steps:
                for error in _errors(step, company):
                    yield step.line_number, str(error)


def _errors(step: Step, company: Company) -> Iterator[AuthorError]:
    matching = [one for one in _contexts(step) if one.parser.is_matching(step.name)]
    if not matching:
        near = nearest_sentences(step.name, definitions(), step.type.capitalize())
        remedy = f"Nearest: {'; '.join(near)}. See: shop steps." if near else "See: shop steps."
        yield AuthorError("Nobody defines this sentence", value=f"{step.keyword.strip()} {step.name}", remedy=remedy)
        return
    if len(matching) > 1:
        patterns = " | ".join(one.parser.name for one in matching)
        yield AuthorError("This sentence has several meanings", value=step.name, remedy=f"Make them differ: {patterns}")
    context = matching[0]
    if isinstance(context.parser, Sentence):
        yield from _blanks(context.parser, step.name, company)
    reader = reader_of(context.step_func)
    if reader is not None:
        yield from _table(reader, step, company)


def _contexts(step: Step) -> Iterator[StepFunctionContext]:
    return (one for one in step_function_context_registry.values() if one.type in {None, step.type})


def _blanks(sentence: Sentence, text: str, company: Company) -> Iterator[AuthorError]:
    known = {"Touchpoint": tuple(company.touchpoints), "Channel": tuple(one.value for one in Channel)}
    for blank, value in (sentence.parse_arguments(text) or {}).items():
        kind = sentence.blanks[blank]
        if kind in known and value not in known[kind]:
            yield UnknownName(f"{company.name} has no such {kind.lower()}", value=value, valid=known[kind])


def _table(reader: object, step: Step, company: Company) -> Iterator[AuthorError]:
    if step.datatable is None:
        yield AuthorError("This sentence needs a table below it", value=step.name)
        return
    rows = cast("Table", step.datatable.raw())
    try:
        read = reader(rows, currency=company.currency, zone=company.time_zone)  # type: ignore[operator]
    except AuthorError as error:
        yield error
        return
    if isinstance(read, PromiseTerms):
        for place in read.touchpoints():
            if place not in company.touchpoints:
                problem = f"{company.name} has no such touchpoint"
                yield UnknownName(problem, value=place, valid=company.touchpoints)
