"""The shopper's inbox: real messages, found by their identity, whoever wrote them."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from typing import Final

from imap_tools import MailMessage

from journeys.company.company_file import TouchpointSettings
from journeys.errors import Compromised, NeverArrived
from journeys.evidence.observations import ExhibitKind
from journeys.tools.toolbox import Toolbox
from journeys.topics import lines, offers
from journeys.touchpoints.letters import LetterRead, Letters, lines_of, patterns_of, sent_at
from journeys.touchpoints.mail_parts import html_of, text_of
from journeys.touchpoints.visit import OpenVisit

__all__ = ["Inbox", "keep_message"]

_MESSAGE_ID = re.compile(r"<[^<>]+>|[^<>\s]+@[^<>\s]+")
_HOLDER = re.compile(r"Line: (\w+(?: \w+)*?)[’']s line")
_SLACK: Final = timedelta(minutes=1)
_TRIPPED: Final = (ValueError, ArithmeticError, LookupError, TypeError, AttributeError, RecursionError)
"""What comes of reading something that nobody foresaw."""


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
        """Wait for the message and read off it what was promised.

        Raises:
            Compromised: It says its price or its end in a way that cannot be read or compared.
        """
        message = self._message(visit)
        read = _reading(visit, lambda: self._letters.read(message, self._written_at(visit, message)))
        self._tools.redactor.learn([value.rsplit("/", 1)[-1] for term, value, _ in read.said if term == offers.LINK])
        keep_message(visit, message, "the email with the offer")
        _write_down(visit, read)

    def confirm_order(self, visit: OpenVisit) -> None:
        """Wait for the message that names the order; where nothing was ordered, see whether one claims it.

        Raises:
            Compromised: It says its total in a way that cannot be read or compared.
        """
        within = self._patience if visit.words else timedelta()
        subject = visit.words or "Your order"
        try:
            message = self._tools.mailbox.wait_for(visit.shopper.email, within, subject=subject)
        except NeverArrived:
            if visit.words:
                raise
            return
        keep_message(visit, message, "the confirmation of the order")
        read = _reading(visit, lambda: self._letters.read_total(message))
        if holder := _HOLDER.search("\n".join(lines_of(message))):
            read.said.append((lines.LINE, visit.holder_in(holder[1]), holder[0]))
        _write_down(visit, read)

    def _written_at(self, visit: OpenVisit, message: MailMessage) -> datetime:
        """Tell when a message was written, for days without a year.

        Company time is the clock. What the message says of itself is only words: where the company has a clock, they
        are believed if they lie between the promise and now.
        """
        said, now = sent_at(message), visit.started
        if said is None or (
            self._tools.company.clock and not min(visit.promise.valid_from, now) - _SLACK <= said <= now + _SLACK
        ):
            return now
        return said

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
    visit.attach(ExhibitKind.MESSAGE, name, f"{headers}\n\n{text_of(message)}")
    if html := html_of(message):
        visit.attach(ExhibitKind.MESSAGE, f"{name}, as shown", html, "text/html")


def _reading(visit: OpenVisit, read: Callable[[], LetterRead]) -> LetterRead:
    """Read; whatever a company may send, what breaks over it is not the author's fault."""
    try:
        return read()
    except _TRIPPED as error:
        raise Compromised(
            f"The message to {visit.shopper.name} cannot be read: {type(error).__name__}: {error}"
        ) from error


def _write_down(visit: OpenVisit, read: LetterRead) -> None:
    for term, value, words in read.said:
        visit.saw(term, value, words)
    if read.unread:
        raise Compromised(f"The message says what cannot be compared: {'; '.join(read.unread)}.")
