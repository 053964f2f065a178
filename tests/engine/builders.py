"""Promises and visits in the making: each test says only what matters to it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from journeys.evidence.observations import Observation, Visit
from journeys.evidence.purposes import Purpose
from journeys.judging.judgement import judge
from journeys.judging.verdict import Breach, Finding, Outcome, Standards, Verdict
from journeys.promises.channel import Channel, Side
from journeys.promises.money import read_money
from journeys.promises.promise import Promise
from journeys.promises.shopper import Shopper, invent
from journeys.promises.terms import Term
from journeys.topics import OURS, complaints, continuity, notes, offers

EMAILED = datetime(2026, 5, 3, 9, 0, tzinfo=UTC)
LASTS = timedelta(days=30)
STANDARDS = Standards({notes.FOUND_WITHIN: "2 minutes", complaints.ANSWERED_WITHIN: "10 days"})

_CHANNELS = {
    "inbox": Channel.EMAIL,
    "website": Channel.WEB,
    "app": Channel.MOBILE,
    "call centre": Channel.PHONE,
    "agent desktop": Channel.PHONE,
    "store": Channel.STORE,
    "complaints desk": Channel.WEB,
    "chat": Channel.CHAT,
    "texts": Channel.SMS,
    "social media": Channel.SOCIAL,
}


def promise(price: str = "0.00 USD", regular: str | None = "130.00 USD", **terms: Any) -> Promise:
    """Linda's free phone upgrade, emailed on 3 May for 30 days, with other terms where a test needs them."""
    limit, alternative = terms.pop("limit", None), terms.pop("alternative", None)
    own: dict[Term[Any], Any] = {
        offers.PRICE: read_money(price),
        offers.REGULAR_PRICE: read_money(regular) if regular else None,
        offers.SURCHARGE_LIMIT: read_money(limit) if limit else None,
        offers.ALTERNATIVE: alternative,
    }
    told: dict[str, Any] = {
        "name": "free phone upgrade",
        "shopper": "Linda",
        "terms": {term: value for term, value in own.items() if value is not None},
        "valid_from": EMAILED,
        "valid_through": EMAILED + LASTS,
        "said_by": Channel.EMAIL,
        "source": "<upgrade-0417@kestrel.example>",
    }
    return Promise(**(told | terms))


def visit(
    touchpoint: str = "call centre",
    purpose: Purpose = offers.ASK,
    *seen: tuple[Term[Any], str] | tuple[Term[Any], str, str],
    number: int = 1,
    after: timedelta = timedelta(days=1),
    lasting: timedelta = timedelta(minutes=5),
    waited: timedelta = timedelta(0),
    shopper: str = "Linda",
    about: str = "free phone upgrade",
    line: str | None = None,
    words: str = "",
    problem: str | None = None,
    notices: tuple[str, ...] = (continuity.ASKED_AGAIN,),
) -> Visit:
    """A visit ``after`` so much time since the email, on which these facts were seen."""
    started = EMAILED + after
    facts = [(*fact, "")[:3] for fact in seen]
    return Visit(
        number=number,
        shopper=shopper,
        touchpoint=touchpoint,
        channel=_CHANNELS[touchpoint],
        side=Side.BACKSTAGE if touchpoint == "agent desktop" else Side.FRONTSTAGE,
        purpose=purpose,
        promise=about,
        line=line,
        words=words,
        started=started,
        ended=started + lasting,
        waited=waited,
        observations=tuple(
            Observation(term=term, value=value, words=words, at=started) for term, value, words in facts
        ),
        problem=problem,
        notices=notices,
    )


def verdict(*visits: Visit, stated: Promise | None = None, received: Promise | None = None) -> Verdict:
    """What the judge says of these visits, numbered in order."""
    return judge(stated or promise(), visits, STANDARDS, OURS, received)


def breaches(*visits: Visit, stated: Promise | None = None, received: Promise | None = None) -> list[Breach]:
    """The kinds of breach the judge finds, in order."""
    return [found.breach for found in verdict(*visits, stated=stated, received=received).breaches if found.breach]


def finding(told: str = "130.00 USD", outcome: Outcome = Outcome.BROKEN, **terms: Any) -> Finding:
    """A finding about a price, at the call centre unless told otherwise."""
    breach = offers.REGULAR_CHARGED if outcome is Outcome.BROKEN else None
    facts: dict[str, Any] = {
        "visit": 1,
        "touchpoint": "call centre",
        "channel": Channel.PHONE,
        "term": offers.PRICE,
        "about": offers.OFFERS.about,
        "promised": "0.00 USD",
        "told": told,
        "outcome": outcome,
        "reason": f"{breach}: asked {told}" if breach else "as promised",
        "breach": breach,
    }
    return Finding(**(facts | terms))


def linda(family: tuple[str, ...] = ("Maya",)) -> Shopper:
    """Linda, a customer with a line for her daughter."""
    return invent("Linda", seed=4711, journey="She prefers to talk", family=family)


class StoppedClock:
    """A company clock that moves only when somebody moves it."""

    def __init__(self) -> None:
        """Begin when the email was sent."""
        self.time = EMAILED

    def now(self) -> datetime:
        """Return the company's time."""
        return self.time

    def advance(self, duration: timedelta) -> datetime:
        """Let time pass."""
        self.time += duration
        return self.time

    def move_to(self, moment: datetime) -> None:
        """Let time pass until a moment."""
        self.time = moment


class Answers:
    """A tiny company on a real socket: gives its answers one after the other, the last one again and again.

    Attributes:
        asked: What was asked: method, path and body, in order.
    """

    def __init__(self, answers: list[tuple[int, str, dict[str, str]]]) -> None:
        """Take status, body and headers of each answer."""
        self.answers = answers
        self.asked: list[tuple[str, str, str]] = []
        self.headers: list[dict[str, str]] = []
        self.address = ""


@contextmanager
def answering(*answers: str | tuple[int, str] | tuple[int, str, dict[str, str]]) -> Iterator[Answers]:
    """Open the tiny company; a bare text is an answer with status 200."""
    full = [(200, answer, {}) if isinstance(answer, str) else (*answer, {})[:3] for answer in answers]
    company = Answers(full)  # type: ignore[arg-type]

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            company.asked.append((self.command, self.path, body))
            company.headers.append(dict(self.headers.items()))
            status, text, headers = company.answers[min(len(company.asked), len(company.answers)) - 1]
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(text.encode())))
            self.end_headers()
            self.wfile.write(text.encode())

        do_GET = do_PUT = do_POST  # noqa: N815 - the names http.server calls

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    company.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield company
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
