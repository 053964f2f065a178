"""A mailbox over IMAP: waits for *the* message by its identity, told of new mail by the server (IDLE)."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from imaplib import IMAP4
from urllib.parse import urlsplit

from imap_tools import AND, BaseMailBox, Header, ImapToolsError, MailBox, MailBoxUnencrypted, MailMessage
from imap_tools.idle import get_socket_poller

from journeys.config import TouchpointSettings
from journeys.errors import NeverArrived, Unable, Unreachable

__all__ = ["Mailbox"]

_IDLE_SECONDS = 1.0
"""How long one IDLE lasts at most: a message that came between search and IDLE is found no later than this."""


_FAILURES = (OSError, IMAP4.error, ImapToolsError)
"""What comes of a server that is down, goes away, or does not let us in."""


class Mailbox:
    """One account's inbox; the connection is made at the first look and kept."""

    def __init__(self, inboxes: Sequence[TouchpointSettings]) -> None:
        """Take the company file's email touchpoints, of which the first is used; there may be none."""
        self._inboxes = inboxes
        self._connection: BaseMailBox | None = None

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
            with box.idle:
                # What came is left for the end of IDLE to read: a line may be half here, and idle.poll trips on it.
                get_socket_poller(box.client.sock, min(left, _IDLE_SECONDS))  # type: ignore[arg-type]
        raise NeverArrived(self._what_came_instead(box, recipient, message_id or subject, within))

    def _search(self, box: BaseMailBox, recipient: str, message_id: str, subject: str) -> MailMessage | None:
        box.client.noop()  # a server tells an open session of new messages only when it is spoken to
        wanted = AND(header=Header("Message-ID", message_id)) if message_id else AND(subject=subject)
        for message in box.fetch(wanted, mark_seen=False, bulk=True, reverse=True):
            # servers search loosely; the identity is ours to check
            to = [address.casefold() for address in message.to]
            same = message_id == message.obj.get("Message-ID") if message_id else _names(message.subject, subject)
            if recipient.casefold() in to and same:
                return message
        return None

    def _what_came_instead(self, box: BaseMailBox, recipient: str, what: str, within: timedelta) -> str:
        sent = box.fetch(AND(to=recipient), headers_only=True, mark_seen=False, limit=20, reverse=True)
        subjects = [repr(message.subject) for message in sent if recipient in message.to][:5]
        came = f"{len(subjects)} other(s) did: {', '.join(subjects)}" if subjects else "no other message did either"
        return (
            f"The message {what} did not arrive within {within.total_seconds():g} s; {came}. "
            "Check that the company could send it (its SMTP server) and that this mailbox is the recipient's."
        )

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
        return self._connection

    def _unusable(self, error: Exception) -> Unreachable:
        return Unreachable(f"The mail server at {self._inboxes[0].address} cannot be used: {error}")


def _leave(box: BaseMailBox) -> None:
    with suppress(*_FAILURES):
        box.logout()
    with suppress(OSError):
        box.client.shutdown()


def _names(text: str, words: str) -> bool:
    """Whether a text holds these words as whole words: ``C-100001`` is not named by ``C-1000012``."""
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) is not None
