"""Buying without any offer, at the price that was shown."""

from pytest_bdd import then, when

from journeys.gherkin.sentences.sentence import Sentence
from journeys.promises.counts import read_count
from journeys.topics import purchases
from journeys.walking.journey import Journey


@when(Sentence('{shopper:Shopper} buys "{product:Words}" {where:Where} the {place:Touchpoint}'))
def buys(journey: Journey, shopper: str, product: str, place: str) -> None:
    """Buy a product as a customer would: not if it costs more than was shown."""
    journey.visit(shopper, place, purchases.BUY, words=product)


@when(Sentence('{shopper:Shopper} buys {quantity:Count} of "{product:Words}" {where:Where} the {place:Touchpoint}'))
def buys_several(journey: Journey, shopper: str, quantity: str, product: str, place: str) -> None:
    """Buy several of a product, for so many times the price that was shown."""
    journey.visit(shopper, place, purchases.BUY, words=product, quantity=read_count(quantity))


@then(Sentence("everything costs what was shown"))
def costs_what_was_shown(journey: Journey) -> None:
    """Hold every purchase to the price that was shown before, for as many as were ordered."""
    journey.hold_to(purchases.PURCHASES)
