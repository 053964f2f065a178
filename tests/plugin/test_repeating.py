"""Walked several times, a scenario is another one each time."""

from __future__ import annotations

import pytest

from .conftest import Suite
from .test_collecting import KEPT, QUIET

OUTLINE = """
  Scenario Outline: Asked at the <place>
    When Linda opens the email
    And she asks the <place> about the offer
    Then the <place> honours the promise

    Examples:
      | place   |
      | website |
"""


def test_every_walk_is_made_by_another_shopper_and_counted(suite: Suite) -> None:
    suite.feature("often", KEPT + OUTLINE)

    result = suite.shop("run", "--repeat", "2")

    walked = suite.run().scenarios
    assert len({one.started.scenario for one in walked}) == 4, result.said  # by which shoppers are invented
    assert [(one.started.name, one.started.turn) for one in walked] == [
        ("Kept", 1),
        ("Kept", 2),
        ("Asked at the <place>", 1),
        ("Asked at the <place>", 2),
    ]
    assert all(one.ended and one.ended.repeat.endswith("--repeat 2") for one in walked)


@pytest.mark.parametrize("times", ["0", "-1", "often"])
def test_a_number_of_times_is_asked_for(suite: Suite, times: str) -> None:
    suite.feature("often", QUIET)

    assert suite.pytest("features", f"--repeat={times}").code == pytest.ExitCode.USAGE_ERROR
    assert suite.shop("run", f"--repeat={times}").code == pytest.ExitCode.INTERRUPTED
