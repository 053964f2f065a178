"""The form of each fact, as its topic declares it."""

from __future__ import annotations

from typing import Any

from journeys.promises.terms import Term

__all__ = ["misshapen"]


def misshapen(term: Term[Any], value: object) -> str | None:
    """Say what is wrong with a term's value, or return None."""
    if term.form is None:
        return f"{term} is a term that no topic declares"
    wrong = term.form.wrong(value)
    return f"{term} is {wrong}" if wrong else None
