"""Offers in messages that nobody here wrote: read by their labels, by their markup, or not at all."""

from __future__ import annotations

from datetime import UTC, datetime
from email.message import EmailMessage
from typing import Any

import pytest
from imap_tools import MailMessage

from journeys.company.company_file import Company
from journeys.errors import InvalidCompany
from journeys.promises.terms import HONOURED_AT, VALID_THROUGH, Term
from journeys.topics import offers
from journeys.touchpoints.letters import Letters


def letters(currency: str = "EUR", **options: Any) -> Letters:
    inbox: dict[str, Any] = {
        "channel": "email",
        "driver": "journeys.touchpoints.inbox:Inbox",
        "address": "imap://127.0.0.1:9",
        "options": options,
    }
    company = Company.model_validate(
        {
            "name": "Acme",
            "currency": currency,
            "time_zone": "Europe/Berlin",
            "hosts": ["127.0.0.1"],
            "touchpoints": {"inbox": inbox, "branch": {**inbox, "channel": "store", "options": {}}},
        }
    )
    return Letters.of(company.touchpoints["inbox"], company)


def message(text: str = "", html: str = "") -> MailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "news@acme.example", "linda@shoppers.example", "Just for you"
    if text:
        mail.set_content(text)
    if html:
        mail.add_alternative(html, subtype="html")
    read: MailMessage = MailMessage.from_bytes(mail.as_bytes())
    return read


def offer(read: Letters, text: str = "", html: str = "") -> dict[Term, str]:
    return {term: value for term, value, _ in read.read(message(text, html), datetime.now(UTC)).said}


def test_labels_of_ones_own_are_read() -> None:
    read = letters(price="Ihr Preis", code="Gutschein", valid_through="Gültig bis", honoured_at="Gilt")

    told = offer(
        read,
        "Guten Tag,\n\nIhr Preis: 1.299,00 €\nGutschein – JETZT-2026\nGültig bis: 31 May 2026\nGilt: in every branch\n",
    )

    assert told == {
        offers.PRICE: "1299.00 EUR",
        offers.CODE: "JETZT-2026",
        VALID_THROUGH: "2026-05-31T23:59:59+02:00",
        HONOURED_AT: "branch",
    }


def test_a_pattern_finds_what_stands_in_the_middle_of_a_sentence() -> None:
    read = letters(code=r"/use the code (\w+)/", price=["/for only (.+?) a year/"])

    told = offer(read, "Upgrade for only 39.24 € a year: use the code SPRING26 at the checkout.")

    assert told == {offers.PRICE: "39.24 EUR", offers.CODE: "SPRING26"}


def test_what_only_the_markup_says_is_read_from_it_wherever_it_stands() -> None:
    html = """<p>Come and see.</p><script type="application/ld+json">
    [{"@context": "https://schema.org", "@graph": [{"@type": "Product", "name": "Tablet", "offers":
      {"@type": ["Offer"], "price": 0, "priceCurrency": "EUR", "validThrough": "2026-06-30T12:00:00+02:00",
       "url": "https://acme.example/o/77", "sku": "TAB-77"}}]}]</script>"""

    assert offer(letters(), "Come and see.", html) == {
        offers.PRICE: "0.00 EUR",
        offers.CODE: "TAB-77",
        offers.LINK: "https://acme.example/o/77",
        VALID_THROUGH: "2026-06-30T12:00:00+02:00",
    }


def test_gmails_annotation_of_a_discount_is_understood() -> None:
    html = """<script type="application/ld+json">{"@type": "DiscountOffer", "discountCode": "20TODAY",
      "availabilityEnds": "2026-09-25T23:59:59-06:00"}</script><p>20% off</p>"""

    assert offer(letters(), "", html) == {offers.CODE: "20TODAY", VALID_THROUGH: "2026-09-25T23:59:59-06:00"}


def test_people_read_the_text_so_its_price_goes_before_the_markups() -> None:
    html = '<p>Your price: 110 €</p><script type="application/ld+json">{"@type": "Offer", "price": "0"}</script>'

    assert offer(letters(), "", html)[offers.PRICE] == "110.00 EUR"


def test_markup_that_is_no_json_is_left_to_machines() -> None:
    html = '<p>Your price: 19 €</p><script type="application/ld+json">{"@type": </script>'

    assert offer(letters(), "", html) == {offers.PRICE: "19.00 EUR"}


def test_the_price_and_what_it_was_may_stand_in_one_line() -> None:
    told = offer(letters("USD"), "Your price: $19.00 (regular price $130.00)")

    assert told == {offers.PRICE: "19.00 USD", offers.REGULAR_PRICE: "130.00 USD"}


def test_a_value_may_stand_below_its_label() -> None:
    assert offer(letters(), "Your price\n19,00 €\nCode\nABC-1")[offers.CODE] == "ABC-1"


def test_one_price_alone_is_the_price_and_of_several_none_is() -> None:
    assert offer(letters("USD"), "The upgrade is free. Really: it is free.") == {offers.PRICE: "0.00 USD"}
    assert offer(letters("USD"), "From $19.00, or $29.00 with a case.") == {}


def test_a_date_that_is_none_is_not_held_against_anybody() -> None:
    assert offer(letters(), "Your price: 5 €\nValid until: stocks last") == {offers.PRICE: "5.00 EUR"}


def test_places_may_have_names_of_their_own() -> None:
    read = letters(places={"our shops": "branch"})

    assert offer(read, "Where: in all our shops")[HONOURED_AT] == "branch"


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        ({"prise": "Preis"}, r"no such option: 'prise'\. Did you mean 'price'\?"),
        ({"price": 7}, "options.price"),
        ({"code": "/code [/"}, "options.code is no regular expression"),
        ({"code": "/code .+/"}, "options.code has no group around the value"),
    ],
)
def test_options_that_cannot_be_used_are_refused(options: dict[str, Any], complaint: str) -> None:
    with pytest.raises(InvalidCompany, match=complaint):
        letters(**options)
