"""Sends a shopper's requests to a JSON API that an OpenAPI document describes, signed in, and checks each answer."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import urlsplit

import jmespath
import requests
from jmespath.exceptions import JMESPathError

from journeys.company.company_file import TouchpointSettings
from journeys.errors import InvalidCompany, NotUnderstood, Unreachable
from journeys.evidence.observations import ExhibitKind
from journeys.tools.toolbox import Toolbox
from journeys.topics import offers
from journeys.touchpoints.openapi_document import Operation
from journeys.touchpoints.openapi_options import Options, Request
from journeys.touchpoints.openapi_source import Source
from journeys.touchpoints.visit import OpenVisit

__all__ = ["Answer", "ApiClient", "known_to"]

_THE_WORLDS: Final = {
    HTTPStatus.UNAUTHORIZED,
    HTTPStatus.PROXY_AUTHENTICATION_REQUIRED,
    HTTPStatus.REQUEST_TIMEOUT,
    HTTPStatus.TOO_EARLY,
    HTTPStatus.TOO_MANY_REQUESTS,
}
"""Answers that say nothing about what was asked; those of 500 and more do not either."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What an operation answered.

    Attributes:
        status: As HTTP calls it.
        told: The JSON, or the words of a refusal in plain text; None if the body is empty.
        wrong: In what it contradicts the API's document.
    """

    operation: Operation
    status: int
    told: Any
    wrong: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether it is a yes."""
        return self.status in range(200, 300)

    @property
    def shown(self) -> str:
        """What came, to be quoted."""
        return (
            json.dumps(self.told, ensure_ascii=False, default=str)[:500] if self.told is not None else "an empty body"
        )


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
        self._source = Source(name, settings, tools, options.document)
        self._tokens: dict[str, str] = {}

    def send(
        self, visit: OpenVisit, call: Request, parameters: Mapping[str, object], body: Mapping[str, object]
    ) -> Answer:
        """Ask an operation; an answer that contradicts the document is kept as an exhibit.

        Raises:
            Unreachable: It does not answer, fails on its own, knows nobody, or answers without JSON.
            InvalidCompany: The options do not fit the document.
        """
        operation = self._operation(call)
        answer = self._send(visit, call, operation, parameters, body)
        if answer.status_code == HTTPStatus.UNAUTHORIZED and self._tokens.pop(visit.shopper.email, ""):
            answer = self._send(visit, call, operation, parameters, body)  # the token was an earlier journey's
        status = answer.status_code
        if status in _THE_WORLDS or status not in range(200, 500) or status in range(300, 400):
            message = f"The {self._name} answered {status} to {operation.shown}"
            raise Unreachable(message)
        told = self._told(operation, answer)
        wrong = self._source.document().contradictions(operation, answer, told) if told is not None else []
        if wrong:
            title = f"{operation.name} {status}: what contradicts the API's own document"
            visit.attach(ExhibitKind.EXCHANGE, title, "\n".join(wrong))
        return Answer(operation=operation, status=status, told=told, wrong=tuple(wrong))

    def _told(self, operation: Operation, answer: requests.Response) -> Any:
        if not answer.content.strip():
            return None
        try:
            return _json(answer)
        except (ValueError, RecursionError) as error:
            kind = answer.headers.get("Content-Type", "").partition(";")[0]
            if not answer.ok and kind == "text/plain":
                return answer.text[:500]
            message = f"The {self._name} answered {operation.shown} without any JSON: {answer.text[:200]!r}"
            raise Unreachable(message) from error

    def _operation(self, call: Request) -> Operation:
        try:
            return self._source.document().operation(call.operation)
        except InvalidCompany as error:
            raise error.at(self._source.place("document")) from None

    def _request(
        self, operation: Operation, parameters: Mapping[str, object], body: Mapping[str, object]
    ) -> requests.PreparedRequest:
        try:
            root = self._source.document().root(self._settings.address, operation)
            return self._tools.http.prepare_request(operation.request(root, parameters, body))
        except InvalidCompany as error:
            raise error.at(self._source.place()) from None
        except ValueError as error:
            problem = f"{operation.shown} has no usable address ({error})"
            raise InvalidCompany(problem, value=operation.server, place=self._source.place("document")) from error

    def _send(
        self,
        visit: OpenVisit,
        call: Request,
        operation: Operation,
        parameters: Mapping[str, object],
        body: Mapping[str, object],
    ) -> requests.Response:
        request = self._request(operation, parameters, body)
        if call.signed_in and (token := self._token(visit)):
            request.headers["Authorization"] = f"Bearer {token}"
        return self._exchanged(request, operation)

    def _exchanged(self, request: requests.PreparedRequest, operation: Operation) -> requests.Response:
        try:
            return self._tools.http.send(request)
        except InvalidCompany as error:
            if urlsplit(request.url or "").hostname not in self._tools.http.hosts:
                raise
            message = (
                f"The {self._name} answered {operation.shown} with a redirect to where this run does not go: {error}"
            )
            raise Unreachable(message) from error

    def _token(self, visit: OpenVisit) -> str:
        """Sign in once a shopper, as an app that stays signed in does; or use the company file's token."""
        sign_in, who = self._options.sign_in, visit.shopper
        if sign_in is None:
            return self._settings.token.get_secret_value() if self._settings.token else ""
        if who.email not in self._tokens:
            operation = self._operation(sign_in)
            answer = self._exchanged(self._request(operation, {}, self._credentials(visit)), operation)
            if not answer.ok:
                message = f"{who.name} cannot sign in to the {self._name}: {answer.status_code}"
                raise Unreachable(message)
            try:
                token = jmespath.search(sign_in.token, self._told(operation, answer))
            except JMESPathError:
                token = None
            if not isinstance(token, str) or not token.isascii() or not token.isprintable() or not token:
                message = f"The {self._name} answered {operation.shown} without a token at {sign_in.token!r}"
                raise NotUnderstood(message)
            self._tokens[who.email] = token
            self._tools.redactor.learn([token])
        return self._tokens[who.email]

    def _credentials(self, visit: OpenVisit) -> dict[str, object]:
        known = known_to(visit)
        try:
            told = self._options.sign_in.body if self._options.sign_in else {}
            return {name: text.format_map(known) for name, text in told.items()}
        except (KeyError, ValueError, IndexError) as error:
            problem = "Nothing says what this blank of sign_in stands for"
            raise InvalidCompany(
                problem, value=str(error).strip("'"), valid=known, place=self._source.place("sign_in")
            ) from error


def _json(answer: requests.Response) -> Any:
    """Read JSON as it says itself how it is written, with a byte order mark or without; else as its headers say.

    Raises:
        ValueError: It is none.
        RecursionError: It is too deep.
    """
    try:
        return json.loads(answer.content)
    except ValueError:
        return answer.json()
