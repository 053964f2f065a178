"""Damages real samples as networks, gateways, templates and people do: seeded, so that each finding can be repeated."""

from __future__ import annotations

import json
import re
from copy import deepcopy
from random import Random
from typing import Any, Final
from xml.etree.ElementTree import SubElement, fromstring, tostring

ODD: Final = (
    "",
    "\x00",
    "\ufeff",
    "\u202e",
    "\ud7ff\U0010ffff",
    "<",
    "</",
    ">",
    "&",
    "&#0;",
    "&#x110000;",
    "<!DOCTYPE a [<!ENTITY b 'c'>]>",
    "<![CDATA[",
    "<x:y/>",
    "<" * 300,
    "<Gather>" * 300,
    "{" * 300,
    "[" * 3000,
    '"',
    "\\",
    "\\u0000",
    "NaN",
    "-Infinity",
    "1e999",
    "9" * 400,
    "-1",
    "0",
    "٣",
    "９９",
    "½",
    "$",
    "€ ",
    "$.,.,",
    "$1.2.3,4",
    "USD",
    "XXX 5",
    "http://[",
    "//",
    "?",
    "#",
    "%",
    "%zz",
    "$ref",
    "#/paths",
    "=?utf-8?b?////?=",
    "=?x?q?y?=",
    "\r\n\r\n",
    "--b1",
    "99999-99-99T99:99:99Z",
    "31 February 2026",
    "0001-01-01",
    "24:00",
    "charset=utf-99",
    'encoding="utf-99"',
    "true",
    "null",
)
VALUES: Final[tuple[Any, ...]] = (
    None,
    True,
    False,
    0,
    -1,
    1e300,
    -0.0,
    10**40,
    98.99999999999999,
    "",
    " ",
    "\x00",
    "NaN",
    "99.00 USD",
    "https://[",
    [],
    {},
    [[]],
    [None],
    {"": ""},
    {"$ref": "#"},
    {"$ref": "#/paths/~1quote"},
    {"$ref": 5},
    {"$ref": "x.json#/~2"},
    [{"name": 1, "in": []}],
    [{"url": "http://{"}],
    {"type": "strnig"},
    {"type": "string", "pattern": "("},
)


_LEGAL: Final = re.compile("[^\\t\\n\\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_VERBS: Final = (
    "Say",
    "Gather",
    "Pause",
    "Redirect",
    "Record",
    "Play",
    "Hangup",
    "Dial",
    "Leave",
    "sub",
    "p",
    "break",
    "say-as",
    "Sing",
)


def text(sample: str, chance: Random) -> str:
    """Damage a text in one to four places."""
    for _ in range(chance.randint(1, 4)):
        start = chance.randint(0, len(sample))
        end = min(len(sample), start + chance.choice((0, 1, 2, 8, 40)))
        match chance.randrange(6):
            case 0:
                sample = sample[:start] + sample[end:]
            case 1:
                sample = sample[:end] + sample[start:]
            case 2:
                sample = sample[:start] + chance.choice(ODD) + sample[end:]
            case 3:
                sample = sample[:start]
            case 4:
                sample = sample[:start] + "".join(chance.choices(sample or "x", k=end - start)) + sample[end:]
            case _:
                figures = [place for place, one in enumerate(sample) if one.isdigit()]
                if figures:
                    place = chance.choice(figures)
                    sample = sample[:place] + chance.choice(ODD) + sample[place + 1 :]
    return sample


def data(sample: bytes, chance: Random) -> bytes:
    """Damage bytes, which then need not be text any more."""
    changed = bytearray(text(sample.decode("utf-8", "surrogateescape"), chance).encode("utf-8", "surrogateescape"))
    for _ in range(chance.randint(0, 3)):
        if changed:
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def tree(sample: Any, chance: Random) -> Any:
    """Damage JSON in one or two places, so that it stays JSON."""
    copy = json.loads(json.dumps(sample))
    for _ in range(chance.randint(1, 2)):
        places = list(_places(copy))
        if not places:
            return deepcopy(chance.choice(VALUES))
        within, name = chance.choice(places)
        match chance.randrange(4):
            case 0:
                del within[name]
            case 1 if isinstance(within, dict):
                within[f"{name}x"] = within.pop(name)
            case _:
                within[name] = deepcopy(chance.choice(VALUES))
    return copy


def markup(sample: str, chance: Random) -> bytes:
    """Damage what stands in XML, so that it stays XML: texts, attributes, names, order and depth."""
    document = fromstring(sample)  # noqa: S314 - our own sample
    for _ in range(chance.randint(1, 3)):
        one = chance.choice(list(document.iter()))
        odd = _LEGAL.sub("", chance.choice(ODD))
        match chance.randrange(8):
            case 0:
                one.text = odd
            case 1:
                one.text = text(one.text or "", chance)
                one.text = _LEGAL.sub("", one.text)
            case 2:
                one.tail = odd
            case 3:
                one.set(chance.choice(("action", "method", "length", "input", "alias", "numDigits", "x")), odd)
            case 4 if one is not document:
                one.tag = chance.choice(_VERBS)
            case 5:
                one.append(fromstring(sample))  # noqa: S314
            case 6:
                for _ in range(chance.choice((1, 2, 400))):
                    one = SubElement(one, chance.choice(_VERBS))
            case _:
                children = list(one)
                if children:
                    one.remove(chance.choice(children))
    return tostring(document)


def _places(value: Any) -> Any:
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, one in list(inside):
        yield value, name
        yield from _places(one)
