"""What set-up says on a machine that has next to nothing; ``make test-bare`` tries it on a real one."""

from __future__ import annotations

import importlib.util
import runpy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

SCRIPT = Path(__file__).parents[2] / ".ci" / "system.py"


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> Callable[..., str | None]:
    """What an ordinary user of such a system is told."""

    def of(system: set[str], *, there: tuple[str, ...] = (), venv: bool = False) -> str | None:
        script = runpy.run_path(str(SCRIPT))
        main = script["main"]
        pretended: dict[str, Any] = {
            "_system": lambda: system,
            "_is_root": lambda: False,
            "_is_there": lambda library: library in there,
        }
        main.__globals__.update(pretended)
        with monkeypatch.context() as patch:
            patch.delenv("JOURNEYS_BROWSER", raising=False)
            patch.setattr(importlib.util, "find_spec", lambda _: object() if venv else None)
            told: str | None = main()
        return told

    return of


def test_all_that_only_root_can_install_is_one_command(said: Callable[..., str | None]) -> None:
    told = said({"debian"}) or ""

    (command,) = [line for line in told.splitlines() if "sudo" in line]
    assert command.startswith("  sudo sh -c 'apt-get update && apt-get install -y --no-install-recommends python3.")
    assert command.endswith("-venv libatomic1 chromium-headless-shell fonts-liberation'")


def test_only_what_is_missing_is_asked_for(said: Callable[..., str | None]) -> None:
    told = said({"debian"}, there=("libnss3.so",), venv=True) or ""

    assert told.endswith("--no-install-recommends libatomic1'")


def test_ubuntu_is_not_asked_for_a_package_it_does_not_have(said: Callable[..., str | None]) -> None:
    assert "headless-shell" not in (said({"ubuntu", "debian"}) or "")


@pytest.mark.parametrize("system", [{"debian"}, {"fedora"}, set()])
def test_who_has_everything_is_told_nothing(said: Callable[..., str | None], system: set[str]) -> None:
    assert said(system, there=("libatomic.so.1", "libnss3.so"), venv=True) is None


def test_another_system_is_told_what_is_the_matter(said: Callable[..., str | None]) -> None:
    assert "cannot make virtual environments" in (said({"fedora"}) or "")
