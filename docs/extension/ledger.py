"""The ledger's records, their parts and terms, and their JSON Schema."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import Any, get_args

from journeys.company.schemas import ledger_schema
from journeys.evidence import observations as evidence
from journeys.judging import effort
from journeys.promises.forms import Form
from journeys.records import record as written
from journeys.topics import OURS

from .schemas import Definitions, in_words
from .words import Undocumented, attributes, paragraphs, table

__all__ = ["WORDS", "parts", "records", "terms", "write_schema"]

WORDS = {
    "kind": "Tells the kinds of records apart; of an exhibit, what sort of file it is.",
    "run": "Name of the run's folder.",
    "company": "The company's name.",
    "profile": "How it was set up, if it can be set up in several ways.",
    "faults": "The faults that were switched on.",
    "currency": "ISO 4217 code of the company's currency.",
    "locale": "Language and country that its customers were invented in.",
    "shopper_seed": "The same seed gives the same shoppers.",
    "dry": "Whether it was a dry run, in which nobody is contacted and nothing is judged.",
    "login_suffix": "What the logins of invented shoppers end in, where those of this seed may have been taken.",
    "used_before": "How often the shopper's test account has used it in earlier runs.",
    "notices": "Terms that the driver would have seen, so that their absence says something.",
    "earlier": "What of an earlier run it came upon, so that nothing on it can be judged.",
    "started": "When it began: of a visit in company time, else in real time.",
    "ended": "When it ended.",
    "version": "The version of Mystery Shopper that walked it.",
    "number": "Its number, from 1.",
    "of": "How many there are.",
    "scenarios": "How many scenarios are in it.",
    "what": "What sort of thing: `account`, `order`, `case` …",
    "reference": "How the company calls it.",
    "where": "The touchpoint it was made at, or `back office`.",
    "problem": "Why it could not be done, if so.",
    "scenario": "The scenario it belongs to.",
    "feature": "The feature's name.",
    "rule": "The rule it stands under, if any.",
    "name": "Its name, as the feature or the driver wrote it.",
    "file": "The feature file.",
    "line": "Where it stands in the feature file; of a promise or a visit, holder of the line it is for.",
    "tags": "The tags that hold for it, without the @.",
    "example": "Values of the outline's example, by column.",
    "description": "The text below the scenario's name.",
    "origin": "Whether the promise is as the feature stated it, or as the shopper received it.",
    "shopper": "First name of the customer.",
    "valid_from": "First moment it holds.",
    "valid_through": "Last moment it holds, included.",
    "honoured_at": "Touchpoints that honour it; nothing means all.",
    "times": "How often one customer may use it.",
    "said_by": "The channel it was made in.",
    "source": "Where it was said: a Message-ID, an address, a leaflet's name.",
    "visit": "The visit; of a finding, its number in the journey, or nothing where it is about the whole journey.",
    "keyword": "`Given`, `When` or `Then`; `And` stands for the one before it.",
    "text": "The step as it is written.",
    "status": "How the step ended. *failed* is the company's fault, *broken* is not.",
    "message": "What went wrong, if something did.",
    "promise": "Name of the promise it is about.",
    "outcome": "How it fared.",
    "findings": "What was judged, one entry for each observation and term.",
    "effort": "What the journey cost the customers.",
    "error": "What stopped it, if something did.",
    "touchpoint": "The touchpoint's name.",
    "channel": "The touchpoint's channel.",
    "side": "Whether the customer sees the touchpoint, or only staff do.",
    "purpose": "What the shopper came for.",
    "observations": "What was seen and heard, in order.",
    "transcript": "What was said on the phone or over the counter.",
    "exhibits": "The files that show it.",
    "term": "What it is about.",
    "at": "When, in company time.",
    "speaker": "Who said it.",
    "words": "What was said.",
    "about": "What a *Then* asks about that this belongs to.",
    "promised": "What should have been; of a term, whether a promise can have it.",
    "told": "What was; of a term, how reports sum up its value.",
    "reason": "Why, in one sentence.",
    "breach": "What kind of failure, if it is one.",
    "row": "The row of the catalogue of promises that it breaks.",
    "fact": "What had to be told again.",
    "purposes": "What a shopper can come for, by name.",
    "terms": "What can be promised and observed, by name.",
    "breaches": "What can be broken, by name.",
    "sentence": "How reports tell a visit.",
    "contact": "Whether the shopper gets in touch for it.",
    "served": "Whether somebody, or a machine in their place, serves the customer.",
    "told_alone": "Whether reports sum it up only where nothing else is told.",
    "label": "What reports call it in the table of a promise; empty if they leave it out.",
    "repeats": "Whether it tells that a customer had to repeat something.",
    "form": "Of a term, the name of the form of its value; empty if it has one of its own.",
    "severity": "How grave it is by itself.",
    "runs": "What it was made of.",
}
"""What a key means wherever it stands, for keys that the code does not describe at their place."""

_PARTS: tuple[type, ...] = (
    evidence.Visit,
    evidence.Observation,
    evidence.Utterance,
    evidence.Exhibit,
    written.FindingRecord,
    written.PurposeTold,
    written.TermTold,
    written.BreachTold,
    effort.Effort,
    effort.Repeat,
)


def write_schema(path: Path) -> None:
    """Publish it for other programs."""
    path.write_text(json.dumps(ledger_schema(), indent=2) + "\n", encoding="utf-8")


def records() -> str:
    """Describe each kind of line."""
    kinds = get_args(get_args(written.Record)[0])
    return "\n\n".join(_described(kind, f"`{_kind(kind)}`") for kind in kinds)


def parts() -> str:
    """Describe what records are made of."""
    return "\n\n".join(_described(part, part.__name__) for part in _PARTS)


def terms() -> str:
    """List by topic what an observation can be about, with the form of its value."""
    rows = []
    for term in OURS.terms.values():
        if term.form is None:
            raise Undocumented(f"The term {str(term)!r}")
        rows.append((term.topic or "every promise", f"`{term}`", _form(term.form)))
    return table(["topic", "term", "its value"], rows)


def _form(form: Form[Any]) -> str:
    if form.valid:
        return "one of " + ", ".join(f"`{value}`" for value in form.valid)
    return f"{form.name}: `{form.kept or form.example}`"


def _kind(record: Any) -> str:
    return str(next(one.default for one in fields(record) if one.name == "kind"))


def _described(record: type, title: str) -> str:
    definitions = Definitions(ledger_schema()["$defs"])
    told = attributes(record)
    rows = []
    for name, value in definitions.defined[record.__name__]["properties"].items():
        words = told.get(name) or WORDS.get(name)
        if not words:
            raise Undocumented(f"{record.__name__}.{name}")
        rows.append((f"`{name}`", in_words(value, definitions), words))
    text = paragraphs(record, record.__name__)
    return f"### {title}\n\n{text}\n\n{table(['key', 'value', 'meaning'], rows)}"
