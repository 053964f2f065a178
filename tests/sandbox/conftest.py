"""One sandbox company for all tests, opened anew before each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser import browser
from tests.postgresql import postgresql

from .company import Sandbox, running

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["browser", "company", "postgresql", "process"]


@pytest.fixture(scope="session")
def process() -> Iterator[Sandbox]:
    """The company, running."""
    with running() as sandbox:
        yield sandbox


@pytest.fixture
def company(process: Sandbox) -> Sandbox:
    """The company, connected, on its first day."""
    process.reset()
    return process
