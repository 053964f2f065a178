"""What is written: whose line of a transcript it is, what everybody may read, and messages that nobody answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from journeys.errors import InvalidCompany
from journeys.topics import answering, offers
from journeys.touchpoints.personal_data import personal_in
from journeys.touchpoints.social_media import SocialMedia
from journeys.touchpoints.transcripts import _theirs

from ..engine.builders import linda
from .walks import Walk, described

CODE = "KES-123456"


@pytest.mark.parametrize(
    ("lines", "theirs"),
    [
        (["Tom: It is $0.00.", "Linda: My neighbour was asked $130.00"], ["It is $0.00."]),
        (["Tom: It is $0.00.", "Linda M.: My neighbour was asked $130.00"], ["It is $0.00."]),
        (["(10:02:10) Tom: It is $0.00.", "(10:02:33) Visitor 48213: Is it still $130.00?"], ["It is $0.00."]),
        (["{own} (customer): $130?", "Agent Tom: $0.00", "and no fee"], ["$0.00", "and no fee"]),
        (["[10:02] Kundin: 130 $?", "[10:03] Frau Berg: 0,00 $"], ["0,00 $"]),
        (["You: $130?", "Client services (Tom): $0.00"], ["$0.00"]),
    ],
)
def test_whoever_asks_names_no_price(lines: list[str], theirs: list[str]) -> None:
    told = [line.format(own=linda().full_name) for line in lines]

    assert list(_theirs(told, linda())) == theirs


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Price matching is on us, Linda! Please send us a DM.", []),
        ("Your price is in your private messages.", []),
        ("Hello Ms Price, we have sent you a message.", ["name"]),
        ("Sorry about that, Linda Price!", ["name"]),
        ("Order 24/7 on our site, 2027 models are here. Call 800-555-0199.", []),
        ("We sent it with your order #K-100001.", ["order number"]),
        ("Use kes 123456 at the till.", ["code"]),
    ],
)
def test_a_family_name_that_is_a_word_tells_nothing_by_itself(words: str, told: list[str]) -> None:
    customer = replace(linda(), last_name="Price")

    assert [kind for kind, _ in personal_in(words, customer, {CODE})] == told


def test_who_writes_for_somebody_else_may_be_answered_by_nobody_too(walk: Callable[..., Walk]) -> None:
    linda = walk("never-answered-on-social-media")
    linda.promise()

    visit = linda.journey.visit("Linda", "social media", offers.ASK, "Maya", by="Ruth")

    assert visit.problem is None
    assert visit.value(answering.REPLY) == "none"


def test_without_its_client_social_media_say_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("journeys.touchpoints.social_network.find_spec", lambda _: None)

    with pytest.raises(InvalidCompany, match=r"pip install 'mystery-shopper\[social\]'"):
        SocialMedia.lacks(described().touchpoints["social media"])
