"""Ledgers of earlier versions, raised to what is read today."""

from __future__ import annotations

from typing import Any

__all__ = ["raised"]

_TERMS = ("price", "regular_price", "surcharge_limit", "alternative")
"""What every promise said in schema 1, whose promises were offers."""


def raised(data: dict[str, Any], schema: int) -> dict[str, Any]:
    """Return a record as today's version would have written it; schema 3 has more kinds of record than schema 2.

    Args:
        data: The record.
        schema: The version it was written by.
    """
    return _from_first(data) if schema == 1 else data


def _from_first(data: dict[str, Any]) -> dict[str, Any]:
    match data.get("kind"):
        case "promise":
            said = {name.replace("_", " "): data[name] for name in _TERMS if data.get(name) is not None}
            return {**{key: value for key, value in data.items() if key not in _TERMS}, "terms": said}
        case "verdict":
            findings = data.get("findings")
            if isinstance(findings, list):
                return {**data, "findings": [_finding(one) for one in findings]}
    return data


def _finding(found: Any) -> Any:
    """A finding's ``about`` was its ``concern``."""
    if not isinstance(found, dict):
        return found
    return {("about" if key == "concern" else key): value for key, value in found.items()}
