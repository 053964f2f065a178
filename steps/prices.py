"""What products cost, without any offer."""

from pytest_bdd import given, when

from journeys.gherkin.sentences.sentence import Sentence
from journeys.topics import prices
from journeys.walking.journey import Journey


@given(Sentence('the company lists "{product:Words}" at {price:Money}'))
def lists(journey: Journey, product: str, price: str) -> None:
    """State what a product costs by the company's price list, for everybody; nothing is changed at the company."""
    journey.publish(product, {"price": price})


@given(Sentence('the company sells "{product:Words}"'))
def sells(journey: Journey, product: str) -> None:
    """State that the company sells a product, at a price that need not be known: the one it shows first must hold."""
    journey.publish(product, {})


@when(Sentence('{shopper:Shopper} looks up "{product:Words}" {where:Where} the {place:Touchpoint}'))
def looks_up(journey: Journey, shopper: str, product: str, place: str) -> None:
    """See or hear what a product costs at a touchpoint."""
    journey.visit(shopper, place, prices.LOOK_UP, words=product)
