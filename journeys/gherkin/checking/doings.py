"""What a sentence does, without doing it: which methods of the journey its step calls, and what each of them is for."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType

from journeys.evidence.purposes import Purpose
from journeys.judging.topic import Topic
from journeys.judging.topics import Topics
from journeys.promises.clock import read_duration
from journeys.promises.counts import read_count
from journeys.walking.journey import Journey

__all__ = ["DOINGS", "Blank", "Doing", "doings_of", "hands_on"]


_NOTHING = object()
"""What stands for a None that is written: as if nothing were given."""


@dataclass(frozen=True, slots=True)
class Blank:
    """What a scenario writes into a sentence's blank."""

    name: str


@dataclass(frozen=True, slots=True)
class Doing:
    """One thing that a sentence does.

    Attributes:
        method: Of the journey.
        visit: What the visit is for that it makes, if it makes one.
        judges: What it asks about, if it holds the company to something.
        arguments: What the method is given, by the names of its parameters, as far as that is known unread.
        says: Names of the terms that it states, as far as the step names them itself.
    """

    method: str
    visit: Purpose | None = None
    judges: tuple[str, ...] = ()
    arguments: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    says: frozenset[str] = frozenset()


_READ = (read_duration, read_count)
"""What reads a blank: its value is the blank's."""

DOINGS = frozenset(
    {
        "meet",
        "visitor",
        "promised",
        "was_promised",
        "publish",
        "visit",
        "pass_time",
        "wait_until_end",
        "hold_to",
        "hold_whole",
        "expect_made_good",
    }
)
"""The methods of the journey that steps call."""


@cache
def doings_of(step: Callable[..., object], kinds: Topics) -> tuple[Doing, ...]:
    """List what a step does, in its order; nothing for a step that does other things than call the journey.

    Args:
        step: The function that would be run.
        kinds: The kinds of promise there are.
    """
    function = inspect.unwrap(step)
    calls = (node for node in _nodes(function) if isinstance(node, ast.Call))
    placed = sorted(calls, key=lambda call: (call.lineno, call.col_offset))
    return tuple(doing for call in placed if (doing := _doing(call, function, kinds)) is not None)


@cache
def hands_on(step: Callable[..., object], blanks: frozenset[str]) -> bool:
    """Tell whether a step has others act too: by handing the journey on, or by a fixture that may have been given it.

    Args:
        step: The function that would be run.
        blanks: The sentence's, which are no fixtures.
    """
    function = inspect.unwrap(step)
    if {*inspect.signature(function).parameters} - {"journey", "datatable", "docstring", *blanks}:
        return True
    called = {id(node.value) for node in _nodes(function) if isinstance(node, ast.Attribute) and node.attr in DOINGS}
    named = (node for node in _nodes(function) if isinstance(node, ast.Name) and node.id == "journey")
    return any(id(node) not in called for node in named)


@cache
def _nodes(function: Callable[..., object]) -> tuple[ast.AST, ...]:
    """Take a function's source apart; nothing, if it has none."""
    try:
        return tuple(ast.walk(ast.parse(textwrap.dedent(inspect.getsource(function)))))
    except (OSError, TypeError):
        return ()


def _doing(call: ast.Call, step: Callable[..., object], kinds: Topics) -> Doing | None:
    on = call.func
    if not (isinstance(on, ast.Attribute) and isinstance(on.value, ast.Name) and on.value.id == "journey"):
        return None
    if on.attr not in DOINGS:
        return None
    given = [value for argument in call.args for value in _values(argument, step)]
    named = {one.arg: next(_values(one.value, step), None) for one in call.keywords if one.arg}
    try:
        arguments = inspect.signature(getattr(Journey, on.attr)).bind(None, *given, **named).arguments
    except TypeError:
        return None
    bound = {name: value for name, value in arguments.items() if value is not _NOTHING}
    purpose = bound.get("purpose")
    if isinstance(purpose, Purpose):
        return Doing(on.attr, visit=purpose, arguments=bound)
    return Doing(on.attr, judges=_judged(on.attr, bound, kinds), arguments=bound, says=_named_in(call))


def _named_in(call: ast.Call) -> frozenset[str]:
    keys = [key for argument in call.args if isinstance(argument, ast.Dict) for key in argument.keys]
    return frozenset(str(key.value) for key in keys if isinstance(key, ast.Constant))


def _judged(method: str, bound: Mapping[str, object], kinds: Topics) -> tuple[str, ...]:
    match method:
        case "hold_to":
            asked = bound.get("asked")
            named = [one for one in asked if isinstance(one, Topic)] if isinstance(asked, tuple) else []
            return tuple(topic.about for topic in named or kinds.honouring)
        case "hold_whole":
            about = getattr(bound.get("rule"), "about", None)
            return (about,) if isinstance(about, str) else ("the whole journey",)
        case "expect_made_good":
            return tuple(topic.about for topic in kinds if topic.rules)
    return ()


def _values(argument: ast.expr, step: Callable[..., object]) -> Iterator[object]:
    """Give what an argument is: a blank of the sentence, a value of the step's module, or None if only a run tells."""
    blanks = inspect.signature(step).parameters
    if isinstance(argument, ast.Starred):
        known = _known(argument.value, step)
        yield from known if isinstance(known, tuple | list) else ()
        return
    if isinstance(argument, ast.List | ast.Tuple):
        yield tuple(value for one in argument.elts for value in _values(one, step))
        return
    made = _known(argument.func, step) if isinstance(argument, ast.Call) else None
    if made is not None and made not in _READ:
        yield made  # what is made by a call is known by what makes it
        return
    names = [node.id for node in ast.walk(argument) if isinstance(node, ast.Name)]
    used = [name for name in names if name in blanks]
    yield Blank(used[0]) if used else _known(argument, step)


def _known(node: ast.expr, step: Callable[..., object]) -> object:
    if isinstance(node, ast.Constant):
        return _NOTHING if node.value is None else node.value
    if isinstance(node, ast.Name):
        return getattr(step, "__globals__", {}).get(node.id)
    return getattr(_known(node.value, step), node.attr, None) if isinstance(node, ast.Attribute) else None
