"""Notes that staff write on an account and find again elsewhere."""

from pytest_bdd import when

from journeys.gherkin.sentences.sentence import Sentence
from journeys.topics import notes
from journeys.walking.journey import Journey


@when(Sentence('{shopper:Shopper} has a note written {where:Where} the {place:Touchpoint}: "{words:Words}"'))
def leaves_note(journey: Journey, shopper: str, place: str, words: str) -> None:
    """Have staff write a note on the account."""
    journey.visit(shopper, place, notes.LEAVE, words=words)


@when(Sentence("{shopper:Shopper} asks the {place:Touchpoint} for the note"))
def asks_for_note(journey: Journey, shopper: str, place: str) -> None:
    """Ask staff to find the note, and see how long that takes."""
    journey.visit(shopper, place, notes.FIND)
