"""A talk in messages, which are answered after a while, or not at all: by text, on social media."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from threading import Event
from typing import Final, Protocol, TypeVar

from journeys.errors import Unable
from journeys.evidence.observations import ExhibitKind
from journeys.topics.answering import REPLY, REPLY_TIME
from journeys.touchpoints.talk import NobodyAnswers, Talk
from journeys.touchpoints.visit import OpenVisit

__all__ = ["WrittenTalk", "awaited"]

_FIRST_LOOKS: Final = 1024
"""Of a patience so many parts are let pass before the second look, twice as many before the third, and so on."""
_LAST_LOOKS: Final = 16
"""Of a patience so many parts are the most that is let pass between two looks."""


class _Dated(Protocol):
    """What came, and when."""

    @property
    def at(self) -> datetime: ...


Came = TypeVar("Came")
Message = TypeVar("Message", bound=_Dated)


class WrittenTalk(Talk):
    """Messages to and fro; how soon each is answered is written down, and who was not answered once writes no more."""

    def __init__(self, visit: OpenVisit, patience: timedelta) -> None:
        """Take how long each answer is waited for."""
        super().__init__()
        self._visit, self._patience = visit, patience
        self._lines: list[str] = []
        self.unanswered = False

    def ring_off(self, words: str) -> None:
        """Write no more; nobody takes leave there."""
        del words
        self.ended = True

    def keep(self) -> None:
        """Keep what was written, by either."""
        self._visit.attach(ExhibitKind.MESSAGE, "what was written", "\n".join(self._lines) + "\n")

    def _see_answered(self) -> None:
        if self.unanswered:
            raise NobodyAnswers

    def _answers(self, look: Callable[[], Sequence[Message]], asked: datetime) -> list[Message]:
        """Wait for an answer to what was written, and write down whether and how soon it came."""
        before = self._visit.clock.now()
        came = awaited(self._visit, self._patience, look)
        self.waited += self._visit.clock.now() - before
        self.unanswered = not came
        self._visit.saw(REPLY, "came" if came else "none", "" if came else "nobody answered")
        if came:
            self._visit.saw(REPLY_TIME, str(max((came[0].at - asked).total_seconds(), 0)))
        return came

    def _note(self, who: str, words: str, at: datetime) -> None:
        self._visit.said(who, words)
        self._lines.append(f"{at:%Y-%m-%d %H:%M:%S} {who}: {words}")


def awaited(visit: OpenVisit, patience: timedelta, look: Callable[[], Sequence[Came]]) -> list[Came]:
    """Look until there is something, soon and then less often; company time passes, moved if somebody can.

    Returns:
        What was found; nothing, if patience came to its end.
    """
    pause, left = patience / _FIRST_LOOKS, patience
    while not (found := look()) and left > timedelta():
        step = min(pause, left)
        try:
            visit.wait(step)
        except Unable:
            Event().wait(step.total_seconds())
            visit.count_waiting(step)
        pause, left = min(pause * 2, patience / _LAST_LOOKS), left - step
    return list(found)
