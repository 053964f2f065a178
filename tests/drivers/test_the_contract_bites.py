"""Drivers that owe something: each is caught by the clause it breaks, in words its author can act on."""

from __future__ import annotations

import importlib
import importlib.util
import sys
from collections.abc import Callable, Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import requests

from journeys.company.company_file import Company, TouchpointSettings
from journeys.errors import BrokenPromise, InvalidCompany
from journeys.evidence.observations import ExhibitKind
from journeys.promises.terms import VALID_THROUGH
from journeys.testing import clauses, contract, emailed_offer
from journeys.testing.elsewhere import broken_server, where_nobody_listens
from journeys.testing.walks import Subject, Walk, walk
from journeys.tools.browsing import Browsing
from journeys.tools.toolbox import Toolbox
from journeys.topics import OURS, offers
from journeys.topics.offers import QuotesPrices
from journeys.touchpoints.visit import OpenVisit

Bites = Callable[[type], list[str]]


class Honest:
    """Asks the company for its app's description, and reports a price: a driver as small as can be."""

    def __init__(self, name: str, settings: TouchpointSettings, tools: Toolbox) -> None:
        self.name, self.address, self.http = name, settings.address, tools.http

    def quote(self, visit: OpenVisit) -> None:
        self.http.get(f"{self.address}/me")
        visit.saw(offers.PRICE, "19.00 USD", "that will be $19.00")


class Silent(Honest):
    def quote(self, visit: OpenVisit) -> None:
        self.http.get(f"{self.address}/me", headers={"Accept-Language": visit.shopper.language})


class Sloppy(Honest):
    def quote(self, visit: OpenVisit) -> None:
        super().quote(visit)
        visit.saw(VALID_THROUGH, "1 May", "until 1 May")


class EmptyHanded(Honest):
    def quote(self, visit: OpenVisit) -> None:
        visit.saw(offers.PRICE, "19.00 USD", "nobody can check this")


class Indiscreet(Honest):
    def quote(self, visit: OpenVisit) -> None:
        super().quote(visit)
        (visit.exhibits.folder / "notes.txt").write_text(f"asked by {visit.shopper.email}", encoding="utf-8")


class Photographer(Honest):
    def quote(self, visit: OpenVisit) -> None:
        super().quote(visit)
        visit.attach(ExhibitKind.SCREENSHOT, "a page with everything on it", b"\xff\xd8 not covered", "image/jpeg")


class Judge(Honest):
    def quote(self, visit: OpenVisit) -> None:
        super().quote(visit)
        assert visit.has(offers.PRICE), "they hide the price"


class Accuser(Honest):
    def quote(self, visit: OpenVisit) -> None:
        try:
            answer = requests.get(f"{self.address}/me", timeout=10)
        except requests.RequestException as error:
            raise BrokenPromise("they do not answer") from error
        visit.saw(offers.PRICE, "19.00 USD", str(answer.status_code))


class Careless(Honest):
    def quote(self, visit: OpenVisit) -> None:
        visit.saw(offers.CODE, requests.get(f"{self.address}/me", timeout=10).reason)


@pytest.fixture
def at_the_app(company: Company, browsing: Browsing, tmp_path: Path) -> Callable[..., Any]:
    """Walk to the app with a driver in place of its own."""

    def walked(driver: type, address: str | None = None) -> Any:
        subject = Subject(driver=driver, at="app", options=None, product=None, scene=emailed_offer)
        return walk(subject, QuotesPrices, company, browsing, tmp_path, address)

    return walked


CLAUSES = (
    clauses.unseen,
    clauses.missing_exhibits,
    clauses.leaks,
    clauses.bare_pictures,
    lambda seen: clauses.lateness(seen, timedelta(seconds=20)),
)


@pytest.mark.parametrize(
    ("driver", "complaint"),
    [
        (Silent, "visit 2 (asks about the offer) wrote nothing down"),
        (EmptyHanded, "visit 2 (asks about the offer) left nothing to show"),
        (Indiscreet, "@shoppers.example': tell tools.redactor of it, or leave it out"),
        (Photographer, "'a page with everything on it' was not taken with visit.photograph()"),
    ],
)
def test_what_a_driver_owes_is_named(at_the_app: Callable[..., Any], driver: type, complaint: str) -> None:
    with at_the_app(driver) as seen:
        told = [said for clause in CLAUSES for said in clause(seen)]

    assert [said for said in told if complaint in said]


def test_a_fact_that_is_not_of_its_terms_form_ends_the_visit(at_the_app: Callable[..., Any]) -> None:
    with at_the_app(Sloppy) as seen:
        told = "The app gives as the valid through '1 May', which is no moment such as '2026-11-30T23:59:59-05:00'"
        assert str(seen.error) == f'{told}: "until 1 May"'
        assert seen.visits[0].problem == f"NotUnderstood: {seen.error}"


def test_a_driver_that_owes_nothing_is_left_alone(at_the_app: Callable[..., Any]) -> None:
    with at_the_app(Honest) as seen:
        assert seen.error is None
        assert [said for clause in CLAUSES for said in clause(seen)] == []

    assert list(clauses.judgements(Honest)) == []


def test_a_driver_that_judges_is_told_which_line_does() -> None:
    [told] = clauses.judgements(Judge)

    assert told.startswith("Judge asserts: assert visit.has(offers.PRICE), 'they hide the price'; drivers report what")


def told_of(seen: Walk) -> Iterable[str]:
    return clauses.not_the_worlds_fault(seen, "nobody listened")


def test_where_nobody_listens_blaming_the_company_is_a_fault(company: Company, at_the_app: Callable[..., Any]) -> None:
    nowhere = where_nobody_listens(company.touchpoints["app"].address)

    with at_the_app(Accuser, nowhere) as seen:
        assert "it blamed the company: BrokenPromise('they do not answer')" in next(iter(told_of(seen)))
    with at_the_app(Careless, nowhere) as seen:
        assert "it raised ConnectionError" in next(iter(told_of(seen)))
    with at_the_app(EmptyHanded, nowhere) as seen:
        assert "and it saw price '19.00 USD'; raise journeys.errors.Unreachable" in next(iter(told_of(seen)))
    with at_the_app(Honest, nowhere) as seen:
        assert list(told_of(seen)) == []


def test_an_error_of_the_servers_own_is_no_answer(company: Company, at_the_app: Callable[..., Any]) -> None:
    with broken_server(company.touchpoints["app"].address) as address, at_the_app(Honest, address) as seen:
        assert "and it saw price '19.00 USD'" in next(iter(told_of(seen)))


def test_a_slow_driver_is_told_how_slow(at_the_app: Callable[..., Any]) -> None:
    with at_the_app(Honest) as seen:
        seen.seconds = 61.0

    assert list(clauses.lateness(seen, timedelta(minutes=1))) == [
        "it took 61.0 s, more than 60 s: contract(…, within=…)"
    ]


def test_a_driver_that_no_touchpoint_has_must_be_told_its_place(company: Company) -> None:
    subject = Subject(driver=Honest, at=None, options=None, product=None, scene=emailed_offer)

    with pytest.raises(InvalidCompany, match=r"No touchpoint of Kestrel Mobile is the one to check: .*:Honest'.*at=…"):
        subject.placed(company)


def test_the_contract_knows_every_term_and_every_ability() -> None:
    assert all(term.form is not None for term in OURS.terms.values())
    assert all(OURS.doing(ability) for ability in OURS.abilities)


def test_a_contract_tests_each_ability_by_its_name() -> None:
    made = contract(Honest, at="app")

    assert made.__doc__ == "What Honest owes, as every driver does."
    [each] = made.test_a_visit_is_over_in_time.pytestmark  # type: ignore[attr-defined]
    assert each.args[1] == [QuotesPrices]
    assert each.kwargs["ids"] == ["quote-a-price"]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("from journeys.judging.verdict import Finding", "journeys.judging.verdict"),
        ("from journeys.api import Finding, OpenVisit", "journeys.judging.verdict"),
        ("import journeys.judging.judgement", "journeys.judging.judgement"),
        ("from journeys.walking import reviewer", "journeys.walking.reviewer"),
    ],
)
def test_a_driver_whose_module_imports_what_judges_is_told_so(
    line: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "biased.py").write_text(f"{line}\n\n\nclass Biased: ...\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "biased", raising=False)

    driver = importlib.import_module("biased").Biased

    assert list(clauses.judgements(driver)) == [f"line 1 of its module imports {told}, which judges"]
    del sys.modules["biased"]


def test_the_modules_that_judge_are_where_the_contract_looks_for_them() -> None:
    assert [name for name in sorted(clauses._JUDGES) if importlib.util.find_spec(name) is None] == []
