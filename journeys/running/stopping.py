"""Ctrl-C, and SIGTERM: a run stops where somebody walks, and is never stopped where it tidies up."""

from __future__ import annotations

import signal
import threading
from collections.abc import Generator
from typing import Any, Final

import pytest

__all__ = ["Stopping"]

_ENDS: Final = (signal.SIGINT, signal.SIGTERM)


class Stopping:
    """The plugin that has a signal end the run of whoever walks scenarios.

    Python raises a KeyboardInterrupt wherever it is just then: in a hook of somebody's plugin it becomes that plugin's
    fault, and the run goes on; while a journey leaves, what it made stays at the company. So a signal is raised while
    a scenario walks only, which is where anything is waited for, and again after it should a driver have caught it.
    Anywhere else it waits until the scenario has left. A second one is not put off, unless somebody is leaving.
    """

    def __init__(self) -> None:
        """Begin with nobody walking."""
        self._came = 0
        self._walking = self._leaving = False
        self._before: dict[signal.Signals, Any] = {}

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> Generator[None, object, object]:
        """Take signals while scenarios are walked: here, and not by workers of ours."""
        if not session.config.pluginmanager.has_plugin("dsession"):
            self._take_over()
        try:
            result = yield
            self._stop_if_told()
        finally:
            self._give_back()
        return result

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_protocol(self) -> Generator[None, object, object]:
        """Begin no scenario after a signal, and none after the one that it came to."""
        self._stop_if_told()
        result = yield
        self._stop_if_told()
        return result

    @pytest.hookimpl(wrapper=True, trylast=True)
    def pytest_runtest_call(self) -> Generator[None, object, object]:
        """Stop at once while a scenario walks, whatever becomes of what it was doing."""
        self._stop_if_told()
        try:
            self._walking = True
            return (yield)
        finally:
            self._walking = False
            self._stop_if_told()

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_teardown(self) -> Generator[None, object, object]:
        """Let a journey leave."""
        self._leaving = True
        try:
            return (yield)
        finally:
            self._leaving = False

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_sessionfinish(self) -> Generator[None, object, object]:
        """Let everybody leave, also whoever was interrupted."""
        self._leaving = True
        self._take_over()
        try:
            return (yield)
        finally:
            self._give_back()

    @pytest.hookimpl(tryfirst=True)
    def pytest_terminal_summary(self) -> None:
        """Put nothing off any more: everybody has left, and reports can be built again."""
        self._give_back()

    def _take_over(self) -> None:
        if threading.current_thread() is threading.main_thread():  # signals come to no other
            for number in _ENDS:
                self._before.setdefault(number, signal.signal(number, self._take) or signal.SIG_DFL)

    def _give_back(self) -> None:
        while self._before:
            signal.signal(*self._before.popitem())

    def _take(self, *_: object) -> None:
        self._came += 1
        if self._walking or (self._came > 1 and not self._leaving):
            self._walking = False
            raise KeyboardInterrupt

    def _stop_if_told(self) -> None:
        """Raise it anew: where it was raised first may have no line, which pytest cannot print."""
        if self._came:
            raise KeyboardInterrupt from None
