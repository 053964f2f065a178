"""Whatever becomes of a stop, drivers report what came and judge nothing: each fault of consent, seen where it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import pytest

from journeys.evidence.purposes import Purpose
from journeys.promises.terms import Term
from journeys.topics import consent, messages, offers

from .walks import Walk

Begin = Callable[..., Walk]
LATER: Final = timedelta(weeks=4)


@dataclass(frozen=True)
class Ignored:
    """Where a stop is said, when and where messages are looked for, and of which kind some come, or none (``less``)."""

    asks: tuple[tuple[Purpose, str, str | None, str | None], ...]
    later: timedelta = LATER
    look: str = "texts"
    line: str | None = None
    comes: Term | None = consent.PROMOTION
    less: Term | None = None


def _stop(place: str, line: str | None = None, words: str | None = None) -> tuple[Purpose, str, str | None, str | None]:
    return consent.STOP, place, line, words


OWN_WORDS: Final = "please stop texting my daughter"
DAYS: Final = timedelta(days=9)
STOPS: Final = {
    "texts-go-on-after-stop": Ignored((_stop("texts"),)),
    "texts-go-on-after-call": Ignored((_stop("call centre"),)),
    "texts-go-on-after-unsubscribing": Ignored((_stop("inbox"),)),
    "texts-go-on-from-other-list": Ignored((_stop("texts"),)),
    "texts-go-on-for-four-weeks": Ignored((_stop("texts"),)),
    "texts-confirm-again-and-again": Ignored((_stop("texts"),), comes=consent.CONFIRMATION),
    "emails-go-on-after-stop": Ignored((_stop("texts"),), look="inbox"),
    "emails-go-on-after-unsubscribing": Ignored((_stop("inbox"),), look="inbox"),
    "texts-go-on-to-childs-line": Ignored((_stop("call centre", "Maya"),), DAYS, line="Maya"),
    "texts-go-on-in-free-words": Ignored((_stop("texts", "Maya", OWN_WORDS),), DAYS, line="Maya"),
    "texts-go-on-until-next-campaign": Ignored((_stop("call centre", "Maya"),), DAYS, line="Maya"),
    "texts-not-sent-again": Ignored(
        (_stop("texts"), (consent.START, "texts", None, None)), comes=None, less=consent.PROMOTION
    ),
    "texts-of-orders-stop": Ignored(
        (_stop("texts"), (offers.REDEEM, "app", None, None)), comes=None, less=consent.SERVICE_MESSAGE
    ),
}
"""Every fault of consent; at a company without it what comes does not, and what is missing is there."""


def _seen(linda: Walk, case: Ignored) -> set[Term]:
    """Walk a case; return the kinds of message that came after the stop."""
    linda.promise()
    linda.journey.visit("Linda", "inbox", messages.LEARN)
    asked = []
    for purpose, place, line, words in case.asks:
        asked.append(linda.journey.visit("Linda", place, purpose, line, words))
        linda.journey.pass_time(case.later / len(case.asks))
    assert [visit.problem for visit in asked] == [None] * len(asked)
    said = asked[0].ended
    looked = linda.journey.visit("Linda", case.look, consent.LOOK, case.line)
    assert looked.problem is None
    assert looked.exhibits
    kinds = (consent.PROMOTION, consent.CONFIRMATION, consent.SERVICE_MESSAGE)
    return {kind for kind in kinds if any(datetime.fromisoformat(one.value) > said for one in looked.of(kind))}


@pytest.mark.parametrize("fault", STOPS)
def test_what_comes_in_spite_of_a_stop_is_reported(walk: Begin, fault: str) -> None:
    case = STOPS[fault]

    seen = _seen(walk(fault), case)

    assert case.comes is None or case.comes in seen
    assert case.less not in seen


@pytest.mark.parametrize("fault", ["texts-go-on-after-stop", "texts-confirm-again-and-again"])
def test_nothing_comes_where_a_stop_is_heeded(walk: Begin, fault: str) -> None:
    assert STOPS[fault].comes not in _seen(walk(), STOPS[fault])


@pytest.mark.parametrize("fault", ["texts-not-sent-again", "texts-of-orders-stop"])
def test_what_was_asked_for_comes_where_nothing_is_wrong(walk: Begin, fault: str) -> None:
    assert STOPS[fault].less in _seen(walk(), STOPS[fault])
