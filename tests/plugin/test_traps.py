"""What would pass, or be lost, without anything having been checked fails instead, and `shop check` names it."""

from __future__ import annotations

import pytest

from .conftest import Suite

TRAPS = {
    "two scenarios of one name, the first of which would be lost": (
        """
  Scenario: Twice
    When a colleague's step asserts
    Then nothing matters

  Scenario: Twice
    When nothing happens
    Then nothing matters
""",
        "Two scenarios have one name: 'Twice'.",
    ),
    "a scenario without steps": ("\n  Scenario: Empty\n", "The scenario has no steps"),
    "a scenario without a Then": ("\n  Scenario: Unjudged\n    When nothing happens\n", "The scenario has no Then"),
    "examples without a row": (
        """
  Scenario Outline: Nowhere
    When nothing happens at <place>
    Then nothing matters

    Examples:
      | place |
""",
        "The examples have no row",
    ),
    "a misspelt placeholder": (
        """
  Scenario Outline: Somewhere
    When nothing happens
    Then the <plase> honours the promise

    Examples:
      | place |
      | store |
""",
        "No examples have a column for this placeholder: '<plase>'. Did you mean 'place'?",
    ),
    "a feature without a scenario": ("", "The feature has no scenario"),
}


@pytest.mark.parametrize("trap", TRAPS)
def test_it_fails_when_it_is_run_and_when_it_is_checked(trap: str, suite: Suite) -> None:
    text, message = TRAPS[trap]
    suite.feature("trap", text, background="")

    ran, checked = suite.shop("run", "features"), suite.shop("check", "features")

    assert ran.code == 2, ran.said
    assert message in ran.out
    assert checked.code == 1
    assert message in checked.out


def test_an_async_step_is_an_error_and_not_a_pass(suite: Suite) -> None:
    conftest = suite.folder / "conftest.py"
    sentence = '\n\n@then("all is well, later")\nasync def later():\n    assert 1 == 2\n'
    conftest.write_text(conftest.read_text(encoding="utf-8") + sentence, encoding="utf-8")
    suite.feature(
        "later", "\n  Scenario: Later\n    When nothing happens\n    Then all is well, later\n", background=""
    )

    ran, checked = suite.shop("run", "features", "--no-preflight"), suite.shop("check", "features")

    assert ran.code == 2, ran.said
    assert "This step is async, so it would pass without having run." in ran.out
    assert "later.feature:6:10: This step is async, so it would never run: 'all is well, later'." in checked.out
