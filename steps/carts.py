"""Carts: the offer waits in one until it is paid."""

from pytest_bdd import when

from journeys.gherkin.sentences.sentence import Sentence
from journeys.topics import carts
from journeys.walking.journey import Journey


@when(Sentence("{shopper:Shopper} puts the offer in the cart {where:Where} the {place:Touchpoint}"))
def fills_cart(journey: Journey, shopper: str, place: str) -> None:
    """Put what is offered in a cart, with its code, and see what the cart asks for it."""
    journey.visit(shopper, place, carts.FILL)


@when(Sentence("{shopper:Shopper} checks out {where:Where} the {place:Touchpoint}"))
def checks_out(journey: Journey, shopper: str, place: str) -> None:
    """Pay what is in the cart, as a customer would: not if it costs more than was told."""
    journey.visit(shopper, place, carts.CHECK_OUT)
