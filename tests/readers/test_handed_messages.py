"""Messages that were handed to us are sent by SMTP, found over IMAP and read by the inbox driver, as a run does."""

from __future__ import annotations

import itertools
from imaplib import IMAP4
from typing import Any

import pytest
from imap_tools import MailMessage

from journeys.errors import Compromised, NeverArrived

from ..engine.builders import linda
from .reading import HERE, Post, ids, right, samples, told

CASES = list(samples("cases.toml"))
NUMBERS = itertools.count(1)


def delivered(post: Post, text: str, source: str = "") -> str:
    """Send a message to Linda and return what she knows it by."""
    identity = source or f"<{next(NUMBERS)}.readers@news.example>"
    raw = text.replace("{to}", linda().email).replace(
        "{id}", identity if not source else f"<{next(NUMBERS)}@news.example>"
    )
    post.send(raw.encode(), linda().email)
    return identity


@pytest.mark.parametrize(("_", "case"), CASES, ids=ids(CASES))
def test_a_handed_message_is_read_as_a_person_reads_it(post: Post, _: str, case: dict[str, Any]) -> None:
    message = HERE / "cases" / case["kind"] / case.get("message", "message.eml")
    source = delivered(post, message.read_text(encoding="utf-8"), case.get("source", ""))

    visit = post.opens(source, **case.get("company", {}))

    assert told(visit) == right(case["right"])


SUMMER = "Votre offre d'été"
LETTER = "From: Acme <news@news.example>\nTo: Linda <{to}>\nMessage-ID: {id}\nContent-Type: text/plain; charset=utf-8\n"
PRICE = "\nYour price: $99.00\n"


@pytest.mark.parametrize("refusal", [None, "BAD unknown argument", "NO [BADCHARSET (US-ASCII)] what is that"])
@pytest.mark.parametrize(
    "subject",
    [
        "=?utf-8?Q?Votre_offre_d'=C3=A9t=C3=A9?=",
        "=?iso-8859-1?Q?Votre_offre_d'=E9t=E9?=",
        "=?UTF-8?B?Vm90cmUgb2ZmcmUgZCfDqXTDqQ==?=",
        "=?utf-8?Q?Votre_offre?=\n =?utf-8?Q?_d'=C3=A9t=C3=A9?=",
        "=?utf-8?Q?Votre_offre_d'e=CC=81te=CC=81?=",
        "Re: =?utf-8?Q?Votre_offre_d'=C3=A9t=C3=A9_!?=",
        "Votre offre d'été",
    ],
)
def test_a_subject_beyond_ascii_is_found_whatever_the_server_knows(
    post: Post, monkeypatch: pytest.MonkeyPatch, subject: str, refusal: str | None
) -> None:
    command = IMAP4.uid

    def uid(client: IMAP4, *args: Any) -> Any:
        if refusal and "UTF-8" in args:
            if refusal.startswith("BAD"):
                raise IMAP4.error(f"UID command error: {refusal}")
            return "NO", [refusal.encode()]
        return command(client, *args)

    monkeypatch.setattr(IMAP4, "uid", uid)
    delivered(post, f"{LETTER}Subject: {subject}\n{PRICE}", SUMMER)

    assert told(post.opens(SUMMER))["price"] == "99.00 USD"


@pytest.mark.parametrize(
    ("header", "known_by"),
    [
        ("Message-ID:\n <{n}.a@news.example>", "<{n}.a@news.example>"),
        ("Message-ID: <{n}.b@news.example>", "{n}.b@news.example"),
        ("Message-Id:\t<{n}.c@news.example>\n\t", "<{n}.c@news.example>"),
        ("message-id: <{n}.d-without-a-host>", "<{n}.d-without-a-host>"),
        ("Message-ID: < {n}.e@news.example >", "<{n}.e@news.example>"),
        ('Message-ID: <"{n} f"@news.example>', '<"{n} f"@news.example>'),
        ("Message-ID: {n}.g@news.example", "<{n}.g@news.example>"),
        ("Message-ID: <{n}.h@a@news.example>", "<{n}.h@a@news.example>"),
        ("Message-ID:\r\n <{n}.i.a.very.long.one.that.a.service.writes.into.the.next.line@eu-west-1.mail.example>",
         "<{n}.i.a.very.long.one.that.a.service.writes.into.the.next.line@eu-west-1.mail.example>"),
        ("Message-ID: <{n}.é@news.example>", "<{n}.é@news.example>"),
    ],
)  # fmt: skip
def test_a_message_is_found_by_its_id_however_that_is_written(post: Post, header: str, known_by: str) -> None:
    number = str(next(NUMBERS))
    raw = f"From: a@news.example\nTo: {linda().email}\nSubject: Just for you\n{header.replace('{n}', number)}\n"
    post.send(f"{raw}{PRICE}".encode(), linda().email)

    assert told(post.opens(known_by.replace("{n}", number)))["price"] == "99.00 USD"


@pytest.mark.parametrize(
    "headers",
    [
        "To: customers@news.example\nCc: Linda <{to}>",
        "To: customers@news.example\nBcc: {to}",
        "To: undisclosed-recipients:;\nDelivered-To: {to}",
        "To: customers@news.example\nX-Original-To: {to}",
        "To: customers@news.example\nEnvelope-To: <{to}>",
        "Delivered-To: somebody@else.example\nDelivered-To: {to}",
        "X-Envelope-To: {to}",
        "To: =?utf-8?Q?Lind=C3=A1?= <{TO}>",
        'To: "Acme, customers of" <customers@news.example>,\n Linda\n <{to}>',
        "To: all@news.example\nReceived: from a.example by b.example\n for <{to}>; Sun, 29 Nov 2026 10:00:00 +0000",
    ],
)
def test_a_message_is_hers_by_any_header_that_says_so(post: Post, headers: str) -> None:
    identity = f"<{next(NUMBERS)}.hers@news.example>"
    named = headers.replace("{to}", linda().email).replace("{TO}", linda().email.upper())
    post.send(
        f"From: a@news.example\nMessage-ID: {identity}\nSubject: Just for you\n{named}\n{PRICE}".encode(), linda().email
    )

    assert told(post.opens(identity))["price"] == "99.00 USD"


def test_a_message_to_somebody_else_is_not_hers(post: Post) -> None:
    identity = f"<{next(NUMBERS)}.omars@news.example>"
    post.send(
        f"From: a@b.example\nMessage-ID: {identity}\nTo: omar@shoppers.example\n{PRICE}".encode(),
        "omar@shoppers.example",
    )

    with pytest.raises(NeverArrived):
        post.opens(identity)


def test_what_cannot_be_compared_compromises_the_visit_and_is_told(post: Post) -> None:
    source = delivered(post, f"{LETTER}Subject: Just for you\n\nYour price: $4.13 a month\n")

    with pytest.raises(Compromised, match=r"cannot be compared: the price: '\$4\.13 a month' is by the month"):
        post.opens(source)


@pytest.mark.parametrize(
    ("head", "body", "kind"),
    [
        ("application/pkcs7-mime; smime-type=enveloped-data", "MIIBACBub3QgZm9yIHVz", "application/pkcs7-mime"),
        ("application/x-pkcs7-mime; name=smime.p7m", "MIIBACBub3QgZm9yIHVz", "application/x-pkcs7-mime"),
        ('application/pkcs7-mime; smime-type="signed-data"', "MIIBACBub3QgZm9yIHVz", "application/pkcs7-mime"),
        (
            'multipart/encrypted; protocol="application/pgp-encrypted"; boundary=b',
            "--b\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--b--",
            "multipart/encrypted",
        ),
        ("text/plain", "-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----", "a PGP message"),
        (
            "multipart/mixed; boundary=b",
            "--b\n\nread it\n--b\nContent-Type: application/x-microsoft-rpmsg-message\n\nx\n--b--",
            "application/x-microsoft-rpmsg-message",
        ),
        ("application/pdf", "JVBERi0=", "application/pdf"),
        ("text/html", "<p><img src='https://acme.example/offer.png'></p>", "a picture"),
    ],
)
def test_a_letter_that_nobody_here_can_open_is_nobodys_breach(post: Post, head: str, body: str, kind: str) -> None:
    source = delivered(post, LETTER.replace("text/plain; charset=utf-8", head) + f"Subject: Just for you\n\n{body}\n")

    with pytest.raises(Compromised, match=f"cannot be opened: it is {kind}"):
        post.opens(source)


EMPTY = "--b\nContent-Type: text/plain\n\n\n--b\n"
HERO = "<p>Valid through: 31 December 2026</p><img {} src='cid:hero'>"


@pytest.mark.parametrize(
    "attached",
    [
        'Content-Type: application/ms-tnef; name="winmail.dat"\nContent-Disposition: attachment\n\nx',
        'Content-Type: application/pdf; name="offer.pdf"\nContent-Disposition: attachment\n\nx',
        'Content-Type: image/jpeg\nContent-Disposition: inline; filename="offer.jpg"\n\nx',
    ],
)
def test_an_attachment_below_an_empty_text_is_what_cannot_be_opened(post: Post, attached: str) -> None:
    head = LETTER.replace("text/plain; charset=utf-8", "multipart/mixed; boundary=b")

    with pytest.raises(Compromised, match="cannot be opened"):
        post.opens(delivered(post, f"{head}Subject: Just for you\n\n{EMPTY}{attached}\n--b--\n"))


@pytest.mark.parametrize(
    "looks", ["width='600' alt=''", "alt=' '", "style='width: 100%'", "style='max-width:20px;width:300px'"]
)
def test_a_price_that_may_stand_in_a_picture_is_not_missing(post: Post, looks: str) -> None:
    head = LETTER.replace("text/plain", "text/html")

    with pytest.raises(Compromised, match="names no price in words, and shows a picture that is not read here"):
        post.opens(delivered(post, f"{head}Subject: Just for you\n\n{HERO.format(looks)}"))


@pytest.mark.parametrize("looks", ["width='1' height='1'", "width='120px'", "alt='Acme'", "style='width:24px'"])
def test_a_picture_without_room_for_words_or_with_its_own_hides_no_price(post: Post, looks: str) -> None:
    head = LETTER.replace("text/plain", "text/html")

    visit = post.opens(delivered(post, f"{head}Subject: Just for you\n\n{HERO.format(looks)}"))

    assert "price" not in told(visit)


def test_a_signed_letter_is_read(post: Post) -> None:
    body = f"--b\nContent-Type: text/plain\n{PRICE}--b\nContent-Type: application/pkcs7-signature\n\nMII\n--b--\n"
    head = LETTER.replace("text/plain; charset=utf-8", "multipart/signed; boundary=b")

    assert told(post.opens(delivered(post, f"{head}Subject: Just for you\n\n{body}")))["price"] == "99.00 USD"


def test_a_letters_date_is_only_words_where_the_company_has_a_clock(post: Post) -> None:
    head = f"{LETTER}Subject: Just for you\nDate: Sun, 29 Nov 2015 10:00:00 +0000\n{PRICE}Valid through: 5 January\n"
    clock = {"address": "http://127.0.0.1:9/clock", "token": "tick"}

    by_its_date, by_the_clock = post.opens(delivered(post, head)), post.opens(delivered(post, head), clock=clock)

    assert told(by_its_date)["valid through"].startswith("2016-01-06")
    assert told(by_the_clock)["valid through"].startswith("2027-01-06")


def test_a_message_that_cannot_be_read_at_all_is_nobodys_fault_here(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(MailMessage, "date", property(lambda _: 1 / 0))
    source = delivered(post, f"{LETTER}Subject: Just for you\n{PRICE}")

    with pytest.raises(Compromised, match="cannot be read: ZeroDivisionError"):
        post.opens(source)
