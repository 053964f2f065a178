"""Telephones of the company's customers, by Twilio's own client; and how often promotions came."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import requests
from imap_tools import AND
from twilio.rest import Client

from .mailbox import inbox, received

if TYPE_CHECKING:
    from .company import Person, Sandbox

COMPANY, SEED, MAYA = "+18005550199", "+12065550100", "+12025550143"
WEEK = 7 * 86400


def client_of(company: Sandbox) -> Client:
    """Twilio's client, at the company's carrier."""
    texts = company.facts["touchpoints"]["texts"]
    client = Client(texts["username"], texts["password"])
    client.api.base_url = texts["address"]
    return client


def say(company: Sandbox, number: str, words: str) -> str:
    """Text the company; return its answer."""
    client_of(company).messages.create(to=COMPANY, from_=number, body=words)
    return texts_to(company, number)[-1]


def texts_to(company: Sandbox, number: str) -> list[str]:
    """What a number got, the oldest first."""
    return [str(text.body) for text in client_of(company).messages.list(to=number)][::-1]


def promoted(company: Sandbox, number: str) -> int:
    """How many promotional texts a number has got."""
    return sum("Reply STOP" in words for words in texts_to(company, number))


def mailed(company: Sandbox, person: Person) -> list[str]:
    """The subjects of everything that was sent to somebody."""
    with inbox(company) as box:
        return [message.subject for message in box.fetch(AND(to=person.email), mark_seen=False)]


def unsubscribe(company: Sandbox, person: Person) -> requests.Response:
    """Unsubscribe from the emailed offer with one click."""
    head = str(received(company, person).obj["List-Unsubscribe"])
    link = re.search("<(http[^>]+)>", re.sub(r"\s", "", head))
    assert link
    return requests.post(link[1], data={"List-Unsubscribe": "One-Click"}, timeout=10)
