"""Buying online what is picked up in a store."""

from pytest_bdd import given, then, when

from journeys.gherkin.sentences.sentence import Sentence
from journeys.promises.counts import read_count
from journeys.topics import pickup
from journeys.walking.journey import Journey


@given(Sentence('the company promises "{product:Words}" ready for pickup within {duration:Duration}'))
def promises(journey: Journey, product: str, duration: str) -> None:
    """State how long the company says that it takes until a product lies ready; nothing is changed at the company."""
    journey.publish(product, {"ready for pickup within": duration})


@when(Sentence('{shopper:Shopper} orders "{product:Words}" {where:Where} the {place:Touchpoint} for pickup'))
def orders(journey: Journey, shopper: str, product: str, place: str) -> None:
    """Buy a product that is to be picked up in a store: not if it costs more than was shown."""
    journey.visit(shopper, place, pickup.ORDER_FOR_PICKUP, words=product)


@when(
    Sentence(
        '{shopper:Shopper} orders {quantity:Count} of "{product:Words}" {where:Where} the {place:Touchpoint} for pickup'
    )
)
def orders_several(journey: Journey, shopper: str, quantity: str, product: str, place: str) -> None:
    """Buy several of a product that are to be picked up in a store."""
    journey.visit(shopper, place, pickup.ORDER_FOR_PICKUP, words=product, quantity=read_count(quantity))


@when(
    Sentence(
        '{shopper:Shopper} orders "{product:Words}" {where:Where} the {place:Touchpoint} for pickup '
        "by {kinship:Kinship} {helper:Shopper}"
    )
)
def orders_for_other(journey: Journey, shopper: str, product: str, place: str, helper: str) -> None:
    """Buy a product and name somebody else who may pick it up, who need not be known to the company."""
    journey.visit(shopper, place, pickup.ORDER_FOR_PICKUP, words=product, other=helper)


@when(Sentence("{shopper:Shopper} looks through the {place:Touchpoint} for the pickup message"))
def looks(journey: Journey, shopper: str, place: str) -> None:
    """Read what came to the shopper about the order; see whether and when it was called ready."""
    journey.visit(shopper, place, pickup.LOOK_READY)


@when(Sentence("{shopper:Shopper} asks the {place:Touchpoint} whether the order is ready"))
def asks(journey: Journey, shopper: str, place: str) -> None:
    """Ask whether the order that was placed last can be picked up."""
    journey.visit(shopper, place, pickup.ASK_READY)


@when(Sentence("{shopper:Shopper} picks up the order {where:Where} the {place:Touchpoint}"))
def picks_up(journey: Journey, shopper: str, place: str) -> None:
    """Ask for the order by its number, and take it if it is handed over."""
    journey.visit(shopper, place, pickup.PICK_UP)


@when(Sentence("{shopper:Shopper} picks up the order by name {where:Where} the {place:Touchpoint}"))
def picks_up_by_name(journey: Journey, shopper: str, place: str) -> None:
    """Ask for the order by the shopper's name alone."""
    journey.visit(shopper, place, pickup.PICK_UP_BY_NAME)


@when(Sentence("{shopper:Shopper} picks up the order by QR code {where:Where} the {place:Touchpoint}"))
def picks_up_by_code(journey: Journey, shopper: str, place: str) -> None:
    """Show the code that came with the order."""
    journey.visit(shopper, place, pickup.PICK_UP_BY_CODE)


@when(
    Sentence(
        "{kinship:Kinship} {helper:Shopper} picks up the order {where:Where} the {place:Touchpoint} "
        "for {shopper:Shopper}"
    )
)
def picks_up_for_another(journey: Journey, shopper: str, place: str, helper: str) -> None:
    """Have somebody else ask for the order by its number, who may be nobody that the company knows."""
    journey.visit(shopper, place, pickup.PICK_UP, by=helper)


@then(Sentence("the order can be picked up as promised"))
def as_promised(journey: Journey) -> None:
    """See that it was known and ready in time, told of once and not before, and handed over once to whoever may."""
    journey.hold_to(pickup.PICKUP)
