"""Walks every scenario several times, where what a company answers varies: each time by another shopper."""

from __future__ import annotations

import argparse
from typing import Any

import pytest

from journeys.gherkin.reading.feature_files import FeatureFile

__all__ = ["Repeating", "add_option", "turn_of"]

_TURN = "_shop_turn"
"""The fixture that each turn is a parameter of."""


def add_option(group: pytest.OptionGroup) -> None:
    """Add the option that says how often."""
    group.addoption(
        "--repeat",
        type=_times,
        default=1,
        metavar="N",
        help="walk every scenario N times, each time with other shoppers, and tell how often it was kept",
    )


class Repeating:
    """The plugin that makes several of each scenario; registered where they are walked more than once."""

    def __init__(self, times: int) -> None:
        """Take how often."""
        self._times = times

    def pytest_generate_tests(self, metafunc: pytest.Metafunc) -> None:
        """Make one scenario of each turn."""
        if isinstance(metafunc.definition.parent, FeatureFile):
            metafunc.fixturenames.append(_TURN)
            metafunc.parametrize(_TURN, range(1, self._times + 1), indirect=True, ids=self._label)

    @pytest.fixture(name=_TURN)
    def turn(self, request: pytest.FixtureRequest) -> int:
        """Which turn this is, from 1."""
        return int(request.param)

    def _label(self, turn: object) -> str:
        return f"{turn} of {self._times}"


def turn_of(item: pytest.Function) -> int:
    """Give which turn of its scenario an item is, from 1."""
    turn: Any = item.callspec.params.get(_TURN, 1) if hasattr(item, "callspec") else 1
    return int(turn)


def _times(text: str) -> int:
    if not text.isdecimal() or not int(text):
        message = f"{text!r} is no number of times: write 1 or more."
        raise argparse.ArgumentTypeError(message)
    return int(text)
