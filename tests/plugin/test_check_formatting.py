"""Laying features out: evenly, twice the same, and never saying anything else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from gherkin.errors import CompositeParserException
from gherkin.parser import Parser
from hypothesis import example, given
from hypothesis import strategies as st

from journeys.errors import AuthorError
from journeys.gherkin.reading.formatting import fix, formatted

from .conftest import Suite

CROOKED = """\
# language: en
@R1   @slow
Feature:   Crooked
     What is written here
       stays where it is.

Background:
\tGiven   Linda is a customer


  # why she asks
  @wip
  Scenario Outline: One \t
       It stays here
   When she says:
     \"\"\"
       as she
     says it
     \"\"\"
    And there are:
    | term | value |
    # a remark
      | a longer term|x\\|y|
  Examples:
      |place|
   | متجر |
 Rule: Another
  Scenario: Two
  Then nothing
# the end
"""
EVEN = """\
# language: en
@R1   @slow
Feature: Crooked
     What is written here
       stays where it is.

  Background:
    Given Linda is a customer

  # why she asks
  @wip
  Scenario Outline: One
       It stays here
    When she says:
      \"\"\"
        as she
      says it
      \"\"\"
    And there are:
      | term          | value |
      # a remark
      | a longer term | x\\|y  |

    Examples:
      | place |
      | متجر  |

  Rule: Another

    Scenario: Two
      Then nothing
      # the end
"""
KEYWORDS = [
    "Feature: F",
    "Background:",
    "Rule: R",
    "Scenario: S",
    "Scenario Outline: S <a>",
    "Examples:",
    "Given x",
    "When  y",
    "* z",
    '"""',
    "```json",
    "# comment",
    "# language: ar",
    "@tag @other",
    "| a | b\\|c |",
    "| a \\\\ | \\n |",
    "|  |",
    "words",
    "سيناريو: س",
    "",
]
LINES = st.tuples(
    st.sampled_from(["", " ", "  ", "\t", "      "]), st.sampled_from(KEYWORDS) | st.text(max_size=12)
).map("".join)
STEPS = st.sampled_from(["Given x", "| a | b |", "|c|dd|", "# c", "", "   ", '"""', " free words", "@t", "Examples:"])
FEATURES = st.lists(LINES, max_size=14).map("\n".join) | st.lists(STEPS, max_size=12).map(
    lambda lines: "\n".join(["Feature: F", "  Scenario: S", *lines])
)


def said(text: str) -> object:
    """Parse a feature with Gherkin alone, and leave out where things stand."""

    def without_places(node: object) -> object:
        if isinstance(node, dict):
            kept = {key: without_places(value) for key, value in node.items() if key not in {"location", "id"}}
            if set(node) == {"location", "text"}:
                kept["text"] = node["text"].strip()
            if "description" in node:
                kept["description"] = node["description"].rstrip()  # a line of blanks at its end says nothing
            return kept
        return [without_places(one) for one in node] if isinstance(node, list) else node

    return without_places(Parser().parse(text))


def test_a_crooked_feature_is_laid_out_evenly() -> None:
    assert formatted(CROOKED) == EVEN


def test_columns_are_as_wide_as_they_are_shown() -> None:
    table = "Feature: a\n\n  Scenario: b\n    Given c\n      | {} |\n      | {} |\n      | {} |\n"

    assert formatted(table.format("مجانًا", "👩‍👩‍👧", "日本語")) == table.format("مجانًا ", "👩‍👩‍👧    ", "日本語")


@given(FEATURES)
@example(CROOKED)
def test_it_says_what_it_said_before_and_laying_it_out_twice_changes_nothing(text: str) -> None:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    try:
        laid_out = formatted(text)
    except AuthorError as error:
        if "cannot be read" in str(error):
            with pytest.raises(CompositeParserException):
                said(text)
        return

    assert said(laid_out) == said(text.removeprefix("\ufeff"))
    assert formatted(laid_out) == laid_out


def test_a_file_keeps_its_line_ends_and_loses_a_mark_that_gherkin_does_not_skip(tmp_path: Path) -> None:
    feature = tmp_path / "windows.feature"
    feature.write_bytes("\ufeffFeature: Windows\r\n\r\n\r\n Scenario: One\r\n  Given x\r\n".encode())

    changed = fix(feature), fix(feature)

    assert changed == (True, False)
    assert feature.read_bytes() == b"Feature: Windows\r\n\r\n  Scenario: One\r\n    Given x\r\n"


def test_what_cannot_be_read_is_left_as_it_is_and_the_others_are_laid_out(suite: Suite) -> None:
    folder = suite.folder / "features"
    (folder / "bad.feature").write_text("Feature: Bad\n Scenario: One\n  When x\n Whenever\n", encoding="utf-8")
    (folder / "latin.feature").write_bytes("Feature: Söhne\n".encode("latin-1"))
    (folder / "good.feature").write_text(
        "Feature: Good\n Scenario: One\n  When nothing happens\n  Then nothing matters\n", encoding="utf-8"
    )

    result = suite.shop("check", "--fix", "features")

    assert result.code == 1
    assert result.out.startswith("features/good.feature: laid out\n")
    assert "features/bad.feature: The feature cannot be read, so it is left as it is" in result.err
    assert (
        "features/latin.feature: The feature is not UTF-8 text, so it is left as it is. Save it as UTF-8." in result.err
    )
    assert "\n  Scenario: One\n    When nothing happens\n" in (folder / "good.feature").read_text(encoding="utf-8")
    assert (folder / "bad.feature").read_text(encoding="utf-8").endswith("\n Whenever\n")


BEHIND_A_ROW = {
    "      | price | 99.00 USD | # tax included": "# tax included",
    "      | offer   | # as in autumn": "# as in autumn",
    "      | a | b | c": "c",
    "      | a |\tTODO ask Ann": "TODO ask Ann",
    "      | a \\| b | x": "x",
    "      | a \\\\| see below": "see below",
    "      | a | // no": "// no",
    "      | a | 99.00 USD": "99.00 USD",
    "      | a | <!-- x -->": "<!-- x -->",
    "      | a | é": "é",
}


@pytest.mark.parametrize("row", BEHIND_A_ROW)
def test_words_behind_a_rows_last_bar_stay_and_are_told(row: str, tmp_path: Path) -> None:
    file = tmp_path / "a.feature"
    file.write_text(f"Feature: a\n  Scenario: b\n    Given c\n{row}\n", encoding="utf-8")
    before = file.read_bytes()

    with pytest.raises(AuthorError, match=re.escape(repr(BEHIND_A_ROW[row]))):
        fix(file)

    assert file.read_bytes() == before


@pytest.mark.parametrize("row", ["| a |", "| a |   ", "| a \\| b |", "| # a |", "|a|b|\t", "| \\\\ |", "| a \\n |"])
def test_rows_with_nothing_behind_them_are_laid_out(row: str) -> None:
    assert formatted(f"Feature: a\n  Scenario: b\n    Given c\n{row}\n").count("|") == row.count("|")
