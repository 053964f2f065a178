"""A real PostgreSQL server, for tests that need one."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

__all__ = ["postgresql"]


@pytest.fixture
def postgresql() -> Iterator[str]:
    """A PostgreSQL server of this test's own, on a socket in a temporary folder."""
    binaries = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not binaries:
        pytest.skip("there is no PostgreSQL server here (apt-get install postgresql)")
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    with tempfile.TemporaryDirectory(prefix="pg-") as folder:
        if as_user:
            shutil.chown(folder, "postgres")
        data = f"{folder}/data"

        def run(*command: str) -> None:
            subprocess.run(
                [*as_user, *command],
                check=True,
                cwd=folder,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
            )

        run(str(binaries[-1] / "initdb"), "--pgdata", data, "--username", "kestrel", "--auth", "trust", "--no-sync")
        control = str(binaries[-1] / "pg_ctl")
        run(
            control,
            "--pgdata",
            data,
            "--wait",
            "--log",
            f"{folder}/log",
            "--options",
            f"-c listen_addresses='' -c fsync=off -k {folder}",
            "start",
        )
        try:
            yield f"postgresql+psycopg://kestrel@/postgres?host={folder}"
        finally:
            run(control, "--pgdata", data, "--wait", "--mode", "immediate", "stop")
