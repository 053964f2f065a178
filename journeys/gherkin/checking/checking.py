"""Reads features without running them and finds what an author would want to know first."""

from __future__ import annotations

import inspect
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType

from pytest_bdd.exceptions import GherkinParseError
from pytest_bdd.parser import Step
from pytest_bdd.parsers import string
from pytest_bdd.steps import StepFunctionContext

from journeys.company.company_file import Company
from journeys.errors import AuthorError
from journeys.gherkin.checking import step_values
from journeys.gherkin.checking.foresight import Foresight
from journeys.gherkin.languages.phrasebook import Phrasebook
from journeys.gherkin.reading.feature_reading import Contents, read_feature
from journeys.gherkin.reading.invisible import plain, unseen
from journeys.gherkin.reading.keywords import KINDS, sentence, words
from journeys.gherkin.reading.refusals import refusals
from journeys.gherkin.reading.swallowed import swallowed
from journeys.gherkin.reading.tags import meaningless
from journeys.gherkin.sentences.matching import SentenceIndex, ambiguous, place_of
from journeys.gherkin.sentences.sentence import Sentence
from journeys.gherkin.sentences.vocabulary import definitions, nearest_sentences
from journeys.promises.tables import reader_of
from journeys.touchpoints.directory import Directory
from journeys.touchpoints.noticing import noticed_by

__all__ = ["Checker", "Problem"]

_PLACEHOLDER = re.compile("<[^<>]+>")
_GO_THERE = "Add a When in which somebody goes where it should hold, or leave it out."


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something wrong in a feature file, and what to do about it.

    Attributes:
        kind: What is wrong, without the value: problems of one kind may have one cause.
    """

    file: str
    line: int
    column: int
    message: str
    kind: str = field(default="", compare=False)

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
    def _proposed(self) -> Callable[[str, str, str], list[str]]:
        known = definitions()
        return cache(lambda text, keyword, language: nearest_sentences(text, known, keyword, language))

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
            return [
                Problem(shown_as, one.line, one.column, str(one.error), one.error.problem) for one in refusals(error)
            ]
        lines = path.read_text(encoding="utf-8").split("\n")
        found: set[Problem] = set()
        language = contents.feature.language
        for line, unread in (*swallowed(lines, language), *self._of_descriptions(lines, contents)):
            found.add(Problem(shown_as, line, 1, str(unread), unread.problem))
        for line, column, tag in contents.tags:
            if wrong := meaningless(tag, self.markers):
                found.add(Problem(shown_as, line, column, str(wrong), wrong.problem))
        book = self.books.get(language)
        of_traps = ((line, book.retold(trap) if book else trap) for line, _, trap in contents.traps)
        for line, problem in (*self._of_steps(contents, path.absolute(), strangers=strangers), *of_traps):
            found.add(Problem(shown_as, *_place(lines, line, problem.value), str(problem), problem.problem))
        return sorted(found)

    @cached_property
    def _directory(self) -> Directory | None:
        try:
            return Directory(self.company, None)
        except AuthorError:
            return None  # told where the company file is read

    def _is_deaf(self, place: str) -> bool:
        return (
            self._directory is not None
            and place in self.company.touchpoints
            and not noticed_by(self._directory.driver_class(place), self.company.kinds)
        )

    def _of_descriptions(self, lines: list[str], contents: Contents) -> Iterator[tuple[int, AuthorError]]:
        """Find sentences that a misspelt keyword, or none, makes part of a description."""
        for heading, description in contents.descriptions:
            number = heading
            for text in filter(None, map(str.strip, description.split("\n"))):
                number = next((at for at in range(number, len(lines)) if lines[at].strip() == text), number) + 1
                first, _, rest = text.partition(" ")
                for meant in (text, rest) if plain(first[0]) else ():
                    if keywords := self._keywords_of(meant, contents.feature.language):
                        problem = "This line begins with no keyword, so it is read as a description and not run"
                        yield number, AuthorError(problem, value=text, remedy=f"If it is a step: {keywords[0]}{meant}")
                        break

    def _keywords_of(self, text: str, language: str) -> list[str]:
        """List the keywords that make a text a sentence, in its language, each with the space after it."""
        book = self.books.get(language)
        return [
            book.keyword(kind) if book else words(language, kind)[0]
            for kind in KINDS
            if any(isinstance(one.parser, Sentence | string) for one in self.sentences.matching(kind, text))
        ]

    def _of_steps(self, contents: Contents, path: Path, *, strangers: bool) -> Iterator[tuple[int, AuthorError]]:
        feature, looked_into = contents.feature, Counter[int]()
        unfilled = {(line, trap.value) for line, _, trap in contents.traps}
        for template in feature.scenarios.values():
            examples = [row for table in template.examples for row in table.as_contexts()] or [{}]
            for example in examples:
                foresight = Foresight(self.company.kinds, strangers=strangers, deaf=self._is_deaf)
                for step in template.render(example).steps:
                    left = _PLACEHOLDER.findall(_written(step))
                    if any(template.examples or (step.line_number, name) in unfilled for name in left):
                        foresight.clear = False  # what would be run there, nobody means
                        continue
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
            for error in step_values.blanks(context.parser, blanks, self.company):
                yield book.retold(error, context.parser.written(step.name)) if book else error
        yield from step_values.unread(context, step)
        reader = reader_of(context.step_func)
        if reader is not None:
            yield from step_values.table(reader, step, self.company, book)
        for error in foresight.follow(context.step_func, blanks, step.name, step.line_number):
            yield book.retold(error) if book else error

    def _undefined(self, step: Step, language: str) -> AuthorError:
        meant, said = plain(step.name), sentence(step.keyword, step.name, language)
        if meant != step.name and self.sentences.matching(step.type, meant):
            odd = ", ".join(dict.fromkeys(one.rpartition(" in column")[0] for one in unseen(step.name, quotes=True)))
            problem = "This sentence holds what cannot be seen, or not for what it is, so nobody defines it"
            return AuthorError(f"{problem} ({odd})", value=step.name, remedy=f"Type it anew: {meant}")
        if keywords := self._keywords_of(step.name, language):
            problem = f"This sentence is not one for {step.type.capitalize()}"
            remedy = f"Write: {keywords[0]}{step.name}. (And, But and * go on with what the step before them is.)"
            return AuthorError(problem, value=said, remedy=remedy)
        near = self._proposed(step.name, step.type.capitalize(), language)
        remedy = f"Nearest: {'; '.join(near)}. See: shop steps." if near else "See: shop steps."
        return AuthorError("Nobody defines this sentence", value=said, remedy=remedy)


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
