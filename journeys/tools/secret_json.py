"""Secrets in JSON, by the names of fields and by pairs of a name and a value; what is not masked stays as written."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

from journeys.tools.json_places import Node, documents
from journeys.tools.secret_fields import MASK, holds_a_number
from journeys.tools.secret_names import Secrecy, secrecy

__all__ = ["masked_json"]

_NAMES = {"name", "key", "id", "type", "field", "header", "autocomplete", "selector", "http-equiv", "property"}
_VALUES = {"value", "val", "text", "content", "data", "__playwright_value_", "input_value"}
_PAIR = 2

Edit = tuple[int, int, str]


def masked_json(text: str, clean: Callable[[str], str], rest: Callable[[str], str], *, keep_keys: bool = False) -> str:
    """Mask what is secret in every JSON document of a text.

    Args:
        text: Anything; documents are found in it.
        clean: Masks a string of a document.
        rest: Masks what stands around the documents.
        keep_keys: Whether names of fields stay whatever they say, in files of which others know the form.
    """
    parts, at = [], 0
    for node in documents(text):
        parts.append(rest(text[at : node.start]))
        for start, end, mask in sorted(_edits(node, clean, keep_keys=keep_keys)):
            parts += [text[max(at, node.start) : start], mask]
            at = end
        at = max(at, node.start)
        parts.append(text[at : node.end])
        at = node.end
    parts.append(rest(text[at:]))
    return "".join(parts)


def _edits(node: Node, clean: Callable[[str], str], *, keep_keys: bool) -> Iterator[Edit]:
    match node.kind:
        case "object":
            named = _is_pair(node)
            for key, value in node.pairs():
                if not keep_keys and not key.written[1:-1].isidentifier():
                    yield from _cleaned(key, clean)
                name = key.string
                if _hides(name, value, has_pair=bool(_sibling(node))) or (named and name.casefold() in _VALUES):
                    yield from _hidden(value)
                elif value.keys and secrecy(name) is Secrecy.IN_FIELDS:
                    yield from _edits_of_session(value, clean, keep_keys=keep_keys)
                else:
                    yield from _edits(value, clean, keep_keys=keep_keys)
        case "array" if _is_listed_pair(node):
            yield from _hidden(node.items[1])
        case "array":
            for item in node.items:
                yield from _edits(item, clean, keep_keys=keep_keys)
        case _:
            yield from _cleaned(node, clean)


def _edits_of_session(node: Node, clean: Callable[[str], str], *, keep_keys: bool) -> Iterator[Edit]:
    """Mask what a session, or a key, is called by; what else is told of it may be evidence."""
    own = [value for key, value in node.pairs() if key.string.casefold() in _VALUES | {"id"} and not value.items]
    for value in own:
        yield from _hidden(value)
    for start, end, mask in _edits(node, clean, keep_keys=keep_keys):
        if start not in {value.start for value in own}:
            yield start, end, mask


def _cleaned(node: Node, clean: Callable[[str], str]) -> Iterator[Edit]:
    said = node.string
    if (cleaned := clean(said)) != said:
        yield node.start, node.end, json.dumps(cleaned, ensure_ascii=False)


def _hidden(node: Node) -> Iterator[Edit]:
    """Mask all that a value holds; what it is made of stays, for whoever reads on expects it."""
    if node.items:
        for item in node.items:
            yield from _hidden(item)
    elif node.kind in {"string", "atom"} and node.written not in {"true", "false", "null", '""'}:
        yield node.start, node.end, json.dumps(MASK, ensure_ascii=False)


def _hides(name: str, value: Node, *, has_pair: bool) -> bool:
    how = secrecy(name)
    if how is Secrecy.SURE:
        return True
    if how is Secrecy.IN_FIELDS:
        return not value.items and not (has_pair and name.casefold() in _NAMES)
    return how is Secrecy.PHONE and not value.items and holds_a_number(value.string)


def _sibling(node: Node) -> list[Node]:
    return [value for key, value in node.pairs() if key.string.casefold() in _VALUES]


def _is_pair(node: Node) -> bool:
    """Whether an object names something secret in one field and says it in another."""
    names = [value.string for key, value in node.pairs() if key.string.casefold() in _NAMES and value.kind == "string"]
    return any(secrecy(one) in {Secrecy.SURE, Secrecy.IN_FIELDS} for one in names)


def _is_listed_pair(node: Node) -> bool:
    if len(node.items) != _PAIR or any(item.kind != "string" for item in node.items):
        return False
    return secrecy(node.items[0].string) is Secrecy.SURE
