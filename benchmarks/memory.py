"""A pytest plugin: at the end of the session, what its process took of memory at most is written down."""

from __future__ import annotations

import re
import resource
import sys
from pathlib import Path

import pytest

__all__ = ["peak_megabytes"]

_STATUS = Path("/proc/self/status")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add where the figure goes."""
    parser.addoption("--peak", required=True, metavar="FILE")


def pytest_unconfigure(config: pytest.Config) -> None:
    """Write it down; the browser and the company are other processes and do not count."""
    Path(config.option.peak).write_text(str(peak_megabytes()), encoding="utf-8")


def peak_megabytes() -> float:
    """Return the most resident memory this process has had."""
    if _STATUS.exists() and (found := re.search(r"VmHWM:\s*(\d+) kB", _STATUS.read_text(encoding="utf-8"))):
        return int(found[1]) / 1024
    unit = 1024**2 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
