"""Wanting no promotional messages, or wanting them again; and reading what came."""

from pytest_bdd import then, when

from journeys.gherkin.sentences.sentence import Sentence
from journeys.topics import consent
from journeys.walking.journey import Journey


@when(Sentence("{shopper:Shopper} asks the {place:Touchpoint} to stop promotional messages"))
def stops(journey: Journey, shopper: str, place: str) -> None:
    """Ask for no more promotional messages, by email and on the own line."""
    journey.visit(shopper, place, consent.STOP)


@when(Sentence("{shopper:Shopper} asks the {place:Touchpoint} to stop promotional messages to {line:Shopper}'s line"))
def stops_on_line(journey: Journey, shopper: str, place: str, line: str) -> None:
    """Ask for no more promotional messages to somebody's line."""
    journey.visit(shopper, place, consent.STOP, line)


@when(
    Sentence(
        "{shopper:Shopper} asks the {place:Touchpoint} to stop promotional messages "
        'to {line:Shopper}\'s line: "{words:Words}"'
    )
)
def stops_in_own_words(journey: Journey, shopper: str, place: str, line: str, words: str) -> None:
    """Ask for no more promotional messages to somebody's line, in words of one's own."""
    journey.visit(shopper, place, consent.STOP, line, words)


@when(Sentence("{shopper:Shopper} asks the {place:Touchpoint} for promotional messages again"))
def starts(journey: Journey, shopper: str, place: str) -> None:
    """Ask for promotional messages again, by email and on the own line."""
    journey.visit(shopper, place, consent.START)


@when(Sentence("{shopper:Shopper} asks the {place:Touchpoint} to move promotional messages off {line:Shopper}'s line"))
def moves(journey: Journey, shopper: str, place: str, line: str) -> None:
    """Ask that promotional messages to somebody's line come to the own line instead."""
    journey.visit(shopper, place, consent.MOVE, line)


@when(Sentence("{shopper:Shopper} looks through the {place:Touchpoint} for promotional messages"))
def looks(journey: Journey, shopper: str, place: str) -> None:
    """Read what came to the shopper, whenever that was."""
    journey.visit(shopper, place, consent.LOOK)


@when(
    Sentence("{shopper:Shopper} looks through the {place:Touchpoint} on {line:Shopper}'s line for promotional messages")
)
def looks_on_line(journey: Journey, shopper: str, place: str, line: str) -> None:
    """Read what came to somebody's line, whenever that was."""
    journey.visit(shopper, place, consent.LOOK, line)


@then(Sentence("no promotional message comes from then on"))
def none_comes(journey: Journey) -> None:
    """See that nothing promotional came once the company had to have heeded the stop, wherever it was said."""
    journey.hold_to(consent.CONSENT)


@then(Sentence("no promotional message reaches {line:Shopper}'s line from then on"))
def none_comes_to_line(journey: Journey, line: str) -> None:
    """See that nothing promotional came to somebody's line once the company had to have heeded the stop."""
    journey.hold_to(consent.CONSENT, line=line)


@then(Sentence("promotional messages come again"))
def some_come(journey: Journey) -> None:
    """See that promotional messages come where they were asked for."""
    journey.hold_to(consent.RESUMING)


@then(Sentence("service messages still come"))
def service_comes(journey: Journey) -> None:
    """See that messages about orders come after the stop as they did before."""
    journey.hold_to(consent.SERVICE_MESSAGES)
