"""A talk with a company's people while it lasts, turn by turn, over whatever carries it: a telephone, a chat."""

from __future__ import annotations

from datetime import timedelta
from typing import Protocol

from journeys.reading.spoken import Heard

__all__ = ["Talk"]


class Talk(Protocol):
    """A talk in progress.

    Attributes:
        ended: Nobody answers any more.
        dropped: The company ended it, not the customer.
        waited: Company time spent until somebody answered.
        last_turn: What was said to the customer since the customer last spoke.
        unheard: What was played since then, which nobody here can hear.
        opening: What was said before the customer said anything.
        said: Everything that was said to the customer.
        unclear: What was said of money that cannot be compared with a price.
    """

    ended: bool
    dropped: bool
    waited: timedelta
    last_turn: list[str]
    unheard: list[str]
    opening: list[str]
    said: list[str]
    unclear: Heard | None

    def say(self, words: str) -> list[str]:
        """Say something; return what is said in return, as far as the next question."""

    def ring_off(self, words: str) -> None:
        """Say goodbye and leave."""
