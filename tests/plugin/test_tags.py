"""What tags do while scenarios run: above examples, several at once, and pytest's own, which are refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pytest_bdd.scenario import scenario_wrapper_template_registry

from journeys.errors import BrokenPromise, BrokenPromises
from journeys.gherkin.reading.feature_reading import read_feature
from journeys.gherkin.reading.leniency import settle
from journeys.judging.verdict import Outcome

from .conftest import Suite

OUTLINE = """
  Scenario Outline: Asked at the <place>
    When Linda opens the email
    And she asks the <place> about the offer
    Then every touchpoint honours the promise

    Examples:
      | place   |
      | website |

    @known_breach:KM-6-until:2999-12-31 @channel:store
    Examples: Known to be dear
      | place |
      | store |
"""
DEAR = """
  Scenario: Dear
    When Linda opens the email
    And she asks the store about the offer
    Then every touchpoint honours the promise
"""


def test_a_tag_above_examples_holds_for_their_rows_only(suite: Suite) -> None:
    suite.feature("rows", OUTLINE)

    ran = suite.shop("run", "features")

    assert ran.code == 0, ran.said
    website, store = sorted(suite.run().scenarios, key=lambda one: one.started.tags)
    assert (website.started.tags, website.outcome) == ((), Outcome.KEPT)
    assert store.started.tags == ("channel:store", "known_breach:KM-6-until:2999-12-31")
    assert store.ended is not None
    assert store.ended.known == "KM-6 until 31 December 2999"


def test_rows_are_chosen_by_the_tags_above_them_and_checked_with_them(suite: Suite) -> None:
    suite.feature("rows", OUTLINE)
    assert "1 feature read, no problems." in suite.shop("check", "features").out

    suite.shop("run", "features", "-m", "channel")

    assert [one.started.example for one in suite.run().scenarios] == [{"place": "store"}]


@pytest.mark.parametrize("days", [("2020", "2999"), ("2999", "2020")])
def test_of_several_known_breaches_the_one_that_ends_first_decides(suite: Suite, days: tuple[str, str]) -> None:
    tags = " ".join(f"@known_breach:KM-{year}-until:{year}-12-31" for year in days)
    suite.feature("dear", f"\n  {tags}" + DEAR)

    ran = suite.shop("run", "features")

    assert ran.code == 1, ran.said
    assert "known: KM-2020 until 31 December 2020, which has passed" in ran.out


def test_a_mended_breach_is_told_with_its_place_and_the_command_that_repeats_it(suite: Suite) -> None:
    swapped = OUTLINE.replace("| website |", "| call centre |").replace("| store |", "| website |")
    suite.feature("rows", swapped)

    ran = suite.shop("run", "features")

    line = next(line for line in ran.out.splitlines() if "This breach is mended" in line)
    assert "features/rows.feature:" in line
    assert "put it on those, or on their Examples" in line
    assert "repeat with: pytest 'features/rows.feature::Asked at the <place>[website]'" in ran.out


def test_a_breach_that_was_made_good_after_a_then_found_it_is_let_off_as_well(tmp_path: Path) -> None:
    file = tmp_path / "late.feature"
    file.write_text(
        "Feature: Late\n  @known_breach:KM-1-until:2999-12-31\n  Scenario: Late\n    When she calls\n", "utf-8"
    )

    class Item:
        parent, obj = None, staticmethod(lambda: None)

        def get_closest_marker(self, _name: str) -> None:
            """Have none."""

    item: Any = Item()
    scenario_wrapper_template_registry[item.obj] = read_feature(file).feature.scenarios["Late"]

    error, known = settle(item, Outcome.MADE_GOOD, BrokenPromises("the store broke it", [BrokenPromise("dear")]))

    assert isinstance(error, pytest.xfail.Exception)
    assert known == "KM-1 until 31 December 2999"


def test_a_run_in_which_all_was_skipped_is_not_one_that_kept_every_promise(suite: Suite) -> None:
    suite.feature("dear", "\n  @skip" + DEAR)

    ran = suite.shop("run", "features")

    assert ran.code == 2, ran.said


def test_pytests_own_way_to_let_failures_off_is_refused(suite: Suite) -> None:
    suite.feature("dear", "\n  @xfail" + DEAR)

    ran = suite.shop("run", "features")

    assert ran.code == 2, ran.said
    assert "without anybody's having accepted them: '@xfail'. Use @known_breach" in ran.out
