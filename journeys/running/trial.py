"""Tries a touchpoint for ``shop try``: one visit, in a journey of its own, at a company opened as a run opens it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from journeys.company.company_file import Company
from journeys.company.restraint import Manners
from journeys.errors import MysteryShopperError, Unable, UnknownName
from journeys.evidence.observations import Visit
from journeys.evidence.purposes import Purpose
from journeys.judging.verdict import Finding
from journeys.promises.channel import Channel
from journeys.promises.promise import Promise
from journeys.records.ledger import Ledger
from journeys.records.record import CleanedUp
from journeys.running.cleanup import Cleaners, clean_up
from journeys.running.examiner import read_only
from journeys.tools.browsing import Browsing
from journeys.tools.remote_browser import browser_when_needed
from journeys.tools.toolbox import Toolbox
from journeys.touchpoints.directory import Directory
from journeys.touchpoints.exhibits import Exhibits
from journeys.touchpoints.loading import load
from journeys.walking.conduct import Conductor
from journeys.walking.journey import Journey
from journeys.walking.samples import SAMPLE, sample_terms, sample_words

if TYPE_CHECKING:
    from playwright.sync_api import Page

__all__ = ["Asked", "Trial", "Tried"]

_JOURNEY: Final = "shop try"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is to be tried.

    Attributes:
        purpose: By its name, or by the name of the driver's method.
        promise: One that the company file names; made up, or of ``terms``, if None.
        terms: Rows of a promise.
        words: What the shopper says, or the product that is looked up.
        line: Whose line it is for.
        seed: The same seed gives the same shopper.
    """

    place: str
    purpose: str
    shopper: str = "Linda"
    promise: str | None = None
    terms: Sequence[tuple[str, str]] = ()
    words: str | None = None
    line: str | None = None
    seed: int = 1
    visible: bool = False
    on_page: Callable[[Page], None] = lambda _: None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What came of it.

    Attributes:
        visits: The one that was asked for last; before it, one that it takes.
        made_up: Whether nobody ever promised what the shopper went for.
        findings: What the judge says.
        error: Why the visit did not come to its end.
        undone: What was made at the company, and whether it is gone.
        clean: Masks what is personal in a text.
    """

    company: Company
    visits: Sequence[Visit]
    promise: Promise | None
    made_up: bool
    findings: Sequence[Finding]
    error: Exception | None
    undone: Sequence[CleanedUp]
    clean: Callable[[str], str]


class Trial:
    """A pytest plugin that makes one visit instead of collecting tests.

    Attributes:
        tried: What came of it; None if nobody could set out.
        failure: Why not.
    """

    def __init__(self, asked: Asked, folder: Path) -> None:
        """Take what is tried, and where what is kept goes."""
        self._asked, self._folder = asked, folder
        self.tried: Tried | None = None
        self.failure: MysteryShopperError | None = None

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self, session: pytest.Session) -> bool:
        """Try it; no test is needed for that."""
        config = session.config
        try:
            with config.hook.pytest_shop_open_company(config=config) or read_only(config) as company:
                self.tried = _try(self._asked, company, self._folder)
        except MysteryShopperError as error:
            self.failure = error
        return True


def _try(asked: Asked, company: Company, folder: Path) -> Tried:
    with _toolbox(asked, company) as tools:
        directory = Directory(company, tools)
        purpose = _purpose(asked, directory)
        office: Any = None
        if company.back_office is not None:
            office = load(company.back_office.driver, "back_office", company.folder)(company.back_office, tools)
            office.start_afresh()
        ledger = Ledger(folder / "ledger.jsonl", redact=tools.redactor.clean)
        exhibits = Exhibits(folder, _JOURNEY, tools.redactor, tools.browsing.camera)
        conductor = Conductor(scenario=_JOURNEY, directory=directory, tools=tools, ledger=ledger, exhibits=exhibits)
        journey = Journey(seed=asked.seed, directory=directory, back_office=office, tools=tools, conductor=conductor)
        error: Exception | None = None
        try:
            promise, made_up = _prepared(asked, purpose, journey, directory)
            before = journey.visits[:]
            try:
                _visit(asked, purpose, journey, directory)
            except Exception as raised:  # noqa: BLE001 - what a driver did is what one wants to know
                error = raised
            findings = [one for _, verdict in journey.review.verdicts() for one in verdict.findings]
        finally:
            after = company.cleanup.after == "journey"
            undone = clean_up(reversed(conductor.made), Cleaners(directory, office), ledger) if after else []
            journey.leave()
        return Tried(
            company=company,
            visits=[one for one in journey.visits if one not in before],
            promise=promise,
            made_up=made_up,
            findings=findings,
            error=error,
            undone=undone,
            clean=tools.redactor.clean,
        )


@contextmanager
def _toolbox(asked: Asked, company: Company) -> Iterator[Toolbox]:
    with browser_when_needed(company.browser, company.hosts, visible=asked.visible) as browser:
        browsing = Browsing(browser, hosts=company.hosts, manners=Manners.towards(company.never, company.limits))
        browsing.on_page = asked.on_page
        tools = Toolbox.for_company(company, browsing)
        try:
            yield tools
        finally:
            tools.close()


def _purpose(asked: Asked, directory: Directory) -> Purpose:
    """Find what is asked for among what can be done there."""
    directory.settings(asked.place)
    there = [
        one
        for one in directory.kinds.purposes.values()
        if one.ability is not None and asked.place in directory.all_able(one.ability)
    ]
    named = {name: one for one in reversed(there) for name in (one.method, str(one))}
    if asked.purpose not in named:
        able = list(dict.fromkeys(one.method for one in there))
        raise UnknownName(f"Nobody can do this at the {asked.place}", value=asked.purpose, valid=able)
    return named[asked.purpose]


def _prepared(asked: Asked, purpose: Purpose, journey: Journey, directory: Directory) -> tuple[Promise | None, bool]:
    """Bring in the shopper, and have the promise made or stated that the visit is about; tell whether it is made up."""
    assert purpose.ability is not None  # noqa: S101 - those of a place have one
    family = [asked.line] if asked.line and asked.line != asked.shopper else []
    try:
        journey.meet(asked.shopper, family)
    except Unable:  # a company that enrols nobody may serve anybody
        journey.visitor(asked.shopper, family)
    if directory.kinds.of_public(purpose):
        subject = asked.words or asked.promise or SAMPLE
        journey.publish(subject, dict(asked.terms) or dict(_amount(sample_terms(directory, purpose.ability))))
        return None, not asked.terms
    if asked.promise is not None:
        return journey.was_promised(asked.shopper, asked.promise), False
    if asked.terms:
        rows = [("offer", SAMPLE), *asked.terms] if "offer" not in dict(asked.terms) else list(asked.terms)
        return journey.stated(asked.shopper, rows, source=_JOURNEY), False
    rows = sample_terms(directory, purpose.ability, asked.line)
    try:
        by = directory.settings(asked.place).channel if purpose.receives else Channel.EMAIL
        return journey.promised(asked.shopper, by.value, rows), False
    except (Unable, UnknownName):  # a company that lets us make no offers
        return journey.stated(asked.shopper, rows, source=_JOURNEY), True


def _amount(rows: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    return (row for row in rows if row[0] == "price")


def _visit(asked: Asked, purpose: Purpose, journey: Journey, directory: Directory) -> None:
    kinds = directory.kinds
    assert purpose.ability is not None  # noqa: S101 - as above
    words = asked.words or sample_words(purpose, asked.promise or SAMPLE)
    if (before := kinds.purposes.get(kinds.abilities[purpose.ability].after)) and before.ability:
        able = directory.all_able(before.ability)
        place = asked.place if asked.place in able else next(iter(able), asked.place)
        journey.visit(asked.shopper, place, before, words=sample_words(before, asked.words or asked.promise or SAMPLE))
        words = None if before.of_public else words  # they named what came before
    journey.visit(asked.shopper, asked.place, purpose, line=asked.line, words=words)
