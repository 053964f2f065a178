"""Scenarios made at random of the catalogue's sentences, as far as ``shop check`` has nothing to say against them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from pytest_bdd.parser import Step
from pytest_bdd.steps import StepFunctionContext

from journeys.gherkin.checking.checking import Checker
from journeys.gherkin.checking.foresight import Foresight
from journeys.gherkin.reading.feature_reading import read_feature
from journeys.gherkin.sentences.sentence import Sentence
from journeys.promises.tables import reader_of

_BLANK = re.compile(r"\{(\w+):(\w+)\}")
_LONGEST, _TRIES, _FEWEST = 6, 30, 2
_SAID = {
    "Shopper": ("Linda", "Omar", "Maya", "she", "he"),
    "Duration": ("20 minutes", "3 days", "3 weeks", "45 days", "2 hours"),
    "Means": ("email", "text", "post", "fax"),
    "Language": ("German", "Spanish", "Polish", "Klingonish"),
    "Whole": ("1", "2", "30"),
    "Count": ("1", "three", "2", "0", "some"),
    "Words": ("free phone upgrade", "The upgrade is free."),
    "Kinship": ("her daughter", "his son"),
    "Self": ("herself", "himself"),
    "Where": ("at", "on", "in", "with", "through"),
}
_LISTED = (("Kestrel Phone 6", "130.00 USD"), ("Kestrel Phone 6 Max", "$290"))
"""What the demo company sells, and for how much."""
_ROWS = {
    "price": ("0.00 USD", "65.00 USD", "$130", "free", "99.00 EUR", "135.00 USD"),
    "regular price": ("130.00 USD", "130.00 EUR"),
    "rounding": ("half up", "down"),
    "surcharge": ("10.00 USD at the store", "5.00 USD at the app, 7.50 USD at the call centre"),
    "surcharge limit": ("10.00 USD", "0.00 USD"),
    "alternative": ("call 611",),
    "line": ("Maya", "Linda", "Omar"),
    "notified within": ("2 minutes", "soon"),
    "honoured at": ("website, call centre, store", "app", "store and app", "everywhere", "inbox"),
    "times": ("once", "twice", "3"),
    "valid from": ("2026-11-01", "12 December 2026", "1 December 2026"),
    "valid through": ("30 November 2026", "2026-12-31", "03/04/2027", "1 November 2026", "31 January 2027"),
    "valid for": ("30 days", "2 weeks", "1 day", "0 days"),
}


@dataclass(frozen=True, slots=True)
class Written:
    """A step as it is written."""

    kind: str
    text: str
    rows: tuple[tuple[str, str], ...] = ()

    @property
    def lines(self) -> list[str]:
        """The lines of a feature."""
        return [
            f"    {self.kind.capitalize()} {self.text}",
            *(f"      | {term} | {value} |" for term, value in self.rows),
        ]


def scenarios(
    checker: Checker, places: Sequence[str], chance: Random, count: int, scratch: Path
) -> Iterator[list[Written]]:
    """Make scenarios that pass, each out of steps that were tried one after the other.

    Args:
        checker: Says what is wrong with a step after those before it.
        places: The touchpoints to go to.
        chance: Makes every choice.
        count: How many.
        scratch: A file that is written for each, to be checked as a whole.
    """
    contexts = [one for one in checker.sentences.contexts if isinstance(one.parser, Sentence)]
    made = 0
    while made < count:
        steps = _scenario(checker, contexts, places, chance)
        if steps and not _wrong(checker, steps, scratch):
            made += 1
            yield steps


def feature(name: str, made: Sequence[tuple[str, list[Written]]]) -> str:
    """Write a feature of scenarios, each with its name."""
    lines = [f"Feature: {name}"]
    for called, steps in made:
        lines += ["", f"  Scenario: {called}", *(line for step in steps for line in step.lines)]
    return "\n".join([*lines, ""])


def _scenario(
    checker: Checker, contexts: Sequence[StepFunctionContext], places: Sequence[str], chance: Random
) -> list[Written]:
    steps: list[Written] = []
    foresight = checker.foresight()
    by_kind = {kind: [one for one in contexts if one.type == kind] for kind in ("given", "when", "then")}
    introducing = [one for one in by_kind["given"] if {"shopper"} == {*one.parser.blanks} - {"kinship", "child"}]
    promising = [one for one in by_kind["given"] if one not in introducing]
    promising += [one for one in promising if reader_of(one.step_func) is not None] * 4  # most of them fit nothing
    for several, most in (
        (introducing, 2),
        (promising, 2),
        (by_kind["given"], 1),
        (by_kind["when"], _LONGEST),
        (by_kind["then"], 3),
    ):
        wanted = chance.randint(several is not by_kind["given"], most)
        for _ in range(_TRIES * bool(wanted)):
            step = _step(chance.choice(several), places, chance)
            after = _copied(foresight)
            if _fits(checker, step, after):
                steps.append(step)
                foresight, wanted = after, wanted - 1
                if not wanted:
                    break
        else:
            if wanted and several is promising and len(steps) < _FEWEST:
                return []  # nobody was promised anything, so there is nothing to go for
    return steps if steps and steps[-1].kind == "then" else []


def _step(context: StepFunctionContext, places: Sequence[str], chance: Random) -> Written:
    product, price = chance.choice(_LISTED)

    def said(blank: re.Match[str]) -> str:
        if blank[1] in {"product", "price"}:
            return product if blank[1] == "product" else price
        match blank[2]:
            case "Touchpoint":
                return chance.choice(places)
            case "Channel":
                return chance.choice(("email", "web", "mobile", "phone", "store", "sms"))
        return chance.choice(_SAID[blank[2]])

    rows: list[tuple[str, str]] = []
    if reader_of(context.step_func) is not None:
        terms = ["price", *chance.sample(sorted({*_ROWS} - {"price"}), chance.randint(0, 4))]
        rows = [("offer", chance.choice(("free phone upgrade", "loyalty discount")))]
        rows += [(term, chance.choice(_ROWS[term])) for term in terms]
    return Written(context.type or "given", _BLANK.sub(said, context.parser.name), tuple(rows))


def _fits(checker: Checker, step: Written, foresight: Foresight) -> bool:
    """Tell whether nothing is wrong with a step after those that the foresight has taken; it takes this one."""
    read = Step(name=step.text, type=step.kind, indent=0, line_number=1, keyword=step.kind.capitalize())
    if step.rows:
        read.datatable = _Table(step.rows)
    return next(checker.errors(read, Path("made.feature"), "en", foresight), None) is None


def _copied(foresight: Foresight) -> Foresight:
    """Copy what is known of a scenario, so that a step can be tried and taken back."""
    other, known = copy(foresight), foresight._known
    pledges = {id(one): replace(one) for one in known.promises}
    visits = [replace(one, promise=pledges.get(id(one.promise))) for one in known.visits]
    other._known = replace(known, people=dict(known.people), promises=[*pledges.values()], visits=visits)
    return other


class _Table:
    """A table as pytest-bdd gives it."""

    def __init__(self, rows: Sequence[Sequence[str]]) -> None:
        self._rows = rows

    def raw(self) -> Sequence[Sequence[str]]:
        """Give its cells."""
        return self._rows


def _wrong(checker: Checker, steps: list[Written], scratch: Path) -> bool:
    read_feature.cache_clear()
    scratch.write_text(feature("Made", [("One", steps)]), encoding="utf-8")
    return bool(checker.problems(scratch, scratch.name))
