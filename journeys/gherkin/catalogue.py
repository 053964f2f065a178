"""The catalogue: every sentence with what it writes down or judges, who can do it, and how other languages say it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pytest_bdd.parser import Feature
from pytest_bdd.steps import StepFunctionContext

from journeys.company.topics import installed
from journeys.gherkin.checking.doings import doings_of
from journeys.gherkin.sentences.matching import SentenceIndex
from journeys.gherkin.sentences.vocabulary import EXAMPLES, Definition, definitions_of
from journeys.touchpoints.directory import Directory

__all__ = ["Entry", "catalogue", "unused"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One sentence.

    Attributes:
        said: The sentence in each language it can be written in, English first.
        records: The terms that a visit it makes may write down.
        judges: What it asks about, if it holds the company to something.
        touchpoints: Those of the company that can do it; None for a sentence that goes nowhere, or no known company.
    """

    said: Mapping[str, Definition]
    records: tuple[str, ...]
    judges: tuple[str, ...]
    touchpoints: tuple[str, ...] | None = None

    def as_dict(self, language: str) -> dict[str, object]:
        """Return it as plain data, in one of its languages."""
        told: dict[str, object] = {
            **self.said[language].as_dict(),
            "records": self.records,
            "judges": self.judges,
            "languages": {spoken: one.example for spoken, one in self.said.items()},
        }
        return told if self.touchpoints is None else {**told, "touchpoints": self.touchpoints}


def catalogue(contexts: Iterable[StepFunctionContext], directory: Directory | None = None) -> list[Entry]:
    """List every sentence by concept, in the order they are defined.

    Args:
        contexts: Their definitions.
        directory: The touchpoints of a company, to tell which of them can do it.
    """
    entries = [_entry(context, directory) for context in contexts]
    found = [entry for entry in entries if entry.said]
    return sorted(found, key=lambda entry: next(iter(entry.said.values())).order)


def unused(contexts: Iterable[StepFunctionContext], features: Iterable[Feature]) -> list[StepFunctionContext]:
    """List the definitions that no step of any feature is."""
    contexts = list(contexts)
    index = SentenceIndex(contexts)
    steps = {step for feature in features for step in _steps(feature)}
    used = {id(context) for kind, text in steps for context in index.matching(kind, text)}
    return [context for context in contexts if id(context) not in used]


def _steps(feature: Feature) -> Iterator[tuple[str, str]]:
    for template in feature.scenarios.values():
        for example in [row for table in template.examples for row in table.as_contexts()] or [{}]:
            yield from ((step.type, step.name) for step in template.render(example).steps)


def _entry(context: StepFunctionContext, directory: Directory | None) -> Entry:
    doings = doings_of(context.step_func, directory.kinds if directory else installed())
    visits = [doing.visit for doing in doings if doing.visit is not None]
    able = [set(directory.all_able(visit.ability or object)) for visit in visits] if directory else []
    places = tuple(name for name in directory if all(name in one for one in able)) if directory and able else None
    return Entry(
        said={one.language: _where_it_can_be_done(one, places or ()) for one in definitions_of(context)},
        records=tuple(dict.fromkeys(str(term) for visit in visits for term in visit.records)),
        judges=tuple(dict.fromkeys(about for doing in doings for about in doing.judges)),
        touchpoints=places,
    )


def _where_it_can_be_done(said: Definition, places: Sequence[str]) -> Definition:
    """Have an English example go where one can."""
    usual = EXAMPLES["place"]
    if said.language != "en" or not places or usual in places:
        return said
    return replace(said, example=said.example.replace(usual, places[0]))
