"""A conversation by text: one message each at a time, from the shopper's own line."""

from __future__ import annotations

from datetime import timedelta

from journeys.evidence.observations import ExhibitKind
from journeys.reading.spoken import Heard
from journeys.topics.answering import REPLY, REPLY_TIME
from journeys.touchpoints.text_api import Text, TextApi, joined
from journeys.touchpoints.visit import OpenVisit
from journeys.touchpoints.waiting import NobodyAnswers, awaited

__all__ = ["TextTalk"]


class TextTalk:
    """A talk in progress, a ``Talk``."""

    def __init__(self, visit: OpenVisit, api: TextApi, company: str, patience: timedelta) -> None:
        """Begin with nothing said."""
        self._visit, self._api, self._company, self._patience = visit, api, company, patience
        self._own = visit.visitor.phone
        self._lines: list[str] = []
        self.ended = self.dropped = False
        self.waited = timedelta()
        self.last_turn: list[str] = []
        self.unheard: list[str] = []
        self.opening: list[str] = []
        self.said: list[str] = []
        self.unclear: Heard | None = None

    def say(self, words: str) -> list[str]:
        """Text the company; return what it texts back.

        Raises:
            NobodyAnswers: It does not.
        """
        before, asked = {text.sid for text in self._received()}, self._visit.clock.now()
        self._note(self._visit.visitor.name, words)
        self._api.send(self._own, self._company, words)

        def look() -> list[Text]:
            return [text for text in self._received() if text.sid not in before]

        texts = awaited(self._visit, self._patience, look)
        self.waited += self._visit.clock.now() - asked
        self._visit.saw(REPLY, "came" if texts else "none", "" if texts else "nobody answered")
        if not texts:
            raise NobodyAnswers
        self._visit.saw(REPLY_TIME, str(max((texts[0].at - asked).total_seconds(), 0)))
        self.last_turn = [text.body for text in texts]
        for words_back in self.last_turn:
            self._note("company", words_back)
        self.said += self.last_turn
        return self.last_turn

    def ring_off(self, words: str) -> None:
        """Put the telephone away; nobody takes leave by text."""
        del words
        self.ended = True

    def keep(self) -> None:
        """Keep what was texted."""
        self._visit.attach(ExhibitKind.MESSAGE, "what was texted", "\n".join(self._lines) + "\n")

    def _received(self) -> list[Text]:
        return joined(self._api.received(self._own, self._company))

    def _note(self, who: str, words: str) -> None:
        self._visit.said(who, words)
        self._lines.append(f"{who}: {words}")
