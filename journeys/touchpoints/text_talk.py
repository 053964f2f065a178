"""A conversation by text: one message each at a time, from the shopper's own line."""

from __future__ import annotations

from datetime import timedelta

from journeys.touchpoints.talk import NobodyAnswers
from journeys.touchpoints.text_api import Text, TextApi, joined
from journeys.touchpoints.visit import OpenVisit
from journeys.touchpoints.written_talk import WrittenTalk

__all__ = ["TextTalk"]


class TextTalk(WrittenTalk):
    """A talk in progress between the shopper's number and the company's."""

    def __init__(self, visit: OpenVisit, api: TextApi, company: str, patience: timedelta) -> None:
        """Begin with nothing said."""
        super().__init__(visit, patience)
        self._api, self._company, self._own = api, company, visit.visitor.phone

    def say(self, words: str) -> list[str]:
        """Text the company; return what it texts back."""
        self._see_answered()
        before, asked = {text.sid for text in self._received()}, self._visit.clock.now()
        self._note(self._visit.visitor.name, words, asked)
        self._api.send(self._own, self._company, words)

        def look() -> list[Text]:
            return [text for text in self._received() if text.sid not in before]

        texts = self._answers(look, asked)
        if not texts:
            raise NobodyAnswers
        for text in texts:
            self._note("company", text.body, text.at)
        self.last_turn = [text.body for text in texts]
        self.said += self.last_turn
        return self.last_turn

    def _received(self) -> list[Text]:
        return joined(self._api.received(self._own, self._company))
