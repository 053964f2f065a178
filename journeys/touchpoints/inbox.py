"""The shopper's inbox: real messages, found by their identity."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from bs4 import BeautifulSoup
from imap_tools import MailMessage

from journeys.config import TouchpointSettings
from journeys.evidence import ExhibitKind, Term
from journeys.money import heard, written
from journeys.toolbox import Toolbox
from journeys.touchpoints.wording import places_named
from journeys.visit import OpenVisit

__all__ = ["Inbox", "keep_message"]


class Inbox:
    """Reads the offer in the email that made it."""

    def __init__(self, name: str, settings: TouchpointSettings, tools: Toolbox) -> None:
        """Take the mailbox's address and how long to wait for a message."""
        self._name, self._patience, self._tools = name, settings.patience, tools

    def tell_offer(self, visit: OpenVisit) -> None:
        """Wait for the message and read off it what was promised."""
        message = self._tools.mailbox.wait_for(visit.shopper.email, self._patience, message_id=visit.offer.source)
        offer = _markup(message)
        if link := offer.get("url"):
            self._tools.redactor.learn([link.rsplit("/", 1)[-1]])
            visit.saw(Term.LINK, link)
        keep_message(visit, message, "the email with the offer")
        for line in message.text.splitlines():
            self._read(visit, line.strip())
        if code := offer.get("sku"):
            visit.saw(Term.CODE, code)
        if ends := offer.get("validThrough"):
            visit.saw(Term.VALID_THROUGH, datetime.fromisoformat(ends).isoformat(), ends)

    def _read(self, visit: OpenVisit, line: str) -> None:
        prices = heard(line, self._tools.company.currency)
        label, _, rest = line.partition(":")
        match label.casefold():
            case "your price" if prices:
                visit.saw(Term.PRICE, written(prices[0]), line)
                if len(prices) > 1:
                    visit.saw(Term.REGULAR_PRICE, written(prices[1]), line)
            case "where":
                visit.saw(Term.HONOURED_AT, places_named(rest), line)
            case "if you would rather use another channel":
                visit.saw(Term.ALTERNATIVE, rest.strip(), rest.strip())


def keep_message(visit: OpenVisit, message: MailMessage, name: str) -> None:
    """Keep a message as exhibits: as text with its headers, and as the page it would be shown as."""
    headers = (
        f"From: {message.from_}\nTo: {', '.join(message.to)}\nDate: {message.date_str}\nSubject: {message.subject}"
    )
    visit.attach(ExhibitKind.MESSAGE, name, f"{headers}\n\n{message.text}")
    if message.html:
        visit.attach(ExhibitKind.MESSAGE, f"{name}, as shown", message.html, "text/html")


def _markup(message: MailMessage) -> dict[str, Any]:
    """Return the schema.org Offer that the message carries for machines, or nothing."""
    for script in BeautifulSoup(message.html, "html.parser").find_all("script", type="application/ld+json"):
        data = json.loads(script.get_text())
        if isinstance(data, dict) and data.get("@type") == "Offer":
            return data
    return {}
