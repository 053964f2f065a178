"""Complaining, and waiting for the answer."""

from pytest_bdd import when

from journeys.gherkin.sentences.sentence import Sentence
from journeys.topics import complaints
from journeys.walking.journey import Journey


@when(Sentence("{shopper:Shopper} complains to the {place:Touchpoint}"))
def complains(journey: Journey, shopper: str, place: str) -> None:
    """Complain that the offer was not honoured, and let company time pass until the answer is there."""
    journey.visit(shopper, place, complaints.COMPLAIN)
