"""Blocks of the terminal that say the same: shown once, and after that in a line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pytest

from journeys.errors import BrokenPromises

__all__ = ["abridge", "note_causes"]

_CAUSES: Final = "mystery shopper: broken"
"""Name of the report property by which workers hand over what was broken."""


def note_causes(report: pytest.TestReport, error: BaseException | None) -> None:
    """Write into a report what was broken: a line for each kind of breach."""
    if isinstance(error, BrokenPromises):
        report.user_properties.append(
            (_CAUSES, "\n".join(sorted({getattr(one, "kind", str(one)) for one in error.exceptions})))
        )


def abridge(reports: Sequence[pytest.TestReport]) -> None:
    """Leave the first block of what broke in the same ways; of the others, what they broke and how to repeat it."""
    first: dict[str, str] = {}
    for report in reports:
        causes = dict(report.user_properties).get(_CAUSES)
        if not isinstance(causes, str) or not causes:
            continue
        if (like := first.setdefault(causes, report.nodeid)) == report.nodeid:
            continue
        *_, repeat = report.longreprtext.splitlines()
        report.longrepr = f"Broken as in {like}:\n\n{_indented(causes)}\n\n{repeat}"


def _indented(lines: str) -> str:
    return "\n".join(f"  {line}" for line in lines.splitlines())
