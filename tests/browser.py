"""The browser of this machine, for tests that open pages: the one that set-up brought and runs use."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from journeys.tools.browser import launch_options

__all__ = ["browser"]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One a folder; closed when another folder's tests begin, which may need the thread's event loop."""
    with sync_playwright() as playwright, playwright.chromium.launch(**launch_options()) as opened:
        yield opened
