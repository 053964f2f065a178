"""What must hold of an order, whatever was promised."""

from pytest_bdd import then

from journeys.errors import BrokenPromise, NothingToJudge
from journeys.evidence import Purpose, Term
from journeys.journey import Journey
from journeys.money import shown
from journeys.sentences import Sentence


@then(Sentence("{shopper:Shopper} was charged what she was shown"))
def charged_as_shown(journey: Journey, shopper: str) -> None:
    """See that no order costs more than the page or the answer before it said."""
    paid = [visit for visit in journey.visits if visit.shopper == shopper and visit.purpose is Purpose.CHECK_OUT]
    if not paid:
        raise NothingToJudge(f"{shopper} has not checked out anywhere")
    for visit in paid:
        before, after = visit.first(Term.PRICE), visit.last(Term.PRICE)
        if visit.bought and before and after and after.money > before.money:
            said = f"{shown(before.money)} was shown, {shown(after.money)} was charged"
            raise BrokenPromise(f"The {visit.touchpoint} charged more than it showed: {said}.")


@then(Sentence("{shopper:Shopper} has a confirmation of her order"))
def confirmed(journey: Journey, shopper: str) -> None:
    """See that the company confirmed the order it took."""
    looked = [visit for visit in journey.visits if visit.shopper == shopper and visit.purpose is Purpose.CONFIRM]
    if not looked:
        raise NothingToJudge(f"{shopper} has not looked for a confirmation")
    if not looked[-1].last(Term.PRICE):
        bought = next(visit for visit in reversed(journey.visits) if visit.bought)
        raise BrokenPromise(f"The {bought.touchpoint} took an order, and no confirmation of it came to the inbox.")
