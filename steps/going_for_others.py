"""Going in somebody's place: the account, and what was promised, are theirs."""

from pytest_bdd import when

from journeys.gherkin.sentences.sentence import Sentence
from journeys.topics import offers
from journeys.walking.journey import Journey


@when(Sentence("{kinship:Kinship} {helper:Shopper} asks the {place:Touchpoint} about the offer for {shopper:Shopper}"))
def asks_for_another(journey: Journey, shopper: str, place: str, helper: str) -> None:
    """Have somebody else ask what the offer comes to for its owner, who may be nobody that the company knows."""
    journey.visit(shopper, place, offers.ASK, by=helper)


@when(
    Sentence(
        "{kinship:Kinship} {helper:Shopper} redeems the offer {where:Where} the {place:Touchpoint} "
        "for {shopper:Shopper}"
    )
)
def redeems_for_another(journey: Journey, shopper: str, place: str, helper: str) -> None:
    """Have somebody else use the offer once, on its owner's account."""
    journey.visit(shopper, place, offers.REDEEM, by=helper)
