"""What must hold of an order, whatever was promised."""

from pytest_bdd import then

from journeys.errors import BrokenPromise, NothingToJudge
from journeys.evidence.observations import Purpose, Term
from journeys.gherkin.sentences.sentence import Sentence
from journeys.walking.journey import Journey


@then(Sentence("{shopper:Shopper} has a confirmation of her order"))
def confirmed(journey: Journey, shopper: str) -> None:
    """See that the company confirmed the order it took."""
    looked = [visit for visit in journey.visits if visit.shopper == shopper and visit.purpose is Purpose.CONFIRM]
    if not looked:
        raise NothingToJudge(f"{shopper} has not looked for a confirmation")
    if not looked[-1].last(Term.PRICE):
        bought = next(visit for visit in reversed(journey.visits) if visit.bought)
        raise BrokenPromise(f"The {bought.touchpoint} took an order, and no confirmation of it came to the inbox.")
