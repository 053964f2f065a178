"""Tells in prose what a scenario would do and what it would judge: sentences are read, and nothing is opened."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from pytest_bdd.parser import Feature, Step
from pytest_bdd.steps import StepFunctionContext

from journeys.company.company_file import Company
from journeys.errors import AuthorError, MysteryShopperError
from journeys.evidence.purposes import Place, Purpose
from journeys.gherkin.checking.checking import Checker
from journeys.gherkin.checking.doings import Blank, Doing, doings_of
from journeys.gherkin.languages.phrasebook import Phrasebook
from journeys.gherkin.reading.keywords import sentence
from journeys.gherkin.sentences.matching import SentenceIndex
from journeys.gherkin.sentences.sentence import Sentence
from journeys.promises.channel import Channel
from journeys.promises.shopper import PRONOUNS
from journeys.promises.tables import Table
from journeys.touchpoints.directory import Directory

__all__ = ["Told", "explain"]

_INDENT = "    "
_UNSAID = {"Where": "at", "Self": "themselves"}
"""What stands in English where another language says nothing."""


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the story.

    Attributes:
        problem: Whether it says why the scenario could not be walked.
    """

    text: str
    problem: bool = False


def explain(feature: Feature, checker: Checker, *, strangers: bool = False) -> Iterator[Told]:
    """Tell every scenario of a feature, each row of its examples by itself.

    What is written in another language is quoted, and told below in English.

    Args:
        feature: As it is written, in any language there is a phrasebook for.
        checker: Knows the suite and its company, and what is wrong with a step.
        strangers: Whether fixtures may bring in people that no sentence speaks of.
    """
    book = checker.books.get(feature.language)
    yield Told(feature.name or "A feature without a name")
    for template in feature.scenarios.values():
        for example in [row for table in template.examples for row in table.as_contexts()] or [{}]:
            scenario = template.render(example)
            row = ", ".join(f"{name}: {value}" for name, value in example.items())
            yield Told("")
            yield Told(f"  {scenario.name}" + (f" ({row})" if row and scenario.name == template.name else ""))
            story, foresight = (
                _Story(checker.sentences, checker.directory, checker.company, book),
                checker.foresight(strangers=strangers),
            )
            for step in scenario.steps:
                if book:
                    yield Told(f"{_INDENT}{sentence(step.keyword, step.name, feature.language)}")
                indent = _INDENT * (2 if book else 1)
                yield from (Told(f"{indent}{one}") for one in story.tell(step))
                for error in checker.errors(step, Path(feature.filename).absolute(), feature.language, foresight):
                    yield Told(f"{indent}?? {error}", problem=True)


@dataclass(slots=True)
class _Story:
    """One scenario, as far as it has been told."""

    sentences: SentenceIndex
    directory: Directory
    company: Company
    book: Phrasebook | None
    visits: int = 0
    named: str = "somebody"
    said_by: dict[str, Channel] = field(default_factory=dict)
    judging: bool = False

    def tell(self, step: Step) -> Iterator[str]:
        """Tell one step; nothing of one that is no sentence, or several."""
        matching = self.sentences.matching(step.type, step.name)
        if len(matching) != 1:
            return
        (context,) = matching
        blanks = context.parser.parse_arguments(step.name) or {}
        told = {name: str(value) for name, value in blanks.items()}
        doings = doings_of(context.step_func, self.directory.kinds)
        self._learn(doings, told)
        told = {name: self.named if value.casefold() in PRONOUNS else value for name, value in told.items()}
        english = _english(context, told, step)
        if step.type == "then" and not self.judging:
            self.judging = True
            yield "What is judged:"
        visits = [(doing, doing.visit) for doing in doings if doing.visit is not None]
        for doing, visit in visits:
            yield self._visit(doing, visit, told)
        if not visits:
            yield self._else(english, doings, context)
        if step.datatable is not None:
            written = cast("Table", step.datatable.raw())
            rows = self.book.table(written) if self.book else written
            yield from (f"{_INDENT}{': '.join(str(cell) for cell in row)}" for row in rows)

    def _learn(self, doings: tuple[Doing, ...], told: Mapping[str, str]) -> None:
        """Keep who was named, and where each was promised something."""
        for doing in doings:
            name = _given(doing, "name", told) or _given(doing, "shopper", told)
            if name and name.casefold() not in PRONOUNS:
                self.named = name
            by, offer = _given(doing, "by", told), _given(doing, "offer", told)
            if by in set(Channel):
                self.said_by[self.named] = Channel(by)
            elif offer in self.company.promises:
                self.said_by[self.named] = self.company.promises[offer].said_by

    def _visit(self, doing: Doing, purpose: Purpose, told: Mapping[str, str]) -> str:
        self.visits += 1
        name = _given(doing, "name", told) or self.named
        line, words = _given(doing, "line", told), _given(doing, "words", told)
        about = "".join([f" for {line}'s line" if line else "", f': "{words}"' if words else ""])
        try:
            place = _given(doing, "at", told) or self._usual(purpose, name)
            where = f" at the {place} ({self.directory.settings(place).channel.value})"
        except MysteryShopperError:
            where = ""  # why, is told below it
        return f"Visit {self.visits}: {name} {purpose}{about}{where}."

    def _usual(self, purpose: Purpose, name: str) -> str:
        """Find where a visit goes that names no touchpoint."""
        if purpose.usually is Place.WHERE_SAID and name not in self.said_by:
            raise AuthorError("Nobody promised this shopper anything before", value=name)
        return self.directory.usual(purpose, self.said_by.get(name, Channel.WEB))

    def _else(self, english: str, doings: tuple[Doing, ...], context: StepFunctionContext) -> str:
        concerns = dict.fromkeys(about for doing in doings for about in doing.judges)
        if concerns:
            return f"{_INDENT}{english}: {', '.join(concerns)}."
        meaning = (context.step_func.__doc__ or "").strip().partition("\n")[0]
        known = "" if doings or not meaning else f" ({meaning.removesuffix('.')})"
        return f"{english.removesuffix(':')}{known}{':' if english.endswith(':') else '.'}"


def _given(doing: Doing, parameter: str, told: Mapping[str, str]) -> str | None:
    value = doing.arguments.get(parameter)
    return told.get(value.name) if isinstance(value, Blank) else None


def _english(context: StepFunctionContext, told: Mapping[str, str], step: Step) -> str:
    """Say a step in English, whatever language it is written in."""
    if not isinstance(context.parser, Sentence):
        return step.name
    name = re.sub(r"\{(\w+):(\w+)\}", lambda blank: told.get(blank[1], _UNSAID.get(blank[2], "…")), context.parser.name)
    return name[:1].upper() + name[1:]
