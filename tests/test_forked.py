"""A forked command is what a shell would start: it looks for modules where a new one does, and ends as one does."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from .forked import run_module

TOLD = """\
import atexit, sys, tempfile, threading
atexit.register(print, "the end")
folder = tempfile.TemporaryDirectory(dir=".")
threading.Thread(target=lambda: (threading.main_thread().join(), print("a thread's end"))).start()
print(sys.path)
"""


def test_a_forked_command_begins_and_ends_as_a_new_one(tmp_path: Path) -> None:
    (tmp_path / "told.py").write_text(TOLD, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}

    new = subprocess.run(
        [sys.executable, "-Wignore", "-m", "told"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    code, out, _ = run_module("told", folder=tmp_path, environment=environment)

    assert (code, out) == (0, new.stdout)
    assert [one.name for one in tmp_path.iterdir() if one.is_dir() and one.name != "__pycache__"] == []
