"""What a driver can notice: that nobody saw something says nothing where nobody could have seen it."""

from __future__ import annotations

import ast
import functools
import inspect
import textwrap

from journeys.judging.topics import Topics

__all__ = ["noticed_by"]


def noticed_by(driver: object, kinds: Topics) -> tuple[str, ...]:
    """Name the terms whose absence on a visit says something, since it would have noticed.

    A driver says so in its attribute ``notices``, a collection of terms. One that has none notices that a customer
    is asked again if it calls ``visit.asked_for`` anywhere in its class.

    Args:
        driver: It, or its class, where it is not made: then what its options leave out is named, too.
        kinds: The kinds of promise there are.
    """
    declared = getattr(driver, "notices", None)
    if declared is not None:
        return tuple(map(str, declared))
    kind = driver if isinstance(driver, type) else type(driver)
    return (str(kinds.repeating),) if _asks(kind) else ()


@functools.cache
def _asks(kind: type) -> bool:
    """Tell whether a class, or one that it is made of, calls ``asked_for``."""
    return any(_calls_it(one) for one in kind.__mro__ if one is not object)


def _calls_it(kind: type) -> bool:
    try:
        source = textwrap.dedent(inspect.getsource(kind))
    except (OSError, TypeError):
        return False
    return any(isinstance(node, ast.Attribute) and node.attr == "asked_for" for node in ast.walk(ast.parse(source)))
