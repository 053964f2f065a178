"""A note is somebody else's only where staff wrote a name and, beside it, how to reach the person."""

from __future__ import annotations

import pytest

from journeys.touchpoints.noted_people import other_person

from .test_whose import LINDA


@pytest.mark.parametrize(
    "note",
    [
        "now Rosa Reyes, +1 202-555-0199, wants to cancel",
        "Rosa Reyes (202) 555-0199: was promised the upgrade",
        "Reyes, Rosa – tel. 202.555.0199 – wants to cancel",
        "Customer Rosa Reyes, rosa@customer.example, moves house",
        "29 Nov 2026 store Jörg Müller, Tel. +49 30 1234567, kündigt",
        "Rosa Reyes's line 202-555-0199 is to be blocked",
        "I can see the note: “Rosa Reyes, phone +1 202 555 0199, wants to cancel”",
        "Paid late. Omar Haddad, +44 20 7946 0958, disputes the bill",
    ],
)
def test_a_note_about_somebody_else(note: str) -> None:
    assert other_person(note, LINDA) is not None


@pytest.mark.parametrize(
    "note",
    [
        "was promised the upgrade for less",
        "Rosa Reyes wants to cancel",
        "call back at +1 202-555-0199",
        "Linda Walker, +1 202-555-0142, wants to cancel",
        "Linda Walker wants her brother Omar Haddad, +44 20 7946 0958, to collect it",
        "Omar Haddad, +44 20 7946 0958, collects it for Linda Walker",
        "spoke with Ada Lovelace, +1 202-555-0199, from the store",
        "husband: Omar Haddad, +44 20 7946 0958",
        "Tom Walker, +1 202-555-0199, may collect it",
        "Rosa Reyes, 12.05.2026",
        "Rosa Reyes, 2026-05-12 10:14",
        "Rosa Reyes, order K-100001",
        "Store Fifth Avenue, +1 202-555-0199",
        "Maya, +1 202-555-0143, lost her phone",
        "",
    ],
)
def test_a_note_that_may_be_hers(note: str) -> None:
    assert other_person(note, LINDA) is None
