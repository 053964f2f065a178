"""Messages: what a company says to a customer is what it meant to promise."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from journeys.evidence.observations import Stance, Visit
from journeys.evidence.purposes import Place
from journeys.judging.standing import Standing
from journeys.judging.topic import Topic
from journeys.judging.verdict import Finding
from journeys.promises.channel import Channel
from journeys.promises.terms import HONOURED_AT, LINE, VALID_THROUGH
from journeys.topics.offers import (
    ALTERNATIVE,
    BREACH_OF_STANCE,
    CODE,
    ITEM,
    LINK,
    OFFER,
    OFFERS,
    PRICE,
    REGULAR_PRICE,
    SERVED,
)

if TYPE_CHECKING:
    from journeys.touchpoints.visit import OpenVisit

__all__ = ["LEARN", "LIMIT_HIDDEN", "MESSAGES", "MESSAGE_DIFFERS", "TellsOffers", "as_meant"]

MESSAGES = Topic("messages", about="saying what was promised", honours=True, measures="consistency")


@runtime_checkable
class TellsOffers(Protocol):
    """A place where a customer learns what was promised: a message, an account page, an agent's words."""

    def tell_offer(self, visit: OpenVisit) -> None:
        """Read the offer; write down its terms as they are told here."""


MESSAGES.ability(TellsOffers, "tell an offer")

LEARN = MESSAGES.purpose(
    "learns of the offer",
    TellsOffers.tell_offer,
    sentence="{shopper} learns of the offer from the {place}",
    may=(PRICE, REGULAR_PRICE, VALID_THROUGH, HONOURED_AT, LINE, ALTERNATIVE, OFFER, ITEM, CODE, LINK, *SERVED),
    contact=False,
    served=False,
    receives=True,
    usually=Place.WHERE_SAID,
)

MESSAGE_DIFFERS = MESSAGES.breach("the message says something else", row="R1")
LIMIT_HIDDEN = MESSAGES.breach("hid where the offer holds", row="R2")

_MESSAGES = (Channel.EMAIL, Channel.SMS)


def _hides(meant: Any, told: Any) -> bool:
    """Tell whether what was told of a limit leaves something of it out: more places, or every one."""
    return not isinstance(meant, tuple) or told is None or set(meant) < set(told)


@MESSAGES.rule(LEARN)
def same_code(visit: Visit, standing: Standing) -> Iterator[Finding]:
    """Hold the code that is told against the one that was told first."""
    seen, first = visit.last(CODE), next(iter(standing.told_before(CODE)), None)
    if seen is not None and first is not None:
        breach = None if CODE.agrees(first.value, seen.value) else MESSAGE_DIFFERS
        reason = "the code is the one that was told first" if breach is None else f"the code is {seen.value}"
        yield MESSAGES.found(visit, CODE, first.value, seen.value, reason, breach, seen.words)


@MESSAGES.rule(LEARN)
def of_the_offer(visit: Visit, standing: Standing) -> Iterator[Finding]:
    """Say whether a message names another offer, where the company was told the name of the one that is meant."""
    seen, meant = visit.last(ITEM), standing.stated.name
    if seen is not None and standing.stated.named:
        breach = None if seen.value == meant else MESSAGE_DIFFERS
        reason = f"the message is about {seen.value}"
        yield MESSAGES.found(visit, ITEM, meant, seen.value, reason, breach, seen.words)


@MESSAGES.rule(LEARN)
def as_meant(visit: Visit, standing: Standing) -> Iterator[Finding]:
    """Compare what a message says with what the company meant, term by term; nobody is misled by what says no more."""
    promise, stance = standing.stated, visit.last(OFFER)
    if stance and (breach := BREACH_OF_STANCE.get(Stance(stance.value))):
        yield OFFERS.found(visit, OFFER, promise.name, stance.value, stance.words, breach)
    told_in_full = visit.channel in _MESSAGES and not visit.problem
    for term, value in promise.says():
        if not term.seen or value is None or term.form is None:
            continue
        seen, meant = visit.last(term), term.form.write(value)
        breach = LIMIT_HIDDEN if term.limits else MESSAGE_DIFFERS
        if seen is None and told_in_full and term.to_be_said:
            yield MESSAGES.found(visit, term, meant, "nothing", f"the message does not say the {term}", breach)
        if seen is None or term.masked:
            continue
        if breach is LIMIT_HIDDEN and not _hides(value, term.form.parse(seen.value)):
            breach = MESSAGE_DIFFERS
        same = term.agrees(value, term.form.parse(seen.value))
        reason = f"the {term} is as meant" if same else f"the message gives the {term} as {seen.value}, not {meant}"
        yield MESSAGES.found(visit, term, meant, seen.value, reason, None if same else breach)
