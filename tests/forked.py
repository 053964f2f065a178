"""Runs ``python -m`` in a process of its own that need not read all modules anew: a fork of the test's.

What is tested is what a shell would start: its own folder, environment, output and end. Only the seconds are gone in
which Python reads the same modules for each of some hundred commands.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import json
import logging
import os
import runpy
import select
import signal
import subprocess
import sys
import tempfile
import threading
import traceback
import warnings
import weakref
from collections.abc import Mapping
from concurrent.futures import thread as futures
from contextlib import suppress
from pathlib import Path

from pytest_bdd.steps import step_function_context_registry

__all__ = ["run_module"]

_OF_A_SUITE = {"conftest", "features", "fixtures", "places", "reports", "steps"}
"""What a suite has modules of its own for: those of that name that this process knows are forgotten."""

_FRESH_PATH = json.loads(
    subprocess.check_output(
        [sys.executable, "-c", "import json, sys; print(json.dumps(sys.path[1:]))"],
        env={name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
        cwd=tempfile.gettempdir(),
    )
)
"""Where a new interpreter looks for modules, besides its folder and what ``PYTHONPATH`` names."""

for _name in (
    *("journeys.cli", "journeys.api", "journeys.pytest_plugin", "journeys.running.preflight"),
    *("allure_commons.reporter", "anyio._backends._asyncio", "bs4", "jinja2", "mako.lookup", "rich.table", "tomlkit"),
):
    importlib.import_module(_name)


def run_module(
    *arguments: str, folder: Path, environment: Mapping[str, str], seconds: float = 240, as_shown: bool = False
) -> tuple[int, str, str]:
    """Run a module with arguments in a folder; return how it ended, what it printed, and what it complained of.

    Args:
        arguments: The module's name and what follows it.
        folder: Where it runs.
        environment: All that it finds in its environment.
        seconds: How long it may take.
        as_shown: Everything in the order in which a terminal shows it, as what it printed.

    Raises:
        TimeoutError: It did not end within so many seconds, and was killed.
    """
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # newer Pythons warn: other threads are not forked
            child = os.fork()
        if not child:
            _become(arguments, folder, environment, out.fileno(), (out if as_shown else err).fileno())
        code = _wait(child, seconds)
        out.seek(0)
        err.seek(0)
        return code, out.read().decode(errors="replace"), err.read().decode(errors="replace")


def _become(arguments: tuple[str, ...], folder: Path, environment: Mapping[str, str], out: int, err: int) -> None:
    """Be a process that has just been started."""
    code = 1
    gc.freeze()  # what the test's process has left lying about is not for the child to sweep up
    try:
        _forget_the_end()
        signal.signal(signal.SIGINT, signal.default_int_handler)
        for number, file in enumerate((os.open(os.devnull, os.O_RDONLY), out, err)):
            os.dup2(file, number)
        sys.stdin = sys.__stdin__ = os.fdopen(0, encoding="utf-8", closefd=False)
        sys.stdout = sys.__stdout__ = os.fdopen(1, "w", encoding="utf-8", closefd=False)
        sys.stderr = sys.__stderr__ = os.fdopen(2, "w", encoding="utf-8", errors="backslashreplace", closefd=False)
        os.chdir(folder)
        os.environ.clear()
        os.environ.update(environment)
        importlib.reload(warnings)  # nothing of what the test's own pytest has made of them, and of imports
        logging.root.handlers.clear()
        sys.excepthook, sys.unraisablehook = sys.__excepthook__, sys.__unraisablehook__
        threading.excepthook = threading.__excepthook__
        sys.meta_path[:] = [finder for finder in sys.meta_path if not type(finder).__module__.startswith("_pytest")]
        for name in [one for one in sys.modules if _OF_A_SUITE & {*one.removeprefix("journeys.").split(".")[:1]}]:
            del sys.modules[name]
        step_function_context_registry.clear()
        named = filter(None, environment.get("PYTHONPATH", "").split(os.pathsep))
        sys.path[:] = dict.fromkeys([str(folder), *named, *_FRESH_PATH])
        importlib.invalidate_caches()
        sys.argv = list(arguments)
        runpy.run_module(arguments[0], run_name="__main__", alter_sys=True)
        code = 0
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
        if isinstance(ended.code, str):
            sys.stderr.write(f"{ended.code}\n")
    except BaseException:  # noqa: BLE001 - as Python itself ends
        traceback.print_exc()
    finally:
        _end()
        for stream in (sys.stdout, sys.stderr):
            with suppress(Exception):
                stream.flush()
        os._exit(code)


def _forget_the_end() -> None:
    """Forget what the test's own process does at its end, and have done what modules do that are read anew."""
    atexit._clear()
    weakref.finalize._registry.clear()  # type: ignore[attr-defined]
    weakref.finalize._registered_with_atexit = False  # type: ignore[attr-defined]
    futures._threads_queues.clear()  # type: ignore[attr-defined]
    atexit.register(logging.shutdown)


def _end() -> None:
    """Do what an interpreter does at its end: wait for threads, then run what was registered for it."""
    try:
        threading._shutdown()  # type: ignore[attr-defined]
        atexit._run_exitfuncs()
    except BaseException:  # noqa: BLE001 - as Python itself ends
        traceback.print_exc()


def _wait(child: int, seconds: float) -> int:
    ended = os.pidfd_open(child)
    try:
        if not select.select([ended], [], [], seconds)[0]:
            os.kill(child, signal.SIGKILL)
            message = f"It did not end within {seconds:g} s"
            raise TimeoutError(message)
    finally:
        os.close(ended)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return code
