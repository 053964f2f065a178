"""The vocabulary: every sentence that loaded step modules define, by concept."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace

from pytest_bdd.steps import StepFunctionContext, step_function_context_registry
from rapidfuzz import fuzz, process

from journeys.gherkin.sentences.nearness import meant
from journeys.gherkin.sentences.sentence import Sentence

__all__ = ["EXAMPLES", "Definition", "definitions", "definitions_of", "nearest_sentences"]

_ALIKE = 50
"""How like a step an example must be, in percent."""
EXAMPLES = {
    "shopper": "Linda",
    "child": "Maya",
    "line": "Maya",
    "kinship": "her daughter",
    "place": "call centre",
    "where": "at",
    "channel": "email",
    "duration": "3 days",
    "words": "The upgrade is free.",
    "self": "herself",
    "product": "Kestrel Phone 6",
    "offer": "free phone upgrade",
    "price": "130.00 USD",
    "contacts": "2",
    "waiting": "5 minutes",
}
"""What is shown in each blank, by its name."""
_OF_A_KIND = {
    "Shopper": EXAMPLES["shopper"],
    "Touchpoint": EXAMPLES["place"],
    "Channel": EXAMPLES["channel"],
    "Duration": EXAMPLES["duration"],
    "Money": EXAMPLES["price"],
    "Whole": "500",
}
"""What is shown in others, by their kind."""


@dataclass(frozen=True, slots=True)
class Definition:
    """One sentence.

    Attributes:
        concept: The step module it is defined in, in words.
        keyword: ``Given``, ``When``, ``Then``, or ``*`` for any.
        pattern: As the step module writes it.
        example: With its blanks filled in.
        meaning: First line of the step's docstring.
        place: ``file:line`` of its definition.
        language: ISO 639 code.
    """

    concept: str
    keyword: str
    pattern: str
    example: str
    meaning: str
    place: str
    language: str = "en"

    @property
    def order(self) -> tuple[str, int]:
        """Where it stands among others: by module, then by line."""
        file, _, line = self.place.rpartition(":")
        return file, int(line)

    def as_dict(self) -> dict[str, str]:
        """Return it as plain data."""
        return asdict(self)


def definitions() -> list[Definition]:
    """List every sentence that is loaded, by concept, in the order they are defined."""
    found = (one for context in step_function_context_registry.values() for one in definitions_of(context))
    return sorted(found, key=lambda one: one.order)


def definitions_of(context: StepFunctionContext) -> list[Definition]:
    """Give one sentence in each language it can be written in, English first; nothing for one of pytest-bdd's own."""
    return [] if _is_built_in(context) else list(_in_every_language(context))


def nearest_sentences(
    text: str, known: Iterable[Definition], keyword: str, language: str = "en", count: int = 3
) -> list[str]:
    """Propose sentences for a step nobody defines, in its own words, with what differs.

    In its own language, if there are any; those that have hardly a word in common are none.
    """
    fitting = [one for one in known if one.keyword in {keyword, "*"}]
    spoken = [one for one in fitting if one.language == language] or fitting
    examples = [one.example for one in spoken]
    alike = process.extract(text, examples, scorer=fuzz.ratio, limit=count, score_cutoff=_ALIKE)
    proposed = [meant(text, spoken[place].pattern, example) for example, _, place in alike]
    near = sorted((one for one in proposed if one.weight <= len(one.text.split()) / 2), key=lambda one: one.weight)
    return [str(one) for one in near if one.weight <= near[0].weight + 1]


def _in_every_language(context: StepFunctionContext) -> Iterator[Definition]:
    english = _definition(context)
    yield english
    if isinstance(context.parser, Sentence):
        first = {one.language: one for one in reversed(context.parser.readings[1:])}
        for reading in reversed(first.values()):
            yield replace(english, language=reading.language, pattern=reading.pattern, example=reading.example)


def _definition(context: StepFunctionContext) -> Definition:
    step = inspect.unwrap(context.step_func)
    pattern = context.parser.name
    return Definition(
        concept=step.__module__.rpartition(".")[2].replace("_", " "),
        keyword=(context.type or "*").capitalize(),
        pattern=pattern,
        example=_example(context.parser) if isinstance(context.parser, Sentence) else pattern,
        meaning=(inspect.getdoc(step) or "").partition("\n")[0],
        place=f"{step.__code__.co_filename}:{step.__code__.co_firstlineno}",
    )


def _is_built_in(context: StepFunctionContext) -> bool:
    return str(inspect.unwrap(context.step_func).__module__).startswith("pytest_bdd.")


def _example(sentence: Sentence) -> str:
    return re.sub(
        r"\{(\w+)(?::(\w+))?\}",
        lambda blank: EXAMPLES.get(blank[1]) or _OF_A_KIND.get(blank[2] or "", blank[1]),
        sentence.name,
    )
