"""What a company confirms after an order."""

from pytest_bdd import when

from journeys.gherkin.sentences.sentence import Sentence
from journeys.topics import confirmations
from journeys.walking.journey import Journey


@when(Sentence("{shopper:Shopper} reads the order confirmation"))
def reads_confirmation(journey: Journey, shopper: str) -> None:
    """Wait for the confirmation of the last order, by email if the company sends any, and read its price."""
    journey.visit(shopper, None, confirmations.CONFIRM)


@when(Sentence("{shopper:Shopper} reads the order confirmation {where:Where} the {place:Touchpoint}"))
def reads_confirmation_at(journey: Journey, shopper: str, place: str) -> None:
    """Read the confirmation of the last order at one touchpoint."""
    journey.visit(shopper, place, confirmations.CONFIRM)
