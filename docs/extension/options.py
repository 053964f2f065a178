"""Our options under pytest."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import journeys.pytest_plugin
import reports.progress

from .words import Undocumented, table

__all__ = ["pytest_options"]


class _Listener:
    """Stands where pytest's parser does, and remembers what plugins ask for."""

    def __init__(self) -> None:
        self.rows: list[tuple[str, str]] = []

    def getgroup(self, *_: str) -> _Listener:
        return self

    def addoption(self, name: str, **how: Any) -> None:
        if not how.get("help"):
            raise Undocumented(f"The option {name}")
        value = f"={how['metavar']}" if "metavar" in how else ""
        value = f"={'|'.join(how['choices'])}" if "choices" in how else value
        self.rows.append((f"`{name}{value}`", how["help"]))


def pytest_options() -> str:
    """List them."""
    listener = _Listener()
    added: tuple[Callable[[Any], None], ...] = (
        journeys.pytest_plugin.pytest_addoption,
        reports.progress.pytest_addoption,
    )
    for add in added:
        add(listener)
    return table(["option", "what for"], listener.rows)
