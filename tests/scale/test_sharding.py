"""A suite split over machines: every scenario on exactly one, whatever the order and the durations."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeys.errors import AuthorError
from journeys.records.run import read_run
from journeys.running.sharding import Shard, deal, read_durations, read_shard

from ..plugin.conftest import Suite

NAMES = st.lists(st.text("abc/:é", min_size=1, max_size=6), max_size=40, unique=True)
SECONDS = st.floats(0, 1e6, allow_nan=False)
THREE = "".join(f"  Scenario: {name}\n    Then nothing matters\n\n" for name in ("One", "Two", "Three"))


@given(NAMES, st.dictionaries(st.text("abc/:é", min_size=1, max_size=6), SECONDS), st.integers(1, 9))
def test_the_shares_are_disjoint_and_together_the_whole(names: list[str], durations: dict[str, float], of: int) -> None:
    shares = deal(names, durations, of)

    assert len(shares) == of
    assert sorted(name for share in shares for name in share) == sorted(names)


@given(NAMES, st.randoms(use_true_random=False), st.integers(1, 5), st.data())
def test_machines_that_collect_in_another_order_deal_the_same(names, random, of, data) -> None:
    durations = data.draw(st.fixed_dictionaries(dict.fromkeys(names[::2], SECONDS)))
    shuffled = random.sample(names, len(names))

    assert deal(names, durations, of) == deal(shuffled, durations, of)


@given(st.lists(st.floats(0.01, 1e4), min_size=1, max_size=40), st.integers(1, 6))
def test_no_machine_has_more_than_the_longest_scenario_above_the_average(taken: list[float], of: int) -> None:
    durations = {f"scenario {number}": seconds for number, seconds in enumerate(taken)}

    loads = [sum(durations[name] for name in share) for share in deal(durations, durations, of)]

    assert max(loads) <= sum(taken) / of + max(taken) + 1e-6


@given(NAMES, st.integers(1, 9), st.sampled_from([None, 0.0]))
def test_without_durations_each_gets_as_many_give_or_take_one(names: list[str], of: int, took: float | None) -> None:
    counts = [len(share) for share in deal(names, {} if took is None else dict.fromkeys(names, took), of)]

    assert max(counts) - min(counts) <= 1


def test_a_long_scenario_has_a_machine_to_itself() -> None:
    durations = {"long": 100.0, "a": 20.0, "b": 20.0, "c": 19.0}

    assert deal([*durations, "new"], durations, 2)[0] == ["long"]


def test_a_shard_is_written_with_a_slash() -> None:
    assert read_shard("2/4") == Shard(2, 4)


@pytest.mark.parametrize("nonsense", ["5/4", "0/3", "a", "1", "1/", "/4", "-1/4", "1/0", "1.5/2", "1/4/4", ""])
def test_nonsense_is_no_shard(nonsense: str) -> None:
    with pytest.raises(AuthorError, match=f"no (such )?shard: '{nonsense}'"):
        read_shard(nonsense)


@pytest.mark.parametrize("nonsense", ["5/4", "0/3", "a"])
def test_nonsense_is_refused_before_anything_runs(suite: Suite, nonsense: str) -> None:
    suite.feature("Three", THREE, background="")

    result = suite.shop("run", "--shard", nonsense)

    assert result.code == 2
    assert nonsense in result.said
    assert not (suite.folder / "reports").exists()


def test_durations_that_are_not_there_are_refused_with_the_nearest(suite: Suite) -> None:
    suite.feature("Three", THREE, background="")
    assert suite.shop("run", "--output", "runs").code == 0

    result = suite.shop("run", "--shard", "1/2", "--durations-from", "runs/lates")

    assert result.code == 2
    assert "Did you mean 'runs/latest'?" in result.said


@pytest.mark.parametrize("workers", ["0", "2"])
def test_three_machines_walk_every_scenario_once(suite: Suite, workers: str) -> None:
    suite.feature("Three", THREE, background="")
    suite.feature("Another", THREE, background="")
    walked = []

    for number in (1, 2, 3):
        result = suite.shop("run", "--shard", f"{number}/3", "-n", workers)
        run = suite.run()
        walked += [one.started.scenario for one in run.scenarios]
        assert result.code == 0, result.said
        assert f"Shard {number}/3: 2 of 6 scenarios" in result.out
        assert [(one.number, one.of, one.scenarios, one.suite) for one in run.shards] == [(number, 3, 2, 6)]

    assert len(walked) == len(set(walked)) == 6


@pytest.mark.parametrize("workers", ["0", "2"])
def test_a_machine_without_a_scenario_ends_well_and_says_so(suite: Suite, workers: str) -> None:
    suite.feature("Three", THREE, background="")

    result = suite.shop("run", "--shard", "4/4", "-n", workers)

    assert result.code == 0, result.said
    assert "Shard 4/4 is empty: 3 scenario(s) need no 4 machines." in result.out
    assert [one.scenarios for one in suite.run().shards] == [0]


def test_a_suite_without_scenarios_is_no_empty_shard(suite: Suite) -> None:
    suite.feature("Three", THREE, background="")

    assert suite.shop("run", "--shard", "1/2", "-k", "nobody is called that").code == 2


@pytest.mark.parametrize("workers", ["0", "2"])
def test_earlier_durations_balance_the_shards(suite: Suite, workers: str) -> None:
    suite.feature("Three", THREE, background="")
    suite.shop("run")
    ledger = suite.run().folder / "ledger.jsonl"
    records = [json.loads(line) for line in ledger.read_text(encoding="utf-8").splitlines()]
    ends = [
        one | {"seconds": 9.0 if "Two" in one["scenario"] else 1.0} for one in records if one["kind"] == "scenario-end"
    ]
    (suite.folder / "durations.jsonl").write_text("".join(json.dumps(one) + "\n" for one in ends), encoding="utf-8")

    result = suite.shop("run", "--shard", "1/2", "--durations-from", "durations.jsonl", "-n", workers)

    assert "split by earlier durations" in result.out
    assert [one.started.name for one in suite.run().scenarios] == ["Two"]


def test_durations_are_those_of_every_worker_of_a_run(suite: Suite) -> None:
    suite.feature("Three", THREE, background="")
    suite.shop("run", "-n", "2")
    folder = suite.run().folder

    assert set(read_durations(folder)) == {one.started.scenario for one in read_run(folder).scenarios}


def test_a_ledger_that_is_none_is_told_as_such(tmp_path: Path) -> None:
    (tmp_path / "durations.json").write_text('{"a": 1}\n{}\n', encoding="utf-8")

    with pytest.raises(AuthorError, match="not a ledger record"):
        read_durations(tmp_path / "durations.json")
