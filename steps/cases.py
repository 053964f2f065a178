"""Cases that are opened in one place and asked about in another."""

from pytest_bdd import then, when

from journeys.gherkin.sentences.sentence import Sentence
from journeys.topics import cases
from journeys.walking.journey import Journey


@when(Sentence('{shopper:Shopper} has a case opened {where:Where} the {place:Touchpoint}: "{words:Words}"'))
def opens_case(journey: Journey, shopper: str, place: str, words: str) -> None:
    """Have a case opened, and be told its number."""
    journey.visit(shopper, place, cases.OPEN, words=words)


@when(Sentence("{shopper:Shopper} asks the {place:Touchpoint} about the case"))
def asks_about_case(journey: Journey, shopper: str, place: str) -> None:
    """Ask about the case that was opened last, by the number that was told."""
    journey.visit(shopper, place, cases.ENQUIRE)


@then(Sentence("the case is known wherever {shopper:Shopper} goes"))
def case_known(journey: Journey, shopper: str) -> None:
    """See that cases opened in one place are known in every other, and for what they are."""
    journey.hold_to(cases.CASES, shopper=shopper)
