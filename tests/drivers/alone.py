"""A driver alone with a company that a test plays itself: no sandbox, no browser, only what is asked and answered."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from types import SimpleNamespace
from typing import Any, cast
from urllib.parse import urlsplit

from journeys.company.company_file import Company
from journeys.evidence.observations import Stance, Visit
from journeys.promises.channel import Channel, Side
from journeys.promises.clock import WallClock
from journeys.promises.terms import Term
from journeys.records.ledger import Ledger
from journeys.tools.browsing import Browsing
from journeys.tools.http import GuardedSession
from journeys.tools.redaction import Redactor
from journeys.tools.toolbox import Toolbox
from journeys.topics import cases, messages, offers, prices, service
from journeys.touchpoints.directory import Directory
from journeys.touchpoints.exhibits import Exhibits
from journeys.touchpoints.inbox import Inbox
from journeys.touchpoints.openapi import OpenApi
from journeys.touchpoints.twiml import TwimlLine
from journeys.walking.conduct import Conductor, Plan

from ..engine.builders import linda, promise
from .walks import described

Answer = tuple[int, dict[str, str], str | bytes]
PLACES = {TwimlLine: ("call centre", Channel.PHONE), OpenApi: ("app", Channel.MOBILE), Inbox: ("inbox", Channel.EMAIL)}
ABILITIES = {
    "tell_offer": messages.LEARN,
    "quote": offers.ASK,
    "redeem": offers.REDEEM,
    "price_product": prices.LOOK_UP,
    "ask_about_case": cases.ENQUIRE,
}


@dataclass
class Asked:
    """A company on a real socket, and what it was asked."""

    address: str = ""
    requests: list[tuple[str, str, str, dict[str, str]]] = field(default_factory=list)

    @property
    def paths(self) -> list[str]:
        return [f"{method} {path}" for method, path, _, _ in self.requests]


@contextmanager
def serving(answer: Callable[[str, str, str], Answer]) -> Iterator[Asked]:
    """Answer each request: method, path and body in, status, headers and body out."""
    company = Asked()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            company.requests.append((self.command, self.path, body, dict(self.headers.items())))
            status, headers, text = answer(self.command, self.path, body)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            data = b"" if status in {204, 304} else text if isinstance(text, bytes) else text.encode()
            if status not in {204, 304}:
                self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_PUT = do_POST  # noqa: N815 - the names http.server calls

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    company.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield company
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@dataclass
class Seen:
    """What came of a visit."""

    visit: Visit
    error: Exception | None

    def value(self, term: Term) -> str | None:
        seen = self.visit.last(term)
        return seen.value if seen else None

    @property
    def outcome(self) -> str:
        """The price, the stance, how the caller was dropped, or whose fault it was that there is none."""
        if self.error is not None:
            return type(self.error).__name__
        return self.value(offers.PRICE) or self.value(offers.OFFER) or self.value(service.DROPPED) or "nothing"

    @property
    def said(self) -> list[str]:
        return [f"{one.speaker}: {one.words}" for one in self.visit.transcript]


@functools.cache
def company() -> Company:
    return described()


class Visiting:
    """Visits one touchpoint again and again, as a journey does."""

    def __init__(self, folder: Path, driver: type, options: dict[str, Any], address: str, **changes: Any) -> None:
        place, channel = PLACES[driver]
        beside = changes.pop("beside", None)
        mailbox = changes.pop("mailbox", None)
        session = changes.pop("http", None) or GuardedSession(["127.0.0.1"])
        settings = (
            company()
            .touchpoints[place]
            .model_copy(
                update={"options": options, "address": address, "driver": f"{driver.__module__}:{driver.__name__}"}
                | changes.pop("settings", {})
            )
        )
        self.place, self.channel = place, channel
        shopped = company().model_copy(update={"touchpoints": {place: settings}, **changes})
        if beside is not None:
            shopped._file = beside
        browsing = cast(
            "Browsing",
            SimpleNamespace(
                manners=SimpleNamespace(take_stop=lambda: None),
                trace="off",
                in_use=None,
                begin_visit=lambda _: None,
                end_visit=lambda _: False,
            ),
        )
        self.tools = Toolbox(shopped, WallClock(), session, session, browsing, Redactor(), cast("Any", mailbox))
        self.directory = Directory(shopped, self.tools)
        self.driver = driver(place, settings, self.tools)
        self.folder = folder

    def make(self, does: str = "quote", **terms: Any) -> Seen:
        exhibits = Exhibits(self.folder, "a scenario", Redactor())
        conductor = Conductor(
            scenario="a scenario",
            directory=cast(
                "Directory",
                SimpleNamespace(
                    check=lambda *_: None,
                    settings=self.directory.settings,
                    able=lambda *_: self.driver,
                    kinds=self.directory.kinds,
                ),
            ),
            tools=self.tools,
            ledger=Ledger(self.folder / "ledger.jsonl"),
            exhibits=exhibits,
        )
        raised: Exception | None = None
        offer = promise(
            price=terms.pop("price", "99.00 USD"), regular=terms.pop("regular", None), name="upgrade", **terms
        )
        try:
            conductor.visit(Plan(shopper=linda(), place=self.place, purpose=ABILITIES[does], promise=offer))
        except Exception as error:  # noqa: BLE001 - what it is, the test looks at
            raised = error
        return Seen(conductor.visits[-1], raised)


def on_paths(**answers: str | Answer) -> Callable[[str, str, str], Answer]:
    """Answer by the path's last part, XML or JSON by the look of it."""

    def answer(method: str, path: str, body: str) -> Answer:
        del method, body
        found = answers.get(
            urlsplit(path).path.strip("/").replace("/", "_").replace(".", "_"), (404, {}, "nothing here")
        )
        if isinstance(found, tuple):
            return found
        return 200, {"Content-Type": "text/xml" if found.lstrip().startswith("<") else "application/json"}, found

    return answer


__all__ = ["Answer", "Asked", "OpenApi", "Seen", "Side", "Stance", "TwimlLine", "Visiting", "on_paths", "serving"]
