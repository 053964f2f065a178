"""Who shops here."""

from pytest_bdd import given

from journeys.journey import Journey
from journeys.sentences import Sentence


@given(Sentence("{shopper:Shopper} has never bought here"))
def passer_by(journey: Journey, shopper: str) -> None:
    """Make up a shopper whom the company does not know."""
    journey.visitor(shopper)
