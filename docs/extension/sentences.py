"""The sentences, what their blanks hold, and the terms of a promise."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from functools import cache
from itertools import groupby
from pathlib import Path

from journeys.gherkin.sentences.sentence import KINDS
from journeys.promises.promise_table import TERMS

from .words import Undocumented, table

__all__ = ["blanks", "promise_terms", "sentences"]

_ROOT = Path(__file__).parents[2]
_BLANKS = {
    "Shopper": "A first name, or a pronoun for the person last named: `Linda`, `she`, `they`.",
    "Touchpoint": "A touchpoint's name in the company file: `call centre`.",
    "Channel": "A means of contact: `email`, `web`, `phone`.",
    "Duration": "A length of time: `3 days`, `20 minutes`, `1 hour 30 minutes`.",
    "Whole": "A whole number: `2`.",
    "Words": "Anything but a quotation mark.",
    "Kinship": "What the person is to the shopper: `her daughter`.",
    "Self": "`herself`, `himself` or `themselves`.",
    "Money": "An amount: `59.99 USD`, or `free`.",
    "Where": "The preposition that sounds right: `at`, `on`, `in`, `with`, `through`.",
}
_TERMS = {
    "offer": "What the offer is called. Shoppers ask for it by this name.",
    "price": "What the customer pays, tax included: `0.00 USD`, or `free`. The only term that must be there.",
    "regular price": "What everybody else pays. It tells *regular price charged* from *some other price*.",
    "rounding": "How the company rounds: `half up` (if not stated), or another of the valid words that an error lists.",
    "line": "Holder of the line it is for, such as `Maya`.",
    "honoured at": "Touchpoints, with commas: `website, store`. `everywhere` if not stated.",
    "surcharge": "What a touchpoint adds, as announced: `10.00 USD at the store`.",
    "surcharge limit": "The most any touchpoint may add, if it says so beforehand.",
    "alternative": "What a customer of another channel is told to do instead.",
    "times": "How often one customer may use it: `once` (if not stated), `twice`, `3`.",
    "valid from": "First moment it holds; now, if not stated.",
    "valid through": "Last moment it holds, included. A date without a time means its last second.",
    "valid for": "The same as a length of time: `30 days`.",
}


def sentences() -> str:
    """List every sentence by concept, as ``shop steps`` does."""
    parts = []
    for concept, found in groupby(_listed(), key=lambda one: one["concept"]):
        rows = []
        for one in found:
            if not one["meaning"]:
                raise Undocumented(f"The sentence {one['pattern']!r}")
            rows.append((f"**{one['keyword']}** {one['example']}", one["meaning"]))
        parts.append(f"## {concept.capitalize()}\n\n{table(['sentence', 'what happens'], rows)}")
    return "\n\n".join(parts)


def blanks() -> str:
    """List what may stand in a sentence's blanks."""
    return _told("blank", _BLANKS, KINDS)


def promise_terms() -> str:
    """List the terms of a promise's table."""
    return _told("term", _TERMS, TERMS)


def _told(kind: str, told: dict[str, str], names: Iterable[str]) -> str:
    rows = []
    for name in names:
        if name not in told:
            raise Undocumented(f"The {kind} {name!r}")
        rows.append((f"`{name}`", told[name]))
    return table([kind, "what it holds"], rows)


@cache
def _listed() -> list[dict[str, str]]:
    command = [sys.executable, "-m", "journeys", "steps", "--format", "json"]
    done = subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, check=True)
    listed: list[dict[str, str]] = json.loads(done.stdout)
    return listed
