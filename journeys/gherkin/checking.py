"""Reads features without running them and finds what an author would want to know first."""

from __future__ import annotations

import inspect
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import cast

from pytest_bdd.exceptions import GherkinParseError
from pytest_bdd.parser import Feature, Step
from pytest_bdd.steps import StepFunctionContext

from journeys.channel import Channel
from journeys.clock import read_duration
from journeys.config import Company
from journeys.errors import AuthorError, UnknownName
from journeys.gherkin.feature_files import explained
from journeys.gherkin.feature_reading import read_feature
from journeys.gherkin.foresight import Foresight
from journeys.gherkin.invisible import plain, unseen
from journeys.gherkin.keywords import sentence
from journeys.gherkin.matching import SentenceIndex, ambiguous, place_of
from journeys.gherkin.phrasebook import Phrasebook
from journeys.gherkin.swallowed import swallowed
from journeys.gherkin.tags import meaningless
from journeys.gherkin.vocabulary import definitions, nearest_sentences
from journeys.money import read_money
from journeys.promise import PromiseTerms
from journeys.sentences import Sentence
from journeys.tables import Table, reader_of

__all__ = ["Checker", "Problem"]

_GO_THERE = "Add a When in which somebody goes where it should hold, or leave it out."


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something wrong in a feature file, and what to do about it."""

    file: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        """Write it as editors and terminals link it."""
        return f"{self.file}:{self.line}:{self.column}: {self.message}"


@dataclass(frozen=True, slots=True)
class Checker:
    """Checks features against what a suite knows.

    Attributes:
        company: Whose touchpoints may be named.
        sentences: All there are.
        books: Phrasebooks by language, for tables.
        markers: Marks that the suite's pytest configuration names.
    """

    company: Company
    sentences: SentenceIndex
    books: Mapping[str, Phrasebook] = field(default_factory=lambda: MappingProxyType({}))
    markers: frozenset[str] = frozenset()

    def problems(self, path: Path, shown_as: str) -> list[Problem]:
        """Find every problem of a feature file, each once, in the order of lines.

        Args:
            path: The file.
            shown_as: How to name it.
        """
        try:
            contents = read_feature(path)
        except (GherkinParseError, UnicodeDecodeError) as error:
            told = explained(error, shown_as)
            line = int((told.place or ":1").rpartition(":")[2])
            told.place = None
            return [Problem(shown_as, line, 1, str(told))]
        lines = path.read_text(encoding="utf-8").split("\n")
        found: set[Problem] = set()
        for line, lost in swallowed(lines, contents.feature.language):
            found.add(Problem(shown_as, line, 1, str(lost)))
        for line, column, tag in contents.tags:
            if wrong := meaningless(tag, self.markers):
                found.add(Problem(shown_as, line, column, str(wrong)))
        book = self.books.get(contents.feature.language)
        of_traps = ((line, book.retold(trap) if book else trap) for line, _, trap in contents.traps)
        for line, problem in (*self._of_steps(contents.feature, path.absolute()), *of_traps):
            found.add(Problem(shown_as, *_place(lines, line, problem.value), str(problem)))
        return sorted(found)

    def _of_steps(self, feature: Feature, path: Path) -> Iterator[tuple[int, AuthorError]]:
        looked_into: Counter[int] = Counter()
        for template in feature.scenarios.values():
            examples = [row for table in template.examples for row in table.as_contexts()] or [{}]
            for example in examples:
                foresight = Foresight()
                for step in template.render(example).steps:
                    for error in self._errors(step, path, feature.language, foresight):
                        yield step.line_number, error
                for line, is_looked_into in foresight.promises():
                    looked_into[line] += is_looked_into
        for line, times in looked_into.items():
            if not times:
                yield line, AuthorError("Nobody looks into this promise, so nothing checks it", remedy=_GO_THERE)

    def _errors(self, step: Step, path: Path, language: str, foresight: Foresight) -> Iterator[AuthorError]:
        matching = _nearest(self.sentences.matching(step.type, step.name), path)
        if len(matching) != 1:
            foresight.clear = False
            yield ambiguous(step.name, matching) if matching else self._undefined(step, language)
        if not matching:
            return
        context, book = matching[0], self.books.get(language)
        if inspect.iscoroutinefunction(inspect.unwrap(context.step_func)):
            yield AuthorError("This step is async, so it would never run", value=step.name, remedy="Write def instead.")
        blanks = (context.parser.parse_arguments(step.name) or {}) if isinstance(context.parser, Sentence) else {}
        if isinstance(context.parser, Sentence):
            for error in _blanks(context.parser, blanks, self.company):
                yield book.retold(error, context.parser.written(step.name)) if book else error
        reader = reader_of(context.step_func)
        if reader is not None:
            yield from _table(reader, step, self.company, book)
        yield from foresight.follow(context.step_func, blanks, step.name, step.line_number)

    def _undefined(self, step: Step, language: str) -> AuthorError:
        meant, said = plain(step.name), sentence(step.keyword, step.name, language)
        if meant != step.name and self.sentences.matching(step.type, meant):
            odd = ", ".join(dict.fromkeys(one.rpartition(" in column")[0] for one in unseen(step.name, quotes=True)))
            problem = "This sentence holds what cannot be seen, or not for what it is, so nobody defines it"
            return AuthorError(f"{problem} ({odd})", value=step.name, remedy=f"Type it anew: {meant}")
        near = nearest_sentences(step.name, definitions(), step.type.capitalize(), language)
        remedy = f"Nearest: {'; '.join(near)}. See: shop steps." if near else "See: shop steps."
        return AuthorError("Nobody defines this sentence", value=said, remedy=remedy)


def _nearest(matching: list[StepFunctionContext], path: Path) -> list[StepFunctionContext]:
    """Keep the definitions that a feature sees and none is nearer than: those of the conftest.py closest to it."""
    depths: list[int] = []
    for context in matching:
        file = Path(place_of(context).rpartition(":")[0])
        own = file.name == "conftest.py"
        depths.append(len(file.parts) if own and path.is_relative_to(file.parent) else -own)
    nearest = max(depths, default=-1)
    return [one for one, depth in zip(matching, depths, strict=True) if depth == nearest >= 0]


def _blanks(sentence: Sentence, filled: Mapping[str, str], company: Company) -> Iterator[AuthorError]:
    known = {"Touchpoint": tuple(company.touchpoints), "Channel": tuple(one.value for one in Channel)}
    for blank, value in filled.items():
        kind = sentence.blanks[blank]
        if kind in known and value not in known[kind]:
            yield UnknownName(f"{company.name} has no such {kind.lower()}", value=value, valid=known[kind])
        try:
            if kind == "Money":
                read_money(value, term=blank, currency=company.currency)
            elif kind == "Duration":
                read_duration(value, term=blank)
        except AuthorError as error:
            yield error


def _table(reader: object, step: Step, company: Company, book: Phrasebook | None) -> Iterator[AuthorError]:
    if step.datatable is None:
        yield AuthorError("This sentence needs a table below it", value=step.name)
        return
    written = cast("Table", step.datatable.raw())
    for error in _misread(reader, book.table(written) if book else written, company):
        yield book.retold(error, book.values_in(written)) if book else error


def _misread(reader: object, rows: Table, company: Company) -> Iterator[AuthorError]:
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


def _place(lines: list[str], line: int, value: str | None) -> tuple[int, int]:
    """Find where a value stands, from a line on to its table's end; else where the line begins to say something."""
    last = line
    while last < len(lines) and lines[last].lstrip().startswith(("|", "#")):
        last += 1
    for number in range(line, last + 1):
        if value and (column := lines[number - 1].lower().find(value.lower())) >= 0:
            return number, column + 1
    text = lines[line - 1]
    return line, len(text) - len(text.lstrip()) + 1
