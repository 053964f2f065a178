"""A copy of the repository to try things in."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from .blocks import ROOT

_LEFT_OUT = shutil.ignore_patterns("node_modules", "out", "__pycache__")


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """The repository as somebody has it who cloned it: what the pages' commands use of it."""
    folder = tmp_path / "mystery-shopper"
    for name in ("features", "fixtures", "reports", "steps"):
        shutil.copytree(ROOT / name, folder / name, ignore=_LEFT_OUT)
    for name in ("conftest.py", "pyproject.toml"):
        shutil.copy(ROOT / name, folder)
    return folder
