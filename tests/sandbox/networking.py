"""Customers on social media, by Mastodon's own client for Python; what the company writes to them there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bs4 import BeautifulSoup
from mastodon import Mastodon

if TYPE_CHECKING:
    from .company import Person, Sandbox

HOUR = 3600


def client_of(company: Sandbox) -> Mastodon:
    """A client of the company's network that nobody has signed in with."""
    place = company.facts["touchpoints"]["social media"]
    return Mastodon(client_id=place["username"], client_secret=place["password"], api_base_url=place["address"])


def member(company: Sandbox, name: str) -> Mastodon:
    """A client of somebody who has just opened an account."""
    client = client_of(company)
    client.create_account(name, "open sesame", f"{name}@customer.example", agreement=True)
    return client


class Wrote:
    """A customer's conversation with the company."""

    def __init__(self, company: Sandbox, person: Person) -> None:
        self.company, self.person = company, person
        self.client = member(company, re.sub(r"\W", "_", person.email.partition("@")[0])[:30])
        self.last: Any = None

    def ask(self, words: str, *, public: bool = False, after: float = HOUR) -> list[tuple[str, str]]:
        """Write to the company; return what it has written after a while, each with whom it is for."""
        before = {one.id for one in self.client.notifications()}
        visibility = "public" if public else "direct"
        self.last = self.client.status_post(f"@kestrel {words}", in_reply_to_id=self.last, visibility=visibility)
        self.company.advance(after)
        new = [one.status for one in self.client.notifications() if one.id not in before]
        return [(one.visibility, shown(one.content)) for one in reversed(new)]

    def about_the_offer(self) -> str:
        """Ask about the offer, and say who it is; return the private answer."""
        self.ask("What will my offer cost me?", public=True)
        told = self.ask(f"It is {self.person.phone}: how much is {self.person.code} for Maya's line?")
        return " ".join(words for whom, words in told if whom == "direct")


def shown(content: str) -> str:
    """What a status says, without whom it mentions."""
    return re.sub(r"^(@\w+\s+)+", "", BeautifulSoup(content, "html.parser").get_text())
