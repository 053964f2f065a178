"""Nobody answers: that is the world's fault, the visit is recorded with its problem, and what was seen is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import pytest
import requests

from journeys.company.company_file import Company
from journeys.errors import Compromised, NeverArrived, Unreachable, whose_fault
from journeys.evidence.observations import ExhibitKind, Stance
from journeys.records.ledger import read
from journeys.records.record import VisitMade
from journeys.testing.scenes import use
from journeys.topics import messages, offers
from journeys.topics.messages import TellsOffers
from journeys.topics.offers import Redeems

from ..engine.builders import answering
from .walks import IDS, PAIRS, PRICE, PRODUCT, Walk, closed_port, moved_to, with_addresses

Begin = Callable[..., Walk]


@contextmanager
def in_front_of(address: str, closes_before: str) -> Iterator[str]:
    """Stand in front of the company and hand everything on, until the first request for a path that ends like this.

    From then on every connection is closed without an answer, as by a server that has died.
    """
    parts = urlsplit(address)
    origin = f"{parts.scheme}://{parts.netloc}"
    died: list[str] = []

    class Forwarding(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if died or (self.command == "POST" and self.path.endswith(closes_before)):
                died.append(self.path)
                self.close_connection = True
                return
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            kept = {"host", "accept-encoding", "connection", "content-length"}
            headers = {name: value for name, value in self.headers.items() if name.casefold() not in kept}
            answer = requests.request(
                self.command, origin + self.path, data=body, headers=headers, allow_redirects=False, timeout=10
            )
            self.send_response(answer.status_code)
            for name in ("Content-Type", "Location", "Set-Cookie"):
                if name in answer.headers:
                    self.send_header(name, answer.headers[name].replace(origin, ""))
            content = answer.content.replace(origin.encode(), b"")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_POST = do_GET  # noqa: N815 - the name http.server calls

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Forwarding)
    server.daemon_threads = True
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield moved_to(address, server.server_port)
    finally:
        server.shutdown()
        server.server_close()


def written(walk: Walk) -> list[VisitMade]:
    """The visits that the ledger holds."""
    return [record for record in read(walk.folder / "ledger.jsonl") if isinstance(record, VisitMade)]


@pytest.mark.parametrize(("place", "ability"), PAIRS, ids=IDS)
def test_where_nobody_listens_the_world_is_at_fault(walk: Begin, sandbox: Company, place: str, ability: type) -> None:
    down = with_addresses(sandbox, {place: moved_to(sandbox.touchpoints[place].address, closed_port())})
    linda = walk(at=down)
    linda.promise(down.touchpoints[place if ability is TellsOffers else "inbox"].channel)

    with pytest.raises(Compromised) as raised:
        use(linda.journey, linda.directory, place, ability, PRODUCT)

    assert whose_fault(raised.value) == "world"
    [visit] = linda.journey.visits
    assert visit.problem
    assert visit.touchpoint == place
    assert visit.observations == ()
    assert [one.visit.problem for one in written(linda)] == [linda.tools.redactor.clean(visit.problem)]
    hidden = [*linda.linda.personal(), *sandbox.secrets()]
    assert not any(value in (linda.folder / "ledger.jsonl").read_text(encoding="utf-8") for value in hidden)


@pytest.mark.parametrize(
    ("place", "closes_before"), [("app", "/redeem"), ("website", "/checkout/{code}"), ("store", "/sale")]
)
def test_what_was_seen_before_the_company_went_down_is_kept(
    walk: Begin, sandbox: Company, place: str, closes_before: str
) -> None:
    linda = walk()
    linda.promise()
    linda.journey.visit("Linda", "inbox", messages.LEARN)
    read_off = linda.received
    with in_front_of(
        sandbox.touchpoints[place].address, closes_before.format(code=read_off.get(offers.CODE))
    ) as address:
        linda.directory._company = with_addresses(sandbox, {place: address})
        linda.change(received=read_off.as_told({offers.LINK: None}))

        with pytest.raises(Compromised):
            linda.use(place, Redeems)

    visit = linda.journey.visits[-1]
    assert visit.problem
    assert visit.last(offers.PRICE).value == PRICE  # type: ignore[union-attr]
    assert visit.last(offers.REDEMPTION) is None
    assert written(linda)[-1].visit.last(offers.PRICE).value == PRICE  # type: ignore[union-attr]
    assert linda.orders() == []


def test_what_the_agent_said_before_the_line_died_is_kept(walk: Begin, sandbox: Company) -> None:
    greeting = '<Response><Pause length="30"/><Say>How can I help you?</Say><Gather action="/voice/turn"/></Response>'
    price = "<Response><Say>That will be $19.00.</Say><Say>Shall I go ahead?</Say><Gather/></Response>"
    with answering(greeting, price, (503, "the exchange is on fire")) as exchange:
        linda = walk(at=with_addresses(sandbox, {"call centre": f"{exchange.address}/voice"}))
        linda.promise()

        with pytest.raises(Unreachable, match="503: the exchange is on fire"):
            linda.use("call centre", Redeems)

    [visit] = linda.journey.visits
    assert "503" in (visit.problem or "")
    assert visit.last(offers.PRICE).words == "That will be $19.00."  # type: ignore[union-attr]
    assert visit.waited == timedelta(seconds=30)
    assert [said.words for said in visit.transcript if said.speaker == "agent"][-1] == "Shall I go ahead?"
    assert {exhibit.kind for exhibit in visit.exhibits} >= {ExhibitKind.TRANSCRIPT, ExhibitKind.EXCHANGE}


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        ((502, "<h1>Bad gateway</h1>"), "answered 502 to GET /me/offers"),
        ((200, "<h1>Welcome to our Wi-Fi</h1>"), "without any JSON: '<h1>Welcome to our Wi-Fi</h1>'"),
        ((401, '{"title": "Sign in first"}'), "answered 401 to GET /me/offers"),
    ],
)
def test_an_app_that_answers_nonsense_is_the_worlds_fault(
    walk: Begin, sandbox: Company, answer: tuple[int, str], problem: str
) -> None:
    token = '{"access_token": "opaque-token-4711"}'
    with answering(token, answer, answer, token, answer, answer) as server:  # who it is, and what was asked for
        linda = walk(at=with_addresses(sandbox, {"app": server.address}))
        linda.promise()

        with pytest.raises(Unreachable, match=problem):
            linda.use("app", Redeems)

    assert "opaque-token-4711" not in linda.text(linda.journey.visits[-1])


@pytest.mark.parametrize("place", ["website", "store", "agent desktop", "complaints desk"])
def test_a_page_with_an_error_of_the_servers_own_is_the_worlds_fault(walk: Begin, sandbox: Company, place: str) -> None:
    ability = next(able for where, able in PAIRS if where == place)
    with answering((500, "Internal Server Error")) as server:
        linda = walk(at=with_addresses(sandbox, {place: server.address}))
        linda.promise(linda.directory.settings("inbox").channel)

        with pytest.raises(Unreachable, match="answered 500"):
            use(linda.journey, linda.directory, place, ability, PRODUCT)

    assert "answered 500" in (linda.journey.visits[-1].problem or "")


def test_a_message_that_never_came_is_told_with_what_did(walk: Begin, tmp_path: Path) -> None:
    linda = walk()
    linda.change(stated=replace(linda.promise(), source="<never@kestrel.example>"))
    linda.directory.able("inbox", TellsOffers)._patience = timedelta()  # type: ignore[attr-defined]

    with pytest.raises(NeverArrived, match="Your offer: family phone upgrade"):
        linda.use("inbox", TellsOffers)

    [visit] = linda.journey.visits
    assert "<never@kestrel.example>" in (visit.problem or "")
    assert not list(tmp_path.glob("exhibits/*.html"))


def test_a_shopper_who_cannot_sign_in_sees_nothing_and_blames_nobody(walk: Begin) -> None:
    for place in ("website", "app"):
        linda = walk()
        linda.promise()
        linda.linda.password = "forgotten"

        with pytest.raises(Unreachable, match="Linda cannot sign in"):
            linda.use(place, Redeems)

        assert Stance.UNKNOWN not in [one.value for one in linda.journey.visits[-1].observations]
