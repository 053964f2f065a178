"""What a letter calls its offer is held against a name only where the letter surely names another offer."""

from __future__ import annotations

import pytest

from journeys.touchpoints.letters import Letters

from .reading import company, letter

ACME = company()
LETTERS = Letters.of(ACME.touchpoints["inbox"], ACME)
MEANT = "family phone upgrade"


def page(marked: str, heading: str, words: str = "") -> str:
    markup = f'{{"@type":"Offer","name":"{marked}","price":"19","priceCurrency":"USD"}}'
    return f'<script type="application/ld+json">{markup}</script><h1>{heading}</h1><p>Dear Linda,</p><p>{words}</p>'


# Subject, text part and page.
ANOTHER = [
    ("Your offer: winter clearance", "", page("winter clearance", "winter clearance")),
    ("Your offer: winter clearance", "we have an offer for you: winter clearance.\nYour price: $19.00", ""),
    ("Winter clearance", "Dear Linda,\n\nOffer: Winter clearance\nCall us by phone.", ""),
    ("For you", "", page("WINTER CLEARANCE", "Winter-Clearance", "Come and see.")),
    ("Your deal – Winter clearance for families", "Deal: Winter clearance", page("Winter clearance", "Look!")),
]
ITSELF_OR_NOBODY_KNOWS = [
    ("Your offer: family phone upgrade", "", page("family phone upgrade", "family phone upgrade")),
    ("Your offer: winter clearance", "", page("winter clearance", "Winter", "Take your family phone upgrade now.")),
    ("Your offer: winter clearance", "", page("winter clearance", "Upgrade your phones!")),
    ("A present for you", "", page("Campaign 4711", "A present")),
    ("A present for you", "Your price: $19.00\nCode: UP-7", ""),
    ("News", "", page("Phone-Upgrade 2026", "Phone-Upgrade 2026")),
    ("50% off", "Offer: 50% off\nYour price: $19.00", ""),
    ("Your offer: free for you", "Your offer: free for you", ""),
    ("Good news", "Your offer: now even better\nYour price: $19.00", ""),
    ("Ihr Angebot", "", page("Handy-Upgrade", "Handy-Upgrade für die Familie")),
    ("Your offer: Family-Upgrade", "Your offer: Family-Upgrade", ""),
]


@pytest.mark.parametrize(("subject", "text", "html"), ANOTHER)
def test_a_letter_about_another_offer_says_so(subject: str, text: str, html: str) -> None:
    told = LETTERS.other_offer(letter(text, html, subject), MEANT)

    assert told is not None
    assert told.casefold() == "winter clearance"


@pytest.mark.parametrize(("subject", "text", "html"), ITSELF_OR_NOBODY_KNOWS)
def test_a_letter_that_may_be_about_it_says_nothing(subject: str, text: str, html: str) -> None:
    assert LETTERS.other_offer(letter(text, html, subject), MEANT) is None


def test_a_name_without_a_word_that_tells_offers_apart_is_held_against_nothing() -> None:
    assert LETTERS.other_offer(letter("", ANOTHER[0][2], ANOTHER[0][0]), "free offer 7") is None
