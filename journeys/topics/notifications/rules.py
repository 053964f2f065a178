"""How notifications are judged: whether word came, by which channel, in which language, when, and how often."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Final

from journeys.evidence.observations import Observation, Visit
from journeys.judging.standing import Standing
from journeys.judging.verdict import Finding, Outcome
from journeys.promises.clock import lasting
from journeys.promises.preferences import LANGUAGES, PREFERENCE, Preference, language_name, may_be
from journeys.topics.notifications.declared import (
    ASK,
    CAME,
    CAME_AGAIN,
    FOUND,
    LATE,
    LOOK,
    LOOK_FOR_CASE,
    LOOK_FOR_ORDER,
    MISSING,
    NO_WAY_TO_SAY,
    NOT_TAKEN_DOWN,
    NOTIFICATIONS,
    REQUEST,
    SHOWN,
    SHOWN_OTHERWISE,
    TWICE,
    WRITTEN_IN,
    WRONG_CHANNEL,
    WRONG_LANGUAGE,
)
from journeys.topics.notifications.subjects import Subject, means_of, subject_of, wishes_of

__all__ = ["in_the_language", "in_time_and_once", "shown_as_asked", "taken_down"]

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
    asked = wishes_of(standing, visit.shopper)[-1]
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
    subject = subject_of(visit, standing)
    if subject is None:
        yield NOTIFICATIONS.untested(visit, CAME, "word of it", "not tested, because there is nothing to hear of")
        return
    within = f"within {lasting(subject.within)}"
    if subject.is_elsewhere(visit):
        if first := visit.first(CAME):
            told = f"by {means_of(visit)}"
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
    subject = subject_of(visit, standing)
    languages = list(dict.fromkeys(wish.wanted.language for wish in subject.wishes)) if subject else []
    if subject is None or not all(languages) or subject.is_elsewhere(visit):
        return
    meant = " or ".join(map(language_name, languages))
    told = [(seen, _right(languages, LANGUAGES.parse(seen.value))) for seen in visit.of(WRITTEN_IN)]
    answers = visit.channel is subject.channel  # to what the shopper wrote there herself
    if answers and any(right for _, right in told):
        told = [one for one in told if one[1]]
    for seen, right in told:
        said = LANGUAGES.say(seen.value)
        breach = WRONG_LANGUAGE if right is False and not answers else None
        found = NOTIFICATIONS.found(
            visit, WRITTEN_IN, meant, said, f"it is in {said}; {subject.asked}", breach, seen.words
        )
        if not breach and not right:
            why = ", and it may be an answer to the shopper's own words" if answers else ""
            reason = f"nobody can tell whether word of {subject.number} is in {meant}: it is in {said}{why}"
            found = replace(found, outcome=Outcome.COMPROMISED, reason=reason)
        yield found


def _right(languages: Iterable[str], told: tuple[str, ...]) -> bool | None:
    """Tell whether a message is in one of some languages; None where nobody could tell."""
    fits = [may_be(wanted, told) for wanted in languages]
    return True if True in fits else None if None in fits else False


def _once(visit: Visit, standing: Standing, subject: Subject) -> Iterator[Finding]:
    """Say whether the same word came again, here or by another channel."""
    again, other = visit.of(CAME_AGAIN), subject.seen_at(standing, elsewhere=True)
    times = 1 + len(again) + (other is not None)
    breach = TWICE if times > 1 else None
    also = f", by {means_of(other)} too" if other is not None else ""
    told = "once" if times == 1 else f"{times} times"
    reason = f"word of {subject.number} came {told}{also}"
    words = _words(again)
    yield NOTIFICATIONS.found(visit, CAME_AGAIN, "once", told, reason, breach, words)


def _none_here(visit: Visit, standing: Standing, subject: Subject) -> Finding:
    """Say that none came where none was to come, which is worth something if it came where it was to."""
    if (there := subject.seen_at(standing, elsewhere=False)) is not None:
        reason = f"none came here, and word of {subject.number} came by {means_of(there)}; {subject.asked}"
        return NOTIFICATIONS.found(visit, CAME, subject.means, "none here", reason)
    reason = f"not tested here, because nothing is to come here: {subject.asked}"
    return NOTIFICATIONS.untested(visit, CAME, subject.means, reason)


def _none_came(visit: Visit, standing: Standing, subject: Subject, within: str) -> Finding:
    """Say why no word came: it is not due yet, it may have come elsewhere, it did, or it was not sent."""
    due = subject.begun + subject.within
    if subject.seen_at(standing, elsewhere=False) is not None:
        return _none_here(visit, standing, subject)
    other = subject.seen_at(standing, elsewhere=True)
    if other is not None:
        told = f"by {means_of(other)}"
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


def _words(seen: list[Observation]) -> str:
    return seen[-1].words if seen else ""
