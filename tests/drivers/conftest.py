"""One sandbox company and one browser for this folder; each walk finds the company as on its first day."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from fixtures.company import open_sandbox
from journeys.company.company_file import Company
from journeys.fixtures.kestrel.back_office import BackOffice
from journeys.tools.browsing import Browsing
from journeys.tools.toolbox import Toolbox
from tests.browser import browser

from .walks import OpenCompany, Walk

__all__ = ["browser"]


@pytest.fixture(scope="session")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Company]:
    """The connected company, in a process of its own."""
    with open_sandbox("connected", [], tmp_path_factory.mktemp("company") / "company.toml") as company:
        yield company


@pytest.fixture(scope="session")
def company(sandbox: Company) -> Company:
    """Whom the published contract walks."""
    return sandbox


@pytest.fixture(scope="package")
def browsing(browser: Browser) -> Browsing:
    """Pages of a real browser."""
    return Browsing(lambda: browser)


@pytest.fixture(scope="package")
def open_company(sandbox: Company, browsing: Browsing) -> Iterator[OpenCompany]:
    """The company with all that walks share."""
    assert sandbox.back_office is not None
    tools = Toolbox.for_company(sandbox, browsing)
    yield OpenCompany(sandbox, browsing, tools.mailbox, BackOffice(sandbox.back_office, tools))
    tools.mailbox.close()


@pytest.fixture
def walk(open_company: OpenCompany, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Callable[..., Walk]]:
    """Begin a walk, with faults if any are named."""

    def begin(*faults: str, at: Company | None = None) -> Walk:
        return open_company.walk(tmp_path, request.node.nodeid, faults, at)

    yield begin
    open_company.browsing.end_journey()
