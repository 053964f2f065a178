"""What the Cucumber project publishes, fetched when it is wanted; and a company that nobody visits."""

from __future__ import annotations

import importlib
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from pytest_bdd.steps import step_function_context_registry

import steps
from journeys.company.company_file import described
from journeys.gherkin.checking.checking import Checker
from journeys.gherkin.sentences.matching import SentenceIndex

ACME: dict[str, Any] = {
    "name": "Acme",
    "currency": "USD",
    "hosts": ["127.0.0.1"],
    "touchpoints": {
        "shop": {
            "channel": "web",
            "driver": "journeys.fixtures.kestrel.website:Website",
            "address": "http://127.0.0.1:9/",
        }
    },
}


def fetched(package: str, folder: Path) -> Path:
    """Install a package of the Cucumber project, or skip the test where that is not possible."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("npm is not on the path; make test puts one there")
    command = [npm, "install", "--no-fund", "--no-audit", "--ignore-scripts", "--prefix", str(folder), package]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=50, check=False)
    except subprocess.TimeoutExpired:
        pytest.skip(f"{package} did not arrive in time")
    if done.returncode:
        pytest.skip(f"{package} cannot be fetched: {done.stderr.strip().splitlines()[-1:]}")
    return folder / "node_modules" / package.rpartition("@")[0]


@pytest.fixture(scope="session")
def compatibility_kit(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The features by which the Cucumber project tries implementations."""
    kit = fetched("@cucumber/compatibility-kit@30.0.0", tmp_path_factory.mktemp("kit"))
    return sorted(kit.rglob("*.feature"))


@pytest.fixture(scope="session")
def testdata(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of files by which the Cucumber project tries parsers: good/ and bad/.

    This is the newest package that carries them; what Gherkin has learnt since (rules) is in the compatibility kit.
    """
    return fetched("gherkin@5.0.1", tmp_path_factory.mktemp("testdata")) / "testdata"


@pytest.fixture(scope="session")
def good(testdata: Path, compatibility_kit: list[Path]) -> list[Path]:
    """Every feature of the Cucumber project that a parser must take."""
    return [*sorted((testdata / "good").glob("*.feature")), *compatibility_kit]


@pytest.fixture(scope="session")
def bad(testdata: Path) -> list[Path]:
    """Every feature of the Cucumber project that a parser must refuse."""
    return sorted((testdata / "bad").glob("*.feature"))


@pytest.fixture(scope="session")
def checker() -> Checker:
    """Reads features for Acme, with every sentence there is."""
    for module in steps.pytest_plugins:
        importlib.import_module(module)
    return Checker(described(ACME), SentenceIndex(step_function_context_registry.values()))
