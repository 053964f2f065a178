"""The Cucumber project's own files: what is good is read, what is bad gets a message at its place, nothing crashes."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from gherkin.errors import CompositeParserException
from gherkin.parser import Parser
from gherkin.pickles.compiler import Compiler

from journeys.errors import AuthorError
from journeys.gherkin.checking.checking import Checker
from journeys.gherkin.reading.formatting import fix
from tests.commands.conftest import Shop, shop

__all__ = ["shop"]

PARTLY = "must start with"
"""What pytest-bdd says of a scenario that begins with a star: Gherkin takes it, and it is neither Given nor When."""


def refused(text: str) -> list[tuple[int, int]]:
    """Ask the Cucumber project's own parser where a text is wrong; nothing at all is wrong in its first line."""
    try:
        parsed = Parser().parse(text)
    except CompositeParserException as error:
        return [(one.location["line"], one.location.get("column") or 1) for one in error.errors]
    return [] if "feature" in parsed else [(1, 1)]


def pickles(path: Path) -> Any:
    """Say what a runner would do with a feature, without places."""
    return _said(Compiler().compile(Parser().parse(path.read_text(encoding="utf-8")) | {"uri": ""}))


def _said(part: Any) -> Any:
    if isinstance(part, dict):
        return {key: _said(value) for key, value in part.items() if "id" not in key.lower() and key != "location"}
    return [_said(one) for one in part] if isinstance(part, list) else part


def _damaged(path: Path) -> Iterator[str]:
    """Give a feature with each of its lines out of place in turn: gone, twice, or without its beginning."""
    lines = path.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines):
        yield "\n".join([*lines[:number], *lines[number + 1 :]])
        yield "\n".join([*lines[:number], line, line, *lines[number + 1 :]])
        yield "\n".join([*lines[:number], line.strip()[1:], *lines[number + 1 :]])


def _places(path: Path, checker: Checker) -> list[tuple[int, int]]:
    problems = checker.problems(path, path.name)
    assert all(problem.message and "\n" not in problem.message for problem in problems)
    return [(problem.line, problem.column) for problem in problems]


def test_every_good_feature_is_read(good: list[Path], checker: Checker) -> None:
    assert len(good) > 70
    for path in good:
        problems = checker.problems(path, path.name)

        assert problems, f"{path.name} speaks of cucumbers, and nobody here defines those"
        nothing = refused(path.read_text(encoding="utf-8"))
        if nothing or any(PARTLY in problem.message for problem in problems):
            assert len(problems) == 1, path.name
        else:
            assert not any("cannot stand" in problem.message for problem in problems), path.name


def test_every_bad_feature_gets_each_of_its_errors_told_where_the_parser_finds_it(
    bad: list[Path], checker: Checker
) -> None:
    assert len(bad) > 5
    for path in bad:
        assert _places(path, checker) == refused(path.read_text(encoding="utf-8")), path.name


def test_what_the_parser_refuses_in_a_damaged_feature_is_told_from_its_first_error_on(
    compatibility_kit: list[Path], checker: Checker, tmp_path: Path
) -> None:
    unread = 0
    for number, text in enumerate(text for path in compatibility_kit[::9] for text in _damaged(path)):
        path = tmp_path / f"{number}.feature"
        path.write_text(text, encoding="utf-8")

        places, wrong = _places(path, checker), refused(text)

        assert places, text
        assert not wrong or (places[0] == wrong[0] and set(places) <= set(wrong)), text
        unread += bool(wrong)

    assert unread > 30


def test_laying_out_leaves_bad_features_alone_and_what_good_ones_say(
    good: list[Path], bad: list[Path], tmp_path: Path
) -> None:
    for number, path in enumerate([*good, *bad]):
        copy = shutil.copy(path, tmp_path / f"{number}.feature")
        if path in bad:
            with pytest.raises(AuthorError, match="left as it is"):
                fix(copy)
            assert copy.read_bytes() == path.read_bytes(), path.name
        elif not refused(path.read_text(encoding="utf-8")):
            fix(copy)
            assert pickles(copy) == pickles(path), path.name
            assert not fix(copy), f"{path.name} is laid out once and for all"


@pytest.fixture
def suite(testdata: Path, tmp_path: Path) -> Path:
    """A suite of the files by which parsers are tried."""
    folder = tmp_path / "suite"
    (folder / "features").mkdir(parents=True)
    (folder / "conftest.py").write_text(
        'pytest_plugins = ["journeys.steps", "journeys.fixtures", "journeys.reports"]\n', encoding="utf-8"
    )
    (folder / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    for path in testdata.glob("*/*.feature"):
        shutil.copy(path, folder / "features" / f"{path.parent.name}_{path.name}")
    return folder


def test_check_ends_as_it_should_on_all_of_them_together(
    shop: Shop, suite: Path, bad: list[Path], compatibility_kit: list[Path]
) -> None:
    for path in compatibility_kit:
        shutil.copy(path, suite / "features")
    damaged = [text for path in compatibility_kit[::15] for text in _damaged(path)]
    for number, text in enumerate([*damaged, "", "\0", "Feature:", "\ufeffFeature: a\n", "\r\r\r"]):
        (suite / "features" / f"damaged_{number}.feature").write_text(text, encoding="utf-8")
    (suite / "features" / "latin.feature").write_bytes("Feature: caf\xe9\n".encode("latin-1"))

    result = shop("check", "features", folder=suite)

    assert result.code == 1
    assert result.err == ""
    assert f"{len(list((suite / 'features').iterdir()))} features read, " in result.out
    for path in bad:
        line, column = refused(path.read_text(encoding="utf-8"))[0]
        assert f"features/bad_{path.name}:{line}:{column}: " in result.out


def test_a_dry_run_ends_as_it_should_on_all_of_them_together(shop: Shop, suite: Path) -> None:
    result = shop("run", "features", "--dry", "--no-preflight", folder=suite)

    assert result.code == 2
    assert "INTERNAL" not in result.out
    assert "ERROR collecting" not in result.out, "every file was collected"


def test_explaining_them_ends_as_it_should(shop: Shop, suite: Path) -> None:
    names = [f"features/{path.name}" for path in sorted(suite.glob("features/good_*"))]
    read = [name for name in names if "incomplete" not in name and "empty" not in name]

    told = shop("explain", *read, folder=suite)
    refusal = shop("explain", "features/bad_single_parser_error.feature", folder=suite)

    assert told.code == 1
    assert all(name in told.out for name in read)
    assert refusal.code == 2
    assert "features/bad_single_parser_error.feature:2: " in refusal.err
