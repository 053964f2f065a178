"""A mailbox over IMAP: *the* message is found by its identity, on a real mail server."""

from __future__ import annotations

import smtplib
from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage
from imaplib import IMAP4
from threading import Thread
from types import SimpleNamespace
from typing import Any, cast

import pytest
from imap_tools import MailBoxUnencrypted, MailMessageFlags

from examples.mail_server import missing_mail_server, open_mail_server
from fixtures.sandbox.mail.server import MailServer
from journeys.company.company_file import TouchpointSettings
from journeys.errors import InvalidCompany, NeverArrived, Unable, Unreachable
from journeys.tools.fetching import fetch
from journeys.tools.mailbox import Mailbox

LINDA, OMAR = "linda.1@shoppers.example", "omar.2@shoppers.example"
NO_TIME, SOON = timedelta(0), timedelta(seconds=20)


@pytest.fixture(scope="module")
def ports() -> Iterator[tuple[int, int]]:
    server = MailServer("127.0.0.1", "shoppers", "open sesame")
    server.start()
    yield server.ports(10)
    server.stop()


def settings(imap: int, password: str = "open sesame", **options: str) -> TouchpointSettings:
    return TouchpointSettings(
        channel="email",
        driver="journeys.touchpoints.inbox:Inbox",
        address=f"imap://127.0.0.1:{imap}",
        username="shoppers",
        password=password,
        options=options,
    )


@pytest.fixture
def mailbox(ports: tuple[int, int]) -> Iterator[Mailbox]:
    box = Mailbox([settings(ports[1])])
    yield box
    box.close()


def send(ports: tuple[int, int], identity: str, to: str = LINDA, subject: str = "Your offer") -> None:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "offers@kestrel.example", to, subject
    message["Message-ID"] = identity
    message.set_content(f"This is {identity}.")
    with smtplib.SMTP("127.0.0.1", ports[0], timeout=10) as post:
        post.send_message(message)


def test_the_message_is_found_by_its_id_among_others(mailbox: Mailbox, ports: tuple[int, int]) -> None:
    for identity in ("<a1@kestrel.example>", "<a2@kestrel.example>", "<a22@kestrel.example>"):
        send(ports, identity)

    message = mailbox.wait_for(LINDA, SOON, message_id="<a2@kestrel.example>")

    assert "This is <a2@kestrel.example>." in message.text


def test_a_message_to_somebody_else_is_not_the_message(mailbox: Mailbox, ports: tuple[int, int]) -> None:
    send(ports, "<b1@kestrel.example>", to=OMAR)

    with pytest.raises(NeverArrived):
        mailbox.wait_for(LINDA, NO_TIME, message_id="<b1@kestrel.example>")
    assert mailbox.wait_for(OMAR.upper(), SOON, message_id="<b1@kestrel.example>").to == (OMAR,)


def test_a_message_is_found_by_the_words_of_its_subject(mailbox: Mailbox, ports: tuple[int, int]) -> None:
    send(ports, "<c1@kestrel.example>", subject="Your complaint C-1041: we are sorry")

    assert mailbox.wait_for(LINDA, SOON, subject="C-1041").subject == "Your complaint C-1041: we are sorry"


def test_a_message_that_comes_while_one_waits_is_found(mailbox: Mailbox, ports: tuple[int, int]) -> None:
    with pytest.raises(NeverArrived):
        mailbox.wait_for(LINDA, NO_TIME, message_id="<d1@kestrel.example>")  # the connection is open from here
    post = Thread(target=send, args=(ports, "<d1@kestrel.example>"))
    post.start()

    message = mailbox.wait_for(LINDA, SOON, message_id="<d1@kestrel.example>")

    post.join()
    assert "<d1@kestrel.example>" in message.text


def test_a_message_that_never_came_is_told_with_what_came_instead(mailbox: Mailbox, ports: tuple[int, int]) -> None:
    noor = "noor.3@shoppers.example"
    send(ports, "<e1@kestrel.example>", to=noor, subject="Something else")

    with pytest.raises(NeverArrived) as missing:
        mailbox.wait_for(noor, timedelta(seconds=0.1), message_id="<e2@kestrel.example>")

    assert str(missing.value) == (
        "The message <e2@kestrel.example> did not arrive within 0.1 s; 1 other(s) did: 'Something else'. "
        "Check that the company could send it (its SMTP server) and that this mailbox is the recipient's."
    )


def test_what_another_program_marks_in_between_mixes_up_no_letters(mailbox: Mailbox, ports: tuple[int, int]) -> None:
    send(ports, "<c1@kestrel.example>", to=OMAR, subject="To Omar")
    mailbox.letters_to(OMAR)
    with MailBoxUnencrypted("127.0.0.1", ports[1]).login("shoppers", "open sesame") as other:
        other.flag(other.uids(), MailMessageFlags.FLAGGED, value=True)
    send(ports, "<c2@kestrel.example>", to=OMAR, subject="Also to Omar")
    send(ports, "<c3@kestrel.example>", to="carla.3@shoppers.example", subject="To Carla")

    omars, carlas = mailbox.letters_to(OMAR), mailbox.letters_to("carla.3@shoppers.example")

    assert [letter.subject for letter in omars][-2:] == ["To Omar", "Also to Omar"]
    assert [letter.subject for letter in carlas] == ["To Carla"]


@pytest.mark.parametrize(
    "answers",
    [
        [(b"1 (BODY[] {12}", b"Subject: A\r\n"), b" UID 7)", (b"2 (BODY[] {12}", b"Subject: B\r\n"), b" UID 8)"],
        [
            b"5 (FLAGS ())",
            (b"1 (UID 7 BODY[] {12}", b"Subject: A\r\n"),
            b")",
            (b"2 (UID 8 BODY[] {12}", b"Subject: B\r\n"),
            b")",
        ],
        [
            (b"1 (BODY[] {12}", b"Subject: A\r\n"),
            b" UID 7)",
            b"5 (UID 3 FLAGS ())",
            b"6 (FLAGS ())",
            (b"2 (BODY[] {12}", b"Subject: B\r\n"),
            b" UID 8)",
            b"9 (FLAGS ())",
        ],
    ],
    ids=["nothing in between", "before them, and the UID first", "between and behind"],
)
def test_each_letter_has_its_own_uid(answers: list[object]) -> None:
    box = SimpleNamespace(client=SimpleNamespace(uid=lambda *_: ("OK", answers)))

    found = fetch(cast("Any", box), ["7", "8"])

    assert [(letter.uid, letter.subject) for letter in found] == [("7", "A"), ("8", "B")]


def test_an_empty_mailbox_says_that_nothing_came_at_all(mailbox: Mailbox) -> None:
    with pytest.raises(NeverArrived, match="no other message did either"):
        mailbox.wait_for("nobody@shoppers.example", NO_TIME, message_id="<f1@kestrel.example>")


def test_a_mail_server_that_does_not_let_us_in_is_the_worlds_fault_and_keeps_the_password(
    ports: tuple[int, int],
) -> None:
    with pytest.raises(Unreachable, match=r"The mail server at imap://127\.0\.0\.1:\d+ cannot be used") as refused:
        Mailbox([settings(ports[1], "tulip-4711")]).wait_for(LINDA, NO_TIME, subject="Your offer")

    assert "tulip-4711" not in str(refused.value)


def test_a_mail_server_that_is_not_there_is_the_worlds_fault() -> None:
    with pytest.raises(Unreachable, match="cannot be used"):
        Mailbox([settings(9)]).wait_for(LINDA, NO_TIME, subject="Your offer")


def test_a_mail_server_that_goes_away_while_one_waits_is_the_worlds_fault() -> None:
    server = MailServer("127.0.0.1", "shoppers", "open sesame")
    server.start()
    mailbox = Mailbox([settings(server.ports(10)[1])])
    with pytest.raises(NeverArrived):
        mailbox.wait_for(LINDA, NO_TIME, subject="Your offer")
    server.stop()

    with pytest.raises(Unreachable, match="cannot be used"):
        mailbox.wait_for(LINDA, NO_TIME, subject="Your offer")
    mailbox.close()


def test_a_company_without_a_mailbox_says_what_to_add() -> None:
    with pytest.raises(Unable, match=r'no mailbox\. Add a touchpoint with channel = "email"'):
        Mailbox([]).wait_for(LINDA, NO_TIME, subject="Your offer")


def test_a_mailbox_that_was_never_opened_can_be_closed() -> None:
    Mailbox([]).close()


def test_a_server_that_is_asked_again_and_again_finds_what_comes_too(ports: tuple[int, int]) -> None:
    mailbox = Mailbox([settings(ports[1], poll="20 ms")])
    with pytest.raises(NeverArrived):
        mailbox.wait_for(LINDA, NO_TIME, message_id="<g1@kestrel.example>")
    post = Thread(target=send, args=(ports, "<g1@kestrel.example>"))
    post.start()

    message = mailbox.wait_for(LINDA, SOON, message_id="<g1@kestrel.example>")

    post.join()
    mailbox.close()
    assert "<g1@kestrel.example>" in message.text


@pytest.mark.parametrize(("offered", "idles"), [("IMAP4rev1 IDLE", True), ("IMAP4rev1 UIDPLUS", False)])
def test_a_server_without_idle_is_never_told_to_idle(
    monkeypatch: pytest.MonkeyPatch, ports: tuple[int, int], offered: str, *, idles: bool
) -> None:
    told: list[bytes] = []
    monkeypatch.setattr(IMAP4, "capability", lambda _: ("OK", [offered.encode()]))
    send_line = IMAP4.send
    monkeypatch.setattr(IMAP4, "send", lambda client, data: (told.append(data), send_line(client, data))[1])
    mailbox = Mailbox([settings(ports[1])])

    with pytest.raises(NeverArrived):
        mailbox.wait_for(LINDA, timedelta(seconds=0.6), message_id="<h1@kestrel.example>")

    mailbox.close()
    assert any(b"IDLE" in line for line in told) is idles
    assert sum(b"SEARCH" in line for line in told) >= 2


def test_a_poll_that_is_no_length_of_time_is_refused_before_anything_runs() -> None:
    with pytest.raises(InvalidCompany, match=r"options\.poll: The poll is not a length of time: 'often'"):
        Mailbox([settings(9, poll="often")])


@pytest.mark.parametrize("poll", [None, "20 ms"])
@pytest.mark.skipif(bool(missing_mail_server()), reason=str(missing_mail_server()))
def test_dovecot_is_waited_for_either_way(poll: str | None) -> None:
    with open_mail_server() as server:
        port = int(server.imap_address.rpartition(":")[2])
        options = {"poll": poll} if poll else {}
        mailbox = Mailbox([settings(port, server.password, **options)])
        with pytest.raises(NeverArrived):
            mailbox.wait_for(LINDA, NO_TIME, message_id="<i1@kestrel.example>")
        post = Thread(target=send, args=((server.smtp_port, port), "<i1@kestrel.example>"))
        post.start()

        message = mailbox.wait_for(LINDA, SOON, message_id="<i1@kestrel.example>")

        post.join()
        mailbox.close()
    assert message.to == (LINDA,)
