"""What sections of a company file are made of: values that are checked while they are read, and a text for each key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Annotated, Any, Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from babel import Locale, UnknownLocaleError
from babel.localedata import locale_identifiers
from moneyed import CURRENCIES, CurrencyDoesNotExist, get_currency
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    WithJsonSchema,
    create_model,
)

from journeys.errors import InvalidPromise, nearest
from journeys.promises.clock import read_duration

__all__ = [
    "Address",
    "CurrencyCode",
    "Driver",
    "Duration",
    "Language",
    "LocaleName",
    "Section",
    "Zone",
    "is_folder",
    "secrets_of",
    "spoken_to_over",
]


class Section(BaseModel):
    """A section of a company file: unknown keys are refused, errors show no values, and docstrings are its help."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True, use_attribute_docstrings=True)

    @classmethod
    def extended(cls, fields: Mapping[str, Any]) -> type[Self]:
        """Make a section of the same name with more keys; no source has docstrings below them, so none is searched."""
        options = {"use_attribute_docstrings": False}
        return create_model(cls.__name__, __base__=cls, __doc__=cls.__doc__, __cls_kwargs__=options, **fields)


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
        raise _unknown(value, "ISO 4217 currency, such as USD", CURRENCIES) from error


def _zone(value: object) -> str:
    try:
        return ZoneInfo(str(value)).key
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise _unknown(value, "time zone, such as America/New_York", available_timezones()) from error


def _locale(value: object) -> str:
    try:
        return str(Locale.parse(str(value)))
    except (UnknownLocaleError, ValueError) as error:
        raise _unknown(value, "locale, such as en_US", locale_identifiers()) from error


def _language(value: object) -> str:
    languages = [name for name in locale_identifiers() if "_" not in name]
    if value not in languages:
        raise _unknown(value, "ISO 639 language, such as en", languages)
    return str(value)


def _address(value: object) -> str:
    parts = urlsplit(str(value))
    if is_folder(str(value)) and parts.path and not parts.hostname:
        return str(value)
    if not parts.scheme or not parts.hostname:
        message = f"{value!r} is no address, such as https://shop.example/, or file:mail for a folder of mail"
        raise ValueError(message)
    if parts.username or parts.password:
        message = "an address holds no credentials: reports show it; use username and password"
        raise ValueError(message)
    return str(value)


def is_folder(address: str) -> bool:
    """Tell whether an address is a folder of this machine, such as ``file:mail``: nobody is contacted there."""
    return urlsplit(address).scheme == "file"


def spoken_to_over(*schemes: str) -> AfterValidator:
    """Accept only addresses that begin so."""

    def check(address: str) -> str:
        if urlsplit(address).scheme not in schemes:
            message = f"{address!r} does not begin with {' or '.join(f'{scheme}://' for scheme in schemes)}"
            raise ValueError(message)
        return address

    return AfterValidator(check)


def _unknown(value: object, what: str, valid: Iterable[str]) -> ValueError:
    like = nearest(str(value), sorted(valid))
    return ValueError(f"{value!r} is no {what}" + (f". Did you mean {like!r}?" if like else ""))


_TEXT = {"type": "string"}

Duration = Annotated[
    timedelta,
    BeforeValidator(_duration),
    WithJsonSchema(_TEXT | {"examples": ["2 minutes", "10 days"]}),
]
CurrencyCode = Annotated[str, BeforeValidator(_currency)]
Zone = Annotated[str, BeforeValidator(_zone)]
LocaleName = Annotated[str, BeforeValidator(_locale)]
Language = Annotated[str, BeforeValidator(_language)]
Address = Annotated[str, BeforeValidator(_address), WithJsonSchema(_TEXT | {"format": "uri"})]
Driver = Annotated[str, Field(pattern=r"^[\w.]+:\w+$")]


def secrets_of(value: Any, *keys: str) -> Iterable[tuple[str, str]]:
    """Find every secret in a section and all below it: its keys, with dots between, and what it is."""
    if isinstance(value, SecretStr):
        yield ".".join(keys), value.get_secret_value()
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from secrets_of(getattr(value, name), *keys, name)
    elif isinstance(value, dict):
        for name, one in value.items():
            yield from secrets_of(one, *keys, str(name))
    elif isinstance(value, list | tuple):
        for number, one in enumerate(value):
            yield from secrets_of(one, *keys, str(number))
