"""``shop steps``: every sentence with what it does, who can do it, and how others say it."""

from __future__ import annotations

import inspect
import json
import re
from importlib import import_module
from pathlib import Path

import pytest

import steps
from journeys.evidence.purposes import Purpose
from journeys.gherkin.checking.doings import doings_of
from journeys.topics import OURS

from .conftest import Shop

SENTENCES = [
    function
    for module in map(import_module, steps.pytest_plugins)
    for _, function in inspect.getmembers(module, inspect.isfunction)
    if function.__module__ == module.__name__
]
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
    doings = doings_of(step, OURS)

    assert doings
    if step.__module__.endswith(".verdicts"):
        assert all(doing.judges for doing in doings)


@pytest.mark.parametrize("purpose", OURS.purposes.values())
def test_a_visit_is_done_by_a_method_of_the_ability_that_its_topic_declares(purpose: Purpose) -> None:
    assert purpose.ability is not None
    ability = OURS.abilities[purpose.ability]

    assert ability.topic == purpose.topic
    assert inspect.isfunction(vars(purpose.ability)[purpose.method])


def test_no_purpose_ability_or_question_is_left_out() -> None:
    doings = [doing for step in SENTENCES for doing in doings_of(step, OURS)]
    judged = {about for doing in doings for about in doing.judges}

    assert {doing.visit for doing in doings if doing.visit} == {*OURS.purposes.values()}
    assert {doing.visit.ability for doing in doings if doing.visit} == {*OURS.abilities}
    assert judged == {topic.about for topic in OURS if topic.breaches}  # carts are judged by the rules of offers


def test_a_sentence_says_what_it_writes_down_and_who_can_do_it(shop: Shop) -> None:
    said = shop("steps", "--company", "connected").said

    asking = "Linda asks the call centre about the offer Ask what the offer comes to. Writes down: price, surcharge, "
    assert asking in said
    assert "At: website, app, call centre, chat, texts, social media, store." in said
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
