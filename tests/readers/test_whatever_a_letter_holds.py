"""Whatever a letter holds, no exception of ours or of a library comes of it: seeded, longer with FUZZ_INPUTS=100000."""

from __future__ import annotations

import json
import os
import random
from typing import Any

import pytest
from imap_tools import MailMessage

from journeys.tools.letterheads import Wanted, recipients_of, subject_of
from journeys.touchpoints.addressee import other_customer
from journeys.touchpoints.answer_words import answer_in
from journeys.touchpoints.letter_parts import parts_of
from journeys.touchpoints.letters import Letters, sent_at
from journeys.touchpoints.order_letters import order_tellings
from journeys.touchpoints.tellings import agreed

from ..engine.builders import linda
from .reading import HERE, NOW, company, samples

INPUTS = int(os.environ.get("FUZZ_INPUTS", "200"))
SEEDS = sorted((HERE / "cases").rglob("*.eml"))
ODD = [
    *(b"\x00", b"\xff\xfe", b"\xe2\x80", b"<", b"</", b"<s>", b"<sup>", b"&#x110000;", b"&#0;", b"$", b"\xe2\x82\xac"),
    *(
        b"1e999",
        b"9" * 30,
        b"-",
        b"NaN",
        b"Infinity",
        b"{",
        b"[",
        b'"',
        b"\\ud800",
        b"\r\n\r\n",
        b"31.02.2027",
        b"24:61",
    ),
    *(b"=?utf-8?B?!!!?=", b"=?x?Q?=FF?=", b"Content-Type: text/html; charset=zzz\r\n", b"EST", b"a month for 0"),
    *(b"Date: Foo, 99 Bar 99999 99:99:99 +9999\r\n", b"style='color:rgb(", b"style='font-size:'"),
    *(b"<div style='display:none'>", "\u0661\u0662".encode()),
]
VALUES: list[Any] = [
    *(None, True, False, 0, -1, 99, 98.99999999999999, 1e308, float("nan"), float("inf"), "", " ", "call us", "free"),
    *("1.299,00 €", "99 XXL", "99.00", 1798779599, 1798779599000, -(10**18), 10**40, "2026-12-31", "T", "\ud83d", "²"),
    *("2026-13-41T99:99", "Thu, 31 Dec 2026 23:59:59 -0500", [], [[]], {}, {"@value": {}}, {"value": []}),
    *([None, "99.00"], "schema:Offer", "http://schema.org/Offer"),
]
KEYS = [
    *("price", "priceCurrency", "priceSpecification", "validThrough", "priceValidUntil", "availabilityEnds", "sku"),
    *("url", "lowPrice", "highPrice", "discountCode", "@type", "@graph", "billingDuration", "priceType"),
]
FACTS = [
    {},
    {"currency": "KWD", "locale": "ar_KW"},
    {"currency": "JPY", "locale": "ja_JP"},
    {"currency": "INR", "locale": "en_IN"},
    {"currency": "EUR", "locale": "fr_FR"},
]
COMPANIES = [company(**facts) for facts in FACTS]


def cut_and_pasted(raw: bytes, chance: random.Random) -> bytes:
    """A message with some of it changed."""
    for _ in range(chance.randint(1, 6)):
        at, length = chance.randrange(len(raw) + 1), chance.randint(0, 30)
        what = chance.choice(
            [b"", chance.choice(ODD), raw[at : at + length] * 2, chance.randbytes(chance.randint(1, 4))]
        )
        raw = raw[:at] + what + raw[at + (length if chance.random() < 0.5 else 0) :]
    return raw


def marked_up(chance: random.Random) -> bytes:
    """A message with markup of odd values."""
    offer: dict[str, Any] = {"@type": chance.choice(["Offer", ["Offer"], "AggregateOffer", "https://schema.org/Offer"])}
    for key in chance.sample(KEYS, chance.randint(1, 8)):
        value = chance.choice(VALUES)
        offer[key] = {"@type": "Offer", chance.choice(KEYS): value} if chance.random() < 0.2 else value
    words = json.dumps(offer)
    if chance.random() < 0.3:
        at = chance.randrange(len(words))
        words = words[:at] + chance.choice(["", ",", "}", "{", ";", "//", "<!--"]) + words[at + chance.randint(0, 3) :]
    return (
        "From: a@b.example\nTo: c@d.example\nSubject: x\nContent-Type: text/html; charset=utf-8\n\n"
        f'<p>Come.</p><script type="application/ld+json">{words}</script>'
    ).encode("utf-8", "surrogatepass")


def written_out(chance: random.Random) -> bytes:
    """A message of lines put together from samples."""
    texts = [row["text"] for _, row in samples("amounts.toml")] + [row["text"] for _, row in samples("dates.toml")]
    labels = [
        "Your price: ",
        "Valid through: ",
        "Total: ",
        "Regular price: ",
        "Code: ",
        "Where: ",
        "",
        "<s>",
        "<p style='color:#fff'>",
    ]
    lines = [
        f"{chance.choice(labels)}{chance.choice(texts)}{chance.choice(texts)}" for _ in range(chance.randint(1, 6))
    ]
    kind = chance.choice(["plain", "html"])
    head = f"From: a@b.example\nTo: c@d.example\nContent-Type: text/{kind}; charset=utf-8"
    return "\n".join([head, "", *lines]).encode()


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.timeout(0)
def test_no_letter_ends_in_an_exception(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - for tests that repeat
    wanted = Wanted("c@d.example", "", "Votre offre")
    for _ in range(INPUTS // 2):
        maker = chance.choice(["cut", "markup", "lines"])
        raw = {
            "cut": lambda: cut_and_pasted(chance.choice(SEEDS).read_bytes(), chance),
            "markup": lambda: marked_up(chance),
        }.get(maker, lambda: written_out(chance))()
        acme = chance.choice(COMPANIES)
        letters = Letters.of(acme.touchpoints["inbox"], acme)
        letter: MailMessage = MailMessage.from_bytes(raw)
        try:
            letters.read(letter, NOW)
            agreed(order_tellings(letters, letter, "K-7"), acme.time_zone)
            answer_in([line for _, lines in parts_of(letter) for line in lines], acme)
            other_customer(letter, linda())
            sent_at(letter)
            wanted.is_it(letter)
            recipients_of(letter)
            subject_of(letter)
        except Exception as error:
            error.add_note(f"seed {seed}: {raw!r}")
            raise


def test_deep_nesting_costs_no_letter() -> None:
    acme = company()
    letters = Letters.of(acme.touchpoints["inbox"], acme)
    for html in ("<div>" * 5000 + "Your price: $99.00", "<table><tr><td>" * 1500 + "Your price: $99.00"):
        head = "From: a@b.example\nContent-Type: text/html\n\n"
        read = letters.read(MailMessage.from_bytes((head + html).encode()), NOW)
        assert read.said[0][1] == "99.00 USD"
    deep = '<script type="application/ld+json">' + '{"a":[' * 5000 + "</script><p>Your price: $99.00</p>"
    assert letters.read(MailMessage.from_bytes((head + deep).encode()), NOW).said[0][1] == "99.00 USD"
