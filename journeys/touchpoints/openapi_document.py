"""An OpenAPI document: where an operation is, how its body is sent, and whether an answer is what it promised."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import quote, urljoin, urlsplit

import requests
from openapi_schema_validator import OAS30ReadValidator, OAS31Validator

from journeys.errors import InvalidCompany
from journeys.touchpoints.openapi_files import Files, Place

__all__ = ["Document", "Operation"]

_METHODS: Final = ("get", "put", "post", "delete", "options", "head", "patch")
_FORM: Final = "application/x-www-form-urlencoded"
_MOST_COMPLAINTS: Final = 10
_IN_PATH: Final = re.compile(r"\{([^}]+)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One operation of the document.

    Attributes:
        path: With its parameters in braces.
        is_form: Its body is a form, not JSON.
        server: What stands before its path, seen from the document: ``/v2`` or ``https://api.acme.example/v2``.
    """

    name: str
    method: str
    path: str
    is_form: bool
    query: frozenset[str]
    headers: frozenset[str]
    server: str
    place: Place

    @property
    def shown(self) -> str:
        """Method and path, as people write them."""
        return f"{self.method} {self.path}"

    def request(self, root: str, parameters: Mapping[str, object], body: Mapping[str, object]) -> requests.Request:
        """Write the request with these parameters, each put where the document wants it, and this body.

        Raises:
            InvalidCompany: Nothing is given for a parameter of the path.
        """
        inside = dict.fromkeys(_IN_PATH.findall(self.path))
        for name in inside:
            if name not in parameters:
                remedy = f'Say what to send, such as parameters = {{ {name} = "{{code}}" }}.'
                problem = f"No parameter fills the path of {self.shown}"
                raise InvalidCompany(problem, value=name, remedy=remedy)
        path = _IN_PATH.sub(lambda match: quote(str(parameters[match[1]]), safe=""), self.path)
        rest = {name: str(value) for name, value in parameters.items() if name not in inside}
        headers = {name: value for name, value in rest.items() if name in self.headers}
        query = {name: value for name, value in rest.items() if name not in self.headers}
        sent: dict[str, Any] = {} if self.method == "GET" else {"data" if self.is_form else "json": dict(body)}
        return requests.Request(self.method, f"{root}{path}", params=query, headers=headers, **sent)


@dataclass(slots=True)
class _Known:
    """Operations by name, as far as their place is known; paths that cannot be read, with the reason."""

    places: dict[str, tuple[str, str, Place]] = field(default_factory=dict)
    broken: dict[str, InvalidCompany] = field(default_factory=dict)


class Document:
    """What an API says about itself, in OpenAPI 3.0 or later."""

    def __init__(self, told: object, where: str, load: Callable[[str], str] | None = None) -> None:
        """Take the document, where it was found, and what gives the text of other files it refers to.

        Raises:
            InvalidCompany: It is no OpenAPI document of version 3.
        """
        facts: Mapping[str, Any] = told if isinstance(told, Mapping) else {}
        version = str(facts.get("openapi", ""))
        if not version.startswith("3.") or not isinstance(facts.get("paths"), Mapping):
            remedy = "Give the address of the document as JSON or YAML; Swagger 2 can be converted."
            raise InvalidCompany("This is no OpenAPI document of version 3", value=where, remedy=remedy)
        self._where = where
        self._files = Files(where, facts, load) if load else Files(where, facts)
        self._validator: Any = OAS30ReadValidator if version.startswith("3.0") else OAS31Validator
        self._known = self._looked_over()

    def root(self, address: str, operation: Operation) -> str:
        """Give what stands before an operation's path: the touchpoint's host, and the path of the first server."""
        try:
            server = urlsplit(operation.server)
            path = server.path
            if not server.netloc and not path.startswith("/"):  # seen from where the document is
                beside = self._where if self._where.startswith("http") else address
                path = urlsplit(urljoin(beside, path or ".")).path
        except ValueError as error:
            raise self._unusable("has a server that is no address", operation.server) from error
        return urljoin(address, path or "/").rstrip("/")

    def operation(self, name: str) -> Operation:
        """Find an operation by its ``operationId``, or by its method and path.

        Raises:
            InvalidCompany: There is none; with the nearest and all there are.
        """
        method, _, path = name.partition(" ")
        places = self._known.places
        found = places.get(name) or next((one for one in places.values() if one[:2] == (method.upper(), path)), None)
        if found is None:
            if broken := next(iter(self._known.broken.values()), None):
                raise broken
            raise InvalidCompany(f"{self._where} has no such operation", value=name, valid=places)
        return self._described(*found)

    def contradictions(self, operation: Operation, answer: requests.Response, told: Any) -> list[str]:
        """Say in what an answer, and the JSON in it, is not what the document says it would be."""
        try:
            return list(self._contradictions(operation, answer, told))
        except Exception as error:  # noqa: BLE001 - schemas may hold anything, and this is said by the way only
            return [
                f"{operation.name}: the document cannot be held against the answer: {type(error).__name__}: {error}"
            ]

    def _contradictions(self, operation: Operation, answer: requests.Response, told: Any) -> Iterator[str]:
        responses = self._files.child(operation.place, "responses")
        names = list(responses.value) if responses and isinstance(responses.value, Mapping) else []
        status = str(answer.status_code)
        key = next((one for one in (status, f"{status[0]}XX", "default") if one in names), None)
        if responses is None or key is None:
            yield f"{operation.name} answered {status}, which its document does not know ({', '.join(names)})"
            return
        content = self._files.child(responses, key, "content")
        kinds = list(content.value) if content and isinstance(content.value, Mapping) else []
        media = answer.headers.get("Content-Type", "").partition(";")[0].strip()
        kind = next((one for one in (media, "application/*", "*/*") if one in kinds), None)
        if content is None or kind is None:
            if kinds:
                yield f"{operation.name} answered {media or 'nothing'}, not {', '.join(kinds)}"
            return
        schema = self._files.child(content, kind)
        if "json" not in media or schema is None or "schema" not in schema.value:
            return
        place = {"$ref": f"{schema.reference}/schema"}
        validator = self._validator(place, registry=self._files.registry())
        errors = sorted(validator.iter_errors(told), key=lambda error: error.json_path)
        for error in errors[:_MOST_COMPLAINTS]:
            yield f"{operation.name}: {error.json_path} {error.message}"

    def _looked_over(self) -> _Known:
        known = _Known()
        for path in self._files.told["paths"]:
            if not str(path).startswith("/"):
                continue  # an extension
            try:
                item = self._files.child(self._files.top, "paths", path)
                methods = {one: self._files.child(item, one) for one in _METHODS} if item else {}
            except InvalidCompany as error:
                known.broken[path] = error
                continue
            for method, place in methods.items():
                if place is not None and isinstance(place.value, Mapping):
                    named = place.value.get("operationId")
                    name = named if isinstance(named, str) and named else f"{method.upper()} {path}"
                    known.places.setdefault(name, (method.upper(), path, place))
        return known

    def _described(self, method: str, path: str, place: Place) -> Operation:
        files = self._files
        item = files.child(files.top, "paths", path)
        parameters = [one for owner in (item, place) if owner for one in files.items(files.child(owner, "parameters"))]
        for one in parameters:
            if not isinstance(one.value, Mapping) or not {"name", "in"} <= set(one.value):
                raise self._unusable("has a parameter without `name` or `in`", one.reference)
        content = files.child(place, "requestBody", "content")
        bodies = content.value if content and isinstance(content.value, Mapping) else {}
        named = {
            kind: frozenset(str(one.value["name"]) for one in parameters if one.value["in"] == kind) for kind in _SENT
        }
        return Operation(
            name=str(place.value.get("operationId") or f"{method} {path}"),
            method=method,
            path=path,
            is_form=_FORM in bodies and "application/json" not in bodies,
            query=named["query"],
            headers=named["header"],
            server=self._server(place, *([item] if item else []), files.top),
            place=place,
        )

    def _server(self, *owners: Place) -> str:
        """Give the first server of the operation, its path or the document, with its variables' defaults."""
        listed = (self._files.items(self._files.child(owner, "servers")) for owner in owners)
        server = next((servers[0] for servers in listed if servers), None)
        if server is None:
            return "/"
        address = server.value.get("url") if isinstance(server.value, Mapping) else None
        if not isinstance(address, str):
            raise self._unusable("has a server without `url`", server.reference)
        return _IN_PATH.sub(lambda blank: self._default(server, blank[1]), address)

    def _default(self, server: Place, name: str) -> str:
        default = self._files.child(server, "variables", name, "default")
        if default is None or isinstance(default.value, Mapping | list) or default.value is None:
            raise self._unusable("has a server with a variable without a default", name)
        return str(default.value)

    def _unusable(self, problem: str, value: str) -> InvalidCompany:
        remedy = "Mend the document, or give the option `document` a copy that is mended."
        return InvalidCompany(f"{self._where} {problem}", value=value, remedy=remedy)


_SENT: Final = ("query", "header")
