"""Where Allure 3 is installed; ``python -m journeys.reports.allure_home`` installs it for the user."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from platformdirs import user_data_path

__all__ = ["HOW_TO_INSTALL", "SETTINGS", "command", "environment", "install", "is_installed"]

HOW_TO_INSTALL = "No Allure report: Allure 3 is not installed. Install it with: shop setup"

_HERE = Path(__file__).parent / "allure"
_FOR_THE_USER = user_data_path("mystery-shopper") / "allure"
_LOCKED = ("package.json", "package-lock.json")
_NO_NODE = """\
Allure 3 needs Node 20 or newer. Install one of these, then try again:
  into this environment   pip install "mystery-shopper[report]"
  Debian, Ubuntu          sudo apt-get install nodejs npm"""
_USAGE_ERROR = 2

SETTINGS = _HERE / "allurerc.mjs"
"""What the report is called, and how failures are sorted."""


def command() -> Path:
    """Return Allure's program, where it is or would be: beside this file in a checkout, else among the user's data."""
    homes = [home for home in (_HERE, _FOR_THE_USER) if (home / "node_modules").is_dir()]
    return (homes or [_FOR_THE_USER])[0] / "node_modules" / ".bin" / "allure"


def is_installed() -> bool:
    """Tell whether Allure 3 is there."""
    return command().exists()


def environment() -> dict[str, str]:
    """Return the environment that Node's programs run in: a Node of this Python environment's own comes first."""
    own = Path(sys.executable).parent
    return {**os.environ, "NO_COLOR": "1", "PATH": f"{own}{os.pathsep}{os.environ.get('PATH', '')}"}


def install() -> bool:
    """Install the locked version for the user; tell whether that worked."""
    path = environment()["PATH"]
    npm = shutil.which("npm", path=path)
    if npm is None or shutil.which("node", path=path) is None:
        print(_NO_NODE, file=sys.stderr)  # noqa: T201 - set-up says what it does
        return False
    _FOR_THE_USER.mkdir(parents=True, exist_ok=True)
    for name in _LOCKED:
        shutil.copy(_HERE / name, _FOR_THE_USER)
    quietly = ["--ignore-scripts", "--loglevel=error", "--no-audit", "--no-fund"]
    return subprocess.run([npm, "ci", *quietly], cwd=_FOR_THE_USER, env=environment(), check=False).returncode == 0


if __name__ == "__main__":
    if not is_installed() and not install():
        sys.exit(_USAGE_ERROR)
    print("Allure:", command())  # noqa: T201 - its only answer
