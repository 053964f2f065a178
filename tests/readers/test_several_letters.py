"""Letters about one offer or one order are read together, the newest last; those about anything else are not."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from journeys.errors import Compromised, NeverArrived
from journeys.evidence.observations import Visit
from journeys.topics import offers

from ..engine.builders import linda
from .reading import Post, every

NUMBERS = itertools.count(1)
CLOCK = {"address": "http://127.0.0.1:9/clock", "token": "tick"}
OFFER = ("Your phone upgrade", "Your price: $99.00\nCode: {code}\nValid through: 31 December 2026")


def sent(post: Post, subject: str, text: str, sender: str = "news@acme.example", **headers: str) -> str:
    """Send Linda a letter and return its Message-ID."""
    identity = f"<{next(NUMBERS)}.several@acme.example>"
    told = {"From": sender, "To": linda().email, "Message-ID": identity, "Subject": subject}
    head = {
        **told,
        "Content-Type": "text/plain; charset=utf-8",
        **{name.replace("_", "-"): v for name, v in headers.items()},
    }
    lines = [f"{name}: {value}" for name, value in head.items()]
    post.send("\n".join([*lines, "", text]).encode(), linda().email)
    return identity


def code() -> str:
    return f"UP-{next(NUMBERS)}"


def words(visit: Visit) -> list[str]:
    return [one.words for one in visit.observations if one.term == offers.PRICE]


# What belongs to the offer and says something else; {main} is the Message-ID of the letter that made it.
DIFFER: list[tuple[str, str, dict[str, str]]] = [
    ("Reminder: Your phone upgrade", "Your price: $89.00", {}),
    ("Last chance: Your phone upgrade", "Your price: $89.00\nValid through: 31 December 2026", {}),
    ("Only three days left", "Your price: $89.00\nOffer code: {code}", {}),
    ("Re: Your phone upgrade", "Price: $89.00", {}),
    ("Erinnerung: Your phone upgrade", "Your price: 89.00 USD", {}),
    ("A correction", "Your price: $89.00", {"In_Reply_To": "{main}"}),
    ("News", "Your price: $89.00", {"References": "<x@acme.example> {main}"}),
    ("Your free phone upgrade is waiting", "Price: $89.00", {}),
    ("Your phone upgrade", "Your price: $89.00", {}),
    ("Still thinking?", "Your price: $89.00\nCode: {code}", {"sender": "service@mail.acme.example"}),
]
AGREE: list[tuple[str, str, dict[str, str]]] = [
    ("Reminder: Your phone upgrade", "Your price: USD 99\nValid through: 12/31/2026", {}),
    ("Reminder: Your phone upgrade", "It ends soon.", {}),
    ("Last chance: Your phone upgrade", "Save $31.00, only until 31 December 2026.", {}),
    ("Your phone case", "Your price: $19.00\nCode: CASE-1", {}),
    ("Your phone upgrade", "Your price: $19.00\nCode: CASE-1", {}),
    ("News from Acme", "Your price: $19.00\nPrice: $29.00\nPrice: $39.00", {}),
    ("Our newsletter", "Phones from $49.00. Cases for $19.00.", {}),
    ("Your order A-17", "Order number: A-17\nTotal: $112.00", {}),
    ("Your phone upgrade", "Your price: $19.00", {"sender": "deals@other.example"}),
    ("Your bill for November", "Amount due: $45.00", {}),
]


@pytest.mark.parametrize(("subject", "text", "headers"), DIFFER)
def test_another_letter_about_the_offer_is_read_too(
    post: Post, subject: str, text: str, headers: dict[str, str]
) -> None:
    mine = code()
    main = sent(post, OFFER[0], OFFER[1].replace("{code}", mine))
    sent(
        post,
        subject,
        text.replace("{code}", mine),
        **{name: one.replace("{main}", main) for name, one in headers.items()},
    )

    visit = post.opens(main)

    assert every(visit)["price"] == ["99.00 USD", "89.00 USD"]
    assert words(visit)[0] == 'letter 1 of 2, "Your phone upgrade", the text part: Your price: $99.00'
    assert words(visit)[1].startswith(f'letter 2 of 2, "{subject}", the text part: ')


@pytest.mark.parametrize(("subject", "text", "headers"), AGREE)
def test_a_letter_that_says_the_same_or_is_of_something_else_changes_nothing(
    post: Post, subject: str, text: str, headers: dict[str, str]
) -> None:
    main = sent(post, OFFER[0], OFFER[1].replace("{code}", code()))
    sent(post, subject, text, **headers)

    told = every(post.opens(main))

    assert {term: len(values) for term, values in told.items()} == {"price": 1, "code": 1, "valid through": 1}
    assert told["price"] == ["99.00 USD"]


def test_a_letter_from_before_is_read_where_a_mailbox_is_new_or_the_code_is_the_same(post: Post) -> None:
    mine = code()
    sent(post, f"Your upgrade {mine}", "Your price: $79.00")
    sent(post, "Soon", f"Your price: $89.00\nCode: {mine}")
    main = sent(post, f"Your upgrade {mine}", f"Your price: $99.00\nCode: {mine}")

    assert every(post.opens(main))["price"] == ["89.00 USD", "99.00 USD"]
    assert every(post.opens(main, clock=CLOCK))["price"] == ["79.00 USD", "89.00 USD", "99.00 USD"]


def test_what_other_letters_say_without_a_label_is_not_held_against_one_with_labels(post: Post) -> None:
    main = sent(post, OFFER[0], OFFER[1].replace("{code}", code()))
    sent(post, "Reminder: Your phone upgrade", "Your phone upgrade waits. Give a friend $10.00 too.")

    assert every(post.opens(main))["price"] == ["99.00 USD"]


def order() -> str:
    return f"K-{100000 + next(NUMBERS)}"


def test_a_confirmation_tells_its_order_and_creates_none(post: Post) -> None:
    number = order()
    sent(post, f"Your order {number}", f"Order number: #{number.lower()}\nTotal: $99.00")

    visit = post.confirms(number)

    assert every(visit) == {"price": ["99.00 USD"], "order": [number]}


def test_a_confirmation_whose_page_is_another_orders_says_so(post: Post) -> None:
    number = order()
    sent(post, f"Your order {number}", "Order number: K-1\nTotal: $99.00")

    assert every(post.confirms(number))["order"] == ["K-1"]


def test_a_confirmation_is_found_by_the_number_in_its_text(post: Post) -> None:
    number = order()
    sent(post, "Your Acme order has been received!", f"[Order #{number}] (November 29, 2026)\n\nTotal: $99.00")

    assert every(post.confirms(number, patience="0 seconds")) == {"price": ["99.00 USD"], "order": [number]}


def test_a_confirmation_whose_total_is_said_in_words_of_its_own_says_how_to_have_it_read(post: Post) -> None:
    number = order()
    sent(post, f"Your order: {number}", "We received your order with a total value of $99.00. Please pay soon.")

    with pytest.raises(Compromised, match=f"{number} names no total that can be read. Say in the inbox's options"):
        post.confirms(number)
    told = post.confirms(number, options={"total": r"/total value of (\S+?)\.\s/"})

    assert every(told)["price"] == ["99.00 USD"]


def test_a_confirmation_of_another_order_is_none(post: Post) -> None:
    sent(post, f"Your order {order()}", "Total: $99.00")

    with pytest.raises(NeverArrived):
        post.confirms(order(), patience="0 seconds")


@pytest.mark.parametrize(
    ("subject", "text", "right"),
    [
        ("Invoice for your order {number}", "Total: $120.00", ["99.00 USD", "120.00 USD"]),
        ("Your invoice", "Order number: {number}\nTotal: $120.00", ["99.00 USD", "120.00 USD"]),
        ("Your receipt", "Order number: {number}\nTotal: $99.00", ["99.00 USD"]),
        ("Your order {number} is on its way", "It comes on 3 December.", ["99.00 USD"]),
        ("Your order {number}9", "Total: $120.00", ["99.00 USD"]),
        ("Your invoice", "Order number: K-1\nTotal: $120.00", ["99.00 USD"]),
    ],
)
def test_every_letter_about_an_order_is_read(post: Post, subject: str, text: str, right: list[str]) -> None:
    number = order()
    facts: dict[str, Any] = {"number": number}
    sent(post, f"Your order {number}", f"Order number: {number}\nTotal: $99.00")
    sent(post, subject.format(**facts), text.format(**facts))

    visit = post.confirms(number)

    assert every(visit)["price"] == right


def test_a_letter_to_another_customer_is_told_masked_and_not_kept(post: Post) -> None:
    visit = post.opens(sent(post, "Your phone upgrade", "Dear Omar Reyes,\n\nYour price: $99.00"))

    assert every(visit) == {"price": ["99.00 USD"], "whose": ["somebody else's"]}
    assert not any("Reyes" in (post.folder / kept.path).read_text(encoding="utf-8") for kept in visit.exhibits)
