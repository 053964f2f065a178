"""What the journey page shows of each journey: visits as stations in lanes, promises, effort."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import groupby

from journeys.errors import AuthorError
from journeys.evidence.observations import Visit
from journeys.gherkin.reading.tags import KnownBreach, known_breach
from journeys.judging.effort import Effort
from journeys.judging.verdict import Outcome
from journeys.promises.channel import Channel
from journeys.promises.terms import COMMON, HONOURED_AT, LINE, TIMES_USABLE, VALID_FROM, VALID_THROUGH
from journeys.records.record import FindingRecord, PromiseRecord, VerdictRecord
from journeys.records.run import Run, ScenarioRun
from journeys.records.triage import Triage

from .exhibits import Showcase, Shown
from .figures import effort_of, findings
from .grid import headline_of, locale_of
from .wording import kept_beside, later, readable, told, told_in_short, visit_sentence, walk_title, when

__all__ = ["FeatureView", "JourneyView", "PromiseView", "Station", "TermRow", "feature_views"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TermRow:
    """One term of a promise, as the company meant it and as the shopper read it."""

    term: str
    stated: str
    received: str | None
    differs: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseView:
    """A promise with its terms, and how it fared."""

    name: str
    shopper: str
    outcome: Outcome
    source: str
    said_by: str
    terms: tuple[TermRow, ...]
    was_received: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """One visit, where it stands in the drawing.

    Attributes:
        column: Its place in the journey, from 1.
        lane: The place of its channel, from 1.
        in_short: What matters most of what was told: the price, or else what was told first.
        gap: Time since the visit before, in words.
        decisive: The finding that says most: the price, or else the first breach.
    """

    visit: Visit
    anchor: str
    column: int
    lane: int
    sentence: str
    told: str
    in_short: str
    time: str
    gap: str | None
    outcome: Outcome | None
    decisive: FindingRecord | None
    findings: tuple[tuple[str, FindingRecord], ...]
    exhibits: tuple[Shown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneyView:
    """One scenario as the page shows it."""

    anchor: str
    scenario: ScenarioRun
    title: str
    shoppers: tuple[str, ...]
    promises: tuple[PromiseView, ...]
    lanes: tuple[Channel, ...]
    stations: tuple[Station, ...]
    effort: Effort
    whole: tuple[FindingRecord, ...]
    breaches: int
    several_promises: bool

    @property
    def triage(self) -> Triage:
        """Where it stands, among those of the run."""
        return self.scenario.triage

    @property
    def known(self) -> str | None:
        """The ticket and last day of a breach that is accepted, or was until that day; None if there is none."""
        if self.triage is Triage.KNOWN:
            return self.scenario.let_off
        accepted = _accepted(self.scenario) if self.triage is Triage.BROKEN else None
        return f"{accepted}, which has passed" if accepted else None

    @property
    def state(self) -> str:
        """Where it stands, in words."""
        return self.triage.words if self.scenario.ended else "stopped before its end"

    @property
    def route(self) -> str:
        """The drawing's line, in columns and lanes: ``0.5,0.5 1.5,2.5``."""
        return " ".join(f"{one.column - 0.5},{one.lane - 0.5}" for one in self.stations)


@dataclass(frozen=True, slots=True)
class FeatureView:
    """A feature and its journeys, the worst first."""

    name: str
    folder: str
    journeys: tuple[JourneyView, ...]


def feature_views(run: Run, showcase: Showcase) -> list[FeatureView]:
    """Prepare every journey, by feature; features with the worst outcome come first."""
    numbered = [(scenario, f"j{number}") for number, scenario in enumerate(run.scenarios, start=1)]
    features = []
    for (file, name), group in groupby(numbered, key=lambda pair: (pair[0].started.file, pair[0].started.feature)):
        journeys = [_journey(scenario, anchor, run, showcase) for scenario, anchor in group]
        journeys.sort(key=_rank)
        folders = file.split("/")[:-1]
        features.append(FeatureView(name, folders[-1] if folders else "", tuple(journeys)))
    features.sort(key=lambda feature: min(map(_rank, feature.journeys)))
    return features


def _accepted(scenario: ScenarioRun) -> KnownBreach | None:
    try:
        return known_breach(scenario.started.tags)
    except AuthorError:
        return None  # the run went on without its check


def _rank(journey: JourneyView) -> int:
    return journey.triage.rank


def _journey(scenario: ScenarioRun, anchor: str, run: Run, showcase: Showcase) -> JourneyView:
    judged = list(findings(scenario))
    used = {visit.channel for visit in scenario.visits}
    lanes = tuple(channel for channel in Channel if channel in used)
    headlines = {headline_of(record) for record in scenario.promises} - {None}
    drawing = _Drawing(anchor, lanes, judged, showcase, locale_of(run), headlines)
    before = [None, *scenario.visits]
    stations = tuple(
        drawing.station(column, visit, before[column - 1]) for column, visit in enumerate(scenario.visits, start=1)
    )
    names = [record.shopper for record in scenario.promises] + [visit.shopper for visit in scenario.visits]
    return JourneyView(
        anchor=anchor,
        scenario=scenario,
        title=walk_title(scenario.started),
        shoppers=tuple(dict.fromkeys(names)),
        promises=tuple(_promises(scenario, run, locale_of(run))),
        lanes=lanes,
        stations=stations,
        effort=effort_of(scenario),
        whole=tuple(found for record in scenario.whole for found in record.findings),
        breaches=sum(found.outcome is Outcome.BROKEN for _, found in judged),
        several_promises=len({promise for promise, _ in judged if promise}) > 1,
    )


@dataclass(frozen=True, slots=True)
class _Drawing:
    """What every station of a journey is drawn with."""

    anchor: str
    lanes: Sequence[Channel]
    judged: Sequence[tuple[str, FindingRecord]]
    showcase: Showcase
    locale: str
    headlines: Collection[str | None]

    def station(self, column: int, visit: Visit, before: Visit | None) -> Station:
        own = tuple(pair for pair in self.judged if pair[1].visit == visit.number)
        name = f"{self.anchor}-v{visit.number}"
        exhibits = [
            self.showcase.show(one, f"{name}-e{place}") for place, one in enumerate(kept_beside(visit), start=1)
        ]
        return Station(
            visit=visit,
            anchor=name,
            column=column,
            lane=self.lanes.index(visit.channel) + 1,
            sentence=visit_sentence(visit),
            told=told(visit, self.locale),
            in_short=told_in_short(visit, self.locale, self.headlines),
            time=when(visit.started, self.locale),
            gap=later(visit.started - before.ended) if before else None,
            outcome=max((found.outcome for _, found in own), default=None),
            decisive=_decisive([found for _, found in own], self.headlines),
            findings=tuple(sorted(own, key=lambda pair: -pair[1].outcome)),
            exhibits=tuple(exhibits),
        )


def _decisive(found: Sequence[FindingRecord], headlines: Collection[str | None]) -> FindingRecord | None:
    telling = [one for one in found if one.term in headlines]
    broken = [one for one in found if one.outcome is Outcome.BROKEN]
    return next(iter([*telling, *broken]), None)


def _promises(scenario: ScenarioRun, run: Run, locale: str) -> list[PromiseView]:
    received = {(one.name, one.shopper): one for one in scenario.promises if one.origin == "received"}
    stated = {(one.name, one.shopper): one for one in scenario.promises if one.origin == "stated"}
    verdicts = {(verdict.promise, verdict.shopper): verdict for verdict in scenario.verdicts}
    views = []
    for key in {**stated, **received}:
        record, read, verdict = stated.get(key) or received[key], received.get(key), verdicts.get(key)
        wrong = _wrong_in_messages(scenario, verdict, run) if verdict else None
        views.append(
            PromiseView(
                name=record.name,
                shopper=record.shopper,
                outcome=verdict.outcome if verdict else Outcome.NOT_TESTED,
                source=(read or record).source,
                said_by=record.said_by,
                terms=tuple(_terms(record, read, wrong, run, locale)),
                was_received=read is not None,
            )
        )
    return views


def _wrong_in_messages(scenario: ScenarioRun, verdict: VerdictRecord, run: Run) -> set[str]:
    """Name the terms, as a table calls them, that the judge found wrong where the shopper received the promise."""
    common = {str(term): term.label for term in COMMON}
    read = {visit.number for visit in scenario.visits if visit.purpose.receives}
    return {
        common.get(found.term) or run.label(found.term)
        for found in verdict.findings
        if found.term and found.visit in read and found.outcome is Outcome.BROKEN
    }


def _terms(
    stated: PromiseRecord, received: PromiseRecord | None, wrong: set[str] | None, run: Run, locale: str
) -> list[TermRow]:
    """Put what was meant beside what was received; where nothing was judged, whatever is another stands out."""
    meant, read = _written(stated, run, locale), _written(received, run, locale) if received else {}
    rows = []
    for term in {**meant, **read}:
        value, other = meant.get(term, ""), read.get(term, "")
        if value or other:
            differs = bool(received) and value != other and (wrong is None or term in wrong)
            rows.append(
                TermRow(term=term, stated=value, received=(other or "nothing") if received else None, differs=differs)
            )
    return rows


def _written(record: PromiseRecord, run: Run, locale: str) -> dict[str, str]:
    """Write what a promise says, and nothing that holds only because nobody said otherwise."""
    own = {run.label(term): run.said(term, value) for term, value in record.terms.items()}
    where = ", ".join(sorted(record.honoured_at)) if record.honoured_at else ""
    common = {
        HONOURED_AT.label: where,
        VALID_FROM.label: record.valid_from.isoformat(),
        VALID_THROUGH.label: record.valid_through.isoformat() if record.valid_through else "",
        LINE.label: record.line or "",
        TIMES_USABLE.label: f"{record.times} times" if record.times > 1 else "",
    }
    return {term: readable(value, locale) for term, value in (own | common).items() if term}
