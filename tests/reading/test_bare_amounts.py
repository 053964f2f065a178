"""A number without a currency is money where nothing else can be meant, and an amount is a price where it is due."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from journeys.reading.answers import Reader

NINETY_NINE = {
    "en_US": [
        "its 99 flat",
        "It's 99, not 130",
        "We can do 99",
        "I can do 99 for you",
        "that'll be ninety-nine",
        "you're looking at 99",
        "your price is 99",
        "price: 99",
        "comes to 99.",
        "you'd pay 99 with your offer",
        "phone = $99",
        "$130 - $31 = $99",
        "$99 charged today",
        "You'd have $99 due today.",
        "$99 to pay",
        "$99 out the door",
        "The phone is $99 and the case is $25",
    ],
    "de_DE": ["Das macht 99.", "Preis: 99", "Sie zahlen nur 99", "Das kostet Sie 99 statt 130"],
    "fr_FR": ["Ça fait 99.", "Prix : 99", "Vous payez 99 en tout", "Ce sera 99"],
    "ar_EG": ["السعر 99", "ستدفع 99 فقط"],
}
NONE = [
    "Your position in the queue is 12.",
    "It's 2026.",
    "It's 10:30",
    "It's 24 months",
    "That's 99% sure",
    "We can do 12 or 24 months",
    "Your PIN is 4711",
    "It's 5.5 inches",
    "Your wait is long, it's 20.",
    "That's 12, one more than allowed.",
    "I can do 24 if you want the case.",
    "$0 due today",
    "The protection plan is $99.00.",
    "Due today: $0.00\nPhone: $12.50/mo",
    "Deposit $99 due today",
    "$99 shipping to pay",
]


@dataclass(frozen=True)
class Customs:
    currency: str
    locale: str


@pytest.mark.parametrize(("locale", "said"), [(locale, one) for locale, told in NINETY_NINE.items() for one in told])
def test_a_price_is_read_however_short_it_is_put(locale: str, said: str) -> None:
    found = Reader(Customs("USD", locale)).read(said)

    assert found.price is not None, found
    assert found.price.amount == 99


@pytest.mark.parametrize("said", NONE)
def test_a_number_of_something_else_is_no_price(said: str) -> None:
    assert Reader(Customs("USD", "en_US")).read(said).price is None
