"""In which language messages are written: told as a careful person does, or not at all."""

import tomllib
from pathlib import Path

import pytest

from journeys.reading.languages import languages_of

NAMES = ("Kestrel Mobile", "Linda", "Kestrel Case")


def read(file: str) -> list[tuple[str, str]]:
    samples = tomllib.loads(Path(__file__).with_name(file).read_text(encoding="utf-8"))["messages"]
    return [(words, right) for words, right in samples]


SAMPLES, TOLD = read("languages.toml"), read("languages_told.toml")


def told_in(words: str) -> set[str]:
    return {*languages_of(words, NAMES)} or {"unclear"}


@pytest.mark.parametrize(("words", "right"), [*SAMPLES, *TOLD])
def test_no_language_is_taken_for_another(words: str, right: str) -> None:
    assert told_in(words) in ({*right.split(", ")}, {"unclear"})


@pytest.mark.parametrize(("samples", "fewest"), [(SAMPLES, 103), (TOLD, 43)], ids=["seen before", "not seen before"])
def test_most_languages_are_told(samples: list[tuple[str, str]], fewest: int) -> None:
    assert sum(told_in(words) == {*right.split(", ")} for words, right in samples) >= fewest


def test_names_say_nothing_of_the_language() -> None:
    book = "how we walked along the river and what we found there"

    assert told_in(book) == {"en"}
    assert languages_of(book, [book.title()]) == ()
