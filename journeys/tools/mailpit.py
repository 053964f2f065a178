"""A mailbox in Mailpit: *the* message is found over its REST API, by its identity."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import islice
from threading import Event
from typing import Any, cast

import requests
from imap_tools import MailMessage

from journeys.company.company_file import TouchpointSettings
from journeys.errors import NeverArrived, Unreachable
from journeys.tools.letterheads import bare_id, holds_words
from journeys.tools.mailbox import MOST_LETTERS, POLL_SECONDS, poll_seconds, what_came_instead

__all__ = ["Mailpit"]

_MOST_MESSAGES = 200


class Mailpit:
    """All mail that a company under test sends, as Mailpit holds it back. Mailpit pushes nothing: it is asked."""

    def __init__(self, settings: TouchpointSettings, http: requests.Session) -> None:
        """Take the touchpoint: the address of Mailpit's page, with user name and password if it asks for them.

        Raises:
            InvalidCompany: Its option ``poll`` is no length of time.
        """
        self._root, self._http = settings.address.rstrip("/"), http
        self._auth = (
            (settings.username, settings.password.get_secret_value())
            if settings.username and settings.password
            else None
        )
        self._poll_seconds = poll_seconds(settings) or POLL_SECONDS
        self._closed = Event()

    def wait_for(self, recipient: str, within: timedelta, *, message_id: str = "", subject: str = "") -> MailMessage:
        """Return the message to a recipient with this Message-ID, or with these words in its subject.

        Raises:
            NeverArrived: It did not come within that time; the text says what did.
            Unreachable: Mailpit does not answer, or is something else.
        """
        self._closed.clear()
        deadline = time.monotonic() + within.total_seconds()
        while True:
            others = []
            for found in self._sent_to(recipient):
                identity, about = found["MessageID"], found["Subject"]
                if bare_id(identity) == bare_id(message_id) if message_id else holds_words(about, subject):
                    return self._letter(found)
                others.append(about)
            left = deadline - time.monotonic()
            if left <= 0:
                raise NeverArrived(what_came_instead(others, message_id or subject, within))
            self._closed.wait(min(left, self._poll_seconds))

    def letters_to(self, recipient: str, likely: Callable[[MailMessage], bool] = lambda _: True) -> list[MailMessage]:
        """Return what has arrived for a recipient, the newest last; of much, the newest.

        Args:
            recipient: Whose address.
            likely: Chooses by the headers.

        Raises:
            Unreachable: Mailpit does not answer, or is something else.
        """
        newest = [self._letter(found) for found in islice(self._sent_to(recipient), MOST_LETTERS)]
        return [letter for letter in reversed(newest) if likely(letter)]

    def close(self) -> None:
        """Stop waiting."""
        self._closed.set()

    def _sent_to(self, recipient: str) -> Iterator[dict[str, Any]]:
        """Give what Mailpit says of each message to somebody, the newest first."""
        answer = self._get("search", query=f'to:"{recipient}"', limit=str(_MOST_MESSAGES))
        try:
            messages = answer.json()["messages"]
            named = [(one, [person["Address"].casefold() for person in one["To"] or ()]) for one in messages or ()]
        except (ValueError, KeyError, TypeError) as error:
            message = f"{answer.url} answers, but not as Mailpit does: {answer.text[:200]!r}"
            raise Unreachable(message) from error
        return (one for one, people in named if recipient.casefold() in people)  # it searches loosely

    def _letter(self, found: dict[str, Any]) -> MailMessage:
        return cast("MailMessage", MailMessage.from_bytes(self._get(f"message/{found['ID']}/raw").content))

    def _get(self, path: str, **query: str) -> requests.Response:
        answer = self._http.get(f"{self._root}/api/v1/{path}", params=query, auth=self._auth)
        if not answer.ok:
            message = f"Mailpit at {self._root} answered {answer.status_code} {answer.reason} to {path}"
            raise Unreachable(message)
        return answer
