"""A mailbox over IMAP: waits for *the* message by its identity, told of new mail by the server (IDLE) or asking it."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from imaplib import IMAP4
from typing import Protocol
from urllib.parse import urlsplit

from imap_tools import AND, BaseMailBox, Header, ImapToolsError, MailBox, MailBoxUnencrypted, MailMessage
from imap_tools.idle import get_socket_poller

from journeys.company.company_file import TouchpointSettings
from journeys.errors import InvalidCompany, InvalidPromise, NeverArrived, Unable, Unreachable
from journeys.promises.clock import read_duration

__all__ = ["POLL_SECONDS", "FindsMail", "Mailbox", "holds_words", "poll_seconds", "what_came_instead"]

_IDLE_SECONDS = 1.0
"""How long one IDLE lasts at most: a message that came between search and IDLE is found no later than this."""

POLL_SECONDS = 0.5
"""How often a server that says nothing by itself is asked, unless the company file says otherwise."""

_QUICKEST_POLL_SECONDS = 0.01

_FAILURES = (OSError, IMAP4.error, ImapToolsError)
"""What comes of a server that is down, goes away, or does not let us in."""


class FindsMail(Protocol):
    """A place where a shopper's messages are found."""

    def wait_for(self, recipient: str, within: timedelta, *, message_id: str = "", subject: str = "") -> MailMessage:
        """Return the message to a recipient with this Message-ID, or with these words in its subject.

        Raises:
            NeverArrived: It did not come within that time; the text says what did.
            Unreachable: The mail server does not answer or does not let us in.
        """

    def close(self) -> None:
        """Leave it."""


class Mailbox:
    """One account's inbox; the connection is made at the first look and kept.

    A server that offers IDLE says when there is mail; any other is asked again and again. So is one whose options have
    ``poll = "50 ms"`` or the like: some servers that offer IDLE take half a second to use it.
    """

    def __init__(self, inboxes: Sequence[TouchpointSettings]) -> None:
        """Take the company file's email touchpoints, of which the first is used; there may be none.

        Raises:
            InvalidCompany: Its option ``poll`` is no length of time.
        """
        self._inboxes = inboxes
        self._connection: BaseMailBox | None = None
        self._poll_seconds = poll_seconds(inboxes[0]) if inboxes else None

    def wait_for(self, recipient: str, within: timedelta, *, message_id: str = "", subject: str = "") -> MailMessage:
        """Return the message to a recipient with this Message-ID, or with these words in its subject.

        Raises:
            NeverArrived: It did not come within that time; the text says what did.
            Unreachable: The mail server does not answer or does not let us in.
        """
        box = self._connected()
        try:
            return self._wait(box, recipient, within, message_id, subject)
        except _FAILURES as error:
            self.close()
            raise self._unusable(error) from error

    def close(self) -> None:
        """Leave the server."""
        if self._connection is not None:
            _leave(self._connection)
            self._connection = None

    def _wait(self, box: BaseMailBox, recipient: str, within: timedelta, message_id: str, subject: str) -> MailMessage:
        deadline = time.monotonic() + within.total_seconds()
        while True:
            if (found := self._search(box, recipient, message_id, subject)) is not None:
                return found
            left = deadline - time.monotonic()
            if left <= 0:
                break
            self._await_news(box, left)
        raise NeverArrived(self._what_came_instead(box, recipient, message_id or subject, within))

    def _await_news(self, box: BaseMailBox, at_most: float) -> None:
        """Wait until the server has something to say, but not longer than it takes to ask it again."""
        # What comes is not read here: a line may be half there, and idle.poll trips on it.
        if self._poll_seconds is not None:
            get_socket_poller(box.client.sock, min(at_most, self._poll_seconds))  # type: ignore[arg-type]
            return
        with box.idle:
            get_socket_poller(box.client.sock, min(at_most, _IDLE_SECONDS))  # type: ignore[arg-type]

    def _search(self, box: BaseMailBox, recipient: str, message_id: str, subject: str) -> MailMessage | None:
        box.client.noop()  # a server tells an open session of new messages only when it is spoken to
        wanted = AND(header=Header("Message-ID", message_id)) if message_id else AND(subject=subject)
        for message in box.fetch(wanted, mark_seen=False, bulk=True, reverse=True):
            # servers search loosely; the identity is ours to check
            to = [address.casefold() for address in message.to]
            same = message_id == message.obj.get("Message-ID") if message_id else holds_words(message.subject, subject)
            if recipient.casefold() in to and same:
                return message
        return None

    def _what_came_instead(self, box: BaseMailBox, recipient: str, what: str, within: timedelta) -> str:
        sent = box.fetch(AND(to=recipient), headers_only=True, mark_seen=False, limit=20, reverse=True)
        return what_came_instead([message.subject for message in sent if recipient in message.to], what, within)

    def _connected(self) -> BaseMailBox:
        if self._connection is None:
            if not self._inboxes:
                remedy = 'Add a touchpoint with channel = "email" and an imap:// address to the company file.'
                raise Unable("This company has no mailbox.", remedy=remedy)
            settings = self._inboxes[0]
            parts = urlsplit(settings.address)
            kind = MailBox if parts.scheme == "imaps" else MailBoxUnencrypted
            password = settings.password.get_secret_value() if settings.password else ""
            try:
                box = kind(parts.hostname or "", parts.port or (993 if parts.scheme == "imaps" else 143), timeout=10)
            except _FAILURES as error:
                raise self._unusable(error) from error
            try:
                self._connection = box.login(settings.username or "", password)
            except _FAILURES as error:
                _leave(box)
                raise self._unusable(error) from error
            if self._poll_seconds is None and not _offers_idle(box):
                self._poll_seconds = POLL_SECONDS
        return self._connection

    def _unusable(self, error: Exception) -> Unreachable:
        return Unreachable(f"The mail server at {self._inboxes[0].address} cannot be used: {error}")


def _leave(box: BaseMailBox) -> None:
    with suppress(*_FAILURES):
        box.logout()
    with suppress(OSError):
        box.client.shutdown()


def _offers_idle(box: BaseMailBox) -> bool:
    """Whether the server, now that it knows us, says that it has IDLE."""
    _, told = box.client.capability()
    return b"IDLE" in b" ".join(line for line in told if isinstance(line, bytes)).upper().split()


def what_came_instead(subjects: Sequence[str], what: str, within: timedelta) -> str:
    """Say that a message did not come, and which others did."""
    others = [repr(subject) for subject in subjects][:5]
    came = f"{len(others)} other(s) did: {', '.join(others)}" if others else "no other message did either"
    return (
        f"The message {what} did not arrive within {within.total_seconds():g} s; {came}. "
        "Check that the company could send it (its SMTP server) and that this mailbox is the recipient's."
    )


def poll_seconds(settings: TouchpointSettings) -> float | None:
    """Read the option ``poll``: how often a mailbox is asked, if it says so.

    Raises:
        InvalidCompany: It is no length of time.
    """
    told = settings.options.get("poll")
    if told is None:
        return None
    try:
        return max(read_duration(str(told), term="poll").total_seconds(), _QUICKEST_POLL_SECONDS)
    except InvalidPromise as error:
        raise InvalidCompany(f"An email touchpoint's options.poll: {error}") from error


def holds_words(text: str, words: str) -> bool:
    """Whether a text holds these words as whole words: ``C-100001`` is not named by ``C-1000012``."""
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) is not None
