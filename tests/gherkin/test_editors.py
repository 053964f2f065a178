"""Editors: the official Cucumber extension's language service finds every step of every feature, and completes them."""

from __future__ import annotations

import importlib
import inspect
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.commands.conftest import ROOT, Shop, shop

from .conftest import fetched

__all__ = ["shop"]

FEATURES = sorted((ROOT / "features").rglob("*.feature"))


def asked(service: Path, glue: str, features: list[Path], folder: Path) -> dict[str, Any]:
    """Ask the language service what it knows."""
    file = folder / "sentences.py"
    file.write_text(glue, encoding="utf-8")
    command = ["node", str(Path(__file__).with_name("editor.mjs")), str(service), str(file), *map(str, features)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=100, check=False)
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the language service in it."""
    if shutil.which("node") is None:
        pytest.skip("node is not on the path; make test puts one there")
    folder = tmp_path_factory.mktemp("editor")
    fetched("@cucumber/language-service@1.7.0", folder)
    return folder


def test_every_step_of_every_feature_is_found_and_leads_to_its_definition(
    service: Path, shop: Shop, tmp_path: Path
) -> None:
    told = asked(service, shop("steps", "--format", "glue").out, FEATURES, tmp_path)

    assert told["errors"] == []
    assert told["undefined"] == []
    assert told["steps"] > 150
    places = told["places"]
    assert [place.partition(":")[0] for place in places["When Linda opens the email"]] == ["# steps/learning.py"]
    assert [place.partition(":")[0] for place in places["متى تفتح ليندا البريد الإلكتروني"]] == ["# steps/learning.py"]


def test_each_definition_leads_on_to_the_function_that_is_run(shop: Shop) -> None:
    glue = shop("steps", "--format", "glue").out
    named = re.findall(r"^# ([^:]+):(\d+): .*\n@.*\ndef _\(\): (.+)$", glue, re.MULTILINE)

    assert len(named) == glue.count("\ndef _")
    for file, line, function in named:
        module, _, name = function.rpartition(".")
        code = inspect.unwrap(getattr(importlib.import_module(module), name)).__code__
        assert (Path(code.co_filename), code.co_firstlineno) == (ROOT / file, int(line))
        assert f"\nimport {module}\n" in glue


def test_steps_are_completed_while_they_are_written(service: Path, shop: Shop, tmp_path: Path) -> None:
    told = asked(service, shop("steps", "--format", "glue").out, FEATURES, tmp_path)

    assert any("about the offer and is put through to a colleague" in one for one in told["completions"])


def test_a_step_that_nobody_defines_is_underlined(service: Path, shop: Shop, tmp_path: Path) -> None:
    feature = tmp_path / "a.feature"
    feature.write_text("Feature: a\n  Scenario: b\n    When Linda waits and sees\n", encoding="utf-8")

    told = asked(service, shop("steps", "--format", "glue").out, [feature], tmp_path)

    (undefined,) = told["undefined"]
    assert "Linda waits and sees" in undefined
