"""Letters as their readers see them: lines, what is hidden, struck through or raised, what only machines are told."""

from __future__ import annotations

from typing import Any

import pytest

from .reading import ids, read, read_raw, right, samples, told

LETTERS = list(samples("letters.toml"))


@pytest.mark.parametrize(("kind", "sample"), LETTERS, ids=ids(LETTERS))
def test_a_letter_says_what_its_reader_sees(kind: str, sample: dict[str, Any]) -> None:
    facts = {name: sample[name] for name in ("currency", "locale") if name in sample}
    html = sample.get("html", "")
    if "json" in sample:
        html = f'<p>Come and see.</p><script type="application/ld+json">{sample["json"]}</script>'

    letter = read(sample.get("text", ""), html, **facts)

    assert told(letter) == right(sample["right"]), kind
    assert bool(letter.unread) is sample.get("unread", False), letter.unread


def test_what_could_not_be_read_is_told_in_the_letters_words() -> None:
    letter = read("Your price: from $19.00\nValid through: 31 December 2026, 11:59 PM XQZ")

    assert letter.unread == [
        (
            "the price: '$19.00' is a bound, or about so much, which no price can be compared with, "
            "in 'Your price: from $19.00'"
        ),
        "the end: nobody knows the time zone XQZ, in 'Valid through: 31 December 2026, 11:59 PM XQZ'",
    ]


def test_words_are_quoted_as_they_are_seen() -> None:
    letter = read(html="<p>Your price: <s>$39<sup>99</sup></s> $29<sup>99</sup></p>")

    assert {words for _, _, words in letter.said} == {"Your price: $39.99 $29.99"}


@pytest.mark.parametrize(
    ("charset", "declared"), [("windows-1252", "iso-8859-1"), ("utf-8", "x-unknown"), ("utf-8", "us-ascii")]
)
def test_a_part_whose_character_set_is_said_wrongly_is_read(charset: str, declared: str) -> None:
    head = f"From: a@b.example\nContent-Type: text/plain; charset={declared}\nContent-Transfer-Encoding: 8bit"
    body = "Your price: 99,00 €".encode(charset)

    assert told(read_raw(f"{head}\n\n".encode() + body, currency="EUR", locale="de_DE"))["price"] == "99.00 EUR"
