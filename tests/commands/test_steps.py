"""``shop steps``: every sentence with what it does, who can do it, and how others say it."""

from __future__ import annotations

import ast
import inspect
import json
import re
from collections import defaultdict
from importlib import import_module
from pathlib import Path

import pytest

import steps
from journeys.evidence.observations import Purpose
from journeys.gherkin.checking.doings import DOINGS, Visiting, doings_of
from journeys.judging.verdict import Concern
from journeys.records.run import read_run
from journeys.touchpoints import directory as touchpoint
from journeys.walking import journey

from .conftest import Shop

SENTENCES = [
    function
    for module in map(import_module, steps.pytest_plugins)
    for _, function in inspect.getmembers(module, inspect.isfunction)
    if function.__module__ == module.__name__
]
VISITS = {method: known for method, known in DOINGS.items() if isinstance(known, Visiting)}
SUITE = 'pytest_plugins = ["journeys.steps", "journeys.fixtures", "journeys.reports"]\n'


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    """A suite of one feature, with nothing but the sentences there are."""
    (tmp_path / "features").mkdir()
    (tmp_path / "conftest.py").write_text(SUITE, encoding="utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    (tmp_path / "features" / "price.feature").write_text(
        "# language: ar\n"
        "خاصية: السعر المعلن\n"
        "  سيناريو: في المتجر\n"
        "    بفرض ليندا زائرة\n"
        '    و تعلن الشركة "هاتف" بسعر ١٣٠ دولارًا\n'
        '    متى تبحث ليندا عن سعر "هاتف" في المتجر\n'
        "    ثم تعرض كل نقطة اتصال السعر المعلن\n",
        encoding="utf-8",
    )
    return tmp_path


@pytest.mark.parametrize("step", SENTENCES, ids=lambda step: step.__name__)
def test_of_every_sentence_it_is_known_what_it_does(step: object) -> None:
    assert callable(step)
    doings = doings_of(step)

    assert doings
    if step.__module__.endswith(".verdicts"):
        assert all(doing.judges for doing in doings)


@pytest.mark.parametrize("method", VISITS)
def test_a_visits_purpose_and_ability_are_those_of_the_journey(method: str) -> None:
    body = ast.parse(inspect.getsource(journey.Journey).replace("\n    ", "\n").partition("\n")[2])
    (source,) = [one for one in ast.walk(body) if isinstance(one, ast.FunctionDef) and one.name == method]
    names = {node.id for node in ast.walk(source) if isinstance(node, ast.Name)}
    purposes = {
        node.attr
        for node in ast.walk(source)
        if ast.unparse(node).startswith("Purpose.")
        if isinstance(node, ast.Attribute)
    }

    assert purposes == {VISITS[method].purpose.name}
    assert names & {one.__name__ for one in touchpoint.ABILITIES} == {VISITS[method].ability.__name__}


def test_no_purpose_ability_or_concern_is_left_out() -> None:
    judged = {concern for step in SENTENCES for doing in doings_of(step) for concern in doing.judges}

    assert {visit.purpose for visit in VISITS.values()} == set(Purpose)
    assert {visit.ability for visit in VISITS.values()} == set(touchpoint.ABILITIES)
    assert judged == set(Concern)


def test_visits_write_down_nothing_else_than_their_sentences_say(shop: Shop, tmp_path: Path) -> None:
    allowed = defaultdict(set)
    for visit in VISITS.values():
        allowed[visit.purpose] |= set(visit.records)

    shop("run", "features/story", "features/prices", "--company", "siloed")
    (run,) = [read_run(folder) for folder in (tmp_path / "runs").glob("2*")]
    visits = [visit for scenario in run.scenarios for visit in scenario.visits]

    assert len({visit.purpose for visit in visits}) > 5
    for visit in visits:
        assert {seen.term for seen in visit.observations} <= allowed[visit.purpose], visit.purpose


def test_a_sentence_says_what_it_writes_down_and_who_can_do_it(shop: Shop) -> None:
    said = shop("steps", "--company", "connected").said

    asking = "Linda asks the call centre about the offer Ask what the offer comes to. Writes down: price, surcharge, "
    assert asking in said
    assert "At: website, app, call centre, store." in said
    assert "Judges: sharing notes." in said


def test_an_example_goes_where_it_can_be_done(shop: Shop) -> None:
    by_pattern = {one["pattern"]: one for one in json.loads(shop("steps", "--format", "json").out)}

    cart = by_pattern["{shopper:Shopper} puts the offer in the cart {where:Where} the {place:Touchpoint}"]
    assert cart["touchpoints"] == ["website"]
    assert cart["example"] == "Linda puts the offer in the cart at the website"
    note = by_pattern["the note is found wherever {shopper:Shopper} goes"]
    assert note["judges"] == ["sharing notes"]
    assert "touchpoints" not in note
    assert note["languages"]["ar"] == "توجد الملاحظة أينما ذهبت ليندا"


def test_a_company_that_is_not_there_is_refused(shop: Shop) -> None:
    result = shop("steps", "--company", "conected")

    assert result.code == 2
    assert "Did you mean 'connected'?" in result.said


def test_markdown_shows_every_language_below_the_sentence(shop: Shop) -> None:
    result = shop("steps", "--language", "all", "--format", "markdown")

    assert result.code == 0
    assert re.search(r"- \*\*Given\*\* Linda is a customer\n(  .+\n)+?  ar: ليندا عميلة", result.out)


def test_sentences_that_no_feature_uses_are_listed_in_whatever_language_it_is_written(shop: Shop, suite: Path) -> None:
    listed = json.loads(shop("steps", "--unused", "--format", "json", folder=suite).out)
    everything = json.loads(shop("steps", "--format", "json", folder=suite).out)

    used = {one["example"] for one in everything} - {one["example"] for one in listed}
    assert used == {
        "Linda is a visitor",
        'the company lists "Kestrel Phone 6" at 130.00 USD',
        'Linda looks up "Kestrel Phone 6" at the call centre',
        "every touchpoint shows the listed price",
    }


def test_a_feature_that_cannot_be_read_is_named_where_its_sentences_are_wanted(shop: Shop, suite: Path) -> None:
    (suite / "features" / "broken.feature").write_text(
        "Feature: a\n  Scenario: b\n    Given c\n    Linda waits\n", encoding="utf-8"
    )

    result = shop("steps", "--unused", folder=suite)

    assert result.code == 2
    assert "features/broken.feature:4" in result.err


def test_a_language_has_its_own_keywords_and_the_words_for_tables_and_blanks(shop: Shop) -> None:
    said = shop("steps", "--language", "fr").said

    assert "Étant donné que Linda est cliente" in said
    assert "Quand Linda se renseigne au magasin sur l'offre" in said
    assert "WORDS FOR A PROMISE'S TABLE offre (offer) prix (price)" in said
    assert "WORDS FOR TOUCHPOINT dans la boîte de réception (inbox)" in said
    assert "WORDS FOR A PROMISE'S TABLE offer price" in shop("steps").said
