"""What companies write in texts, chats and on social media is read as a person reads it, or not at all."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from journeys.reading.answers import Reader, Reading
from journeys.reading.stances import Says


def cases(file: str) -> list[dict[str, Any]]:
    told = tomllib.loads((Path(__file__).parent / file).read_text(encoding="utf-8"))
    return [*told["case"]]


CASES = cases("written.toml")
BY_ANOTHER = cases("spoken_and_written.toml")
"""Half of them spoken, all of them hard; by somebody who had read neither code nor the first set."""
LEAST = 0.7
"""The share that is read at all, where something can be read."""
STANCES = {
    Says.OFFERED: "offers",
    Says.NEEDED: "needs",
    Says.NOTHING: "nothing",
    Says.SOLD_OUT: "sold out",
    Says.ENDED: "ended",
    Says.UNKNOWN: "unknown",
}
GIVEN = (Says.OFFERED, Says.NEEDED, Says.NOTHING)


@dataclass(frozen=True)
class Customs:
    currency: str
    locale: str


def read(case: dict[str, Any]) -> Reading:
    return Reader(Customs(case["currency"], case["locale"])).read(case["words"])


def prices(case: dict[str, Any]) -> set[Decimal]:
    also = case.get("price_also", [])
    told = [case["price"], *(also if isinstance(also, list) else [also])]
    return {Decimal(one) for one in told if one[:1].isdigit()}


def stances(case: dict[str, Any]) -> set[str]:
    return {case["stance"]} if isinstance(case["stance"], str) else set(case["stance"])


@pytest.mark.parametrize("case", [*CASES, *BY_ANOTHER], ids=lambda case: f"{case['id']}-{case['language']}")
def test_no_price_is_read_that_a_person_would_not_read(case: dict[str, Any]) -> None:
    found = read(case)

    if found.price is not None and found.stance in GIVEN:  # who refuses names no price that could be kept
        assert found.price.amount in prices(case), found.price_words


def test_most_prices_that_are_written_are_read() -> None:
    written = [case for case in CASES if case["price"][:1].isdigit() and "unclear" not in case.get("price_also", [])]
    missed = [case["words"] for case in written if read(case).price is None]

    assert len(written) >= 40
    assert len(missed) / len(written) <= 1 - LEAST, missed


def test_an_offer_without_a_price_is_only_read_where_one_is_given() -> None:
    wrong = [
        case["words"]
        for case in CASES
        if (found := read(case)).stance is Says.OFFERED and found.price is None and not found.unclear
        if "offers" not in stances(case)
    ]

    assert wrong == []


@pytest.mark.parametrize("case", CASES[150:], ids=lambda case: case["id"])
def test_what_looks_like_another_thing_is_read_for_what_it_is(case: dict[str, Any]) -> None:
    found = read(case)
    told = found.price.amount if found.price is not None else None

    assert told == (Decimal(case["price"]) if case["price"] else None)
    assert STANCES[found.stance] in stances(case)
