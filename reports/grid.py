"""The promise matrix as data: promises down, touchpoints across, what was told in each cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from journeys.judging.verdict import Outcome
from journeys.records.record import FindingRecord, PromiseRecord
from journeys.records.run import Run, ScenarioRun

from .wording import readable, walk_title

__all__ = ["Cell", "Row", "WholeRow", "locale_of", "promise_rows", "touchpoint_columns", "whole_journeys"]

_DEFAULT_LOCALE = "en_US"
_MOST_TOLD = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """How one touchpoint kept one promise, in all journeys together.

    Attributes:
        outcome: The worst of them.
        told: What the worst of them said, such as ``$130.00, $110.00``, or did, such as ``hung up on the customer``.
        more: Breaches beyond those that ``told`` names.
        let_off: Whether it is broken, and only in journeys that are let off.
        visits: How many visits were judged.
        met: Where it was so: numbers of journeys within the run, and of a visit each, from 1; none if by no visit.
    """

    outcome: Outcome
    told: str = ""
    more: int = 0
    visits: int = 0
    let_off: bool = False
    met: tuple[tuple[int, int | None], ...] = ()


@dataclass(slots=True)
class Row:
    """One promise, and how each touchpoint kept it."""

    promise: str
    promised: str
    outcome: Outcome = Outcome.NOT_TESTED
    let_off: bool = False
    cells: dict[str, Cell] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeRow:
    """What was found about one journey as a whole.

    Attributes:
        journey: Its number within the run, from 1.
        title: The scenario's.
        shopper: Whose journey; None where a sentence did not hold.
        let_off: Whether its failure does not count.
    """

    journey: int
    title: str
    shopper: str | None
    finding: FindingRecord
    let_off: bool


@dataclass(frozen=True, slots=True)
class _Judged:
    """A finding, and the scenario it is from, with its number within the run."""

    journey: int
    scenario: ScenarioRun
    finding: FindingRecord


def locale_of(run: Run) -> str:
    """Give the locale in which a run's money and dates are shown."""
    return run.started.locale if run.started else _DEFAULT_LOCALE


def promise_rows(run: Run) -> list[Row]:
    """Put all verdicts of a run together, a row for each promise; the same name at another price is another promise."""
    locale = locale_of(run)
    rows: dict[tuple[str, str], Row] = {}
    judged: dict[tuple[str, str], dict[str, list[_Judged]]] = {}
    due: dict[tuple[str, str], set[str]] = {}
    outcomes: dict[tuple[str, str], list[tuple[Outcome, bool]]] = {}
    for number, scenario in enumerate(run.scenarios, start=1):
        promised = {_made(record): record for record in scenario.promises if record.origin == "received"}
        promised |= {_made(record): record for record in scenario.promises if record.origin == "stated"}
        verdicts = {(verdict.promise, verdict.shopper): verdict for verdict in scenario.verdicts}
        for made in {**promised, **verdicts}:
            record, verdict = promised.get(made), verdicts.get(made)
            name, _ = made
            key = (name, promised_in_short(record, run, locale) if record else "")
            rows.setdefault(key, Row(*key))
            due.setdefault(key, set()).update(_due(record, run))
            outcome = verdict.outcome if verdict else scenario.outcome
            outcomes.setdefault(key, []).append((outcome, not scenario.let_off))
            for found in verdict.findings if verdict else ():
                at = judged.setdefault(key, {}).setdefault(found.touchpoint, [])
                at.append(_Judged(number, scenario, found))
    for key, row in rows.items():
        row.outcome, counts = max(outcomes[key])
        row.let_off = row.outcome is Outcome.BROKEN and not counts
        row.cells = {place: Cell(outcome=Outcome.NOT_TESTED) for place in due[key]}
        row.cells |= {place: _cell(found, locale) for place, found in judged.get(key, {}).items()}
    return list(rows.values())


def whole_journeys(run: Run) -> list[WholeRow]:
    """List what was found about journeys as wholes, and was not as it should be, in the order of the journeys."""
    return [
        WholeRow(
            journey=number,
            title=walk_title(scenario.started),
            shopper=record.shopper,
            finding=found,
            let_off=scenario.let_off is not None,
        )
        for number, scenario in enumerate(run.scenarios, start=1)
        for record in scenario.whole
        for found in record.findings
        if found.outcome is not Outcome.KEPT
    ]


def touchpoint_columns(run: Run, rows: Sequence[Row]) -> list[str]:
    """Name the touchpoints to show: the company's, in its order, then others that were visited; staff's if judged."""
    met = {place for row in rows for place, cell in row.cells.items() if cell.visits}
    known = run.started.touchpoints if run.started else ()
    due = {place for row in rows for place in row.cells}
    company = [name for name, _, side in known if name in met or (side == "frontstage" and name in due)]
    return company + sorted(met - set(company))


def _made(record: PromiseRecord) -> tuple[str, str]:
    return record.name, record.shopper


def _due(record: PromiseRecord | None, run: Run) -> set[str]:
    """Name the frontstage touchpoints where the promise holds, so that one never visited shows."""
    known = run.started.touchpoints if run.started else ()
    frontstage = {name for name, channel, side in known if side == "frontstage" and channel != "email"}
    if record is None or record.honoured_at is None:
        return frontstage if record else set()
    return set(record.honoured_at) & frontstage


def _cell(judged: Sequence[_Judged], locale: str) -> Cell:
    worst, counts = max((one.finding.outcome, not one.scenario.let_off) for one in judged)
    worst_of = [one for one in judged if one.finding.outcome is worst and not (counts and one.scenario.let_off)]
    telling = [one.finding for one in worst_of]
    prices = [one for one in telling if one.term in _headlines(judged)]
    named = prices or (telling if worst is Outcome.BROKEN else [])
    told = list(dict.fromkeys(_in_short(one, judged, locale) for one in named))
    breaches = len(telling) if worst is Outcome.BROKEN else 0
    named_breaches = sum(_in_short(one, judged, locale) in told[:_MOST_TOLD] for one in named)
    return Cell(
        outcome=worst,
        told=", ".join(told[:_MOST_TOLD]),
        more=max(0, breaches - named_breaches),
        visits=len({(one.scenario.started.scenario, one.finding.visit) for one in judged}),
        let_off=worst is Outcome.BROKEN and not counts,
        met=tuple({one.journey: (one.journey, one.finding.visit) for one in reversed(worst_of)}.values())[::-1],
    )


def _in_short(found: FindingRecord, judged: Sequence[_Judged], locale: str) -> str:
    """Give what was told of the promise's first term, or what was wrong: ``put it on the wrong line`` says more."""
    is_headline = found.term in _headlines(judged)
    return readable(found.told, locale) if is_headline or not found.breach else found.breach


def headline_of(record: PromiseRecord) -> str | None:
    """Name the term that sums a promise up: the first that its topics give it, such as its price."""
    return next(iter(record.terms), None)


def promised_in_short(record: PromiseRecord, run: Run, locale: str) -> str:
    """Say what was promised where there is little room: ``$0.00``, ``points: 500``; empty if it has no such term."""
    term = headline_of(record)
    if term is None:
        return ""
    said = run.said(term, record.terms[term])
    value = readable(said, locale)
    return value if value != said else f"{run.label(term) or term}: {value}"


def _headlines(judged: Sequence[_Judged]) -> set[str | None]:
    return {headline_of(record) for one in judged for record in one.scenario.promises} - {None}
