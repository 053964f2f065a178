"""What companies say, sorted."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from journeys.evidence.observations import Stance
from journeys.reading.asking import alternative, places_named, sends_elsewhere
from journeys.reading.stances import stance
from journeys.touchpoints.wording import names

SAMPLES = tomllib.loads((Path(__file__).parent / "samples" / "stances.toml").read_text(encoding="utf-8"))
REFUSALS = {
    "This offer has already been used.": Stance.USED,
    "It was ALREADY REDEEMED on 3 May.": Stance.USED,
    "This offer ended on November 30, 2026 at 11:59:59 PM EST.": Stance.ENDED,
    "The promotion has ended.": Stance.ENDED,
    "Your code is no longer valid.": Stance.ENDED,
    "It expired yesterday": Stance.ENDED,
    "This offer holds only online.": Stance.NOT_HERE,
    "That is only available in the app.": Stance.NOT_HERE,
    "Sorry, online only!": Stance.NOT_HERE,
    "I have no such offer here. That will be $130.00.": Stance.UNKNOWN,
    "We do not know this offer.": Stance.UNKNOWN,
    "I don't recognise the code.": Stance.UNKNOWN,
    "I cannot find any offer": Stance.UNKNOWN,
    "This is not possible.": Stance.REFUSED,
    "This offer cannot be completed online.": Stance.REFUSED,
    "I cannot do this here, please call our call centre.": Stance.REFUSED,
    "": Stance.NOT_UNDERSTOOD,
}


@pytest.mark.parametrize(("words", "meant"), REFUSALS.items(), ids=[words or "silence" for words in REFUSALS])
def test_a_refusal_is_sorted_by_how_it_is_explained(words: str, meant: Stance) -> None:
    assert stance(words) is meant


@pytest.mark.parametrize(
    ("words", "meant"), [(words, Stance(meant)) for meant, said in SAMPLES.items() for words in said]
)
def test_what_is_said_instead_of_a_price_is_sorted_and_what_refuses_nothing_is_no_refusal(
    words: str, meant: Stance
) -> None:
    assert stance(words) is meant


def test_an_offer_that_was_used_before_it_ended_was_used() -> None:
    assert stance("It has ended, and has already been used.") is stance("It has already been used.") is Stance.USED


@pytest.mark.parametrize(
    "words",
    [
        "I cannot do that by phone. Please go to one of our stores.",
        "I cannot do this here, please call our call centre.",
        "Please take your email to a store.",
        "Only our complaints department can decide that.",
    ],
)
def test_being_sent_elsewhere_is_heard(words: str) -> None:
    assert sends_elsewhere(words)


@pytest.mark.parametrize(
    "words",
    ["With your offer that will be $0.00. Shall I go ahead?", "Please hold while I look for it.", "We will call you."],
)
def test_being_served_is_not_being_sent_elsewhere(words: str) -> None:
    assert not sends_elsewhere(words)


@pytest.mark.parametrize(
    ("words", "way"),
    [
        (
            "This offer holds only online. If you would rather use another channel: call us, we will order it for you.",
            "call us, we will order it for you.",
        ),
        ("Alternatively, we can hold it in a store.", "we can hold it in a store."),
        ("Online only. You can still order by chat. Anything else?", "order by chat."),
        ("This offer holds only online.", None),
        ("", None),
    ],
)
def test_another_way_is_found_in_its_own_words(words: str, way: str | None) -> None:
    assert alternative(words) == way


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("Only online", "website"),
        ("Online, in the app, by phone, in our stores", "app, call centre, store, website"),
        ("ONLY IN OUR STORES.", "store"),
        ("Only by post", ""),
    ],
)
def test_places_are_named_in_alphabetical_order(words: str, places: str) -> None:
    assert places_named(words) == places


def test_an_offer_is_named_by_its_whole_name() -> None:
    assert names("You have an offer: free phone upgrade, your price is $0.00.", "Free phone upgrade")
    assert names("free phone upgrade", "free phone upgrade")
    assert not names("You have an offer: free phone upgrade plus, your price is $5.00.", "free phone upgrade")
    assert not names("You have an offer: free phone upgrade, your price is $0.00.", "upgrade")
    assert names("Your offer “1+1 (free)”.", "1+1 (free)")
