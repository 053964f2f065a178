"""A run that came to no end is never green: it says who is missing, in every report, and by its exit code."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from journeys.commands.merge import merge
from journeys.errors import InvalidLedger, NotKept
from journeys.judging.verdict import Outcome
from journeys.records.ledger import Ledger
from journeys.records.record import Expected, NotWalked, RunEnded, Sharded
from journeys.records.run import read_run
from reports.__main__ import rebuild
from reports.journey_page import page
from tests.engine.test_ledger import SCENARIO, run_started, scenario_ended, scenario_started

SHARE = Sharded(number=1, of=2, scenarios=1, suite=3, split="a split")
ALL = (SCENARIO, "features/a.feature::Second", "features/a.feature::Third", "features/a.feature::Fourth")


def killed(folder: Path, *more: object, expected: tuple[str, ...] = ALL) -> Path:
    folder.mkdir(exist_ok=True)
    ledger = Ledger(folder / "ledger.jsonl")
    records = (run_started(), scenario_started(), scenario_ended(outcome=Outcome.KEPT), *more)
    for record in (Expected(scenarios=expected), *records):
        ledger.append(record)
    return folder


def test_a_killed_run_says_who_is_missing_and_ends_with_3(tmp_path: Path) -> None:
    folder = killed(tmp_path / "run")

    done = CliRunner().invoke(rebuild, [str(folder), "--no-report"])

    assert done.exit_code == 3, done.output
    assert "Every promise was kept" not in done.output
    assert "3 of 4 scenario(s)" in done.output
    assert all(name in done.output for name in ALL[1:])
    text = page(read_run(folder))
    assert all(name in text for name in ALL[1:])
    assert '<h1 class="kept">' not in text
    assert "praise" not in text.partition("</style>")[2]


@pytest.mark.parametrize(
    ("more", "missing"),
    [
        ((scenario_started(ALL[1]),), ALL[1:]),
        ((scenario_started(ALL[1]), NotWalked(scenario=ALL[2], why="skipped"), RunEnded()), (ALL[1], ALL[3])),
        ([NotWalked(scenario=name, why="skipped") for name in ALL[1:]] + [RunEnded()], ()),
    ],
    ids=["killed amid the second", "lost", "whole"],
)
def test_whoever_came_to_no_end_and_is_not_accounted_for_is_missing(
    tmp_path: Path, more: list[object], missing: tuple[str, ...]
) -> None:
    assert tuple(read_run(killed(tmp_path / "run", *more)).missing) == missing


def test_a_run_that_was_killed_after_its_last_journey_is_not_green_either(tmp_path: Path) -> None:
    run = read_run(killed(tmp_path / "run", expected=(SCENARIO,)))

    assert (run.missing, run.cut_short) == ([], True)
    assert CliRunner().invoke(rebuild, [str(run.folder), "--no-report"]).exit_code == 3


def test_shards_of_which_one_was_killed_merge_to_an_incomplete_run(tmp_path: Path) -> None:
    whole = tmp_path / "whole"
    whole.mkdir()
    other = "features/b.feature::Other"
    for record in (
        Expected(scenarios=(other,)),
        run_started(),
        scenario_started(other),
        scenario_ended(other, Outcome.KEPT),
        RunEnded(),
    ):
        Ledger(whole / "ledger.jsonl").append(record)

    done = CliRunner().invoke(merge, [str(killed(tmp_path / "killed")), str(whole), "--output", str(tmp_path / "out")])

    assert done.exit_code == 3
    assert "3 of 4 scenario(s)" in done.output


def test_a_merged_run_that_lacks_a_shard_says_so_in_every_report(tmp_path: Path) -> None:
    shard = tmp_path / "shard"
    shard.mkdir()
    records = (run_started(), scenario_started(), scenario_ended(outcome=Outcome.KEPT), RunEnded())
    for record in (Expected(scenarios=(SCENARIO,)), SHARE, *records):
        Ledger(shard / "ledger.jsonl").append(record)
    told = "Shard 2/2 is missing: 1 of 3 scenarios are here"

    merged = CliRunner().invoke(merge, [str(shard), "--output", str(tmp_path / "out")])
    alone, whole = (CliRunner().invoke(rebuild, [str(one), "--no-report"]) for one in (shard, tmp_path / "out/latest"))

    assert (merged.exit_code, alone.exit_code, whole.exit_code) == (3, 0, 3), whole.output
    assert told in " ".join(whole.output.split())
    assert "Every promise was kept" not in whole.output
    assert f'<h1 class="compromised">{told}.</h1>' in page(read_run(tmp_path / "out" / "latest"))


def test_a_run_of_before_this_record_is_read_as_ever(tmp_path: Path) -> None:
    for record in (run_started(), scenario_started(), scenario_ended(outcome=Outcome.KEPT)):
        Ledger(tmp_path / "ledger.jsonl").append(record)

    run = read_run(tmp_path)

    assert (run.missing, run.cut_short) == ([], False)


@pytest.mark.parametrize(
    ("lost", "style"),
    [
        (scenario_ended(outcome=Outcome.COMPROMISED), "compromised"),
        (replace(scenario_ended(outcome=Outcome.NOT_TESTED), author_error=True), "error"),
        (NotWalked(scenario="", why="skipped"), "not-tested"),
    ],
    ids=["compromised", "an error", "not walked"],
)
def test_most_journeys_not_judged_is_said_first_and_in_no_green(tmp_path: Path, lost: object, style: str) -> None:
    ledger = Ledger(tmp_path / "ledger.jsonl")
    ledger.append(run_started())
    for number in range(14):
        name = f"features/a.feature::Number {number}"
        kept = scenario_ended(outcome=Outcome.KEPT)
        if number < 3 or not isinstance(lost, NotWalked):
            ledger.append(scenario_started(name, line=number))
        ledger.append(replace(kept if number < 3 else lost, scenario=name))

    text = page(read_run(tmp_path))

    assert f'<h1 class="{style}">11 of 14 journeys could not be judged' in text
    assert "praise" not in text.partition("</style>")[2]


@pytest.mark.parametrize("lost", [0, 1])
def test_a_damaged_ledger_is_told_with_its_place(tmp_path: Path, lost: int) -> None:
    ledger = Ledger(tmp_path / "ledger.jsonl")
    for record in (run_started(), scenario_started(), scenario_ended()):
        ledger.append(record)
    lines = ledger.path.read_text(encoding="utf-8").splitlines()
    kept = (
        [line for line in lines if json.loads(line)["kind"] != "scenario"]
        if lost == 0
        else [*lines[:1], "{", *lines[1:]]
    )
    ledger.path.write_text("\n".join(kept) + "\n", encoding="utf-8")

    with pytest.raises(InvalidLedger, match=r"ledger\.jsonl"):
        read_run(tmp_path)
    assert CliRunner().invoke(rebuild, [str(tmp_path)]).exit_code == 2


def test_a_full_disk_is_told_in_a_sentence_and_leaves_no_half_a_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import os

    ledger, whole = Ledger(tmp_path / "ledger.jsonl"), os.write
    ledger.append(run_started())
    before = ledger.path.read_bytes()
    room = [40]

    def write(descriptor: int, data: bytes) -> int:
        if not room[0]:
            raise OSError(28, "No space left on device")
        count, room[0] = min(len(data), room[0]), 0
        return whole(descriptor, data[:count])

    monkeypatch.setattr("os.write", write)
    with pytest.raises(NotKept, match="No space left on device"):
        ledger.append(scenario_started())

    assert ledger.path.read_bytes() == before


def test_a_short_write_is_gone_on_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    whole = os.write
    monkeypatch.setattr("os.write", lambda descriptor, data: whole(descriptor, data[:7]))
    ledger = Ledger(tmp_path / "ledger.jsonl")
    for record in (run_started(), scenario_started(), scenario_ended()):
        ledger.append(record)

    assert read_run(tmp_path).scenarios[0].ended
