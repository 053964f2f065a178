"""What touchpoints can be able to do, what shoppers come for, and which drivers that are there can do what."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Iterator

import journeys.touchpoints
from journeys.fixtures import kestrel
from journeys.topics import OURS

from .words import Undocumented, first_line, table

__all__ = ["abilities", "drivers", "purposes"]

_PACKAGES = (journeys.touchpoints, kestrel)
"""Those that fit any company, and as an example of a suite's own, those of the demo company."""


def abilities() -> str:
    """List every ability by topic, with its methods."""
    rows = []
    for one in OURS.abilities.values():
        methods = [value for value in vars(one.protocol).values() if inspect.isfunction(value)]
        own = [method for method in methods if not method.__name__.startswith("_")]
        does = "<br>".join(f"`{method.__name__}(visit)`: {first_line(method, method.__qualname__)}" for method in own)
        name = one.protocol.__name__
        rows.append((one.topic, f"`{name}`", first_line(one.protocol, name), does, one.words))
    return table(["topic", "ability", "what it is", "methods", "in messages"], rows)


def purposes() -> str:
    """List by topic what a shopper can come for, with what does it and what a visit may write down."""
    rows = []
    for one in OURS.purposes.values():
        if one.ability is None:
            raise Undocumented(f"The purpose {one!r}")
        written = ", ".join(f"`{term}`" for term in one.records)
        rows.append((one.topic, str(one), f"`{one.ability.__name__}.{one.method}`", written))
    return table(["topic", "a shopper", "done by", "a visit may write down"], rows)


def drivers() -> str:
    """List the drivers that are there, with what each can do."""
    rows = []
    for driver in _drivers():
        can = [one.words for one in OURS.abilities.values() if issubclass(driver, one.protocol)]
        name = f"`{driver.__module__}:{driver.__name__}`"
        rows.append((name, first_line(driver, name), ", ".join(can)))
    return table(["driver", "what it is", "can"], rows)


def _drivers() -> Iterator[type]:
    for package in _PACKAGES:
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            loaded = importlib.import_module(module.name)
            found = (getattr(loaded, name) for name in getattr(loaded, "__all__", ()))
            yield from (one for one in found if isinstance(one, type) and _can_something(one))


def _can_something(driver: type) -> bool:
    own = not getattr(driver, "_is_protocol", False)
    return own and any(issubclass(driver, ability) for ability in OURS.abilities)
