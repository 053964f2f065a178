"""What the company promised, and where it said so."""

from pytest_bdd import given

from journeys.gherkin.sentences.sentence import Sentence
from journeys.promises.promise_table import TermTable
from journeys.promises.tables import Table, read_by
from journeys.walking.journey import Journey


@given(Sentence("the company promised {shopper:Shopper} by {channel:Channel}:"))
@read_by(TermTable.read)
def promised(journey: Journey, shopper: str, channel: str, datatable: Table) -> None:
    """Have the company make an offer to a customer; the table states its terms."""
    journey.promised(shopper, channel, datatable)


@given(Sentence("the company promised {shopper:Shopper} {where:Where} the {place:Touchpoint}:"))
@read_by(TermTable.read)
def promised_at(journey: Journey, shopper: str, place: str, datatable: Table) -> None:
    """Have the company make an offer to a customer at one of its places, wherever customers are told of offers."""
    journey.promised(shopper, None, datatable, at=place)
