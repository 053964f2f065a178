"""What the company has promised already, as its company file describes it."""

from pytest_bdd import given

from journeys.gherkin.sentences.sentence import Sentence
from journeys.walking.journey import Journey


@given(Sentence('the company promised {shopper:Shopper} the "{offer:Words}"'))
def was_promised(journey: Journey, shopper: str, offer: str) -> None:
    """State a promise by its name in the company file, for companies that let nobody make offers."""
    journey.was_promised(shopper, offer)
