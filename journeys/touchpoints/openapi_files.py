"""The files an OpenAPI document is made of, in JSON or YAML: read once, every ``$ref`` followed, into others too."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import quote, unquote, urldefrag, urljoin

import yaml
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from journeys.errors import InvalidCompany

__all__ = ["Files", "Place", "read_text"]

_MOST_REFERENCES: Final = 32
_REMEDY: Final = "Mend the $ref, or give the option `document` a document that has everything in it."
_UNREADABLE: Final = (yaml.YAMLError, ValueError, TypeError, AttributeError, KeyError, RecursionError)


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Reads YAML as OpenAPI wants it (1.2): dates are texts, and only ``true`` and ``false`` are neither."""

    yaml_implicit_resolvers: Final = {
        first: [pair for pair in pairs if not pair[0].endswith((":timestamp", ":bool"))]
        for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))


def read_text(text: str) -> Any:
    """Read a document in JSON or YAML; names are texts, whatever they look like.

    Raises:
        ValueError: It is neither.
    """
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        pass
    try:
        return _named(yaml.load(text, Loader=_Loader), {})  # noqa: S506 - a safe loader
    except _UNREADABLE as error:
        message = f"neither JSON nor YAML ({str(error).splitlines()[0] if str(error) else type(error).__name__})"
        raise ValueError(message) from error


def _named(value: Any, known: dict[int, Any]) -> Any:
    """Make every name a text (``200`` of a response is a number in YAML); what is referred to twice stays one."""
    if id(value) in known:
        return known[id(value)]
    if isinstance(value, dict):
        named: dict[str, Any] = {}
        known[id(value)] = named
        named.update((str(key), _named(one, known)) for key, one in value.items())
        return named
    if isinstance(value, list):
        listed: list[Any] = []
        known[id(value)] = listed
        listed.extend(_named(one, known) for one in value)
        return listed
    return value


@dataclass(frozen=True, slots=True)
class Place:
    """Something in one of the files, and where it stands."""

    file: str
    pointer: str
    value: Any

    @property
    def reference(self) -> str:
        """The ``$ref`` that leads here."""
        return f"{self.file}#{self.pointer}"


def _nothing_else(file: str) -> str:
    raise LookupError(file)


@dataclass(slots=True)
class Files:
    """A document and, as far as they are asked for, the files it refers to.

    Attributes:
        first: Where the document itself is.
        told: The document.
        load: Gives the text of another file, or raises ``LookupError``.
    """

    first: str
    told: Mapping[str, Any]
    load: Callable[[str], str] = _nothing_else
    _read: dict[str, Any] = field(default_factory=dict)

    @property
    def top(self) -> Place:
        """The document."""
        return Place(self.first, "", self.told)

    def registry(self) -> Any:
        """Give validators what they need to follow references themselves."""
        return Registry(retrieve=lambda file: Resource(self._contents(file), DRAFT202012))  # type: ignore[call-arg]

    def child(self, place: Place, *names: str) -> Place | None:
        """Go down some names, following references; None if there is no such thing."""
        for name in names:
            inside = self.followed(place)
            if not isinstance(inside.value, Mapping) or name not in inside.value:
                return None
            place = Place(inside.file, f"{inside.pointer}/{_escaped(name)}", inside.value[name])
        return self.followed(place)

    def items(self, place: Place | None) -> list[Place]:
        """Give the members of a list, references followed."""
        if place is None or not isinstance(place.value, list):
            return []
        members = (Place(place.file, f"{place.pointer}/{number}", one) for number, one in enumerate(place.value))
        return [self.followed(one) for one in members]

    def followed(self, place: Place) -> Place:
        """Follow a reference, and the one it leads to; what stands beside it counts as well.

        Raises:
            InvalidCompany: It leads nowhere.
        """
        for _ in range(_MOST_REFERENCES):
            value = place.value
            if not isinstance(value, Mapping) or not isinstance(value.get("$ref"), str):
                return place
            found = self._looked_up(urljoin(place.file, value["$ref"]), value["$ref"])
            besides = {name: one for name, one in value.items() if name != "$ref"}
            if besides and isinstance(found.value, Mapping):
                found = Place(found.file, found.pointer, {**found.value, **besides})
            place = found
        raise self._broken("The OpenAPI document refers in a circle", place.reference)

    def _looked_up(self, address: str, written: str) -> Place:
        file, fragment = urldefrag(address)
        value = self._contents(file, written)
        for name in (part.replace("~1", "/").replace("~0", "~") for part in unquote(fragment).split("/")[1:]):
            if isinstance(value, Mapping) and name in value:
                value = value[name]
            elif isinstance(value, list) and name.isdecimal() and int(name[:9]) < len(value):
                value = value[int(name[:9])]
            else:
                raise self._broken("The OpenAPI document refers to something that is not there", written)
        return Place(file, fragment, value)

    def _contents(self, file: str, written: str = "") -> Any:
        if file == self.first:
            return self.told
        if file not in self._read:
            try:
                self._read[file] = read_text(self.load(file))
            except (LookupError, ValueError) as error:
                problem = "The OpenAPI document refers to another file, which cannot be read"
                raise self._broken(problem, written or file) from error
        return self._read[file]

    def _broken(self, problem: str, reference: str) -> InvalidCompany:
        return InvalidCompany(f"{problem} ({self.first})", value=reference, remedy=_REMEDY)


def _escaped(name: str) -> str:
    """Write a name as a part of a JSON pointer in a URI."""
    return quote(name.replace("~", "~0").replace("/", "~1"), safe="~")
