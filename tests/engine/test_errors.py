"""Errors: sorted by whose fault they are, in words one can act on."""

from __future__ import annotations

import re
import traceback

import pytest

from journeys import errors
from journeys.errors import (
    AuthorError,
    BrokenPromise,
    BrokenPromises,
    Compromised,
    MysteryShopperError,
    UnknownName,
    nearest,
    whose_fault,
)

OURS = {
    name: kind
    for name, kind in vars(errors).items()
    if isinstance(kind, type) and issubclass(kind, Exception) and kind.__module__ == errors.__name__
}


def test_every_error_is_exported_and_nothing_is_exported_that_is_not_there() -> None:
    functions = {"nearest", "whose_fault"}

    assert set(errors.__all__) == set(OURS) | functions
    assert errors.__all__ == sorted(errors.__all__)


def test_the_tree_in_the_docstring_is_the_tree_of_classes() -> None:
    drawn: dict[str, str] = {}
    parents: list[str] = []
    for line in (errors.__doc__ or "").splitlines():
        if match := re.fullmatch(r"    ((?:[│ ]   )*)(?:[├└]── )?([A-Z]\w+)\b.*", line):
            depth = (len(line) - len(line.lstrip(" │├└─"))) // 4 - 1
            parents[depth:] = [match[2]]
            drawn[match[2]] = parents[depth - 1] if depth else ""

    real = {
        name: kind.__base__.__name__ if issubclass(kind, MysteryShopperError) else "" for name, kind in OURS.items()
    }
    real["MysteryShopperError"] = ""
    assert drawn == real


@pytest.mark.parametrize("name", sorted(OURS))
def test_every_error_says_whose_fault_it_is(name: str) -> None:
    kind = OURS[name]
    error = kind("what happened", [BrokenPromise("one")]) if kind is BrokenPromises else kind("what happened")

    expected = "company" if name.startswith("Broken") else "world" if isinstance(error, Compromised) else "author"
    assert whose_fault(error) == expected


@pytest.mark.parametrize("error", [ValueError("a plain bug"), KeyError("store"), RuntimeError()])
def test_an_error_nobody_raised_on_purpose_is_the_authors(error: Exception) -> None:
    assert whose_fault(error) == "author"


def test_an_authors_error_says_what_where_the_nearest_the_valid_and_the_remedy() -> None:
    error = UnknownName(
        "Kestrel Mobile has no such touchpoint",
        value="strore",
        valid=["website", "store"],
        remedy="Add it to the company file.",
        place="kestrel.toml:12",
    )

    assert str(error) == (
        "kestrel.toml:12: Kestrel Mobile has no such touchpoint: 'strore'. Did you mean 'store'? "
        "Valid: website, store. Add it to the company file."
    )


def test_a_problem_without_a_value_and_its_remedy_are_two_sentences() -> None:
    assert str(AuthorError("The promise has no price", remedy="Add one.")) == "The promise has no price. Add one."
    assert str(AuthorError("The promise has no price")) == "The promise has no price"


def test_the_first_place_that_is_known_is_kept() -> None:
    error = AuthorError("No such date").at("linda.feature:7").at("elsewhere:1")

    assert error.place == "linda.feature:7"


@pytest.mark.parametrize(
    ("value", "like"),
    [("Regular Prise", "regular price"), ("call center", "call centre"), ("zzz", None), ("", None)],
)
def test_the_nearest_name_is_proposed_only_if_it_is_near(value: str, like: str | None) -> None:
    assert nearest(value, ["regular price", "call centre"]) == like


def test_all_breaches_of_a_scenario_are_one_assertion_that_prints_its_table_and_each_member() -> None:
    group = BrokenPromises("the table", [BrokenPromise("the store: $130"), BrokenPromise("the chat: $110")])

    assert isinstance(group, AssertionError)
    assert str(group) == "the table"
    printed = "".join(traceback.format_exception(group))
    assert "the store: $130" in printed
    assert "the chat: $110" in printed


def test_a_group_that_is_split_stays_a_group_of_broken_promises() -> None:
    group = BrokenPromises("the table", [BrokenPromise("kept apart"), ValueError("another")])

    broken, rest = group.split(BrokenPromise)

    assert isinstance(broken, BrokenPromises)
    assert isinstance(rest, BrokenPromises)
    assert [str(one) for one in broken.exceptions] == ["kept apart"]
