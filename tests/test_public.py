"""What is public: one module, and nothing else is shown to anybody who writes a suite."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

import journeys.api

ROOT = Path(__file__).parents[1]
PUBLIC = {"journeys.api", "journeys.testing", "journeys.fixtures", "journeys.reports", "journeys.steps"}
SHOWN = [
    ROOT / "README.md",
    *sorted(path for path in (ROOT / "docs").rglob("*.md") if not {"decisions", "_build"} & set(path.parts)),
    *sorted((ROOT / "journeys" / "starter").rglob("*.py.j2")),
    *sorted((ROOT / "journeys" / "starter_topic").rglob("*.py.j2")),
    *sorted(path for path in (ROOT / "examples").rglob("*.py") if "node_modules" not in path.parts),
    ROOT / "journeys" / "commands" / "recording.py",
]


def test_what_a_suite_may_import_stays(snapshot: SnapshotAssertion) -> None:
    assert sorted(journeys.api.__all__, key=str.casefold) == snapshot


@pytest.mark.parametrize("path", SHOWN, ids=lambda path: str(path.relative_to(ROOT)))
def test_whoever_writes_a_suite_is_shown_what_is_public_only(path: Path) -> None:
    assert [name for name in _imported(path) if not _is_public(name)] == []


def _imported(path: Path) -> Iterator[str]:
    """Name the modules of ours that lines of code in a text import, in blocks of a page and in templates too."""
    text = path.read_text(encoding="utf-8")
    if path.name == "recording.py":  # the driver that is written there is the suite's
        module = ast.parse(text)
        texts = (node.value for node in ast.walk(module) if isinstance(node, ast.Constant))
        text = "\n".join(one for one in texts if isinstance(one, str))
    yield from re.findall(r"^\s*(?:from (journeys[\w.]*) import|import journeys[\w.]*)", text, re.MULTILINE)


def _is_public(name: str) -> bool:
    return any(name == one or name.startswith(f"{one}.") for one in PUBLIC)
