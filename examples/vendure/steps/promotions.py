"""What a company does to a promotion that customers know of already."""

from pytest_bdd import when

from journeys.api import Journey, Sentence
from vendure_shop.back_office import BackOffice


@when(Sentence("the company withdraws the promotion made to {shopper:Shopper}"))
def withdrawn(journey: Journey, back_office: BackOffice, shopper: str) -> None:
    """Switch the promotion off, as a marketing manager would."""
    back_office.withdraw(journey.shopper(shopper))


@when(Sentence("the company ends the promotion made to {shopper:Shopper} early"))
def ended(journey: Journey, back_office: BackOffice, shopper: str) -> None:
    """Move the promotion's end into the past."""
    back_office.end_early(journey.shopper(shopper))


@when(Sentence("the company lowers the promotion made to {shopper:Shopper} to {percent:Whole} percent"))
def lowered(journey: Journey, back_office: BackOffice, shopper: str, percent: str) -> None:
    """Take less off from now on."""
    back_office.lower(journey.shopper(shopper), int(percent))


@when(Sentence("the agent completes the order of {shopper:Shopper}, which waits for its payment"))
def completed(journey: Journey, back_office: BackOffice, shopper: str) -> None:
    """Have the order that was entered by phone completed; nothing is paid yet."""
    back_office.complete_order(journey.shopper(shopper))
