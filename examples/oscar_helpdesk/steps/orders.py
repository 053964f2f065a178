"""What must hold of an order, whatever was promised."""

from pytest_bdd import then

from journeys.api import BrokenPromise, Journey, NothingToJudge, Sentence, confirmations, offers


@then(Sentence("{shopper:Shopper} has a confirmation of her order"))
def confirmed(journey: Journey, shopper: str) -> None:
    """See that the company confirmed the order it took."""
    own = [visit for visit in journey.visits if visit.shopper == shopper]
    looked = [visit for visit in own if visit.purpose == confirmations.CONFIRM]
    if not looked:
        raise NothingToJudge(f"{shopper} has not looked for a confirmation")
    if not looked[-1].last(offers.PRICE):
        bought = next(visit for visit in reversed(journey.visits) if visit.bought)
        raise BrokenPromise(f"The {bought.touchpoint} took an order, and no confirmation of it came to the inbox.")
