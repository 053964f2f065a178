"""Notifications: word of an order or a case comes as the customer asked, in minutes, once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final, Protocol, runtime_checkable

from journeys.evidence.observations import Observation, Visit
from journeys.evidence.purposes import Before, Purpose
from journeys.judging.standing import Standing
from journeys.judging.topic import Topic
from journeys.judging.verdict import Finding, Outcome
from journeys.promises.channel import Channel
from journeys.promises.clock import lasting
from journeys.promises.form import one_of
from journeys.promises.forms import COUNT, DURATION, END
from journeys.promises.preferences import LANGUAGES, MEANS, PREFERENCE, Preference, language_name, may_be
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
]

NOTIFICATIONS = Topic("notifications", about="writing to customers as they asked", measures="consistency")


@runtime_checkable
class TakesPreferences(Protocol):
    """A place where customers say how they want to be written to: by which means, in which language."""

    def prefer(self, visit: OpenVisit) -> None:
        """Ask to be written to as ``visit.words`` say from now on, "by text, in German"; write down what becomes of it.

        ``journeys.touchpoints.preference_words`` reads ``visit.words``, and what a place answers.
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

        What says the same again is written down as such. Without a number there is nothing to look for.
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


def _last_order(before: Before) -> str:
    """Give the number of the order that the company took from the shopper last, if it gave one."""
    return next(reversed(_begun(before.visits, before.promise.shopper, REDEEM)), "")


def _last_case(before: Before) -> str:
    """Give the number of the case that the shopper had opened last."""
    return next(reversed(_begun(before.visits, before.promise.shopper, OPEN)), "")


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

_UNTAKEN: Final = {"refused": NOT_TAKEN_DOWN, "no way": NO_WAY_TO_SAY}


@NOTIFICATIONS.rule(ASK)
def taken_down(visit: Visit, _: Standing) -> Iterator[Finding]:
    """Say whether the company took down how to write; an answer to it is not owed."""
    if seen := visit.last(REQUEST):
        breach = _UNTAKEN.get(seen.value)
        yield NOTIFICATIONS.found(visit, REQUEST, "taken", seen.value, f"asked for {visit.words}", breach, seen.words)


@NOTIFICATIONS.rule(LOOK)
def shown_as_asked(visit: Visit, standing: Standing) -> Iterator[Finding]:
    """Compare how the company says that it writes with what it was asked for."""
    seen, shown = visit.last(SHOWN), visit.value(SHOWN)
    if seen is None or shown is None:
        return
    asked = _wishes(standing, visit.shopper)[-1]
    if asked.wanted == Preference():
        reason = "not tested, because nobody had asked for anything"
        yield NOTIFICATIONS.untested(visit, SHOWN, PREFERENCE.write(asked.wanted), reason)
        return
    breach = None if shown.fits(asked.wanted) else SHOWN_OTHERWISE
    meant = PREFERENCE.write(asked.wanted)
    yield NOTIFICATIONS.found(visit, SHOWN, meant, seen.value, asked.why, breach, seen.words)


@NOTIFICATIONS.rule(LOOK_FOR_ORDER, LOOK_FOR_CASE)
def in_time_and_once(visit: Visit, standing: Standing) -> Iterator[Finding]:
    """Say whether word came, soon enough and once, where it was to come."""
    subject = _subject(visit, standing)
    if subject is None:
        yield NOTIFICATIONS.untested(visit, CAME, "word of it", "not tested, because there is nothing to hear of")
        return
    within = f"within {lasting(subject.within)}"
    if subject.is_elsewhere(visit):
        if first := visit.first(CAME):
            told = f"by {_means(visit)}"
            breach = TWICE if subject.seen_at(standing, elsewhere=False) else WRONG_CHANNEL
            reason = f"it came {told}; {subject.asked}"
            yield NOTIFICATIONS.found(visit, CAME, subject.means, told, reason, breach, first.words)
        elif visit.last(FOUND):
            yield _none_here(visit, standing, subject)
        return
    if first := visit.first(CAME):
        took = max(first.moment - subject.begun, timedelta())
        told = f"after {lasting(took)}" if took else "at once"
        late = LATE if took > subject.within else None
        reason = f"word of {subject.number} came {told}"
        yield NOTIFICATIONS.found(visit, CAME, within, told, reason, late, first.words)
        yield from _once(visit, standing, subject)
    elif visit.last(FOUND):
        yield _none_came(visit, standing, subject, within)


@NOTIFICATIONS.rule(LOOK_FOR_ORDER, LOOK_FOR_CASE)
def in_the_language(visit: Visit, standing: Standing) -> Iterator[Finding]:
    """Say whether each message was in the language that was asked for; one of which nobody can tell blames nobody."""
    subject = _subject(visit, standing)
    languages = list(dict.fromkeys(wish.wanted.language for wish in subject.wishes)) if subject else []
    if subject is None or not all(languages) or subject.is_elsewhere(visit):
        return
    meant = " or ".join(map(language_name, languages))
    for seen in visit.of(WRITTEN_IN):
        told = LANGUAGES.parse(seen.value)
        right = [may_be(wanted, told) for wanted in languages]
        breach = WRONG_LANGUAGE if all(one is False for one in right) else None
        reason = f"it is in {LANGUAGES.say(seen.value)}; {subject.asked}"
        found = NOTIFICATIONS.found(visit, WRITTEN_IN, meant, LANGUAGES.say(seen.value), reason, breach, seen.words)
        if not breach and True not in right:
            reason = f"nobody can tell whether the message is in {meant}: {visit.touchpoint}, {subject.number}"
            found = replace(found, outcome=Outcome.COMPROMISED, reason=reason)
        yield found


@dataclass(frozen=True, slots=True)
class _Wish:
    """How somebody wanted to be written to from a visit on, and where that was said."""

    wanted: Preference
    number: int
    why: str


@dataclass(frozen=True, slots=True)
class _Subject:
    """What word was to come of.

    Attributes:
        number: Of the order or the case.
        begun: When the company took it.
        within: How soon word was to come.
        wishes: How to write, as it was wanted then; and since, if it was changed.
    """

    number: str
    begun: datetime
    within: timedelta
    wishes: tuple[_Wish, ...]

    @property
    def asked(self) -> str:
        """Who had asked for what, where."""
        return self.wishes[-1].why

    @property
    def channels(self) -> tuple[Channel, ...]:
        """By which channels it may come: by any, where nobody asked for one."""
        asked = dict.fromkeys(wish.wanted.means for wish in self.wishes)
        return tuple(MEANS) if None in asked else tuple(one for one in asked if one)

    @property
    def means(self) -> str:
        """By what it was to come."""
        return f"by {' or '.join(MEANS[one] for one in self.channels)}"

    def is_elsewhere(self, visit: Visit) -> bool:
        """Tell whether nothing was to come where a visit looks."""
        anywhere = any(wish.wanted.means is None for wish in self.wishes)
        return not anywhere and visit.channel not in self.channels

    def seen_at(self, standing: Standing, *, elsewhere: bool) -> Visit | None:
        """Return an earlier look that found word of it, where it was to come or elsewhere."""
        for visit in _before(standing):
            if visit.words == self.number and visit.first(CAME) and self.is_elsewhere(visit) == elsewhere:
                return visit
        return None


def _subject(visit: Visit, standing: Standing) -> _Subject | None:
    """Return what a visit looks for word of; None if the company took nothing."""
    visits = _before(standing)
    began = OPEN if visit.purpose == LOOK_FOR_CASE else REDEEM
    begun = _begun(visits, visit.shopper, began).get(visit.words)
    if begun is None:
        return None
    wishes = _wishes(standing, visit.shopper)
    at = max(place for place, wish in enumerate(wishes) if wish.number < begun.number)
    within = standing.promise.get(PROMISED_WITHIN) or standing.standards.of(NOTIFIED_WITHIN)
    return _Subject(visit.words, begun.ended, within, wishes[at:])


def _once(visit: Visit, standing: Standing, subject: _Subject) -> Iterator[Finding]:
    """Say whether the same word came again, here or by another channel."""
    again, other = visit.of(CAME_AGAIN), subject.seen_at(standing, elsewhere=True)
    times = 1 + len(again) + (other is not None)
    breach = TWICE if times > 1 else None
    also = f", by {_means(other)} too" if other is not None else ""
    told = "once" if times == 1 else f"{times} times"
    reason = f"word of {subject.number} came {told}{also}"
    words = _words(again)
    yield NOTIFICATIONS.found(visit, CAME_AGAIN, "once", told, reason, breach, words)


def _none_here(visit: Visit, standing: Standing, subject: _Subject) -> Finding:
    """Say that none came where none was to come, which is worth something if it came where it was to."""
    if (there := subject.seen_at(standing, elsewhere=False)) is not None:
        reason = f"none came here, and word of {subject.number} came by {_means(there)}; {subject.asked}"
        return NOTIFICATIONS.found(visit, CAME, subject.means, "none here", reason)
    reason = f"not tested here, because nothing is to come here: {subject.asked}"
    return NOTIFICATIONS.untested(visit, CAME, subject.means, reason)


def _none_came(visit: Visit, standing: Standing, subject: _Subject, within: str) -> Finding:
    """Say why no word came: it is not due yet, it may have come elsewhere, it did, or it was not sent."""
    due = subject.begun + subject.within
    if subject.seen_at(standing, elsewhere=False) is not None:
        return _none_here(visit, standing, subject)
    other = subject.seen_at(standing, elsewhere=True)
    if other is not None:
        told = f"by {_means(other)}"
        return NOTIFICATIONS.found(visit, CAME, subject.means, told, f"it came {told}; {subject.asked}", WRONG_CHANNEL)
    if visit.ended <= due:
        reason = f"not tested, because word of {subject.number} is not due until {lasting(subject.within)} have passed"
        return NOTIFICATIONS.untested(visit, CAME, within, reason)
    if len(subject.channels) > 1:
        reason = f"not tested, because word of {subject.number} may come by another channel, and none came here"
        return NOTIFICATIONS.untested(visit, CAME, within, reason)
    waited = lasting(visit.ended - subject.begun)
    reason = f"no word of {subject.number} came in {waited}; {subject.asked}"
    return NOTIFICATIONS.found(visit, CAME, within, "none", reason, MISSING)


def _before(standing: Standing) -> list[Visit]:
    """List all visits so far, in order."""
    return sorted((*standing.before, *standing.beside), key=lambda one: one.number)


def _begun(visits: Iterable[Visit], shopper: str, began: Purpose) -> dict[str, Visit]:
    """Give the visits of a shopper on which an order was taken, or a case opened, by the number that was told."""
    begun: dict[str, Visit] = {}
    for visit in visits:
        seen = visit.last(CASE if began == OPEN else ORDER)
        taken = visit.purpose == OPEN if began == OPEN else visit.bought
        if visit.shopper == shopper and taken and seen is not None and seen.value != seen.term.is_none:
            begun.setdefault(seen.value, visit)
    return begun


def _wishes(standing: Standing, shopper: str) -> tuple[_Wish, ...]:
    """List how a shopper wanted to be written to, in order, beginning with nothing; what was not taken counts not."""
    wishes = [_Wish(Preference(), 0, "nobody had asked for anything")]
    for visit in _before(standing):
        seen = visit.last(REQUEST)
        if visit.shopper == shopper and visit.purpose == ASK and seen is not None and seen.value == "taken":
            wanted = wishes[-1].wanted.then(PREFERENCE.parse(visit.words))
            why = f"{shopper} had asked for messages {PREFERENCE.write(wanted)}, last at the {visit.touchpoint}"
            wishes.append(_Wish(wanted, visit.number, why))
    return tuple(wishes)


def _means(visit: Visit) -> str:
    return MEANS.get(visit.channel, visit.channel.value)


def _words(seen: list[Observation]) -> str:
    return seen[-1].words if seen else ""
