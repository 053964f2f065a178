"""What is wrong on the way from a company is named for what it is; what is only different is not held against it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from .table import FAULTS, HARMLESS, Row
from .walking import Between


def _marked(rows: Sequence[Row]) -> list[Any]:
    """Expect a row that awaits something to be judged otherwise; to be judged right fails, as not to be walked does."""
    return [pytest.param(row, id=row.what, marks=[_awaits(row.awaits)] * bool(row.awaits)) for row in rows]


def _awaits(what: str) -> pytest.MarkDecorator:
    return pytest.mark.xfail(reason=what, strict=True, raises=AssertionError)


@pytest.mark.parametrize("row", _marked(FAULTS))
def test_a_fault_on_the_way_is_named_for_what_it_is(between: Between, row: Row, tmp_path: Path) -> None:
    judged = between.judged(row, tmp_path)

    assert judged.is_as(row), f"expected {row.expect}, {row.at}: {row.breach}; {judged}"


@pytest.mark.parametrize("row", _marked(HARMLESS))
def test_what_is_only_different_is_not_called_broken(between: Between, row: Row, tmp_path: Path) -> None:
    judged = between.judged(row, tmp_path)

    assert judged.is_as(row), f"expected {row.expect}; {judged}"


def test_the_tables_have_enough_rows() -> None:
    assert len(FAULTS) >= 60
    assert len(HARMLESS) >= 25
    assert all(row.expect == "kept" for row in HARMLESS)
    assert len({row.what for row in [*FAULTS, *HARMLESS]}) == len(FAULTS) + len(HARMLESS)
