"""Cancelling an order, wherever it was placed."""

from pytest_bdd import given, then, when

from journeys.gherkin.sentences.sentence import Sentence
from journeys.topics import cancelling
from journeys.walking.journey import Journey


@given(Sentence('orders of "{product:Words}" can be cancelled within {duration:Duration}'))
def can_be_cancelled(journey: Journey, product: str, duration: str) -> None:
    """State how long after it was placed an order of a product can be cancelled, wherever it was placed."""
    journey.publish(product, {"cancelled within": duration})


@when(Sentence("{shopper:Shopper} cancels the last order {where:Where} the {place:Touchpoint}"))
def cancels(journey: Journey, shopper: str, place: str) -> None:
    """Cancel what was ordered last, with an offer or without one, and hear how much is refunded."""
    journey.visit(shopper, place, cancelling.CANCEL)


@when(Sentence('{shopper:Shopper} cancels the order of "{product:Words}" {where:Where} the {place:Touchpoint}'))
def cancels_product(journey: Journey, shopper: str, product: str, place: str) -> None:
    """Cancel the last order of a product, and hear how much is refunded."""
    journey.visit(shopper, place, cancelling.CANCEL, about=product)


@when(Sentence("{shopper:Shopper} looks what has become of the order {where:Where} the {place:Touchpoint}"))
def looks_up_order(journey: Journey, shopper: str, place: str) -> None:
    """See whether the last order stands, and what was refunded of it."""
    journey.visit(shopper, place, cancelling.LOOK_UP_ORDER)


@then(Sentence("the order is cancelled everywhere"))
def cancelled_everywhere(journey: Journey) -> None:
    """See that orders were cancelled wherever that was asked for, and are charged nowhere then."""
    journey.hold_to(cancelling.CANCELLING)
