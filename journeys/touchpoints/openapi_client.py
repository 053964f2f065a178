"""Sends a shopper's requests to a JSON API that an OpenAPI document describes, signed in, and checks each answer."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Final
from urllib.parse import urljoin

import jmespath
import requests

from journeys.company.company_file import TouchpointSettings
from journeys.errors import Unreachable
from journeys.evidence.observations import ExhibitKind
from journeys.tools.toolbox import Toolbox
from journeys.topics import offers
from journeys.touchpoints.openapi_document import Document
from journeys.touchpoints.openapi_options import Options, Request
from journeys.touchpoints.visit import OpenVisit

__all__ = ["ApiClient", "known_to"]

_SIGN_IN_FIRST: Final = 401
_SERVER_ERROR: Final = 500


def known_to(visit: OpenVisit) -> dict[str, str | None]:
    """Give what the shopper brings along, by the names that options use."""
    shopper = visit.shopper
    return {
        "email": shopper.email,
        "password": shopper.password,
        "phone": shopper.phone,
        "name": shopper.name,
        "last_name": shopper.last_name,
        "offer": visit.promise.name,
        "code": visit.promise.get(offers.CODE),
        "line": visit.meant_line,
        "words": visit.words,
    }


class ApiClient:
    """One touchpoint's API, with the token of each shopper who signed in."""

    def __init__(self, name: str, settings: TouchpointSettings, tools: Toolbox, options: Options) -> None:
        """Take the touchpoint and its options; nothing is asked before somebody visits."""
        self._name, self._settings, self._tools, self._options = name, settings, tools, options
        self._found: Document | None = None
        self._tokens: dict[str, str] = {}

    def send(
        self, visit: OpenVisit, call: Request, parameters: Mapping[str, object], body: Mapping[str, object]
    ) -> requests.Response:
        """Ask an operation; an answer that contradicts the document is kept as an exhibit.

        Raises:
            Unreachable: It does not answer, fails on its own, knows nobody, or answers without JSON.
        """
        operation = self._document().operation(call.operation)
        answer = self._send(visit, call, parameters, body)
        if answer.status_code == _SIGN_IN_FIRST and self._tokens.pop(visit.shopper.email, ""):
            answer = self._send(visit, call, parameters, body)  # the token was an earlier journey's
        if answer.status_code >= _SERVER_ERROR or answer.status_code == _SIGN_IN_FIRST:
            message = f"The {self._name} answered {answer.status_code} to {operation.method} {operation.path}"
            raise Unreachable(message)
        try:
            answer.json()
        except requests.JSONDecodeError as error:
            message = f"The {self._name} answered {operation.name} without any JSON: {answer.text[:200]!r}"
            raise Unreachable(message) from error
        if wrong := self._document().contradictions(operation, answer):
            title = f"{operation.name} {answer.status_code}: what contradicts the API's own document"
            visit.attach(ExhibitKind.EXCHANGE, title, "\n".join(wrong))
        return answer

    def _send(
        self, visit: OpenVisit, call: Request, parameters: Mapping[str, object], body: Mapping[str, object]
    ) -> requests.Response:
        document = self._document()
        request = document.operation(call.operation).request(document.root(self._settings.address), parameters, body)
        if call.signed_in and (token := self._token(visit)):
            request.headers["Authorization"] = f"Bearer {token}"
        return self._tools.http.send(self._tools.http.prepare_request(request))

    def _token(self, visit: OpenVisit) -> str:
        """Sign in once a shopper, as an app that stays signed in does; or use the company file's token."""
        sign_in, who = self._options.sign_in, visit.shopper
        if sign_in is None:
            return self._settings.token.get_secret_value() if self._settings.token else ""
        if who.email not in self._tokens:
            document = self._document()
            body: dict[str, object] = {name: text.format_map(known_to(visit)) for name, text in sign_in.body.items()}
            request = document.operation(sign_in.operation).request(document.root(self._settings.address), {}, body)
            answer = self._tools.http.send(self._tools.http.prepare_request(request))
            if not answer.ok:
                message = f"{who.name} cannot sign in to the {self._name}: {answer.status_code}"
                raise Unreachable(message)
            self._tokens[who.email] = str(jmespath.search(sign_in.token, answer.json()))
            self._tools.redactor.learn([self._tokens[who.email]])
        return self._tokens[who.email]

    def _document(self) -> Document:
        """Read the API's document: a file beside the company file, or asked of the API, without any evidence."""
        if self._found is None:
            told = self._options.document
            file = (self._tools.company.folder or Path()) / told
            if not told.startswith("/") and file.is_file():
                self._found = Document(json.loads(file.read_text(encoding="utf-8")), str(file))
                return self._found
            address = urljoin(self._settings.address, told)
            answer = self._tools.quiet.get(address)
            if not answer.ok:
                message = f"The document of the {self._name}, {address}, answered {answer.status_code}"
                raise Unreachable(message)
            try:
                self._found = Document(answer.json(), address)
            except requests.JSONDecodeError as error:
                message = f"The document of the {self._name}, {address}, is no JSON: {answer.text[:200]!r}"
                raise Unreachable(message) from error
        return self._found
