"""Money: exact, in a currency, read from terms and from words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from moneyed import Money

from journeys.errors import InvalidPromise
from journeys.promises.money import heard, read_money, shown, written


@pytest.mark.parametrize(
    ("text", "amount", "code"),
    [
        ("130.00 USD", "130.00", "USD"),
        ("130 usd", "130.00", "USD"),
        ("$130", "130.00", "USD"),
        ("USD 130", "130.00", "USD"),
        ("1,300.00 USD", "1300.00", "USD"),
        ("1.300,00 EUR", "1300.00", "EUR"),
        ("130,00 €", "130.00", "EUR"),
        ("1000 JPY", "1000", "JPY"),
        ("12.345 BHD", "12.345", "BHD"),
        ("free", "0", "USD"),
        ("Free", "0", "USD"),
        ("65", "65.00", "USD"),
    ],
)
def test_a_price_is_read_as_people_write_it(text: str, amount: str, code: str) -> None:
    read = read_money(text, currency="USD")

    assert read == Money(Decimal(amount), code)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("130.00 XYZ", "unknown currency: 'XYZ'"),
        ("0.00 USDD", "Did you mean 'USD'?"),
        ("130.00 EURO", "Did you mean 'EUR'?"),
        ("12 bananas", "unknown currency: 'BANANAS'"),
        ("13.999 USD", "more decimals than USD has (2)"),
        ("10.5 JPY", "more decimals than JPY has (0)"),
        ("a lot", "not an amount of money: 'a lot'"),
        ("-$5", "not an amount of money"),
        ("1..2 USD", "not an amount of money"),
        ("", "not an amount of money"),
    ],
)
def test_a_price_that_cannot_be_read_is_refused_with_its_words(text: str, complaint: str) -> None:
    with pytest.raises(InvalidPromise) as refused:
        read_money(text, term="price", currency="USD")

    assert complaint in str(refused.value)
    assert str(refused.value).startswith("The price")


def test_an_amount_without_a_currency_is_refused_where_none_is_known() -> None:
    with pytest.raises(InvalidPromise, match=r"names no currency: '65'\. Write it like 130\.00 USD\."):
        read_money("65")


@given(st.decimals(min_value=0, max_value=10**9, places=2), st.sampled_from(["USD", "EUR", "GBP", "AED"]))
def test_what_is_written_is_read_back_as_the_same_money(amount: Decimal, code: str) -> None:
    money = Money(amount, code)

    assert read_money(written(money)) == money


@given(st.integers(min_value=0, max_value=10**9))
def test_a_currency_without_decimals_is_written_without_any(amount: int) -> None:
    assert written(Money(amount, "JPY")) == f"{amount} JPY"


@pytest.mark.parametrize(
    ("words", "prices"),
    [
        ("That will be $130.00.", ["130.00 USD"]),
        ("It is $5.", ["5.00 USD"]),
        ("$110 instead of $130", ["110.00 USD", "130.00 USD"]),
        ("130.00 USD or EUR 13", ["130.00 USD", "13.00 EUR"]),
        ("That comes to 1.300,50 €", ["1300.50 EUR"]),
        ("AED 40 for Maya's line", ["40.00 AED"]),
        ("I have no such offer here.", []),
        ("Your reference is REF 4711", []),
        ("Please quote UPG 12 at the store", []),
    ],
)
def test_prices_are_heard_in_a_sentence_and_references_are_not(words: str, prices: list[str]) -> None:
    assert [written(price) for price in heard(words, "USD")] == prices


@pytest.mark.parametrize(
    ("words", "company", "meant"),
    [
        ("$40", "CAD", "40.00 CAD"),
        ("$40", "EUR", "40.00 USD"),
        ("£12", "USD", "12.00 GBP"),
        ("¥300", "CNY", "300.00 CNY"),
        ("¥300", "USD", "300 JPY"),
    ],
)
def test_a_bare_symbol_means_the_companys_currency_only_where_that_is_written_so(
    words: str, company: str, meant: str
) -> None:
    assert [written(price) for price in heard(words, company)] == [meant]


@given(st.decimals(min_value=0, max_value=10**7, places=2))
def test_a_price_shown_to_an_american_is_heard_back(amount: Decimal) -> None:
    price = Money(amount, "USD")

    assert heard(f"That will be {shown(price)}.", "USD") == [price]


def test_a_price_of_nothing_is_a_price_although_python_calls_it_false() -> None:
    assert written(read_money("free", currency="USD")) == "0.00 USD"
    assert [written(price) for price in heard("That will be $0.00.", "USD")] == ["0.00 USD"]
