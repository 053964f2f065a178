"""Walks the features of a row once with each fault that breaks it: likely ones first, until one has caught it."""

from __future__ import annotations

import os
import re
from typing import Final

import pytest
from pytest_bdd.scenario import scenario_wrapper_template_registry

from fixtures.sandbox.policy.faults import FAULTS

from .faulty_office import FAULT

__all__ = ["FAULTS_OF_RUN", "fault_of", "label_of", "place_of"]

FAULTS_OF_RUN: Final = "SHOPPED_WITH_FAULTS"
"""The variable of the environment that names the faults of a run, with spaces between."""

_PLACES: Final = {
    "note-lost-in-store": "call centre",  # where it is missed
    "still-charged": "website",  # where it is missed
    "store-orders-": "website",
    "refund-": "inbox",
    "texts-": "texts",
    "emails-": "inbox",
    "transcript-": "inbox",
    "chat-not-seen-by-phone": "call centre",
    "-in-chat": "chat",
    "-on-social-media": "social media",
    "-by-text": "texts",
    "-on-hand-over": "chat",
    "-by-phone": "call centre",
    "-in-store": "store",
    "-by-store": "store",
    "-online": "website",
    "-in-account": "website",
    "-in-app": "app",
    "-on-transfer": "call centre",
    "-by-complaints": "complaints desk",
    "complaint": "complaints desk",
    "agent-": "call centre",
    "store-": "store",
    "email-": "inbox",
}
"""Where a fault must be found, by what its name ends or begins with."""

_WORDS: Final = {"inbox": "(?:email|confirmation|transcript)", "complaints desk": "complain"}
"""What features say of places that they do not name."""

_caught: set[str] = set()


def place_of(fault: str) -> str | None:
    """Give the place where a fault must be found; none for one that may be found anywhere."""
    return next((place for part, place in _PLACES.items() if part in fault), None)


def label_of(fault: str) -> str:
    """Give what a scenario is labelled with that is walked with a fault; none is the beginning of another."""
    return f"with {fault}!"


def fault_of(item: pytest.Item) -> str:
    """Give the fault with which a scenario is walked."""
    assert isinstance(item, pytest.Function)
    return str(item.callspec.params["fault"])


@pytest.fixture(autouse=True)
def fault(request: pytest.FixtureRequest) -> str:
    """The fault with which this scenario is walked."""
    return str(request.param)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Walk every scenario with each fault that is found where its feature goes."""
    text = metafunc.definition.path.read_text(encoding="utf-8")
    faults = [name for name in os.environ[FAULTS_OF_RUN].split() if _visits(text, name)]
    metafunc.parametrize("fault", faults, indirect=True, ids=label_of)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave those out that visit no place with a fault, and take those first that speak of what it is called by."""
    config.hook.pytest_deselected(items=[item for item in items if not _is_walked_with_one(item)])
    items[:] = filter(_is_walked_with_one, items)
    items.sort(key=lambda item: (fault_of(item), -_likeness(item)))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Walk nothing with a fault that is caught, else switch it on."""
    os.environ[FAULT] = fault_of(item)
    if fault_of(item) in _caught:
        pytest.skip("caught")


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """A fault is caught by the first scenario that fails."""
    if report.failed:
        _caught.add(os.environ[FAULT])


def _is_walked_with_one(item: pytest.Item) -> bool:
    return isinstance(item, pytest.Function) and isinstance(item.callspec.params["fault"], str)


def _visits(text: str, name: str) -> bool:
    place = place_of(name) or ""
    return bool(re.search(rf"(?s)@{FAULTS[name].row}\b.*\b{_WORDS.get(place, place)}", text))


def _likeness(item: pytest.Item) -> int:
    assert isinstance(item, pytest.Function)
    template = scenario_wrapper_template_registry[item.obj]
    scenario = template.render(item.callspec.params.get("_pytest_bdd_example", {}))
    said = " ".join([scenario.name, *(step.name for step in scenario.steps)]).casefold()
    words = [*fault_of(item).split("-"), place_of(fault_of(item)) or "", *FAULTS[fault_of(item)].sentence.split()]
    return sum(word.casefold()[:5] in said for word in words if len(word) > 2)
