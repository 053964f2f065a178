"""An OpenAPI document: where an operation is, how its body is sent, and whether an answer is what it promised."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote, urljoin, urlsplit

import requests
from openapi_schema_validator import OAS30ReadValidator, OAS31Validator
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from journeys.errors import InvalidCompany

__all__ = ["Document", "Operation"]

_METHODS: Final = ("get", "put", "post", "delete", "options", "head", "patch")
_FORM: Final = "application/x-www-form-urlencoded"
_DOCUMENT: Final = "document"
_MOST_COMPLAINTS: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One operation of the document.

    Attributes:
        path: With its parameters in braces.
        is_form: Its body is a form, not JSON.
    """

    name: str
    method: str
    path: str
    is_form: bool
    query: frozenset[str]
    headers: frozenset[str]
    told: Mapping[str, Any]

    def request(self, root: str, parameters: Mapping[str, object], body: Mapping[str, object]) -> requests.Request:
        """Write the request with these parameters, each put where the document wants it, and this body."""
        inside = set(re.findall(r"\{([^}]+)\}", self.path))
        path = re.sub(r"\{([^}]+)\}", lambda match: quote(str(parameters[match[1]]), safe=""), self.path)
        rest = {name: str(value) for name, value in parameters.items() if name not in inside}
        headers = {name: value for name, value in rest.items() if name in self.headers}
        query = {name: value for name, value in rest.items() if name not in self.headers}
        sent: dict[str, Any] = {} if self.method == "GET" else {"data" if self.is_form else "json": dict(body)}
        return requests.Request(self.method, f"{root}{path}", params=query, headers=headers, **sent)


class Document:
    """What an API says about itself, in OpenAPI 3.0 or later."""

    def __init__(self, told: Mapping[str, Any], where: str) -> None:
        """Take the document and where it was found.

        Raises:
            InvalidCompany: It is no OpenAPI document of version 3.
        """
        self._told, self._where = told, where
        version = str(told.get("openapi", ""))
        if not version.startswith("3.") or not isinstance(told.get("paths"), Mapping):
            remedy = "Give the address of the document as JSON; Swagger 2 can be converted."
            raise InvalidCompany("This is no OpenAPI document of version 3", value=where, remedy=remedy)
        self._validator: Any = OAS30ReadValidator if version.startswith("3.0") else OAS31Validator
        self._registry: Any = Registry().with_resource(_DOCUMENT, DRAFT202012.create_resource(dict(told)))
        self._operations = {one.name: one for one in self._every()}

    def root(self, address: str) -> str:
        """Give what stands before each path: the touchpoint's host, and the path of the document's first server."""
        servers = self._told.get("servers") or [{"url": "/"}]
        return urljoin(address, urlsplit(str(servers[0]["url"])).path or "/").rstrip("/")

    def operation(self, name: str) -> Operation:
        """Find an operation by its ``operationId``, or by its method and path.

        Raises:
            InvalidCompany: There is none; with the nearest and all there are.
        """
        found = self._operations.get(name)
        if found is None:
            method, _, path = name.partition(" ")
            found = next((o for o in self._operations.values() if (o.method, o.path) == (method.upper(), path)), None)
        if found is None:
            raise InvalidCompany(f"{self._where} has no such operation", value=name, valid=self._operations)
        return found

    def contradictions(self, operation: Operation, answer: requests.Response) -> list[str]:
        """Say in what an answer is not what the document says it would be."""
        responses = operation.told.get("responses", {})
        status = str(answer.status_code)
        key = next((one for one in (status, f"{status[0]}XX", "default") if one in responses), None)
        if key is None:
            return [f"{operation.name} answered {status}, which its document does not know ({', '.join(responses)})"]
        pointer = f"{self._pointer(operation)}/responses/{_escaped(key)}"
        content = self._resolved(responses[key]).get("content", {})
        media = answer.headers.get("Content-Type", "").partition(";")[0].strip()
        kind = next((one for one in (media, "application/*", "*/*") if one in content), None)
        if kind is None:
            return [f"{operation.name} answered {media or 'nothing'}, not {', '.join(content)}"] if content else []
        if "json" not in media or "schema" not in content[kind]:
            return []
        schema = content[kind]["schema"] if "$ref" in responses[key] else None
        place = {"$ref": f"{_DOCUMENT}#{pointer}/content/{_escaped(kind)}/schema"}
        validator = self._validator(schema or place, registry=self._registry)
        errors = sorted(validator.iter_errors(answer.json()), key=lambda error: error.json_path)
        return [f"{operation.name}: {error.json_path} {error.message}" for error in errors[:_MOST_COMPLAINTS]]

    def _every(self) -> Iterator[Operation]:
        for path, item in self._told["paths"].items():
            for method in _METHODS:
                if method not in item:
                    continue
                told = item[method]
                parameters = [self._resolved(one) for one in (*item.get("parameters", ()), *told.get("parameters", ()))]
                bodies = self._resolved(told.get("requestBody", {})).get("content", {})
                yield Operation(
                    name=told.get("operationId", f"{method.upper()} {path}"),
                    method=method.upper(),
                    path=path,
                    is_form=_FORM in bodies and "application/json" not in bodies,
                    query=frozenset(one["name"] for one in parameters if one["in"] == "query"),
                    headers=frozenset(one["name"] for one in parameters if one["in"] == "header"),
                    told=told,
                )

    def _resolved(self, part: Mapping[str, Any]) -> Mapping[str, Any]:
        if "$ref" not in part:
            return part
        found: Mapping[str, Any] = self._registry.resolver(_DOCUMENT).lookup(str(part["$ref"])).contents
        return found

    @staticmethod
    def _pointer(operation: Operation) -> str:
        return f"/paths/{_escaped(operation.path)}/{operation.method.lower()}"


def _escaped(key: str) -> str:
    """Write a key as a part of a JSON pointer in a URI."""
    return quote(key.replace("~", "~0").replace("/", "~1"), safe="~")
