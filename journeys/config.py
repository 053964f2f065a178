"""The company file: who is shopped, where its touchpoints are, and what a run may reach."""

from __future__ import annotations

import os
import re
import tomllib
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from moneyed import CurrencyDoesNotExist, get_currency
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from journeys.channel import Channel, Side
from journeys.clock import read_duration
from journeys.errors import InvalidCompany, InvalidPromise
from journeys.verdict import Standards

__all__ = ["BackOfficeSettings", "ClockSettings", "Company", "TouchpointSettings", "read_company"]

SCHEMA = 1


def _duration(value: object) -> timedelta:
    if isinstance(value, timedelta):
        return value
    try:
        return read_duration(str(value))
    except InvalidPromise as error:
        raise ValueError(str(error)) from error


def _currency(value: object) -> str:
    try:
        return get_currency(str(value)).code
    except CurrencyDoesNotExist as error:
        message = f"{value!r} is no ISO 4217 currency, such as USD"
        raise ValueError(message) from error


def _zone(value: object) -> str:
    try:
        return ZoneInfo(str(value)).key
    except (ZoneInfoNotFoundError, ValueError) as error:
        message = f"{value!r} is no time zone, such as America/New_York"
        raise ValueError(message) from error


def _address(value: object) -> str:
    parts = urlsplit(str(value))
    if not parts.scheme or not parts.hostname:
        message = f"{value!r} is no address, such as https://shop.example/"
        raise ValueError(message)
    return str(value)


Duration = Annotated[timedelta, BeforeValidator(_duration)]
Address = Annotated[str, BeforeValidator(_address)]


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class TouchpointSettings(_Section):
    """One touchpoint: how to reach it, as whom, and how patient to be.

    Patience is company time on the phone and at the complaints desk, real time elsewhere.
    """

    channel: Channel
    driver: str = Field(pattern=r"^[\w.]+:\w+$")
    address: Address
    side: Side = Side.FRONTSTAGE
    username: str | None = None
    password: SecretStr | None = None
    token: SecretStr | None = None
    patience: Duration = timedelta(seconds=10)


class BackOfficeSettings(_Section):
    """Where customers are enrolled and offers made, for companies that let us."""

    driver: str = Field(pattern=r"^[\w.]+:\w+$")
    address: Address
    username: str | None = None
    password: SecretStr | None = None
    token: SecretStr | None = None


class ClockSettings(_Section):
    """A company clock that may be moved."""

    address: Address
    token: SecretStr


class StandardsSettings(_Section):
    """What the company promises about its service in general."""

    note_found_within: Duration = timedelta(minutes=2)
    complaint_answered_within: Duration = timedelta(days=10)


class Company(_Section):
    """A company file's content.

    Attributes:
        hosts: The only hosts a run may contact.
        touchpoints: By the name that sentences use.
    """

    schema_: int = Field(alias="schema", default=SCHEMA, le=SCHEMA)
    name: str
    profile: str = ""
    faults: tuple[str, ...] = ()
    currency: Annotated[str, BeforeValidator(_currency)]
    locale: str = "en_US"
    time_zone: Annotated[str, BeforeValidator(_zone)] = "UTC"
    hosts: tuple[str, ...]
    touchpoints: dict[str, TouchpointSettings] = Field(min_length=1)
    back_office: BackOfficeSettings | None = None
    clock: ClockSettings | None = None
    standards: StandardsSettings = StandardsSettings()

    @model_validator(mode="after")
    def _within_bounds(self) -> Company:
        for where, address in self._addresses():
            host = urlsplit(address).hostname
            if host not in self.hosts:
                raise PydanticCustomError(
                    "out_of_bounds",
                    "the host {host} is not among hosts = {hosts}; a run contacts only those",
                    {"host": repr(host), "hosts": str(list(self.hosts)), "keys": [*where, "address"]},
                )
        return self

    def _addresses(self) -> list[tuple[tuple[str, ...], str]]:
        found: list[tuple[tuple[str, ...], str]]
        found = [(("touchpoints", name), place.address) for name, place in self.touchpoints.items()]
        if self.back_office:
            found.append((("back_office",), self.back_office.address))
        return [*found, (("clock",), self.clock.address)] if self.clock else found

    def secrets(self) -> list[str]:
        """Return every credential in it, for redaction."""
        sections = [*self.touchpoints.values(), self.back_office, self.clock]
        values = (getattr(section, name, None) for section in sections for name in ("password", "token"))
        return [value.get_secret_value() for value in values if isinstance(value, SecretStr)]

    def service_standards(self) -> Standards:
        """Return its general promises in the form the verdict takes."""
        return Standards(**self.standards.model_dump())


def read_company(path: Path) -> Company:
    """Read and check a company file (TOML); ``${NAME}`` stands for an environment variable.

    Raises:
        InvalidCompany: With file, line, value, the nearest right key and the valid ones.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise InvalidCompany("The company file cannot be read", value=str(path), remedy=str(error.strerror)) from error
    except UnicodeDecodeError as error:
        remedy = "Save it as UTF-8."
        raise InvalidCompany("The company file is not UTF-8 text", value=str(path), remedy=remedy) from error
    try:
        data = tomllib.loads(_with_environment(text, path))
    except tomllib.TOMLDecodeError as error:
        raise InvalidCompany(f"The company file is not valid TOML: {error}", place=str(path)) from error
    try:
        return Company.model_validate(data)
    except ValidationError as error:
        raise _explained(error, text, path) from error


def _with_environment(text: str, path: Path) -> str:
    def value(match: re.Match[str]) -> str:
        name = match[1]
        if name not in os.environ:
            place = f"{path}:{text[: match.start()].count(chr(10)) + 1}"
            raise InvalidCompany(
                "An environment variable is not set", value=name, remedy=f"export {name}=…", place=place
            )
        return os.environ[name].replace("\\", "\\\\").replace('"', '\\"')

    return re.sub(r"\$\{(\w+)\}", value, text)


def _explained(error: ValidationError, text: str, path: Path) -> InvalidCompany:
    first: Any = error.errors(include_url=False)[0]
    keys = [str(part) for part in first.get("ctx", {}).get("keys", first["loc"])]
    place = f"{path}:{_line_of(keys, text)}"
    where = ".".join(keys[:-1]) or "the company file"
    if first["type"] == "extra_forbidden":
        return InvalidCompany(f"{where} has no such key", value=keys[-1], valid=_valid_keys(keys), place=place)
    if first["type"] == "missing":
        return InvalidCompany(f"{where} lacks {keys[-1]!r}", valid=_valid_keys(keys), place=place)
    message = first["msg"].removeprefix("Value error, ")
    return InvalidCompany(f"{'.'.join(keys) or path.name}: {message}", place=place)


def _valid_keys(keys: list[str]) -> tuple[str, ...]:
    sections: dict[str, type[BaseModel]] = {
        "touchpoints": TouchpointSettings,
        "back_office": BackOfficeSettings,
        "clock": ClockSettings,
        "standards": StandardsSettings,
    }
    model = sections.get(keys[0], Company) if len(keys) > 1 else Company
    return tuple(field.alias or name for name, field in model.model_fields.items())


def _line_of(keys: list[str], text: str) -> int:
    """Find the line a key stands on: within its section, else the section's header, else the top."""
    lines = text.splitlines()
    headers = [number for number, line in enumerate(lines) if line.lstrip().startswith("[")]
    at, start, end = 0, 0, min(headers, default=len(lines))
    for key in keys:
        bare = rf"""["']?{re.escape(key)}["']?"""
        assigned = (number for number in range(start, end) if re.match(rf"\s*{bare}\s*=", lines[number]))
        headed = (number for number in headers if number >= start and re.match(rf"\s*\[(.*\.)?{bare}\]", lines[number]))
        found = next(assigned, next(headed, None))
        if found is not None:
            at, start = found, found + 1
            end = min((number for number in headers if number > found), default=len(lines))
    return at + 1
