"""Tables in features: who reads them, so that they can be checked without running anything."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

__all__ = ["Table", "read_by", "reader_of"]

Table = Sequence[Sequence[str]]
"""A Gherkin data table, row by row, as written."""

Step = TypeVar("Step", bound=Callable[..., object])
_READER = "__table_reader__"


def read_by(reader: Callable[..., object]) -> Callable[[Step], Step]:
    """Mark a step's table as one that ``reader(company.table(), rows)`` reads, or refuses with an author's error."""

    def mark(step: Step) -> Step:
        setattr(step, _READER, reader)
        return step

    return mark


def reader_of(step: Callable[..., object]) -> Callable[..., Any] | None:
    """Return what reads a step's table, if that is known."""
    return getattr(step, _READER, None)
