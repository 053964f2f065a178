"""``shop run --dry``: every visit is told, nobody is contacted, nothing is judged."""

from __future__ import annotations

from pathlib import Path

from journeys.judging.verdict import Outcome
from journeys.records.run import read_run
from tests.engine.builders import answering

from .conftest import EFFORT, Shop

FEATURE = """\
Feature: Acme keeps its word

  Scenario: She takes the leaflet to the shop
    Given Linda is a customer
    And the company promised Linda the "free phone upgrade"
    When Linda asks the shop about the offer
    And she redeems the offer at the shop
    Then every touchpoint honours the promise
"""
COMPANY = """\
name = "Acme"
currency = "USD"
hosts = ["127.0.0.1"]

[touchpoints.shop]
channel = "web"
driver = "journeys.fixtures.kestrel.website:Website"
address = "{address}"

[promises."free phone upgrade"]
price = "free"
source = "the leaflet"

[[accounts.people]]
name = "Linda Perez"
email = "qa1@acme.example"
phone = "+12025550147"
"""


def test_a_dry_run_tells_every_visit_and_judges_nothing(shop: Shop, tmp_path: Path) -> None:
    result = shop("run", EFFORT, "--company", "siloed", "--dry")

    assert result.code == 0, result.said
    assert "Linda → inbox (email): learns of the offer" in result.out
    assert "Linda → call centre (phone): asks about the offer" in result.out
    assert "Linda → store (store): redeems the offer" in result.out
    assert "A dry run: nobody was contacted, and nothing was judged." in result.out
    (scenario,) = read_run(next((tmp_path / "runs").glob("2*"))).scenarios
    assert scenario.outcome is Outcome.NOT_TESTED


def test_a_dry_run_contacts_nobody_and_takes_no_account(shop: Shop, tmp_path: Path) -> None:
    suite = tmp_path / "acme"
    (suite / "features").mkdir(parents=True)
    (suite / "features" / "leaflet.feature").write_text(FEATURE, encoding="utf-8")
    plugins = '["journeys.steps", "journeys.fixtures", "journeys.reports"]'
    (suite / "conftest.py").write_text(f"pytest_plugins = {plugins}\n", encoding="utf-8")
    (suite / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    with answering("you should not see this") as company:
        (suite / "company.toml").write_text(COMPANY.format(address=company.address), encoding="utf-8")
        result = shop("run", "features", "--dry", folder=suite)

    assert result.code == 0, result.said
    assert "Linda → shop (web): redeems the offer" in result.out
    assert company.asked == []
    assert not (suite / "accounts.db").exists()
