"""Ledgers of other days and other suites: read and reported as they were written, and never judged anew."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from journeys.evidence.purposes import Purpose
from journeys.judging.topics import Topics
from journeys.judging.verdict import Outcome
from journeys.promises.terms import Term
from journeys.records.ledger import Ledger, read
from journeys.records.record import (
    FindingRecord,
    PromiseRecord,
    TopicUsed,
    VerdictRecord,
    VisitMade,
)
from journeys.records.run import Run, read_run
from journeys.topics import OURS, messages, notes, offers
from reports.journey_page import page
from reports.matrix import matrix_text

from .builders import EMAILED, LASTS, visit
from .test_ledger import SCENARIO, run_started, scenario_ended, scenario_started

FIRST = Path(__file__).parent / "ledgers" / "schema-1.jsonl"
"""The story at the siloed company, as the last version wrote it that knew no topics."""
SECOND = Path(__file__).parent / "ledgers" / "schema-2.jsonl"
"""A note that is found in the store, as it was written before a ledger told who was expected."""


def written_down() -> list[dict[str, Any]]:
    return [json.loads(line) for line in FIRST.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(autouse=True)
def _nobody_judges(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> Iterator[Any]:
        pytest.fail("a ledger is told, not judged anew")

    monkeypatch.setattr(Topics, "rules", refused)


@pytest.fixture
def story(tmp_path: Path) -> Run:
    """The run of the old ledger."""
    shutil.copy(FIRST, tmp_path / "ledger.jsonl")
    return read_run(tmp_path)


# Schema 1


def test_the_sample_is_of_schema_1_and_every_line_of_it_is_a_record() -> None:
    lines = written_down()

    assert {line["schema"] for line in lines} == {1}
    assert [record.kind for record in read(FIRST)] == [line["kind"] for line in lines]


def test_a_promise_of_schema_1_says_the_same_as_then() -> None:
    then = [line for line in written_down() if line["kind"] == "promise"]
    now = [record for record in read(FIRST) if isinstance(record, PromiseRecord)]

    assert len(now) == 6
    for old, new in zip(then, now, strict=True):
        said = {"price": old["price"], "regular price": old["regular_price"], "alternative": old["alternative"]}
        said |= {"surcharge limit": old["surcharge_limit"]}
        assert new.terms == {term: value for term, value in said.items() if value is not None}
        assert (new.name, new.shopper, new.origin, new.line) == (
            old["name"],
            old["shopper"],
            old["origin"],
            old["line"],
        )


def test_what_a_visit_was_for_and_what_was_seen_is_found_again_among_the_topics(story: Run) -> None:
    visits = story.scenarios[0].visits

    assert [one.purpose for one in visits][:5] == [messages.LEARN, offers.ASK, offers.ASK, notes.LEAVE, notes.FIND]
    assert visits[4].purpose is notes.FIND
    assert visits[4].value(notes.NOTE) == "found"
    assert all(seen.term.form is not None for one in visits for seen in one.observations)


def test_verdicts_and_findings_stand_as_they_were_written(story: Run) -> None:
    then = [line for line in written_down() if line["kind"] == "verdict"]
    now = [verdict for scenario in reversed(story.scenarios) for verdict in scenario.verdicts]

    assert [one.outcome.name for one in now] == [one["outcome"] for one in then] == ["KEPT", "KEPT", "MADE_GOOD"]
    for old, new in zip(then, now, strict=True):
        assert [(one.about, one.breach, one.row, one.reason) for one in new.findings] == [
            (one["concern"], one["breach"], one["row"], one["reason"]) for one in old["findings"]
        ]
    asked = {found.about for verdict in now for found in verdict.findings}
    assert asked <= {topic.about for topic in OURS}


def test_its_matrix_and_its_figures_are_what_they_were(story: Run, snapshot: SnapshotAssertion) -> None:
    assert matrix_text(story, 200) == snapshot
    assert story.strange_topics == []


def test_its_page_tells_the_journeys_and_warns_of_nothing(story: Run) -> None:
    told = page(story)

    assert "1 of 2 promises was broken, then made good." in told
    assert "Linda asks the call centre to find the note" in told
    assert "took too long to find the note" in told
    assert "regular price" in told
    assert "not installed here" not in told


# Schema 2, which did not say who was to be walked, and that the run ended


def test_a_ledger_of_schema_2_is_read_as_it_was_written(tmp_path: Path) -> None:
    lines = [json.loads(line) for line in SECOND.read_text(encoding="utf-8").splitlines()]
    shutil.copy(SECOND, tmp_path / "ledger.jsonl")

    run = read_run(tmp_path)

    assert {line["schema"] for line in lines} == {2}
    assert [record.kind for record in read(SECOND)] == [line["kind"] for line in lines]
    assert (run.outcome, run.missing, run.cut_short) == (Outcome.KEPT, [], False)
    assert [one.purpose for one in run.scenarios[0].visits] == [messages.LEARN, notes.LEAVE, notes.FIND]


# Topics that nobody has here

POINTS = Term[str](
    "points", topic="loyalty", promised=True, told="{value} points", label="loyalty points", repeats=False
)
LOOK = Purpose("looks at the points", topic="loyalty", sentence="{shopper} looks at the points in the {place}")
TOLD = {
    "schema": 2,
    "kind": "topic",
    "name": "loyalty",
    "about": "giving points",
    "measures": "consistency",
    "module": "acme_that_nobody_has.loyalty",
    "purposes": {str(LOOK): {"sentence": LOOK.sentence, "contact": True, "served": False}},
    "terms": {
        str(POINTS): {
            "told": POINTS.told,
            "told_alone": False,
            "label": POINTS.label,
            "promised": True,
            "repeats": False,
        },
        "lasting": {
            "told": "",
            "told_alone": False,
            "label": "lasting",
            "promised": True,
            "repeats": False,
            "form": "DURATION",
        },
    },
    "breaches": {"gave fewer points": {"row": "", "severity": "critical"}},
}


@pytest.fixture
def loyalty(tmp_path: Path) -> Run:
    """The run of a suite whose own kind of promise is not installed here."""
    ledger = Ledger(tmp_path / "ledger.jsonl")
    promise = PromiseRecord(
        scenario=SCENARIO,
        origin="stated",
        name="500 points",
        shopper="Linda",
        terms={"points": "500"},
        valid_from=EMAILED,
        valid_through=EMAILED + LASTS,
        honoured_at=None,
        line=None,
        times=1,
        said_by="email",
        source="<points-0417@kestrel.example>",
    )
    found = FindingRecord(
        visit=1,
        touchpoint="website",
        channel="web",
        term="points",
        about="giving points",
        promised="500",
        told="400",
        outcome=Outcome.BROKEN,
        reason="gave fewer points: 100 are missing",
        breach="gave fewer points",
        row=None,
    )
    ledger.append(run_started())
    with ledger.path.open("a", encoding="utf-8") as lines:
        lines.write(json.dumps(TOLD) + "\n")
    for record in (
        scenario_started(),
        promise,
        VisitMade(scenario=SCENARIO, visit=visit("website", LOOK, (POINTS, "400", "400 points"), about="500 points")),
        VerdictRecord(
            scenario=SCENARIO, promise="500 points", shopper="Linda", outcome=Outcome.BROKEN, findings=(found,)
        ),
        scenario_ended(),
    ):
        ledger.append(record)
    return read_run(tmp_path)


def test_a_topic_that_is_not_installed_is_read_as_the_ledger_tells_it(loyalty: Run) -> None:
    [made] = loyalty.scenarios[0].visits

    assert loyalty.strange_topics == ["loyalty"]
    assert made.purpose.told(shopper="Linda", place="app", promise="") == "Linda looks at the points in the app"
    assert (made.purpose.contact, made.purpose.served) == (True, False)
    assert (made.observations[0].term.topic, made.observations[0].term.told) == ("loyalty", "{value} points")
    assert loyalty.label("points") == "loyalty points"
    assert (loyalty.said("lasting", "63072000"), loyalty.said("points", "500")) == ("730 days", "500")
    assert loyalty.severity("gave fewer points") == "critical"
    assert loyalty.measured_by("consistency") == {"giving points"}


def test_the_matrix_shows_it_and_says_that_it_is_not_installed(loyalty: Run, snapshot: SnapshotAssertion) -> None:
    assert matrix_text(loyalty, 120) == snapshot


def test_the_page_shows_it_and_says_that_it_is_not_installed(loyalty: Run) -> None:
    told = page(loyalty)

    assert "Told as the ledger tells it, since these kinds of promise are not installed here: loyalty." in told
    assert "Linda looks at the points in the website" in told
    assert "400 points" in told
    assert "loyalty points" in told
    assert "gave fewer points" in told


def test_a_record_of_a_topic_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger.jsonl")
    told = [TopicUsed.of(topic) for topic in OURS]
    for record in told:
        ledger.append(record)

    assert list(read(ledger.path)) == told


def test_a_word_that_no_topic_tells_of_is_read_as_the_word(tmp_path: Path) -> None:
    made = visit("website", Purpose("hums a tune"), (Term("tune"), "La Paloma"))
    ledger = Ledger(tmp_path / "ledger.jsonl")
    ledger.append(VisitMade(scenario=SCENARIO, visit=made))

    [record] = read(ledger.path)

    assert (record.visit.purpose, record.visit.observations[0].term) == ("hums a tune", "tune")
    assert isinstance(record.visit.purpose, Purpose)
