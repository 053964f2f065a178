"""Mail is real: SMTP takes it, IMAP shows it, byte for byte, as soon as it is there."""

# ruff: noqa: E501 - a message is written as it is

from __future__ import annotations

import json
import smtplib
import threading
from email import message_from_bytes, policy
from typing import TYPE_CHECKING, cast

import requests
from bs4 import BeautifulSoup

from .mailbox import inbox, received

if TYPE_CHECKING:
    from email.message import EmailMessage

    from .company import Sandbox


def test_an_offer_says_the_same_in_text_and_as_data(company: Sandbox) -> None:
    linda = company.linda(line_holder="Maya", surcharges={"store": "10.00"})
    mail = received(company, linda)
    for words in (
        "free phone upgrade",
        "Your price: $0.00 (regular price $130.00)",
        f"Offer code: {linda.code}",
        linda.link,
        "Valid through: November 30, 2026 at 11:59:59 PM EST",
        "Where: online, in the app, by phone, in chat, in our stores, by text, on social media",
        "In our stores a handling fee of $10.00 is added",
    ):
        assert words in mail.text
    data = BeautifulSoup(mail.html, "lxml").find("script", type="application/ld+json")
    assert data
    offer = json.loads(data.get_text())
    assert (offer["@type"], offer["name"], offer["sku"], offer["price"], offer["priceCurrency"], offer["url"]) == (
        "Offer",
        "free phone upgrade",
        linda.code,
        "0.00",
        "USD",
        linda.link,
    )
    assert offer["validThrough"] == "2026-11-30T23:59:59-05:00"


def test_an_offer_has_the_headers_and_parts_of_a_campaign_mail(company: Sandbox) -> None:
    linda = company.linda()
    mail = cast("EmailMessage", message_from_bytes(received(company, linda).obj.as_bytes(), policy=policy.default))
    assert mail["Message-ID"] == linda.message_id
    assert mail["To"].addresses[0].addr_spec == linda.email
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["Date"].datetime.isoformat() == "2026-11-02T10:00:00-05:00"
    assert [part.get_content_type() for part in mail.walk()] == [
        "multipart/alternative",
        "text/plain",
        "multipart/related",
        "text/html",
        "image/png",
    ]


def test_the_qr_code_is_the_link(company: Sandbox) -> None:
    import io

    from PIL import Image

    zxing = __import__("pytest").importorskip("zxingcpp")
    linda = company.linda()
    (picture,) = received(company, linda).attachments
    assert zxing.read_barcode(Image.open(io.BytesIO(picture.payload))).text == linda.link


def test_mail_for_anybody_is_kept_byte_for_byte_and_announced_while_waiting(company: Sandbox) -> None:
    raw = b"From: a@b.example\r\nTo: anybody@else.example\r\nSubject: Odd\r\nX-Odd:  two  spaces \r\n\r\n.dot\r\n\r\nna\xc3\xafve\r\n"
    post = company.facts["touchpoints"]["inbox"]
    with inbox(company) as mailbox:
        before = {message.uid for message in mailbox.fetch(mark_seen=False)}
        smtp = company.said_smtp()
        sender = threading.Thread(target=_send, args=(smtp, raw))
        mailbox.idle.start()
        sender.start()
        assert mailbox.idle.poll(timeout=10)
        mailbox.idle.stop()
        sender.join()
        new = [uid for uid in mailbox.uids() if uid not in before]
        kept = [mailbox.client.uid("FETCH", uid, "(BODY.PEEK[])")[1] for uid in new]
    assert raw in [
        part[1] for data in kept for part in data if isinstance(part, tuple)
    ]  # others may get mail meanwhile
    assert post["channel"] == "email"


def _send(smtp: tuple[str, int], raw: bytes) -> None:
    with smtplib.SMTP(*smtp, local_hostname="test.example") as server:
        server.sendmail("a@b.example", ["anybody@else.example"], raw)


def test_a_person_without_a_mail_program_reads_it_in_a_browser(company: Sandbox) -> None:
    post = company.facts["touchpoints"]["inbox"]
    login = (post["username"], post["password"])
    linda = company.linda()

    page = BeautifulSoup(requests.get(f"{company.address}/mail", auth=login, timeout=10).text, "html.parser")
    newest = next(row for row in page.select("tbody tr") if linda.email in row.text)
    path = newest.select_one("a")["href"]
    letter = requests.get(f"{company.address}{path}", auth=login, timeout=10).text

    assert linda.code in letter
    assert "data:image/png;base64," in letter
    assert requests.get(f"{company.address}/mail", timeout=10).status_code == 401
    assert requests.get(f"{company.address}/mail", auth=("shoppers", "guessed"), timeout=10).status_code == 401
    assert requests.get(f"{company.address}/mail/999999", auth=login, timeout=10).status_code == 404
