"""What touchpoints can be able to do, and which of our drivers can do what."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Iterator

import journeys.touchpoints
from journeys.touchpoints.directory import ABILITIES

from .words import first_line, table

__all__ = ["abilities", "drivers"]

_PACKAGE = "journeys.touchpoints."


def abilities() -> str:
    """List every ability with its methods."""
    rows = []
    for ability, words in ABILITIES.items():
        methods = [value for name, value in vars(ability).items() if inspect.isfunction(value) and name[0] != "_"]
        does = "<br>".join(f"`{one.__name__}(visit)`: {first_line(one, one.__qualname__)}" for one in methods)
        rows.append((f"`{ability.__name__}`", first_line(ability, ability.__name__), does, words))
    return table(["ability", "what it is", "methods", "in messages"], rows)


def drivers() -> str:
    """List our drivers with what each can do."""
    rows = []
    for driver in _drivers():
        can = [words for ability, words in ABILITIES.items() if issubclass(driver, ability)]
        name = f"`{driver.__module__.removeprefix(_PACKAGE)}:{driver.__name__}`"
        rows.append((name, first_line(driver, name), ", ".join(can)))
    return table(["driver", "what it is", "can"], rows)


def _drivers() -> Iterator[type]:
    for module in pkgutil.iter_modules(journeys.touchpoints.__path__, _PACKAGE):
        loaded = importlib.import_module(module.name)
        found = (getattr(loaded, name) for name in loaded.__all__)
        yield from (
            one for one in found if isinstance(one, type) and any(issubclass(one, ability) for ability in ABILITIES)
        )
