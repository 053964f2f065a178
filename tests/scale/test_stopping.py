"""A signal may come at any instruction: wherever it does, everybody leaves, and the run ends as stopped."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from journeys.running.stopping import Stopping

_HEAD = "import pathlib, signal, pytest\ninterrupt = lambda: signal.raise_signal(signal.{signal})\n"

_WAYS = {
    "while it walks": ("", "    interrupt()\n", ""),
    "while it walks, and is caught": ("", "    try: interrupt()\n    except BaseException: pass\n", ""),
    "while it walks, and becomes another error": (
        "",
        "    try: interrupt()\n    except BaseException: raise ValueError('another') from None\n",
        "",
    ),
    "twice while it walks": (
        "",
        "    try: interrupt()\n    except BaseException: interrupt()\n",
        "",
    ),
    "while it is set up": ("    interrupt()\n", "", ""),
    "while it leaves": ("", "", "    interrupt()\n"),
    "twice while it leaves": ("", "", "    interrupt(); interrupt()\n"),
    "while it walks, and again while it leaves": ("", "    interrupt()\n", "    interrupt()\n"),
    "in a hook of another's plugin": (
        "",
        "",
        "",
        "@pytest.hookimpl(hookwrapper=True)\ndef pytest_runtest_logreport(report):\n    yield\n    interrupt()\n",
    ),
}


def _run(folder: Path, way: tuple[str, ...], number: str = "SIGINT") -> tuple[int, list[str]]:
    setup, walk, leave, *hook = way
    head = _HEAD.format(signal=number)
    (folder / "conftest.py").write_text(head + "".join(hook), encoding="utf-8")
    (folder / f"test_{folder.name}.py").write_text(
        f"{head}left = pathlib.Path({str(folder / 'left')!r})\n"
        f"@pytest.fixture\ndef leaving():\n{setup}    yield\n{leave}    left.write_text('left')\n"
        f"def test_one(leaving):\n{walk or '    pass'}\n"
        f"def test_two():\n    left.with_name('went on').write_text('')\n",
        encoding="utf-8",
    )
    options = ["-p", "no:cacheprovider", "-p", "no:randomly", "--import-mode=importlib", "-c", str(folder / "none.ini")]
    (folder / "none.ini").write_text("[pytest]\n", encoding="utf-8")
    status = pytest.main([*options, "--rootdir", str(folder), str(folder)], plugins=[Stopping()])
    return int(status), [name for name in ("left", "went on") if (folder / name).exists()]


@pytest.mark.parametrize("way", _WAYS)
def test_a_run_stops_and_who_was_inside_leaves(way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PYTEST_ADDOPTS", raising=False)
    before = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)

    number = "SIGTERM" if "again" in way else "SIGINT"
    status, happened = _run(tmp_path, _WAYS[way], number)

    assert status == pytest.ExitCode.INTERRUPTED
    assert happened == ["left"]
    assert (signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)) == before


def test_without_a_signal_nothing_stops(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PYTEST_ADDOPTS", raising=False)

    assert _run(tmp_path, ("", "", "")) == (0, ["left", "went on"])
