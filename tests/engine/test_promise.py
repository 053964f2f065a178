"""A promise's terms: read from a table, refused when nobody could keep them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion

from journeys.errors import InvalidPromise
from journeys.promises.money import read_money
from journeys.promises.promise import PromiseTerms
from journeys.promises.terms import VALID_THROUGH, Term
from journeys.topics import OURS, offers

from .builders import EMAILED, LASTS, promise

NEW_YORK = ZoneInfo("America/New_York")
USD = OURS.table(currency="USD")
WELL_FORMED = {
    "offer": "free phone upgrade",
    "price": "0.00 USD",
    "regular price": "130.00 USD",
}


def read(**changes: str | None) -> PromiseTerms:
    """Read Linda's table with some rows changed, added or (None) left out."""
    table = WELL_FORMED | {term.replace("_", " "): value for term, value in changes.items()}
    rows = [[term, value] for term, value in table.items() if value is not None]
    return OURS.table(currency="USD", zone="America/New_York").read(rows)


def test_a_table_becomes_terms() -> None:
    terms = read(
        line="Maya",
        honoured_at="website, call centre and store",
        surcharge="10.00 USD at the store, 5.00 USD at the call centre",
        alternative="we will call you back",
        times="twice",
        valid_from="2026-11-01",
        valid_through="30 November 2026",
        rounding="half even",
    )

    assert terms.get(offers.PRICE) == read_money("0.00 USD")
    assert terms.get(offers.REGULAR_PRICE) == read_money("130.00 USD")
    assert terms.honoured_at == ("website", "call centre", "store")
    assert terms.get(offers.SURCHARGES_AT) == {"store": read_money("10 USD"), "call centre": read_money("5 USD")}
    assert terms.get(offers.SURCHARGE_LIMIT) == read_money("10.00 USD"), "the highest, when none is stated"
    assert (terms.line, terms.get(offers.ALTERNATIVE), terms.times) == ("Maya", "we will call you back", 2)
    assert terms.get(offers.ROUNDED) == "half even"
    assert terms.valid_from == datetime(2026, 11, 1, tzinfo=NEW_YORK)
    assert terms.valid_through == datetime(2026, 11, 30, 23, 59, 59, tzinfo=NEW_YORK)
    assert terms.touchpoints() == ("website", "call centre", "store", "store", "call centre")


def test_what_a_table_leaves_out_has_a_meaning() -> None:
    terms = read(regular_price=None)

    assert terms.get(offers.REGULAR_PRICE) is None
    assert terms.honoured_at is None
    assert terms.times == 1
    assert terms.valid_for is None
    assert terms.get(offers.SURCHARGE_LIMIT) is None


@pytest.mark.parametrize("everywhere", ["everywhere", "every touchpoint", "Everywhere"])
def test_everywhere_names_no_touchpoint(everywhere: str) -> None:
    assert read(honoured_at=everywhere).honoured_at is None


def test_terms_are_named_without_regard_to_case_and_spaces() -> None:
    rows = [[" Offer ", "free phone upgrade"], ["PRICE", " 0.00 USD "]]

    assert USD.read(rows).get(offers.PRICE) == read_money("0.00 USD")


BAD = {
    "an unknown term, misspelt": {"regular_prise": "130.00 USD"},
    "no price": {"price": None},
    "an impossible date": {"valid_through": "31 February 2026"},
    "an unknown currency": {"price": "0.00 XYZ"},
    "a misspelt currency": {"price": "0.00 UDS"},
    "two ends": {"valid_for": "30 days", "valid_through": "2026-11-30"},
    "no name": {"offer": None},
    "an empty value": {"line": " "},
    "a price below zero": {"price": "-1.00 USD"},
    "two currencies": {"regular_price": "130.00 EUR"},
    "a surcharge in another currency": {"surcharge": "10.00 EUR at the store"},
    "surcharges in two currencies": {"surcharge": "10.00 EUR at the store, 5.00 USD at the call centre"},
    "a limit in another currency": {"surcharge_limit": "10.00 EUR"},
    "a surcharge below zero": {"surcharge": "-10.00 USD at the store"},
    "a surcharge over its limit": {"surcharge": "10.00 USD at the store", "surcharge_limit": "5.00 USD"},
    "a surcharge nowhere": {"surcharge": "10.00 USD"},
    "an end before the beginning": {"valid_from": "2026-11-30", "valid_through": "2026-11-01"},
    "an unknown rounding": {"rounding": "half upp"},
    "a number of times in words": {"times": "often"},
    "no times": {"times": "0"},
    "a duration that is none": {"valid_for": "a while"},
}


@pytest.mark.parametrize("case", BAD)
def test_a_promise_nobody_could_keep_is_refused_in_words_one_can_act_on(case: str, snapshot: SnapshotAssertion) -> None:
    with pytest.raises(InvalidPromise) as refused:
        read(**BAD[case])

    assert str(refused.value) == snapshot


def test_a_misspelt_term_is_shown_with_the_nearest_and_all_valid_ones() -> None:
    with pytest.raises(InvalidPromise) as refused:
        read(regular_prise="130.00 USD")

    message = str(refused.value)
    assert "'regular prise'" in message
    assert "Did you mean 'regular price'?" in message
    assert all(term in message for term in USD.names)


def test_a_term_stated_twice_is_refused() -> None:
    with pytest.raises(InvalidPromise, match=r"The term 'price' is stated twice: '5\.00 USD'"):
        USD.read([["price", "0.00 USD"], ["Price", "5.00 USD"]])


def test_a_table_of_three_columns_is_refused() -> None:
    with pytest.raises(InvalidPromise, match=r"two columns, a term and its value: 'price | 0.00 | USD'"):
        USD.read([["price", "0.00", "USD"]])


def test_a_promise_holds_through_its_last_second_and_not_one_longer() -> None:
    made, second = promise(), timedelta(seconds=1)

    assert made.holds_at(made.valid_from)
    assert made.holds_at(made.valid_through)
    assert not made.holds_at(made.valid_through + second)
    assert not made.holds_at(made.valid_from - second)


@given(st.datetimes(min_value=datetime(2026, 1, 1), max_value=datetime(2027, 1, 1), timezones=st.timezones()))  # noqa: DTZ001
def test_whether_a_promise_holds_does_not_depend_on_the_zone_it_is_asked_in(moment: datetime) -> None:
    assert promise().holds_at(moment) == (EMAILED <= moment.astimezone(UTC) <= EMAILED + LASTS)


def test_a_promise_without_a_zone_or_a_period_is_refused() -> None:
    with pytest.raises(InvalidPromise, match="needs time zones"):
        promise(valid_from=datetime(2026, 5, 3))  # noqa: DTZ001 - that is the mistake
    with pytest.raises(InvalidPromise, match="ends before it begins"):
        promise(valid_through=EMAILED)


@pytest.mark.parametrize("after", [timedelta(), -timedelta(seconds=1), -timedelta(days=365)])
def test_an_end_that_was_over_before_it_began_takes_nothing_from_what_was_promised(after: timedelta) -> None:
    last_years: dict[Term[Any], Any] = {VALID_THROUGH: promise().valid_from + after}

    assert promise().as_told(last_years) == promise()


def test_a_promise_as_told_keeps_what_was_not_told() -> None:
    dearer: dict[Term[Any], Any] = {offers.PRICE: read_money("110.00 USD")}

    assert promise().as_told(dearer) == replace(promise(), terms={**promise().terms, **dearer})


def test_where_a_promise_holds_is_everywhere_unless_it_says_so() -> None:
    assert promise().honoured_in("store")
    assert promise(honoured_at=("website",)).honoured_in("website")
    assert not promise(honoured_at=("website",)).honoured_in("store")
