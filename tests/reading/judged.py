"""Holds what was read of each sentence of the set against its right reading: right, wrong or unclear."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple

from journeys.promises.money import Money
from journeys.reading.answers import Reader, Reading
from journeys.reading.cues import Role
from journeys.reading.stances import Says

HERE = Path(__file__).parent
_STANCES = {
    Says.OFFERED: "offers",
    Says.REFUSED: "refuses",
    Says.ENDED: "ended",
    Says.SOLD_OUT: "sold_out",
    Says.UNKNOWN: "unknown",
    Says.USED: "used",
    Says.NEEDED: "needs",
    Says.PUT_RIGHT: "puts_right",
}
_ROLES = {
    Role.NOW: "now",
    Role.TOTAL: "now",
    Role.REGULAR: "old",
    Role.SUM_OF_PAYMENTS: "monthly",
    Role.PER_PERIOD: "monthly",
    Role.EACH: "each",
    Role.SEVERAL: "several",
    Role.FROM: "from",
    Role.FEE: "fee",
    Role.ADDED: "fee",
    Role.SAVING: "off",
    Role.LATER: "later",
    Role.ELSEWHERE: "other",
}
_CALLS = {"put_through": "transfer", "on_hold": "hold", "hangs_up": "hangup"}


class Case(NamedTuple):
    """A sentence, with what a person takes from it."""

    language: str
    half: str
    words: str
    right: str
    facts: dict[str, Any]
    unclear: bool


@dataclass(frozen=True)
class Judged:
    """How a sentence was read."""

    case: Case
    read: frozenset[str]
    how: str


def cases(*languages: str) -> Iterator[Case]:
    """Every sentence of the set."""
    for one in languages or ("en", "de", "fr", "ar"):
        facts = tomllib.loads((HERE / f"{one}.toml").read_text(encoding="utf-8"))
        unclear = set(facts.pop("unclear", []))
        for half in ("first", "second"):
            for words, right in facts[half].items():
                yield Case(one, half, words, right, facts, words in unclear)


def judged(case: Case) -> Judged:
    """Read a sentence, and hold it against what is right: what was read must be so; what was not is unclear."""
    facts = case.facts
    reader = Reader(SimpleNamespace(currency=facts["currency"], locale=facts["locale"]))
    now = datetime.combine(facts["today"], time(10), tzinfo=UTC)
    read = facts_of(reader.read(case.words, now=now), facts["currency"])
    right = frozenset(one for one in case.right.split() if one != "-")
    how = "right" if read == right else "unclear" if read < right else "wrong"
    return Judged(case, read, how)


def facts_of(read: Reading, currency: str) -> frozenset[str]:
    """Write what was read as the set does."""
    found = {_STANCES[read.stance]} if read.stance in _STANCES else set()
    for amount in read.amounts:
        if amount.money is None or amount.role not in _ROLES:
            continue
        name = _ROLES[amount.role]
        value = _money(amount.payment or amount.money, currency)
        found.add(f"{name}={value}" + (f"x{amount.times}" if amount.role is Role.SUM_OF_PAYMENTS else ""))
    found |= {f"asks={one.value}" for one in read.asks} | {f"goto={one.value}" for one in read.sends_to}
    found |= {_CALLS[one.value] for one in read.calls}
    found |= {f"until={read.until:%Y-%m-%d}"} if read.until else set()
    found |= {f"lasts={read.lasts // timedelta(days=1)}d"} if read.lasts else set()
    return frozenset(found)


def _money(money: Money, currency: str) -> str:
    return f"{money.amount:.2f}" + ("" if money.currency.code == currency else money.currency.code)
