"""Which driver can do what, as the Protocols say it; and what is said to somebody who asks for more."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable

import pytest

from journeys import touchpoints
from journeys.errors import Unable
from journeys.fixtures import kestrel
from journeys.fixtures.kestrel import back_office
from journeys.topics import offers
from journeys.touchpoints.directory import BackOffice, Directory

from .walks import ABILITIES, IDS, PAIRS, Walk, described

COMPANY = described()
LACKING = [(place, ability) for place in COMPANY.touchpoints for ability in ABILITIES if (place, ability) not in PAIRS]


@pytest.fixture(scope="module")
def directory() -> Directory:
    """The company's touchpoints, whose drivers are made with what a company file alone gives."""
    tools = type("Tools", (), {"company": COMPANY})()
    return Directory(COMPANY, tools)


@pytest.mark.parametrize(("place", "ability"), PAIRS, ids=IDS)
def test_a_driver_has_its_ability_as_the_protocol_describes_it(directory: Directory, place: str, ability: type) -> None:
    driver = directory.able(place, ability)

    assert isinstance(driver, ability)
    for name, described_method in inspect.getmembers(ability, inspect.isfunction):
        if not name.startswith("_"):
            own = inspect.signature(getattr(type(driver), name))
            assert list(own.parameters) == list(inspect.signature(described_method).parameters)
            assert (getattr(type(driver), name).__doc__ or "").strip()


def test_every_driver_there_is_serves_some_touchpoint() -> None:
    modules = [
        importlib.import_module(f"{package.__name__}.{one.name}")
        for package in (touchpoints, kestrel)
        for one in pkgutil.iter_modules(package.__path__)
    ]
    able = {
        f"{module.__name__}:{name}"
        for module in modules
        for name, found in vars(module).items()
        if isinstance(found, type)
        and found.__module__ == module.__name__
        and not inspect.isabstract(found)
        and any(issubclass(found, ability) for ability in ABILITIES)
    }

    for_any_company = {"journeys.touchpoints.openapi:OpenApi"}  # test_openapi.py has it in the app's place
    assert able - for_any_company == {settings.driver for settings in COMPANY.touchpoints.values()}


def test_the_back_office_does_what_setting_the_scene_takes() -> None:
    assert issubclass(back_office.BackOffice, BackOffice)
    assert not any(issubclass(back_office.BackOffice, ability) for ability in ABILITIES)


@pytest.mark.parametrize(
    ("place", "ability"), LACKING, ids=[f"{place} cannot {ABILITIES[ability]}" for place, ability in LACKING]
)
def test_asking_for_what_a_place_cannot_do_names_those_that_can(
    directory: Directory, place: str, ability: type
) -> None:
    with pytest.raises(Unable) as refused:
        directory.able(place, ability)

    able = [where for where, what in PAIRS if what is ability]
    assert str(refused.value) == f"The {place} cannot {ABILITIES[ability]}. These can: {', '.join(able)}."


def test_what_a_place_cannot_do_is_no_visit(walk: Callable[..., Walk]) -> None:
    linda = walk()
    linda.promise()

    with pytest.raises(Unable, match="These can: website, app, call centre, chat, texts, social media, store"):
        linda.journey.visit("Linda", "inbox", offers.REDEEM)

    assert linda.journey.visits == []
