"""Texts: the gateway as Twilio's own client uses it, and what the company makes of consent, said in any channel."""

from __future__ import annotations

import re
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from queue import Queue
from typing import Any
from urllib.parse import parse_qsl

import pytest
import requests
from twilio.base.exceptions import TwilioRestException
from twilio.request_validator import RequestValidator

from .company import Person, Sandbox
from .texting import COMPANY, MAYA, SEED, WEEK, client_of, mailed, promoted, say, texts_to


def test_twilios_client_sends_lists_fetches_and_deletes(company: Sandbox) -> None:
    client = client_of(company)
    linda = company.linda()
    words = "Größe? ٣ هدايا 🎁 " * 10
    sent = client.messages.create(to="+12125550101", from_=linda.phone, body=words)
    for number in range(4):
        client.messages.create(to="+12125550102", from_=linda.phone, body=f"number {number}")

    assert (sent.status, sent.direction, sent.num_segments) == ("queued", "outbound-api", "3")
    assert client.messages(sent.sid).fetch().body == words
    assert [text.body for text in client.messages.list(to="+12125550102", page_size=3)] == [
        f"number {number}" for number in (3, 2, 1, 0)
    ]
    assert sent.date_created is not None
    assert len(client.messages.list(from_=linda.phone, date_sent=sent.date_created.date())) == 5
    assert client.messages.list(from_=linda.phone, date_sent_before=sent.date_created.replace(year=2020)) == []
    assert client.messages(sent.sid).delete()
    with pytest.raises(TwilioRestException, match=r"20404|not found"):
        client.messages(sent.sid).fetch()


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"to": "Linda"}, 21211),
        ({"from_": "12"}, 21212),
        ({"body": "x" * 1601}, 21617),
        ({"status_callback": "http://example.com/"}, 21609),
    ],
)
def test_what_twilio_would_refuse_is_refused_with_its_number(
    company: Sandbox, wrong: dict[str, Any], code: int
) -> None:
    right = {"to": COMPANY, "from_": SEED, "body": "Hello"}

    with pytest.raises(TwilioRestException) as refused:
        client_of(company).messages.create(**{**right, **wrong})

    assert (refused.value.code, refused.value.status) == (code, 400)


def test_status_callbacks_are_signed(company: Sandbox) -> None:
    got: Queue[tuple[str, dict[str, str]]] = Queue()

    class Listener(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            form = dict(parse_qsl(self.rfile.read(int(self.headers["Content-Length"])).decode()))
            got.put((self.headers["X-Twilio-Signature"], form))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Listener) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        address = f"http://127.0.0.1:{server.server_port}/status"
        sent = client_of(company).messages.create(to="+12125550101", from_=SEED, body="Hi", status_callback=address)
        told = [got.get(timeout=10) for _ in range(2)]
        server.shutdown()

    validator = RequestValidator(company.facts["touchpoints"]["texts"]["password"])
    assert [form["MessageStatus"] for _, form in told] == ["sent", "delivered"]
    assert all(validator.validate(address, form, signature) for signature, form in told)
    assert {form["MessageSid"] for _, form in told} == {sent.sid}


def test_a_stranger_learns_nothing(company: Sandbox) -> None:
    address = company.facts["touchpoints"]["texts"]["address"]
    answer = requests.get(f"{address}/2010-04-01/Accounts/AC1/Messages.json", auth=("AC1", "wrong"), timeout=10)

    assert (answer.status_code, answer.json()["code"]) == (401, 20003)


@pytest.mark.parametrize(
    "words",
    [
        "STOP",
        "please stop texting my daughter",
        "Keine Werbung mehr an meine Tochter!",
        "Arrêtez d'envoyer des messages à ma fille",
        "من فضلكم توقفوا عن إرسال الرسائل إلى ابنتي",
    ],
)
def test_whoever_asks_for_no_more_is_understood_in_any_words(company: Sandbox, words: str) -> None:
    linda = company.linda()

    answer = say(company, MAYA if words == "STOP" else linda.phone, words)
    company.advance(2 * WEEK)

    assert "no more promotional texts" in answer
    assert (promoted(company, linda.phone), promoted(company, MAYA), promoted(company, SEED)) == (2, 0, 2)


def test_stop_holds_everywhere_and_start_takes_it_back(company: Sandbox) -> None:
    linda = company.linda()
    company.advance(WEEK)
    before = promoted(company, linda.phone), mailed(company, linda)

    say(company, linda.phone, "STOP")
    company.advance(WEEK)
    stopped = promoted(company, linda.phone), mailed(company, linda)
    company.app(linda).redeem(line_id=linda.lines["Linda"])
    order = texts_to(company, linda.phone)[-1]
    assert "subscribed again" in say(company, linda.phone, " Start ")
    company.advance(WEEK)

    assert before == stopped == (1, ["Your offer: free phone upgrade", "New colours have arrived"])
    assert re.search(r"your order \S+ is on its way", str(order))
    assert promoted(company, linda.phone) == 2
    assert mailed(company, linda)[-1] == "New colours have arrived"


def test_help_is_long_and_comes_in_parts(company: Sandbox) -> None:
    linda = company.linda()
    say(company, linda.phone, "Help!")

    assert [part[:6] for part in texts_to(company, linda.phone)] == ["(1/2) ", "(2/2) "]
    assert "did not understand" in say(company, linda.phone, "How are you?")


def by_phone(company: Sandbox, linda: Person) -> str:
    return company.call(linda).say("Please stop sending promotional messages to Maya's line.").said


def in_store(company: Sandbox, linda: Person) -> str:
    return company.till(linda).press("Stop them", promotions_line=linda.lines["Maya"]).text


def online(company: Sandbox, linda: Person) -> str:
    page = company.shopper(linda).get("/account")
    return page.press("Save preferences", consent=["email", linda.lines["Linda"]]).text


@pytest.mark.parametrize("asks", [by_phone, in_store, online])
def test_a_stop_said_elsewhere_stops_texts(company: Sandbox, asks: Any) -> None:
    linda = company.linda()
    asks(company, linda)
    company.advance(WEEK)

    assert (promoted(company, linda.phone), promoted(company, MAYA)) == (1, 0)
