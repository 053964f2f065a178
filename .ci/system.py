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
from pathlib import Path

_VENV = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"


def main() -> str | None:
    """Install what is missing, or say what is and the command to type."""
    is_root = sys.platform != "win32" and os.geteuid() == 0
    missing = {_VENV: "virtual environments"} if importlib.util.find_spec("ensurepip") is None else {}
    if not Path("/etc/debian_version").exists():
        return f"{sys.executable} cannot make virtual environments: install what brings its venv." if missing else None
    if not is_root:
        missing |= _of_the_browser()
    if not missing:
        return None
    command = f"apt-get update && apt-get install -y --no-install-recommends {' '.join(missing)}"
    if is_root:
        done = subprocess.run(command, shell=True, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"}, check=False)  # noqa: S602 - two words of ours
        return f"This did not work: {command}" if done.returncode else None
    listed = "\n".join(f"  {name:24}{purpose}" for name, purpose in missing.items())
    return f"""\
This machine has no
{listed}
which only root can install. Type this, then the same command again:
  sudo sh -c '{command}'"""


def _of_the_browser() -> dict[str, str]:
    missing = {} if _is_there("libatomic.so.1") else {"libatomic1": "library of what drives the browser"}
    # Every Chromium stands on libnss3. Ubuntu has no such package: there, set-up tells what Playwright's own needs.
    if not (os.environ.get("JOURNEYS_BROWSER") or _is_there("libnss3.so") or _is_ubuntu()):
        missing |= {"chromium-headless-shell": "browser", "fonts-liberation": "letters for its pages"}
    return missing


def _is_there(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _is_ubuntu() -> bool:
    release = platform.freedesktop_os_release()
    return "ubuntu" in f"{release.get('ID')} {release.get('ID_LIKE')}"


if __name__ == "__main__":
    if message := main():
        print(message, file=sys.stderr)  # noqa: T201 - its only answer
        sys.exit(2)
