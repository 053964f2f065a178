"""Writes Allure's result files as its own logger does, in a fraction of the time."""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Mapping
from contextlib import suppress
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

import allure_commons
from allure_commons.logger import AllureFileLogger
from attrs import fields, has

from journeys.evidence.harmless import harmless

__all__ = ["AS_FAR_AS_THERE_IS_ROOM", "write_quickly"]

AS_FAR_AS_THERE_IS_ROOM: Final = suppress(OSError)
"""What a full disk does not take is missing from Allure's report, which says so; the ledger is what counts."""

_AS_IT_IS = {"uuid", "historyId", "testCaseId", "status", "stage", "source", "type", "start", "stop"}
"""What Allure goes by, and nobody reads."""


def write_quickly(redact: Callable[[str], str] = str) -> None:
    """Take over the writing of results from Allure's logger, if there is one; a test holds the files to be the same.

    Args:
        redact: Takes what is secret out of each text.
    """
    for logger in allure_commons.plugin_manager.get_plugins():
        if isinstance(logger, AllureFileLogger):
            setattr(logger, "_report_item", partial(_write, logger._report_dir, redact))  # noqa: B010, SLF001 - pinned too


def _write(folder: Path, redact: Callable[[str], str], item: Any) -> None:
    final = folder / item.file_pattern.format(prefix=uuid4())
    unfinished = Path(f"{final}.tmp")
    # json.dumps is C all through, json.dump is Python; attrs' asdict looks at every class anew.
    data = json.dumps(_plain(item, redact), ensure_ascii=False).encode()
    with AS_FAR_AS_THERE_IS_ROOM:
        try:
            unfinished.write_bytes(data)
        except OSError:
            unfinished.unlink(missing_ok=True)
            raise
        unfinished.replace(final)


@lru_cache
def _names(kind: Hashable) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind)) if isinstance(kind, type) and has(kind) else ()


def _plain(value: Any, redact: Callable[[str], str]) -> Any:
    kind = type(value)
    if kind is str:
        return redact(harmless(value))
    if kind is int:
        return value
    if names := _names(kind):  # type: ignore[arg-type]  # a class can be hashed
        told = [(name, one) for name in names if (one := getattr(value, name)) or one is False]
        return {name: one if name in _AS_IT_IS else _plain(one, redact) for name, one in told}
    if isinstance(value, Mapping):
        return {name: _plain(one, redact) for name, one in value.items()}
    return [_plain(one, redact) for one in value] if isinstance(value, list | tuple | set) else value
