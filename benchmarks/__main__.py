"""Measures everything and prints one table, each ratio beside its bar; a few minutes on two cores."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import requests
from rich.console import Console
from rich.table import Table

from benchmarks.matching import ALLURE as ALLURE_ON
from benchmarks.matching import BEHAVE, HARNESS, PYTEST_BDD, STEPS, check, runs
from benchmarks.matching import PLAIN as PLAIN_TESTS
from benchmarks.pairs import ALLURE, EVERYTHING, PARTS, PLAIN, UNMASKED
from benchmarks.runs import CouldNotRun, place_with
from fixtures.company import open_sandbox
from tests.reading.judged import cases, judged

_MOST_TIMES_PLAIN, _LEAST_SPEED_UP, _MOST_MEGABYTES = 1.25, 1.6, 250
_PAIRS, _PAIRS_TRACED, _BROWSING, _CHEAP, _TIMES = 31, 11, 24, 500, 5
_MOST_LOOKUP, _ALLOWED_SECONDS, _MOST_TIMES_TESTS, _MOST_TIMES_TESTS_ALLURE, _MOST_CHECK = 0.15, 0.0001, 1.3, 1.6, 5
_TRIVIAL, _TRIVIAL_FEW, _FEATURES = 2_000, 100, 1_000
_LEAST_READ = 0.85
_WARM_UP = 2
"""Pairs that are not counted: whatever is loaded or opened once has been by then."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table.

    Attributes:
        value: The figure as it is printed.
        bar: What it is held to; empty if to nothing.
        kept: Whether it is within the bar.
    """

    what: str
    value: str
    bar: str = ""
    kept: bool = True


def against_a_plain_script() -> Iterator[Row]:
    """Walk a journey with the harness and by a plain script, in turns."""
    times = _paired(_PAIRS, "off")
    whole = [each for each in times if each["variant"] == EVERYTHING]
    ratio, plain = _ratio(whole), median(each[PLAIN] for each in times)
    yield Row(
        "a journey, evidence on, against a plain script",
        f"{ratio:.2f} ×",
        f"≤ {_MOST_TIMES_PLAIN} ×",
        ratio <= _MOST_TIMES_PLAIN,
    )
    yield Row("    seconds, plain script and harness", f"{plain:.2f} → {median(each['harness'] for each in whole):.2f}")
    for name in PARTS:
        yield Row(f"    of that: {name}", f"{100 * median(each[name] / each[PLAIN] for each in whole):+.1f} %")
    unmasked = [each for each in times if each["variant"] == UNMASKED]
    covering = median(each["screenshots"] for each in whole) - median(each["screenshots"] for each in unmasked)
    yield Row("    of the screenshots: covering what is personal", f"{100 * covering / plain:+.1f} %")
    without = _ratio([each for each in times if each["variant"] == ALLURE])
    yield Row("    without Allure's results", f"{without:.2f} ×")
    for trace in ("on-breach", "on"):
        traced = [each for each in _paired(_PAIRS_TRACED, trace) if each["variant"] == EVERYTHING]
        yield Row(f"    with --trace {trace}, nothing broken", f"{_ratio(traced):.2f} ×")


def with_two_workers() -> Iterator[Row]:
    """Run the same journeys with one worker and with two."""
    with place_with("browsing.feature", _BROWSING) as place:
        runs = []
        for _ in range(2):  # in turns, for a machine is not equally busy all the time
            one, steady_one = place.run("-n", "1"), _steady(place.records)
            two, steady_two = place.run("-n", "2"), _steady(place.records)
            runs.append((one / two, steady_two / steady_one, 60 * steady_one, 60 * steady_two))
    whole, steady, alone, together = (median(column) for column in zip(*runs, strict=True))
    yield Row(
        "-n 2 against -n 1, journeys a minute once started",
        f"{steady:.2f} ×",
        f"≥ {_LEAST_SPEED_UP} ×",
        steady >= _LEAST_SPEED_UP,
    )
    yield Row("    journeys a minute", f"{alone:.0f} → {together:.0f}")
    yield Row(f"    the whole run of {_BROWSING}, start and report included", f"{whole:.2f} ×")


def memory() -> Iterator[Row]:
    """Run many journeys without a browser, and look at the most memory the process had."""
    with place_with("phoning.feature", _CHEAP) as place:
        peak = place.folder / "peak"
        seconds = place.run("-p", "benchmarks.memory", "--peak", str(peak))
        megabytes = float(peak.read_text(encoding="utf-8"))
    yield Row(
        f"memory of the harness, {_CHEAP} scenarios",
        f"{megabytes:.0f} MB",
        f"≤ {_MOST_MEGABYTES} MB",
        megabytes <= _MOST_MEGABYTES,
    )
    yield Row("    scenarios a minute, without a browser", f"{60 * _CHEAP / seconds:.0f}")


def the_company() -> Iterator[Row]:
    """Start the sandbox company and reset it."""
    starts, resets = [], []
    with TemporaryDirectory() as name:
        for number in range(_TIMES):
            started = time.perf_counter()
            with open_sandbox("connected", [], Path(name) / f"{number}.toml") as company:
                starts.append(time.perf_counter() - started)
                office = company.back_office
                if office is None or office.token is None:
                    raise CouldNotRun("The company file has no back office.")
                headers = {"Authorization": f"Bearer {office.token.get_secret_value()}"}
                for _ in range(_TIMES):
                    started = time.perf_counter()
                    requests.post(
                        f"{office.address}/control/reset", json={}, headers=headers, timeout=10
                    ).raise_for_status()
                    resets.append(time.perf_counter() - started)
    yield Row("sandbox company, from start to ready", f"{median(starts):.2f} s")
    yield Row("sandbox company, reset between scenarios", f"{1000 * median(resets):.0f} ms")


def checking() -> Iterator[Row]:
    """Read all features without running them."""
    seconds = []
    for _ in range(3):
        started = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-m", "journeys", "check", "features"], capture_output=True, text=True, check=False
        )
        seconds.append(time.perf_counter() - started)
        if done.returncode not in {0, 1}:
            raise CouldNotRun(done.stderr)
    yield Row("shop check features", f"{median(seconds):.1f} s")


def matching() -> Iterator[Row]:
    """Run trivial steps at 1,000 definitions, by the harness, pytest-bdd and behave, and plain pytest beside."""
    many = runs(_TRIVIAL, HARNESS, ALLURE_ON, BEHAVE, PLAIN_TESTS)
    few = runs(_TRIVIAL_FEW, PYTEST_BDD, BEHAVE, HARNESS)
    lookup = many[HARNESS].lookup_milliseconds or 0.0
    what = "finding a step's definition, 1,000 in three languages"
    yield Row(what, f"{lookup:.3f} ms", f"≤ {_MOST_LOOKUP} ms", 0 < lookup <= _MOST_LOOKUP)
    for who, took in ((BEHAVE, many[BEHAVE]), (PYTEST_BDD, few[PYTEST_BDD])):
        yield Row(f"    {who}", f"{took.lookup_milliseconds or 0:.3f} ms")
    allowed = _TRIVIAL * STEPS * _ALLOWED_SECONDS
    for who, bar in ((HARNESS, _MOST_TIMES_TESTS), (ALLURE_ON, _MOST_TIMES_TESTS_ALLURE)):
        ratio = (many[who].seconds - allowed) / many[PLAIN_TESTS].seconds
        what = f"{who}: {_TRIVIAL:,} × {STEPS} steps, but for 0.1 ms a step"
        yield Row(what, f"{ratio:.2f} × plain pytest", f"≤ {bar} ×", ratio <= bar)
    for who, took in many.items():
        yield Row(f"    {who}, {_TRIVIAL:,} scenarios", f"{took.seconds:.1f} s of processor")
    for who, took in few.items():
        yield Row(f"    {who}, {_TRIVIAL_FEW:,} scenarios", f"{took.seconds:.1f} s of processor")
    seconds = check(_FEATURES)
    yield Row(f"shop check of {_FEATURES:,} features", f"{seconds:.1f} s", f"< {_MOST_CHECK} s", seconds < _MOST_CHECK)


def _paired(pairs: int, trace: str) -> list[dict[str, Any]]:
    with place_with("journey.feature", pairs) as place:
        file, times = place.folder / "company.toml", place.folder / "times.jsonl"
        options = ["-p", "benchmarks.pairs", "--times", str(times), "--company", str(file), "--browser-trace", trace]
        with open_sandbox("connected", [], file):
            place.run(*options, *(["--leave-out"] if trace == "off" else []))
        return [json.loads(line) for line in times.read_text(encoding="utf-8").splitlines()][_WARM_UP:-1]


def _ratio(times: list[dict[str, Any]]) -> float:
    return float(median(each["harness"] / each[PLAIN] for each in times))


def _steady(records: Callable[[str], list[list[dict[str, Any]]]]) -> float:
    """Return the scenarios a second from the moment each worker has done its first one."""
    rate = 0.0
    for begun, ended in zip(records("scenario"), records("scenario-end"), strict=True):
        moments = [
            datetime.fromisoformat(one["started"]).timestamp() + two["seconds"]
            for one, two in zip(begun, ended, strict=True)
        ]
        if len(moments) > 1:
            rate += (len(moments) - 1) / (moments[-1] - moments[0])
    return rate


def reading_answers() -> Iterator[Row]:
    """Read what people say in four languages, as tests/reading has it."""
    for language, name in {"en": "English", "de": "German", "fr": "French", "ar": "Arabic"}.items():
        how = Counter(judged(case).how for case in cases(language))
        share = {one: how[one] / how.total() for one in ("right", "wrong", "unclear")}
        value = ", ".join(f"{part:.1%} {one}" for one, part in share.items())
        yield Row(f"answers in {name} ({how.total()} sentences)", value, "0 wrong, ≥ 85% right", _is_well_read(share))


def _is_well_read(share: Mapping[str, float]) -> bool:
    return not share["wrong"] and share["right"] >= _LEAST_READ


_BENCHMARKS = (against_a_plain_script, with_two_workers, memory, the_company, checking, matching, reading_answers)


def main() -> int:
    """Print the table; exit code 1 if a benchmark could not run, whatever the figures are."""
    table = Table(
        "What", "Measured", "Bar", "", title="Mystery Shopper, benchmarks: medians of one run, taken in turns"
    )
    failed = 0
    for benchmark in (
        against_a_plain_script,
        with_two_workers,
        memory,
        the_company,
        checking,
        matching,
        reading_answers,
    ):
        print((benchmark.__doc__ or "").splitlines()[0], flush=True)
        try:
            for row in benchmark():
                verdict = ("kept" if row.kept else "NOT KEPT") if row.bar else ""
                table.add_row(row.what, row.value, row.bar, verdict)
        except (CouldNotRun, OSError, subprocess.SubprocessError) as error:
            failed = 1
            table.add_row(benchmark.__name__.replace("_", " "), "could not run", "", "")
            print(error, file=sys.stderr)
        table.add_section()
    Console(width=110).print(table)
    return failed


if __name__ == "__main__":
    sys.exit(main())
