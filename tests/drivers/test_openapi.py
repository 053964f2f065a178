"""A JSON API described by its OpenAPI document, used with options alone, in place of the driver written for it."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest
import tomlkit

from fixtures import company as carried
from journeys.company.company_file import Company, TouchpointSettings
from journeys.errors import InvalidCompany, Unable, Unreachable
from journeys.evidence.observations import ExhibitKind, Stance
from journeys.promises.terms import Term
from journeys.testing import contract
from journeys.tools.toolbox import Toolbox
from journeys.topics import confirmations, lines, messages, offers, prices
from journeys.topics.offers import QuotesPrices, Redeems
from journeys.touchpoints.directory import Directory
from journeys.touchpoints.openapi import OpenApi
from journeys.touchpoints.openapi_document import Document

from ..engine.builders import answering
from .walks import PRICE, Walk

OPTIONS = tomllib.loads((Path(__file__).parent / "kestrel_app.toml").read_text(encoding="utf-8"))
DRIVER = "journeys.touchpoints.openapi:OpenApi"
SHOP = (sys.executable, "-m", "journeys", "run", "-k", "app")
FEATURES = (
    "features/offers/a_promise_made_in_one_channel_holds_in_the_next.feature",
    "features/offers/the_upgrade_lands_on_the_right_line.feature",
)
WRITTEN_ANEW = {offers.CODE: "every journey has a code of its own"}
Begin = Callable[..., Walk]

TestOpenApi = contract(OpenApi, at="app", options=OPTIONS, product=("Kestrel Phone 6", "130.00 USD"))


@pytest.fixture
def walk(walk: Begin) -> Iterator[Begin]:
    """Begin a walk; every connection of its own is closed at the end."""
    begun: list[Walk] = []

    def begin(*faults: str, at: Company) -> Walk:
        begun.append(walk(*faults, at=at))
        return begun[-1]

    yield begin
    for each in begun:
        each.tools.close()


def with_options(company: Company, options: dict[str, Any], address: str | None = None) -> Company:
    app = company.touchpoints["app"]
    changes = {"driver": DRIVER, "options": options, "address": address or app.address}
    return company.model_copy(update={"touchpoints": {**company.touchpoints, "app": app.model_copy(update=changes)}})


def seen(walk: Walk, number: int = -1) -> dict[Term, str]:
    return {one.term: one.value for one in walk.journey.visits[number].observations}


def test_the_same_journey_is_seen_the_same_way(walk: Begin, sandbox: Company) -> None:
    told = []
    for company in (sandbox, with_options(sandbox, OPTIONS)):
        linda = walk(at=company)
        linda.promise(company.touchpoints["app"].channel)
        linda.journey.visit("Linda", "app", messages.LEARN)
        linda.journey.visit("Linda", "app", offers.REDEEM)
        linda.journey.visit("Linda", "app", confirmations.CONFIRM)
        linda.journey.visit("Linda", "app", lines.CHECK_ACCOUNT)
        told.append([seen(linda, number) | WRITTEN_ANEW for number in range(4)])
        assert [visit.problem for visit in linda.journey.visits] == [None] * 4

    assert told[0] == told[1]
    assert (
        told[1][1]
        == {
            offers.PRICE: PRICE,
            offers.REDEMPTION: Stance.ACCEPTED,
            lines.LINE: "Maya",
            offers.ORDER: "K-100001",
            offers.QUANTITY: "1",
        }
        | WRITTEN_ANEW
    )


@pytest.mark.parametrize("fault", ["offer-unknown-in-app", "regular-price-in-app", "stale-price-in-app"])
def test_what_the_written_driver_notices_this_one_does_too(walk: Begin, sandbox: Company, fault: str) -> None:
    told = []
    for company in (sandbox, with_options(sandbox, OPTIONS)):
        linda = walk(fault, at=company)
        linda.promise()
        linda.journey.visit("Linda", "inbox", messages.LEARN)
        linda.journey.visit("Linda", "app", offers.REDEEM)
        linda.journey.visit("Linda", "app", prices.LOOK_UP, words="Kestrel Phone 6")
        told.append([seen(linda, number) for number in (-2, -1)])

    assert told[0] == told[1]


@pytest.mark.timeout(300)
def test_features_pass_with_options_in_place_of_the_written_driver(tmp_path: Path) -> None:
    with carried.open_sandbox("connected", [], tmp_path / "opened.toml"):
        facts = tomlkit.parse((tmp_path / "opened.toml").read_text(encoding="utf-8")).unwrap()
        facts["touchpoints"]["app"] |= {"driver": DRIVER, "options": OPTIONS}
        (tmp_path / "company.toml").write_text(tomlkit.dumps(facts), encoding="utf-8")
        shopped = subprocess.run(
            [
                *SHOP,
                *FEATURES,
                "-k",
                "app",
                "--company",
                str(tmp_path / "company.toml"),
                "--output",
                str(tmp_path / "out"),
            ],
            capture_output=True,
            text=True,
            check=False,
        )

    assert shopped.returncode == 0, shopped.stdout + shopped.stderr
    ledger = next((tmp_path / "out").glob("*/ledger*.jsonl")).read_text(encoding="utf-8")
    assert ledger.count('"touchpoint":"app"') + ledger.count('"touchpoint": "app"') >= 2


def test_an_offer_that_the_app_does_not_list_is_unknown_there(walk: Begin, sandbox: Company) -> None:
    linda = walk(at=with_options(sandbox, OPTIONS))
    linda.change(stated=replace(linda.promise(), name="something else"))

    linda.journey.visit("Linda", "app", offers.ASK)

    assert seen(linda) == {offers.OFFER: Stance.UNKNOWN}


DESCRIBED = {
    "openapi": "3.0.3",
    "info": {"title": "Acme", "version": "1"},
    "servers": [{"url": "https://api.acme.example/v2"}],
    "paths": {
        "/prices/{sku}": {
            "get": {
                "operationId": "getPrice",
                "parameters": [
                    {"name": "sku", "in": "path", "required": True, "schema": {"type": "string"}},
                    {"name": "lang", "in": "query", "schema": {"type": "string"}},
                    {"name": "X-Store", "in": "header", "schema": {"type": "string"}},
                ],
                "responses": {
                    "200": {
                        "description": "The price",
                        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Price"}}},
                    }
                },
            }
        }
    },
    "components": {
        "schemas": {
            "Price": {
                "type": "object",
                "required": ["amount"],
                "properties": {"amount": {"type": "integer"}, "was": {"type": "integer", "nullable": True}},
            }
        }
    },
}
ASK: dict[str, Any] = {
    "document": "/openapi.json",
    "money": "minor",
    "quote": {
        "operation": "getPrice",
        "parameters": {"sku": "tablet 10/{line}", "lang": "en", "X-Store": "7"},
        "price": "amount",
    },
}


def asked(walk: Begin, sandbox: Company, options: dict[str, Any], *answers: Any) -> tuple[Walk, Any]:
    json_type = {"Content-Type": "application/json"}
    full = [
        (200, json.dumps(DESCRIBED), json_type),
        *((status, json.dumps(body), json_type) for status, body in answers),
    ]
    with answering(*full) as server:
        linda = walk(at=with_options(sandbox, options, f"{server.address}/anything"))
        linda.promise(line="")
        linda.journey.visit("Linda", "app", offers.ASK)
    return linda, server


def test_parameters_go_where_the_document_wants_them(walk: Begin, sandbox: Company) -> None:
    linda, server = asked(walk, sandbox, ASK, (200, {"amount": 1900, "was": None}))

    assert [path for _, path, _ in server.asked] == ["/openapi.json", "/v2/prices/tablet%2010%2FLinda?lang=en"]
    assert server.headers[1]["X-Store"] == "7"
    assert seen(linda) == {offers.PRICE: PRICE}
    assert all("contradicts" not in exhibit.name for exhibit in linda.journey.visits[-1].exhibits)


def test_what_anybody_may_ask_is_asked_without_signing_in(walk: Begin, sandbox: Company) -> None:
    options = {**ASK, "sign_in": {"operation": "getPrice"}, "quote": {**ASK["quote"], "signed_in": False}}

    _, server = asked(walk, sandbox, options, (200, {"amount": 1900}))

    assert len(server.asked) == 2
    assert "Authorization" not in server.headers[1]


@pytest.mark.parametrize(
    ("answer", "complaint"),
    [
        ((200, {"amount": "1900"}), "getPrice: $.amount '1900' is not of type 'integer'"),
        ((200, {"amount": 1900, "was": "a lot"}), "getPrice: $.was 'a lot' is not of type 'integer'"),
        ((410, {"title": "Gone", "detail": "This offer has ended."}), "answered 410, which its document does not know"),
    ],
)
def test_an_answer_that_contradicts_its_own_document_is_shown_and_no_crash(
    walk: Begin, sandbox: Company, answer: tuple[int, Any], complaint: str
) -> None:
    linda, _ = asked(walk, sandbox, ASK, answer)

    [visit] = linda.journey.visits
    [shown] = [one for one in visit.exhibits if "contradicts" in one.name]
    assert visit.problem is None
    assert shown.kind is ExhibitKind.EXCHANGE
    assert complaint in (linda.folder / shown.path).read_text(encoding="utf-8")
    assert seen(linda)


def test_a_refusal_is_read_in_the_apps_own_words(walk: Begin, sandbox: Company) -> None:
    linda, _ = asked(walk, sandbox, ASK, (410, {"title": "Gone", "detail": "This offer has ended."}))

    assert seen(linda) == {offers.OFFER: Stance.ENDED, offers.REDEMPTION: Stance.ENDED}
    assert linda.journey.visits[-1].observations[0].words == "Gone. This offer has ended."


def test_a_document_that_is_none_is_the_authors_mistake_and_a_missing_one_the_worlds() -> None:
    with pytest.raises(InvalidCompany, match=r"no OpenAPI document of version 3: 'old\.json'"):
        Document({"swagger": "2.0", "paths": {}}, "old.json")


def test_an_operation_that_is_none_is_told_with_the_nearest(walk: Begin, sandbox: Company) -> None:
    options = {**ASK, "quote": {"operation": "getPrise", "price": "amount"}}

    with pytest.raises(InvalidCompany, match=r"no such operation: 'getPrise'\. Did you mean 'getPrice'\?"):
        asked(walk, sandbox, options, (200, {}))


def test_a_blank_that_nothing_stands_for_is_told(walk: Begin, sandbox: Company) -> None:
    options = {**ASK, "quote": {"operation": "getPrice", "parameters": {"sku": "{skew}"}, "price": "amount"}}

    with pytest.raises(InvalidCompany, match=r"nothing says what this blank stands for: 'skew'"):
        asked(walk, sandbox, options, (200, {}))


def test_an_api_without_its_document_is_unreachable(walk: Begin, sandbox: Company) -> None:
    with answering((404, "nothing here")) as server:
        linda = walk(at=with_options(sandbox, ASK, server.address))
        linda.promise(line="")

        with pytest.raises(Unreachable, match=r"The document of the app, .*/openapi\.json, answered 404"):
            linda.journey.visit("Linda", "app", offers.ASK)


def test_a_document_may_lie_beside_the_company_file(walk: Begin, sandbox: Company) -> None:
    assert sandbox.folder is not None
    (sandbox.folder / "acme.json").write_text(json.dumps(DESCRIBED), encoding="utf-8")
    with answering((200, '{"amount": 1900}', {"Content-Type": "application/json"})) as server:
        linda = walk(at=with_options(sandbox, {**ASK, "document": "acme.json"}, server.address))
        linda.promise(line="")
        linda.journey.visit("Linda", "app", offers.ASK)

    assert seen(linda) == {offers.PRICE: PRICE}


def settings(options: dict[str, Any]) -> TouchpointSettings:
    return TouchpointSettings.model_validate(
        {"channel": "mobile", "driver": DRIVER, "address": "http://127.0.0.1:9", "options": options}
    )


def test_options_say_which_abilities_there_are(sandbox: Company) -> None:
    directory = Directory(with_options(sandbox, ASK), cast("Toolbox", None))

    assert "app" in directory.all_able(QuotesPrices)
    assert "app" not in directory.all_able(Redeems)
    with pytest.raises(Unable, match=r"The app cannot redeem an offer\. These can: website, call centre, "):
        directory.able("app", Redeems)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"quotes": {}}, r"options has no such key: 'quotes'\. Did you mean 'quote'\?"),
        ({"quote": {"price": "x"}}, r"options\.quote lacks 'operation'"),
        (
            {"quote": {"operation": "x", "prise": "x"}},
            r"quote has no such key: 'prise'\. Did you mean 'price'",
        ),
        (
            {"quote": {"operation": "x", "price": "total["}},
            r"quote\.price: 'total\[' is no JMESPath expression",
        ),
        ({"document": None}, r"options\.document: Input should be a valid string"),
    ],
)
def test_options_that_cannot_be_used_are_refused_before_anything_runs(change: dict[str, Any], complaint: str) -> None:
    with pytest.raises(InvalidCompany, match=complaint):
        OpenApi.lacks(settings({**ASK, **change}))
