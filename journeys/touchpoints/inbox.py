"""The shopper's inbox: real messages, found by their identity, whoever wrote them."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import timedelta

from imap_tools import MailMessage

from journeys.company.company_file import TouchpointSettings
from journeys.errors import NeverArrived
from journeys.evidence.observations import ExhibitKind
from journeys.tools.toolbox import Toolbox
from journeys.topics import lines, offers
from journeys.touchpoints.letters import Letters, patterns_of
from journeys.touchpoints.visit import OpenVisit

__all__ = ["Inbox", "keep_message"]

_MESSAGE_ID = re.compile(r"<[^<>\s]+@[^<>\s]+>")
_HOLDER = re.compile(r"Line: (\w+(?: \w+)*?)[’']s line")


class Inbox:
    """Reads the offer in the email that made it, and what confirms an order.

    Its options say how the company's messages say things; see ``journeys.touchpoints.letters``.
    """

    def __init__(self, name: str, settings: TouchpointSettings, tools: Toolbox) -> None:
        """Take the mailbox's address and how long to wait for a message."""
        self._name, self._patience, self._tools = name, settings.patience, tools
        self._letters = Letters.of(settings, tools.company)

    @classmethod
    def lacks(cls, settings: TouchpointSettings) -> Collection[type]:
        """Check the options before anything runs; an inbox can always do what it can."""
        patterns_of(settings)
        return ()

    def tell_offer(self, visit: OpenVisit) -> None:
        """Wait for the message and read off it what was promised."""
        message = self._message(visit)
        told = list(self._letters.offer(message))
        self._tools.redactor.learn([value.rsplit("/", 1)[-1] for term, value, _ in told if term is offers.LINK])
        keep_message(visit, message, "the email with the offer")
        for term, value, words in told:
            visit.saw(term, value, words)

    def confirm_order(self, visit: OpenVisit) -> None:
        """Wait for the message that names the order; where nothing was ordered, see whether one claims it."""
        within = self._patience if visit.words else timedelta()
        subject = visit.words or "Your order"
        try:
            message = self._tools.mailbox.wait_for(visit.shopper.email, within, subject=subject)
        except NeverArrived:
            if visit.words:
                raise
            return
        keep_message(visit, message, "the confirmation of the order")
        for term, value, words in self._letters.total(message):
            visit.saw(term, value, words)
        if holder := _HOLDER.search(message.text):
            visit.saw(lines.LINE, visit.holder_in(holder[1]), holder[0])

    def _message(self, visit: OpenVisit) -> MailMessage:
        """Find the message by its Message-ID where that is known, else by words of its subject."""
        said_in, recipient = visit.promise.source, visit.shopper.email
        if _MESSAGE_ID.fullmatch(said_in):
            return self._tools.mailbox.wait_for(recipient, self._patience, message_id=said_in)
        return self._tools.mailbox.wait_for(recipient, self._patience, subject=self._letters.subject or said_in)


def keep_message(visit: OpenVisit, message: MailMessage, name: str) -> None:
    """Keep a message as exhibits: as text with its headers, and as the page it would be shown as."""
    headers = (
        f"From: {message.from_}\nTo: {', '.join(message.to)}\nDate: {message.date_str}\nSubject: {message.subject}"
    )
    visit.attach(ExhibitKind.MESSAGE, name, f"{headers}\n\n{message.text}")
    if message.html:
        visit.attach(ExhibitKind.MESSAGE, f"{name}, as shown", message.html, "text/html")
