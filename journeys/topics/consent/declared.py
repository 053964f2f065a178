"""What is declared of consent: what can be asked for, what can be seen of it, and how it is broken."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from journeys.judging.topic import Topic
from journeys.promises.form import one_of
from journeys.promises.forms import COUNT, DURATION, END, WITHIN, YES_OR_NO
from journeys.topics.offers import SERVED

if TYPE_CHECKING:
    from journeys.touchpoints.visit import OpenVisit

__all__ = [
    "CAMPAIGN",
    "CAMPAIGN_SEEN",
    "CONFIRMATION",
    "CONFIRMED_AGAIN",
    "CONSENT",
    "GOES_ON",
    "LOOK",
    "MESSAGES_READ",
    "MINORS_STOPPED_WITHIN",
    "MOVE",
    "NOT_STARTED",
    "NOT_TAKEN",
    "NO_WAY",
    "PROMOTION",
    "REQUEST",
    "RESUMING",
    "SENT_EVERY",
    "SERVICE_MESSAGE",
    "SERVICE_MESSAGES",
    "SERVICE_STOPPED",
    "START",
    "STOP",
    "STOPPED_WITHIN",
    "TO_MINOR",
    "ChangesPromotions",
    "ReadsMessages",
    "StopsPromotions",
]

CONSENT = Topic("consent", about="stopping promotional messages", measures="consistency")
RESUMING = Topic("resuming promotions", about="sending promotional messages again")
SERVICE_MESSAGES = Topic("service messages", about="sending service messages on")


@runtime_checkable
class StopsPromotions(Protocol):
    """A place where customers can say that they want no more promotional messages."""

    def stop_promotions(self, visit: OpenVisit) -> None:
        """Ask for no more of them, in the words of ``visit.words`` if there are any; write down what becomes of it.

        ``visit.line`` names whose line they are to stop on; without one, they are to stop for the shopper.
        """


@runtime_checkable
class ChangesPromotions(Protocol):
    """A place where customers can have promotional messages sent again, or to another line."""

    def start_promotions(self, visit: OpenVisit) -> None:
        """Ask for them again, for ``visit.line`` or without one for the shopper; write down what becomes of it."""

    def move_promotions(self, visit: OpenVisit) -> None:
        """Ask that those to ``visit.line`` come to the shopper's own line instead; write down what becomes of it."""


@runtime_checkable
class ReadsMessages(Protocol):
    """A place where messages to customers arrive: an inbox, a telephone."""

    def look_for_promotions(self, visit: OpenVisit) -> None:
        """Read what came to ``visit.line``, or without one to the shopper, and write down each message's kind and time.

        What cannot be told apart must not be passed over: the visit ends with NotUnderstood. Where something shows
        that campaigns go on, such as a telephone of one's own on every list, write that down too.
        """


CONSENT.ability(StopsPromotions, "stop promotional messages")
CONSENT.ability(ChangesPromotions, "start or move promotional messages")
CONSENT.ability(ReadsMessages, "read messages")

STOPPED_WITHIN = CONSENT.standard(
    "promotions stopped within",
    WITHIN,
    usual="10 working days",
    help="How long promotional messages may go on after a stop; where law allows less, that counts.",
)
MINORS_STOPPED_WITHIN = CONSENT.standard(
    "promotions to minors stopped within",
    WITHIN,
    usual="0 days",
    help="The same, on a minor's line, once a parent has objected.",
)
SENT_EVERY = CONSENT.standard(
    "promotions sent every",
    DURATION,
    usual="30 days",
    help="How often the company sends promotional messages at least: silence for less than that proves nothing.",
)

REQUEST = CONSENT.seen(
    "request about promotions",
    one_of("taken", "refused", "no way", "unanswered"),
    told={"taken": "taken down", "refused": "not taken down", "no way": "no way to ask", "unanswered": "no answer"},
)
MESSAGES_READ = CONSENT.seen("messages read", COUNT)
PROMOTION = CONSENT.seen("promotional message", END)
SERVICE_MESSAGE = CONSENT.seen("service message", END)
CONFIRMATION = CONSENT.seen("confirmation of a stop", END)
CAMPAIGN_SEEN = CONSENT.seen("campaign seen elsewhere", YES_OR_NO)
CAMPAIGN = CONSENT.seen("last campaign elsewhere", END)

STOP = CONSENT.purpose(
    "asks for no more promotional messages",
    StopsPromotions.stop_promotions,
    sentence="{shopper} asks the {place} to stop promotional messages",
    owes=[REQUEST],
    may=SERVED,
    any_time=True,
    tells_history=False,
)
START = CONSENT.purpose(
    "asks for promotional messages again",
    ChangesPromotions.start_promotions,
    sentence="{shopper} asks the {place} for promotional messages again",
    owes=[REQUEST],
    may=SERVED,
    any_time=True,
    tells_history=False,
)
MOVE = CONSENT.purpose(
    "asks to move promotional messages",
    ChangesPromotions.move_promotions,
    sentence="{shopper} asks the {place} to move promotional messages to another line",
    owes=[REQUEST],
    may=SERVED,
    any_time=True,
    tells_history=False,
)
LOOK = CONSENT.purpose(
    "looks for promotional messages",
    ReadsMessages.look_for_promotions,
    sentence="{shopper} looks through the {place} for promotional messages",
    owes=[MESSAGES_READ],
    may=(PROMOTION, SERVICE_MESSAGE, CONFIRMATION, CAMPAIGN_SEEN, CAMPAIGN),
    contact=False,
    served=False,
    any_time=True,
)

NOT_TAKEN = CONSENT.breach("did not take down what was asked of promotional messages", row="R7")
NO_WAY = CONSENT.breach("gave no way to stop promotional messages", row="R7")
GOES_ON = CONSENT.breach("went on with promotional messages after the stop", row="R7")
TO_MINOR = CONSENT.breach(
    "sent a minor promotional messages after a parent had objected", row="R8", severity="critical"
)
CONFIRMED_AGAIN = CONSENT.breach("confirmed the stop again and again", row="R7", severity="minor")
NOT_STARTED = RESUMING.breach("sent no promotional messages although they were asked for", row="R21")
SERVICE_STOPPED = SERVICE_MESSAGES.breach("stopped service messages as well", row="R21")
