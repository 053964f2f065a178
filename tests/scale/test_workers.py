"""Workers that share no folder with the run: what they saw comes home."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

from ..plugin.conftest import Suite

ASKED = """
  Scenario: She asks at the website
    When Linda opens the email
    And she asks the website about the offer
    Then every touchpoint honours the promise

  Scenario: She asks at the store
    When Linda opens the email
    And she asks the store about the offer
    Then every touchpoint honours the promise
"""


ELSEWHERE = """\
#!/bin/sh
exec unshare --mount sh -c 'mount -t tmpfs none {hidden} && exec {python} "$@"' sh "$@"
"""
"""A Python to which a folder is empty, as on another machine."""


@pytest.fixture
def asked(suite: Suite) -> Suite:
    """A suite whose store breaks the promise; its folder for runs is there already."""
    suite.feature("Asking", ASKED)
    (suite.folder / "reports").mkdir()
    return suite


def of_workers(suite: Suite) -> list[str]:
    run = suite.run()
    assert [one.started.name for one in run.scenarios] == ["She asks at the website", "She asks at the store"]
    assert {start.run for start in run.starts} == {run.folder.name}
    return sorted(path.name for path in run.folder.glob("ledger*.jsonl"))


def test_workers_of_another_python_share_the_folder(asked: Suite) -> None:
    result = asked.pytest("features", "--dist", "load", "--tx", f"2*popen//python={sys.executable}")

    assert result.code == 1, result.said
    assert of_workers(asked) == ["ledger-gw0.jsonl", "ledger-gw1.jsonl", "ledger.jsonl"]


def test_what_workers_without_the_folder_saw_comes_home(asked: Suite, tmp_path_factory: pytest.TempPathFactory) -> None:
    unshare = shutil.which("unshare") if sys.platform == "linux" and os.geteuid() == 0 else None
    if unshare is None or subprocess.run([unshare, "--mount", "true"], check=False).returncode:  # not in a chroot
        pytest.skip("hiding a folder from a worker needs Linux, root and unshare (apt-get install util-linux)")
    away = tmp_path_factory.mktemp("away")
    python = away / "python"
    python.write_text(ELSEWHERE.format(hidden=asked.folder / "reports", python=sys.executable), encoding="utf-8")
    python.chmod(0o755)

    result = asked.pytest(
        str(asked.folder / "features"),
        *["--dist", "load", "--tx", f"2*popen//python={python}//chdir={away}"],
        *["--rsyncdir", str(asked.folder), "--rsyncignore=reports", "-W", "ignore:The --rsyncdir"],
    )

    assert result.code == 1, result.said
    assert of_workers(asked) == ["ledger-gw0.jsonl", "ledger-gw1.jsonl", "ledger.jsonl"]
    assert (away / asked.folder.name / "places.py").exists(), "the workers did not work on a copy"
