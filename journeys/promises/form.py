"""Forms: how the value of a term is written by people, kept in a ledger, and read back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from journeys.errors import InvalidPromise, nearest

__all__ = ["Form", "Reading", "one_of"]

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What is known where people write a value.

    Attributes:
        term: What the value is called, for messages.
        currency: ISO 4217 code for amounts that name none.
        zone: Time zone for dates that name none.
    """

    term: str
    currency: str = ""
    zone: str = "UTC"


@dataclass(frozen=True, slots=True, kw_only=True)
class Form(Generic[Value]):
    """One form a value can have.

    Attributes:
        name: What it is called: ``amount of money``.
        example: A value as people write it.
        read: Takes a value as people write it in a table or a company file; raises InvalidPromise.
        write: Puts it as the ledger keeps it, which is also how drivers write it down.
        parse: Takes it back from there; raises ValueError or InvalidPromise.
        told: Puts a value as people say it, where that is not how a ledger keeps it.
        kept: What a text in the ledger's form looks like, for messages: ``130.00 USD``.
        free: Whether any words will do, secret ones too.
        kind: The kind of blank it would fill, for phrasebooks; empty for free words.
    """

    name: str
    example: str
    read: Callable[[str, Reading], Value]
    write: Callable[[Value], str]
    parse: Callable[[str], Value]
    told: Callable[[Value], str] | None = None
    kept: str = ""
    kind: str = ""
    valid: tuple[str, ...] = field(default=())
    free: bool = False

    def say(self, text: str) -> str:
        """Put what a ledger keeps as people say it: ``2 minutes`` for ``120``; what is masked stays as it is."""
        return text if self.told is None or self.wrong(text) else self.told(self.parse(text))

    def wrong(self, text: object) -> str | None:
        """Say why something is not of this form as a ledger keeps it, or return None."""
        if not isinstance(text, str):
            return f"a {type(text).__name__}, {text!r}; facts are written down as text"
        try:
            self.parse(text)
        except (InvalidPromise, ValueError, ArithmeticError):
            return f"{text!r}, which is no {self.name} such as {self.kept or self.example!r}"
        return None


def one_of(*values: str, name: str = "", kind: str = "") -> Form[str]:
    """Make a form that only some words have."""

    def known(text: str) -> str:
        if text not in values:
            like = nearest(text, values)
            hint = f" Did you mean {like!r}?" if like else ""
            message = f"{text!r} is none of {', '.join(values)}.{hint}"
            raise ValueError(message)
        return str(text)

    def read(text: str, reading: Reading) -> str:
        if text not in values:
            raise InvalidPromise(f"The {reading.term} is unknown", value=text, valid=values)
        return text

    said = name or f"one of {', '.join(values)}"
    return Form(name=said, example=values[0], read=read, write=str, parse=known, kind=kind, valid=values)
