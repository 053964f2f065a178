"""What the tests of this folder share: a company as a sample describes it, a mail server, and an inbox that is read."""

from __future__ import annotations

import itertools
import smtplib
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from imap_tools import MailMessage

from journeys.company.company_file import Company, described
from journeys.evidence.observations import Visit
from journeys.promises.channel import Channel, Side
from journeys.tools.mailbox import Mailbox
from journeys.tools.redaction import Redactor
from journeys.topics import messages
from journeys.touchpoints.inbox import Inbox
from journeys.touchpoints.letters import LetterRead, Letters
from journeys.touchpoints.visit import Exhibits, OpenVisit

from ..engine.builders import StoppedClock, linda, promise

HERE = Path(__file__).parent
NOW = datetime(2026, 11, 29, 10, 0, tzinfo=UTC)
NUMBERS = itertools.count(1)


def samples(name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each sample of a table, with its kind."""
    for kind, rows in tomllib.loads((HERE / name).read_text(encoding="utf-8")).items():
        for row in rows:
            yield kind, row


def ids(rows: list[tuple[str, dict[str, Any]]]) -> list[str]:
    """Names for a table's rows: kind and number."""
    return [f"{kind}-{number}" for number, (kind, _) in enumerate(rows, 1)]


def company(address: str = "imap://127.0.0.1:9", options: dict[str, Any] | None = None, **facts: Any) -> Company:
    """A company with nothing but an inbox; in New York unless it is said to be elsewhere."""
    inbox = {
        "channel": "email",
        "driver": "journeys.touchpoints.inbox:Inbox",
        "address": address,
        "username": "shoppers",
        "password": "open sesame",
        "patience": "5 seconds",
        "options": options or {},
    }
    told = {"currency": "USD", "locale": "en_US", "time_zone": "America/New_York", **facts}
    return described({"name": "Acme", "hosts": ["127.0.0.1"], "touchpoints": {"inbox": inbox}, **told})


def read(text: str = "", html: str = "", **facts: Any) -> LetterRead:
    """What a company's letter says, with a text part, an HTML part or both; read on 29 November 2026."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "news@acme.example", "linda@shoppers.example", "Just for you"
    if text:
        mail.set_content(text)
    if html:
        mail.add_alternative(html, subtype="html")
    return read_raw(mail.as_bytes(), **facts)


def read_raw(raw: bytes, **facts: Any) -> LetterRead:
    """What a letter says, as it goes over the wire."""
    acme = company(**facts)
    letter: MailMessage = MailMessage.from_bytes(raw)
    return Letters.of(acme.touchpoints["inbox"], acme).read(letter, NOW)


@dataclass
class Post:
    """A mail server, and the inbox that is read on it."""

    smtp: int
    imap: int
    folder: Path
    opened: list[Mailbox] = field(default_factory=list)

    def send(self, raw: bytes, to: str) -> None:
        """Hand a message in, as it stands."""
        with smtplib.SMTP("127.0.0.1", self.smtp, timeout=10) as server:
            server.sendmail("news@news.example", [to], raw)

    def opens(self, source: str, **facts: Any) -> Visit:
        """Linda opens the message with this Message-ID or subject."""
        acme = company(f"imap://127.0.0.1:{self.imap}", **facts)
        mailbox = Mailbox([acme.touchpoints["inbox"]])
        self.opened.append(mailbox)
        clock = StoppedClock()
        clock.time = NOW
        tools: Any = SimpleNamespace(company=acme, mailbox=mailbox, clock=clock, redactor=Redactor())
        visit = OpenVisit(
            number=next(NUMBERS),
            shopper=linda(),
            touchpoint="inbox",
            channel=Channel.EMAIL,
            side=Side.FRONTSTAGE,
            purpose=messages.LEARN,
            promise=promise(source=source),
            line=None,
            clock=clock,
            exhibits=Exhibits(self.folder, "a scenario", Redactor()),
        )
        Inbox("inbox", acme.touchpoints["inbox"], tools).tell_offer(visit)
        return visit.close()

    def close(self) -> None:
        """Leave every mailbox."""
        for mailbox in self.opened:
            mailbox.close()


def told(visit: Visit | LetterRead) -> dict[str, str]:
    """What was read, by term; moments in UTC, so that they compare."""
    said = (
        visit.said
        if isinstance(visit, LetterRead)
        else [(seen.term, seen.value, seen.words) for seen in visit.observations]
    )
    return right({str(term): value for term, value, _ in said})


def right(terms: dict[str, str]) -> dict[str, str]:
    """What is right, with moments in UTC."""
    return {
        term: datetime.fromisoformat(value).astimezone(UTC).isoformat() if term == "valid through" else value
        for term, value in terms.items()
    }
