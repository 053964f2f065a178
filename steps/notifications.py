"""How customers want to be written to, and whether word of orders and cases comes so."""

from pytest_bdd import then, when

from journeys.gherkin.sentences.sentence import Sentence
from journeys.promises.preferences import wish
from journeys.topics import notifications
from journeys.walking.journey import Journey


@when(Sentence("{shopper:Shopper} asks the {place:Touchpoint} for messages by {means:Means} from now on"))
def by_means(journey: Journey, shopper: str, place: str, means: str) -> None:
    """Ask to be written to by email, or by text; the language stays what it was."""
    journey.visit(shopper, place, notifications.ASK, words=wish(means=means))


@when(Sentence("{shopper:Shopper} asks the {place:Touchpoint} for messages in {language:Language} from now on"))
def in_language(journey: Journey, shopper: str, place: str, language: str) -> None:
    """Ask to be written to in a language; the channel stays what it was."""
    journey.visit(shopper, place, notifications.ASK, words=wish(language=language))


@when(
    Sentence(
        "{shopper:Shopper} asks the {place:Touchpoint} for messages by {means:Means} in {language:Language} from now on"
    )
)
def by_means_in_language(journey: Journey, shopper: str, place: str, means: str, language: str) -> None:
    """Ask to be written to by email, or by text, in a language."""
    journey.visit(shopper, place, notifications.ASK, words=wish(means=means, language=language))


@when(Sentence("{shopper:Shopper} looks {where:Where} the {place:Touchpoint} how messages will come"))
def looks_how(journey: Journey, shopper: str, place: str) -> None:
    """Look how the company says that it writes."""
    journey.visit(shopper, place, notifications.LOOK)


@when(Sentence("{shopper:Shopper} looks through the {place:Touchpoint} for word of the order"))
def looks_for_order(journey: Journey, shopper: str, place: str) -> None:
    """See what came of the order that was placed last: when, how often, in which language."""
    journey.visit(shopper, place, notifications.LOOK_FOR_ORDER)


@when(Sentence("{shopper:Shopper} looks through the {place:Touchpoint} for word of the case"))
def looks_for_case(journey: Journey, shopper: str, place: str) -> None:
    """See what came of the case that was opened last: when, how often, in which language."""
    journey.visit(shopper, place, notifications.LOOK_FOR_CASE)


@then(Sentence("the company writes to {shopper:Shopper} as asked"))
def as_asked(journey: Journey, shopper: str) -> None:
    """See that word came by the channel and in the language that was asked for, in time, and once."""
    journey.hold_to(notifications.NOTIFICATIONS, shopper=shopper)
