"""Sentences: what their blanks may hold, and that no step can be taken for two of them."""

from __future__ import annotations

import importlib
import inspect
from pathlib import Path

import pytest
from pytest_bdd.feature import get_feature
from pytest_bdd.steps import StepFunctionContext, step_function_context_registry

from journeys.gherkin.sentences.sentence import Sentence
from journeys.gherkin.sentences.vocabulary import Definition, definitions, nearest_sentences

ROOT = Path(__file__).parents[2]
for _module in sorted((ROOT / "steps").glob("[!_]*.py")):
    importlib.import_module(f"steps.{_module.stem}")


def ours() -> list[StepFunctionContext]:
    """The definitions of the project's own steps, whatever else a test has defined."""
    known = step_function_context_registry.values()
    return [one for one in known if inspect.unwrap(one.step_func).__module__.startswith("steps.")]


def meanings(text: str, keyword: str | None = None) -> list[str]:
    """The patterns a step is taken for."""
    return sorted(
        {one.parser.name for one in ours() if one.parser.is_matching(text) and keyword in {None, one.type, "*"}}
    )


def our_definitions() -> list[Definition]:
    patterns = {one.parser.name for one in ours()}
    return [one for one in definitions() if one.pattern in patterns]


def test_no_example_is_taken_for_two_sentences() -> None:
    ambiguous = {one.example: meanings(one.example) for one in our_definitions()}

    assert {example: found for example, found in ambiguous.items() if len(found) != 1} == {}


def _steps() -> set[tuple[str, str]]:
    """Every step of every feature, its examples filled in."""
    found = set()
    for path in sorted((ROOT / "features").rglob("*.feature")):
        if "# language" in path.read_text(encoding="utf-8"):
            continue
        for template in get_feature(str(path.parent), path.name).scenarios.values():
            rows = [row for table in template.examples for row in table.as_contexts()] or [{}]
            found |= {(step.type, step.name) for row in rows for step in template.render(row).steps}
    return found


def test_every_step_of_every_feature_has_one_meaning() -> None:
    steps = _steps()

    assert len(steps) > 30
    assert {text: meanings(text, kind) for kind, text in steps if len(meanings(text, kind)) != 1} == {}


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("she asks the call centre about the offer", "{shopper:Shopper} asks the {place:Touchpoint} about the offer"),
        (
            "Linda asks the call centre about the offer for Maya's line",
            "{shopper:Shopper} asks the {place:Touchpoint} about the offer for {line:Shopper}'s line",
        ),
        (
            "Jean-Luc redeems the offer on the website for Anne-Marie's line",
            "{shopper:Shopper} redeems the offer {where:Where} the {place:Touchpoint} for {line:Shopper}'s line",
        ),
        ('the company lists "Kestrel Phone 6" at 130.00 USD', 'the company lists "{product:Words}" at {price:Money}'),
        ('the company lists "Kestrel Phone 6" at half of it', 'the company lists "{product:Words}" at {price:Money}'),
        (
            'she looks up "Kestrel Phone 6" in the store',
            '{shopper:Shopper} looks up "{product:Words}" {where:Where} the {place:Touchpoint}',
        ),
        ("Linda reads the order confirmation", "{shopper:Shopper} reads the order confirmation"),
        (
            "Linda reads the order confirmation in the app",
            "{shopper:Shopper} reads the order confirmation {where:Where} the {place:Touchpoint}",
        ),
        ("2 days pass", "{duration:Duration} pass"),
        ("2 days 3 hours pass", "{duration:Duration} pass"),
        ("ليلى opens the email", "{shopper:Shopper} opens the email"),
        ("every touchpoint honours the promise to her", "every touchpoint honours the promise to {shopper:Shopper}"),
    ],
)
def test_a_step_is_the_sentence_it_reads_as(text: str, pattern: str) -> None:
    assert meanings(text) == [pattern]


@pytest.mark.parametrize(
    "text", ["Linda and Omar opens the email", "days pass", "the  honours the promise", "Linda opens the emails"]
)
def test_what_is_nearly_a_sentence_is_none(text: str) -> None:
    assert meanings(text) == []


def test_what_stands_in_the_blanks_is_given_as_written() -> None:
    sentence = Sentence('{shopper:Shopper} has a note written {where:Where} the {place:Touchpoint}: "{words:Words}"')

    told = sentence.parse_arguments('Linda has a note written at the call centre: "It is free, isn\'t it?"')

    assert told == {"shopper": "Linda", "where": "at", "place": "call centre", "words": "It is free, isn't it?"}
    assert sentence.parse_arguments("Linda sings") is None
    assert sentence.blanks == {"shopper": "Shopper", "where": "Where", "place": "Touchpoint", "words": "Words"}


def test_a_blank_of_an_unknown_kind_is_refused_at_once() -> None:
    with pytest.raises(KeyError, match="Shoper"):
        Sentence("{shopper:Shoper} opens the email")


def test_the_nearest_sentences_to_one_nobody_defines_are_proposed() -> None:
    assert nearest_sentences("Omar opens the emial", our_definitions(), "When") == [
        "Omar opens the email ('email', not 'emial')"
    ]
    assert nearest_sentences("zzz", our_definitions(), "When") == []
    assert nearest_sentences("Linda dances", our_definitions(), "When") == [], "hardly a word in common"


@pytest.mark.parametrize(
    ("written", "proposed"),
    [
        ('Linda looks up "Wool scarf" in website', "Linda looks up \"Wool scarf\" in the website ('the' is missing)"),
        (
            'Linda looks up "Wool scarf" at the store.',
            "Linda looks up \"Wool scarf\" at the store ('store', not 'store.')",
        ),
        ("Linda really opens the email", "Linda opens the email (without 'really')"),
        (
            "Linda asks the store about the offer for Maya line",
            "Linda asks the store about the offer for Maya's line (\"Maya's\", not 'Maya')",
        ),
    ],
)
def test_a_sentence_is_proposed_in_the_writers_words_with_what_differs(written: str, proposed: str) -> None:
    assert nearest_sentences(written, our_definitions(), "When")[0] == proposed


def test_every_sentence_is_listed_with_a_meaning_and_an_example_without_blanks() -> None:
    listed = our_definitions()

    assert len(listed) >= len(ours())
    assert all(one.meaning.endswith(".") and "{" not in one.example for one in listed)
    assert all(Path(one.place.rpartition(":")[0]).exists() for one in listed)
