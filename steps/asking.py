"""Asking about an offer, without buying."""

from pytest_bdd import when

from journeys.gherkin.sentences.sentence import Sentence
from journeys.topics import offers
from journeys.walking.journey import Journey


@when(Sentence("{shopper:Shopper} asks the {place:Touchpoint} about the offer"))
def asks(journey: Journey, shopper: str, place: str) -> None:
    """Ask what the offer comes to."""
    journey.visit(shopper, place, offers.ASK)


@when(Sentence("{shopper:Shopper} asks the {place:Touchpoint} about the offer for {line:Shopper}'s line"))
def asks_for_line(journey: Journey, shopper: str, place: str, line: str) -> None:
    """Ask what the offer comes to for somebody's line."""
    journey.visit(shopper, place, offers.ASK, line)


@when(Sentence("{shopper:Shopper} asks the {place:Touchpoint} about the offer and is put through to a colleague"))
def put_through(journey: Journey, shopper: str, place: str) -> None:
    """Ask about the offer and be handed over within the same contact."""
    journey.visit(shopper, place, offers.PUT_THROUGH)
