"""Splits a suite over machines that do not talk to each other: all deal the same scenarios in the same way."""

from __future__ import annotations

import hashlib
import heapq
from collections.abc import Collection, Generator, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from journeys.errors import AuthorError, InvalidLedger, nearest
from journeys.records.ledger import read
from journeys.records.record import ScenarioEnded, Sharded
from journeys.records.run import LEDGERS
from journeys.running.scenario_run import LEDGER

__all__ = ["Shard", "Sharder", "deal", "read_durations", "read_shard"]

_WORKERS_SHARE = "shop_shard"


@dataclass(frozen=True, slots=True)
class Shard:
    """One machine's share, counted from 1."""

    number: int
    of: int

    def __str__(self) -> str:
        """As it is written: ``1/4``."""
        return f"{self.number}/{self.of}"


def read_shard(text: str) -> Shard:
    """Read ``1/4``: the first of four shares.

    Raises:
        AuthorError: It is none.
    """
    number, slash, of = text.partition("/")
    if not (slash and number.isdecimal() and of.isdecimal()):
        raise AuthorError("This is no shard", value=text, remedy="Write 1/4 for the first of four machines.")
    if not 1 <= int(number) <= int(of):
        count = max(int(of), 1)
        raise AuthorError("There is no such shard", value=text, valid=[f"{one}/{count}" for one in range(1, count + 1)])
    return Shard(int(number), int(of))


def read_durations(path: Path) -> dict[str, float]:
    """Read how many seconds each scenario took from a run's folder, or from one ledger; the longest counts.

    Raises:
        AuthorError: There is nothing to read there.
        InvalidLedger: It cannot be read.
    """
    ledgers = sorted(path.glob(LEDGERS)) if path.is_dir() else [path]
    if not ledgers or not path.exists():
        runs = [str(one) for one in path.parent.glob("*")] if path.parent.is_dir() else []
        like = nearest(str(path), runs)
        remedy = f"Did you mean {like!r}?" if like else "Give the folder of an earlier run, or a ledger."
        raise AuthorError("There are no durations of an earlier run", value=str(path), remedy=remedy)
    taken: dict[str, float] = {}
    try:
        for ledger in ledgers:
            for record in read(ledger):
                if isinstance(record, ScenarioEnded):
                    taken[record.scenario] = max(record.seconds, taken.get(record.scenario, 0.0))
    except OSError as error:
        problem = f"The ledger cannot be read ({error.strerror})"
        raise InvalidLedger(problem, value=str(path), remedy="Give the folder of a run, or a ledger.") from error
    return taken


def deal(names: Iterable[str], durations: Mapping[str, float], of: int) -> list[list[str]]:
    """Deal scenarios out to ``of`` machines: the longest first, each to the one that has least to do so far.

    The result depends on nothing but names and durations, not on their order. A scenario without a duration counts as
    the average of the others; without any durations each machine gets as many as the next, give or take one.
    """
    unique = set(names)
    known = [durations[name] for name in unique if name in durations]
    usual = sum(known) / len(known) if known else 1.0
    seconds = {name: durations.get(name, usual) for name in unique}
    shares: list[list[str]] = [[] for _ in range(of)]
    least = [(0.0, 0, number) for number in range(of)]  # the count decides between scenarios that took no time
    for name in sorted(unique, key=lambda name: (-seconds[name], name)):
        load, count, number = least[0]
        shares[number].append(name)
        heapq.heapreplace(least, (load + seconds[name], count + 1, number))
    return shares


class Sharder:
    """The plugin that keeps this machine's share of what was collected; registered with ``--shard``."""

    def __init__(self, config: pytest.Config, shard: Shard, durations: Mapping[str, float]) -> None:
        """Take which share this is, and what earlier runs took."""
        self._config, self._shard, self._durations = config, shard, durations
        self._share: Sharded | None = None

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Leave the other shares out; runs after ``-k`` and ``-m``, so what they left is what is split."""
        names = {item.nodeid for item in items}
        mine = set(deal(names, self._durations, self._shard.of)[self._shard.number - 1])
        others = [item for item in items if item.nodeid not in mine]
        items[:] = [item for item in items if item.nodeid in mine]
        if others:
            self._config.hook.pytest_deselected(items=others)
        self._share = Sharded(
            number=self._shard.number,
            of=self._shard.of,
            scenarios=len(mine),
            suite=len(names),
            split=_mark(names, self._durations),
        )
        if LEDGER in self._config.stash:
            self._config.stash[LEDGER].append(self._share)
        if hasattr(self._config, "workeroutput"):
            self._config.workeroutput[_WORKERS_SHARE] = len(mine), len(names), self._share.split

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """Take over what a worker split: the controller collects nothing itself."""
        share = getattr(node, "workeroutput", {}).get(_WORKERS_SHARE)
        if share is not None:
            scenarios, suite, split = share
            self._share = Sharded(
                number=self._shard.number, of=self._shard.of, scenarios=scenarios, suite=suite, split=split
            )

    @pytest.hookimpl(wrapper=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> Generator[None, None, None]:
        """Let a machine that had nothing to do end well."""
        yield
        empty = self._share is not None and self._share.suite > 0 and self._share.scenarios == 0
        if empty and session.exitstatus == pytest.ExitCode.NO_TESTS_COLLECTED:
            session.exitstatus = pytest.ExitCode.OK

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Say which share this was."""
        if self._share is None:
            return
        by = "earlier durations" if self._durations else "number, for want of --durations-from"
        if self._share.scenarios == 0 and self._share.suite > 0:
            terminalreporter.write_line(
                f"Shard {self._shard} is empty: {self._share.suite} scenario(s) need no {self._shard.of} machines."
            )
        else:
            terminalreporter.write_line(
                f"Shard {self._shard}: {self._share.scenarios} of {self._share.suite} scenarios, split by {by}."
            )


def _mark(names: Collection[str], durations: Mapping[str, float]) -> str:
    """Name a split, so that shares of different splits are not taken for one whole."""
    told = "\n".join(f"{name} {durations.get(name)}" for name in sorted(names))
    return hashlib.blake2s(told.encode(), digest_size=6).hexdigest()
