"""A telephone call, as a carrier drives it: real posts to a real server, which answers in TwiML."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from twilio.request_validator import RequestValidator

from journeys.errors import Unreachable
from journeys.promises.channel import Channel, Side
from journeys.tools.http import GuardedSession
from journeys.tools.redaction import Redactor
from journeys.topics import offers, service
from journeys.touchpoints.exhibits import Exhibits
from journeys.touchpoints.phone_call import PhoneCall
from journeys.touchpoints.visit import OpenVisit

from .builders import EMAILED, Answers, StoppedClock, answering, linda, promise

TOKEN = "the carrier's token"
HOW_CAN_I_HELP = '<Response><Gather action="/voice/turn"><Say>How can I help you?</Say></Gather></Response>'


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock()


@pytest.fixture
def contact(tmp_path: Path, clock: StoppedClock) -> OpenVisit:
    """Linda's visit to the call centre, before she has dialled."""
    return OpenVisit(
        number=1,
        shopper=linda(),
        touchpoint="call centre",
        channel=Channel.PHONE,
        side=Side.FRONTSTAGE,
        purpose=offers.ASK,
        promise=promise(),
        line=None,
        clock=clock,
        exhibits=Exhibits(tmp_path, "a scenario", Redactor()),
    )


@contextmanager
def calling(
    contact: OpenVisit, *documents: str | tuple[int, str], patience: timedelta = timedelta(minutes=30)
) -> Iterator[tuple[PhoneCall, Answers]]:
    with answering(*documents) as company:
        yield PhoneCall(contact, GuardedSession(["127.0.0.1"]), f"{company.address}/voice", TOKEN, patience), company


def said(contact: OpenVisit) -> list[tuple[str, str]]:
    return [(one.speaker, one.words) for one in contact.close().transcript]


def test_a_call_is_placed_from_the_shoppers_number_and_signed_as_a_carrier_signs(contact: OpenVisit) -> None:
    with calling(contact, HOW_CAN_I_HELP) as (call, company):
        method, path, body = company.asked[0]
        form = {key: value[0] for key, value in parse_qs(body).items()}
        signature = company.headers[0]["X-Twilio-Signature"]

    assert (method, path) == ("POST", "/voice")
    assert form["From"] == contact.shopper.phone
    assert form["CallSid"].startswith("CA")
    assert RequestValidator(TOKEN).validate(f"{company.address}/voice", form, signature)
    assert not call.ended
    assert call.last_turn == ["How can I help you?"]


def test_what_the_caller_says_goes_where_the_company_listens(contact: OpenVisit) -> None:
    answer = "<Response><Say>That will be\n   $130.</Say><Gather/></Response>"

    with calling(contact, HOW_CAN_I_HELP, answer) as (call, company):
        turn = call.say("I am calling about your offer.")

    _, path, body = company.asked[1]
    assert path == "/voice/turn"
    assert parse_qs(body)["SpeechResult"] == ["I am calling about your offer."]
    assert turn == ["That will be $130."]
    assert said(contact) == [
        ("agent", "How can I help you?"),
        ("Linda", "I am calling about your offer."),
        ("agent", "That will be $130."),
    ]


def test_a_company_that_listens_without_saying_where_is_answered_at_the_same_address(contact: OpenVisit) -> None:
    with calling(contact, "<Response><Gather/></Response>") as (call, company):
        call.say("Hello?")

    assert [path for _, path, _ in company.asked] == ["/voice", "/voice"]


def test_a_pause_is_company_time_spent_waiting(contact: OpenVisit, clock: StoppedClock) -> None:
    document = '<Response><Say>Please hold.</Say><Pause length="180"/><Pause/><Gather/></Response>'

    with calling(contact, document) as (call, _):
        pass

    assert call.waited == timedelta(seconds=181)
    assert clock.now() == EMAILED + timedelta(seconds=181)
    assert contact.close().waited == timedelta(seconds=181)
    assert not call.ended


def test_patience_ends_the_call_and_not_a_second_later(contact: OpenVisit, clock: StoppedClock) -> None:
    document = '<Response><Pause length="900"/><Pause length="1200"/><Say>Still there?</Say><Gather/></Response>'

    with calling(contact, document, patience=timedelta(minutes=30)) as (call, _):
        pass

    assert call.ended
    assert not call.dropped, "it was the caller who rang off"
    assert contact.has(service.DROPPED)
    assert clock.now() == EMAILED + timedelta(minutes=30)
    assert said(contact)[-1] == ("Linda", "(rings off: nobody answers)")
    assert call.last_turn == [], "nobody hears what is said after that"


def test_a_hold_exactly_as_long_as_patience_is_borne(contact: OpenVisit) -> None:
    document = '<Response><Pause length="1800"/><Say>Hello Linda.</Say><Gather/></Response>'

    with calling(contact, document, patience=timedelta(minutes=30)) as (call, _):
        pass

    assert not call.ended
    assert call.last_turn == ["Hello Linda."]


def test_a_hang_up_drops_the_caller_and_nothing_after_it_is_heard(contact: OpenVisit) -> None:
    rude = "<Response><Say>I cannot help you.</Say><Hangup/><Say>Ha!</Say></Response>"

    with calling(contact, HOW_CAN_I_HELP, rude) as (call, _):
        turn = call.say("But I was promised it for free.")

    assert turn == ["I cannot help you."]
    assert (call.ended, call.dropped) == (True, True)


def test_a_company_that_has_said_its_last_word_and_does_not_listen_has_hung_up(contact: OpenVisit) -> None:
    with calling(contact, HOW_CAN_I_HELP, "<Response><Say>Goodbye.</Say></Response>") as (call, _):
        call.say("But …")

    assert (call.ended, call.dropped) == (True, True)


def test_a_caller_who_rings_off_was_not_dropped(contact: OpenVisit) -> None:
    with calling(contact, HOW_CAN_I_HELP, "<Response><Say>Goodbye.</Say><Hangup/></Response>") as (call, _):
        call.ring_off("That is all.")

    assert (call.ended, call.dropped) == (True, False)


def test_a_transfer_is_followed_to_the_next_agent(contact: OpenVisit) -> None:
    onward = "<Response><Say>One moment.</Say><Redirect>/voice/transfer</Redirect></Response>"
    colleague = '<Response><Say>This is Robin.</Say><Gather action="/voice/robin"/></Response>'

    with calling(contact, HOW_CAN_I_HELP, onward, colleague, HOW_CAN_I_HELP) as (call, company):
        turn = call.say("Could you transfer me?")
        call.say("Hello Robin.")

    assert turn == ["One moment.", "This is Robin."]
    assert [path for _, path, _ in company.asked] == ["/voice", "/voice/turn", "/voice/transfer", "/voice/robin"]


def test_a_line_that_redirects_for_ever_is_the_worlds_fault(contact: OpenVisit) -> None:
    with (
        pytest.raises(Unreachable, match="redirected 8 times without anybody answering"),
        calling(contact, "<Response><Redirect>/voice</Redirect></Response>"),
    ):
        pass


@pytest.mark.parametrize(
    ("document", "complaint"),
    [
        ((503, "closed for lunch"), r"/voice answered 503: closed for lunch"),
        ("<Response><Say>Hello", r"answered something that is not TwiML: '<Response><Say>Hello'"),
        ('<!DOCTYPE a [<!ENTITY b "c">]><Response/>', "something that is not TwiML"),
    ],
)
def test_a_line_that_does_not_work_is_the_worlds_fault(
    contact: OpenVisit, document: str | tuple[int, str], complaint: str
) -> None:
    with pytest.raises(Unreachable, match=complaint), calling(contact, document):
        pass


def test_an_unknown_verb_is_passed_over(contact: OpenVisit) -> None:
    with calling(contact, "<Response><Play>jingle.mp3</Play><Say>Hello.</Say><Gather/></Response>") as (call, _):
        pass

    assert call.last_turn == ["Hello."]
