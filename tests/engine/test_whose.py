"""Whose affairs a place shows: hers in every way companies write her, and nobody else's."""

from __future__ import annotations

from datetime import date

import pytest

from journeys.promises.shopper import Line, Shopper
from journeys.touchpoints.whose import is_own, line_of

LINDA = Shopper(
    name="Linda",
    last_name="Walker",
    email="linda.k3@shoppers.example",
    phone="+1 202-555-0142",
    password="invented",
    birth_date=date(1981, 4, 17),
    locale="en_US",
    lines=[Line(number="+12025550142", holder="Linda"), Line(number="+12025550143", holder="Maya", minor=True)],
)


@pytest.mark.parametrize(
    "shown",
    [
        "Linda Walker",
        "Linda",
        "LINDA WALKER",
        "Walker, Linda",
        "Ms. Walker",
        "Mrs Linda Walker",
        "Dr. Linda Maria Walker",
        "L. Walker",
        "Linda W.",
        "Frau Walker",
        "Maya",
        "Maya Walker",
        "Linda Walker (Gold member)",
        "Acct 10045 Linda Walker",
        "Linda Walker – Premium, since 2019",
        "linda.k3@shoppers.example",
        "Linda.K3@Shoppers.Example",
        "Linda Walker <linda.k3@shoppers.example>",
        "+1 (202) 555-0142",
        "202.555.0143",
        "Linda Walker, linda.k3@shoppers.example, +12025550142",
        "",
    ],
)
def test_it_is_hers(shown: str) -> None:
    assert is_own(LINDA, shown)


@pytest.mark.parametrize(
    "shown",
    [
        "John Smith",
        "John",
        "Linda Smith",
        "John Walker",
        "J. Walker",
        "Mr. Smith",
        "john@customer.example",
        "Linda Walker, john@customer.example",
        "John Smith, linda.k3@shoppers.example",
        "Linda Walker, linda.k3@shoppers.example, +12025550199",
        "+12025550199",
        "Jörg Müller",
        "John Smith (Gold member)",
        "Linda Smith (Gold member)",
        "محمد",
    ],
)
def test_it_is_somebody_elses(shown: str) -> None:
    assert not is_own(LINDA, shown)


@pytest.mark.parametrize(
    ("shown", "holder"),
    [
        ("Maya, +12025550143", "Maya"),
        ("Maya's line, (202) 555-0142", "Linda"),
        ("+1 202 555 0199", ""),
        ("Maya's line", None),
        ("order 1042", None),
    ],
)
def test_a_number_tells_whose_line_it_is(shown: str, holder: str | None) -> None:
    assert line_of(LINDA, shown) == holder
