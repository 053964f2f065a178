"""Reads a TOML file into a pydantic model; every mistake is told with its file, line and the nearest right key."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from journeys.errors import InvalidCompany

__all__ = ["line_of", "read_section", "read_toml"]

Model = TypeVar("Model", bound=BaseModel)

_VARIABLE = re.compile(r"\$\{(\w+)\}")


def read_toml(path: Path, model: type[Model], what: str) -> Model:
    """Read and check a file; ``${NAME}`` in a value stands for an environment variable.

    Args:
        path: The file.
        model: What it must be like.
        what: What to call it in messages, such as "company file".

    Raises:
        InvalidCompany: With file, line, value, the nearest right key and the valid ones.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise InvalidCompany(f"The {what} cannot be read", value=str(path), remedy=str(error.strerror)) from error
    except UnicodeDecodeError as error:
        raise InvalidCompany(f"The {what} is not UTF-8 text", value=str(path), remedy="Save it as UTF-8.") from error
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InvalidCompany(f"The {what} is not valid TOML: {error}", place=str(path)) from error
    try:
        return model.model_validate(_filled_in(data, text, path))
    except ValidationError as error:
        raise _explained(error, model, top=f"the {what}", place=lambda keys: f"{path}:{line_of(keys, text)}") from error


def read_section(values: Mapping[str, Any], model: type[Model], name: str) -> Model:
    """Check a section whose values have been read already, such as a touchpoint's options.

    Args:
        values: What stands in it.
        model: What it must be like.
        name: What it is called in the file.

    Raises:
        InvalidCompany: With the key, the nearest right one and the valid ones.
    """
    try:
        return model.model_validate(values)
    except ValidationError as error:
        raise _explained(error, model, top=name, within=(name,)) from error


def line_of(keys: list[str], text: str) -> int:
    """Find the line a key stands on: within its section, else the section's header, else the top.

    A number among the keys is the n-th of several sections of one name (``[[accounts.people]]``), from 0.
    """
    lines = text.splitlines()
    headers = [number for number, line in enumerate(lines) if line.lstrip().startswith("[")]
    at, start, end, last = 0, 0, min(headers, default=len(lines)), ""
    for key in keys:
        wanted, skip = (last, int(key)) if key.isdigit() else (key, 0)
        bare = rf"""["']?{re.escape(wanted)}["']?"""
        assigned = (number for number in range(start, end) if re.match(rf"\s*{bare}\s*=", lines[number]))
        first = at if key.isdigit() else start
        headed = [
            number for number in headers if number >= first and re.match(rf"\s*\[+(.*\.)?{bare}\]", lines[number])
        ]
        found = None if key.isdigit() else next(assigned, None)
        if found is None and len(headed) > skip:
            found = headed[skip]
        if found is not None:
            at, start, last = found, found + 1, wanted
            end = min((number for number in headers if number > found), default=len(lines))
    return at + 1


def _filled_in(value: Any, text: str, path: Path) -> Any:
    if isinstance(value, dict):
        return {key: _filled_in(one, text, path) for key, one in value.items()}
    if isinstance(value, list):
        return [_filled_in(one, text, path) for one in value]
    return _VARIABLE.sub(lambda match: _variable(match[1], text, path), value) if isinstance(value, str) else value


def _variable(name: str, text: str, path: Path) -> str:
    if name in os.environ:
        return os.environ[name]
    uses = (n for n, line in enumerate(text.splitlines(), 1) if f"${{{name}}}" in line.partition(" #")[0])
    place = f"{path}:{next(uses, 1)}"
    raise InvalidCompany("An environment variable is not set", value=name, remedy=f"export {name}=…", place=place)


def _explained(
    error: ValidationError,
    model: type[BaseModel],
    *,
    top: str,
    within: tuple[str, ...] = (),
    place: Callable[[list[str]], str] | None = None,
) -> InvalidCompany:
    # a misspelt key is often a missing one too, and is what the author must see
    first: Any = min(error.errors(include_url=False), key=lambda one: one["type"] != "extra_forbidden")
    keys = [str(part) for part in first.get("ctx", {}).get("keys", first["loc"])]
    stands = place(keys) if place else None
    where = ".".join((*within, *keys[:-1])) or top
    if first["type"] == "extra_forbidden":
        return InvalidCompany(f"{where} has no such key", value=keys[-1], valid=_valid_keys(keys, model), place=stands)
    if first["type"] == "missing":
        return InvalidCompany(f"{where} lacks {keys[-1]!r}", valid=_valid_keys(keys, model), place=stands)
    message = first["msg"].removeprefix("Value error, ")
    return InvalidCompany(f"{'.'.join((*within, *keys)) or top}: {message}", place=stands)


def _valid_keys(keys: list[str], model: type[BaseModel]) -> tuple[str, ...]:
    """Name the keys of the section that the last of ``keys`` was written in."""
    here = model
    for key in keys[:-1]:
        field = next((one for name, one in here.model_fields.items() if key in {name, one.alias}), None)
        if field is not None:  # else the key is the name of a touchpoint, or the number of an account
            here = next(_models(field.annotation), here)
    return tuple(field.alias or name for name, field in here.model_fields.items())


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    """Find the models in an annotation such as ``dict[str, TouchpointSettings]``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    elif get_origin(annotation) in {dict, tuple, list, Union, UnionType, Annotated}:
        for argument in get_args(annotation):
            yield from _models(argument)
