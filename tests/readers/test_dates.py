"""Dates as messages and machines write them: the moment that is meant, or none."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeys.promises.clock import read_moment
from journeys.promises.dates import moment_marked, moment_written
from journeys.promises.zones import UnknownZone

from .reading import NOW, ids, samples

DATES = list(samples("dates.toml"))


@pytest.mark.parametrize(("kind", "sample"), DATES, ids=ids(DATES))
def test_a_date_is_the_moment_that_a_reader_takes_it_for(kind: str, sample: dict[str, Any]) -> None:
    text, zone = sample["text"], sample["zone"]
    try:
        if sample.get("markup"):
            moment = moment_marked(text, zone)
        else:
            moment = moment_written(text, zone, sample.get("locale", "en_US"), NOW)
    except UnknownZone:
        moment = None

    assert moment == (datetime.fromisoformat(sample["moment"]) if sample["moment"] else None), kind


def test_letters_that_are_no_zone_are_named() -> None:
    with pytest.raises(UnknownZone, match="XQZ"):
        moment_written("31 December 2026 23:59 XQZ", "Europe/Berlin", "en_GB", NOW)


@pytest.mark.parametrize("text", ["2027-03-28 02:30", "2027-10-31 02:30"])
def test_an_hour_that_a_zone_skips_or_has_twice_is_the_same_in_a_feature_and_in_a_letter(text: str) -> None:
    stated = read_moment(text, "Europe/Berlin")
    received = moment_written(text, "Europe/Berlin", "en_GB", NOW)

    assert received is not None
    assert stated == datetime.fromisoformat(received.isoformat())


@settings(deadline=None)  # a language is loaded when it is first met
@given(st.text(max_size=40) | st.from_regex(r"[0-9./: -]{1,20}( (am|pm|EST|CET))?", fullmatch=True))
def test_no_text_is_too_odd_to_be_no_date(text: str) -> None:
    for read in (
        lambda: moment_written(text, "Europe/Berlin", "de_DE", NOW),
        lambda: moment_marked(text, "Europe/Berlin"),
    ):
        try:
            moment = read()
        except UnknownZone:
            continue
        assert moment is None or moment.astimezone(UTC).tzinfo is UTC


@pytest.mark.parametrize("value", [True, None, {}, [], float("nan"), float("inf"), -1, 10**30, "1798779599x"])
def test_values_of_other_types_are_no_dates(value: object) -> None:
    assert moment_marked(value, "UTC") is None
