"""Where an API's document comes from: a file beside the company file, or the API itself."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from journeys.company.company_file import TouchpointSettings
from journeys.errors import InvalidCompany, Unreachable
from journeys.tools.toolbox import Toolbox
from journeys.touchpoints.openapi_document import Document
from journeys.touchpoints.openapi_files import read_text

__all__ = ["Source"]


class Source:
    """Gives one touchpoint's document, once it is asked for."""

    def __init__(self, name: str, settings: TouchpointSettings, tools: Toolbox, told: str) -> None:
        """Take the touchpoint and the option that says where its document is."""
        self._name, self._address, self._tools, self._told = name, settings.address, tools, told
        self._found: Document | None = None

    def place(self, *keys: str) -> str:
        """Say where an option stands: file and line, as far as they are known."""
        keys = ("touchpoints", self._name, "options", *keys)
        return self._tools.company.place(*keys) or ".".join(keys[:3])

    def document(self) -> Document:
        """Read the API's document: a file beside the company file, or asked of the API, without any evidence.

        Raises:
            Unreachable: The API does not answer with it.
            InvalidCompany: It cannot be used.
        """
        if self._found is None:
            told = self._told
            file = (self._tools.company.folder or Path()) / told
            try:
                if not told.startswith("/") and file.is_file():
                    self._found = Document(self._of_file(file), file.resolve().as_uri(), _read_beside)
                else:
                    address = urljoin(self._address, told)
                    self._found = Document(self._fetched(address), address, self._fetched_beside)
            except InvalidCompany as error:
                raise error.at(self.place("document")) from None
        return self._found

    @staticmethod
    def _of_file(file: Path) -> Any:
        try:
            return read_text(file.read_text(encoding="utf-8-sig"))
        except (OSError, ValueError) as error:
            remedy = "Give the API's OpenAPI document as JSON or YAML."
            raise InvalidCompany(
                f"The OpenAPI document cannot be read: {error}", value=str(file), remedy=remedy
            ) from error

    def _fetched(self, address: str) -> Any:
        answer = self._tools.quiet.get(address)
        if not answer.ok:
            message = f"The document of the {self._name}, {address}, answered {answer.status_code}"
            raise Unreachable(message)
        try:
            told = read_text(answer.content.decode("utf-8-sig"))
        except ValueError as error:
            message = f"The document of the {self._name}, {address}, is no JSON or YAML: {answer.text[:200]!r}"
            raise Unreachable(message) from error
        if not isinstance(told, Mapping):
            message = f"The document of the {self._name}, {address}, is no OpenAPI document: {answer.text[:200]!r}"
            raise Unreachable(message)
        return told

    def _fetched_beside(self, address: str) -> str:
        try:
            answer = self._tools.quiet.get(address)
        except (InvalidCompany, Unreachable, ValueError) as error:
            raise LookupError(address) from error
        if not answer.ok:
            raise LookupError(address)
        return answer.content.decode("utf-8-sig")


def _read_beside(address: str) -> str:
    """Read a file that a document in a file refers to."""
    parts = urlsplit(address)
    try:
        return (
            Path(unquote(parts.path)).read_text(encoding="utf-8-sig") if parts.scheme == "file" else _not_here(address)
        )
    except OSError as error:
        raise LookupError(address) from error


def _not_here(address: str) -> str:
    raise LookupError(address)
