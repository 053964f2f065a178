"""A promise's terms as people write them: a Gherkin table of two columns, or a section of a company file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from journeys.errors import InvalidPromise
from journeys.promises.form import Reading
from journeys.promises.promise import PromiseTerms
from journeys.promises.tables import Table
from journeys.promises.terms import (
    COMMON,
    HONOURED_AT,
    LINE,
    TIMES_USABLE,
    VALID_FOR,
    VALID_FROM,
    VALID_THROUGH,
    Term,
)

__all__ = ["NAMES", "TermTable"]

NAMES = ("offer", "promise")
"""The row that names a promise; either word will do."""

_BY_NAME = {str(term): term for term in COMMON}


@dataclass(frozen=True, slots=True, kw_only=True)
class TermTable:
    """Reads promises' tables, at a company.

    Attributes:
        own: The terms that topics give promises.
        possible: Each refuses terms that nobody could keep, with InvalidPromise.
        currency: The company's ISO 4217 currency, for ``free``.
        zone: The company's time zone, for dates that name none.
        elsewhere: Says of a term that is not among them where it would be, or None.
    """

    own: Sequence[Term[Any]]
    possible: Sequence[Callable[[PromiseTerms], None]] = ()
    currency: str = ""
    zone: str = "UTC"
    elsewhere: Callable[[str], str | None] = lambda _: None
    _terms: Mapping[str, Term[Any]] = field(init=False)

    def __post_init__(self) -> None:
        """Put the terms in reach by their names."""
        object.__setattr__(self, "_terms", {str(term): term for term in self.own} | _BY_NAME)

    @property
    def names(self) -> tuple[str, ...]:
        """The terms a feature can state, one a row."""
        return (NAMES[0], *(name for name, term in self._terms.items() if term.tabled))

    def read(self, rows: Table) -> PromiseTerms:
        """Read a Gherkin table of two columns, term and value.

        Raises:
            InvalidPromise: An unknown or repeated term, none that could be checked, or a value that cannot be read.
        """
        return self.of(self._as_mapping(rows))

    def of(self, told: Mapping[str, str]) -> PromiseTerms:
        """Read terms by their names.

        Raises:
            InvalidPromise: None that could be checked, or a value that cannot be read.
        """
        if strange := [name for name in told if name not in {*self._terms, *NAMES}]:
            raise self._unknown(strange[0], self._terms)
        checkable = [name for name, term in self._terms.items() if term.checkable]
        if not any(name in told for name in checkable):
            problem = "The promise has no term that could be checked, so nobody could tell whether it was kept"
            checkable = [name for name in checkable if self._terms[name].tabled]
            example = next((term for term in reversed(self.own) if term.checkable and term.tabled), LINE)
            shown = example.form.example if example.form is not None else "…"
            remedy = f"Add a row such as | {example} | {shown} |."
            raise InvalidPromise(problem, valid=checkable, remedy=remedy)
        if VALID_FOR in told and VALID_THROUGH in told:
            raise InvalidPromise("The promise says both how long it lasts and when it ends", value=told[VALID_FOR])
        read = {term: self._read(term, told[name]) for name, term in self._terms.items() if name in told}
        own: dict[Term[Any], Any] = {}
        for term in self.own:
            value = read.get(term)
            if value is None and term.usual is not None:
                value = term.usual(read) if callable(term.usual) else term.usual
            if value is not None:
                own[term] = value
        terms = PromiseTerms(
            name=next((told[name] for name in NAMES if name in told), ""),
            terms=own,
            line=read.get(LINE),
            honoured_at=read.get(HONOURED_AT),
            times=read.get(TIMES_USABLE, 1),
            valid_from=read.get(VALID_FROM),
            valid_through=read.get(VALID_THROUGH),
            valid_for=read.get(VALID_FOR),
        )
        for refuse in self.possible:
            refuse(terms)
        return terms

    def changes(self, told: Mapping[str, str], now: datetime) -> dict[Term[Any], Any]:
        """Read what is told anew of a promise, by the terms' names; what is not named stays as it was.

        Raises:
            InvalidPromise: There is no such term, or a value cannot be read.
        """
        for name in told:
            if name not in self._terms:
                raise self._unknown(name, self._terms)
        read = {self._terms[name]: self._read(self._terms[name], value) for name, value in told.items()}
        if VALID_FOR in read:
            read[VALID_THROUGH] = now + read.pop(VALID_FOR)
        return read

    def _unknown(self, name: str, valid: Iterable[str]) -> InvalidPromise:
        remedy = self.elsewhere(name.strip().casefold())
        return InvalidPromise("A promise has no such term", value=name, valid=valid, remedy=remedy)

    def _read(self, term: Term[Any], text: str) -> Any:
        assert term.form is not None  # noqa: S101 - a topic without one is refused when it is put together
        return term.form.read(text, Reading(term=term, currency=self.currency, zone=self.zone))

    def _as_mapping(self, rows: Table) -> dict[str, str]:
        told: dict[str, str] = {}
        for row in rows:
            if len(row) != 2:  # noqa: PLR2004 - term and value
                raise InvalidPromise(
                    "A promise's table has two columns, a term and its value", value=" | ".join(row), valid=self.names
                )
            term, value = row[0].strip().casefold(), row[1].strip()
            if term not in {*self.names, *NAMES}:
                raise self._unknown(row[0], self.names)
            if term in told or (term in NAMES and _named(told)):
                raise InvalidPromise(f"The term {term!r} is stated twice", value=value)
            if not value:
                raise InvalidPromise(
                    f"The term {term!r} is empty", value=value, remedy="Fill it in or leave out the row."
                )
            told[term] = value
        return told


def _named(told: Iterable[str]) -> bool:
    return any(name in told for name in NAMES)
