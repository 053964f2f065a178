"""What was said in a chat, as it comes afterwards."""

from pytest_bdd import then, when

from journeys.gherkin.sentences.sentence import Sentence
from journeys.topics import transcripts
from journeys.walking.journey import Journey


@when(Sentence("{shopper:Shopper} reads the transcript of the chat"))
def reads_transcript(journey: Journey, shopper: str) -> None:
    """Wait for what was said in the last chat, by email, and see whether it says so."""
    journey.visit(shopper, None, transcripts.READ)


@then(Sentence("the transcript says what was said"))
def transcript_is_right(journey: Journey) -> None:
    """See that a transcript came, and names the price that was named in the chat."""
    journey.hold_to(transcripts.TRANSCRIPTS)
