"""Word of an order that comes too late, twice, elsewhere, in another language or never: written down as it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

import pytest

from journeys.evidence.observations import Visit
from journeys.topics import cases, messages, notifications, purchases

from .walks import PRODUCT, Walk

Begin = Callable[..., Walk]
IN_GERMAN, BY_TEXT = "in German", "by text"


@dataclass(frozen=True)
class Word:
    """How Linda asks to be written to and where, where she buys, and what comes at one place.

    Attributes:
        came: How many messages came, each saying something else.
        again: How many said the same again.
        told: The language of the first.
        late: Whether it came only on the next day.
    """

    look: str
    asks: tuple[tuple[str, str], ...] = (("website", "by text, in German"),)
    buys: str = "app"
    came: int = 1
    again: int = 0
    told: str | None = "de"
    late: bool = False
    of_case: bool = False
    without: dict[str, object] = field(default_factory=dict)


WORD: Final = {
    "app-keeps-preferences-to-itself": Word(
        "inbox", asks=(("app", "by text, in German"),), told="en", without={"came": 0, "told": None}
    ),
    "texts-in-english-only": Word("texts", told="en", without={"told": "de"}),
    "word-of-orders-twice": Word("texts", again=1, without={"again": 0}),
    "word-by-text-and-email": Word("inbox", without={"came": 0, "told": None}),
    "word-of-orders-next-morning": Word("texts", late=True, without={"late": False}),
    "no-word-of-orders-on-website": Word("texts", buys="website", came=0, told=None, without={"came": 1, "told": "de"}),
    "new-language-forgets-channel": Word(
        "inbox", asks=(("website", BY_TEXT), ("app", IN_GERMAN)), without={"came": 0, "told": None}
    ),
    "cases-by-email-only": Word("inbox", of_case=True, without={"came": 0, "told": None}),
}


def _looked(linda: Walk, case: Word) -> Visit:
    linda.promise()
    linda.journey.visit("Linda", "inbox", messages.LEARN)
    for place, words in case.asks:
        asked = linda.journey.visit("Linda", place, notifications.ASK, words=words)
        assert asked.last(notifications.REQUEST).value == "taken"
    if case.of_case:
        linda.journey.visit("Linda", "call centre", cases.OPEN, words=cases.OPEN.sample)
    else:
        linda.journey.visit("Linda", case.buys, purchases.BUY, words=PRODUCT)
    linda.journey.pass_time(timedelta(days=2))
    purpose = notifications.LOOK_FOR_CASE if case.of_case else notifications.LOOK_FOR_ORDER
    return linda.journey.visit("Linda", case.look, purpose)


def _seen(linda: Walk, case: Word) -> dict[str, object]:
    visit = _looked(linda, case)
    first, language = visit.first(notifications.CAME), visit.first(notifications.WRITTEN_IN)
    begun = linda.journey.visits[-2].ended
    assert visit.problem is None
    assert visit.exhibits
    assert visit.last(notifications.FOUND)
    return {
        "came": len(visit.of(notifications.CAME)),
        "again": len(visit.of(notifications.CAME_AGAIN)),
        "told": language.value if language else None,
        "late": first is not None and datetime.fromisoformat(first.value) - begun > timedelta(hours=1),
    }


def _expected(case: Word) -> dict[str, object]:
    return {"came": case.came, "again": case.again, "told": case.told, "late": case.late}


@pytest.mark.parametrize("fault", WORD)
def test_what_came_of_an_order_is_reported(walk: Begin, fault: str) -> None:
    assert _seen(walk(fault), WORD[fault]) == _expected(WORD[fault])


@pytest.mark.parametrize("fault", WORD)
def test_word_comes_as_asked_where_nothing_is_wrong(walk: Begin, fault: str) -> None:
    case = WORD[fault]

    assert _seen(walk(), case) == _expected(case) | case.without


@pytest.mark.parametrize("place", ["call centre", "chat", "texts", "social media", "app"])
def test_a_language_that_the_company_does_not_write_is_refused(walk: Begin, place: str) -> None:
    asked = walk().journey.visit("Linda", place, notifications.ASK, words="by text, in Polish")

    assert asked.last(notifications.REQUEST).value == "refused"
