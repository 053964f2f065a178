"""What the tests of this folder share: a company as a sample describes it, a mail server, and an inbox that is read."""

from __future__ import annotations

import itertools
import smtplib
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from imap_tools import MailMessage

from journeys.company.company_file import Company, described
from journeys.evidence.observations import Visit
from journeys.promises.channel import Channel, Side
from journeys.promises.promise import Promise
from journeys.tools.mailbox import Mailbox
from journeys.tools.redaction import Redactor
from journeys.topics import confirmations, messages
from journeys.touchpoints.exhibits import Exhibits
from journeys.touchpoints.inbox import Inbox
from journeys.touchpoints.letters import LetterRead, Letters
from journeys.touchpoints.visit import OpenVisit

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
        "patience": facts.pop("patience", "5 seconds"),
        "options": options or {},
    }
    told = {"currency": "USD", "locale": "en_US", "time_zone": "America/New_York", **facts}
    return described({"name": "Acme", "hosts": ["127.0.0.1"], "touchpoints": {"inbox": inbox}, **told})


def read(text: str = "", html: str = "", **facts: Any) -> LetterRead:
    """What a company's letter says, with a text part, an HTML part or both; read on 29 November 2026."""
    return read_raw(letter(text, html).obj.as_bytes(), **facts)


def letter(text: str = "", html: str = "", subject: str = "Just for you", **headers: str) -> MailMessage:
    """A letter with a text part, an HTML part or both; a header's name has ``_`` for ``-``."""
    mail = EmailMessage()
    told = {"From": "news@acme.example", "To": "linda@shoppers.example", "Subject": subject}
    for name, value in {**told, **{name.replace("_", "-"): value for name, value in headers.items()}}.items():
        mail[name] = value
    if text:
        mail.set_content(text)
    if html:
        mail.add_alternative(html, subtype="html")
    found: MailMessage = MailMessage.from_bytes(mail.as_bytes())
    return found


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
        return self._visits(lambda inbox, visit: inbox.tell_offer(visit), promise(source=source), **facts)

    def confirms(self, number: str, **facts: Any) -> Visit:
        """Linda looks for the confirmation of the order with this number."""
        return self._visits(lambda inbox, visit: inbox.confirm_order(visit), promise(), number, **facts)

    def looks_for_pickup(self, number: str, **facts: Any) -> Visit:
        """Linda looks for messages that call the order with this number ready."""
        return self._visits(lambda inbox, visit: inbox.look_for_pickup_message(visit), promise(), number, **facts)

    def brings(self, number: str, **facts: Any) -> Visit:
        """Linda, whose mailbox is the order's, looks for word of the order with this number."""
        shopper = replace(linda(), email=f"{number}@shoppers.example")
        return self._visits(
            lambda inbox, visit: inbox.look_for_word(visit), promise(), number, shopper=shopper, **facts
        )

    def _visits(self, does: Callable[[Inbox, OpenVisit], None], about: Promise, words: str = "", **facts: Any) -> Visit:
        shopper = facts.pop("shopper", None) or linda()
        acme = company(f"imap://127.0.0.1:{self.imap}", **facts)
        mailbox = Mailbox([acme.touchpoints["inbox"]])
        self.opened.append(mailbox)
        clock = StoppedClock()
        clock.time = NOW
        tools: Any = SimpleNamespace(company=acme, mailbox=mailbox, clock=clock, redactor=Redactor())
        visit = OpenVisit(
            number=next(NUMBERS),
            shopper=shopper,
            touchpoint="inbox",
            channel=Channel.EMAIL,
            side=Side.FRONTSTAGE,
            purpose=confirmations.CONFIRM if words else messages.LEARN,
            promise=about,
            line=None,
            words=words,
            clock=clock,
            exhibits=Exhibits(self.folder, "a scenario", Redactor()),
        )
        does(Inbox("inbox", acme.touchpoints["inbox"], tools), visit)
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


def every(said: LetterRead | Visit) -> dict[str, list[str]]:
    """Every value that was written down, by term; moments in UTC."""
    found: dict[str, list[str]] = {}
    for one in said.said if isinstance(said, LetterRead) else said.observations:
        found.setdefault(str(one.term), []).append(right({str(one.term): one.value})[str(one.term)])
    return found


def right(terms: dict[str, str]) -> dict[str, str]:
    """What is right, with moments in UTC."""
    return {
        term: datetime.fromisoformat(value).astimezone(UTC).isoformat() if term == "valid through" else value
        for term, value in terms.items()
    }
