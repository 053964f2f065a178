"""Examines a company for ``shop doctor``: a pytest plugin, so that it is opened the way a run opens it."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import pytest

from journeys.company.company_file import Company, read_company
from journeys.company.restraint import Manners
from journeys.errors import MysteryShopperError
from journeys.running.examination import Check, examine
from journeys.tools.browsing import Browsing
from journeys.tools.remote_browser import browser_when_needed
from journeys.tools.toolbox import Toolbox
from journeys.touchpoints.directory import Directory

__all__ = ["Examiner", "read_only"]


class Examiner:
    """Examines the company instead of collecting tests.

    Attributes:
        checks: What was found; None if nothing could be looked at.
        failure: Why not.
    """

    def __init__(self, patience: float) -> None:
        """Begin with nothing looked at; ``patience`` is how many seconds a host may take to answer."""
        self._patience = patience
        self.checks: list[Check] | None = None
        self.failure: str | None = None

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self, session: pytest.Session) -> bool:
        """Examine it; no test is needed for that."""
        config = session.config
        try:
            with config.hook.pytest_shop_open_company(config=config) or read_only(config) as company:
                checks = _examined(company, self._patience)
        except MysteryShopperError as error:
            self.failure = str(error)
        else:
            self.checks = [*checks, *filter(None, config.hook.pytest_shop_examine(config=config))]
        return True


def read_only(config: pytest.Config) -> nullcontext[Company]:
    """Read the company file, where no suite says how a company is opened."""
    return nullcontext(read_company(Path(config.option.company)))


def _examined(company: Company, patience: float) -> list[Check]:
    with browser_when_needed(company.browser, company.hosts) as browser:
        manners = Manners.towards(company.never, company.limits)
        tools = Toolbox.for_company(company, Browsing(browser, hosts=company.hosts, manners=manners))
        try:
            return list(examine(company, tools, Directory(company, tools), patience))
        finally:
            tools.close()
