"""The run before: the newest earlier one of the same company that is kept beside a run, to tell what has changed."""

from __future__ import annotations

from pathlib import Path

from journeys.errors import InvalidLedger
from journeys.records.ledger import read
from journeys.records.record import RunStarted
from journeys.records.run import LEDGERS, Run, read_run

__all__ = ["run_before"]


def run_before(run: Run) -> Run | None:
    """Return the newest run in the same folder that began earlier, at the same company; None if there is none.

    The same company is one of the same name and profile, with the same faults. One that cannot be read is left out.
    """
    if run.started is None or run.started.dry:
        return None
    earlier: list[tuple[RunStarted, Path]] = []
    for folder in run.folder.resolve().parent.iterdir():
        if folder.is_symlink() or not folder.is_dir() or folder == run.folder.resolve():
            continue
        started = _start_of(folder)
        if started is not None and started.started < run.started.started and _at(started) == _at(run.started):
            earlier.append((started, folder))
    for _, folder in sorted(earlier, key=lambda one: one[0].started, reverse=True):
        try:
            return read_run(folder)
        except (InvalidLedger, OSError):
            continue
    return None


def _at(started: RunStarted) -> tuple[str, str, tuple[str, ...], bool]:
    return started.company, started.profile, started.faults, started.dry


def _start_of(folder: Path) -> RunStarted | None:
    """Read how a run began, and no more of it."""
    for ledger in sorted(folder.glob(LEDGERS)):
        try:
            return next((record for record in read(ledger) if isinstance(record, RunStarted)), None)
        except (InvalidLedger, OSError):
            return None
    return None
