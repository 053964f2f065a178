"""Runs of the harness to measure: features in a folder of their own, a sandbox company, pytest in its own process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

__all__ = ["CouldNotRun", "Place", "place_with"]

_ROOT = Path(__file__).parent.parent
_LONGEST_SECONDS = 1200


class CouldNotRun(Exception):
    """A benchmark did not come to a figure; the message says why."""


@dataclass(frozen=True, slots=True)
class Place:
    """A folder with one feature in it.

    Attributes:
        folder: Where it is.
        feature: The feature's file name.
    """

    folder: Path
    feature: str

    def run(self, *options: str) -> float:
        """Run the feature; return the seconds from start to exit.

        Raises:
            CouldNotRun: A scenario failed, or the run did not come to its end.
        """
        command = [sys.executable, "-m", "pytest", self.feature, "-p", "no:randomly", "-q", "--no-report"]
        command += ["--output", str(self.folder / "out"), *options]
        environment = os.environ | {"PYTHONPATH": str(_ROOT)}
        started = time.perf_counter()
        done = subprocess.run(
            command,
            cwd=self.folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=_LONGEST_SECONDS,
        )
        seconds = time.perf_counter() - started
        if done.returncode:
            raise CouldNotRun("\n".join((done.stdout + done.stderr).splitlines()[-15:]))
        return seconds

    def records(self, kind: str) -> list[list[dict[str, Any]]]:
        """Return the records of a kind that the last run's ledgers hold, ledger by ledger."""
        ledgers = (self.folder / "out" / "latest").glob("ledger*.jsonl")
        read = ([json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] for path in ledgers)
        return [[record for record in records if record["kind"] == kind] for records in read]


@contextmanager
def place_with(feature: str, journeys: int) -> Iterator[Place]:
    """Write a feature of this folder somewhere else, with as many journeys as are wanted."""
    text = Path(__file__).with_name(feature).read_text(encoding="utf-8")
    rows = "".join(f"      | {number} |\n" for number in range(1, journeys + 1))
    with TemporaryDirectory(prefix="benchmark-") as name:
        folder = Path(name)
        (folder / feature).write_text(text + rows, encoding="utf-8")
        (folder / "conftest.py").write_text((_ROOT / "conftest.py").read_text(encoding="utf-8"), encoding="utf-8")
        (folder / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
        yield Place(folder, feature)
