"""What places say of orders for pickup: whether one is ready, will be, or was handed over, and since or by when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Final

from journeys.company.company_file import Company
from journeys.errors import Compromised, NotUnderstood
from journeys.promises.dates import moment_written
from journeys.promises.terms import Term
from journeys.promises.zones import UnknownZone
from journeys.reading.clauses import is_asked
from journeys.reading.plain import at_length, sentences
from journeys.topics import pickup
from journeys.touchpoints.order_numbers import order_numbers
from journeys.touchpoints.tellings import same_name
from journeys.touchpoints.visit import OpenVisit
from journeys.touchpoints.word_files import word_file

__all__ = ["note_handing_over", "note_moment", "note_pickup_messages", "note_readiness", "readiness"]

_FILE: Final = "pickup_words.toml"
_STATES: Final = ("unknown", "refused", "picked up", "not ready", "ready")
_UNCLEAR: Final = "unclear"
_SLACK: Final = timedelta(minutes=1)


def readiness(words: str) -> str | None:
    """Read how an order stands: ``ready``, ``not ready``, ``picked up``, ``unknown``, ``refused``.

    ``unclear`` if something is said of it that cannot be told, or more than one thing; None if nothing is.
    """
    told = {state for one in sentences(words) if not is_asked(one) and (state := _in_sentence(one)) is not None}
    return next(iter(told)) if len(told) == 1 else _UNCLEAR if told else None


def note_readiness(visit: OpenVisit, said: str) -> None:
    """Write down what somebody answers who was asked whether an order is ready.

    Raises:
        NotUnderstood: It does not say, or says it of another order.
    """
    told, numbers = readiness(said), order_numbers(said)
    of_another = bool(visit.words and numbers) and not any(same_name(one, visit.words) for one in numbers)
    if told in {None, _UNCLEAR, "refused"} or of_another:
        raise NotUnderstood(f"What the {visit.touchpoint} says of the order cannot be understood: {visit.quoted(said)}")
    visit.saw(pickup.READY, str(told), said)


def note_handing_over(visit: OpenVisit, said: str, *, handed: bool) -> None:
    """Write down what becomes of an order that was asked for at a counter.

    Args:
        visit: On which it was.
        said: What is said there.
        handed: Whether it was handed over just now.

    Raises:
        NotUnderstood: It was not handed over, and nobody says why.
    """
    told = "handed over" if handed else {"picked up": "picked up before"}.get(state := readiness(said) or "", state)
    if told in {"", "ready", _UNCLEAR}:
        message = f"The {visit.touchpoint} does not hand over the order and does not say why: {visit.quoted(said)}"
        raise NotUnderstood(message)
    visit.saw(pickup.HANDED, told, said)


def note_pickup_messages(visit: OpenVisit, came: Sequence[tuple[str, datetime | None]]) -> None:
    """Write down how many messages came about the order of a visit, and when each was sent that calls it ready.

    The first may say nothing of it, as confirmations do; where none calls the order ready, another one that does not
    say how it stands may have meant to.

    Args:
        visit: On which they were read.
        came: What each says, and when it was sent, if that is known; the oldest first.

    Raises:
        NotUnderstood: One cannot be told, or nobody knows when one was sent.
    """
    told = [(words, at, readiness(words)) for words, at in came]
    ready = [(words, at) for words, at, state in told if state == "ready"]
    unread = {_UNCLEAR} if ready else {_UNCLEAR, None}
    unclear = [words for number, (words, _, state) in enumerate(told) if state in unread and (number or state)]
    for words, at in ready:
        if at is None or at > visit.started + _SLACK:
            message = f"The {visit.touchpoint} has a message that was sent nobody knows when: {visit.quoted(words)}"
            raise NotUnderstood(message)
        visit.saw(pickup.READY_MESSAGE, at.isoformat(), words)
    visit.saw(pickup.MESSAGES_SEEN, str(len(came)), f"{len(came)} messages about the order {visit.words}".strip())
    if unclear:
        message = f"The {visit.touchpoint} has a message that may say that the order is ready: "
        raise NotUnderstood(f"{message}{visit.quoted(unclear[0])}")


def note_moment(visit: OpenVisit, term: Term[datetime], shown: str, company: Company) -> None:
    """Write down by when or since when an order is ready, as a place writes it.

    Raises:
        Compromised: It is no moment with a day.
    """
    try:
        moment = moment_written(shown, company.time_zone, company.locale, visit.promise.valid_from)
    except UnknownZone as error:
        raise Compromised(f"The {visit.touchpoint} shows {shown!r} as the {term}: {error}") from error
    if moment is None:
        raise Compromised(f"The {visit.touchpoint} shows {shown!r} as the {term}, which is no moment")
    visit.saw(term, moment.isoformat(), shown)


def _in_sentence(sentence: str) -> str | None:
    text = at_length(sentence)
    told = {state for says in _languages().values() if (state := _by(says, text)) is not None}
    known = told - {_UNCLEAR} or told
    return next(iter(known)) if len(known) == 1 else _UNCLEAR if known else None


def _by(says: dict[str, re.Pattern[str]], text: str) -> str | None:
    """Read a sentence by the words of one language."""
    state = next((one for one in _STATES if says[one.replace(" ", "_")].search(text)), None)
    if state is None and says["about"].search(text) is None:
        return None
    return _UNCLEAR if state is None or says["doubt"].search(text) else state


@cache
def _languages() -> dict[str, dict[str, re.Pattern[str]]]:
    return {
        language: {name: re.compile(pattern, re.IGNORECASE) for name, pattern in says.items()}
        for language, says in word_file(_FILE).items()
    }
