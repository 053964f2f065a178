"""The sentences, what their blanks hold, and the terms of a promise."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from itertools import groupby
from pathlib import Path

from journeys.gherkin.sentences.sentence import KINDS
from journeys.promises.promise_table import NAMES
from journeys.promises.terms import COMMON
from journeys.topics import OURS

from .words import Undocumented, table

__all__ = ["blanks", "promise_terms", "sentences"]

_ROOT = Path(__file__).parents[2]
_BLANKS = {
    "Shopper": (
        "A first name, or a pronoun for the person last named: `Linda`, `she`, `they`.",
        "`journey.shopper(text)` is the person; the journey's methods take the text as it is",
    ),
    "Touchpoint": (
        "A touchpoint's name in the company file: `call centre`.",
        "the name, which the journey takes",
    ),
    "Channel": ("A means of contact: `email`, `web`, `phone`.", "`Channel(text)`"),
    "Means": ("By what somebody is written to: `email`, `text`, `post`.", "`read_means(text)`, a `Channel`"),
    "Language": ("A language by its name: `German`.", "`read_language(text)`, its ISO 639 code"),
    "Duration": (
        "A length of time: `3 days`, `20 minutes`, `1 hour 30 minutes`.",
        "`read_duration(text)`",
    ),
    "Count": ("How many of something: `3`, `three`.", "`read_count(text)`"),
    "Whole": ("A whole number: `2`.", "`int(text)`"),
    "Words": ("Anything but a quotation mark.", "the words"),
    "Kinship": ("What the person is to the shopper: `her daughter`.", "the words"),
    "Self": ("`herself`, `himself` or `themselves`.", "the word"),
    "Money": ("An amount: `59.99 USD`, or `free`.", "`read_money(text)`, a `Money`"),
    "Where": (
        "The preposition that sounds right: `at`, `on`, `in`, `with`, `through`.",
        "nothing: a step need not take it",
    ),
}
_NAMES = "What it is called: `offer` or `promise`, whichever sounds right. Shoppers ask for it by this name."


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
    rows = []
    for name in KINDS:
        if name not in _BLANKS:
            raise Undocumented(f"The blank {name!r}")
        rows.append((f"`{name}`", *_BLANKS[name]))
    return table(["blank", "what it holds", "a step makes of it"], rows)


def promise_terms() -> str:
    """List the terms of a promise's table, by topic."""
    rows = [("", f"`{NAMES[0]}`", _NAMES)]
    for term in (*COMMON, *OURS.promised):
        if not term.help:
            raise Undocumented(f"The term {str(term)!r}")
        if term.tabled:
            rows.append((term.topic, f"`{term}`", term.help))
    return table(["topic", "term", "what it holds"], rows)


@cache
def _listed() -> list[dict[str, str]]:
    command = [sys.executable, "-m", "journeys", "steps", "--format", "json"]
    done = subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, check=True)
    listed: list[dict[str, str]] = json.loads(done.stdout)
    return listed
