"""A chat in a window of a website, as a customer sees it: what is said in it, and whether anybody is still there."""

from __future__ import annotations

from contextlib import suppress
from typing import Final

from playwright.sync_api import Locator, Page
from pydantic import BaseModel, ConfigDict

from journeys.errors import Compromised
from journeys.touchpoints.hands import Hands
from journeys.touchpoints.talk import Talk
from journeys.touchpoints.visit import OpenVisit

__all__ = ["ChatParts", "ChatWindow"]

_LINES: Final = """(log, [line, speaker, words]) => [...log.querySelectorAll(line)].map((one) => [
    (one.getAttribute(speaker) ?? "").trim(), ((words && one.querySelector(words)) || one).innerText.trim()])"""


class ChatParts(BaseModel):
    """What a chat's window is made of, by accessible names, and how it shows what is said.

    Attributes:
        open: The button that opens it.
        log: What holds what was said; it is busy (``aria-busy``) while somebody is about to answer.
        message: The field for what the customer says; it is disabled or gone when the chat has ended.
        send: The button that sends it.
        end: The button that ends the chat; empty if there is none.
        line: CSS selector of one thing that was said, within the log.
        speaker: Attribute of the line that says who said it.
        words: CSS selector of the words within the line; empty for all of it.
        own: How the customer is called there.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    open: str = "Chat with us"
    log: str = "Conversation"
    message: str = "Message"
    send: str = "Send"
    end: str = "End chat"
    line: str = "[data-who]"
    speaker: str = "data-who"
    words: str = "span"
    own: str = "You"


class ChatWindow(Talk):
    """A chat in progress; it is opened when the object is made."""

    def __init__(self, visit: OpenVisit, page: Page, parts: ChatParts, hands: Hands) -> None:
        """Open the window on a page, and read how one is greeted."""
        super().__init__()
        self._visit, self._page, self._parts, self._hands = visit, page, parts, hands
        self._read = 0
        hands.press(page.get_by_role("button", name=parts.open, exact=True))
        self.opening = self._listen()

    def say(self, words: str) -> list[str]:
        """Say something; return what is said in return."""
        said = self._exchange(words)
        if self.ended:
            self._visit.photograph(self._page, "chat")
        return said

    def _exchange(self, words: str) -> list[str]:
        self._hands.fill(self._message, words)
        self._visit.said(self._visit.visitor.name, words)
        if self._hands.keyboard:
            self._page.keyboard.press("Enter")
        else:
            self._hands.press(self._page.get_by_role("button", name=self._parts.send, exact=True))
        return self._listen()

    def ring_off(self, words: str) -> None:
        """Say goodbye, and end the chat if that did not."""
        said = self.last_turn
        with suppress(Compromised):
            self._exchange(words)
            if not self.ended and self._parts.end:
                self._hands.press(self._page.get_by_role("button", name=self._parts.end, exact=True))
                self._listen()
        self._visit.photograph(self._page, "chat")
        self.last_turn, self.ended, self.dropped = said, True, False

    @property
    def _log(self) -> Locator:
        return self._page.get_by_role("log", name=self._parts.log)

    @property
    def _message(self) -> Locator:
        return self._page.get_by_role("textbox", name=self._parts.message)

    def _listen(self) -> list[str]:
        """Wait until nobody is about to answer any more, and write down what was said since."""
        self._log.and_(self._page.locator(':not([aria-busy="true"])')).wait_for()
        parts = self._parts
        lines: list[list[str]] = self._log.evaluate(_LINES, [parts.line, parts.speaker, parts.words])
        new, self._read = lines[self._read :], len(lines)
        self.last_turn = []
        for who, words in new:
            if who != parts.own:
                self._visit.said(who or "agent", words)
                self.last_turn.append(words)
        self.said += self.last_turn
        if not self._message.count() or self._message.is_disabled():
            self.ended = self.dropped = True
        return self.last_turn
