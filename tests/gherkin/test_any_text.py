"""Whatever is in a feature file, ``shop check`` has something to say about it and ends as it should."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from gherkin.errors import ParserError
from gherkin.parser import Parser
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pytest_bdd.exceptions import GherkinParseError

from journeys.gherkin.checking import Checker
from journeys.gherkin.feature_reading import read_feature
from tests.commands.conftest import Shop, shop

__all__ = ["shop"]

FRAGMENTS = (
    "Feature: a",
    "# language: ar",
    "# language: tlh",
    "خاصية: ا",
    "  Background:",
    "  Rule: r",
    "  Scenario: b",
    "  Scenario Outline: <c>",
    "    Examples:",
    "      | c |",
    "      | d | e |",
    "      | \\| | ",
    "    Given Linda is a customer",
    "    And the company promised Linda by email:",
    "      | price | free |",
    "      | price | a song |",
    "      | valid for | 99999999999 days |",
    '    Given the company lists "x" at 9999999999999999999999999999.99 USD',
    "    When Linda asks the shop about the offer",
    "    When 999999999999999999 days pass",
    "    When she waits",
    "    Then every touchpoint honours the promise",
    "    Then it cost Linda at most ٢ contacts and 5 minutes of waiting",
    "    * and so on",
    '    """',
    "    ```",
    "  @tag @known_breach:X-until:2026-02-31",
    "@",
    "\ufeff",
    "\u200f",
    "\t",
    "",
)
TEXTS = st.one_of(
    st.text(),
    st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=12), max_size=14).map("\n".join),
    st.lists(st.sampled_from(FRAGMENTS), max_size=14).map(lambda lines: "\r\n".join(["Feature: a", *lines])),
)


def is_feature(text: str) -> bool:
    """Ask the Cucumber project's own parser."""
    try:
        return "feature" in Parser().parse(text)
    except ParserError:
        return False


def is_read(path: Path) -> bool:
    """Ask ours."""
    try:
        read_feature(path)
    except GherkinParseError:
        return False
    return True


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
@given(text=TEXTS)
@example(text="")
@example(text=f'Feature: a\nScenario: b\nGiven the company lists "x" at {"1" * 30} USD')
def test_any_text_is_read_or_refused_at_a_line_of_it(text: str, checker: Checker, tmp_path: Path) -> None:
    content = text.encode("utf-8", "surrogatepass")
    _check(checker, tmp_path, content)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=50)
@given(content=st.binary())
def test_any_bytes_are_read_or_refused(content: bytes, checker: Checker, tmp_path: Path) -> None:
    _check(checker, tmp_path, content)


def _check(checker: Checker, folder: Path, content: bytes) -> None:
    path = folder / f"{hash(content) & 0xFFFFFFFFFFFF:x}.feature"  # a file is read once, so each has its own name
    path.write_bytes(content)

    problems = checker.problems(path, "a.feature")

    assert problems, "a text made at random is no journey"
    assert all(problem.message for problem in problems)
    assert all(1 <= problem.line <= content.count(b"\n") + content.count(b"\r") + 2 for problem in problems)


def test_every_feature_of_the_cucumber_project_is_read(compatibility_kit: list[Path], checker: Checker) -> None:
    assert len(compatibility_kit) > 40
    for path in compatibility_kit:
        problems = checker.problems(path, path.name)

        assert problems, f"{path.name} speaks of cucumbers, and nobody here defines those"
        assert is_read(path), path.name


def test_what_the_cucumber_projects_parser_refuses_is_refused_here(
    compatibility_kit: list[Path], checker: Checker, tmp_path: Path
) -> None:
    refused = 0
    for number, text in enumerate(text for path in compatibility_kit[::3] for text in _damaged(path)):
        path = tmp_path / f"{number}.feature"
        path.write_text(text, encoding="utf-8")
        problems = checker.problems(path, path.name)

        if is_feature(text) and not is_read(path):
            assert ["must start with" in problem.message for problem in problems] == [True], text
        else:
            assert is_read(path) is is_feature(text), text
        assert problems
        refused += not is_read(path)

    assert refused > 100


def test_shop_check_ends_as_it_should_on_all_of_them_together(
    shop: Shop, compatibility_kit: list[Path], tmp_path: Path
) -> None:
    suite = tmp_path / "suite"
    (suite / "features").mkdir(parents=True)
    (suite / "conftest.py").write_text(
        'pytest_plugins = ["journeys.steps", "journeys.fixtures", "journeys.reports"]\n', encoding="utf-8"
    )
    (suite / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    damaged = [text for path in compatibility_kit[::5] for text in _damaged(path)]
    texts = [*damaged, "", "\0", "Feature:", "Feature: a\n  Scenario:\n    Given\n", "\ufeffFeature: a\n", "\r\r\r"]
    for number, text in enumerate(texts):
        (suite / "features" / f"damaged_{number}.feature").write_text(text, encoding="utf-8")
    (suite / "features" / "latin.feature").write_bytes("Feature: caf\xe9\n".encode("latin-1"))
    for path in compatibility_kit:
        shutil.copy(path, suite / "features")

    result = shop("check", "features", folder=suite)

    assert result.code == 1
    assert result.err == ""
    assert "INTERNAL" not in result.out
    assert f"{len(texts) + 1 + len(compatibility_kit)} features read, " in result.out


def _damaged(path: Path) -> Iterator[str]:
    """Give a feature with each of its lines out of place in turn: gone, twice, or without its beginning."""
    lines = path.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines):
        yield "\n".join([*lines[:number], *lines[number + 1 :]])
        yield "\n".join([*lines[:number], line, line, *lines[number + 1 :]])
        yield "\n".join([*lines[:number], line.strip()[1:], *lines[number + 1 :]])


@pytest.mark.parametrize("text", ["", "\0", "\ufeff", "Feature:", "# language: tlh\nFeature: a", "Feature: a\n@"])
def test_a_file_that_says_nothing_gets_a_message(text: str, checker: Checker, tmp_path: Path) -> None:
    path = tmp_path / "empty.feature"
    path.write_text(text, encoding="utf-8")

    assert checker.problems(path, "empty.feature")
