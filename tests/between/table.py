"""The tables of faults and of harmless changes: what is changed on the way, and what has to be said of it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from pydantic import ConfigDict, TypeAdapter

from .proxy import Answer
from .relay import Letter
from .wire import How

__all__ = ["FAULTS", "HARMLESS", "Row"]

_NAMED: Final = re.compile("«(.+?)»")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One fault, or one harmless change.

    Attributes:
        what: What a customer would say of it.
        visits: Of Linda's, in order: where, and what for.
        answers: What is changed of the company's answers over HTTP.
        letters: What is changed of its letters.
        mailbox: How the server behaves where letters are read.
        expect: How the journey has to be judged.
        at: The touchpoint that has to be named, unless the promise is kept.
        breach: The breach that has to be named, if it is one.
        awaits: Why it is judged otherwise today.
    """

    __pydantic_config__ = ConfigDict(extra="forbid")

    what: str
    visits: tuple[tuple[str, str], ...]
    answers: tuple[dict[str, Any], ...] = ()
    letters: tuple[dict[str, Any], ...] = ()
    mailbox: How = ""
    expect: Literal["broken", "compromised", "kept"]
    at: str = ""
    breach: str = ""
    awaits: str = ""

    @property
    def named(self) -> set[str]:
        """What it names of people's things."""
        return {*_NAMED.findall(f"{self.answers} {self.letters}")}

    def answers_for(self, people: Mapping[str, str]) -> list[Answer]:
        """Return the changes of answers, with the names of people's things filled in: ``«maya's number»``."""
        return TypeAdapter(list[Answer]).validate_python(_filled(self.answers, people))

    def letters_for(self, people: Mapping[str, str]) -> list[Letter]:
        """Return the changes of letters, with the names of people's things filled in."""
        return TypeAdapter(list[Letter]).validate_python(_filled(self.letters, people))


def _filled(value: Any, people: Mapping[str, str], *, sought: bool = False) -> Any:
    match value:
        case str():
            return _NAMED.sub(lambda named: re.escape(people[named[1]]) if sought else people[named[1]], value)
        case dict():
            return {key: _filled(one, people, sought=key in {"find", "to"}) for key, one in value.items()}
        case list() | tuple():
            return [_filled(one, people) for one in value]
    return value


def _told(name: str) -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))


def _read(name: str) -> list[Row]:
    told, journeys = _told(name), _told("journeys.toml")
    rows = [told.get("usual", {}) | row for row in told["rows"]]
    return TypeAdapter(list[Row]).validate_python([{"visits": journeys[row.pop("journey")], **row} for row in rows])


FAULTS: Final = _read("faults.toml")
HARMLESS: Final = _read("harmless.toml")
