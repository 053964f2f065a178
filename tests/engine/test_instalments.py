"""What is promised by the month comes to one amount, and places that say it in either way are held to that."""

from __future__ import annotations

import pytest

from journeys.errors import InvalidPromise
from journeys.promises.form import Reading
from journeys.promises.forms import MONEY
from journeys.promises.money import read_money, written
from journeys.reading.prices import price_in

from ..readers.reading import company

ACME = company()


def promised(text: str) -> str:
    return written(MONEY.read(text, Reading(term="price", currency="USD")))


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("24 x 30.00 USD", "720.00 USD"),
        ("24 × 30.00 USD", "720.00 USD"),
        ("24x$30", "720.00 USD"),
        ("24 x 30.00", "720.00 USD"),
        ("30.00 USD x 24", "720.00 USD"),
        ("30.00 USD a month for 24 months", "720.00 USD"),
        ("$30 per month for 24 months", "720.00 USD"),
        ("30.00 USD/month over 24 months", "720.00 USD"),
        ("30.00 USD monthly for 2 years", "720.00 USD"),
        ("30.00 EUR a month, for 1 year", "360.00 EUR"),
        ("12 monthly payments of 10.00 USD", "120.00 USD"),
        ("5.00 USD a week for 4 weeks", "20.00 USD"),
        ("3 x 1000 JPY", "3000 JPY"),
        ("1,200.00 USD a year for 2 years", "2400.00 USD"),
        ("720.00 USD", "720.00 USD"),
        ("free", "0.00 USD"),
    ],
)
def test_payments_come_to_one_amount(text: str, total: str) -> None:
    assert promised(text) == total


@pytest.mark.parametrize(
    "text",
    [
        "30.00 USD a month",
        "30.00 USD monthly",
        "30.00 USD a week for 24 months",
        "0 x 30.00 USD",
        "30.00 USD a day for 2 years",
    ],
)
def test_payments_of_which_nobody_knows_how_many_are_refused(text: str) -> None:
    with pytest.raises(InvalidPromise, match="does not say how many payments"):
        promised(text)


@pytest.mark.parametrize("text", ["24 x 30.005 USD", "24 x", "x 24", "thirty a month for 24 months", "24 x 30.00 XYZ"])
def test_what_is_no_amount_stays_none(text: str) -> None:
    with pytest.raises(InvalidPromise):
        promised(text)


@pytest.mark.parametrize(
    ("text", "said", "judged"),
    [
        ("24 x 30.00 USD", "That will be $30.00 a month for 24 months.", "kept"),
        ("30.00 USD a month for 24 months", "That will be $720.00.", "kept"),
        ("30.00 USD a month for 24 months", "24 payments of $30.00", "kept"),
        ("30.00 USD a month for 2 years", "$720.00 in total, or $30.00 a month", "kept"),
        ("720.00 USD", "$30.00 a month for 2 years", "kept"),
        ("24 x 30.00 USD", "$35.00 a month for 24 months", "840.00 USD"),
        ("24 x 30.00 USD", "$30.00 a month for 36 months", "1080.00 USD"),
        ("99.00 USD", "That will be $4.13 a month for 24 months.", "99.12 USD"),
        ("24 x 30.00 USD", "$30.00 a month", "cannot be compared"),
        ("720.00 USD", "only $30.00 per month", "cannot be compared"),
        ("24 x 30.00 USD", "$99.00 today and $30.00 a month for 24 months", "cannot be compared"),
    ],
)
def test_a_place_is_held_to_the_sum(text: str, said: str, judged: str) -> None:
    read, total = price_in(said, ACME), promised(text)

    told = "cannot be compared" if read.now is None else written(read.now)

    assert (told if told != total else "kept") == judged
    assert read.now is None or read.now.currency == read_money(total).currency
    assert (read.now is None) is bool(read.why_not)
