"""What the company does with an offer while somebody has it in a cart."""

from pytest_bdd import when

from drivers.back_office import BackOffice
from journeys.api import Journey, Sentence


@when(Sentence("the company ends {shopper:Shopper}'s offer before its time"))
def ends_offer(journey: Journey, back_office: BackOffice, shopper: str) -> None:
    """Move the offer's end to this moment; what the customer was told stays as it was told."""
    back_office.change_offer(journey.shopper(shopper), "ended")


@when(Sentence("the company suspends {shopper:Shopper}'s offer"))
def suspends_offer(journey: Journey, back_office: BackOffice, shopper: str) -> None:
    """Suspend the offer, which its page in the dashboard has a button for."""
    back_office.change_offer(journey.shopper(shopper), "suspended")
