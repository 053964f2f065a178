"""Runs ``shop`` as people do: in the project's folder, in a process of its own."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.forked import run_module

ROOT = Path(__file__).parents[2]
EFFORT = "features/effort"
"""The smallest feature: an email, a call and a sale in the store."""


@dataclass(frozen=True)
class Result:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        """Everything it said, in one line, however wide the terminal was."""
        return " ".join((self.out + " " + self.err).split())


Shop = Callable[..., Result]


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    """Run ``shop`` with arguments; what a run leaves goes to a folder of the test's own."""

    def run(*arguments: str, folder: Path = ROOT, **environment: str) -> Result:
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
        output = ["--output", str(tmp_path / "runs")] if arguments[:1] == ("run",) else []
        given = {"COLUMNS": "200", "PYTEST_ADDOPTS": "--no-report -p no:cacheprovider"} | environment
        done = run_module("journeys", *arguments, *output, folder=folder, environment=inherited | given)
        assert "Traceback (most recent call last)" not in done[1] + done[2]
        return Result(*done)

    return run
