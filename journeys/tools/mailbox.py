"""A mailbox over IMAP: waits for *the* message by its identity, told of new mail by the server (IDLE) or asking it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
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
from journeys.tools.fetching import fetch
from journeys.tools.letterheads import Wanted, bare_id, recipients_of, subject_of

__all__ = ["MOST_LETTERS", "POLL_SECONDS", "FindsMail", "Mailbox", "poll_seconds", "what_came_instead"]

_IDLE_SECONDS = 1.0
"""How long one IDLE lasts at most: a message that came between search and IDLE is found no later than this."""

POLL_SECONDS = 0.5
"""How often a server that says nothing by itself is asked, unless the company file says otherwise."""

_QUICKEST_POLL_SECONDS = 0.01

_MOST_LOOKED_THROUGH = 300
"""How many of the newest messages are looked at where the server's search does not find one."""

_LOOKS = 2
"""How often headers are asked for: some servers have none at first of a message that has just come."""

_FAILURES = (OSError, IMAP4.error, ImapToolsError)
"""What comes of a server that is down, goes away, or does not let us in."""


MOST_LETTERS = 20
"""How many letters to one person are read at most."""


class FindsMail(Protocol):
    """A place where a shopper's messages are found."""

    def wait_for(self, recipient: str, within: timedelta, *, message_id: str = "", subject: str = "") -> MailMessage:
        """Return the message to a recipient with this Message-ID, or with these words in its subject.

        Raises:
            NeverArrived: It did not come within that time; the text says what did.
            Unreachable: The mail server does not answer or does not let us in.
        """

    def letters_to(self, recipient: str, likely: Callable[[MailMessage], bool] = ...) -> list[MailMessage]:
        """Return what has arrived for a recipient, the newest last; of much, the newest.

        Args:
            recipient: Whose address.
            likely: Chooses by the headers.

        Raises:
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
        self._headers: dict[str, MailMessage] = {}
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

    def letters_to(self, recipient: str, likely: Callable[[MailMessage], bool] = lambda _: True) -> list[MailMessage]:
        """Return what has arrived for a recipient, the newest last; of much, the newest.

        Args:
            recipient: Whose address.
            likely: Chooses by the headers.

        Raises:
            Unreachable: The mail server does not answer or does not let us in.
        """
        box = self._connected()
        try:
            box.client.noop()
            uids = [
                uid
                for uid, headers in self._newest(box)
                if recipient.casefold() in recipients_of(headers) and likely(headers)
            ][:MOST_LETTERS]
            return sorted(fetch(box, uids), key=lambda message: int(message.uid or 0))
        except _FAILURES as error:
            self.close()
            raise self._unusable(error) from error

    def close(self) -> None:
        """Leave the server."""
        if self._connection is not None:
            _leave(self._connection)
            self._connection = None
            self._headers.clear()

    def _wait(self, box: BaseMailBox, recipient: str, within: timedelta, message_id: str, subject: str) -> MailMessage:
        deadline = time.monotonic() + within.total_seconds()
        wanted = Wanted(recipient, message_id, subject)
        looked = False
        while True:
            box.client.noop()  # a server tells an open session of new messages only when it is spoken to
            found = self._search(box, wanted) or (
                self._look_through(box, wanted) if looked or not wanted.is_ascii else None
            )
            if found is not None:
                return found
            looked, left = True, deadline - time.monotonic()
            if left <= 0:
                break
            self._await_news(box, left)
        raise NeverArrived(self._what_came_instead(box, wanted, within))

    def _await_news(self, box: BaseMailBox, at_most: float) -> None:
        """Wait until the server has something to say, but not longer than it takes to ask it again."""
        # What comes is not read here: a line may be half there, and idle.poll trips on it.
        if self._poll_seconds is not None:
            get_socket_poller(box.client.sock, min(at_most, self._poll_seconds))  # type: ignore[arg-type]
            return
        with box.idle:
            get_socket_poller(box.client.sock, min(at_most, _IDLE_SECONDS))  # type: ignore[arg-type]

    def _search(self, box: BaseMailBox, wanted: Wanted) -> MailMessage | None:
        """Let the server search; it does so loosely, so the identity is ours to check."""
        identity = bare_id(wanted.message_id)
        criteria = AND(header=Header("Message-ID", identity)) if identity else AND(subject=wanted.subject)
        charset = "US-ASCII" if wanted.is_ascii else "UTF-8"
        try:
            found = fetch(box, box.uids(criteria, charset))
            return next((message for message in reversed(found) if wanted.is_it(message)), None)
        except IMAP4.abort:
            raise
        except (IMAP4.error, ImapToolsError):
            if wanted.is_ascii:
                raise
            # the server knows no UTF-8 in a search: whoever looks through the messages finds it without
        return None

    def _look_through(self, box: BaseMailBox, wanted: Wanted) -> MailMessage | None:
        """Look at the newest messages oneself: some servers do not find a folded header, or letters beyond ASCII."""
        for uid, headers in self._newest(box):
            if wanted.is_it(headers):
                return next(iter(fetch(box, [uid])), None)
        return None

    def _newest(self, box: BaseMailBox) -> Iterator[tuple[str, MailMessage]]:
        """Give the newest messages' headers, the newest first; each is fetched once."""
        uids = box.uids("ALL")[-_MOST_LOOKED_THROUGH:]
        for _ in range(_LOOKS):
            if new := [uid for uid in uids if uid not in self._headers]:
                for message in fetch(box, new, headers_only=True):
                    if message.uid and message.headers:
                        self._headers[message.uid] = message
        return ((uid, self._headers[uid]) for uid in reversed(uids) if uid in self._headers)

    def _what_came_instead(self, box: BaseMailBox, wanted: Wanted, within: timedelta) -> str:
        sent = [headers for _, headers in self._newest(box) if wanted.recipient.casefold() in recipients_of(headers)]
        return what_came_instead([subject_of(message) for message in sent], wanted.message_id or wanted.subject, within)

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
