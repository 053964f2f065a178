"""How many are left, as shops, clerks and systems say it: read as a person would, or not at all."""

import tomllib
from pathlib import Path

import pytest

from journeys.promises.counts import LEFT
from journeys.touchpoints.stock_words import left_in, stock_told

SAMPLES = tomllib.loads(Path(__file__).with_name("stock.toml").read_text(encoding="utf-8"))["stock"]
TOLD = tomllib.loads(Path(__file__).with_name("stock_told.toml").read_text(encoding="utf-8"))["stock"]


def understood(product: str, words: str) -> str:
    told = stock_told(words, product)
    return LEFT.write(told[0]) if told is not None else "unclear"


@pytest.mark.parametrize(("product", "words", "right"), TOLD)
def test_what_is_told_is_read_as_a_person_does_or_not_at_all(product: str, words: str, right: str) -> None:
    assert understood(product, words) in {right, "unclear"}


def test_most_of_what_is_told_is_read() -> None:
    assert sum(understood(product, words) == right for product, words, right in TOLD) >= 105


@pytest.mark.parametrize(("words", "right"), SAMPLES)
def test_what_is_left_is_read(words: str, right: str) -> None:
    left = left_in(words)

    assert (LEFT.write(left) if left is not None else "unclear") == right


@pytest.mark.parametrize("text", ["3", "0", "some", "10+", "1-4"])
def test_a_number_is_kept_as_it_was_written(text: str) -> None:
    assert LEFT.write(LEFT.parse(text)) == text


@pytest.mark.parametrize(("one", "other"), [("3", "3"), ("3", "some"), ("10+", "12"), ("1-4", "4"), ("some", "10+")])
def test_what_can_both_be_true_agrees(one: str, other: str) -> None:
    assert LEFT.parse(one).agrees(LEFT.parse(other))
    assert LEFT.parse(other).agrees(LEFT.parse(one))


@pytest.mark.parametrize(("one", "other"), [("3", "0"), ("some", "0"), ("3", "4"), ("1-4", "5"), ("10+", "9")])
def test_what_cannot_both_be_true_does_not_agree(one: str, other: str) -> None:
    assert not LEFT.parse(one).agrees(LEFT.parse(other))
    assert not LEFT.parse(other).agrees(LEFT.parse(one))
