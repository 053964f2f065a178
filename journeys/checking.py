"""Reads features without running them and finds what an author would want to know first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import cast

from pytest_bdd.exceptions import GherkinParseError
from pytest_bdd.parser import Feature, Step

from journeys.channel import Channel
from journeys.config import Company
from journeys.errors import AuthorError, UnknownName
from journeys.feature_files import explained
from journeys.feature_reading import read_feature
from journeys.matching import SentenceIndex, ambiguous
from journeys.money import read_money
from journeys.phrasebooks import Phrasebook
from journeys.promise import PromiseTerms
from journeys.sentences import Sentence
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


def check_feature(
    path: Path,
    company: Company,
    shown_as: str,
    sentences: SentenceIndex,
    books: Mapping[str, Phrasebook] = MappingProxyType({}),
) -> list[Problem]:
    """Find every problem of a feature file, each once, in the order of lines.

    Args:
        path: The file.
        company: Whose touchpoints may be named.
        shown_as: How to name the file.
        sentences: All there are.
        books: Phrasebooks by language, for tables.
    """
    try:
        contents = read_feature(path)
    except (GherkinParseError, UnicodeDecodeError) as error:
        told = explained(error, shown_as)
        told.place = None
        return [Problem(shown_as, getattr(error, "line", 1), str(told))]
    found = {
        Problem(shown_as, line, message) for line, message in _problems(contents.feature, company, sentences, books)
    }
    return sorted(found | {Problem(shown_as, line, str(error)) for line, _, error in contents.traps})


def _problems(
    feature: Feature, company: Company, sentences: SentenceIndex, books: Mapping[str, Phrasebook]
) -> Iterator[tuple[int, str]]:
    for template in feature.scenarios.values():
        examples = [row for table in template.examples for row in table.as_contexts()] or [{}]
        for example in examples:
            for step in template.render(example).steps:
                for error in _errors(step, company, sentences, feature.language, books.get(feature.language)):
                    yield step.line_number, str(error)


def _errors(
    step: Step, company: Company, sentences: SentenceIndex, language: str, book: Phrasebook | None
) -> Iterator[AuthorError]:
    matching = sentences.matching(step.type, step.name)
    if not matching:
        near = nearest_sentences(step.name, definitions(), step.type.capitalize(), language)
        remedy = f"Nearest: {'; '.join(near)}. See: shop steps." if near else "See: shop steps."
        yield AuthorError("Nobody defines this sentence", value=f"{step.keyword.strip()} {step.name}", remedy=remedy)
        return
    if len(matching) > 1:
        yield ambiguous(step.name, matching)
    context = matching[0]
    if isinstance(context.parser, Sentence):
        yield from _blanks(context.parser, step.name, company)
    reader = reader_of(context.step_func)
    if reader is not None:
        yield from _table(reader, step, company, book)


def _blanks(sentence: Sentence, text: str, company: Company) -> Iterator[AuthorError]:
    known = {"Touchpoint": tuple(company.touchpoints), "Channel": tuple(one.value for one in Channel)}
    for blank, value in (sentence.parse_arguments(text) or {}).items():
        kind = sentence.blanks[blank]
        if kind in known and value not in known[kind]:
            yield UnknownName(f"{company.name} has no such {kind.lower()}", value=value, valid=known[kind])
        if kind == "Money":
            try:
                read_money(value, term=blank, currency=company.currency)
            except AuthorError as error:
                yield error


def _table(reader: object, step: Step, company: Company, book: Phrasebook | None) -> Iterator[AuthorError]:
    if step.datatable is None:
        yield AuthorError("This sentence needs a table below it", value=step.name)
        return
    written = cast("Table", step.datatable.raw())
    rows = book.table(written) if book else written
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
