"""What the company promised, and where it said so."""

from pytest_bdd import given

from journeys.journey import Journey
from journeys.promise import PromiseTerms
from journeys.sentences import Sentence
from journeys.tables import Table, read_by


@given(Sentence("the company promised {shopper:Shopper} by {channel:Channel}:"))
@read_by(PromiseTerms.from_table)
def promised(journey: Journey, shopper: str, channel: str, datatable: Table) -> None:
    """Have the company make an offer to a customer; the table states its terms."""
    journey.promised(shopper, channel, datatable)
