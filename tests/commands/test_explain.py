"""``shop explain``: what a scenario would do, visit by visit, and what it would judge; nobody is contacted."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from journeys.cli import main
from tests.engine.builders import answering

from .conftest import EFFORT, Shop
from .test_dry_run import COMPANY, FEATURE


def test_every_visit_is_told_with_its_touchpoint_and_every_judgement_with_its_concerns(shop: Shop) -> None:
    result = shop("explain", EFFORT, "--company", "connected")

    assert result.code == 0, result.said
    assert "The company promised Linda by email: offer: free phone upgrade price: 0.00 USD" in result.said
    assert re.search(r"Visit 1: Linda learns of the offer at the inbox \(email\)\.", result.out)
    assert re.search(r"Visit 2: Linda asks about the offer for Maya's line at the call centre \(phone\)\.", result.out)
    assert re.search(r"Visit 3: Linda redeems the offer at the store \(store\)\.", result.out)
    assert "It cost Linda at most 2 contacts and 5 minutes of waiting: sparing the customer effort." in result.said


def test_a_feature_in_arabic_is_quoted_and_told_in_english_with_its_own_names(shop: Shop) -> None:
    result = shop("explain", "features/arabic/linda_takes_the_offer_to_every_place.feature")

    assert result.code == 0, result.said
    assert "بفرض ليندا عميلة، ولديها خط باسم ابنتها مايا ليندا is a customer, with a line for her daughter مايا." in (
        result.said
    )
    assert "regular price: 130 USD" in result.said
    assert "Visit 2: ليندا asks about the offer for مايا's line at the call centre (phone)." in result.said
    assert "3 days pass." in result.said
    assert "ليندا never had to explain themselves twice: not asking twice." in result.said


def test_each_row_of_examples_is_told_by_itself(shop: Shop) -> None:
    result = shop("explain", "features/service/nobody_drops_the_customer.feature")

    for place in ("website", "app", "call centre", "store"):
        assert f"The {place} serves her to the end" in result.out
        assert f"Linda redeems the offer for Maya's line at the {place} (" in result.out


@pytest.fixture
def acme(tmp_path: Path) -> Path:
    """A suite for a company of one's own, which must not notice."""
    suite = tmp_path / "acme"
    (suite / "features").mkdir(parents=True)
    plugins = '["journeys.steps", "journeys.fixtures", "journeys.reports"]'
    (suite / "conftest.py").write_text(f"pytest_plugins = {plugins}\n", encoding="utf-8")
    (suite / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    return suite


def test_nobody_is_contacted(shop: Shop, acme: Path) -> None:
    (acme / "features" / "leaflet.feature").write_text(FEATURE, encoding="utf-8")
    with answering("you should not see this") as company:
        (acme / "company.toml").write_text(COMPANY.format(address=company.address), encoding="utf-8")
        result = shop("explain", "features", folder=acme)

    assert result.code == 0, result.said
    assert "Visit 2: Linda redeems the offer at the shop (web)." in result.said
    assert company.asked == []
    assert sorted(path.name for path in acme.iterdir() if path.name[0] not in "._") == [
        "company.toml",
        "conftest.py",
        "features",
        "pytest.ini",
    ]


def test_what_cannot_be_walked_is_told_in_its_place(shop: Shop, acme: Path) -> None:
    wrong = FEATURE.replace("redeems the offer at the shop", "redeems the offer at the shpo")
    wrong = wrong.replace(
        "When Linda asks the shop about the offer", "When Linda waits a little\n    And she complains to the shop"
    )
    (acme / "features" / "leaflet.feature").write_text(wrong, encoding="utf-8")
    (acme / "company.toml").write_text(COMPANY.format(address="http://127.0.0.1:9/"), encoding="utf-8")

    result = shop("explain", "features", folder=acme)

    assert result.code == 1
    assert "?? This cannot be said yet: 'When Linda waits a little'." in result.said
    assert "?? The shop cannot hear a complaint. No touchpoint of this company can." in result.said
    assert "?? Acme has no such touchpoint: 'shpo'. Did you mean 'shop'?" in result.said
    assert "3 problem(s), as shop check finds them." in result.said


def test_a_file_that_is_no_gherkin_is_refused_at_its_line(shop: Shop, acme: Path) -> None:
    (acme / "features" / "leaflet.feature").write_text(
        "Feature: a\n  Scenario: b\n    Given c\n    Linda waits\n", encoding="utf-8"
    )
    (acme / "company.toml").write_text(COMPANY.format(address="http://127.0.0.1:9/"), encoding="utf-8")

    result = shop("explain", "features", folder=acme)

    assert result.code == 2
    assert "features/leaflet.feature:4" in result.err


def test_a_suite_of_ones_own_is_told_with_the_drivers_that_only_it_can_find(tmp_path: Path) -> None:
    suite = tmp_path / "acme"
    assert CliRunner().invoke(main, ["new", "company", str(suite)]).exit_code == 0

    for command in (["explain", "features"], ["steps", "--company", "company.toml"]):
        told = subprocess.run(
            [sys.executable, "-m", "journeys", *command], cwd=suite, capture_output=True, text=True, check=False
        )

        assert told.returncode == 0, told.stderr
        assert "website" in told.stdout
