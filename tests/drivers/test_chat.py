"""The chat in a real browser: by keyboard alone, over connections that drop, and handed over."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import WebSocketRoute

from journeys.company.company_file import Company
from journeys.evidence.observations import Stance, Visit
from journeys.testing.scenes import use
from journeys.topics import continuity, messages, offers, transcripts
from journeys.topics.offers import Redeems

from .walks import PRICE, PRODUCT, Walk

Begin = Callable[..., Walk]


def told(visit: Visit, who: str) -> list[str]:
    return [said.words for said in visit.transcript if said.speaker == who]


@pytest.fixture
def by_keyboard(sandbox: Company) -> Company:
    """The company file with a chat that is used without a mouse."""
    chat = sandbox.touchpoints["chat"].model_copy(update={"options": {"keyboard": True}})
    return sandbox.model_copy(update={"touchpoints": {**sandbox.touchpoints, "chat": chat}})


def test_the_keyboard_alone_will_do(walk: Begin, by_keyboard: Company) -> None:
    linda = walk(at=by_keyboard)
    linda.prepare("chat", Redeems)
    page = linda.tools.browsing.page(linda.linda.email, linda.linda.locale)
    page.add_init_script("window.pointed = 0; addEventListener('pointerdown', () => { window.pointed += 1; }, true)")
    use(linda.journey, linda.directory, "chat", Redeems, PRODUCT)
    visit = linda.journey.visits[-1]
    linda.tools.mailbox.close()  # one of this company file's own

    assert (visit.problem, [one.value for one in visit.of(offers.REDEMPTION)]) == (None, [Stance.ACCEPTED])
    assert page.evaluate("window.pointed") == 0
    assert [order["total"] for order in linda.orders()] == ["19.00"]


def test_what_is_said_while_the_connection_drops_is_said_once(walk: Begin) -> None:
    linda = walk()
    linda.prepare("chat", Redeems)
    dropped: list[str] = []

    def carry(socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()

        def answered(message: str | bytes) -> None:
            hers = [one["key"] for one in json.loads(message)["lines"] if one["key"]]
            if hers and hers[0] not in dropped:  # each answer is lost once
                dropped.append(hers[0])
                socket.close(code=1001)
                server.close()
            else:
                socket.send(message)

        server.on_message(answered)

    linda.tools.browsing.page(linda.linda.email, linda.linda.locale).route_web_socket("**/chat/socket*", carry)
    use(linda.journey, linda.directory, "chat", Redeems, PRODUCT)
    visit = linda.journey.visits[-1]
    said = told(visit, "Linda")

    assert len(dropped) == len(said) > 1
    assert (visit.problem, visit.value(offers.PRICE)) == (None, linda.received.asked)
    assert [order["total"] for order in linda.orders()] == ["19.00"]
    assert sum("Your order number is" in words or "order number" in words for words in told(visit, "Kes")) == 1


def test_the_transcript_is_read_line_by_line(walk: Begin) -> None:
    linda = walk()
    linda.prepare("chat", Redeems)
    linda.journey.visit("Linda", "chat", offers.ASK)
    linda.journey.visit("Linda", None, transcripts.READ)
    read = linda.journey.visits[-1]

    assert [one.value for one in read.of(transcripts.TRANSCRIPT)] == ["came"]
    assert [one.value for one in read.of(transcripts.PRICE_WRITTEN)] == [PRICE]
    assert all(words in linda.text(read) for words in told(linda.journey.visits[-2], "Kes"))


def test_whoever_takes_over_asks_again_only_where_nothing_is_handed_on(walk: Begin) -> None:
    asked = []
    for faults in ([], ["asked-again-on-hand-over"]):
        linda = walk(*faults)
        linda.promise()
        linda.journey.visit("Linda", "inbox", messages.LEARN)
        linda.journey.visit("Linda", "chat", offers.ASK, "Maya")
        linda.journey.visit("Linda", "chat", offers.PUT_THROUGH)
        asked.append([one.value for one in linda.journey.visits[-1].of(continuity.ASKED_AGAIN)])

    assert asked[0] == []
    assert "history" in asked[1]
