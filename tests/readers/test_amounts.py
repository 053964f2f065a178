"""Amounts as shops, mail and voices write them: how much is to be paid, what it was, and when nobody could say."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from babel.numbers import format_currency
from hypothesis import given, settings
from hypothesis import strategies as st

from journeys.promises.money import Money, heard, read_money, written
from journeys.reading.amounts import Role, amounts_in
from journeys.reading.plain import sentences
from journeys.reading.prices import price_in

from .reading import company, ids, samples

AMOUNTS = list(samples("amounts.toml"))


@pytest.mark.parametrize(("kind", "sample"), AMOUNTS, ids=ids(AMOUNTS))
def test_an_amount_is_read_as_a_person_reads_it(kind: str, sample: dict[str, Any]) -> None:
    facts = {"currency": sample.get("currency", "EUR"), "locale": sample.get("locale", "en_US")}

    read = price_in(sample["text"], company(**facts))

    assert (written(read.now) if read.now is not None else "") == sample["price"], kind
    assert (written(read.regular) if read.regular is not None else "") == sample.get("regular", "")


@pytest.mark.parametrize(
    ("text", "why_not"),
    [
        ("$4.13 a month", "'$4.13 a month' is by the month, week or year, which no price can be compared with"),
        ("from $19.00", "'$19.00' is a bound, or about so much, which no price can be compared with"),
        ("$33.00 each", "'$33.00 each' is for one of several, which no price can be compared with"),
        ("$19.00 or $29.00", "several prices are named: $19.00, $29.00"),
        ("$89.00 plus $10.00 shipping", "several amounts are to be added, and no total is named"),
        ("599 kr", "'599 kr' does not say how much of which currency it is"),
        ("about $1.5 million", "'$1.5 million'"),
    ],
)
def test_what_cannot_be_compared_is_said_and_not_guessed(text: str, why_not: str) -> None:
    read = price_in(text, company())

    assert read.now is None
    assert why_not in read.why_not


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("The total is Rs. 99 only. Anything else?", 2),
        ("That will be Dhs. 99.", 1),
        ("Das macht Fr. 99.", 1),
        ("Order now. 99 dollars is the price.", 2),
        ("It costs 99 kr. 2 days are left.", 2),
    ],
)
def test_a_currency_written_short_before_its_amount_ends_no_sentence(words: str, said: int) -> None:
    assert len(sentences(words)) == said


def test_every_amount_of_a_sentence_has_its_role() -> None:
    found = amounts_in("Save $31.00: instead of $130.00 you pay $99.00, or 4 payments of $24.75.", company())

    assert [(written(one.money), one.role) for one in found if one.money is not None] == [
        ("31.00 USD", Role.SAVING),
        ("130.00 USD", Role.REGULAR),
        ("99.00 USD", Role.NOW),
        ("99.00 USD", Role.SUM_OF_PAYMENTS),
    ]


LOCALES = [
    "en_US",
    "de_DE",
    "fr_FR",
    "sv_SE",
    "pl_PL",
    "de_CH",
    "en_IN",
    "pt_BR",
    "cs_CZ",
    "hu_HU",
    "nb_NO",
    "en_GB",
    "ja_JP",
]
CURRENCIES = ["USD", "EUR", "GBP", "SEK", "PLN", "CHF", "INR", "BRL", "JPY", "KWD", "CZK", "NOK", "HUF", "TND", "AED"]


@settings(deadline=None)  # a locale is loaded when it is first met
@given(st.decimals(0, 10**8, places=3), st.sampled_from(LOCALES), st.sampled_from(CURRENCIES))
def test_what_a_locale_writes_for_money_is_read_back(amount: Decimal, locale: str, code: str) -> None:
    money = read_money(f"{int(amount)} {code}") if code == "JPY" else Money(amount.quantize(Decimal("0.01")), code)

    shown = format_currency(money.amount, code, locale=locale)

    assert [written(one) for one in heard(shown, code, locale)] == [written(money)]


@given(st.integers(0, 10**7), st.integers(2, 30))
def test_the_tail_of_a_float_is_no_amount(cents: int, parts: int) -> None:
    added = sum([cents / 100 / parts] * parts)

    assert written(Money(Decimal(str(added)), "USD")) == f"{Decimal(cents) / 100:.2f} USD"


def test_an_amount_with_a_decimal_too_many_that_is_no_floats_tail_stays_as_it_is() -> None:
    assert written(Money(Decimal("13.999"), "USD")) == "13.999 USD"
    assert written(Money(Decimal("13.9999"), "USD")) == "13.9999 USD"
