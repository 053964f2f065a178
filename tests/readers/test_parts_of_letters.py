"""What the parts of a letter say is all written down: once where they agree, each where they differ, the eye's last."""

from __future__ import annotations

from typing import Any

import pytest

from journeys.touchpoints.letters import Letters
from journeys.touchpoints.order_letters import order_tellings
from journeys.touchpoints.tellings import agreed

from .reading import company, every, ids, letter, read, right, samples

PARTS = list(samples("parts.toml"))
ORDERS = list(samples("orders.toml"))


def facts(sample: dict[str, Any]) -> dict[str, Any]:
    return {name: sample[name] for name in ("currency", "locale", "options") if name in sample}


def all_right(sample: dict[str, Any]) -> dict[str, list[str]]:
    return {term: [right({term: one})[term] for one in values] for term, values in sample["right"].items()}


@pytest.mark.parametrize(("_", "sample"), PARTS, ids=ids(PARTS))
def test_every_value_is_written_down_once(_: str, sample: dict[str, Any]) -> None:
    told = read(sample.get("text", ""), sample.get("html", ""), **facts(sample))

    assert every(told) == all_right(sample), sample["kind"]
    assert not told.unread


@pytest.mark.parametrize(("_", "sample"), ORDERS, ids=ids(ORDERS))
def test_a_confirmation_says_its_total_and_its_order(_: str, sample: dict[str, Any]) -> None:
    acme = company(**facts(sample))
    confirmation = letter(sample.get("text", ""), sample.get("html", ""), sample["subject"])

    letters = Letters.of(acme.touchpoints["inbox"], acme)

    told = agreed(order_tellings(letters, confirmation), acme.time_zone)

    assert every(told) == all_right(sample), sample["kind"]
    assert not told.unread


def test_values_that_differ_are_quoted_with_their_part() -> None:
    told = read("Your price: $89.00", "<p>Your price: $99.00</p>")

    assert [one.words for one in told.said] == ["the text part: Your price: $89.00", "the page: Your price: $99.00"]


def test_of_usual_labels_before_different_sums_none_is_taken() -> None:
    confirmation = letter(html="<p>Order number: K-7</p><p>Total Price</p><p>$82.50</p><p>Total: $99.00</p>")
    acme = company()

    told = agreed(order_tellings(Letters.of(acme.touchpoints["inbox"], acme), confirmation), acme.time_zone)

    assert "price" not in every(told)
    assert told.unread == ["the total: several totals are named: 'Total: $99.00', 'Total Price $82.50'"]
