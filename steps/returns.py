"""Bringing back what was bought, and getting the money back."""

from pytest_bdd import given, then, when

from journeys.gherkin.sentences.sentence import Sentence
from journeys.topics import returns
from journeys.walking.journey import Journey


@given(Sentence('the company takes "{product:Words}" back within {duration:Duration}'))
def takes_back(journey: Journey, product: str, duration: str) -> None:
    """State how long customers can bring a product back, wherever they bought it."""
    journey.publish(product, {"returns within": duration})


@given(Sentence('the company takes "{product:Words}" back within {duration:Duration}, less a fee of {price:Money}'))
def takes_back_for_a_fee(journey: Journey, product: str, duration: str, price: str) -> None:
    """State how long customers can bring a product back, and what is kept of the price then, as is said beforehand."""
    journey.publish(product, {"returns within": duration, "return fee": price})


@when(Sentence('{shopper:Shopper} returns "{product:Words}" {where:Where} the {place:Touchpoint}'))
def returns_product(journey: Journey, shopper: str, product: str, place: str) -> None:
    """Bring back a product, whole as it was ordered, and hear how much is refunded."""
    journey.visit(shopper, place, returns.RETURN, about=product)


@when(Sentence("{shopper:Shopper} returns the last order {where:Where} the {place:Touchpoint}"))
def returns_order(journey: Journey, shopper: str, place: str) -> None:
    """Bring back what was ordered last, with an offer or without one."""
    journey.visit(shopper, place, returns.RETURN)


@when(Sentence("{shopper:Shopper} reads the confirmation of the refund"))
def reads_refund(journey: Journey, shopper: str) -> None:
    """Wait for the message that confirms the refund, by email if the company sends any."""
    journey.visit(shopper, None, returns.READ_REFUND)


@then(Sentence("{shopper:Shopper} gets the money back as promised"))
def money_back(journey: Journey, shopper: str) -> None:
    """See that everything was taken back in time, refunded in full, as it was paid, soon enough, and confirmed so."""
    journey.hold_to(returns.RETURNS, shopper=shopper)
