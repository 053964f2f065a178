"""What messages say of promotions: which are promotional, which confirm a stop, which are about what a customer has."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from journeys.errors import NotUnderstood
from journeys.topics import consent
from journeys.touchpoints.visit import OpenVisit
from journeys.touchpoints.word_files import word_file

__all__ = ["Kind", "Wordings", "note_request"]

_FILE: Final = "consent_words.toml"


class Kind(StrEnum):
    """What a message is for."""

    PROMOTIONAL = "promotional"
    CONFIRMATION = "confirmation"
    SERVICE = "service"


@dataclass(frozen=True, slots=True)
class Wordings:
    """How a company writes; a pattern of its own takes the place of all that are known.

    Attributes:
        own: Patterns by the kind they tell, such as ``promotional``.
    """

    own: dict[str, str]

    def kind(self, words: str) -> Kind | None:
        """Tell what a message is for; None if that cannot be told.

        What confirms a stop and tells how to stop is promotional; what is about an order and does so is neither.
        """
        found = {kind for kind in Kind if self._says(kind, words)}
        if found >= {Kind.PROMOTIONAL, Kind.SERVICE}:
            return None
        return next((kind for kind in Kind if kind in found), None)

    def _says(self, kind: str, words: str) -> bool:
        patterns = [self.own[kind]] if kind in self.own else [one[kind] for one in word_file(_FILE).values()]
        return any(re.search(pattern, words, re.IGNORECASE) for pattern in patterns)


def note_request(visit: OpenVisit, said: str) -> None:
    """Write down what an answer makes of a request about promotions.

    Raises:
        NotUnderstood: It says neither that it was taken down nor that it was not.
    """
    told = _request_in(said) if said.strip() else "unanswered"
    if told is None:
        message = f"What the {visit.touchpoint} answered cannot be understood: {visit.quoted(said)}"
        raise NotUnderstood(message)
    visit.saw(consent.REQUEST, told, said or "(nobody answered)")


def _request_in(words: str) -> str | None:
    """Tell what an answer makes of a request about promotions: ``taken``, ``refused``; None if that cannot be told."""
    for told, kind in (("taken", "confirmation"), ("refused", "refused")):
        if any(re.search(one[kind], words, re.IGNORECASE) for one in word_file(_FILE).values()):
            return told
    return None
