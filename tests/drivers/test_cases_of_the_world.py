"""Inputs as people report them from their own phone lines and APIs, each with what is right."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from twilio.request_validator import RequestValidator

from journeys.errors import InvalidCompany
from journeys.evidence.observations import Stance
from journeys.promises.terms import VALID_THROUGH, Term
from journeys.topics import offers

from .alone import OpenApi, Seen, TwimlLine, Visiting, on_paths, serving

CASES = Path(__file__).parent / "cases"
HELLO = '<Response><Gather input="speech" action="/turn"><Say>Hello?</Say></Gather></Response>'
QUOTED = """{"openapi": "3.0.3", "info": {"title": "x", "version": "1"}, "paths": {"/quote": {"get": {
    "operationId": "quote", "responses": {"200": {"description": "ok"}}}}}}"""


def text(case: str, name: str) -> str:
    [folder] = CASES.glob(f"{case}-*")
    return (folder / name).read_text(encoding="utf-8")


def company(case: str) -> dict[str, str]:
    [folder] = CASES.glob(f"{case}-*")
    file = folder / "company.toml"
    told = tomllib.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    return {name: told[name] for name in ("currency", "locale", "time_zone") if name in told}


@pytest.mark.parametrize(
    ("case", "turn", "right"),
    [
        ("01", "turn.xml", "1299.00 EUR"),
        ("01", "turn-narrow.xml", "1299.00 EUR"),
        ("19", "turn.xml", "1.250 KWD"),
        ("20", "turn.xml", "599.00 SEK"),
        ("20", "turn-kr.xml", "599.00 SEK"),
        ("21", "turn.xml", "99.00 USD"),
        ("22", "turn.xml", "99.00 USD"),
        ("22", "turn-dear.xml", "130.00 USD"),
        ("23", "turn.xml", "130.00 USD"),
        ("24", "turn.xml", "99.12 USD"),
        ("26", "opening.xml", "99.00 USD"),
        ("26", "opening-text.xml", "99.00 USD"),
    ],
)
def test_a_phone_line_is_heard_as_a_person_hears_it(tmp_path: Path, case: str, turn: str, right: str) -> None:
    opening = text(case, turn) if case == "26" else HELLO
    with serving(on_paths(voice=opening, turn=text(case, turn))) as line:
        seen = Visiting(tmp_path, TwimlLine, {}, f"{line.address}/voice", **company(case)).make()

    assert seen.outcome == right, seen.error


def test_a_gather_by_get_is_answered_by_get_and_signed_so(tmp_path: Path) -> None:
    def answer(method: str, path: str, body: str) -> tuple[int, dict[str, str], str]:
        del body
        if path.startswith("/turn") and method != "GET":
            return 405, {}, ""
        return 200, {"Content-Type": "text/xml"}, text("25", "turn.xml" if path.startswith("/turn") else "opening.xml")

    with serving(answer) as line:
        seen = Visiting(tmp_path, TwimlLine, {}, f"{line.address}/voice", settings={"token": None}).make()
        method, path, body, headers = line.requests[1]

    assert seen.outcome == "99.00 USD"
    assert (method, body) == ("GET", "")
    assert "SpeechResult=I+am+calling" in path
    assert "CallSid=CA" in path
    assert RequestValidator("").compute_signature(f"{line.address}{path}", {}) == headers["X-Twilio-Signature"]


def api(tmp_path: Path, case: str, document: str, answer: Any = None, does: str = "quote", **changes: Any) -> Seen:
    options = tomllib.loads(text(case, "options.toml"))
    paths = {"openapi_json": document, "quote": answer or (200, {}, "{}"), "shop_v2_quote": answer or (200, {}, "{}")}
    with serving(on_paths(**paths, redeem=(204, {}, ""))) as server:
        return Visiting(tmp_path, OpenApi, options, server.address, **changes).make(does)


@pytest.mark.parametrize("name", ["answer-list.json", "answer-object.json", "answer-true.json"])
def test_an_answer_without_a_price_is_compromised_and_names_what_came(tmp_path: Path, name: str) -> None:
    seen = api(tmp_path, "02", text("02", "openapi.json"), text("02", name))

    assert seen.outcome == "NotUnderstood"
    assert "The app answered GET /quote with something that cannot be read: total" in str(seen.error)
    assert any("requests and responses" in shown.name for shown in seen.visit.exhibits)


@pytest.mark.parametrize(
    ("case", "right"),
    [("03", {offers.PRICE: "99.00 USD"}), ("27", {offers.PRICE: "99.00 USD"}), ("28", {offers.PRICE: "99.00 USD"})],
)
def test_an_api_is_read_as_it_is_meant(tmp_path: Path, case: str, right: dict[Term, str]) -> None:
    document = QUOTED if case == "03" else text(case, "openapi.json")

    seen = api(tmp_path, case, document, text(case, "answer.json"))

    assert {one.term: one.value for one in seen.visit.observations} == right, seen.error


def test_an_order_that_is_taken_without_a_word_is_taken(tmp_path: Path) -> None:
    seen = api(tmp_path, "29", text("29", "openapi.json"), '{"total": "99.00"}', does="redeem")

    assert seen.error is None
    assert seen.value(offers.REDEMPTION) == Stance.ACCEPTED
    assert seen.value(offers.ORDER) is None


@pytest.mark.parametrize(
    ("name", "complaint"),
    [
        ("openapi-elsewhere.json", r"refers to another file, which cannot be read .*: 'common\.json#.*Mend the \$ref"),
        ("openapi-path-parameter.json", r"No parameter fills the path of GET /quote/\{code\}: 'code'.*parameters = "),
        ("openapi.yaml", r"has no such operation: 'quote'"),
    ],
)
@pytest.mark.parametrize("beside", [True, False])
def test_a_document_that_cannot_be_used_is_told_with_its_place_and_what_to_do(
    tmp_path: Path, name: str, complaint: str, *, beside: bool
) -> None:
    file = tmp_path / "company.toml"
    file.write_text('[touchpoints.app.options]\ndocument = "/openapi.json"\n', encoding="utf-8")
    (tmp_path / "own.json").write_text(text("30", name), encoding="utf-8")
    options = {"document": "own.json" if beside else "/openapi.json", "quote": {"operation": "quote", "price": "total"}}
    with serving(on_paths(openapi_json=(200, {}, text("30", name)))) as server:
        seen = Visiting(tmp_path, OpenApi, options, server.address, beside=file).make()

    assert isinstance(seen.error, InvalidCompany)
    assert str(seen.error).startswith(str(file))

    assert re.search(complaint, str(seen.error)), seen.error


def test_an_end_in_seconds_is_a_moment(tmp_path: Path) -> None:
    seen = api(tmp_path, "31", QUOTED, text("31", "answer.json"))

    assert seen.outcome == "99.00 USD"
    assert seen.value(VALID_THROUGH) == "2026-12-31T23:59:59+00:00"
