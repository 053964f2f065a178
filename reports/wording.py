"""The words of the reports: recorded terms, times and visits as people read them."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from babel.core import Locale
from babel.dates import format_skeleton

from journeys.errors import InvalidPromise
from journeys.evidence.observations import Exhibit, ExhibitKind, Observation, Visit
from journeys.judging.verdict import Outcome
from journeys.promises.clock import lasting
from journeys.promises.money import read_money, shown
from journeys.records.record import ScenarioStarted

__all__ = [
    "LET_OFF",
    "MARKS",
    "briefly",
    "kept_beside",
    "later",
    "plural",
    "readable",
    "scenario_title",
    "told",
    "told_in_short",
    "visit_sentence",
    "walk_title",
    "when",
]

MARKS = {
    "KEPT": "✓",
    "MADE_GOOD": "↺",
    "NOT_TESTED": "·",
    "COMPROMISED": "?",
    "BROKEN": "✗",
    "ERROR": "!",
    "KNOWN": "≈",
    "IN_PROGRESS": "…",
}
"""A sign for each outcome, and for where scenarios stand, so that no reader depends on colour."""

LET_OFF = f"{Outcome.BROKEN.words}, let off"
"""What is said of a promise, or a touchpoint, that was broken only in scenarios whose failure does not count."""

_AMOUNT = re.compile(r"-?\b\d+(?:\.\d+)? [A-Z]{3}\b")
_MOMENT = re.compile(r"\b\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:[+-]\d\d:\d\d|Z)")
_SHORTEST_GAP = timedelta(minutes=1)


def readable(text: str, locale: str) -> str:
    """Write the amounts and moments within a recorded text as people of that locale do."""

    def amount(match: re.Match[str]) -> str:
        try:
            return shown(read_money(match[0]), locale)
        except InvalidPromise:
            return match[0]

    amounts_shown = _AMOUNT.sub(amount, text)
    return _MOMENT.sub(lambda match: when(datetime.fromisoformat(match[0]), locale), amounts_shown)


def when(moment: datetime, locale: str) -> str:
    """Write a moment in its own time zone: ``May 3, 2026, 14:05``."""
    day, time = (
        format_skeleton(skeleton, moment, tzinfo=moment.tzinfo, locale=Locale.parse(locale))
        for skeleton in ("yMMMd", "Hm")
    )
    return f"{day}, {time}"


def later(gap: timedelta) -> str | None:
    """Say how long after the visit before: ``6 days later``; None if at once."""
    if gap < _SHORTEST_GAP:
        return None
    return f"{briefly(gap)} later"


def briefly(duration: timedelta) -> str:
    """Say how long something took in its largest unit, for where there is little room: ``21 days``."""
    for unit in (timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)):
        if duration >= unit:
            return lasting(duration // unit * unit)
    return lasting(duration)


def plural(count: int, noun: str) -> str:
    """Count things: ``1 visit``, ``3 visits``, ``2 switches``."""
    many = noun + ("es" if noun.endswith(("ch", "s")) else "s")
    return f"{count} {noun if count == 1 else many}"


def scenario_title(name: str, example: Mapping[str, str]) -> str:
    """Give a scenario's name with its example's values: in their places, or else in brackets after it."""
    title = name
    for key, value in example.items():
        title = title.replace(f"<{key}>", value)
    others = [value for value in example.values() if value not in title]
    return f"{title} ({', '.join(others)})" if others else title


def walk_title(started: ScenarioStarted) -> str:
    """Give a walked scenario's title, and which walk it was if it was not the first: ``Asked by text (walk 2)``."""
    title = scenario_title(started.name, started.example)
    return f"{title} (walk {started.turn})" if started.turn > 1 else title


def outline_title(name: str) -> str:
    """Give the name of an outline that stands for all its examples: ``<place>`` is any place."""
    return re.sub(r"<([^<>]+)>", r"any \1", name)


def visit_sentence(visit: Visit) -> str:
    """Say what a visit was: ``Linda asks the call centre about the offer, for Maya's line``."""
    sentence = visit.purpose.told(
        shopper=visit.who, place=visit.touchpoint, promise=visit.promise, quantity=visit.quantity
    )
    return f"{sentence}, for {visit.line}'s line" if visit.line else sentence


def kept_beside(visit: Visit) -> list[Exhibit]:
    """Give the exhibits to show besides the transcript, which is shown turn by turn already."""
    return [one for one in visit.exhibits if not (visit.transcript and one.kind is ExhibitKind.TRANSCRIPT)]


def told(visit: Visit, locale: str) -> str:
    """Sum up what the shopper got to hear: ``$110.00, hung up``; empty if nothing that counts."""
    if visit.problem:
        return f"could not be judged: {visit.problem}"
    return ", ".join(_said(visit, locale).values())


def told_in_short(visit: Visit, locale: str, headlines: Collection[str | None]) -> str:
    """Give what was told of the terms that sum promises up, such as the price; else what was told first."""
    said = {} if visit.problem else _said(visit, locale)
    most = [words for term, words in said.items() if term in headlines] or list(said.values())
    return most[0] if most else told(visit, locale)


def _said(visit: Visit, locale: str) -> dict[str, str]:
    """Sum up each term that was told, in the order in which it was heard last."""
    last: dict[str, Observation] = {}
    for seen in visit.observations:
        if not seen.beside:
            last.pop(seen.term, None)
            last[seen.term] = seen
    for alone in (False, True):
        summed = {term: seen.term.summed_up(seen.value) for term, seen in last.items() if seen.term.told_alone is alone}
        if said := {term: readable(words, locale) for term, words in summed.items() if words}:
            return said
    return {}
