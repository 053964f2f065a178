"""Things of schema.org in a message's markup: JSON-LD and microdata, as well or badly as written."""

from __future__ import annotations

import html as entities
import json
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

from bs4 import BeautifulSoup, Tag

__all__ = ["each", "first", "is_empty", "text_in", "things"]

_OF_OTHERS: Final = {
    *("isAccessoryOrSparePartFor", "isRelatedTo", "isSimilarTo", "isConsumableFor", "isVariantOf", "addOn"),
    *("acceptedOffer", "orderedItem"),
}
"""Where the offers stand that are not the letter's own: of other things, and of single ones in an order."""
_TRAILING_COMMA: Final = re.compile(r",(\s*[}\]])")
_DEEPEST: Final = 60


def things(page: BeautifulSoup, kinds: Collection[str]) -> list[Mapping[str, Any]]:
    """Find the things of some kinds, in JSON-LD and microdata."""
    return [*_in_json(page, kinds), *_microdata(page, kinds)]


def _in_json(page: BeautifulSoup, kinds: Collection[str]) -> Iterator[dict[str, Any]]:
    for script in page.find_all("script"):
        if "ld+json" in str(script.get("type", "")).lower():
            for data in _values(script.get_text()):
                yield from _found(_plain(data), kinds)


def _values(text: str) -> Iterator[object]:
    """Read the JSON in a script, without the comments, the semicolon and the like that stand around it."""
    decoder = json.JSONDecoder(strict=False)
    for attempt in (text, _TRAILING_COMMA.sub(r"\1", text), entities.unescape(text)):
        found, at = [], 0
        while (start := re.compile(r"[{\[](?!CDATA)").search(attempt, at)) is not None:
            try:
                value, at = decoder.raw_decode(attempt, start.start())
                found.append(value)
            except (ValueError, RecursionError):
                if not found:
                    at = start.end()
                    if start[0] == "{":
                        break
                    continue
                break
        if found:
            yield from found
            return


def _plain(data: object, depth: int = 0) -> object:
    """Take names without what stands before them (``schema:``, an address), and values out of ``@value``."""
    if depth > _DEEPEST:
        return None
    if isinstance(data, list):
        return [_plain(one, depth + 1) for one in data]
    if isinstance(data, dict):
        if "@value" in data:
            return data["@value"]
        return {_short(str(key)): _plain(value, depth + 1) for key, value in data.items()}
    return data


def _short(name: str) -> str:
    return re.split(r"[/#:]", name.rstrip("/"))[-1]


def _found(data: object, kinds: Collection[str]) -> Iterator[dict[str, Any]]:
    """Find things in JSON-LD, wherever they stand in it."""
    if isinstance(data, list):
        for one in data:
            yield from _found(one, kinds)
    if isinstance(data, dict):
        if {*kinds} & {_short(str(kind)) for kind in each(data.get("@type"))}:
            yield data
        for key, one in data.items():
            if key not in _OF_OTHERS:
                yield from _found(_offers_of(data, one) if key == "offers" else one, kinds)


def _offers_of(thing: Mapping[str, Any], offers: object) -> object:
    """Return a thing's offers, which say that they offer something: the thing, or what it is an offer of itself."""
    item = str(thing.get("name", ""))
    return [{"itemOffered": item, **one} if isinstance(one, Mapping) else one for one in each(offers)]


def _microdata(page: BeautifulSoup, kinds: Collection[str]) -> Iterator[dict[str, Any]]:
    """Find things among elements with ``itemscope``; what belongs to a thing of its own within one is not the one's."""
    for scope in page.find_all(None, {"itemtype": True}):
        if {*kinds} & {_short(kind) for kind in str(scope["itemtype"]).split()} and not _is_of_others(scope):
            within = reversed(scope.find_all(None, {"itemprop": True}))
            told = {str(one["itemprop"]): _property(one) for one in within if not _is_of_others(one, scope)}
            yield {"itemOffered": "", **told} if scope.get("itemprop") == "offers" else told


def _is_of_others(element: Tag, scope: Tag | None = None) -> bool:
    """Tell whether an element, or one around it up to a scope, is a property that tells of other things."""
    for one in (element, *element.parents):
        if one is scope:
            return False
        if str(one.get("itemprop", "")) in _OF_OTHERS:
            return True
    return False


def _property(element: Tag) -> str:
    told = next((str(element[name]) for name in ("content", "datetime", "href") if element.has_attr(name)), None)
    return element.get_text(" ", strip=True) if told is None else told


def each(value: object) -> list[Any]:
    """Return a value's values: markup may have one or a list wherever it has any."""
    return value if isinstance(value, list) else [value]


def first(value: object) -> object:
    """Return a value, or the first of several."""
    return next(iter(each(value)), None)


def text_in(value: object) -> str | None:
    """Return a value that is text or a number, as text; None if it is anything else or empty."""
    one = first(value)
    return str(one).strip() or None if isinstance(one, str | int) and not isinstance(one, bool) else None


def is_empty(value: object) -> bool:
    """Tell whether a value says nothing."""
    one = first(value)
    return one is None or (isinstance(one, str) and not one.strip()) or one == {}
