"""A chat as the widget has it: what was told is counted, what was not confirmed is said again after a drop."""

from __future__ import annotations

import json
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from websockets.sync.client import connect

if TYPE_CHECKING:
    from .company import Person, Sandbox


class Chat:
    """A chat of a customer who is signed in, or of somebody who is not."""

    def __init__(self, company: Sandbox, person: Person | None, sid: str = "") -> None:
        browser = company.shopper(person) if person else company.browser().get("/")
        self._cookie = "; ".join(f"{one.name}={one.value}" for one in browser._session.cookies)
        self._company = company
        self._connection = ExitStack()
        self.sid, self.lines, self.ended = sid, list[dict[str, Any]](), False
        self.join()

    def join(self) -> None:
        """Connect, and hear what was said meanwhile."""
        address = self._company.address.replace("http://", "ws://")
        self._socket = self._connection.enter_context(
            connect(
                f"{address}/chat/socket?chat={self.sid}&after={len(self.lines)}",
                origin=self._company.address,
                additional_headers={"Cookie": self._cookie},
            )
        )
        self._listen()

    def say(self, words: str, key: str = "") -> str:
        """Say something; return what is said in return."""
        self.send(words, key)
        before = len(self.lines)
        self._listen()
        return " ".join(one["words"] for one in self.lines[before:] if one["who"] != "You")

    def send(self, words: str, key: str = "") -> None:
        """Say something without waiting for the answer."""
        told = {"key": key or f"{len(self.lines)}", "words": words, "after": len(self.lines)}
        self._socket.send(json.dumps(told))

    def drop(self) -> None:
        """Lose the connection, once what was sent has gone out."""
        self._connection.close()

    def end(self) -> None:
        """End the chat, and leave."""
        self._socket.send(json.dumps({"end": True, "after": len(self.lines)}))
        self._listen()
        self._connection.close()

    def _listen(self) -> None:
        told = json.loads(self._socket.recv(timeout=10))
        self.sid, self.ended = told["chat"], told["ended"]
        self.lines += told["lines"]
