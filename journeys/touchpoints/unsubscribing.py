"""Letters that go to many: known by how one unsubscribes from them, which is done with one click (RFC 8058)."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import Final

from bs4 import BeautifulSoup
from imap_tools import MailMessage

from journeys.errors import Compromised, Unreachable
from journeys.evidence.observations import ExhibitKind
from journeys.tools.letterheads import subject_of
from journeys.tools.toolbox import Toolbox
from journeys.topics import consent
from journeys.touchpoints.letters import sent_at
from journeys.touchpoints.visit import OpenVisit

__all__ = ["click_unsubscribe", "look_through"]

_LINK: Final = re.compile(r"<\s*(https?://[^>]+?)\s*>", re.IGNORECASE)
_ONE_CLICK: Final = "List-Unsubscribe=One-Click"


def look_through(visit: OpenVisit, tools: Toolbox, letters: list[MailMessage]) -> None:
    """Write down of each letter to a shopper whether it is promotional: one that can be unsubscribed from is."""
    told = []
    for letter in letters:
        promotional = bool(_header(letter, "list-unsubscribe"))
        at = (sent_at(letter) or tools.clock.now()).isoformat()
        words = f"{subject_of(letter)} {_header(letter, 'message-id')}".strip()
        visit.saw(consent.PROMOTION if promotional else consent.SERVICE_MESSAGE, at, words)
        told.append(f"{at}  {'promotional' if promotional else 'other'}: {words}")
    visit.attach(ExhibitKind.MESSAGE, "the letters in the inbox", "\n".join(told) + "\n" if told else "(none)\n")
    visit.saw(consent.MESSAGES_READ, str(len(letters)), f"{len(letters)} letters")


def click_unsubscribe(visit: OpenVisit, tools: Toolbox, letters: list[MailMessage]) -> None:
    """Unsubscribe by the newest promotional letter, as a mail program does: one POST, without cookies or a login.

    Raises:
        Compromised: There is no such letter to begin with.
        Unreachable: The company's server answers with an error of its own.
    """
    letter = next((one for one in reversed(letters) if _header(one, "list-unsubscribe")), None)
    if letter is None:
        message = f"No letter to {visit.shopper.name} can be unsubscribed from: {len(letters)} came, none promotional"
        raise Compromised(message)
    link = _LINK.search(_header(letter, "list-unsubscribe"))
    if link is None or _header(letter, "list-unsubscribe-post") != _ONE_CLICK:
        head = _header(letter, "list-unsubscribe")
        visit.attach(ExhibitKind.MESSAGE, "how to unsubscribe", f"{subject_of(letter)}\nList-Unsubscribe: {head}\n")
        visit.saw(consent.REQUEST, "no way", f"no one-click link in {subject_of(letter)!r}: {head}")
        return
    answer = tools.http.post(link[1], data={"List-Unsubscribe": "One-Click"}, allow_redirects=False)
    words = " ".join(BeautifulSoup(answer.text, "html.parser").get_text(" ").split())
    shown = f"POST of {subject_of(letter)!r}\n→ {answer.status_code} {answer.reason}\n{words}\n"
    visit.attach(ExhibitKind.MESSAGE, "what unsubscribing answered", shown)
    if answer.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        message = f"Unsubscribing was answered {answer.status_code} {answer.reason}"
        raise Unreachable(message)
    told = "taken" if answer.ok and answer.status_code < HTTPStatus.MULTIPLE_CHOICES else "refused"
    visit.saw(consent.REQUEST, told, words or f"{answer.status_code} {answer.reason}")


def _header(letter: MailMessage, name: str) -> str:
    """Return a header, unfolded; of addresses and ids folding breaks up, the spaces go, too."""
    return re.sub(r"\s+", "", " ".join(letter.headers.get(name, ())))  # type: ignore[no-untyped-call]
