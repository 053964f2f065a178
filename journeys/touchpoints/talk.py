"""A talk with a company's people while it lasts, turn by turn, over whatever carries it: a telephone, a chat."""

from __future__ import annotations

from abc import ABC, abstractmethod
from datetime import timedelta

from journeys.reading.spoken import Heard

__all__ = ["NobodyAnswers", "Talk"]


class NobodyAnswers(Exception):
    """Somebody wrote, and was not answered for as long as patience lasted; it is written down."""


class Talk(ABC):
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

    def __init__(self) -> None:
        """Begin with nothing said."""
        self.ended = self.dropped = False
        self.waited = timedelta()
        self.last_turn: list[str] = []
        self.unheard: list[str] = []
        self.opening: list[str] = []
        self.said: list[str] = []
        self.unclear: Heard | None = None

    @abstractmethod
    def say(self, words: str) -> list[str]:
        """Say something; return what is said in return, as far as the next question.

        Raises:
            NobodyAnswers: Nobody does, where an answer may take its time.
        """

    @abstractmethod
    def ring_off(self, words: str) -> None:
        """Say goodbye and leave."""

    def keep(self) -> None:  # noqa: B027 - most talks are kept as they are transcribed
        """Keep what was said as an exhibit, where the transcript is not all there is."""
