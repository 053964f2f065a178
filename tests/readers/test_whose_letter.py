"""Whose letter it is: whom it greets, whose address it gives and to whom it was sent."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from journeys.touchpoints.addressee import other_customer
from journeys.touchpoints.whose import is_hers, strange_in

from ..engine.builders import linda
from .reading import ids, letter, samples

GREETINGS = list(samples("greetings.toml"))
LINDA = replace(linda(), last_name="Walker-Smith")
OMAR = "omar.1f2e@shoppers.example"
NOBODY = replace(linda(), name="Ng", last_name="Xq", email=OMAR, username=OMAR, lines=())


@pytest.mark.parametrize(("kind", "sample"), GREETINGS, ids=ids(GREETINGS))
def test_a_greeting_names_her_nobody_or_somebody_else(kind: str, sample: dict[str, Any]) -> None:
    name = sample.get("name")

    assert other_customer(letter(sample["text"], To=OMAR), NOBODY) == name
    assert other_customer(letter(sample["text"], To=LINDA.email), LINDA) == (name if kind == "others" else None)


def test_the_page_is_greeted_by_and_a_full_name_on_record_is_hers() -> None:
    html = "<p>Acme</p><p>Dear <b>Omar</b>, look.</p>"

    assert other_customer(letter("Dear Linda,", html, To=OMAR), NOBODY) == "Omar"
    assert is_hers("Mrs Reyes", replace(LINDA, known_as="Linda Reyes"))


@pytest.mark.parametrize(
    ("headers", "text", "whose"),
    [
        ({"To": f"Omar Reyes <{OMAR}>", "Delivered-To": LINDA.email}, "", f"Omar Reyes <{OMAR}>"),
        ({"To": OMAR, "Bcc": LINDA.email}, "", f"<{OMAR}>"),
        ({"To": LINDA.email}, f"This message was sent to {OMAR}.", OMAR),
        ({"To": LINDA.email}, f"Gesendet an: {OMAR}", OMAR),
        ({"To": LINDA.email}, f"Hi {OMAR},\n\nyour offer", OMAR),
        ({"To": f"{OMAR}, {LINDA.email}"}, "", None),
        ({"To": "customers@acme.example", "Bcc": LINDA.email}, "", None),
        ({"To": "undisclosed-recipients:;", "Delivered-To": LINDA.email}, "", None),
        ({"To": "Linda Walker <linda@home.example>", "Delivered-To": LINDA.email}, "", None),
        ({"To": LINDA.email}, f"This message was sent to {LINDA.email.upper()}.", None),
        ({"To": LINDA.email}, "Replies sent to help@acme.example are read by people.", None),
        ({"To": LINDA.email}, f"Hi {LINDA.email},\n\nyour offer", None),
    ],
)
def test_addresses_tell_whose_it_is(headers: dict[str, str], text: str, whose: str | None) -> None:
    told = {name.replace("-", "_"): value for name, value in headers.items()}

    assert other_customer(letter(text or "Dear customer,", **told), LINDA) == whose


@pytest.mark.parametrize(
    ("named", "strange"),
    [
        ("Mrs Linda Reyes", "Reyes"),
        ("Omar", "Omar"),
        ("Linda and Omar", "Omar"),
        ("Linda, +1 202 555 0199", "+1 202 555 0199"),
        (f"Omar <{OMAR}>", f"Omar <{OMAR}>"),
    ],
)
def test_what_is_not_hers_of_a_name_is_what_must_be_masked(named: str, strange: str) -> None:
    assert strange_in(named, LINDA) == strange


def test_a_heading_that_greets_a_day_is_no_customer() -> None:
    assert other_customer(letter("Hello Sunday!\n\nHi Linda,\nit is yours.", To=LINDA.email), LINDA) is None
