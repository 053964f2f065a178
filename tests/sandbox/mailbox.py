"""Reads the company's mail over IMAP, waiting (IDLE) until the message is there."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from imap_tools import AND, MailBoxUnencrypted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from imap_tools import MailMessage

    from .company import Person, Sandbox


@contextmanager
def inbox(company: Sandbox) -> Iterator[MailBoxUnencrypted]:
    """The shoppers' inbox, open."""
    place = company.facts["touchpoints"]["inbox"]
    host, port = place["address"].removeprefix("imap://").split(":")
    with MailBoxUnencrypted(host, int(port)).login(place["username"], place["password"]) as mailbox:
        yield mailbox


def received(company: Sandbox, person: Person, subject: str = "Your offer", seconds: float = 10) -> MailMessage:
    """The message to this person with this subject."""
    deadline = time.monotonic() + seconds
    with inbox(company) as mailbox:
        while True:
            for message in mailbox.fetch(AND(to=person.email), mark_seen=False):
                if message.subject.startswith(subject):
                    return message
            left = deadline - time.monotonic()
            assert left > 0, f"no message {subject!r} came for {person.email}"
            mailbox.idle.wait(timeout=min(left, 5))


def all_received(company: Sandbox, person: Person, subject: str) -> list[MailMessage]:
    """Every message to this person with this subject that is there now."""
    with inbox(company) as mailbox:
        sent = mailbox.fetch(AND(to=person.email), mark_seen=False)
        return [message for message in sent if message.subject.startswith(subject)]
