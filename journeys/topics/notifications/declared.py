"""What is declared of notifications: how customers want to be written to, and word of orders and cases."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from journeys.evidence.observations import Visit
from journeys.evidence.purposes import Before, Purpose
from journeys.judging.topic import Topic
from journeys.promises.form import one_of
from journeys.promises.forms import COUNT, DURATION, END
from journeys.promises.preferences import LANGUAGES, PREFERENCE
from journeys.topics.cases import OPEN
from journeys.topics.complaints import CASE
from journeys.topics.offers import ORDER, REDEEM, SERVED

if TYPE_CHECKING:
    from journeys.touchpoints.visit import OpenVisit

__all__ = [
    "ASK",
    "CAME",
    "CAME_AGAIN",
    "FOUND",
    "LATE",
    "LOOK",
    "LOOK_FOR_CASE",
    "LOOK_FOR_ORDER",
    "MISSING",
    "NOTIFICATIONS",
    "NOTIFIED_WITHIN",
    "NOT_TAKEN_DOWN",
    "NO_WAY_TO_SAY",
    "PROMISED_WITHIN",
    "REQUEST",
    "SHOWN",
    "SHOWN_OTHERWISE",
    "TWICE",
    "WRITTEN_IN",
    "WRONG_CHANNEL",
    "WRONG_LANGUAGE",
    "BringsWord",
    "ShowsPreferences",
    "TakesPreferences",
    "begun",
]

NOTIFICATIONS = Topic("notifications", about="writing to customers as they asked", measures="consistency")


@runtime_checkable
class TakesPreferences(Protocol):
    """A place where customers say how they want to be written to: by which means, in which language."""

    def prefer(self, visit: OpenVisit) -> None:
        """Ask to be written to as ``visit.words`` say from now on, "by text, in German"; write down what becomes of it.

        ``note_wish_answered`` of ``journeys.api`` reads what a place answers; ``note_wish`` writes down what is known.
        """


@runtime_checkable
class ShowsPreferences(Protocol):
    """A place that shows customers how they are written to."""

    def show_preference(self, visit: OpenVisit) -> None:
        """Look how the company writes to the shopper, and write that down; "any way" where nothing is fixed."""


@runtime_checkable
class BringsWord(Protocol):
    """A place where word of orders and cases arrives: an inbox, a telephone."""

    def look_for_word(self, visit: OpenVisit) -> None:
        """Read what came of the order or case numbered ``visit.words``; write down when, and in which language.

        ``note_word`` of ``journeys.api`` does that. Without a number there is nothing to look for.
        """


NOTIFICATIONS.ability(TakesPreferences, "take down how a customer wants to be written to")
NOTIFICATIONS.ability(ShowsPreferences, "show how a customer is written to")
NOTIFICATIONS.ability(BringsWord, "bring word of an order", after=REDEEM)

NOTIFIED_WITHIN = NOTIFICATIONS.standard(
    "notified within",
    DURATION,
    usual="10 minutes",
    help="How soon a customer gets word of an order that was taken, or a case that was opened.",
)
PROMISED_WITHIN = NOTIFICATIONS.term(
    "notified within",
    DURATION,
    seen=False,
    label="word of it within",
    help="How soon the customer gets word of an order, where this promise says more than the company's standard.",
)

REQUEST = NOTIFICATIONS.seen(
    "request how to write",
    one_of("taken", "refused", "no way", "unanswered"),
    told={"taken": "taken down", "refused": "not taken down", "no way": "no way to ask", "unanswered": "no answer"},
)
SHOWN = NOTIFICATIONS.seen("how the company writes", PREFERENCE, told="{value}")
FOUND = NOTIFICATIONS.seen("messages about it", COUNT, told="{value} about it")
CAME = NOTIFICATIONS.seen("word of it", END)
CAME_AGAIN = NOTIFICATIONS.seen("word of it again", END)
WRITTEN_IN = NOTIFICATIONS.seen("language of the message", LANGUAGES)

ASK = NOTIFICATIONS.purpose(
    "asks how to be written to",
    TakesPreferences.prefer,
    sentence="{shopper} tells the {place} how to write from now on",
    owes=[REQUEST],
    may=SERVED,
    any_time=True,
    tells_history=False,
    in_general=True,
    sample="by text, in German",
)
LOOK = NOTIFICATIONS.purpose(
    "looks how the company writes",
    ShowsPreferences.show_preference,
    sentence="{shopper} looks at the {place} how the company writes",
    owes=[SHOWN],
    may=SERVED,
    any_time=True,
    tells_history=False,
    in_general=True,
)


def begun(visits: Iterable[Visit], shopper: str, began: Purpose) -> dict[str, Visit]:
    """Give the visits of a shopper on which an order was taken, or a case opened, by the number that was told."""
    begun: dict[str, Visit] = {}
    for visit in visits:
        seen = visit.last(CASE if began == OPEN else ORDER)
        taken = visit.purpose == OPEN if began == OPEN else visit.bought
        if visit.shopper == shopper and taken and seen is not None and seen.value != seen.term.is_none:
            begun.setdefault(seen.value, visit)
    return begun


def _last_order(before: Before) -> str:
    """Give the number of the order that the company took from the shopper last, if it gave one."""
    return next(reversed(begun(before.visits, before.promise.shopper, REDEEM)), "")


def _last_case(before: Before) -> str:
    """Give the number of the case that the shopper had opened last."""
    return next(reversed(begun(before.visits, before.promise.shopper, OPEN)), "")


LOOK_FOR_ORDER = NOTIFICATIONS.purpose(
    "looks for word of the order",
    BringsWord.look_for_word,
    sentence="{shopper} looks through the {place} for word of the order",
    owes=[FOUND],
    unless=lambda visit: not visit.words,  # nothing is known to have been bought, so nothing need come
    may=(CAME, CAME_AGAIN, WRITTEN_IN),
    contact=False,
    served=False,
    any_time=True,
    in_general=True,
    brings=_last_order,
    after=REDEEM,
)
LOOK_FOR_CASE = NOTIFICATIONS.purpose(
    "looks for word of the case",
    BringsWord.look_for_word,
    sentence="{shopper} looks through the {place} for word of the case",
    owes=[FOUND],
    unless=lambda visit: not visit.words,
    may=(CAME, CAME_AGAIN, WRITTEN_IN),
    contact=False,
    served=False,
    any_time=True,
    in_general=True,
    brings=_last_case,
    after=OPEN,
)

NOT_TAKEN_DOWN = NOTIFICATIONS.breach("did not take down how to write", row="R21")
NO_WAY_TO_SAY = NOTIFICATIONS.breach("gave no way to say how to write", row="R21")
SHOWN_OTHERWISE = NOTIFICATIONS.breach("shows another way to write than was asked", row="R21")
MISSING = NOTIFICATIONS.breach("sent no word of it", row="R20")
LATE = NOTIFICATIONS.breach("sent word of it late", row="R20")
TWICE = NOTIFICATIONS.breach("sent word of it twice", row="R20", severity="minor")
WRONG_CHANNEL = NOTIFICATIONS.breach("wrote by another channel than was asked", row="R20")
WRONG_LANGUAGE = NOTIFICATIONS.breach("wrote in another language than was asked", row="R20")
