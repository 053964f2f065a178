"""A promise's terms as a feature states them: a Gherkin table of two columns, term and value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from journeys.errors import InvalidPromise
from journeys.promises.clock import read_duration, read_moment
from journeys.promises.money import Money, read_money
from journeys.promises.promise import DEFAULT_VALIDITY, ROUNDINGS, PromiseTerms
from journeys.promises.tables import Table

__all__ = ["TERMS", "read_terms"]

TERMS = (
    "offer",
    "price",
    "regular price",
    "rounding",
    "line",
    "honoured at",
    "surcharge",
    "surcharge limit",
    "alternative",
    "times",
    "valid from",
    "valid through",
    "valid for",
)
"""The terms a feature can state in a table, one a row."""


def read_terms(rows: Table, *, currency: str, zone: str) -> PromiseTerms:
    """Read a Gherkin table of two columns, term and value.

    Args:
        rows: The table's rows.
        currency: The company's ISO 4217 currency, for ``free``.
        zone: The company's time zone, for dates that name none.

    Raises:
        InvalidPromise: An unknown or repeated term, no price, or a value that cannot be read.
    """
    told = _as_mapping(rows)
    if "price" not in told:
        remedy = "Add a row such as | price | 0.00 USD |."
        raise InvalidPromise("The promise has no price, so nobody could tell whether it was kept", remedy=remedy)
    if "valid for" in told and "valid through" in told:
        raise InvalidPromise("The promise says both how long it lasts and when it ends", value=told["valid for"])
    read = {term: read_money(told[term], term=term, currency=currency) for term in _AMOUNTS if term in told}
    dates = {
        term: read_moment(told[term], zone, term=term, begins=term == "valid from")
        for term in ("valid from", "valid through")
        if term in told
    }
    surcharges = _surcharges(told["surcharge"], currency) if "surcharge" in told else {}
    return PromiseTerms(
        name=told.get("offer", ""),
        price=read["price"],
        regular_price=read.get("regular price"),
        rounding=_one_of(told.get("rounding", "half up"), ROUNDINGS, "rounding"),
        line=told.get("line"),
        honoured_at=_places(told["honoured at"]) if "honoured at" in told else None,
        surcharges=surcharges,
        surcharge_limit=read.get("surcharge limit", _highest(surcharges.values())),
        alternative=told.get("alternative"),
        times=_whole(told.get("times", "1")),
        valid_from=dates.get("valid from"),
        valid_through=dates.get("valid through"),
        valid_for=read_duration(told["valid for"], term="valid for") if "valid for" in told else DEFAULT_VALIDITY,
    )


_AMOUNTS = ("price", "regular price", "surcharge limit")


def _as_mapping(rows: Table) -> dict[str, str]:
    told: dict[str, str] = {}
    for row in rows:
        if len(row) != 2:  # noqa: PLR2004 - term and value
            raise InvalidPromise(
                "A promise's table has two columns, a term and its value", value=" | ".join(row), valid=TERMS
            )
        term, value = row[0].strip().casefold(), row[1].strip()
        if term not in TERMS:
            raise InvalidPromise("A promise has no such term", value=row[0], valid=TERMS)
        if term in told:
            raise InvalidPromise(f"The term {term!r} is stated twice", value=value)
        if not value:
            raise InvalidPromise(f"The term {term!r} is empty", value=value, remedy="Fill it in or leave out the row.")
        told[term] = value
    return told


def _one_of(value: str, valid: Mapping[str, str], term: str) -> str:
    if value not in valid:
        raise InvalidPromise(f"The {term} is unknown", value=value, valid=tuple(valid))
    return value


def _places(text: str) -> tuple[str, ...] | None:
    if text.casefold() in {"everywhere", "every touchpoint"}:
        return None
    return tuple(name.strip() for name in text.replace(" and ", ",").split(",") if name.strip())


def _surcharges(text: str, currency: str) -> dict[str, Money]:
    found: dict[str, Money] = {}
    for part in text.split(","):
        amount, separator, place = part.partition(" at the ")
        if not separator:
            raise InvalidPromise(
                "A surcharge names its touchpoint", value=part.strip(), remedy="Write it like 10.00 USD at the store."
            )
        found[place.strip()] = read_money(amount, term="surcharge", currency=currency)
    return found


def _highest(amounts: Iterable[Money]) -> Money | None:
    return max(amounts, key=lambda money: money.amount, default=None)


def _whole(text: str) -> int:
    words = {"once": 1, "twice": 2}
    if text in words:
        return words[text]
    if not text.isdecimal():
        raise InvalidPromise("How often it may be used is not a number", value=text, valid=("once", "twice", "3"))
    return int(text)
