"""``shop new topic``: what it writes runs at once, in every form; what it cannot write leaves everything as it was."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from journeys.cli import main

from .conftest import Result, Shop


@pytest.fixture
def acme(tmp_path: Path) -> Path:
    """Begin a suite with a practice shop."""
    folder = tmp_path / "acme"
    begun = CliRunner().invoke(main, ["new", "company", str(folder), "--name", "Acme"])
    assert begun.exit_code == 0, begun.output
    return folder


def files_of(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): path.read_text(encoding="utf-8")
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and ".pytest_cache" not in path.parts
    }


@pytest.mark.timeout(400)
def test_it_writes_a_kind_of_promise_that_is_walked_checked_and_tested_at_once(acme: Path, shop: Shop) -> None:
    told = shop("new", "topic", "loyalty points", "--term", "points", "--example", "500", folder=acme)

    assert told.code == 0, told.said
    assert "journeys/acme/loyalty_points.py" in told.out
    assert shop("run", "features/loyalty_points", folder=acme).code == 0
    assert "the company states points of 500 for" in shop("steps", folder=acme).out
    tested = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/test_loyalty_points.py"],
        cwd=acme,
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )
    assert tested.returncode == 0, tested.stdout
    shown = acme / "fixtures" / "practice_shop.py"
    shown.write_text(shown.read_text(encoding="utf-8").replace('"points": "500"', '"points": "400"'), encoding="utf-8")
    broken = shop("run", "features/loyalty_points", folder=acme)
    assert broken.code == 1
    assert "did not tell the loyalty points as promised: told 400" in broken.said
    assert "points: 500" in broken.out  # the matrix says what was promised
    module = acme / "journeys" / "acme" / "loyalty_points.py"
    module.write_text(module.read_text(encoding="utf-8").replace("rule(LOOK_UP)", "rule(LOOKUP)"), encoding="utf-8")
    wrong = shop("check", folder=acme)
    assert wrong.code == 2
    assert re.search(r"loyalty_points\.py:38: .*'LOOKUP'. Did you mean 'LOOK_UP'\?", wrong.said)


@pytest.mark.parametrize(
    ("form", "example", "language"),
    [
        ("MONEY", "5.00 USD", "de"),
        ("DURATION", "2 years", "fr"),
        ("WORDS", "at your door", "ar"),
        ("YES_OR_NO", "yes", "de"),
    ],
)
def test_every_form_and_language_makes_a_feature_without_a_problem(
    acme: Path, shop: Shop, form: str, example: str, language: str
) -> None:
    told = shop("new", "topic", "delivery", "--form", form, "--example", example, "--language", language, folder=acme)

    assert told.code == 0, told.said  # it has checked its own feature


def test_two_topics_stand_beside_each_other(acme: Path, shop: Shop) -> None:
    shop("new", "topic", "loyalty points", "--term", "points", folder=acme)

    told = shop("new", "topic", "delivery days", "--term", "days", folder=acme)

    assert told.code == 0, told.said
    assert 'topics = ["acme.loyalty_points", "acme.delivery_days"]' in files_of(acme)["company.toml"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["loyalty points", "--at", "wesbite"], "has no such touchpoint: 'wesbite'. Did you mean 'website'?"),
        (["loyalty points", "--about", "Cotton jackt"], "'Cotton jackt'. Did you mean 'Cotton jacket'?"),
        (["class"], "'class' is a word of Python's own"),
        (["offers"], "There is a topic 'offers' already"),
        (["!!!"], "makes no name for a module"),
        (["loyalty points", "--example", "many"], "is not a whole number: 'many'"),
        (["loyalty points", "--term", "price"], "Two topics declare the term of promises 'price'"),
    ],
)
def test_what_cannot_be_written_leaves_everything_as_it_was(
    acme: Path, shop: Shop, options: list[str], said: str
) -> None:
    before = files_of(acme)

    told = shop("new", "topic", *options, folder=acme)

    assert told.code == 2
    assert said in told.said
    assert "Nothing was written" in told.said
    assert files_of(acme) == before


def test_where_there_is_no_suite_it_says_how_to_begin_one(tmp_path: Path, shop: Shop) -> None:
    told: Result = shop("new", "topic", "loyalty points", folder=tmp_path)

    assert told.code == 2
    assert "Begin a suite with: shop new company DIR" in told.said
