"""What stands between a company and its customers' mailboxes in these tests: an SMTP relay that changes letters."""

from __future__ import annotations

import asyncio
import re
import smtplib
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from typing import Any, Final, Literal

from aiosmtpd.smtp import SMTP, Envelope, Session

from .proxy import Substitution
from .wire import Wire

__all__ = ["Letter", "Relay"]

_PATIENCE_SECONDS: Final = 10.0
_POLICY: Final = SMTP_POLICY.clone(max_line_length=998)


@dataclass(slots=True, kw_only=True)
class Letter:
    """A change of some letters.

    Attributes:
        about: The letters: a regular expression that their subject begins with.
        text: Changes the part in plain text.
        html: Changes the part in HTML.
        both: Changes both.
        raw: Changes the message as it is sent.
        headers: Further headers, or others; an empty one is taken away.
        without: Parts left out: ``text`` or ``html``.
        encoding: How the parts are encoded: ``base64`` or ``quoted-printable``.
        lost: Whether it never arrives.
        late: How many moves of the company's clock it arrives after; at once if left out.
        again: Whether it arrives as it was sent too: ``before`` it arrives changed, or ``after``.
        before: Subject and text of another letter to the same customer that arrives before it.
        behind: Subject and text of another letter to the same customer that arrives after it.
        seen: Whether there was any.
    """

    about: str
    text: Substitution = field(default_factory=Substitution)
    html: Substitution = field(default_factory=Substitution)
    both: Substitution = field(default_factory=Substitution)
    raw: Substitution = field(default_factory=Substitution)
    headers: dict[str, str] = field(default_factory=dict)
    without: str = ""
    encoding: str = ""
    lost: bool = False
    late: int = 0
    again: Literal["", "before", "after"] = ""
    before: tuple[str, str] | None = None
    behind: tuple[str, str] | None = None
    seen: bool = False

    @property
    def used(self) -> bool:
        """Whether everything of it was done to some letter."""
        return self.seen and all(one.done for one in (self.text, self.html, self.both, self.raw))

    def applied_to(self, sent: bytes) -> list[bytes]:
        """Return the letters that arrive in place of one."""
        self.seen = True
        message = _read(sent)
        changes = {"plain": (self.text, self.both), "html": (self.html, self.both)}
        for part in message.walk():
            kind = part.get_content_subtype()
            if part.get_content_maintype() == "text" and kind in changes:
                self._rewrite(part, *changes[kind])
        if self.without:
            _drop(message, {"text": "plain", "html": "html"}[self.without])
        for name, value in self.headers.items():
            del message[name]
            if value:
                message[name] = value
        changed = self.raw(message.as_bytes(policy=_POLICY).decode("utf-8", "surrogateescape"))
        letters = [] if self.lost else [changed.encode("utf-8", "surrogateescape")]
        letters = [sent] * (self.again == "before") + letters + [sent] * (self.again == "after")
        others = [_other(message, *told) if told else None for told in (self.before, self.behind)]
        return [one for one in (others[0], *letters, others[1]) if one is not None]

    def _rewrite(self, part: EmailMessage, *changes: Substitution) -> None:
        text: str = part.get_content()
        for change in changes:
            text = change(text)
        part.set_content(text, subtype=part.get_content_subtype(), cte=self.encoding or None)


class Relay:
    """Takes the company's letters and hands them to the mail server, changed; and lets them be read there.

    Attributes:
        port: Where the company sends its letters.
        wire: Where they are read.
        behind: Host and port of the mail server, for SMTP.
        changes: What is changed.
    """

    def __init__(self, behind: tuple[str, int], read_at: tuple[str, int]) -> None:
        """Take the mail server's addresses, for SMTP and for IMAP; nothing listens yet."""
        self.behind, self.port, self.wire = behind, 0, Wire(read_at)
        self.changes: list[Letter] = []
        self._held: list[tuple[int, bytes]] = []

    @contextmanager
    def serving(self) -> Iterator[Relay]:
        """Listen until it is left."""
        ready: Future[tuple[asyncio.AbstractEventLoop, asyncio.Event, int]] = Future()
        thread = threading.Thread(target=lambda: asyncio.run(self._serve(ready)), name="relay", daemon=True)
        thread.start()
        loop, stopping, self.port = ready.result(_PATIENCE_SECONDS)
        try:
            yield self
        finally:
            loop.call_soon_threadsafe(stopping.set)
            thread.join()

    def begin(self, changes: list[Letter]) -> None:
        """Change these from now on, and forget what was held back."""
        self.changes, self._held = changes, []

    def on_request(self, request: str) -> None:
        """Deliver what is held back when the company's clock has been moved often enough."""
        if request == "PUT /control/clock":
            held = [(moves - 1, letter) for moves, letter in self._held]
            self._held = [one for one in held if one[0]]
            self._deliver([letter for moves, letter in held if not moves])

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Take one letter and hand it on."""
        del server, session
        content: Any = envelope.content
        self._pass_on(bytes(content))
        return "250 Taken"

    def _pass_on(self, sent: bytes) -> None:
        subject = str(_read(sent)["Subject"])
        change = next((one for one in self.changes if re.match(one.about, subject)), None)
        letters = change.applied_to(sent) if change else [sent]
        if change and change.late:
            self._held += [(change.late, letter) for letter in letters]
        else:
            self._deliver(letters)

    def _deliver(self, letters: list[bytes]) -> None:
        if letters:
            with smtplib.SMTP(*self.behind, local_hostname="relay.example", timeout=_PATIENCE_SECONDS) as smtp:
                for letter in letters:
                    smtp.sendmail("relay@kestrel.example", ["shoppers@customer.example"], letter)

    async def _serve(self, ready: Future[tuple[asyncio.AbstractEventLoop, asyncio.Event, int]]) -> None:
        loop, stopping = asyncio.get_running_loop(), asyncio.Event()
        server = await loop.create_server(lambda: SMTP(self, hostname="relay.example", loop=loop), "127.0.0.1", 0)
        wire = await self.wire.listen()
        ready.set_result((loop, stopping, server.sockets[0].getsockname()[1]))
        await stopping.wait()
        server.close()
        wire.close()


def _read(sent: bytes) -> EmailMessage:
    return message_from_bytes(sent, policy=_POLICY)


def _drop(message: EmailMessage, kind: str) -> None:
    """Leave out a part of a letter that says everything twice."""
    kept = [part for part in message.iter_parts() if kind not in {one.get_content_subtype() for one in part.walk()}]
    message.set_payload(kept)  # type: ignore[arg-type]


def _other(message: EmailMessage, subject: str, text: str) -> bytes:
    """Write another letter of the company's to the same customer."""
    other = EmailMessage(policy=_POLICY)
    for name in ("From", "To", "Date"):
        other[name] = message[name]
    other["Subject"] = subject
    other["Message-ID"] = f"<other-{abs(hash(subject))}@kestrel.example>"
    other.set_content(text)
    return other.as_bytes()
