"""A JSON Schema's types, in words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

__all__ = ["Definitions", "in_words"]

_FORMATS = {"date-time": "date and time", "date": "date", "duration": "length of time", "password": "secret"}
_PLAIN = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "`true` or `false`",
    "null": "nothing",
}


@dataclass(frozen=True, slots=True)
class Definitions:
    """What a schema defines by name.

    Attributes:
        headings: What the page calls a definition, where that is not its name.
        optional: Whether to say that a value may be nothing; TOML cannot write it.
    """

    defined: dict[str, Any]
    headings: dict[str, str] = field(default_factory=dict)
    optional: bool = True

    def link(self, name: str) -> str:
        """Lead to a definition's heading, by the anchor that MyST gives it."""
        heading = self.headings.get(name, name)
        anchor = re.sub(r"[^\w -]", "", heading.casefold()).replace(" ", "-")
        return f"[{heading.strip('[]')}](#{anchor})"


def in_words(value: dict[str, Any], definitions: Definitions) -> str:
    """Say what a value may be: ``list of text``, ``email, sms or web``, ``Visit``."""
    if "$ref" in value:
        name = value["$ref"].rpartition("/")[2]
        named = definitions.defined[name]
        return definitions.link(name) if "properties" in named else in_words(named, definitions)
    if "anyOf" in value:
        said = [one for one in value["anyOf"] if definitions.optional or one.get("type") != "null"]
        return " or ".join(in_words(one, definitions) for one in said)
    if "enum" in value:
        return ", ".join(f"`{one}`" for one in value["enum"])
    if "const" in value:
        return f"`{value['const']}`"
    match value.get("type"):
        case "array" if "prefixItems" in value:
            return "(" + ", ".join(in_words(one, definitions) for one in value["prefixItems"]) + ")"
        case "array":
            return f"list of {in_words(value['items'], definitions)}"
        case "object":
            inner = value.get("additionalProperties")
            return f"{in_words(inner, definitions)}, by name" if isinstance(inner, dict) else "table"
        case plain:
            return _FORMATS.get(value.get("format", ""), _PLAIN.get(str(plain), "anything"))
