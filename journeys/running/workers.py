"""Workers of a run: which run they belong to, and how what they leave comes home when they share no folder with it."""

from __future__ import annotations

import tempfile
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

__all__ = ["RUN_FOLDER", "Bringer", "Receiver", "folder_of_worker", "tell_worker"]

RUN_FOLDER: pytest.StashKey[Path] = pytest.StashKey()
"""Where the session keeps the folder of its run; absent when no features are run."""

_FOLDER, _LEFT = "shop_run_folder", "shop_left"


def tell_worker(config: pytest.Config, workerinput: dict[str, Any]) -> None:
    """Tell a worker which run it belongs to."""
    if RUN_FOLDER in config.stash:
        workerinput[_FOLDER] = str(config.stash[RUN_FOLDER].resolve())


def folder_of_worker(config: pytest.Config) -> Path | None:
    """Return where a worker keeps what it sees: the run's folder, or one of its own; None if no features are run."""
    told: str | None = getattr(config, "workerinput", {}).get(_FOLDER)
    if told is None:
        return None
    if Path(told).is_dir():
        return Path(told)
    own = tempfile.TemporaryDirectory(prefix="shop-")
    config.add_cleanup(own.cleanup)
    folder = Path(own.name) / Path(told).name
    folder.mkdir()
    config.pluginmanager.register(Bringer(config, folder))
    return folder


class Bringer:
    """A worker's plugin that sends home what was kept, when everything is closed."""

    def __init__(self, config: pytest.Config, folder: Path) -> None:
        """Take the worker's own folder."""
        self._config, self._folder = config, folder

    @pytest.hookimpl(wrapper=True, trylast=True)
    def pytest_sessionfinish(self) -> Generator[None, None, None]:
        """Hand all files over; xdist sends them with the worker's last word."""
        yield
        output: dict[str, Any] = self._config.workeroutput  # type: ignore[attr-defined]
        files = (path for path in sorted(self._folder.rglob("*")) if path.is_file())
        output[_LEFT] = {path.relative_to(self._folder).as_posix(): path.read_bytes() for path in files}


class Receiver:
    """The controller's plugin that puts what such a worker sends into the run's folder."""

    def __init__(self, folder: Path) -> None:
        """Take the run's folder."""
        self._folder = folder

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """Unpack it; a worker that died sent nothing."""
        left: dict[str, bytes] = getattr(node, "workeroutput", {}).get(_LEFT, {})
        for name, content in left.items():
            path = self._folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
