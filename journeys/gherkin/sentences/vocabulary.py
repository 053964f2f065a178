"""The vocabulary: every sentence that loaded step modules define, by concept."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from functools import cache
from typing import Any

from pytest_bdd.steps import StepFunctionContext, step_function_context_registry
from rapidfuzz import fuzz, process

from journeys.gherkin.sentences.nearness import Meant, Names, meant
from journeys.gherkin.sentences.sentence import KINDS, Reading, Sentence

__all__ = ["EXAMPLES", "Definition", "definitions", "definitions_of", "near", "nearest_sentences"]

_ALIKE = 50
"""How like a step an example must be, in percent."""
_LOOKED_AT, _SHOWN, _AT_MOST = 6, 2, 0.7
"""How many are compared word by word, how many are proposed, and how much of one may differ."""
EXAMPLES = {
    "shopper": "Linda",
    "child": "Maya",
    "helper": "Ruth",
    "line": "Maya",
    "kinship": "her daughter",
    "place": "call centre",
    "where": "at",
    "channel": "email",
    "means": "text",
    "language": "German",
    "duration": "3 days",
    "words": "The upgrade is free.",
    "self": "herself",
    "product": "Kestrel Phone 6",
    "offer": "free phone upgrade",
    "price": "130.00 USD",
    "quantity": "3",
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
    "Count": "3",
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


def near(
    text: str, known: Iterable[Definition], keyword: str, language: str = "en", names: Names | None = None
) -> list[Meant]:
    """Find the sentences nearest to a step nobody defines, the nearest first: at most two, each with what differs.

    In its own language, if there are any; those that have hardly a word in common are none. Each can be said as it is:
    what was written stands in its blanks only if that can stand there.

    Args:
        text: The step.
        known: The sentences there are.
        keyword: Given, When or Then.
        language: The step's.
        names: What can stand in blanks, by their kinds.
    """
    fitting = [one for one in known if one.keyword in {keyword, "*"}]
    spoken = [one for one in fitting if one.language == language] or fitting
    examples = [one.example for one in spoken]
    alike = process.extract(text, examples, scorer=fuzz.ratio, limit=_LOOKED_AT, score_cutoff=_ALIKE)
    proposed = [(spoken[at], meant(text, spoken[at].pattern, said, names)) for said, _, at in alike]
    can_be_said = {one.text: one for definition, one in proposed if _is_one(one.text, definition)}
    order = sorted(can_be_said.values(), key=lambda one: one.weight)
    close = [one for one in order if one.weight <= len(one.text.split()) * _AT_MOST]
    return [one for one in close if one.weight <= close[0].weight + 1 and one.is_near == close[0].is_near][:_SHOWN]


def nearest_sentences(
    text: str, known: Iterable[Definition], keyword: str, language: str = "en", names: Names | None = None
) -> list[str]:
    """Write the sentences nearest to a step nobody defines as proposals; see ``near``."""
    return [str(one) if one.is_near else one.text for one in near(text, known, keyword, language, names)]


def _is_one(text: str, definition: Definition) -> bool:
    """Tell whether a text is a sentence, as far as this can be told without its language's phrasebook."""
    if definition.language != "en":
        return True
    try:
        return _compiled(definition.pattern).parse(text) is not None
    except KeyError:  # not ours, with kinds of blanks of its own
        return True


@cache
def _compiled(pattern: str) -> Any:
    return Reading("en", pattern, kinds=KINDS).parser


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
