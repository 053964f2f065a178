"""An API in the shape of Twilio's Messages resource: texts are sent with it, and those received are listed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from journeys.company.company_file import TouchpointSettings
from journeys.errors import Compromised, NotUnderstood, Unreachable
from journeys.tools.toolbox import Toolbox

__all__ = ["Text", "TextApi", "joined"]

_API: Final = "2010-04-01"
_MOST_PAGES: Final = 20
_A_PAGE: Final = 100
_PART: Final = re.compile(r"^\(?(\d+)/(\d+)\)?:?\s+")


@dataclass(frozen=True, slots=True)
class Text:
    """A text as it was received, at a moment in the company's time zone."""

    sid: str
    body: str
    at: datetime


class TextApi:
    """One account, which holds the telephones' numbers."""

    def __init__(self, name: str, settings: TouchpointSettings, tools: Toolbox) -> None:
        """Take the API's address and the account: its SID as username, its token as password."""
        self._name, self._tools = name, tools
        self._zone = ZoneInfo(tools.company.time_zone)
        self._site = settings.address.rstrip("/")
        self._messages = f"/{_API}/Accounts/{settings.username}/Messages.json"
        self._login = (settings.username or "", settings.password.get_secret_value() if settings.password else "")

    def examine(self) -> None:
        """Ask for one text."""
        self._ask("GET", self._messages, params={"PageSize": 1})

    def send(self, sender: str, to: str, words: str) -> None:
        """Send a text."""
        self._ask("POST", self._messages, data={"To": to, "From": sender, "Body": words})

    def received(self, to: str, sender: str) -> list[Text]:
        """List what one number got from another, the oldest first, each part of a long text by itself.

        Raises:
            Unreachable: The API does not answer, or not with JSON.
            NotUnderstood: What it lists are no texts.
            Compromised: There are more than can be looked through.
        """
        page: str | None = self._messages
        query: Mapping[str, object] | None = {"To": to, "From": sender, "PageSize": _A_PAGE}
        found: list[Text] = []
        for _ in range(_MOST_PAGES):
            told = self._ask("GET", page, params=query)
            try:
                found += [self._read(one) for one in told["messages"]]
                page, query = told["next_page_uri"], None  # which carries the query on
            except (KeyError, TypeError, ValueError) as error:
                message = f"The {self._name} lists texts that cannot be read: {type(error).__name__}: {error}"
                raise NotUnderstood(message) from error
            if not page:
                return found[::-1]
        message = f"The {self._name} has more than {_MOST_PAGES * _A_PAGE} texts to one line, too many to look through"
        raise Compromised(message)

    def _read(self, told: Mapping[str, Any]) -> Text:
        at = parsedate_to_datetime(told["date_sent"] or told["date_created"])
        return Text(
            str(told["sid"]), str(told["body"]), (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(self._zone)
        )

    def _ask(self, method: str, path: str | None, **fields: Any) -> Any:
        answer = self._tools.http.request(method, f"{self._site}{path}", auth=self._login, **fields)
        if not answer.ok:
            message = f"The {self._name} answered {answer.status_code} to {method} {path}: {answer.text[:300]}"
            raise Unreachable(message)
        try:
            return answer.json()
        except ValueError as error:
            message = f"The {self._name} answered {method} {path} without any JSON: {answer.text[:200]!r}"
            raise Unreachable(message) from error


def joined(texts: Iterable[Text]) -> list[Text]:
    """Join the parts of long texts, ``(1/2) …`` and ``(2/2) …``: a later part continues the text before it."""
    whole: list[Text] = []
    for text in texts:
        part = _PART.match(text.body)
        if part and int(part[1]) > 1 and whole:
            begun = _PART.sub("", whole[-1].body)
            whole[-1] = replace(whole[-1], body=f"{begun} {text.body[part.end() :]}")
        else:
            whole.append(text)
    return whole
