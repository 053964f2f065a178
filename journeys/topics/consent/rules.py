"""How consent is judged: what came after it should have stopped, what did not come after it was asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from journeys.evidence.observations import Observation, Visit
from journeys.evidence.purposes import Purpose
from journeys.judging.standing import Standing
from journeys.judging.verdict import Finding
from journeys.promises.channel import Channel
from journeys.promises.statutes import ending, in_force
from journeys.topics.consent.declared import (
    CAMPAIGN,
    CAMPAIGN_SEEN,
    CONFIRMATION,
    CONFIRMED_AGAIN,
    CONSENT,
    GOES_ON,
    LOOK,
    MESSAGES_READ,
    MINORS_STOPPED_WITHIN,
    MOVE,
    NO_WAY,
    NOT_STARTED,
    NOT_TAKEN,
    PROMOTION,
    REQUEST,
    RESUMING,
    SENT_EVERY,
    SERVICE_MESSAGE,
    SERVICE_MESSAGES,
    SERVICE_STOPPED,
    START,
    STOP,
    STOPPED_WITHIN,
    TO_MINOR,
)

__all__ = ["confirmed_once", "nothing_after_the_stop", "sent_again", "service_goes_on", "taken_down"]

_UNTAKEN = {"refused": NOT_TAKEN, "no way": NO_WAY}
_NO_CAMPAIGN = "not tested, because nothing shows that a campaign went out since it had to be heeded"


@dataclass(frozen=True, slots=True)
class _Wish:
    """What was asked for last, of the messages that a visit looks at.

    Attributes:
        visit: On which it was asked.
        purpose: STOP or START, which a move is for either of its lines.
        due: The last moment at which the company may not have heeded it.
        rule: Where it says so.
    """

    visit: Visit
    purpose: Purpose
    due: datetime
    rule: str


@CONSENT.rule(STOP, START, MOVE)
def taken_down(visit: Visit, _: Standing) -> Iterator[Finding]:
    """Say whether the company took down what was asked; an answer to it is not owed."""
    if seen := visit.last(REQUEST):
        breach = _UNTAKEN.get(seen.value)
        yield CONSENT.found(visit, REQUEST, "taken", seen.value, "it was asked for", breach, seen.words)


@CONSENT.rule(LOOK)
def nothing_after_the_stop(visit: Visit, standing: Standing) -> Iterator[Finding]:
    """Say whether any promotional message came after the last moment at which the company may not have known."""
    wish = _wish(visit, standing)
    if wish is None or wish.purpose != STOP:
        return
    promised = f"none after {_day(wish.due, standing)}"
    if late := [seen for seen in visit.of(PROMOTION) if seen.moment > wish.due]:
        days = ", ".join(dict.fromkeys(_day(seen.moment, standing) for seen in late))
        reason = f"{len(late)} came ({days}) although {_asked(wish, standing)} to stop them; {wish.rule}"
        breach = TO_MINOR if _is_a_minors(visit) else GOES_ON
        yield CONSENT.found(visit, PROMOTION, promised, f"{len(late)} on {days}", reason, breach, late[0].words)
    elif visit.last(MESSAGES_READ) is None:
        return
    elif not _campaign_since(wish.due, visit, standing):
        yield CONSENT.untested(visit, PROMOTION, promised, _NO_CAMPAIGN)
    else:
        reason = f"none came since {_asked(wish, standing)} to stop them; {wish.rule}"
        yield CONSENT.found(visit, PROMOTION, promised, "none", reason)


@CONSENT.rule(LOOK)
def confirmed_once(visit: Visit, standing: Standing) -> Iterator[Finding]:
    """Say whether a stop was confirmed more often than is allowed."""
    wish = _wish(visit, standing)
    if wish is None or wish.purpose != STOP:
        return
    statute = in_force("confirmation", wish.visit.started, standing.standards.calendar)
    most, source = (statute.times, f" ({statute.source})") if statute else (1, "")
    came = _since(visit.of(CONFIRMATION), wish.visit.started)
    if len(came) > most:
        reason = f"{len(came)} confirmations came since {_asked(wish, standing)} to stop; {most} is allowed{source}"
        told, words = f"{len(came)} confirmations", came[-1].words
        yield CONSENT.found(visit, CONFIRMATION, f"{most} at most", told, reason, CONFIRMED_AGAIN, words)


@RESUMING.rule(LOOK)
def sent_again(visit: Visit, standing: Standing) -> Iterator[Finding]:
    """Say whether promotional messages come that were asked for."""
    wish = _wish(visit, standing)
    if wish is None or wish.purpose != START or visit.last(MESSAGES_READ) is None:
        return
    came, asked = _since(visit.of(PROMOTION), wish.visit.started), _asked(wish, standing)
    if came:
        yield RESUMING.found(visit, PROMOTION, "some", f"{len(came)}", f"{asked} for them", words=came[-1].words)
    elif not _campaign_since(wish.due, visit, standing):
        yield RESUMING.untested(visit, PROMOTION, "some", _NO_CAMPAIGN)
    else:
        yield RESUMING.found(visit, PROMOTION, "some", "none", f"none came although {asked} for them", NOT_STARTED)


@SERVICE_MESSAGES.rule(LOOK)
def service_goes_on(visit: Visit, standing: Standing) -> Iterator[Finding]:
    """Say whether messages about orders come after a stop as they did before it."""
    wish = _wish(visit, standing)
    if wish is None or wish.purpose != STOP:
        return
    orders = [one.started for one in standing.before if one.bought and one.started > wish.visit.started]
    if not orders:
        return
    came = _since(visit.of(SERVICE_MESSAGE), orders[-1])
    asked, before = _asked(wish, standing), len(visit.of(SERVICE_MESSAGE)) - len(came)
    if came:
        told, words = f"{len(came)}", came[-1].words
        yield SERVICE_MESSAGES.found(visit, SERVICE_MESSAGE, "as before", told, "one came of the order", words=words)
    elif not before:
        reason = "not tested, because none came here before the stop either"
        yield SERVICE_MESSAGES.untested(visit, SERVICE_MESSAGE, "as before", reason)
    else:
        reason = f"none came of the order, as before {asked} to stop promotional messages"
        yield SERVICE_MESSAGES.found(visit, SERVICE_MESSAGE, "as before", "none", reason, SERVICE_STOPPED)


def _wish(looked: Visit, standing: Standing) -> _Wish | None:
    """Find what was asked last of the messages that a visit looks at."""
    for asked in reversed(standing.before):
        purpose = _meant(asked, looked)
        if purpose is not None and not asked.problem:
            due, rule = _due(asked, looked, standing)
            return _Wish(asked, purpose, due, rule)
    return None


def _meant(asked: Visit, looked: Visit) -> Purpose | None:
    """Say what a request means for the messages that another visit looks at: STOP, START, or nothing.

    A request that names no line is for the shopper: for emails, and for texts to the shopper's own line. A move stops
    those to the line that it names and starts those to the shopper's own.
    """
    line = None if looked.channel is Channel.EMAIL else looked.line or looked.shopper
    own = line in {None, looked.shopper}
    if asked.purpose == MOVE:
        return STOP if asked.line == line else START if line == looked.shopper else None
    meant = own if asked.line is None else asked.line == line
    return asked.purpose if meant and asked.purpose in {STOP, START} else None


def _due(asked: Visit, looked: Visit, standing: Standing) -> tuple[datetime, str]:
    """Return until when a request may not have been heeded, and which rule says so: the strictest."""
    standards, calendar = standing.standards, standing.standards.calendar
    if _is_a_minors(looked):
        due = ending(standards.of(MINORS_STOPPED_WITHIN), asked.ended, calendar)
        return due, "a parent's objection counts for a minor's line"
    company = ending(standards.of(STOPPED_WITHIN), asked.ended, calendar), "the company's own promise"
    medium = "emails" if looked.channel is Channel.EMAIL else "texts"
    statute = in_force(f"{medium} stopped", asked.ended, calendar)
    law = [(statute.ends(asked.ended, calendar), f"{statute.within} ({statute.source})")] if statute else []
    return min((*law, company), key=lambda one: one[0])


def _is_a_minors(looked: Visit) -> bool:
    """Tell whether a visit looks at a line that is not the shopper's own: those are minors'."""
    return looked.channel is not Channel.EMAIL and looked.line not in {None, looked.shopper}


def _campaign_since(due: datetime, visit: Visit, standing: Standing) -> bool:
    """Tell whether a campaign went out that a stop had to hold back: seen elsewhere, else as often as they do."""
    if seen := visit.last(CAMPAIGN_SEEN):
        last = visit.value(CAMPAIGN)
        return seen.value == "yes" and last is not None and last > due
    return visit.started - due >= standing.standards.of(SENT_EVERY)


def _since(seen: list[Observation], moment: datetime) -> list[Observation]:
    return [one for one in seen if one.moment >= moment]


def _asked(wish: _Wish, standing: Standing) -> str:
    """Say who asked where and when: "Linda had asked the call centre on 2 November 2026"."""
    visit = wish.visit
    return f"{visit.shopper} had asked the {visit.touchpoint} on {_day(visit.started, standing)}"


def _day(moment: datetime, standing: Standing) -> str:
    local = moment.astimezone(ZoneInfo(standing.standards.calendar.zone))
    return f"{local.day} {local:%B %Y}"
