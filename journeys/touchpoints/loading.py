"""Finds the classes that company files name as drivers, and checks them against the abilities before anything runs."""

from __future__ import annotations

import importlib
import inspect
import sys
from collections.abc import Collection, Iterable, Iterator
from difflib import SequenceMatcher
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol, runtime_checkable

from journeys.company.company_file import TouchpointSettings
from journeys.errors import InvalidCompany
from journeys.judging.topics import Topics
from journeys.touchpoints.terms_written import check_terms

__all__ = ["SetUpByOptions", "check_driver", "load"]

_AS_GOOD_AS_THE_SAME = 0.8
"""How alike two names are if one is a slip of the other: ``quotes`` and ``quote``, not ``show`` and ``show_staff``."""

_CONSTRUCTOR = "def __init__(self, name: str, settings: TouchpointSettings, tools: Toolbox) -> None"


@runtime_checkable
class SetUpByOptions(Protocol):
    """A driver whose touchpoint's options say what it can do; the class itself has all abilities there may be."""

    @classmethod
    def lacks(cls, settings: TouchpointSettings) -> Collection[type]:
        """Name the abilities that the options do not set up.

        Raises:
            InvalidCompany: The options cannot be used.
        """


def load(driver: str, where: str, folder: Path | None = None) -> type:
    """Import a driver's class, written ``package.module:Class``.

    Args:
        driver: What the company file says.
        where: The section it says so in.
        folder: Where to look for packages that are not installed: the company file's.

    Raises:
        InvalidCompany: There is no such module or class.
    """
    module, _, name = driver.partition(":")
    if folder is not None and find_spec(module.partition(".")[0]) is None:
        sys.path.append(str(folder.resolve()))
    try:
        imported = importlib.import_module(module)
    except Exception as error:  # whatever somebody's module raises while it is imported
        raise InvalidCompany(f"{where}: the driver cannot be imported ({_cause(error)})", value=driver) from error
    found = getattr(imported, name, None)
    if found is None:
        classes = [f"{module}:{one}" for one, kind in vars(imported).items() if _is_own_class(kind, module)]
        raise InvalidCompany(
            f"{where}: the driver cannot be imported (module {module!r} has no class {name!r})",
            value=driver,
            valid=classes,
        )
    if not isinstance(found, type):
        raise InvalidCompany(f"{where}: the driver is not a class", value=driver)
    return found


@cache  # a class is as it is: once a run, not once a journey
def check_driver(found: type, where: str, kinds: Topics) -> None:
    """Check that a class can be made into a driver and that what it can do is written as the abilities prescribe.

    Args:
        found: The class.
        where: The section of the company file that names it.
        kinds: The kinds of promise there are, whose abilities and terms it may use.

    Raises:
        InvalidCompany: With the method, the expected signature, and the nearest right name.
    """
    _check_constructor(found, where)
    protocols = {ability: dict(_methods(ability)) for ability in kinds.abilities}
    expected = {name: method for methods in protocols.values() for name, method in methods.items()}
    for name, method in expected.items():
        if hasattr(found, name):
            _check_method(found, name, method, where)
    for name in vars(found):
        if not name.startswith("_") and name not in expected and (meant := _slip_of(name, expected, found)):
            raise InvalidCompany(
                f"{where}: {found.__name__} has a method {name!r}, which nobody calls. Did you mean {meant!r}?",
                remedy=f"An ability's method is found by its name: {_written(expected[meant])}.",
            )
    for ability, methods in protocols.items():
        missing = [name for name in methods if not hasattr(found, name)]
        if missing and len(missing) < len(methods):
            has = next(name for name in methods if name not in missing)
            raise InvalidCompany(
                f"{where}: {found.__name__} has {has!r} without {missing[0]!r}, which belongs with it "
                f"({ability.__name__}); add: {_written(methods[missing[0]])}"
            )
    if not any(hasattr(found, name) for name in expected):
        raise InvalidCompany(
            f"{where}: {found.__name__} can do nothing that a journey asks of a touchpoint",
            valid=[f"{name}{_short(method)}" for name, method in expected.items()],
            remedy="Give it at least one of these methods.",
        )
    check_terms(found, where, kinds)


def _check_constructor(found: type, where: str) -> None:
    try:
        inspect.signature(found).bind("name", "settings", "tools")
    except TypeError as error:
        raise InvalidCompany(
            f"{where}: {found.__name__} cannot be made with (name, settings, tools): {error}",
            remedy=f"Write: {_CONSTRUCTOR}.",
        ) from error


def _check_method(found: type, name: str, expected: object, where: str) -> None:
    own = getattr(found, name)
    told = f"{where}: {found.__name__}.{name}"
    if not callable(own):
        raise InvalidCompany(f"{told} is no method; write: {_written(expected)}")
    if inspect.iscoroutinefunction(own) or inspect.isasyncgenfunction(own) or inspect.isgeneratorfunction(own):
        raise InvalidCompany(f"{told} is async or a generator, so it would never run; write: {_written(expected)}")
    arguments = list(inspect.signature(expected).parameters)  # type: ignore[arg-type]
    if not isinstance(inspect.getattr_static(found, name), staticmethod | classmethod):
        arguments = ["self", *arguments[1:]]
    else:
        arguments = arguments[1:]
    try:
        inspect.signature(own).bind(*arguments)
    except TypeError as error:
        raise InvalidCompany(
            f"{told}{inspect.signature(own)} cannot be called as the ability is ({error}); write: {_written(expected)}"
        ) from error


def _methods(ability: type) -> Iterator[tuple[str, object]]:
    return ((name, one) for name, one in vars(ability).items() if inspect.isfunction(one) and not name.startswith("_"))


def _slip_of(name: str, expected: Iterable[str], found: type) -> str | None:
    alike = {one: SequenceMatcher(None, name, one).ratio() for one in expected if not hasattr(found, one)}
    best = max(alike, key=lambda one: alike[one], default=None)
    return best if best is not None and alike[best] >= _AS_GOOD_AS_THE_SAME else None


def _written(method: object) -> str:
    return f"def {method.__name__}{inspect.signature(method)}"  # type: ignore[attr-defined,arg-type]


def _short(method: object) -> str:
    return f"({', '.join(list(inspect.signature(method).parameters)[1:])})"  # type: ignore[arg-type]


def _is_own_class(kind: object, module: str) -> bool:
    return isinstance(kind, type) and kind.__module__ == module and not kind.__name__.startswith("_")


def _cause(error: Exception) -> str:
    return str(error) if isinstance(error, ImportError) else f"{type(error).__name__}: {error}"
