"""A pytest plugin: before each scenario the plain script walks the same journey, and what both took is written down."""

from __future__ import annotations

import json
import time
from collections import defaultdict
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager, nullcontext
from functools import wraps
from pathlib import Path
from typing import Any

import pytest

from benchmarks.plain_script import PlainScript
from journeys.promises.clock import RemoteClock
from journeys.records.ledger import Ledger
from journeys.tools import pictures
from journeys.tools.browsing import Browsing
from journeys.touchpoints.exhibits import Exhibits
from journeys.touchpoints.visit import OpenVisit

__all__ = ["ALLURE", "EVERYTHING", "PARTS", "PLAIN", "UNMASKED"]

PLAIN, EVERYTHING, UNMASKED, ALLURE = "plain", "everything", "masks", "Allure"
"""What a row of times is about: the plain script, the harness, and the harness without masks or without Allure."""

PARTS: dict[str, tuple[type, str]] = {
    "screenshots": (OpenVisit, "photograph"),
    "exhibits redacted and written": (Exhibits, "keep"),
    "ledger": (Ledger, "append"),
    "clock reads": (RemoteClock, "now"),
}
"""What is timed by itself: the class and the method."""

_TURNS = (EVERYTHING, UNMASKED, EVERYTHING, ALLURE)
_SCRIPT: pytest.StashKey[PlainScript] = pytest.StashKey()
_NOT_WALKED = 3
_ALLURES = ("allure_listener", "allure_bridge")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add where the times go, and what is left out in turn."""
    parser.addoption("--times", required=True, metavar="FILE")
    parser.addoption("--leave-out", action="store_true", help="leave a part out of every second journey")


def pytest_configure(config: pytest.Config) -> None:
    """Take part in the session."""
    config.pluginmanager.register(_Pairs(config))


@pytest.fixture(autouse=True, scope="session")
def _plain_script(request: pytest.FixtureRequest, browsing: Browsing) -> Generator[None]:
    """Let the plain script use the harness's browser."""
    browser = browsing.page("whoever comes first").context.browser
    browsing.end_visit(None)
    browsing.end_journey()
    assert browser is not None  # noqa: S101 - a page that was just opened has one
    script = request.config.stash[_SCRIPT] = PlainScript(browser, Path(request.config.option.company))
    yield
    script.close()


class _Pairs:
    def __init__(self, config: pytest.Config) -> None:
        self._config, self._scenarios = config, 0
        self._file = Path(config.option.times)

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_protocol(self) -> Generator[None, object, object]:
        """Time the whole of a scenario, everything that other plugins do about it included."""
        variant = _TURNS[self._scenarios % len(_TURNS)] if self._config.option.leave_out else EVERYTHING
        self._scenarios += 1
        script = self._config.stash.get(_SCRIPT, None)
        if script is None:  # the first scenario starts everything; it is not counted
            return (yield)
        started = time.perf_counter()
        told = script.walk()
        walked = time.perf_counter()
        if not all("$0.00" in one for one in told):
            pytest.exit(f"The plain script did not walk the journey, it was told {told}", returncode=_NOT_WALKED)
        with _parts_timed() as parts, self._without(variant):
            result = yield
            finished = time.perf_counter()
        times = {"variant": variant, PLAIN: walked - started, "harness": finished - walked, **parts}
        with self._file.open("a", encoding="utf-8") as file:
            file.write(json.dumps(times) + "\n")
        return result

    @contextmanager
    def _without(self, variant: str) -> Iterator[None]:
        """Leave something out for one scenario."""
        manager = self._config.pluginmanager
        plugins = {name: manager.get_plugin(name) for name in _ALLURES if variant == ALLURE}
        for plugin in plugins.values():
            manager.unregister(plugin)
        covered = pictures._covered  # noqa: SLF001 - what it costs is the question
        if variant == UNMASKED:
            setattr(pictures, "_covered", lambda *_: nullcontext())  # noqa: B010 - mypy would hold it to its type
        try:
            yield
        finally:
            pictures._covered = covered  # noqa: SLF001
            for name, plugin in plugins.items():
                manager.register(plugin, name)


@contextmanager
def _parts_timed() -> Iterator[dict[str, float]]:
    """Sum up the seconds that each part takes."""
    seconds: dict[str, float] = defaultdict(float)
    originals = {name: getattr(owner, method) for name, (owner, method) in PARTS.items()}
    for name, (owner, method) in PARTS.items():
        setattr(owner, method, _timed(originals[name], name, seconds))
    try:
        yield seconds
    finally:
        for name, (owner, method) in PARTS.items():
            setattr(owner, method, originals[name])


def _timed(function: Callable[..., Any], name: str, seconds: dict[str, float]) -> Callable[..., Any]:
    @wraps(function)
    def timed(*args: Any, **kwargs: Any) -> Any:
        started = time.perf_counter()
        try:
            return function(*args, **kwargs)
        finally:
            seconds[name] += time.perf_counter() - started

    return timed
