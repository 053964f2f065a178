"""What a run's fixtures have to say once, told at its end: scenarios hand it over with their reports, workers' too."""

from __future__ import annotations

import pytest

__all__ = ["Remarks", "remark"]

_PROPERTY = "mystery shopper: to be said"


def remark(item: pytest.Item, words: str) -> None:
    """Have something told at the end of the run, however many scenarios say it."""
    item.user_properties.append((_PROPERTY, words))


class Remarks:
    """The plugin that tells them."""

    def __init__(self) -> None:
        """Begin with none."""
        self._said: dict[str, None] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take what a scenario hands over."""
        self._said.update({str(words): None for name, words in report.user_properties if name == _PROPERTY})

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Tell it."""
        for words in self._said:
            terminalreporter.write_line(words, yellow=True)
