"""How an order for pickup stands, as shops, clerks and messages say it: read as a person would, or not at all."""

import tomllib
from pathlib import Path

import pytest

from journeys.touchpoints.pickup_words import readiness

SAMPLES = [
    sample
    for name in ("pickup.toml", "pickup_told.toml")
    for sample in tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))["pickup"]
]


@pytest.mark.parametrize(("words", "right"), SAMPLES)
def test_what_is_said_of_an_order_is_read_as_a_person_does_or_not_at_all(words: str, right: str) -> None:
    assert (readiness(words) or "nothing") in {right, "unclear"}


def test_most_of_what_is_said_is_read() -> None:
    assert sum((readiness(words) or "nothing") == right for words, right in SAMPLES) >= len(SAMPLES) - 8


@pytest.mark.parametrize(
    ("words", "right"),
    [
        ("Thank you. Your order K-7 will be ready by noon. We will text you when it is ready.", "not ready"),
        ("Your order K-7 is ready for pickup.\nIt is kept until Sunday.\nIs it not ready for you?", "ready"),
        ("Your order is ready for pickup. The rest is not ready yet.", "unclear"),
    ],
)
def test_several_sentences_are_read_together(words: str, right: str) -> None:
    assert readiness(words) == right
