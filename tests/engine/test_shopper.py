"""Shoppers: invented, repeatable, and nobody who could exist."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeys.promises.shopper import PRONOUNS, Fact, invent

from .builders import linda

LOCALES = ["en_US", "en_GB", "de_DE", "es_MX", "fr_CA", "ar_AA", "ja_JP"]


def test_the_same_seed_gives_the_same_linda() -> None:
    assert linda() == linda()


@pytest.mark.parametrize("changed", [{"seed": 4712}, {"journey": "another"}, {"locale": "de_DE"}])
def test_another_seed_journey_or_locale_gives_another_linda(changed: dict[str, str | int]) -> None:
    facts: dict[str, str | int] = {"seed": 4711, "journey": "She prefers to talk", "locale": "en_US"}

    one, other = invent("Linda", **facts), invent("Linda", **(facts | changed))

    assert one.password != other.password


@pytest.mark.parametrize("locale", LOCALES)
def test_a_shopper_of_any_locale_cannot_exist(locale: str) -> None:
    shopper = invent("Maya", seed=1, journey="a journey", locale=locale, family=("Omar",))

    assert shopper.email.endswith("@shoppers.example"), "a domain reserved by RFC 2606"
    assert shopper.email.isascii()
    assert all(re.fullmatch(r"\+1\d{3}55501\d\d", line.number) for line in shopper.lines), "numbers kept for fiction"
    assert shopper.language == locale[:2]
    assert shopper.full_name == f"Maya {shopper.last_name}"
    assert shopper.last_name


def test_a_shopper_with_a_name_in_arabic_has_a_mailbox_all_the_same() -> None:
    shopper = invent("ليلى", seed=4711, journey="a journey", locale="ar_AA")

    assert re.fullmatch(r"shopper\.[0-9a-f]{16}@shoppers\.example", shopper.email)
    assert not shopper.last_name.isascii()


def test_two_arabic_shoppers_of_one_journey_do_not_share_a_mailbox() -> None:
    one, other = (invent(name, seed=1, journey="a journey", locale="ar_AA") for name in ("ليلى", "عمر"))

    assert one.email != other.email


def test_the_family_holds_lines_of_its_own_and_is_minor() -> None:
    shopper = linda(family=("Maya", "Noor"))

    assert [(line.holder, line.minor) for line in shopper.lines] == [("Linda", False), ("Maya", True), ("Noor", True)]
    assert len({line.number for line in shopper.lines}) == 3
    assert shopper.phone == shopper.lines[0].number


@given(st.integers(), st.text(max_size=20))
@settings(max_examples=25)
def test_whatever_the_seed_a_shopper_is_grown_up_and_out_of_this_world(seed: int, journey: str) -> None:
    shopper = invent("Linda", seed=seed, journey=journey)

    assert shopper.phone[5:10] == "55501"
    assert shopper.birth_date.year < 2010


def test_telling_a_fact_twice_is_a_repeat_and_the_first_place_is_remembered() -> None:
    shopper = linda()

    assert not shopper.explain(Fact.LINE, "call centre")
    assert shopper.explain(Fact.LINE, "store")
    assert not shopper.explain(Fact.OFFER, "store")
    assert shopper.told == {Fact.LINE: "call centre", Fact.OFFER: "store"}


def test_what_is_personal_includes_every_way_to_write_every_number() -> None:
    shopper = linda()
    number = shopper.lines[1].number
    area, rest = number[2:5], number[-4:]

    personal = set(shopper.personal())

    assert {shopper.email, shopper.last_name, shopper.password} <= personal
    assert {number, f"({area}) 555-{rest}", f"{area}-555-{rest}", f"+1 {area} 555 {rest}"} <= personal


def test_pronouns_are_words_that_no_shopper_is_called_by() -> None:
    assert {"she", "he", "they"} <= set(PRONOUNS)
    assert all(word == word.casefold() for word in PRONOUNS)


@pytest.mark.parametrize("taken", [0, 1, 50, 900])
def test_nobody_is_given_a_number_that_another_of_the_journey_has(taken: int) -> None:
    theirs = [
        f"+1{area}55501{number:02d}"
        for area in ("202", "212", "303", "312", "404", "415", "503", "617", "702")
        for number in range(100)
    ][:taken]

    for seed in range(300):
        linda = invent("Linda", seed=seed, journey="one", family=["Maya", "Tom"], taken=theirs)

        numbers = [line.number for line in linda.lines]
        assert len(set(numbers)) == 3
        assert not set(numbers) & set(theirs)
