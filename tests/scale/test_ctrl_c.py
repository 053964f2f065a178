"""Ctrl-C: everybody leaves, everything is closed, and what was seen is reported."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from journeys.records.run import read_run
from journeys.running.cleanup import left_behind

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks for what is left in /proc")


def left_running(folder: Path) -> list[str]:
    """Name the processes whose command names a folder."""
    commands = []
    for file in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            commands.append(file.read_bytes().replace(b"\0", b" ").decode(errors="replace"))
        except OSError:
            continue  # it ended meanwhile
    return [command for command in commands if str(folder) in command]


@pytest.mark.parametrize(("workers", "ends"), [("2", signal.SIGINT), ("0", signal.SIGTERM)])
def test_being_stopped_ends_every_session_and_reports_what_was_seen(
    workers: str, ends: signal.Signals, tmp_path: Path
) -> None:
    command = [sys.executable, "-m", "journeys", "run", "features/offers", "-k", "website", "-n", workers]
    run = subprocess.Popen(
        [*command, "--output", str(tmp_path / "runs")],
        cwd=ROOT,
        env=os.environ | {"PYTEST_ADDOPTS": "--no-report -p no:syrupy", "TMPDIR": str(tmp_path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert run.stdout is not None
    assert any("→" in line for line in iter(run.stdout.readline, "")), "nobody was shopped"

    if ends is signal.SIGINT:
        os.killpg(run.pid, ends)  # a terminal tells all of them, whoever ends a run tells one
    else:
        os.kill(run.pid, ends)
    out, err = run.communicate(timeout=90)

    kept = read_run((tmp_path / "runs" / "latest").resolve())
    assert run.returncode == 130, out + err
    assert "Traceback" not in out + err
    assert "Journeys: " in out
    assert (kept.folder / "journeys.html").exists()
    assert any(scenario.visits for scenario in kept.scenarios)
    assert left_behind(kept) == []
    assert left_running(tmp_path) == []
