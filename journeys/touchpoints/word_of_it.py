"""Word of an order or a case among the messages that came: when, in which language, and whether the same came again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from journeys.errors import NotUnderstood
from journeys.evidence.observations import ExhibitKind
from journeys.promises.preferences import LANGUAGES
from journeys.reading.languages import languages_of
from journeys.tools.letterheads import holds_words
from journeys.tools.toolbox import Toolbox
from journeys.topics import notifications
from journeys.touchpoints.consent_words import Kind, Wordings
from journeys.touchpoints.visit import OpenVisit

__all__ = ["Message", "is_to_come_here", "names_it", "note_word"]

_LINK: Final = re.compile(r"\S+://\S+")
_NUMBER: Final = re.compile(r"\d{3}")
_AS_USUAL: Final = Wordings({})


@dataclass(frozen=True, slots=True)
class Message:
    """A message to the shopper.

    Attributes:
        at: When it came, as far as anybody says.
        title: Its subject, if it has one.
        text: What it says.
    """

    at: datetime | None
    title: str
    text: str

    @property
    def words(self) -> str:
        """What it says, with its subject."""
        return f"{self.title}\n{self.text}".strip()


def is_to_come_here(visit: OpenVisit) -> bool:
    """Tell whether the shopper waits for word here: not where another channel was agreed upon."""
    return visit.shopper.wants.means in {None, visit.channel}


def names_it(visit: OpenVisit, message: Message) -> bool:
    """Tell whether a message names the order or the case that a visit is about."""
    return bool(visit.words) and holds_words(message.words, visit.words)


def note_word(visit: OpenVisit, tools: Toolbox, messages: Sequence[Message], wordings: Wordings = _AS_USUAL) -> None:
    """Write down what came of the order or the case that a visit is about.

    Args:
        visit: On which it is looked for.
        tools: The driver's.
        messages: Those that came to the shopper and do not go to many, the oldest first.
        wordings: How the company's messages about what a customer has are known, where they name no number.

    Raises:
        NotUnderstood: One does not say when it came; or none names it, and one might be about it.
    """
    about_it = [one for one in messages if names_it(visit, one)]
    shown = "\n\n".join(f"{one.at or 'no date'}\n{one.words}" for one in about_it)
    visit.attach(ExhibitKind.MESSAGE, f"what came of {visit.words or 'nothing'}", f"{shown or '(none)'}\n")
    if visit.words and not about_it and (other := _may_be_about_it(messages, wordings)):
        message = f"A message names no number, and may be about {visit.words}: {visit.quoted(other.words)}"
        raise NotUnderstood(message)
    seen: set[str] = set()
    for one in about_it:
        same = "".join(_LINK.sub("", one.words).casefold().split())
        if one.at is not None:
            term = notifications.CAME_AGAIN if same in seen else notifications.CAME
            visit.saw(term, one.at.isoformat(), one.words)
        if same not in seen:
            names = (tools.company.name, *visit.shopper.full_name.split(), visit.shopper.name, visit.promise.name)
            visit.saw(notifications.WRITTEN_IN, LANGUAGES.write(languages_of(one.words, names)), one.words)
        seen.add(same)
    visit.saw(notifications.FOUND, str(len(about_it)), f"{len(about_it)} of {len(messages)} messages name it")
    if any(one.at is None for one in about_it):
        message = f"The message about {visit.words} does not say when it was sent"
        raise NotUnderstood(message)


def _may_be_about_it(messages: Sequence[Message], wordings: Wordings) -> Message | None:
    """Return a message about something the customer has that names no number at all."""
    for one in reversed(messages):
        if wordings.kind(one.words) is Kind.SERVICE and not _NUMBER.search(_LINK.sub("", one.words)):
            return one
    return None
