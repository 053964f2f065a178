"""One walk to a touchpoint with one of its abilities, and everything that came of it."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, cast

from playwright.sync_api import Page

from journeys.company.company_file import Company
from journeys.errors import InvalidCompany
from journeys.evidence.observations import Visit
from journeys.promises.forms import LINK
from journeys.promises.promise import Promise
from journeys.promises.terms import Term
from journeys.records.ledger import Ledger
from journeys.testing.scenes import SHOPPER, Scene, come_before, of_public, use
from journeys.tools.browsing import Browsing
from journeys.tools.pictures import Camera
from journeys.tools.toolbox import Toolbox
from journeys.touchpoints.directory import Directory
from journeys.touchpoints.exhibits import Exhibits
from journeys.touchpoints.loading import load
from journeys.walking.conduct import Conductor
from journeys.walking.journey import Journey

__all__ = ["NotingCamera", "Product", "Subject", "Walk", "walk"]

Product = tuple[str, str | Mapping[str, str]]
"""Something that promises to everybody are about, such as a product, with its price or its terms."""


class NotingCamera:
    """Takes pictures as the one it wraps does, and knows its own pictures again."""

    def __init__(self, camera: Camera) -> None:
        """Take the camera that takes them."""
        self._camera = camera
        self._taken: list[bytes] = []

    def picture(self, page: Page, known: re.Pattern[str] | None, *, whole: bool = False) -> bytes:
        """Take a picture."""
        self._taken.append(self._camera.picture(page, known, whole=whole))
        return self._taken[-1]

    def took(self, path: Path) -> bool:
        """Tell whether a file is one of the pictures taken."""
        return path.read_bytes() in self._taken


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What is checked: a driver at a touchpoint of a company, and how to get there.

    Attributes:
        driver: The class.
        at: The touchpoint's name, if the driver stands in for the one the company file names there.
        options: What the driver is told besides, in place of the company file's.
        product: Something that promises to everybody are about, with its price or its terms.
        scene: What comes before the visit.
    """

    driver: type
    at: str | None
    options: Mapping[str, Any] | None
    product: Product | None
    scene: Scene

    def address(self, company: Company) -> str:
        """Give the address of the touchpoint to visit."""
        told, place = self.placed(company)
        return told.touchpoints[place].address

    def placed(self, company: Company) -> tuple[Company, str]:
        """Give the company with the driver at its place, and the name of that place.

        Raises:
            InvalidCompany: No touchpoint has this driver.
        """
        written = f"{self.driver.__module__}:{self.driver.__qualname__}"
        place = self.at or next((name for name, one in company.touchpoints.items() if one.driver == written), None)
        if place is None or place not in company.touchpoints:
            drivers = [one.driver for one in company.touchpoints.values()] if place is None else company.touchpoints
            raise InvalidCompany(
                f"No touchpoint of {company.name} is the one to check",
                value=place or written,
                valid=drivers,
                remedy="Name one: contract(…, at=…).",
            )
        changes: dict[str, Any] = {"driver": written} | ({"options": self.options} if self.options is not None else {})
        return _changed(company, place, changes), place


@dataclass(slots=True, kw_only=True)
class Walk:
    """What came of one ability of one touchpoint.

    Attributes:
        seconds: Real time that the visits took.
        error: What was raised, if something was.
        personal: What must not stand in any evidence in clear.
        camera: Took the pictures of pages, with what is personal covered.
    """

    place: str
    ability: type
    driver: object
    company: Company
    folder: Path
    camera: NotingCamera
    visits: list[Visit] = field(default_factory=list)
    seconds: float = 0.0
    error: Exception | None = None
    personal: list[str] = field(default_factory=list)


@contextmanager
def walk(
    subject: Subject, ability: type, company: Company, browsing: Browsing, folder: Path, address: str | None = None
) -> Iterator[Walk]:
    """Prepare the scene, visit the place with the ability, and give what came of it.

    Args:
        subject: What is checked.
        ability: What the touchpoint is asked for.
        company: Who is shopped.
        browsing: The shoppers' pages.
        folder: Where evidence goes.
        address: Where the touchpoint is said to be once the scene is prepared, if not where it is.
    """
    told, place = subject.placed(company)
    tools = Toolbox.for_company(told, browsing)
    directory = Directory(told, tools)
    scenario = f"contract of the {place}: {told.kinds.abilities[ability].words}{' elsewhere' if address else ''}"
    camera = NotingCamera(browsing.camera)
    exhibits = Exhibits(folder, scenario, tools.redactor, cast("Camera", camera))
    ledger = Ledger(folder / "ledger.jsonl", redact=tools.redactor.clean)
    office: Any = None
    if told.back_office is not None:
        office = load(told.back_office.driver, "back_office", told.folder)(told.back_office, tools)
        office.start_afresh()
    conductor = Conductor(scenario=scenario, directory=directory, tools=tools, ledger=ledger, exhibits=exhibits)
    journey = Journey(seed=4711, directory=directory, back_office=office, tools=tools, conductor=conductor)
    elsewhere = None
    try:
        subject.scene(journey, directory, place, ability)
        if of_public(told.kinds, ability):
            name, terms = subject.product or ("", {})
            if name:
                journey.publish(name, {"price": terms} if isinstance(terms, str) else terms)
            come_before(journey, directory, ability, name)
        if address is not None:
            elsewhere = _move(journey, directory, told, place, address, tools)
        driver: object = directory.able(place, ability)
        seen = Walk(place=place, ability=ability, driver=driver, company=told, folder=folder, camera=camera)
        _visit(seen, journey, directory, subject.product[0] if subject.product else "")
        yield seen
    finally:
        browsing.end_journey()
        tools.close()
        if elsewhere is not None:
            elsewhere.close()


def _visit(seen: Walk, journey: Journey, directory: Directory, product: str) -> None:
    shopper = journey.shopper(SHOPPER)
    seen.personal = [*shopper.personal(), *seen.company.secrets()]
    before, begun = len(journey.visits), time.monotonic()
    try:
        use(journey, directory, seen.place, seen.ability, product)
    except Exception as error:  # noqa: BLE001 - the clauses say what is wrong with it
        seen.error = error
    seen.seconds = time.monotonic() - begun
    seen.visits = journey.visits[before:]


def _move(
    journey: Journey, directory: Directory, company: Company, place: str, address: str, tools: Toolbox
) -> Toolbox:
    """Have the driver made anew, with another address, which is all that is known: links lead to the old one."""
    moved = _changed(company, place, {"address": address})
    fresh = Toolbox.for_company(moved, tools.browsing)
    elsewhere = replace(tools, company=moved, mailbox=fresh.mailbox)
    directory._company, directory._tools = moved, elsewhere  # noqa: SLF001 - no journey ever needs to do this
    directory._drivers.clear()  # noqa: SLF001
    for made in journey._promises:  # noqa: SLF001
        made.received = made.received.as_told(_no_links(made.received)) if made.received else None
    return elsewhere


def _no_links(promise: Promise) -> dict[Term[Any], None]:
    return {term: None for term in promise.terms if term.form is LINK}


def _changed(company: Company, place: str, changes: Mapping[str, Any]) -> Company:
    places = {**company.touchpoints, place: company.touchpoints[place].model_copy(update=changes)}
    return company.model_copy(update={"touchpoints": places, "hosts": tuple({*company.hosts, "127.0.0.1"})})
