"""``shop check`` speaks to whoever writes in another language: sentences, values and keywords are theirs."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_bdd.steps import step_function_context_registry

import steps
from journeys.company.company_file import described
from journeys.gherkin.checking.checking import Checker
from journeys.gherkin.languages.phrasebooks import load_phrasebooks, translate
from journeys.gherkin.sentences.matching import SentenceIndex

from .conftest import ACME

PLACES = {"inbox": "email", "website": "web", "call centre": "phone", "store": "store"}

PROMISED = """# language: ar
خاصية: خطأ واحد

  سيناريو: الهاتف
    بفرض ليندا عميلة
    و وعدت الشركة ليندا عبر البريد الإلكتروني:
      | العرض | ترقية |
      | السعر | {price} |
      | {term} | {value} |
    متى {asks}
    {step}
"""
GOOD = {
    "price": "١٣٠٫٠٠ دولاراً",
    "term": "يسري حتى",
    "value": "٣٠ نوفمبر ٢٠٩٦",
    "asks": "تسأل ليندا المتجر عن العرض",
    "step": "ثم تفي كل نقطة اتصال بالوعد",
}
SLIPS = {
    "a touchpoint without its article": (
        {"asks": "تسأل ليندا متجر عن العرض"},
        "10:20: Acme has no such touchpoint: 'متجر'. Did you mean 'المتجر'? Valid: صندوق البريد, الموقع, ",
    ),
    "an unknown sentence": (
        {"step": "ثم تفي كل نقطة إتصال بالوعد"},
        "11:5: Nobody defines this sentence: 'ثم تفي كل نقطة إتصال بالوعد'. Nearest: ثم تفي كل نقطة اتصال بالوعد (",
    ),
    "an amount": (
        {"price": "١٣٠ دوولارًا"},
        "8:17: The السعر is not an amount of money: '١٣٠ دوولارًا'. Write it like ١٣٠ دولارًا.",
    ),
    "a day that no month has": (
        {"value": "٣٢ مايو ٢٠٢٦"},
        "9:20: The يسري حتى is not a possible date: '٣٢ مايو ٢٠٢٦'. Write it like ٣٠ نوفمبر ٢٠٢٦.",
    ),
    "a row": (
        {"term": "يسري الى"},
        "9:9: A promise has no such term: 'يسري الى'. Did you mean 'يسري حتى'? Valid: العرض, ",
    ),
    "a place in a list": (
        {"term": "يسري في", "value": "الموقع والمتجر، والمتجرر"},
        "9:36: Acme has no such touchpoint: 'المتجرر'. Did you mean 'المتجر'? ",
    ),
    "a surcharge without its place": (
        {"term": "رسم إضافي", "value": "١٠ دولارات"},
        "9:21: A surcharge names its touchpoint: '١٠ دولارات'. Write it like ١٣٠ دولارًا في مركز الاتصال.",
    ),
    "somebody nobody introduced": (
        {"asks": "تسأل سارة المتجر عن العرض"},
        "10:14: Nobody introduced this shopper: 'سارة'. Valid: ليندا. Introduce them with: بفرض سارة عميلة.",
    ),
    "nothing judged": ({"step": ""}, "Add a Then, such as: ثم تفي كل نقطة اتصال بالوعد."),
    "a word for and that touches": (
        {"step": "وتسأل ليندا المتجر عن العرض"},
        "A space belongs behind و: و تسأل ليندا المتجر عن العرض",
    ),
    "a heading": ({"step": "أمثلة:"}, "Did you mean 'امثلة:'?"),
    "a heading in English": (
        {"step": "ثم تفي كل نقطة اتصال بالوعد\n\n  Scenario: b"},
        "Did you mean 'سيناريو:'?",
    ),
}


@pytest.fixture(scope="module")
def speaking() -> Checker:
    """Reads features in every language there is a phrasebook for, for a company with four places."""
    for module in steps.pytest_plugins:
        importlib.import_module(module)
    contexts = list(step_function_context_registry.values())
    books = load_phrasebooks(contexts)
    translate(contexts, books)
    place = ACME["touchpoints"]["shop"]
    touchpoints = {name: place | {"channel": channel} for name, channel in PLACES.items()}
    office = {"driver": "journeys.fixtures.kestrel.back_office:BackOffice", "address": "http://127.0.0.1:9/"}
    company = described(ACME | {"touchpoints": touchpoints, "back_office": office})
    return Checker(company, SentenceIndex(contexts), books)


@pytest.fixture
def told(speaking: Checker, tmp_path: Path) -> Callable[[str], str]:
    """Check a text and return what is said of it."""

    def check(text: str) -> str:
        path = tmp_path / "one.feature"
        path.write_text(text, encoding="utf-8")
        return "\n".join(map(str, speaking.problems(path, path.name)))

    return check


def test_a_feature_without_a_slip_has_no_problem(told: Callable[[str], str]) -> None:
    assert told(PROMISED.format(**GOOD)) == ""


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_told_in_the_writers_words_where_it_stands(told: Callable[[str], str], slip: str) -> None:
    changed, problem = SLIPS[slip]

    assert problem in told(PROMISED.format(**GOOD | changed))


@pytest.mark.parametrize(
    ("heading", "says"),
    [
        ("Senario: a", ": 'Senario: a'. Did you mean 'Scenario:'?"),
        ("  Backgroud:", ": 'Backgroud:'. Did you mean 'Background:'?"),
        ("Scenari Outline: a", ": 'Scenari Outline: a'. Did you mean 'Scenario Outline:'?"),
        ("Scenario one", ": a heading has a colon: 'Scenario one'. Write: Scenario: one"),
    ],
)
def test_a_scenario_that_a_misspelt_heading_makes_a_description_is_told(
    told: Callable[[str], str], heading: str, says: str
) -> None:
    lost = f"Feature: a\n{heading}\n    Given Linda is a customer\n  Scenario: b\n    Given Linda is a customer\n"

    problem = "one.feature:2:1: This line and those below it are read as a description and not run"
    assert f"{problem}{says}" in told(lost)


def test_a_description_that_looks_like_a_heading_is_left_alone(told: Callable[[str], str]) -> None:
    described = PROMISED.format(**GOOD).replace("\n\n  سيناريو", "\n  ملاحظة: مهم\n  ثم كل شيء جيد\n\n  سيناريو", 1)

    assert told(described) == ""


def test_a_heading_between_fences_is_left_alone(told: Callable[[str], str]) -> None:
    fenced = PROMISED.format(**GOOD) + '    """\n    Scenario: a\n    و تفتح\n    """\n'

    assert "read as a description" not in told(fenced)


@pytest.mark.parametrize("said", ["Étant donné que Linda vient", "Et qu'il attend"])
def test_a_sentence_is_told_as_it_is_written(told: Callable[[str], str], said: str) -> None:
    feature = f"# language: fr\nFonctionnalité: a\n  Scénario: b\n    Soit Linda est cliente\n    {said}\n"

    assert said in told(feature)
