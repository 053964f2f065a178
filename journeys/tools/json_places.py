"""Where the values of a JSON text stand in it, so that one can be replaced and all else stays as it was written."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

__all__ = ["Node", "documents"]

_DEEPEST = 100
_MOST_ATTEMPTS = 500
_BEGINNING = re.compile(r'\{\s*["}]|\[\s*[\[{"]')
_SPACE = re.compile(r"[ \t\r\n]*")
_STRING = re.compile(r'"(?:[^"\\\x00-\x1f]|\\.)*+"')
_ATOM = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null")


@dataclass(slots=True)
class Node:
    """One value, and where it stands.

    Attributes:
        kind: ``string``, ``atom``, ``object`` or ``array``.
        items: What an array holds, or an object's values.
        keys: The names of an object's values, in the same order.
    """

    text: str
    kind: str
    start: int
    end: int = 0
    items: list[Node] = field(default_factory=list)
    keys: list[Node] = field(default_factory=list)

    @property
    def written(self) -> str:
        """How it stands in the text."""
        return self.text[self.start : self.end]

    @property
    def string(self) -> str:
        """What a string says; of anything else, how it is written."""
        if self.kind != "string":
            return self.written
        if "\\" not in self.written:
            return self.written[1:-1]
        try:
            return str(json.loads(self.written))
        except json.JSONDecodeError:  # an escape that JSON does not know
            return self.written[1:-1]

    def pairs(self) -> Iterator[tuple[Node, Node]]:
        """Give an object's names and values."""
        return zip(self.keys, self.items, strict=True)


class _NoJson(Exception):
    """It looked like JSON and is none."""


def documents(text: str) -> Iterator[Node]:
    """Find the objects and arrays in a text, each as a whole, in order."""
    at, attempts = 0, 0
    while attempts < _MOST_ATTEMPTS and (found := _BEGINNING.search(text, at)):
        try:
            node = _value(text, found.start(), 0)
        except _NoJson:
            attempts += 1
            at = found.start() + 1
        else:
            yield node
            at = node.end


def _value(text: str, at: int, depth: int) -> Node:
    at = _skip(text, at)
    first = text[at : at + 1]
    if first == '"':
        return _plain(text, at, "string", _STRING)
    if first not in {"{", "["}:
        return _plain(text, at, "atom", _ATOM)
    if depth >= _DEEPEST:
        raise _NoJson
    return _container(text, at, depth, "object" if first == "{" else "array")


def _plain(text: str, at: int, kind: str, form: re.Pattern[str]) -> Node:
    found = form.match(text, at)
    if found is None:
        raise _NoJson
    return Node(text, kind, at, found.end())


def _container(text: str, start: int, depth: int, kind: str) -> Node:
    node = Node(text, kind, start)
    close = "}" if kind == "object" else "]"
    at = _skip(text, start + 1)
    if text[at : at + 1] == close:
        node.end = at + 1
        return node
    while True:
        if kind == "object":
            key = _plain(text, _skip(text, at), "string", _STRING)
            at = _skip(text, key.end)
            if text[at : at + 1] != ":":
                raise _NoJson
            node.keys.append(key)
            at += 1
        node.items.append(_value(text, at, depth + 1))
        at = _skip(text, node.items[-1].end)
        sign = text[at : at + 1]
        at += 1
        if sign == close:
            node.end = at
            return node
        if sign != ",":
            raise _NoJson


def _skip(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at
