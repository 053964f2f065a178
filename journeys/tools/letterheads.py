"""Who a message is to, what it is called and about, however its headers are folded, encoded or spelt."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.errors import MessageError
from email.header import decode_header, make_header
from email.utils import getaddresses
from typing import Final

from imap_tools import MailMessage

from journeys.tools.plain_text import as_seen

__all__ = ["Wanted", "bare_id", "headers", "holds_words", "recipients_of", "subject_of"]

_TO: Final = (
    "To",
    "Cc",
    "Bcc",
    "Delivered-To",
    "X-Original-To",
    "Envelope-To",
    "X-Envelope-To",
    "X-Delivered-To",
    "X-Rcpt-To",
    "Apparently-To",
    "Resent-To",
)
"""Headers that name a recipient: a blind copy's is only in those that servers add when they deliver it."""

_FOR: Final = re.compile(r"\bfor\s+<?([^\s<>;]+@[^\s<>;]+)>?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Wanted:
    """The message that is waited for: to somebody, with this Message-ID or else with these words in its subject."""

    recipient: str
    message_id: str
    subject: str

    @property
    def is_ascii(self) -> bool:
        """Whether a server that knows no character set can search for it."""
        return (self.message_id or self.subject).isascii()

    def is_it(self, message: MailMessage) -> bool:
        """Tell whether a message is the one."""
        if self.recipient.casefold() not in recipients_of(message):
            return False
        if self.message_id:
            return bare_id(self.message_id) == bare_id(next(iter(headers(message, "Message-ID")), ""))
        return holds_words(subject_of(message), self.subject)


def recipients_of(message: MailMessage) -> set[str]:
    """Return the addresses a message was sent or delivered to, folded."""
    named = [value for name in _TO for value in headers(message, name)]
    traces = headers(message, "Received")
    found = [address for _, address in getaddresses(named)] + [one for trace in traces for one in _FOR.findall(trace)]
    return {address.strip("<> ").casefold() for address in found if "@" in address}


def subject_of(message: MailMessage) -> str:
    """Return the subject as it is seen."""
    raw = next(iter(headers(message, "Subject")), "")
    try:
        decoded = str(make_header(decode_header(raw)))
    except (ValueError, LookupError, TypeError, MessageError):  # an encoded word that is none
        decoded = raw
    return as_seen(decoded)


def bare_id(message_id: str) -> str:
    """Return a Message-ID without its brackets and without spaces, which are no part of it."""
    return "".join(message_id.split()).strip("<>")


def holds_words(text: str, words: str) -> bool:
    """Whether a text holds these words as whole words: ``C-100001`` is not named by ``C-1000012``."""
    return re.search(rf"(?<!\w){re.escape(as_seen(words))}(?!\w)", as_seen(text)) is not None


def headers(message: MailMessage, name: str) -> list[str]:
    """Return every header of a name, unfolded; letters beyond ASCII that nobody encoded are taken for UTF-8."""
    return [
        _unfolded(value.encode("utf-8", "surrogateescape").decode("utf-8", "replace"))
        for key, value in message.obj.raw_items()
        if key.casefold() == name.casefold()
    ]


def _unfolded(value: str) -> str:
    return " ".join(value.split())
