"""The ledger: append-only, whole records, nothing lost but the line that was being written."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeys.errors import InvalidLedger
from journeys.evidence.observations import Exhibit, ExhibitKind, Utterance
from journeys.judging.effort import measure
from journeys.judging.verdict import WHOLE_JOURNEY, Outcome
from journeys.records.ledger import SCHEMA, Ledger, read
from journeys.records.record import (
    FindingRecord,
    PromiseRecord,
    RunStarted,
    ScenarioEnded,
    ScenarioStarted,
    StepDone,
    VerdictRecord,
    VisitMade,
    WholeJourney,
)
from journeys.records.run import read_run
from journeys.tools.redaction import Redactor
from journeys.tools.secret_fields import MASK
from journeys.topics import offers

from .builders import EMAILED, LASTS, finding, visit

SCENARIO = "features/offers/upgrade.feature::She prefers to talk"


def run_started(**facts: Any) -> RunStarted:
    told: dict[str, Any] = {
        "run": "2026-05-03-090000-siloed",
        "company": "Kestrel Mobile",
        "profile": "siloed",
        "faults": ("store-quotes-regular-price",),
        "currency": "USD",
        "locale": "en_US",
        "shopper_seed": 4711,
        "started": EMAILED,
        "touchpoints": (("agent desktop", "phone", "backstage"), ("website", "web", "frontstage")),
        "version": "0.1.0",
    }
    return RunStarted(**(told | facts))


def scenario_started(scenario: str = SCENARIO, line: int = 12) -> ScenarioStarted:
    return ScenarioStarted(
        scenario=scenario,
        feature="An emailed upgrade is honoured",
        rule=None,
        name="She prefers to talk",
        file=scenario.partition("::")[0],
        line=line,
        tags=("R1", "story"),
        example={"place": "call centre"},
        description="",
        started=EMAILED,
    )


def scenario_ended(scenario: str = SCENARIO, outcome: Outcome = Outcome.BROKEN) -> ScenarioEnded:
    return ScenarioEnded(
        scenario=scenario,
        outcome=outcome,
        effort=measure([visit(waited=timedelta(minutes=20))]),
        seconds=1.25,
        error="1 of 1 touchpoint broke it",
        author_error=False,
        repeat="pytest … --shopper-seed 4711",
    )


A_VISIT = replace(
    visit(
        "call centre", offers.ASK, (offers.PRICE, "130.00 USD", "That will be $130 – «kein Angebot», قال"), line="Maya"
    ),
    transcript=(Utterance(speaker="agent", words="That will be\n$130.", at=EMAILED),),
    exhibits=(
        Exhibit(kind=ExhibitKind.TRANSCRIPT, name="what was said", path="exhibits/a.txt", media_type="text/plain"),
    ),
)
RECORDS = [
    run_started(),
    scenario_started(),
    PromiseRecord(
        scenario=SCENARIO,
        origin="stated",
        name="free phone upgrade",
        shopper="Linda",
        terms={"price": "0.00 USD", "regular price": "130.00 USD"},
        valid_from=EMAILED,
        valid_through=EMAILED + LASTS,
        honoured_at=("website", "store"),
        line="Maya",
        times=1,
        said_by="email",
        source="<upgrade-0417@kestrel.example>",
    ),
    VisitMade(scenario=SCENARIO, visit=A_VISIT),
    StepDone(scenario=SCENARIO, keyword="When", text="Linda opens the email", line=14, status="passed"),
    VerdictRecord(
        scenario=SCENARIO,
        promise="free phone upgrade",
        shopper="Linda",
        outcome=Outcome.BROKEN,
        findings=(FindingRecord.of(finding()), FindingRecord.of(finding(outcome=Outcome.KEPT, term=None))),
    ),
    scenario_ended(),
    WholeJourney(
        scenario=SCENARIO,
        shopper="Linda",
        findings=(FindingRecord.of(finding(visit=None, touchpoint=WHOLE_JOURNEY, channel=None)),),
    ),
]


def written(tmp_path: Path, *records: object) -> Path:
    ledger = Ledger(tmp_path / "ledger.jsonl")
    for record in records:
        ledger.append(record)
    return ledger.path


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.kind)
def test_a_record_is_read_back_as_it_was_written(record: object, tmp_path: Path) -> None:
    assert list(read(written(tmp_path, record))) == [record]


@given(words=st.text(), scenario=st.text(), seconds=st.integers(0, 10**6))
def test_any_words_are_read_back_as_they_were_said(tmp_path_factory, words: str, scenario: str, seconds: int) -> None:
    said = replace(A_VISIT, waited=timedelta(seconds=seconds), transcript=(), problem=words)
    said = replace(said, observations=(replace(said.observations[0], words=words),))
    record = VisitMade(scenario=scenario, visit=said)

    assert list(read(written(tmp_path_factory.mktemp("run"), record))) == [record]


def test_each_record_is_one_line_that_says_its_schema_first(tmp_path: Path) -> None:
    path = written(tmp_path, *RECORDS)

    lines = path.read_text(encoding="utf-8").splitlines()

    assert len(lines) == len(RECORDS)
    assert all(line.startswith(f'{{"schema": {SCHEMA}, "kind": ') for line in lines)


def test_a_ledger_is_only_ever_added_to(tmp_path: Path) -> None:
    path = written(tmp_path, RECORDS[0])
    before = path.read_bytes()

    Ledger(path).append(RECORDS[1])

    assert path.read_bytes().startswith(before)
    assert list(read(path)) == RECORDS[:2]


@given(st.data())
def test_a_run_that_is_killed_loses_only_the_record_it_was_writing(tmp_path_factory, data: st.DataObject) -> None:
    path = written(tmp_path_factory.mktemp("run"), *RECORDS)
    whole = path.read_bytes()
    cut = data.draw(st.integers(0, len(whole)))  # in the middle of a character, too

    path.write_bytes(whole[:cut])

    survived = list(read(path))
    finished = whole[:cut].count(b"\n")
    assert survived == RECORDS[: len(survived)]
    assert finished <= len(survived) <= finished + 1


def test_a_damaged_line_before_the_last_is_no_accident_and_is_refused_with_its_place(tmp_path: Path) -> None:
    path = written(tmp_path, *RECORDS[:2])
    path.write_text("garbage\n" + path.read_text(encoding="utf-8"), encoding="utf-8")

    with pytest.raises(InvalidLedger) as refused:
        list(read(path))

    assert str(refused.value) == f"{path}:1: This line is not a ledger record: 'garbage'."


def test_a_newer_schema_is_refused_in_words_one_can_act_on(tmp_path: Path) -> None:
    path = written(tmp_path, RECORDS[0])
    line = json.loads(path.read_text(encoding="utf-8")) | {"schema": SCHEMA + 1}
    path.write_text(json.dumps(line) + "\n", encoding="utf-8")

    with pytest.raises(InvalidLedger) as refused:
        list(read(path))

    assert str(refused.value) == (
        f"{path}:1: The ledger was written by a newer version: schema 4. This one reads schema 1 to 3. "
        "Read it with the version of Mystery Shopper that wrote it, or upgrade this one."
    )


@pytest.mark.parametrize(
    ("record", "right", "wrong", "name"),
    [
        (RECORDS[4], '"passed"', '"perfect"', "status"),
        (run_started(), '"en_US"', '"of nowhere"', "locale"),
        (run_started(), '"kind": "run", ', "", "kind"),
    ],
)
def test_a_record_with_a_wrong_value_is_refused_with_the_name_of_it(
    tmp_path: Path, record: object, right: str, wrong: str, name: str
) -> None:
    path = written(tmp_path, record)
    path.write_text(path.read_text(encoding="utf-8").replace(right, wrong), encoding="utf-8")

    with pytest.raises(InvalidLedger, match=rf"ledger\.jsonl:1: The record's .*{name}.* cannot be read"):
        list(read(path))


def test_nothing_secret_is_written_and_the_ledger_stays_readable(tmp_path: Path) -> None:
    redactor = Redactor()
    redactor.learn(['tu"lip\\4711', "Lindström"])
    ledger = Ledger(tmp_path / "ledger.jsonl", redactor.clean)
    words = 'She is Lindström, her password is tu"lip\\4711; token="abc\\", Authorization: Bearer x"y'

    ledger.append(StepDone(scenario=SCENARIO, keyword="When", text=words, line=1, status="failed", message=words))

    (step,) = read(ledger.path)
    assert step.text == f'She is {MASK}, her password is {MASK}; token="{MASK}'
    assert "4711" not in ledger.path.read_text(encoding="utf-8")


WRITER = """
import sys
from pathlib import Path
from journeys.records.ledger import Ledger
from journeys.records.record import StepDone
ledger = Ledger(Path(sys.argv[1]))
for line in range(200):
    text = f"{sys.argv[2]} " * 500
    ledger.append(StepDone(scenario=sys.argv[2], keyword="When", text=text, line=line, status="passed"))
"""


def test_two_processes_that_write_to_one_ledger_do_not_mix(tmp_path: Path) -> None:
    path = tmp_path / "ledger.jsonl"
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, str(path), name]) for name in ("Linda", "Omar")]

    assert [writer.wait(timeout=60) for writer in writers] == [0, 0]

    steps = list(read(path))
    assert len(steps) == 400
    for name in ("Linda", "Omar"):
        assert [step.line for step in steps if step.scenario == name] == list(range(200))
    assert all(step.text == f"{step.scenario} " * 500 for step in steps)


# A run is put together from its ledgers


def test_a_run_is_put_together_from_the_ledgers_of_all_its_workers(tmp_path: Path) -> None:
    first, second = Ledger(tmp_path / "ledger-gw0.jsonl"), Ledger(tmp_path / "ledger-gw1.jsonl")
    for record in RECORDS:
        first.append(record)
    other = "features/offers/upgrade.feature::Another"
    for record in (run_started(), scenario_started(other, line=3), scenario_ended(other, Outcome.KEPT)):
        second.append(record)

    run = read_run(tmp_path)

    assert run.started == RECORDS[0]
    assert [one.started.scenario for one in run.scenarios] == [other, SCENARIO], "in the order of their lines"
    linda = run.scenarios[1]
    assert (linda.visits, linda.steps, linda.promises) == ([A_VISIT], [RECORDS[4]], [RECORDS[2]])
    assert (linda.verdicts, linda.whole) == ([RECORDS[5]], [RECORDS[7]])
    assert (linda.outcome, run.outcome) == (Outcome.BROKEN, Outcome.BROKEN)


def test_a_scenario_whose_run_was_killed_could_not_be_judged(tmp_path: Path) -> None:
    written(tmp_path, *RECORDS[:4])

    run = read_run(tmp_path)

    assert run.outcome is Outcome.COMPROMISED
    assert run.scenarios[0].visits == [A_VISIT], "its finished visits are kept"


def test_touchpoints_only_staff_use_come_last(tmp_path: Path) -> None:
    written(tmp_path, RECORDS[0])

    assert read_run(tmp_path).touchpoints == ["website", "agent desktop"]


def test_a_run_of_no_scenario_tested_nothing(tmp_path: Path) -> None:
    written(tmp_path, RECORDS[0])

    assert read_run(tmp_path).outcome is Outcome.NOT_TESTED


def test_a_folder_without_a_ledger_is_refused_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(InvalidLedger, match=r"holds no ledger: '.*'\. Give the folder of a run\."):
        read_run(tmp_path)


def test_times_are_read_back_with_their_zone(tmp_path: Path) -> None:
    (record,) = read(written(tmp_path, RECORDS[0]))

    assert record.started == EMAILED
    assert record.started.utcoffset() == EMAILED.astimezone(UTC).utcoffset()
