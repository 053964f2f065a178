"""A telephone carrier's side of a line: signed requests out, by the method the line wants, and TwiML documents back."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import Final
from urllib.parse import urlencode, urljoin, urlsplit, urlunsplit
from xml.etree.ElementTree import Element, ParseError

import requests
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from twilio.request_validator import RequestValidator

from journeys.errors import InvalidCompany, Unreachable
from journeys.touchpoints.speech import local_name

__all__ = ["Carrier", "Document", "Onward"]

_AS_TWIML: Final = ("", "text/xml", "application/xml", "text/html", "text/plain")
"""Types that are followed, besides ``…+xml``; carriers refuse others."""


@dataclass(frozen=True, slots=True)
class Onward:
    """Where a call goes on, and by which method."""

    address: str
    method: str = "POST"


@dataclass(frozen=True, slots=True)
class Document:
    """What a line answered, and where: relative addresses in it start there."""

    address: str
    verbs: Element

    def onward(self, address: str | None, method: str | None) -> Onward:
        """Follow an address of this document; an empty or missing one is the document's own.

        Raises:
            Unreachable: It is no address.
        """
        try:
            there = urljoin(self.address, (address or "").strip()) or self.address
            urlsplit(there).port  # noqa: B018 - raises for what is no port
        except ValueError as error:
            message = f"The line sends the call to something that is no address: {address!r}"
            raise Unreachable(message) from error
        wanted = (method or "").strip().upper()
        return Onward(there, wanted if wanted in {"GET", "POST"} else "POST")


class Carrier:
    """Carries one call; every request says who calls whom, and is signed."""

    def __init__(self, http: requests.Session, token: str, call: dict[str, str]) -> None:
        """Take what every request says of the call."""
        self._http, self._call = http, call
        self._validator = RequestValidator(token)

    def fetch(self, to: Onward, extra: dict[str, str]) -> Document:
        """Ask a line what to do next.

        Raises:
            Unreachable: It does not answer, or not in TwiML.
        """
        form = {**self._call, **extra}
        try:
            by_get = to.method == "GET"
            asked = requests.Request(to.method, _with_query(to.address, form) if by_get else to.address)
            asked.data = {} if by_get else form
            request = self._http.prepare_request(asked)
            signature = self._validator.compute_signature(request.url, {} if by_get else form)
            request.headers["X-Twilio-Signature"] = signature
            answer = self._http.send(request)
        except (InvalidCompany, ValueError) as error:
            message = f"The line sends the call on to {to.address}, where this run does not go: {error}"
            raise Unreachable(message) from error
        place = to.address if not answer.history else answer.url
        return Document(place, _read(answer, to.address))


def _with_query(address: str, fields: dict[str, str]) -> str:
    """Put fields behind those an address has already, which stay as they are written."""
    parts = urlsplit(address)
    query = "&".join(filter(None, [parts.query, urlencode(fields)]))
    return urlunsplit((parts.scheme, parts.netloc, parts.path or "/", query, ""))


def _read(answer: requests.Response, address: str) -> Element:
    if not 200 <= answer.status_code < 300 or answer.status_code == HTTPStatus.NO_CONTENT:  # noqa: PLR2004 - success
        message = f"The line {address} answered {answer.status_code}: {answer.text[:200]}"
        raise Unreachable(message)
    kind = answer.headers.get("Content-Type", "").partition(";")[0].strip().casefold()
    if kind not in _AS_TWIML and not kind.endswith("+xml"):
        message = f"The line {address} answered {kind}, something that is not TwiML to a carrier: {_start(answer)}"
        raise Unreachable(message)
    try:
        document: Element = fromstring(answer.content)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        message = f"The line {address} answered something that is not TwiML: {_start(answer)}"
        raise Unreachable(message) from error
    if local_name(document) != "Response":
        message = f"The line {address} answered something that is not TwiML: {_start(answer)}"
        raise Unreachable(message)
    return document


def _start(answer: requests.Response) -> str:
    return "audio" if "audio/" in answer.headers.get("Content-Type", "") else repr(answer.text[:200])
