"""Company time passing."""

from datetime import timedelta

from pytest_bdd import when

from journeys.gherkin.sentences.sentence import Sentence
from journeys.promises.clock import read_duration
from journeys.walking.journey import Journey


@when(Sentence("{duration:Duration} pass"))
def time_passes(journey: Journey, duration: str) -> None:
    """Let company time pass; what falls due on the way happens."""
    journey.pass_time(read_duration(duration))


@when(Sentence("it is the last second of {shopper:Shopper}'s offer"))
def last_second(journey: Journey, shopper: str) -> None:
    """Let company time pass to the last moment the offer holds."""
    journey.wait_until_end(shopper)


@when(Sentence("{shopper:Shopper}'s offer has ended"))
def ended(journey: Journey, shopper: str) -> None:
    """Let company time pass to one second after the offer's end."""
    journey.wait_until_end(shopper, beyond=timedelta(seconds=1))
