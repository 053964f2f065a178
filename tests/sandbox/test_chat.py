"""The chat: signed in or not, dropped and joined again, handed over, and written down."""

from __future__ import annotations

import re

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from .chatting import Chat
from .company import Sandbox
from .mailbox import received


@pytest.fixture
def linda(company: Sandbox):
    return company.linda()


def test_nothing_is_lost_or_said_twice_when_the_connection_drops(company: Sandbox, linda) -> None:
    chat = Chat(company, linda)
    chat.send(f"How much is the offer {linda.code} for Maya's line?", key="first")
    chat.drop()
    chat.join()
    again = chat.say(f"How much is the offer {linda.code} for Maya's line?", key="first")
    chat.say("Yes, please go ahead.", key="second")
    chat.drop()

    said = [one["words"] for one in chat.lines if one["who"] == "You"]
    assert said == [f"How much is the offer {linda.code} for Maya's line?", "Yes, please go ahead."]
    assert [one["nth"] for one in chat.lines] == [*range(1, len(chat.lines) + 1)]
    assert "$0.00" in again or any("$0.00" in one["words"] for one in chat.lines)
    assert len(company.records(linda)["orders"]) == 1


def test_another_window_has_all_that_was_said(company: Sandbox, linda) -> None:
    first = Chat(company, linda)
    first.say(f"How much is the offer {linda.code} for Maya's line?")
    first.drop()
    second = Chat(company, linda, first.sid)
    second.drop()

    assert second.lines == first.lines


def test_whose_chat_it_is_not_begins_another(company: Sandbox, linda) -> None:
    hers = Chat(company, linda)
    hers.say(f"How much is the offer {linda.code} for Maya's line?")
    hers.drop()
    stranger = Chat(company, None, hers.sid)
    answer = stranger.say("What offers do you have for me?")
    stranger.drop()

    assert stranger.sid != hers.sid
    assert "sign in" in answer


def test_who_takes_over_has_read_what_was_said_and_the_transcript_has_it_all(company: Sandbox, linda) -> None:
    chat = Chat(company, linda)
    quoted = chat.say(f"How much is the offer {linda.code} for Maya's line?")
    chat.say("Could you please put me through to a colleague?")
    chat.say("Yes, please go ahead.")
    chat.end()

    people = list(dict.fromkeys(one["who"] for one in chat.lines))
    assert people == ["Kes", "You", "Sam"]
    mailed = received(company, linda, "Your chat")
    assert all(f"{one['who']}: {one['words']}" in mailed.text for one in chat.lines)
    assert "$0.00" in quoted
    assert [order["total"] for order in company.records(linda)["orders"]] == ["0.00"]


def test_the_same_is_said_in_many_ways(company: Sandbox, linda) -> None:
    told = set()
    for _ in range(6):
        chat = Chat(company, linda)
        said = chat.say(f"How much is the offer {linda.code} for Maya's line?")
        chat.end()
        assert re.findall(r"\$\d[\d.]*\d", said)[0] == "$0.00"
        told.add(said)
    assert len(told) > 2


def test_it_talks_to_its_own_pages_only(company: Sandbox) -> None:
    address = f"{company.address.replace('http://', 'ws://')}/chat/socket"
    with pytest.raises(InvalidStatus), connect(address, origin="http://elsewhere.example"):
        pass


@pytest.mark.parametrize("told", ["nonsense", '{"words": 7}', '{"more": ""}', '{"words": "' + "a" * 2001 + '"}'])
def test_what_no_widget_sends_ends_the_connection(company: Sandbox, told: str) -> None:
    with connect(f"{company.address.replace('http://', 'ws://')}/chat/socket", origin=company.address) as socket:
        socket.recv(timeout=10)
        socket.send(told)
        with pytest.raises(ConnectionClosed) as closed:
            socket.recv(timeout=10)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 1008
