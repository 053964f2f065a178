"""A step's definition is the one pytest-bdd would find, but for ambiguity, which is an error; what we lean on holds."""

from __future__ import annotations

import importlib
import inspect
from types import SimpleNamespace
from typing import Any

import pytest
from pytest_bdd import compat, steps
from pytest_bdd.feature import features
from pytest_bdd.parser import FeatureParser

from journeys.gherkin.reading.feature_reading import read_feature
from journeys.gherkin.sentences.step_search import StepSearch

from .conftest import Suite

SCENARIO = importlib.import_module("pytest_bdd.scenario")


# What a scenario sees


def define(suite: Suite, folder: str, code: str) -> None:
    conftest = suite.folder / folder / "conftest.py"
    conftest.parent.mkdir(exist_ok=True)
    old = (
        conftest.read_text(encoding="utf-8")
        if conftest.exists()
        else "from pytest_bdd import given, when, then, parsers\n"
    )
    conftest.write_text(old + code, encoding="utf-8")


def shout(word: str, pattern: str = "nothing happens", keyword: str = "when") -> str:
    return f"\n\n@{keyword}({pattern!r})\ndef {word}(): print('said:', {word!r})\n"


ONE = "\n  Scenario: One\n    When nothing happens\n    Then nothing matters\n"


def test_the_nearest_folder_says_what_a_sentence_means(suite: Suite) -> None:
    define(suite, "features", shout("nearest"))
    define(suite, "elsewhere", shout("unseen"))
    suite.feature("near", ONE, background="")

    ran = suite.pytest("features", "-s")

    assert ran.code == 0, ran.said
    assert "said: nearest" in ran.out
    assert "unseen" not in ran.out


def test_the_suites_own_conftest_goes_before_a_plugin(suite: Suite) -> None:
    (suite.folder / "library.py").write_text(
        "from pytest_bdd import when" + shout("library", "it rings"), encoding="utf-8"
    )
    define(suite, ".", '\npytest_plugins.append("library")\n' + shout("own", "it rings"))
    suite.feature("near", ONE.replace("nothing happens", "it rings"), background="")

    ran = suite.pytest("features", "-s")

    assert ran.code == 0, ran.said
    assert "said: own" in ran.out
    assert "library" not in ran.out


def test_a_sentence_that_is_brought_in_twice_is_still_one(suite: Suite) -> None:
    (suite.folder / "library.py").write_text(
        "from pytest_bdd import when" + shout("library", "it rings"), encoding="utf-8"
    )
    define(suite, ".", '\npytest_plugins.append("library")\nfrom library import *\n')
    suite.feature("near", ONE.replace("nothing happens", "it rings"), background="")

    ran = suite.pytest("features", "-s")

    assert ran.code == 0, ran.said
    assert "said: library" in ran.out


@pytest.mark.parametrize("second", ['parsers.parse("nothing {verb}")', '"nothing happens"'], ids=["blank", "same"])
def test_two_meanings_in_one_place_stop_the_scenario_and_are_named_with_their_places(suite: Suite, second: str) -> None:
    define(suite, ".", f"\n\nfrom pytest_bdd import parsers\n\n@when({second})\ndef other(): print('said: other')\n")
    suite.feature("both", ONE, background="")

    ran, checked = suite.shop("run", "features", "--no-preflight"), suite.shop("check", "features")

    lines = (suite.folder / "conftest.py").read_text(encoding="utf-8").splitlines()
    first, last = lines.index('@given("nothing at all")') + 1, len(lines) - lines[::-1].index(f"@when({second})")
    places = [f"conftest.py:{first})", f"conftest.py:{last})"]
    assert ran.code == 2, ran.said
    assert "both.feature:5: This sentence has several meanings: 'nothing happens'." in ran.out
    assert checked.code == 1
    assert all(place in ran.out and place in checked.out for place in places), ran.out + checked.out
    step, after = suite.scenario("One").steps
    assert (step.status, after.status) == ("broken", "skipped")
    assert "several meanings" in str(step.message)


def test_a_definition_that_comes_while_the_run_is_on_is_found(suite: Suite) -> None:
    (suite.folder / "late.py").write_text("from pytest_bdd import when" + shout("late", "it is late"), encoding="utf-8")
    define(
        suite,
        ".",
        "\n\n@given('a late plugin')\ndef plugin(request):\n"
        "    import late\n    request.config.pluginmanager.register(late)\n",
    )
    scenario = "\n  Scenario: One\n    Given a late plugin\n    When it is late\n    Then nothing matters\n"
    suite.feature("late", scenario, background="")

    ran = suite.pytest("features", "-s", "--no-preflight")

    assert ran.code == 0, ran.said
    assert "said: late" in ran.out


def test_ordinary_pytest_bdd_tests_are_left_to_pytest_bdd(suite: Suite) -> None:
    define(
        suite, ".", "\n\nfrom pytest_bdd import parsers\n\n@when(parsers.parse('nothing {verb}'))\ndef other(): ...\n"
    )
    suite.feature("both", ONE, background="")
    (suite.folder / "test_bound.py").write_text(
        'from pytest_bdd import scenarios\nscenarios("features/both.feature")\n', encoding="utf-8"
    )

    ran = suite.pytest("test_bound.py")

    assert ran.code == 0, ran.said


# What we lean on


def test_pytest_bdd_asks_this_function_for_each_steps_definition() -> None:
    assert "get_step_function" in SCENARIO._execute_scenario.__code__.co_names
    assert list(inspect.signature(SCENARIO.get_step_function).parameters) == ["request", "step"]
    assert list(inspect.signature(compat.getfixturedefs).parameters) == ["fixturemanager", "fixturename", "node"]
    assert list(inspect.signature(compat.get_fixture_names).parameters) == ["fixturemanager"]
    assert {"signature", "get_required_args"} <= vars(SCENARIO).keys()
    assert {"signature", "get_required_args"} <= set(SCENARIO._execute_step_function.__code__.co_names)


def test_a_definitions_fixture_is_named_after_it(request: pytest.FixtureRequest) -> None:
    names = compat.get_fixture_names(request._fixturemanager)

    assert f"{steps.StepNamePrefix.step_def.value}_given_trace" in names, "pytest-bdd's own sentence"


def test_what_was_parsed_is_not_parsed_again(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "pin.feature"
    path.write_text("Feature: Pin\n  Scenario: One\n    Given nothing\n", encoding="utf-8")
    contents = read_feature(path)
    monkeypatch.setattr(FeatureParser, "_parse_feature_file", lambda _: pytest.fail("it was parsed again"))

    bound = SCENARIO.scenario(path.name, "One", features_base_dir=str(tmp_path))(lambda: None)

    assert features[str(path)] is contents.feature
    assert SCENARIO.scenario_wrapper_template_registry[bound] is contents.feature.scenarios["One"]


@pytest.mark.parametrize(
    ("name", "changed"),
    [
        ("get_step_function", lambda _one, _two, _three: None),
        ("_execute_scenario", lambda: None),
        ("get_fixture_names", lambda _: ["stepdef_given_trace"]),
        ("getfixturedefs", None),
    ],
)
def test_a_pytest_bdd_that_has_changed_keeps_its_own_search_with_a_warning(
    name: str, changed: Any, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    if changed is None:
        monkeypatch.delattr(SCENARIO, name)
    else:
        monkeypatch.setattr(SCENARIO, name, changed)
    its_own = SCENARIO.get_step_function
    search = StepSearch()

    with pytest.warns(pytest.PytestWarning, match="its own search is used, which is slower"):
        search.pytest_collection_finish(SimpleNamespace(_fixturemanager=request._fixturemanager, config=request.config))

    assert SCENARIO.get_step_function is its_own
    search.pytest_unconfigure()
    assert SCENARIO.get_step_function is its_own
