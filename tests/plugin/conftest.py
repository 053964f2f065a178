"""A suite of its own for each test: a tiny company in memory, the real sentences, features as the test writes them."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from journeys.records.run import Run, ScenarioRun, read_run
from tests.forked import run_module

PLACES = '''
"""A company in memory: each place has one way to treat a customer."""

import os
import signal

from journeys.errors import Unreachable
from journeys.evidence.observations import Stance
from journeys.promises.terms import VALID_THROUGH
from journeys.topics import offers


class Office:
    def __init__(self, settings, tools): ...
    def enrol(self, shopper): ...
    def start_afresh(self): ...
    def make_offer(self, shopper, terms, channel, places): return "<upgrade@kestrel.example>"


class Place:
    def __init__(self, name, settings, tools): ...


class Inbox(Place):
    def tell_offer(self, visit):
        visit.saw(offers.PRICE, "0.00 USD", "Your price: $0.00")
        if visit.promise.valid_through is not None:
            visit.saw(VALID_THROUGH, visit.promise.valid_through.isoformat())

    def confirm_order(self, visit): ...


class Honest(Place):
    def quote(self, visit): visit.saw(offers.PRICE, "0.00 USD", "That is free.")
    def redeem(self, visit):
        self.quote(visit)
        visit.saw(offers.REDEMPTION, Stance.ACCEPTED)


class Refusing(Honest):
    def redeem(self, visit): visit.saw(offers.REDEMPTION, Stance.REFUSED, "I cannot do that.")


class Dear(Honest):
    def quote(self, visit): visit.saw(offers.PRICE, "130.00 USD", "That will be $130.")


class Halfway(Honest):
    def quote(self, visit): visit.saw(offers.PRICE, "110.00 USD", "For you, $110.")


class Mute(Place):
    def quote(self, visit): ...


class Dead(Place):
    def quote(self, visit): raise Unreachable("The chat at chat.example did not answer")


class Buggy(Place):
    def quote(self, visit): raise RuntimeError("a driver's bug")


class Deadly(Place):
    def quote(self, visit): os.kill(os.getpid(), signal.SIGKILL)
'''
CONFTEST = """
import pytest
from pytest_bdd import given, parsers, then, when

from journeys.company.company_file import described
from journeys.errors import Compromised

pytest_plugins = ["journeys.pytest_plugin", "fixtures.shopping", "steps"]
PLACES = {
    "inbox": ("email", "Inbox"), "website": ("web", "Honest"), "store": ("store", "Dear"),
    "call centre": ("phone", "Halfway"), "chat": ("chat", "Dead"), "app": ("mobile", "Buggy"),
    "kiosk": ("store", "Deadly"), "forum": ("social", "Mute"), "till": ("store", "Refusing"),
}
KESTREL = described({
    "name": "Kestrel Mobile", "currency": "USD", "hosts": ["127.0.0.1"],
    "back_office": {"driver": "places:Office", "address": "http://127.0.0.1:9/"},
    "touchpoints": {
        name: {"channel": channel, "driver": f"places:{driver}", "address": "http://127.0.0.1:9/"}
        for name, (channel, driver) in PLACES.items()
    },
})


@pytest.fixture(scope="session")
def company():
    return KESTREL


def pytest_shop_company(config):
    return KESTREL


@given("nothing at all")
@when("nothing happens")
@then("nothing matters")
def nothing(): ...


@when(parsers.parse("her sister remarks {words}"))
def remarks(words): ...


@when("a colleague's step asserts")
def asserting(): assert 1 == 2, "the colleague was wrong"


@then("the weather is fine")
def fine(): assert "rain" == "sun"


@then("the sea is calm")
def calm(): pytest.fail("there are waves")


@when("the power fails")
def power(): raise Compromised("The power failed")


@when("Python trips over itself")
def trips(): raise ZeroDivisionError("by nought")
"""
PROMISED = """
  Background:
    Given Linda is a customer, with a line for her daughter Maya
    And the company promised Linda by email:
      | offer         | free phone upgrade |
      | price         | 0.00 USD           |
      | regular price | 130.00 USD         |
"""


@dataclass(frozen=True)
class Result:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        """Everything it said."""
        return self.out + self.err


@dataclass
class Suite:
    """A folder with features, sentences and a company."""

    folder: Path
    environment: dict[str, str] = field(default_factory=dict)

    def feature(self, name: str, text: str, *, background: str = PROMISED) -> None:
        """Write a feature file; ``text`` is its scenarios."""
        content = f"Feature: {name}\n{background}\n{text}"
        (self.folder / "features" / f"{name}.feature").write_text(content, encoding="utf-8")

    def shop(self, *arguments: str) -> Result:
        """Run ``shop``."""
        return self._run("journeys", *arguments)

    def pytest(self, *arguments: str) -> Result:
        """Run pytest."""
        return self._run("pytest", *arguments)

    def _run(self, *arguments: str) -> Result:
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "COV_"))}
        environment = inherited | {"COLUMNS": "200"} | self.environment
        return Result(*run_module(*arguments, folder=self.folder, environment=environment))

    def run(self) -> Run:
        """Read the latest run."""
        return read_run((self.folder / "reports" / "out" / "latest").resolve())

    def scenario(self, name: str) -> ScenarioRun:
        """Find a scenario of the latest run by its name."""
        return next(one for one in self.run().scenarios if one.started.name == name)


def make_suite(folder: Path) -> Suite:
    """Lay out a suite without features."""
    (folder / "features").mkdir()
    (folder / "places.py").write_text(PLACES, encoding="utf-8")
    (folder / "conftest.py").write_text(CONFTEST, encoding="utf-8")
    unneeded = " ".join(f"-p no:{plugin}" for plugin in ("cacheprovider", "randomly", "hypothesispytest", "syrupy"))
    options = f"addopts = --strict-markers --import-mode=importlib {unneeded}\n"
    (folder / "pytest.ini").write_text(f"[pytest]\n{options}pythonpath = .\n", encoding="utf-8")
    return Suite(folder)


@pytest.fixture
def suite(tmp_path: Path) -> Suite:
    """A suite without features."""
    return make_suite(tmp_path)
