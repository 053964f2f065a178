"""How many of a product are left, wherever one looks."""

from pytest_bdd import given, then, when

from journeys.gherkin.sentences.sentence import Sentence
from journeys.promises.counts import read_count
from journeys.topics.stock import LOOK, STOCK
from journeys.walking.journey import Journey


@given(Sentence('the company has {stock:Count} of "{product:Words}" in stock'))
def has(journey: Journey, stock: str, product: str) -> None:
    """State how many of a product the company says that there are; nothing is changed at the company."""
    journey.publish(product, {"stock": str(read_count(stock, term="stock"))})


@given(Sentence('the company has {stock:Count} of "{product:Words}" in stock, give or take {difference:Count}'))
def has_about(journey: Journey, stock: str, product: str, difference: str) -> None:
    """State how many there are, and by how many the company says that its places may be off."""
    journey.publish(
        product,
        {
            "stock": str(read_count(stock, term="stock")),
            "stock may differ by": str(read_count(difference, term="difference")),
        },
    )


@when(Sentence('{shopper:Shopper} looks how many of "{product:Words}" are left {where:Where} the {place:Touchpoint}'))
def looks(journey: Journey, shopper: str, product: str, place: str) -> None:
    """See or hear how many of a product are left at a touchpoint."""
    journey.visit(shopper, place, LOOK, words=product)


@then(Sentence("every touchpoint shows the same stock"))
def one_stock(journey: Journey) -> None:
    """See that as many are left wherever one looked, less what was bought since, and that these could be bought."""
    journey.hold_to(STOCK)
