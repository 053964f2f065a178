"""A pytest plugin: how long it took to find the definitions of all steps is written down."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Generator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

__all__ = ["pytest_runtestloop"]


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtestloop() -> Generator[None, object, object]:
    """Time whatever looks definitions up by now: pytest-bdd's own search, or the harness's."""
    scenario: Any = import_module("pytest_bdd.scenario")
    find, times = scenario.get_step_function, [0, 0.0]

    def timed(request: pytest.FixtureRequest, step: Any) -> Any:
        started = time.thread_time()
        try:
            return find(request, step)
        finally:
            times[0] += 1
            times[1] += time.thread_time() - started

    scenario.get_step_function = timed
    result = yield
    Path(os.environ["LOOKUPS"]).write_text(json.dumps(times), encoding="utf-8")
    return result
