"""What a run would refuse is told before it: of places, channels, dates, people, orders and time."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_bdd.steps import step_function_context_registry

import steps
from fixtures.sandbox.company_file import facts_unopened
from journeys.company.company_file import described
from journeys.gherkin.checking.checking import Checker
from journeys.gherkin.reading.feature_reading import read_feature
from journeys.gherkin.reading.formatting import mend
from journeys.gherkin.sentences.matching import SentenceIndex

Told = Callable[[str], str]
FEATURE = """Feature: One

  Scenario: One
    Given Linda is a customer, with a line for her daughter Maya
    And the company promised Linda by {by}:
      | offer   | free phone upgrade |
      | price   | {price} |
      | {term} | {value} |
    When {when}
    Then every touchpoint honours the promise
"""
RIGHT = {
    "by": "email",
    "price": "0.00 USD",
    "term": "valid for",
    "value": "30 days",
    "when": "Linda opens the email",
}
USED_AND_ASKED = (
    "Linda opens the email\n    And she redeems the offer at the store\n    And she asks the store about the offer"
)
WRONG = {
    "two days": ({"term": "valid through", "value": "03/04/2027"}, "3 April 2027 or 4 March 2027"),
    "an end in the past": (
        {"term": "valid through", "value": "3 March 2020"},
        "8:25: The offer ends before it is made",
    ),
    "a place that cannot": (
        {"when": "she redeems the offer at the inbox"},
        "The inbox cannot redeem an offer. These can",
    ),
    "a channel": ({"by": "post"}, "announces no offers by: 'post'"),
    "no order": ({"when": "she reads the order confirmation"}, "nobody redeems the offer before"),
    "asked about when it is used up": (
        {"when": USED_AND_ASKED},
        "11:5: Whoever asks about the offer here is owed no price any more: it has been used once by then",
    ),
    "no cart": ({"when": "she checks out on the website"}, "nobody puts the offer in a cart before"),
    "no price": ({"price": "free of charge"}, "Write it: free."),
    "no line": ({"term": "line", "value": "Omar"}, "Linda has no line for this person: 'Omar'"),
    "a dear offer": ({"price": "131.00 USD"}, "Kestrel makes no offer above the regular price, which is 130.00 USD"),
    "no message": ({"by": "web", "when": "she learns of the offer from the inbox"}, "Nothing of it comes to the inbox"),
    "no going back": (
        {"when": "40 days pass\n    And it is the last second of Linda's offer"},
        "The offer has ended already",
    ),
    "no end": (
        {"term": "times", "value": "once", "when": "50 days pass\n    And Linda asks the app about the offer"},
        "Nothing was said of the offer's end",
    ),
    "cancelling": (
        {"when": "she cancels her order on the website"},
        "Nearest that can: When she cancels ",
    ),
    "two slips": (
        {"when": "she asks the cal centre abuot the offer"},
        "When she asks the call centre about the offer ('call centre', not 'cal centre', 'about', not 'abuot')",
    ),
    "a number in words": ({"when": "three days pass\n    And Linda opens the email"}, "Nearest: When 3 days pass"),
    "two sentences": (
        {"when": "Linda opens the email and asks the store about the offer"},
        "Write two lines: When Linda opens the email / And she asks the store about the offer",
    ),
}
FORM = {
    "blanks": ("opens the email", "opens  the email"),
    "a full stop": ("the promise\n", "the promise.\n"),
    "a bar": ("| 30 days |", "| 30 days"),
    "a colon": ("Scenario: One", "Scenario One"),
    "a capital": ("    When Linda", "    when Linda"),
}


@pytest.fixture(scope="module")
def kestrel() -> Checker:
    """Reads features for the demo company, as it describes itself unopened."""
    for module in steps.pytest_plugins:
        importlib.import_module(module)
    facts = facts_unopened("connected", (), "127.0.0.1", "http://127.0.0.1:9")
    return Checker(described(facts), SentenceIndex(step_function_context_registry.values()))


@pytest.fixture
def told(kestrel: Checker, tmp_path: Path) -> Told:
    """Check a text and return what is said of it."""

    def check(text: str) -> str:
        path = tmp_path / "one.feature"
        path.write_text(text, encoding="utf-8")
        read_feature.cache_clear()
        return "\n".join(map(str, kestrel.problems(path, path.name)))

    return check


def test_what_is_right_has_no_problem(told: Told) -> None:
    assert told(FEATURE.format(**RIGHT)) == ""
    assert told(FEATURE.format(**RIGHT | {"when": USED_AND_ASKED, "term": "times", "value": "twice"})) == ""


@pytest.mark.parametrize("case", WRONG)
def test_it_is_told_before_a_run(told: Told, case: str) -> None:
    changed, problem = WRONG[case]

    assert problem in told(FEATURE.format(**RIGHT | changed))


def test_a_visitor_is_sent_to_no_place_for_customers(told: Told) -> None:
    text = FEATURE.format(**RIGHT).replace(
        "    When", '    And Omar is a visitor\n    And the company lists "X" at 1 USD\n    When'
    )
    text = text.replace("    Then", '    And Omar looks up "X" in the app\n    Then')

    assert "The app serves customers only, and Omar is a visitor." in told(text)


@pytest.mark.parametrize("slip", FORM)
def test_what_is_only_form_is_mended_and_says_the_same(kestrel: Checker, tmp_path: Path, slip: str) -> None:
    path, right = tmp_path / "one.feature", FEATURE.format(**RIGHT)
    path.write_text(right.replace(*FORM[slip], 1), encoding="utf-8")
    read_feature.cache_clear()
    found = kestrel.problems(path, path.name)

    mend(path, [(one.line, *one.mended) for one in found if one.mended])

    assert path.read_text(encoding="utf-8") == right
