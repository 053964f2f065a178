"""Fetches letters from a mail server, each with its own UID, whatever else the server says in between."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from imap_tools import BaseMailBox, MailboxFetchError, MailMessage

__all__ = ["fetch"]


def fetch(box: BaseMailBox, uids: Sequence[str], *, headers_only: bool = False) -> list[MailMessage]:
    """Return these messages, unread as they were, in the order in which the server gives them.

    A server may tell at any time that another program has read a letter, or marked it: such a line is one more among
    the answers, and a client that takes them by twos gives each letter the UID of its neighbour, as imap_tools does
    with ``bulk``. So an answer begins where a literal does, and ends with what stands behind it.

    Raises:
        MailboxFetchError: The server refuses.
    """
    if not uids:
        return []
    status, answers = box.client.uid("fetch", ",".join(uids), f"(UID BODY.PEEK[{'HEADER' if headers_only else ''}])")
    if status != "OK":
        raise MailboxFetchError(command_result=(status, answers), expected="OK")
    return [MailMessage([one, behind]) for one, behind in pairwise([*answers, b""]) if isinstance(one, tuple)]
