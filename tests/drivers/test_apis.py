"""APIs and their documents as people report them, kind by kind: what was read, or what could not be and why."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from journeys.evidence.observations import Stance
from journeys.promises.terms import VALID_THROUGH
from journeys.topics import offers

from .alone import Answer, OpenApi, Seen, Visiting, on_paths, serving

GET = {"operationId": "quote", "responses": {"200": {"description": "ok"}}}
OPTIONS = {"document": "/openapi.json", "quote": {"operation": "quote", "price": "total"}}
ANSWER = '{"total": "99.00"}'
ORDERS = tomllib.loads((Path(__file__).parent / "samples" / "orders.toml").read_text(encoding="utf-8"))
FEES = tomllib.loads((Path(__file__).parent / "samples" / "fees.toml").read_text(encoding="utf-8"))
JSON = {"Content-Type": "application/json"}


def document(paths: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    told = {"openapi": "3.0.3", "info": {"title": "x", "version": "1"}, "paths": paths or {"/quote": {"get": GET}}}
    return told | more


def asked(
    folder: Path,
    told: Any,
    options: dict[str, Any] | None = None,
    does: str = "quote",
    at: str = "",
    **answers: str | Answer,
) -> tuple[Seen, list[str]]:
    text = told if isinstance(told, str) else json.dumps(told)
    with serving(on_paths(**({"openapi_json": (200, {}, text), "quote": (200, JSON, ANSWER)} | answers))) as server:
        seen = Visiting(folder, OpenApi, {**OPTIONS, **(options or {})}, server.address + at, time_zone="UTC").make(
            does
        )
    return seen, server.paths


# References, servers, YAML


@pytest.mark.parametrize(
    "told",
    [
        document({"/quote": {"$ref": "#/components/pathItems/Q"}}, components={"pathItems": {"Q": {"get": GET}}}),
        document(
            {"/quote": {"$ref": "#/components/pathItems/A"}},
            components={"pathItems": {"A": {"$ref": "#/components/pathItems/B"}, "B": {"get": GET}}},
        ),
        document({"/quote": {"$ref": "#/x-items/0"}}, **{"x-items": [{"get": GET}]}),
        document({"/quote": {"$ref": "#/paths/~1other", "summary": "the same"}, "/other": {"get": GET}}),
        document({"/quote": {"$ref": "shared.json#/Q"}}),
        document(
            {"/quote": {"get": {**GET, "responses": {"200": {"$ref": "#/components/responses/R"}}}}},
            components={"responses": {"R": {"description": "ok"}}},
        ),
        document({"/quote": {"get": {**GET, "responses": {"200": {"$ref": "shared.json#/R"}}}}}),
        document(
            {"/quote": {"get": {**GET, "parameters": [{"$ref": "#/components/parameters/P"}]}}},
            components={"parameters": {"P": {"name": "lang", "in": "query"}}},
        ),
        document({"/quote": {"get": {**GET, "parameters": [{"$ref": "shared.json#/P"}]}}}),
        document(
            {
                "/quote": {"parameters": [{"name": "lang", "in": "query"}], "get": GET},
                "/broken": {"$ref": "nowhere.json#/x"},
            }
        ),
        document(
            {"/quote": {"get": {**GET, "requestBody": {"$ref": "#/components/requestBodies/B"}}}},
            components={"requestBodies": {"B": {"content": {}}}},
        ),
    ],
)
def test_references_are_followed_wherever_they_stand(tmp_path: Path, told: dict[str, Any]) -> None:
    shared = {
        "Q": {"get": GET},
        "R": {"description": "ok", "content": {"application/json": {"schema": {"$ref": "#/S"}}}},
        "S": {"type": "object"},
        "P": {"name": "lang", "in": "query"},
    }

    seen, _ = asked(tmp_path, told, shared_json=(200, JSON, json.dumps(shared)), other=(200, JSON, ANSWER))

    assert seen.outcome == "99.00 USD", seen.error
    assert not any("contradicts" in one.name for one in seen.visit.exhibits)


def test_an_answer_is_held_to_a_schema_in_another_file(tmp_path: Path) -> None:
    told = document({"/quote": {"get": {**GET, "responses": {"200": {"$ref": "shared.json#/R"}}}}})
    shared = {
        "R": {"content": {"application/json": {"schema": {"$ref": "#/S"}}}},
        "S": {"properties": {"total": {"type": "number"}}},
    }

    seen, _ = asked(tmp_path, told, shared_json=(200, JSON, json.dumps(shared)))

    [shown] = [one for one in seen.visit.exhibits if "contradicts" in one.name]
    assert "$.total '99.00' is not of type 'number'" in (tmp_path / shown.path).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("told", "complaint"),
    [
        (document({"/quote": {"$ref": "#/components/pathItems/None"}}), "refers to something that is not there"),
        (document({"/quote": {"$ref": "#/paths/~1quote"}}), "refers in a circle"),
        (
            document({"/quote": {"$ref": "https://elsewhere.example/a.json#/Q"}}),
            "refers to another file, which cannot be read",
        ),
        (document({"/quote": {"$ref": "file:///etc/passwd"}}), "refers to another file, which cannot be read"),
        (document({"/quote": {"get": {**GET, "parameters": [{"name": "x"}]}}}), "a parameter without `name` or `in`"),
        (document({"/quote/{code}": {"get": GET}}), "No parameter fills the path"),
        (document(servers=[{"url": "https://{host}/x"}]), "a variable without a default: 'host'"),
        (document(servers=[{"description": "none"}]), "a server without `url`"),
        (document(servers=[{"url": "http://[oops"}]), "a server that is no address"),
        ({"swagger": "2.0", "paths": {}}, "no OpenAPI document of version 3"),
        (document({"/other": {"get": {"responses": {}}}}), "no such operation: 'quote'"),
        ({"openapi": "3.0.3", "paths": []}, "no OpenAPI document of version 3"),
    ],
)
def test_a_document_that_cannot_be_used_is_the_authors_to_mend(tmp_path: Path, told: Any, complaint: str) -> None:
    seen, _ = asked(tmp_path, told)

    assert seen.outcome == "InvalidCompany", seen.error
    assert complaint in str(seen.error)
    assert str(seen.error).startswith("touchpoints.app.options")


@pytest.mark.parametrize(
    ("told", "path"),
    [
        (
            document(
                servers=[
                    {
                        "url": "https://{host}/shop/{v}",
                        "variables": {"host": {"default": "a.example"}, "v": {"default": "v2"}},
                    }
                ]
            ),
            "/shop/v2/quote",
        ),
        (
            document(
                servers=[
                    {
                        "url": "{root}/{base}",
                        "variables": {"root": {"default": "http://localhost:9091"}, "base": {"default": "qod/v0"}},
                    }
                ]
            ),
            "/qod/v0/quote",
        ),
        (
            document(
                servers=[
                    {"url": "https://a.example:{port}/v2", "variables": {"port": {"enum": ["443"], "default": 443}}}
                ]
            ),
            "/v2/quote",
        ),
        (document(servers=[{"url": "/v2/"}]), "/v2/quote"),
        (document(servers=[{"url": "v2"}]), "/v2/quote"),
        (document(servers=[{"url": "./"}]), "/quote"),
        (document(servers=[{"url": ""}]), "/quote"),
        (document(servers=[{"url": "//a.example/api"}]), "/api/quote"),
        (document(servers=[]), "/quote"),
        (
            document({"/quote": {"servers": [{"url": "/per-path"}], "get": GET}}, servers=[{"url": "/v2"}]),
            "/per-path/quote",
        ),
        (
            document(
                {
                    "/quote": {
                        "servers": [{"url": "/per-path"}],
                        "get": {**GET, "servers": [{"url": "https://b.example/per-op"}]},
                    }
                }
            ),
            "/per-op/quote",
        ),
    ],
)
def test_servers_are_what_stands_before_a_path(tmp_path: Path, told: dict[str, Any], path: str) -> None:
    _, paths = asked(tmp_path, told)

    assert paths[-1] == f"GET {path}"


def test_a_relative_server_is_seen_from_where_the_document_is(tmp_path: Path) -> None:
    told = json.dumps(document(servers=[{"url": "../v2"}]))

    _, paths = asked(tmp_path, "", {"document": "/docs/api/openapi.json"}, docs_api_openapi_json=(200, {}, told))

    assert paths[-1] == "GET /docs/v2/quote"


YAML = """
openapi: 3.0.3
info: {title: x, version: 1.0}
paths:
  /quote:
    get: &get
      operationId: quote
      parameters:
        - {name: country, in: query, schema: {enum: [no, yes, on]}}
      responses:
        200:
          description: ok
          content:
            application/json:
              schema:
                {type: object, required: [total], properties: {total: {type: string}, until: {example: 2026-12-31}}}
  /again:
    get: *get
"""


def test_a_document_may_be_yaml(tmp_path: Path) -> None:
    seen, _ = asked(tmp_path, YAML)

    assert seen.outcome == "99.00 USD", seen.error
    assert not any("contradicts" in one.name for one in seen.visit.exhibits)


@pytest.mark.parametrize("text", ["<html>down for maintenance</html>", "", "[]", "a: b: c", "&a [*a]", "{", "\x00"])
def test_an_api_that_answers_with_no_document_is_the_worlds_fault(tmp_path: Path, text: str) -> None:
    seen, _ = asked(tmp_path, text)

    assert seen.outcome == "Unreachable", seen.error


# Answers


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ('{"total": 99}', "99.00 USD"),
        ('{"total": 98.99999999999999}', "99.00 USD"),
        ('{"total": 99.00000000000001}', "99.00 USD"),
        ('{"total": "98.99999999999999"}', "99.00 USD"),
        ('{"total": 0.1}', "0.10 USD"),
        ('{"total": "99.00 USD"}', "99.00 USD"),
        ('{"total": "USD 99"}', "99.00 USD"),
        ('{"total": "<span class=\\"amount\\">&#36;99.00</span>"}', "99.00 USD"),
        ('{"total": "<del>$130.00</del> <ins>$99.00</ins>"}', "NotUnderstood"),
        ('{"total": "$1,299.00"}', "1299.00 USD"),
        ('{"total": "99.00 EUR"}', "99.00 EUR"),
        ('{"total": 0}', "0.00 USD"),
        ('{"total": "free"}', "0.00 USD"),
        ('{"total": 9.9e1}', "99.00 USD"),
        *(
            (json.dumps({"total": value}), "NotUnderstood")
            for value in (
                {"amount": 99},
                [99],
                [],
                True,
                False,
                None,
                "",
                "a lot",
                "99.00 a month",
                "98.995",
                98.995,
                -99,
                "-99.00",
                1e300,
                "from 99 USD",
                "99-130",
                {"$ref": "#"},
            )
        ),
        ('{"total": NaN}', "NotUnderstood"),
        ('{"total": Infinity}', "NotUnderstood"),
        ('{"price": 99}', "NotUnderstood"),
        ("[]", "NotUnderstood"),
        ("null", "NotUnderstood"),
        ('"99.00"', "NotUnderstood"),
        ("99", "NotUnderstood"),
        ("{", "Unreachable"),
        ("<html>Maintenance</html>", "Unreachable"),
        ("[" * 100_000, "Unreachable"),
        ('{"total": ' + "9" * 5000 + "}", "Unreachable"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_price_is_read_or_what_came_is_named(tmp_path: Path, answer: str, outcome: str) -> None:
    seen, _ = asked(tmp_path, document(), quote=(200, JSON, answer))

    assert seen.outcome == outcome, seen.error
    if outcome != "Unreachable" and seen.error:
        assert "GET /quote" in str(seen.error)
        assert "total" in str(seen.error)


@pytest.mark.parametrize(
    ("options", "answer", "outcome"),
    [
        ({"money": "minor"}, '{"total": 9900}', "99.00 USD"),
        ({"money": "minor"}, '{"total": "9900"}', "99.00 USD"),
        ({"money": "minor"}, '{"total": 99.5}', "NotUnderstood"),
        ({"money": "minor"}, '{"total": "99.00"}', "NotUnderstood"),
        ({}, '{"total": "1,2,3,4"}', "NotUnderstood"),
        ({}, '{"total": "99.0.0"}', "NotUnderstood"),
        ({"money": "minor"}, '{"total": "99.00 USD"}', "NotUnderstood"),
        ({"currency": "currency"}, '{"total": 99, "currency": "eur"}', "99.00 EUR"),
        ({"currency": "currency"}, '{"total": 99, "currency": "dollars"}', "NotUnderstood"),
        ({"currency": "currency"}, '{"total": 99, "currency": {"code": "USD"}}', "NotUnderstood"),
        ({"currency": "currency"}, '{"total": "99 USD", "currency": "EUR"}', "NotUnderstood"),
        ({"currency": "currency", "money": "minor"}, '{"total": 1250, "currency": "KWD"}', "1.250 KWD"),
        ({"currency": "currency", "money": "minor"}, '{"total": 99, "currency": "JPY"}', "99 JPY"),
        (
            {"quote": {"operation": "quote", "price": "sum(lines[].price)"}},
            '{"lines": [{"price": "1"}]}',
            "NotUnderstood",
        ),
        (
            {"quote": {"operation": "quote", "price": "sum(lines[].price)"}},
            '{"lines": [{"price": 98.1}, {"price": 0.9}]}',
            "99.00 USD",
        ),
    ],
)
def test_units_and_currencies_are_those_that_are_named(
    tmp_path: Path, options: dict[str, Any], answer: str, outcome: str
) -> None:
    seen, _ = asked(tmp_path, document(), options, quote=(200, JSON, answer))

    assert seen.outcome == outcome, seen.error


@pytest.mark.parametrize(
    ("end", "meant"),
    [
        (1798761599, "2026-12-31T23:59:59+00:00"),
        (1798761599.0, "2026-12-31T23:59:59+00:00"),
        (1798761599000, "2026-12-31T23:59:59+00:00"),
        ("1798761599", "2026-12-31T23:59:59+00:00"),
        ("1798761599000", "2026-12-31T23:59:59+00:00"),
        ("2026-12-31T23:59:59Z", "2026-12-31T23:59:59+00:00"),
        ("2026-12-31T23:59:59+01:00", "2026-12-31T23:59:59+01:00"),
        ("2026-12-31", "2026-12-31T23:59:59+00:00"),
        ("Thu, 31 Dec 2026 23:59:59 GMT", "2026-12-31T23:59:59+00:00"),
        (None, None),
        *(
            (value, "NotUnderstood")
            for value in (
                True,
                {"date": 1},
                [],
                "soon",
                0,
                -1,
                1e300,
                20261231,
                253402300799,
                "2026-13-45",
                "2026-12-31T25:00:00Z",
                "99999999999999999999",
            )
        ),
    ],
)
def test_an_end_is_a_moment_or_named_as_none(tmp_path: Path, end: object, meant: str | None) -> None:
    options = {"quote": {"operation": "quote", "price": "total", "valid_through": "ends"}}

    seen, _ = asked(tmp_path, document(), options, quote=(200, JSON, json.dumps({"total": 99, "ends": end})))

    if meant == "NotUnderstood":
        assert seen.outcome == meant
        assert "ends is no" in str(seen.error)
    else:
        assert seen.value(VALID_THROUGH) == meant, seen.error


@pytest.mark.parametrize(
    ("status", "headers", "body", "outcome"),
    [
        (404, JSON, '{"detail": "We do not know this offer."}', "unknown"),
        (410, JSON, '{"title": "Gone", "detail": "This offer has ended."}', "ended"),
        (409, JSON, '{"error": "OUT_OF_STOCK"}', "sold out"),
        (422, JSON, '{"errors": [{"code": "COUPON_NOT_VALID"}]}', "refused"),
        (409, JSON, '{"message": "Dieser Gutschein wurde bereits eingelöst."}', "already used"),
        (403, {"Content-Type": "text/plain"}, "You are not eligible for this offer.", "refused"),
        (403, JSON, '{"title": "Forbidden", "detail": "This offer is only for new customers."}', "refused"),
        (403, JSON, '{"title": "Forbidden", "detail": "You are not eligible for this offer."}', "refused"),
        (422, JSON, '{"message": "Only first-time buyers can use this promotion."}', "refused"),
        (
            403,
            JSON,
            '{"error": "forbidden", "reason": "This promotion is restricted to existing subscribers."}',
            "refused",
        ),
        (422, JSON, '{"error": {"message": "Your account does not qualify for this discount."}}', "refused"),
        (403, JSON, '{"title": "Unauthorized", "detail": "This discount is for members only."}', "refused"),
        (422, JSON, '{"code": "CUSTOMER_NOT_ELIGIBLE"}', "refused"),
        (403, JSON, '{"title": "Forbidden", "detail": "Das Angebot gilt nur für Neukunden."}', "refused"),
        (422, JSON, '{"detail": "Dieser Gutschein ist Bestandskunden vorbehalten."}', "refused"),
        (403, JSON, '{"title": "Forbidden", "detail": "Offre réservée aux nouveaux clients."}', "refused"),
        (422, JSON, '{"detail": "Vous ne remplissez pas les conditions de cette offre."}', "refused"),
        (403, JSON, '{"title": "Forbidden", "detail": "هذا العرض للعملاء الجدد فقط."}', "refused"),
        (422, JSON, '{"detail": "أنت غير مؤهل لهذا العرض."}', "refused"),
        (403, JSON, '{"title": "Forbidden", "detail": "You need to sign in."}', "NotUnderstood"),
        (403, JSON, '{"title": "Forbidden", "detail": "Invalid CSRF token"}', "NotUnderstood"),
        (403, {}, "", "NotUnderstood"),
        (400, JSON, '{"title": {"en": "Bad"}, "detail": 7}', "NotUnderstood"),
        (404, JSON, '{"detail": "Not Found"}', "NotUnderstood"),
        (404, {}, "", "NotUnderstood"),
        (403, JSON, '{"message": "Forbidden"}', "NotUnderstood"),
        (404, {"Content-Type": "text/html"}, "<html>Cannot GET /quote</html>", "Unreachable"),
        (429, JSON, '{"detail": "Too many requests, offer cannot be shown"}', "Unreachable"),
        (429, {}, "", "Unreachable"),
        (401, JSON, '{"detail": "Not authenticated"}', "Unreachable"),
        (408, {}, "", "Unreachable"),
        (500, JSON, '{"detail": "This offer has ended."}', "Unreachable"),
        (503, {}, "We are down for maintenance", "Unreachable"),
        (302, {"Location": "/elsewhere"}, "", "99.00 USD"),
        (302, {"Location": "/quote"}, "", "Unreachable"),
        (302, {}, "", "Unreachable"),
        (302, {"Location": "https://elsewhere.example/"}, "", "Unreachable"),
        (304, {}, "", "Unreachable"),
        (204, {}, "", "NotUnderstood"),
        (200, {}, "", "NotUnderstood"),
        (202, {}, "", "NotUnderstood"),
    ],
)
def test_a_no_needs_words_that_refuse_and_what_the_world_does_is_no_no(
    tmp_path: Path, status: int, headers: dict[str, str], body: str, outcome: str
) -> None:
    seen, _ = asked(tmp_path, document(), quote=(status, headers, body), elsewhere=(200, JSON, ANSWER))

    assert seen.outcome == outcome, seen.error
    if seen.error:
        assert "/quote" in str(seen.error)


@pytest.mark.parametrize(
    "answer",
    [(204, {}, ""), (201, {}, ""), (202, {}, ""), (200, {}, ""), (201, JSON, '{"number": 17}')],
)
def test_an_order_is_taken_with_or_without_words(tmp_path: Path, answer: Answer) -> None:
    told = document({"/quote": {"get": GET}, "/redeem": {"post": {"operationId": "redeem", "responses": {}}}})
    options = {"redeem": {"operation": "redeem", "body": {"code": "{code}"}, "order": "number"}}

    seen, _ = asked(tmp_path, told, options, "redeem", redeem=answer)

    assert seen.error is None
    assert seen.value(offers.REDEMPTION) == Stance.ACCEPTED
    assert seen.value(offers.ORDER) == ("17" if "17" in answer[2] else None)


@pytest.mark.parametrize("sample", [one for told in ORDERS.values() for one in told], ids=lambda one: one["body"][:40])
def test_an_order_is_accepted_unless_its_answer_says_otherwise(tmp_path: Path, sample: dict[str, Any]) -> None:
    told = document({"/quote": {"get": GET}, "/redeem": {"post": {"operationId": "redeem", "responses": {}}}})
    redeem = {"operation": "redeem"} | ({"order": sample["order"]} if "order" in sample else {})

    seen, _ = asked(
        tmp_path, told, {"redeem": redeem}, "redeem", redeem=(sample.get("status", 200), JSON, sample["body"])
    )

    redemption = seen.value(offers.REDEMPTION)
    assert (type(seen.error).__name__ if seen.error else redemption) == sample["right"], seen.error or redemption
    assert (redemption == Stance.ACCEPTED) == (sample["right"] == "accepted")
    assert sample["right"] == "accepted" or seen.value(offers.ORDER) is None


@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        ('{"success": false, "total": "99.00", "message": "This promotion has ended."}', "ended"),
        ('{"success": false, "total": "99.00"}', "NotUnderstood"),
        ('{"total": "99.00", "errors": [{"message": "The coupon code is not valid."}]}', "refused"),
        ('{"total": "99.00", "errors": [], "error": null, "status": "pending"}', "99.00 USD"),
        ('{"total": "99.00", "success": true}', "99.00 USD"),
    ],
)
def test_a_price_beside_a_no_is_none(tmp_path: Path, body: str, outcome: str) -> None:
    seen, _ = asked(tmp_path, document(), quote=(200, JSON, body))

    assert seen.outcome == outcome, seen.error


@pytest.mark.parametrize("sample", [one for told in FEES.values() for one in told], ids=lambda one: one["body"][:40])
def test_a_fee_is_within_the_price_or_on_top_or_nobody_can_tell(tmp_path: Path, sample: dict[str, Any]) -> None:
    named = {"price": sample.get("price", "total"), "surcharge": sample.get("surcharge", "fee")}
    named |= {"surcharge_included": sample["included"]} if "included" in sample else {}

    seen, _ = asked(tmp_path, document(), {"quote": {"operation": "quote", **named}}, quote=(200, JSON, sample["body"]))

    assert seen.outcome == sample["right"], seen.error or seen.visit.observations
    if seen.error:
        assert "does not say whether it contains" in str(seen.error)


def test_an_order_whose_price_cannot_be_read_stands_all_the_same(tmp_path: Path) -> None:
    told = document({"/quote": {"get": GET}, "/redeem": {"post": {"operationId": "redeem", "responses": {}}}})
    options = {"redeem": {"operation": "redeem", "order": "number", "price": "total"}}

    seen, _ = asked(
        tmp_path, told, options, "redeem", redeem=(201, JSON, '{"number": "K-1", "total": {"cents": 9900}}')
    )

    assert seen.outcome == "NotUnderstood"
    assert seen.value(offers.REDEMPTION) == Stance.ACCEPTED
    assert seen.value(offers.ORDER) == "K-1"
    assert re.search(r"POST /redeem .*total is no amount of money: \{'cents': 9900\}", str(seen.error))


def test_an_answer_of_another_form_is_not_one_that_knows_nothing(tmp_path: Path) -> None:
    schema = {"type": "object", "required": ["offers"], "properties": {"offers": {"type": "array"}}}
    get = {**GET, "responses": {"200": {"content": {"application/json": {"schema": schema}}}}}
    options = {"tell_offer": {"operation": "quote", "unknown_unless": "offers[?name=='{offer}']", "price": "total"}}

    odd, _ = asked(
        tmp_path, document({"/quote": {"get": get}}), options, "tell_offer", quote=(200, JSON, '{"data": []}')
    )
    none, _ = asked(
        tmp_path, document({"/quote": {"get": get}}), options, "tell_offer", quote=(200, JSON, '{"offers": []}')
    )

    assert odd.outcome == "NotUnderstood"
    assert none.outcome == "unknown"


@pytest.mark.parametrize(
    ("body", "charset"),
    [
        (b'\xef\xbb\xbf{"total": "99.00"}', ""),
        ('{"total": "99.00"}'.encode("utf-16"), ""),
        ('{"total": "99.00", "note": "\xa3"}'.encode("latin-1"), "; charset=iso-8859-1"),
    ],
    ids=["with a byte order mark", "UTF-16", "as its headers say"],
)
def test_json_is_read_in_whatever_letters_it_is_written(tmp_path: Path, body: bytes, charset: str) -> None:
    kind = {"Content-Type": f"application/json{charset}"}

    seen, _ = asked(tmp_path, document(), quote=(200, kind, body))

    assert seen.outcome == "99.00 USD", seen.error
