"""Mail that Mailpit holds back, asked for over HTTP as its published description of the API says.

Mailpit itself is a program that no package index carries, so a small server answers in its place.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from journeys.company.company_file import TouchpointSettings
from journeys.errors import InvalidCompany, NeverArrived, Unreachable
from journeys.tools.http import GuardedSession
from journeys.tools.mailpit import Mailpit

from .builders import answering

LINDA, NOOR = "linda.1@shoppers.example", "noor.2@shoppers.example"
NO_TIME, SOON = timedelta(0), timedelta(seconds=20)


@dataclass
class Held:
    """What the server holds, and what it was asked."""

    messages: list[dict[str, Any]] = field(default_factory=list)
    coming: list[dict[str, Any]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    signed_in_as: list[str | None] = field(default_factory=list)
    address: str = ""

    def take(self, identity: str, to: str = LINDA, subject: str = "Your offer", *, later: bool = False) -> None:
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"], mail["Message-ID"] = "a@acme.example", to, subject, f"<{identity}>"
        mail.set_content(f"This is {identity}.")
        number = f"4oRBnPtCXgAqZniRhzL{len(self.messages):03}"
        told = {
            "ID": number,
            "MessageID": identity,
            "Subject": subject,
            "To": [{"Name": "", "Address": to}],
            "raw": mail,
        }
        (self.coming if later else self.messages).insert(0, told)


@contextmanager
def holding() -> Iterator[Held]:
    held = Held()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            held.asked.append(self.path)
            held.signed_in_as.append(self.headers.get("Authorization"))
            if parts.path == "/api/v1/search":
                wanted = parse_qs(parts.query)["query"][0].removeprefix('to:"').removesuffix('"').casefold()
                found = [one for one in held.messages if wanted[:5] in one["To"][0]["Address"]]  # it searches loosely
                shown = [{key: value for key, value in one.items() if key != "raw"} for one in found]
                body = json.dumps({"total": len(found), "messages": shown}).encode()
                held.messages[:0] = held.coming
                held.coming.clear()
            else:
                number = parts.path.removeprefix("/api/v1/message/").removesuffix("/raw")
                body = next(one["raw"].as_bytes() for one in held.messages if one["ID"] == number)
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    held.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield held
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def mailpit(address: str, **changes: Any) -> Mailpit:
    settings: dict[str, Any] = {"channel": "email", "driver": "journeys.touchpoints.inbox:Inbox", "address": address}
    return Mailpit(TouchpointSettings.model_validate({**settings, **changes}), GuardedSession(["127.0.0.1"]))


def test_the_message_is_found_by_its_id_among_others() -> None:
    with holding() as held:
        for identity in ("a1@acme.example", "a2@acme.example", "a22@acme.example"):
            held.take(identity)

        message = mailpit(held.address).wait_for(LINDA, NO_TIME, message_id="<a2@acme.example>")

    assert "This is a2@acme.example." in message.text
    assert message.to == (LINDA,)


def test_a_message_to_somebody_of_a_similar_name_is_not_the_message() -> None:
    with holding() as held:
        held.take("b1@acme.example", to="linda.11@shoppers.example")

        with pytest.raises(NeverArrived, match="no other message did either"):
            mailpit(held.address).wait_for(LINDA, NO_TIME, message_id="<b1@acme.example>")


def test_a_message_is_found_by_whole_words_of_its_subject() -> None:
    with holding() as held:
        held.take("c1@acme.example", subject="Your complaint C-10412")
        held.take("c2@acme.example", subject="Your complaint C-1041")
        held.take("c3@acme.example", subject="Your complaint C-10413")

        found = mailpit(held.address).wait_for(LINDA.upper(), NO_TIME, subject="C-1041")

    assert found.subject == "Your complaint C-1041"


def test_all_letters_to_somebody_are_given_the_newest_last() -> None:
    with holding() as held:
        for number, subject in enumerate(("Your offer", "Reminder: Your offer", "Your bill"), 1):
            held.take(f"l{number}@acme.example", subject=subject)
        held.take("l4@acme.example", to="linda.11@shoppers.example")

        letters = mailpit(held.address).letters_to(LINDA, lambda letter: "offer" in letter.subject)

    assert [letter.subject for letter in letters] == ["Your offer", "Reminder: Your offer"]


def test_a_message_that_comes_while_one_asks_is_found() -> None:
    with holding() as held:
        held.take("d1@acme.example", later=True)

        found = mailpit(held.address, options={"poll": "20 ms"}).wait_for(LINDA, SOON, message_id="<d1@acme.example>")

    assert found.subject == "Your offer"
    assert sum("/search" in path for path in held.asked) == 2


def test_a_message_that_never_came_is_told_with_what_did() -> None:
    with holding() as held:
        held.take("e1@acme.example", to=NOOR, subject="Something else")

        with pytest.raises(NeverArrived, match=r"<e2@acme\.example> did not .* 0\.1 s; 1 other\(s\) did: 'Something"):
            mailpit(held.address).wait_for(NOOR, timedelta(seconds=0.1), message_id="<e2@acme.example>")


def test_a_password_is_given_where_the_company_file_has_one() -> None:
    with holding() as held, pytest.raises(NeverArrived):
        mailpit(held.address, username="qa", password="tulip").wait_for(LINDA, NO_TIME, subject="Offer")

    assert held.signed_in_as == ["Basic cWE6dHVsaXA="]


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        ((401, "Unauthorised."), "answered 401"),
        ("<h1>Welcome</h1>", "not as Mailpit does: '<h1>Welcome</h1>'"),
        ('{"messages": [{}]}', "not as Mailpit does"),
    ],
)
def test_something_that_is_not_mailpit_is_the_worlds_fault(answer: str | tuple[int, str], problem: str) -> None:
    with answering(answer) as server, pytest.raises(Unreachable, match=problem):
        mailpit(server.address).wait_for(LINDA, NO_TIME, subject="Your offer")


def test_a_mailpit_that_is_not_there_is_the_worlds_fault() -> None:
    with pytest.raises(Unreachable, match="did not answer"):
        mailpit("http://127.0.0.1:9").wait_for(LINDA, NO_TIME, subject="Your offer")


def test_a_poll_that_is_no_length_of_time_is_refused() -> None:
    with pytest.raises(InvalidCompany, match="'often'"):
        mailpit("http://127.0.0.1:9", options={"poll": "often"})
