"""The folder a run leaves everything in: new for each run, and ``latest`` leads to the newest."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

__all__ = ["forget", "new_folder"]


def new_folder(output: Path, what: str) -> Path:
    """Make the folder of a run that begins now.

    Args:
        output: Where runs are kept.
        what: What was shopped, for its name.

    Raises:
        OSError: It cannot be made.
    """
    output.mkdir(parents=True, exist_ok=True)
    name = f"{datetime.now(UTC):%Y-%m-%d-%H%M%S}-{what}"
    folder = next(path for path in _names(output / name) if _made(path))
    _point_latest_to(folder)
    return folder


def forget(folder: Path) -> None:
    """Take away the folder of a run that never began, if no file is in it; ``latest`` leads to the one before."""
    try:
        for path in (*folder.iterdir(), folder):
            path.rmdir()
    except OSError:
        return
    before = sorted(path for path in folder.parent.iterdir() if path.is_dir() and not path.is_symlink())
    if before:
        _point_latest_to(before[-1])
    else:
        (folder.parent / "latest").unlink(missing_ok=True)


def _made(folder: Path) -> bool:
    """Make a folder; tell whether it is new, so that two runs that start in one second do not share one."""
    try:
        folder.mkdir()
    except FileExistsError:
        return False
    return True


def _names(first: Path) -> Iterator[Path]:
    yield first
    for number in range(2, 1000):
        yield first.with_name(f"{first.name}-{number}")


def _point_latest_to(folder: Path) -> None:
    link, fresh = folder.parent / "latest", folder.parent / f".latest-{os.getpid()}"
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(folder.name)
    fresh.replace(link)
