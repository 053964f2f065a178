"""Who the customers are."""

from pytest_bdd import given

from journeys.gherkin.sentences.sentence import Sentence
from journeys.walking.journey import Journey


@given(Sentence("{shopper:Shopper} is a customer"))
def customer(journey: Journey, shopper: str) -> None:
    """Make up a customer of the company, with a line of their own."""
    journey.meet(shopper)


@given(Sentence("{shopper:Shopper} is a customer, with a line for {kinship:Kinship} {child:Shopper}"))
def customer_with_family(journey: Journey, shopper: str, child: str) -> None:
    """Make up a customer who has a second line, for a minor."""
    journey.meet(shopper, family=[child])


@given(Sentence("{shopper:Shopper} is a visitor"))
def visitor(journey: Journey, shopper: str) -> None:
    """Make up a shopper whom the company does not know."""
    journey.visitor(shopper)
