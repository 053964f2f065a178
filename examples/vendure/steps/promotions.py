"""What a company does to a promotion that customers know of already, and what they are charged in the end."""

from pytest_bdd import then, when

from journeys.errors import BrokenPromise
from journeys.evidence import Term
from journeys.journey import Journey
from journeys.money import written
from journeys.sentences import Sentence
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


@then(Sentence("{shopper:Shopper} is charged what the {place:Touchpoint} has said"))
def charged_as_said(journey: Journey, shopper: str, place: str) -> None:
    """Compare what was said right before a payment with what was charged then."""
    for visit in journey.visits:
        prices = [seen.money for seen in visit.observations if seen.term is Term.PRICE]
        if (visit.shopper, visit.touchpoint) != (journey.shopper(shopper).name, place) or not visit.last(Term.ORDER):
            continue
        if prices[-1] != prices[0]:
            message = f"The {place} said {written(prices[0])} and charged {written(prices[-1])}"
            raise BrokenPromise(message)
