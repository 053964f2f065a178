"""The company file's keys, and its JSON Schema for editors."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from journeys.company.schemas import company_schema

from .schemas import Definitions, in_words
from .words import Undocumented, table

__all__ = ["keys", "schema", "write_schema"]


def schema() -> dict[str, Any]:
    """Describe the company file as a JSON Schema.

    Raises:
        Undocumented: A key has no text.
    """
    described = company_schema()
    for section in (described, *described.get("$defs", {}).values()):
        for key, value in section.get("properties", {}).items():
            if not value.get("description"):
                raise Undocumented(f"The key {key!r} of {section['title']}")
    return described


def write_schema(path: Path) -> None:
    """Publish it for editors."""
    path.write_text(json.dumps(schema(), indent=2) + "\n", encoding="utf-8")


def keys() -> str:
    """List every key of every section, under the header that the section has in the file."""
    described = schema()
    sections = dict(_sections(described, described["$defs"], ""))
    headers = {name: header for name, (header, _) in sections.items()}
    definitions = Definitions(described["$defs"], headers, optional=False)
    return "\n\n".join(
        f"{f'## {header}' if header else ''}\n\n{_first_line(section)}\n\n{_keys(section, definitions)}"
        for header, section in sections.values()
    )


def _sections(section: dict[str, Any], defined: dict[str, Any], path: str) -> Iterator[tuple[str, tuple[str, Any]]]:
    """Give a section and all below it: its name in the schema, its header in the file, and what it holds."""
    yield section["title"], (path, section)
    for key, value in section["properties"].items():
        for name, repeated in _named(value):
            if "properties" in defined[name]:
                inner = f"{path[1:-1]}.{key}".lstrip(".") + (".NAME" if repeated == "by name" else "")
                header = f"[[{inner}]]" if repeated == "in a list" else f"[{inner}]"
                yield from _sections(defined[name], defined, header)


def _named(value: dict[str, Any], repeated: str = "") -> Iterator[tuple[str, str]]:
    if "$ref" in value:
        yield value["$ref"].rpartition("/")[2], repeated
    for one in value.get("anyOf", ()):
        yield from _named(one, repeated)
    if isinstance(inner := value.get("additionalProperties"), dict):
        yield from _named(inner, "by name")
    if isinstance(inner := value.get("items"), dict):
        yield from _named(inner, "in a list")


def _first_line(section: dict[str, Any]) -> str:
    return str(section.get("description", "")).partition("\n")[0]


def _keys(section: dict[str, Any], definitions: Definitions) -> str:
    rows = []
    for key, value in section["properties"].items():
        left_out = "must be there" if key in section.get("required", ()) else _default(value)
        rows.append((f"`{key}`", in_words(value, definitions), left_out, value["description"]))
    return table(["key", "value", "if left out", "meaning"], rows)


def _default(value: dict[str, Any]) -> str:
    default = value.get("default")
    if value.get("writeOnly"):
        return "nothing" if default is None else "one of its own"
    return (
        f"`{json.dumps(default)}`" if isinstance(default, str | int | list) and default not in ("", []) else "nothing"
    )
