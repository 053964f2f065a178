"""Looks for what only root can install, before there is a ``.venv``: all of it at once.

Root on Debian or Ubuntu gets what ``.venv`` needs; set-up brings the rest later. Everybody else is told in one message.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import platform
import subprocess
import sys

_INSTALL = "apt-get update && apt-get install -y --no-install-recommends"


def main() -> str | None:
    """Install what is missing, or say what is and the command to type."""
    has_venv, system = importlib.util.find_spec("ensurepip") is not None, _system()
    if not system & {"debian", "ubuntu"}:
        return None if has_venv else f"{sys.executable} cannot make virtual environments: install its venv."
    missing = {} if has_venv else {f"python{sys.version_info[0]}.{sys.version_info[1]}-venv": "virtual environments"}
    if _is_root():
        return _install([*missing])
    if not _is_there("libatomic.so.1"):
        missing |= {"libatomic1": "a library of what drives the browser"}
    # Every Chromium stands on libnss3. Ubuntu has it as a snap only: there, set-up tells what Playwright's own needs.
    if not (os.environ.get("JOURNEYS_BROWSER") or _is_there("libnss3.so") or "ubuntu" in system):
        missing |= {"chromium-headless-shell": "a browser", "fonts-liberation": "letters for its pages"}
    return _told(missing) if missing else None


def _told(missing: dict[str, str]) -> str:
    listed = "\n".join(f"  {package:24} {purpose}" for package, purpose in missing.items())
    command = f"sudo sh -c '{_INSTALL} {' '.join(missing)}'"
    return f"Missing here, and only root can install it:\n{listed}\nType this, then the same again:\n  {command}"


def _install(packages: list[str]) -> str | None:
    command = ["sh", "-c", f"{_INSTALL} {' '.join(packages)}"]
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    if packages and subprocess.run(command, env=environment, check=False).returncode:
        return f"This failed, and there is no .venv without it: {command[-1]}"
    return None


def _system() -> set[str]:
    """Name the system, and those it is like."""
    try:
        release = platform.freedesktop_os_release()
    except OSError:
        return set()
    return {release["ID"], *release.get("ID_LIKE", "").split()}


def _is_root() -> bool:
    return os.geteuid() == 0


def _is_there(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


if __name__ == "__main__":
    if message := main():
        print(message, file=sys.stderr)  # noqa: T201 - its only answer
        sys.exit(2)
