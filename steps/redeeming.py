"""Using an offer."""

from pytest_bdd import when

from journeys.gherkin.sentences.sentence import Sentence
from journeys.walking.journey import Journey


@when(Sentence("{shopper:Shopper} redeems the offer {where:Where} the {place:Touchpoint}"))
def redeems(journey: Journey, shopper: str, place: str) -> None:
    """Use the offer once, as a customer would: not if it costs more than was told."""
    journey.redeem(shopper, place)


@when(Sentence("{shopper:Shopper} redeems the offer {where:Where} the {place:Touchpoint} for {line:Shopper}'s line"))
def redeems_for_line(journey: Journey, shopper: str, place: str, line: str) -> None:
    """Use the offer once, for somebody's line."""
    journey.redeem(shopper, place, line)


@when(Sentence("{shopper:Shopper} checks the account {where:Where} the {place:Touchpoint}"))
def checks_account(journey: Journey, shopper: str, place: str) -> None:
    """See on which line the upgrade is."""
    journey.check_account(shopper, place)
