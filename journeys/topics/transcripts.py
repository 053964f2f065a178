"""Transcripts: what was said in a chat comes by email afterwards, and says what was said."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from journeys.evidence.observations import Visit
from journeys.evidence.purposes import Place
from journeys.judging.standing import Standing
from journeys.judging.topic import Topic
from journeys.judging.verdict import Finding
from journeys.promises.channel import Channel
from journeys.promises.form import one_of
from journeys.promises.forms import MONEY
from journeys.promises.money import written
from journeys.topics.offers import PRICE

if TYPE_CHECKING:
    from journeys.touchpoints.visit import OpenVisit

__all__ = [
    "PRICE_WRITTEN",
    "READ",
    "SAYS_OTHERWISE",
    "TRANSCRIPT",
    "TRANSCRIPTS",
    "TRANSCRIPT_MISSING",
    "ReadsTranscripts",
]

TRANSCRIPTS = Topic("transcripts", about="writing down what was said", honours=True, measures="consistency")


@runtime_checkable
class ReadsTranscripts(Protocol):
    """A place where customers get what was said in a chat: their inbox."""

    def read_transcript(self, visit: OpenVisit) -> None:
        """Wait for the transcript of the last chat; write down whether it came, and the price it names last, if any."""


TRANSCRIPTS.ability(ReadsTranscripts, "get a transcript")

TRANSCRIPT = TRANSCRIPTS.seen("transcript", one_of("came", "missing"), told="transcript {value}", excuses=["missing"])
PRICE_WRITTEN = TRANSCRIPTS.seen("price in the transcript", MONEY)

READ = TRANSCRIPTS.purpose(
    "reads the transcript",
    ReadsTranscripts.read_transcript,
    sentence="{shopper} reads the transcript of the chat at the {place}",
    owes=[TRANSCRIPT],
    may=[PRICE_WRITTEN],
    contact=False,
    served=False,
    usually=Place.BY_EMAIL,
)

TRANSCRIPT_MISSING = TRANSCRIPTS.breach("sent no transcript", row="R21")
SAYS_OTHERWISE = TRANSCRIPTS.breach("wrote down another price than was said", row="R21")


@TRANSCRIPTS.rule(READ)
def came_and_is_true(visit: Visit, standing: Standing) -> Iterator[Finding]:
    """Say whether a transcript of the last chat came, and names the price that was named there last."""
    chats = (one for one in reversed(standing.before) if one.channel is Channel.CHAT and one.purpose.served)
    chat, came = next(chats, None), visit.last(TRANSCRIPT)
    if chat is None:
        yield TRANSCRIPTS.untested(visit, TRANSCRIPT, "a transcript", "there was no chat before")
        return
    if came is not None:
        breach = TRANSCRIPT_MISSING if came.value == "missing" else None
        yield TRANSCRIPTS.found(visit, TRANSCRIPT, "came", came.value, "there was a chat before", breach, came.words)
    said, wrote = chat.value(PRICE), visit.last(PRICE_WRITTEN)
    if said is not None and wrote is not None:
        breach = None if wrote.money == said else SAYS_OTHERWISE
        reason = f"{written(said)} was said in the {chat.touchpoint}"
        yield TRANSCRIPTS.found(visit, PRICE_WRITTEN, written(said), wrote.value, reason, breach, wrote.words)
