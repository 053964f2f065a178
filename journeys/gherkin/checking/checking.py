"""Reads features without running them and finds what an author would want to know first."""

from __future__ import annotations

import inspect
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from pytest_bdd.exceptions import GherkinParseError
from pytest_bdd.parser import Step
from pytest_bdd.steps import StepFunctionContext

from journeys.company.company_file import Company
from journeys.errors import AuthorError
from journeys.gherkin.checking import step_values
from journeys.gherkin.checking.foresight import TABLE, Foresight
from journeys.gherkin.checking.unknown_sentences import UnknownSentences
from journeys.gherkin.languages.phrasebook import Phrasebook
from journeys.gherkin.reading.feature_reading import Contents, read_feature
from journeys.gherkin.reading.form import OfForm, open_rows, with_keyword
from journeys.gherkin.reading.invisible import plain
from journeys.gherkin.reading.refusals import refusals
from journeys.gherkin.reading.swallowed import swallowed
from journeys.gherkin.reading.tags import meaningless
from journeys.gherkin.sentences.matching import SentenceIndex, ambiguous, place_of
from journeys.gherkin.sentences.sentence import Sentence
from journeys.promises.tables import reader_of
from journeys.touchpoints.directory import Directory

__all__ = ["Checker", "Problem"]

_PLACEHOLDER = re.compile("<[^<>]+>")
_GO_THERE = "Add a When in which somebody goes where it should hold, or leave it out."


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something wrong in a feature file, and what to do about it.

    Attributes:
        kind: What is wrong, without the value: problems of one kind may have one cause.
        mended: What stands in the line, and what would instead, if it is only its form that is wrong.
    """

    file: str
    line: int
    column: int
    message: str
    kind: str = field(default="", compare=False)
    mended: tuple[str, str] | None = field(default=None, compare=False)

    def __str__(self) -> str:
        """Write it as editors and terminals link it."""
        return f"{self.file}:{self.line}:{self.column}: {self.message}"


@dataclass(frozen=True)
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

    @cached_property
    def directory(self) -> Directory:
        """The company's touchpoints.

        Raises:
            InvalidCompany: A driver cannot be imported, or used.
        """
        return Directory(self.company, None)

    @cached_property
    def _unknown(self) -> UnknownSentences:
        return UnknownSentences(self.company, self.sentences, self.books)

    def problems(self, path: Path, shown_as: str, *, strangers: bool = False) -> list[Problem]:
        """Find every problem of a feature file, each once, in the order of lines.

        Args:
            path: The file.
            shown_as: How to name it.
            strangers: Whether fixtures may bring in people that no sentence speaks of.
        """
        try:
            contents = read_feature(path)
        except (GherkinParseError, UnicodeDecodeError) as error:
            return [_problem(shown_as, (one.line, one.column), one.error) for one in refusals(error)]
        lines = path.read_text(encoding="utf-8").split("\n")
        found: set[Problem] = set()
        language = contents.feature.language
        for line, unread in (*swallowed(lines, language), *self._of_descriptions(lines, contents), *open_rows(lines)):
            found.add(_problem(shown_as, (line, 1), unread))
        for line, column, tag in contents.tags:
            if wrong := meaningless(tag, self.markers):
                found.add(_problem(shown_as, (line, column), wrong))
        book = self.books.get(language)
        of_traps = ((line, book.retold(trap) if book else trap) for line, _, trap in contents.traps)
        for line, problem in (*self._of_steps(contents, path.absolute(), strangers=strangers), *of_traps):
            found.add(_problem(shown_as, _place(lines, line, problem.value), problem))
        return sorted(found)

    def _of_descriptions(self, lines: list[str], contents: Contents) -> Iterator[tuple[int, AuthorError]]:
        """Find sentences that a misspelt keyword, or none, makes part of a description."""
        for heading, description in contents.descriptions:
            number = heading
            for text in filter(None, map(str.strip, description.split("\n"))):
                number = next((at for at in range(number, len(lines)) if lines[at].strip() == text), number) + 1
                first, _, rest = text.partition(" ")
                for meant in (text, rest) if plain(first[0]) else ():
                    if keywords := self._unknown.keywords(meant, contents.feature.language):
                        problem = "This line begins with no keyword, so it is read as a description and not run"
                        if meant == rest and (mended := with_keyword(text, contents.feature.language)):
                            yield number, OfForm(f"{problem}: keywords begin with a capital", value=text, mended=mended)
                            break
                        yield number, AuthorError(problem, value=text, remedy=f"If it is a step: {keywords[0]}{meant}")
                        break

    def _of_steps(self, contents: Contents, path: Path, *, strangers: bool) -> Iterator[tuple[int, AuthorError]]:
        feature, looked_into = contents.feature, Counter[int]()
        unfilled = {(line, trap.value) for line, _, trap in contents.traps}
        for template in feature.scenarios.values():
            examples = [row for table in template.examples for row in table.as_contexts()] or [{}]
            for example in examples:
                foresight = self.foresight(strangers=strangers)
                for step in template.render(example).steps:
                    left = _PLACEHOLDER.findall(_written(step))
                    if any(template.examples or (step.line_number, name) in unfilled for name in left):
                        foresight.clear = False  # what would be run there, nobody means
                        continue
                    for error in self.errors(step, path, feature.language, foresight):
                        yield step.line_number, error
                for line, is_looked_into in foresight.promises():
                    looked_into[line] += is_looked_into
        for line, times in looked_into.items():
            if not times:
                yield line, AuthorError("Nobody looks into this promise, so nothing checks it", remedy=_GO_THERE)

    def foresight(self, *, strangers: bool = False) -> Foresight:
        """Begin to look ahead in a scenario.

        Raises:
            InvalidCompany: A driver cannot be imported, or used.
        """
        return Foresight(self.company, self.directory, strangers=strangers)

    def errors(self, step: Step, path: Path, language: str, foresight: Foresight) -> Iterator[AuthorError]:
        """Find what is wrong with a step, after those that its scenario's foresight has taken.

        Args:
            step: With its examples filled in.
            path: Of its feature, as an absolute one.
            language: The feature's.
            foresight: What is known of the scenario; it takes the step.
        """
        matching = _nearest(self.sentences.matching(step.type, step.name), path)
        if len(matching) != 1:
            foresight.clear = False
            yield ambiguous(step.name, matching) if matching else self._unknown.told(step, language, foresight.names)
        if not matching:
            return
        context, book = matching[0], self.books.get(language)
        if inspect.iscoroutinefunction(inspect.unwrap(context.step_func)):
            yield AuthorError("This step is async, so it would never run", value=step.name, remedy="Write def instead.")
        blanks = (context.parser.parse_arguments(step.name) or {}) if isinstance(context.parser, Sentence) else {}
        if isinstance(context.parser, Sentence):
            for error in step_values.blanks(context.parser, blanks, self.company):
                yield book.retold(error, context.parser.written(step.name)) if book else error
        yield from step_values.unread(context, step)
        reader = reader_of(context.step_func)
        below = (yield from step_values.table(reader, step, self.company, book)) if reader is not None else None
        for error in foresight.follow(context.step_func, {**blanks, TABLE: below}, step.name, step.line_number):
            yield book.retold(error) if book else error


def _problem(file: str, at: tuple[int, int], error: AuthorError) -> Problem:
    mended = (error.value or "", error.mended) if isinstance(error, OfForm) else None
    return Problem(file, *at, str(error), error.problem, mended)


def _written(step: Step) -> str:
    """Give everything a step says."""
    cells = [cell for row in step.datatable.raw() for cell in row] if step.datatable else []
    return "\n".join([step.name, step.docstring or "", *map(str, cells)])


def _nearest(matching: list[StepFunctionContext], path: Path) -> list[StepFunctionContext]:
    """Keep the definitions that a feature sees and none is nearer than: those of the conftest.py closest to it."""
    depths: list[int] = []
    for context in matching:
        file = Path(place_of(context).rpartition(":")[0])
        own = file.name == "conftest.py"
        depths.append(len(file.parts) if own and path.is_relative_to(file.parent) else -own)
    nearest = max(depths, default=-1)
    return [one for one, depth in zip(matching, depths, strict=True) if depth == nearest >= 0]


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
