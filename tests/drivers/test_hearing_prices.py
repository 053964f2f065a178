"""Which of several amounts is the price now, in what voices say."""

from __future__ import annotations

import tomllib
from pathlib import Path
from types import SimpleNamespace

import pytest

from journeys.promises.money import written
from journeys.reading.answers import Reader
from journeys.touchpoints.twiml_phrases import Hears

SAMPLES = tomllib.loads((Path(__file__).parent / "samples" / "prices_spoken.toml").read_text(encoding="utf-8"))
SPOKEN = [("USD", "en_US", *pair) for pair in SAMPLES["spoken"]] + [
    (*place.split(), *pair) for place, pairs in SAMPLES["elsewhere"].items() for pair in pairs
]


@pytest.mark.parametrize(("currency", "locale", "words", "meant"), SPOKEN)
def test_the_price_is_what_is_to_be_paid_now_in_all(currency: str, locale: str, words: str, meant: str) -> None:
    hears = Hears()
    reader = Reader(
        SimpleNamespace(currency=currency, locale=locale), "UTC", hears.finder("price"), hears.finder("fee")
    )

    told = reader.prices(words)

    assert [
        written(one.price) if one.price is not None else "unclear"
        for one in told
        if one.price is not None or one.unclear
    ] == [meant][: len(meant)]
