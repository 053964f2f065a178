"""Undoes a run for ``shop cleanup``: a pytest plugin, so that drivers are found the way a run finds them."""

from __future__ import annotations

from contextlib import ExitStack, nullcontext
from pathlib import Path

import pytest

from journeys.company.company_file import Company, read_company
from journeys.company.restraint import Manners
from journeys.errors import InvalidCompany, MysteryShopperError
from journeys.records.ledger import Ledger
from journeys.records.record import CleanedUp
from journeys.records.run import Run
from journeys.running.cleanup import Cleaners, clean_up, left_behind, use_again
from journeys.tools.browsing import Browsing
from journeys.tools.remote_browser import browser_when_needed
from journeys.tools.toolbox import Toolbox
from journeys.touchpoints.directory import Directory
from journeys.touchpoints.loading import load

__all__ = ["Undoer"]


class Undoer:
    """Undoes what a run left, instead of collecting tests.

    Attributes:
        run: The run.
        done: What became of each thing; None if nothing could be tried.
        failure: Why not.
    """

    def __init__(self, run: Run) -> None:
        """Begin with nothing undone."""
        self.run = run
        self.done: list[CleanedUp] | None = None
        self.failure: str | None = None

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self, session: pytest.Session) -> bool:
        """Undo it; no test is needed for that."""
        config = session.config
        try:
            with config.hook.pytest_shop_open_company(config=config) or _read(config) as company:
                self._refuse_another(company)
                self.done = self._undone(company)
        except MysteryShopperError as error:
            self.failure = str(error)
        return True

    def _refuse_another(self, company: Company) -> None:
        shopped = sorted({start.company for start in self.run.starts} - {company.name})
        if shopped:
            remedy = "Give the company file of that run with --company FILE."
            raise InvalidCompany("That run shopped another company", value=company.name, valid=shopped, remedy=remedy)

    def _undone(self, company: Company) -> list[CleanedUp]:
        with ExitStack() as stack:
            browser = stack.enter_context(browser_when_needed(company.browser, company.hosts))
            manners = Manners.towards(company.never, company.limits)
            tools = Toolbox.for_company(company, Browsing(browser, hosts=company.hosts, manners=manners))
            stack.callback(tools.close)
            settings = company.back_office
            office = load(settings.driver, "back_office", company.folder)(settings, tools) if settings else None
            cleaners = Cleaners(Directory(company, tools), office)
            ledger = Ledger(self.run.folder / "ledger-cleanup.jsonl")
            ledger.redact = tools.redactor.clean
            done = clean_up(left_behind(self.run), cleaners, ledger)
            for name in {start.run for start in self.run.starts}:
                use_again(done, name, tools.accounts)
            return done


def _read(config: pytest.Config) -> nullcontext[Company]:
    """Read the company file, where no suite says how a company is opened."""
    return nullcontext(read_company(Path(config.option.company)))
