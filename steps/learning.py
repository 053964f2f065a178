"""How shoppers learn what was promised."""

from pytest_bdd import when

from journeys.gherkin.sentences.sentence import Sentence
from journeys.topics import messages, staff
from journeys.walking.journey import Journey


@when(Sentence("{shopper:Shopper} opens the email"))
def opens_email(journey: Journey, shopper: str) -> None:
    """Wait for the email and read the offer in it; from here on the company is held to what the email says."""
    journey.visit(shopper, None, messages.LEARN)


@when(Sentence("{shopper:Shopper} learns of the offer from the {place:Touchpoint}"))
def learns(journey: Journey, shopper: str, place: str) -> None:
    """Read or hear the offer at a touchpoint; from here on the company is held to what was said there."""
    journey.visit(shopper, place, messages.LEARN)


@when(Sentence("an employee looks {shopper:Shopper} up on the {place:Touchpoint}"))
def looked_up(journey: Journey, shopper: str, place: str) -> None:
    """See what the employee's screen shows."""
    journey.visit(shopper, place, staff.STAFF_LOOK_UP)
