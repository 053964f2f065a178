"""The price list: a promise to whoever looks a product up, kept apart from what shoppers were offered."""

from __future__ import annotations

import importlib
from datetime import timedelta
from pathlib import Path

import pytest
from pytest_bdd.steps import step_function_context_registry

import steps
from journeys.errors import InvalidPromise, UnknownName
from journeys.gherkin.checking.checking import Checker
from journeys.gherkin.sentences.matching import SentenceIndex
from journeys.judging.judgement import judge
from journeys.judging.verdict import Outcome
from journeys.promises.channel import Channel
from journeys.promises.counts import Left
from journeys.promises.money import read_money
from journeys.promises.promise import PromiseTerms
from journeys.promises.shopper import invent
from journeys.records.ledger import Ledger, read
from journeys.topics import OURS, offers, prices, stock
from journeys.walking.promises_made import PromisesMade

from .builders import EMAILED, STANDARDS, linda, promise, visit
from .test_directory import kestrel

for _concept in steps.pytest_plugins:
    importlib.import_module(_concept)

PHONE = PromiseTerms(name="Kestrel Phone 6", terms={offers.PRICE: read_money("130.00 USD")})
CASE = PromiseTerms(name="Kestrel Case", terms={offers.PRICE: read_money("19.90 USD")})


@pytest.fixture
def made(tmp_path: Path) -> PromisesMade:
    """The promises of a scenario; nothing has been said yet."""
    return PromisesMade("She compares prices", Ledger(tmp_path / "ledger.jsonl"), OURS)


def test_whoever_looks_a_product_up_is_promised_its_listed_price(made: PromisesMade) -> None:
    made.publish(PHONE, EMAILED)

    listing = made.published("Kestrel Phone 6", linda(), prices.LOOK_UP)

    assert (listing.name, listing.shopper) == ("Kestrel Phone 6", "Linda")
    assert listing.get(offers.PRICE) == read_money("130.00 USD")
    assert (listing.said_by, listing.source) == (Channel.WEB, "price list")
    assert listing.holds_at(EMAILED)
    assert listing.holds_at(EMAILED + timedelta(days=3000))


def test_looked_up_again_it_is_the_same_promise_and_to_somebody_else_another(made: PromisesMade) -> None:
    made.publish(PHONE, EMAILED)
    omar = invent("Omar", seed=4711, journey="She compares prices")

    once, again = (made.published("Kestrel Phone 6", linda(), prices.LOOK_UP) for _ in range(2))
    made.published("Kestrel Phone 6", omar, prices.LOOK_UP)

    assert once is again
    assert [one.stated.shopper for one in made] == ["Linda", "Omar"]


def test_a_product_that_nobody_looks_up_is_promised_to_nobody(made: PromisesMade, tmp_path: Path) -> None:
    made.publish(PHONE, EMAILED)
    made.publish(CASE, EMAILED)

    made.published("Kestrel Case", linda(), prices.LOOK_UP)

    assert [one.stated.name for one in made] == ["Kestrel Case"]
    assert [record.name for record in read(tmp_path / "ledger.jsonl")] == ["Kestrel Case"]


def test_what_a_shopper_was_offered_stays_the_offer_after_a_look_at_the_prices(made: PromisesMade) -> None:
    made.publish(PHONE, EMAILED)
    made.add(promise())

    made.published("Kestrel Phone 6", linda(), prices.LOOK_UP)

    assert made.to(linda()).stated.name == "free phone upgrade"


def test_a_price_alone_is_no_offer(made: PromisesMade) -> None:
    made.publish(PHONE, EMAILED)
    made.published("Kestrel Phone 6", linda(), prices.LOOK_UP)

    with pytest.raises(UnknownName, match="Nobody has promised this shopper anything: 'Linda'"):
        made.to(linda())


def test_a_product_that_was_not_listed_is_shown_with_the_nearest_and_all_that_were(made: PromisesMade) -> None:
    made.publish(PHONE, EMAILED)
    made.publish(CASE, EMAILED)

    with pytest.raises(UnknownName) as refused:
        made.published("Kestrel Fone 6", linda(), prices.LOOK_UP)

    assert str(refused.value) == (
        "Nobody listed this product: 'Kestrel Fone 6'. Did you mean 'Kestrel Phone 6'? "
        "Valid: Kestrel Phone 6, Kestrel Case. "
        'State its price: Given the company lists "Kestrel Fone 6" at 130.00 USD.'
    )


def test_what_is_said_of_a_product_piece_by_piece_holds_together(made: PromisesMade) -> None:
    made.publish(PHONE, EMAILED)
    made.publish(PromiseTerms(name="Kestrel Phone 6", terms={stock.STATED: Left(3, 3)}), EMAILED)

    told = made.published("Kestrel Phone 6", linda(), prices.LOOK_UP)

    assert (told.get(offers.PRICE), told.get(stock.STATED)) == (read_money("130.00 USD"), Left(3, 3))


def test_a_product_has_one_price_and_a_name_of_its_own(made: PromisesMade) -> None:
    made.publish(PHONE, EMAILED)
    made.add(promise())

    with pytest.raises(InvalidPromise, match="has a product of this name already: 'Kestrel Phone 6'"):
        made.publish(PHONE, EMAILED)
    with pytest.raises(InvalidPromise, match="has a product of this name already: 'Kestrel Phone 6'"):
        made.add(promise(name="Kestrel Phone 6"))
    with pytest.raises(InvalidPromise, match="is called like an offer: 'free phone upgrade'"):
        made.publish(PromiseTerms(name="free phone upgrade", terms={offers.PRICE: read_money("0.00 USD")}), EMAILED)


@pytest.mark.parametrize(
    ("price", "complaint"),
    [
        ("next to nothing", "The price is not an amount of money: 'next to nothing'. Write it like 130.00 USD."),
        ("130.00 USB", "has an unknown currency: 'USB'. Did you mean"),
        ("130.005 USD", "The price has more decimals than USD has (2): '130.005 USD'."),
        ("130.00 USD", ""),
        ("free", ""),
    ],
)
def test_a_price_nobody_can_read_is_found_before_anything_runs(tmp_path: Path, price: str, complaint: str) -> None:
    company, sentences = kestrel(), SentenceIndex(step_function_context_registry.values())
    feature = tmp_path / "prices.feature"
    feature.write_text(
        f"""Feature: Prices
  Scenario: One
    Given the company lists "Kestrel Phone 6" at {price}
    And Linda is a visitor
    When she looks up "Kestrel Phone 6" at the store
    Then every touchpoint shows the listed price
"""
    )

    told = [str(problem) for problem in Checker(company, sentences).problems(feature, "prices.feature")]

    assert len(told) == bool(complaint)
    assert all(one.startswith("prices.feature:3:") and complaint in one for one in told)


def test_a_product_without_a_listed_price_costs_everywhere_what_was_shown_first(made: PromisesMade) -> None:
    made.publish(PromiseTerms(name="Kestrel Case"), EMAILED)
    made.published("Kestrel Case", linda(), prices.LOOK_UP)
    [sold] = made
    looks = [
        visit(place, prices.LOOK_UP, (offers.PRICE, price), number=number, about="Kestrel Case")
        for number, (place, price) in enumerate(
            [("website", "19.90 USD"), ("app", "19.90 USD"), ("store", "24.90 USD")]
        )
    ]

    found = judge(sold.stated, looks, STANDARDS, OURS).about(prices.PRICES.about)

    assert [(one.touchpoint, one.breach) for one in found] == [("app", None), ("store", prices.PRICE_DIFFERS)]


def test_a_price_that_the_company_changes_holds_for_who_looks_from_then_on(made: PromisesMade) -> None:
    made.publish(PHONE, EMAILED)
    made.published("Kestrel Phone 6", linda(), prices.LOOK_UP)
    made.change("Kestrel Phone 6", {offers.PRICE: read_money("140.00 USD")}, ())

    [listed] = made
    made.published("Kestrel Phone 6", linda(), prices.LOOK_UP, until=1)
    looks = [
        visit("website", prices.LOOK_UP, (offers.PRICE, "130.00 USD"), number=number, about="Kestrel Phone 6")
        for number in (1, 2)
    ]
    verdict = judge(listed.stated, looks, STANDARDS, OURS, listed.received, listed.earlier)

    assert [(found.visit, found.outcome) for found in verdict.about(prices.PRICES.about)] == [
        (1, Outcome.KEPT),
        (2, Outcome.BROKEN),
    ]
    with pytest.raises(UnknownName, match="Did you mean 'Kestrel Phone 6'"):
        made.change("Kestrel Phone 7", {}, ())
