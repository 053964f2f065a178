"""Using an offer."""

from pytest_bdd import when

from journeys.gherkin.sentences.sentence import Sentence
from journeys.topics import lines, offers
from journeys.walking.journey import Journey


@when(Sentence("{shopper:Shopper} redeems the offer {where:Where} the {place:Touchpoint}"))
def redeems(journey: Journey, shopper: str, place: str) -> None:
    """Use the offer once, as a customer would: not if it costs more than was told."""
    journey.visit(shopper, place, offers.REDEEM)


@when(Sentence("{shopper:Shopper} redeems the offer {where:Where} the {place:Touchpoint} for {line:Shopper}'s line"))
def redeems_for_line(journey: Journey, shopper: str, place: str, line: str) -> None:
    """Use the offer once, for somebody's line."""
    journey.visit(shopper, place, offers.REDEEM, line)


@when(Sentence("{shopper:Shopper} checks the account {where:Where} the {place:Touchpoint}"))
def checks_account(journey: Journey, shopper: str, place: str) -> None:
    """See on which line the upgrade is."""
    journey.visit(shopper, place, lines.CHECK_ACCOUNT)
