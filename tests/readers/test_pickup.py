"""How an order for pickup stands, as shops, clerks and messages say it: read as a person would, or not at all."""

import tomllib
from datetime import datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from journeys.errors import Compromised, NotUnderstood
from journeys.promises.channel import Channel, Side
from journeys.tools.redaction import Redactor
from journeys.topics import pickup
from journeys.touchpoints.exhibits import Exhibits
from journeys.touchpoints.pickup_words import (
    note_handing_over,
    note_moment,
    note_pickup_messages,
    note_readiness,
    readiness,
)
from journeys.touchpoints.visit import OpenVisit

from ..engine.builders import StoppedClock, linda, promise
from .reading import NOW, Post, company, letter

SAMPLES = [
    sample
    for name in ("pickup.toml", "pickup_told.toml")
    for sample in tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))["pickup"]
]


@pytest.mark.parametrize(("words", "right"), SAMPLES)
def test_what_is_said_of_an_order_is_read_as_a_person_does_or_not_at_all(words: str, right: str) -> None:
    assert (readiness(words) or "nothing") in {right, "unclear"}


def test_most_of_what_is_said_is_read() -> None:
    assert sum((readiness(words) or "nothing") == right for words, right in SAMPLES) >= len(SAMPLES) - 8


@pytest.mark.parametrize(
    ("words", "right"),
    [
        ("Thank you. Your order K-7 will be ready by noon. We will text you when it is ready.", "not ready"),
        ("Your order K-7 is ready for pickup.\nIt is kept until Sunday.\nIs it not ready for you?", "ready"),
        ("Your order is ready for pickup. The rest is not ready yet.", "unclear"),
    ],
)
def test_several_sentences_are_read_together(words: str, right: str) -> None:
    assert readiness(words) == right


@pytest.fixture
def visit(tmp_path: Path) -> OpenVisit:
    """Linda looks for messages about her order K-7, on 29 November 2026."""
    clock = StoppedClock()
    clock.time = NOW
    return OpenVisit(
        number=1,
        shopper=linda(),
        touchpoint="inbox",
        channel=Channel.EMAIL,
        side=Side.FRONTSTAGE,
        purpose=pickup.LOOK_READY,
        promise=promise(),
        line=None,
        words="K-7",
        clock=clock,
        exhibits=Exhibits(tmp_path, "a scenario", Redactor()),
    )


CONFIRMED = "Thank you for your order K-7."
READY = "Your order K-7 is ready for pickup."
SOMETHING = "News of your order K-7: please see your account."
AN_HOUR_AGO = NOW - timedelta(hours=1)


def seen(visit: OpenVisit) -> list[tuple[str, str]]:
    return [(str(one.term), one.value) for one in visit.close().observations]


def test_messages_that_call_an_order_ready_are_noted_with_their_time_among_all(visit: OpenVisit) -> None:
    note_pickup_messages(visit, [(CONFIRMED, AN_HOUR_AGO), (READY, NOW), (SOMETHING, NOW)])

    assert seen(visit) == [("ready message", NOW.isoformat()), ("messages about the order", "3")]


@pytest.mark.parametrize("came", [[], [(CONFIRMED, AN_HOUR_AGO)]], ids=["nothing", "the confirmation alone"])
def test_where_nothing_else_came_no_message_called_it_ready(
    visit: OpenVisit, came: list[tuple[str, datetime | None]]
) -> None:
    note_pickup_messages(visit, came)

    assert seen(visit) == [("messages about the order", str(len(came)))]


@pytest.mark.parametrize(
    "came",
    [
        [(CONFIRMED, AN_HOUR_AGO), (SOMETHING, NOW)],
        [("Part of your order is ready for pickup.", NOW)],
        [(READY, None)],
        [(READY, NOW + timedelta(hours=1))],
    ],
    ids=["one that says nothing of it", "one that is unclear", "sent nobody knows when", "sent tomorrow"],
)
def test_a_message_that_cannot_be_told_is_not_passed_over(
    visit: OpenVisit, came: list[tuple[str, datetime | None]]
) -> None:
    with pytest.raises(NotUnderstood):
        note_pickup_messages(visit, came)


@pytest.mark.parametrize(
    ("said", "becomes"),
    [
        ("The order has been handed over.", "handed over"),
        ("This order has already been picked up.", "picked up before"),
        ("We cannot find this order.", "unknown"),
        ("It is not ready yet.", "not ready"),
    ],
)
def test_what_becomes_of_an_order_at_the_counter_is_noted(visit: OpenVisit, said: str, becomes: str) -> None:
    note_handing_over(visit, said, handed=becomes == "handed over")

    assert seen(visit) == [("handing over", becomes)]


@pytest.mark.parametrize("said", ["", "Have a nice day.", "Your order is ready for pickup."])
def test_a_counter_that_hands_nothing_over_and_does_not_say_why_is_not_understood(visit: OpenVisit, said: str) -> None:
    with pytest.raises(NotUnderstood, match="does not say why"):
        note_handing_over(visit, said, handed=False)


@pytest.mark.parametrize("said", ["", "One moment please.", "Your order number K-8 is ready for pickup."])
def test_an_answer_that_says_nothing_of_the_order_is_not_understood(visit: OpenVisit, said: str) -> None:
    with pytest.raises(NotUnderstood, match="cannot be understood"):
        note_readiness(visit, said)


def test_a_moment_is_noted_as_it_is_written(visit: OpenVisit) -> None:
    note_moment(visit, pickup.READY_BY, "November 29, 2026 at 5:00 PM EST", company())

    assert seen(visit) == [("ready by", "2026-11-29T17:00:00-05:00")]


def test_what_is_no_moment_compromises_the_visit(visit: OpenVisit) -> None:
    with pytest.raises(Compromised, match="'soon' as the ready by, which is no moment"):
        note_moment(visit, pickup.READY_BY, "soon", company())


def written(number: str, text: str = "", html: str = "") -> bytes:
    """A letter about an order, as it goes over the wire."""
    sent = format_datetime(AN_HOUR_AGO)
    return letter(text, html, subject=f"Your order {number}", Date=sent, To=linda().email).obj.as_bytes()


@pytest.mark.parametrize(
    ("number", "text", "html"),
    [
        ("K-901", "Your order is ready for pickup.", ""),
        ("K-902", "", "<p>Your order is <b>ready for pickup</b>.</p>"),
        ("K-903", "Ihre Bestellung ist abholbereit.", "<p>Ihre Bestellung ist <i>abholbereit</i>.</p>"),
    ],
)
def test_a_letter_is_read_in_all_its_parts(post: Post, number: str, text: str, html: str) -> None:
    post.send(written("K-900", "Your order is ready for pickup."), linda().email)
    post.send(written(number, text, html), linda().email)

    looked = post.looks_for_pickup(number)

    assert [one.value for one in looked.of(pickup.READY_MESSAGE)] == [AN_HOUR_AGO.isoformat()]
    assert looked.last(pickup.MESSAGES_SEEN).value == "1"


def test_a_letter_whose_parts_differ_is_not_understood(post: Post) -> None:
    post.send(written("K-904", "Your order is ready.", "<p>Your order will be ready by noon.</p>"), linda().email)

    with pytest.raises(NotUnderstood, match="may say that the order is ready"):
        post.looks_for_pickup("K-904")
