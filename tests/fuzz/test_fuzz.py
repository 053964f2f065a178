"""Whatever a company sends, and whatever became of a ledger: no error escapes but those of this project.

Seeded, and quick enough for every build. ``FUZZ_INPUTS=5000 pytest tests/fuzz -s`` tries more, ``FUZZ_SEED`` others.
"""

from __future__ import annotations

import collections
import json
import os
import tomllib
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any, cast

import pytest
import requests
from imap_tools import MailMessage

from journeys.errors import Compromised, InvalidCompany, InvalidLedger
from journeys.records.run import read_run
from journeys.running.cleanup import left_behind_words
from journeys.touchpoints.inbox import Inbox
from reports.journey_page import write_page

from ..drivers.alone import OpenApi, TwimlLine, Visiting
from . import mutations

INPUTS = int(os.environ.get("FUZZ_INPUTS", "200"))
SEED = int(os.environ.get("FUZZ_SEED", "4711"))
DRIVERS = Path(__file__).parents[1] / "drivers"
HELLO = '<Response><Gather input="speech" action="/turn"><Say>Hello?</Say></Gather></Response>'
DONE = "<Response><Say>Your order number is K-100001. That is on Maya\u2019s line.</Say><Hangup/></Response>"
ANSWERS: tuple[Any, ...] = (
    {"total": "99.00", "ends": "2026-12-31T23:59:59Z", "currency": "USD", "number": "K-1", "alternative": "call us"},
    {"total": 98.99999999999999, "ends": 1798761599, "currency": "eur", "needs": ["line"]},
    {"title": "Gone", "detail": "This offer has ended.", "status": 410, "alternative": "by phone"},
)
DOCUMENT: dict[str, Any] = {
    "openapi": "3.0.3",
    "info": {"title": "x", "version": "1"},
    "servers": [{"url": "https://{host}/v2", "variables": {"host": {"default": "a.example"}}}],
    "components": {
        "schemas": {"Quote": {"type": "object", "required": ["total"], "properties": {"total": {"type": "string"}}}},
        "parameters": {"Lang": {"name": "lang", "in": "query", "schema": {"type": "string"}}},
        "pathItems": {"Order": {"post": {"operationId": "redeem", "responses": {"201": {"description": "done"}}}}},
    },
    "paths": {
        "/quote": {
            "parameters": [{"$ref": "#/components/parameters/Lang"}],
            "get": {
                "operationId": "quote",
                "responses": {
                    "200": {
                        "description": "ok",
                        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Quote"}}},
                    }
                },
            },
        },
        "/orders": {"$ref": "#/components/pathItems/Order"},
    },
}
OPTIONS = {
    "document": "/openapi.json",
    "currency": "currency",
    "quote": {
        "operation": "quote",
        "parameters": {"lang": "en"},
        "price": "total",
        "valid_through": "ends",
        "asks_line": "needs && contains(needs, 'line')",
        "alternative": "alternative",
    },
    "redeem": {"operation": "redeem", "price": "total", "order": "number", "line": "line.holder"},
}


class Played(requests.Session):
    """A company that answers from memory."""

    hosts = ("127.0.0.1",)

    def __init__(self, answer: Callable[[requests.PreparedRequest, int], tuple[int, str, bytes]]) -> None:
        super().__init__()
        self._answer, self._asked = answer, 0

    def send(self, request: requests.PreparedRequest, **_: Any) -> requests.Response:
        status, kind, body = self._answer(request, self._asked)
        self._asked += 1
        answer = requests.Response()
        answer.status_code, answer.url, answer.request = status, request.url or "", request
        answer.headers["Content-Type"] = kind
        answer._content = body
        answer.encoding = "utf-8"
        return answer

    def take_exchanges(self) -> str:
        return ""


def twiml() -> list[str]:
    samples = tomllib.loads((DRIVERS / "samples" / "phone.toml").read_text(encoding="utf-8"))
    broken = samples.pop("documents")
    kept = [one for kind in (*samples.values(), broken[6:]) for one in kind]
    return [told for one in kept for told in one.values() if isinstance(told, str) and told.startswith("<Response")]


def _document(chance: Random) -> bytes:
    """A document of a phone line: as it was meant, damaged and still XML, or damaged in any way."""
    sample = chance.choice(TWIML)
    match chance.randrange(8):
        case 0:
            return mutations.data(sample.encode(), chance)
        case 1:
            return sample.encode()
        case _:
            return mutations.markup(sample, chance)


def a_call(folder: Path, chance: Random) -> Visiting:
    turns = [_document(chance) for _ in range(3)]
    opening = HELLO.encode() if chance.random() < 0.7 else _document(chance)
    kind = chance.choice(("text/xml", "text/xml", "text/xml", "application/xml; charset=utf-99", "", "text/html;;"))

    def answer(request: requests.PreparedRequest, number: int) -> tuple[int, str, bytes]:
        del request
        return 200, kind, opening if number == 0 else DONE.encode() if number > 5 else turns[number % 3]

    return Visiting(folder, TwimlLine, {}, "http://127.0.0.1:9/voice", http=Played(answer))


def an_api(folder: Path, chance: Random) -> Visiting:
    told: Any = DOCUMENT if chance.random() < 0.5 else mutations.tree(DOCUMENT, chance)
    document = json.dumps(told)
    if chance.random() < 0.2:
        document = mutations.text(document, chance)

    def answer(request: requests.PreparedRequest, number: int) -> tuple[int, str, bytes]:
        del number
        if (request.url or "").endswith("openapi.json"):
            return 200, "application/json", document.encode("utf-8", "replace")
        status = chance.choice((200, 200, 200, 200, 201, 204, 302, 404, 410, 422, 429, 500))
        body = json.dumps(mutations.tree(chance.choice(ANSWERS), chance)).encode()
        if chance.random() < 0.3:
            body = mutations.data(body, chance)
        return status, chance.choice(("application/json", "application/json", "text/plain", "text/html", "")), body

    return Visiting(folder, OpenApi, OPTIONS, "http://127.0.0.1:9/", http=Played(answer))


class OneMessage:
    """A mailbox with a single message, whoever it is for."""

    def __init__(self, source: bytes) -> None:
        self._source = source

    def wait_for(self, *_: object, **__: object) -> MailMessage:
        message: MailMessage = MailMessage.from_bytes(self._source)
        return message

    def letters_to(self, *_: object, **__: object) -> list[MailMessage]:
        return [MailMessage.from_bytes(self._source) for _ in range(2)]


def a_letter(folder: Path, chance: Random) -> Visiting:
    letter = mutations.data((Path(__file__).parent / "samples" / "letter.eml").read_bytes(), chance)
    mailbox = cast("Any", OneMessage(letter))
    return Visiting(folder, Inbox, {}, "imap://127.0.0.1:9", http=Played(lambda *_: (404, "", b"")), mailbox=mailbox)


TWIML = twiml()
KINDS: dict[str, tuple[Callable[[Path, Random], Visiting], tuple[str, ...]]] = {
    "calls": (a_call, ("quote", "redeem", "tell_offer", "price_product")),
    "APIs": (an_api, ("quote", "redeem")),
    "letters": (a_letter, ("tell_offer",)),
}

_TIMES_SLOWER = {"letters": 4}
"""A letter is read in several ways: four times as few are tried."""


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.timeout(3600)
def test_whatever_a_company_sends_no_error_is_ours(tmp_path: Path, kind: str) -> None:
    begin, does = KINDS[kind]
    chance = Random(f"{SEED}:{kind}")  # noqa: S311 - for tests
    came: collections.Counter[str] = collections.Counter()
    raw: list[str] = []
    for number in range(INPUTS // _TIMES_SLOWER.get(kind, 1)):
        visiting = begin(tmp_path, chance)
        seen = visiting.make(chance.choice(does))
        came[type(seen.error).__name__ if seen.error else "seen"] += 1
        came["caught on the way out"] += "its driver cannot read" in str(seen.error)
        # A company's document that cannot be used is for the author to mend; nothing else that a company sends is.
        allowed = (Compromised, InvalidCompany) if kind == "APIs" else (Compromised,)
        if seen.error is not None and not isinstance(seen.error, allowed):
            raw.append(f"{number}: {type(seen.error).__name__}: {seen.error}"[:200])
    print(f"\n{kind}: {number + 1} tried, {dict(came)}, raw: {len(raw)}")  # noqa: T201 - figures, with -s

    assert raw == []


def test_whatever_became_of_a_ledger_it_is_read_or_refused(tmp_path: Path) -> None:
    chance = Random(f"{SEED}:ledger")  # noqa: S311 - for tests
    sample = (Path(__file__).parent / "samples" / "ledger.jsonl").read_text(encoding="utf-8")
    lines = [json.loads(line) for line in sample.splitlines()]
    came: collections.Counter[str] = collections.Counter()
    raw: list[str] = []
    for number in range(INPUTS):
        if chance.random() < 0.5:
            changed = [*lines]
            place = chance.randrange(len(lines))
            changed[place] = mutations.tree(lines[place], chance)
            damaged = "".join(f"{json.dumps(one)}\n" for one in changed).encode()
        else:
            damaged = mutations.data(sample.encode(), chance)
        (tmp_path / "ledger.jsonl").write_bytes(damaged)
        try:
            run = read_run(tmp_path)
            left_behind_words(run)
            write_page(run)
            came["told"] += 1
        except InvalidLedger:
            came["refused"] += 1
        except Exception as error:  # noqa: BLE001 - this is what is looked for
            raw.append(f"{number}: {type(error).__name__}: {error}"[:200])
    print(f"\nledgers: {INPUTS} tried, {dict(came)}, raw: {len(raw)}")  # noqa: T201 - figures, with -s

    assert raw == []
