"""Finds a browser to shop with, and as ``python -m journeys.tools.browser`` installs one where there is none."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NotRequired, TypedDict

import playwright

from journeys.errors import BrowserMissing

__all__ = ["DRIVER", "LaunchOptions", "ensure", "launch_options"]

_OVERRIDE, _OWN = "JOURNEYS_BROWSER", "Playwright's own build"
DRIVER = Path(playwright.__file__).parent / "driver" / "package"
"""The program that drives the browser, as Playwright carries it."""
_IS_ROOT = sys.platform != "win32" and os.geteuid() == 0
_NODE = shutil.which("node", path=DRIVER.parent) or "node"
# The same engine without the desktop around it: it opens a page for a new shopper in a quarter of the time.
_SHELL = "chromium-headless-shell"
_DESKTOP = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge", "microsoft-edge")
_NAMES = (_SHELL, *_DESKTOP)
_MAC_APPS = [f"/Applications/{name}.app/Contents/MacOS/{name}" for name in ("Google Chrome", "Chromium")]
# It talks to the company and to nobody else: no updates, no sync, no first-run pages.
_QUIET = ("--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run")
# Who opens another page of the same site stays in the process that has it: a clerk's fresh page in half the time.
# Shoppers share none, whatever these say, nor do sites.
_LEAN = ("--renderer-process-limit=1", "--process-per-site")
_HINT = f"""\
Install one of these, then try again:
  Playwright's own      {sys.executable} -m playwright install --with-deps chromium
  Debian, Fedora        sudo apt-get install chromium, sudo dnf install chromium
  macOS, Windows        Google Chrome, or the first line of this list without --with-deps
or set {_OVERRIDE} to the full path of a Chromium or Chrome."""


class LaunchOptions(TypedDict):
    """Keyword arguments for Playwright's ``chromium.launch``; without a path it launches its own build."""

    args: list[str]
    executable_path: NotRequired[str]


def launch_options() -> LaunchOptions:
    """Say how to launch the browser of this machine.

    Raises:
        BrowserMissing: There is none; the message says what to install.
    """
    args = ["--force-webrtc-ip-handling-policy=disable_non_proxied_udp", *_QUIET, *_LEAN, *["--no-sandbox"] * _IS_ROOT]
    if chosen := os.environ.get(_OVERRIDE):
        if not os.access(chosen, os.X_OK) or Path(chosen).is_dir():
            message = f"{_OVERRIDE} is {chosen!r}, which is no program. Give the full path of a Chromium or Chrome."
            raise BrowserMissing(message)
        return {"args": args, "executable_path": chosen}
    if _playwrights_own_is_installed():
        return {"args": args}
    if path := _systems():
        return {"args": args, "executable_path": path}
    raise BrowserMissing(f"There is no browser on this machine. {_HINT}")


def ensure() -> str:
    """Make sure there is a browser, installing one if need be, and say which it is.

    Raises:
        BrowserMissing: There is none and none could be installed, or what was installed does not start.
    """
    root_on_debian = _IS_ROOT and Path("/etc/debian_version").exists()
    if _why_the_driver_does_not_start() and root_on_debian:
        _install_packages("libatomic1")
    if reason := _why_the_driver_does_not_start():
        raise BrowserMissing(f"Playwright does not start: {reason}On Debian or Ubuntu: sudo apt-get install libatomic1")
    if os.environ.get(_OVERRIDE) or _playwrights_own_is_installed():
        return launch_options().get("executable_path", _OWN)
    if _systems():
        if root_on_debian and not shutil.which(_SHELL):
            _install_packages(_SHELL)
        return launch_options().get("executable_path", _OWN)
    cli = (_NODE, DRIVER / "cli.js")  # what `playwright` starts, without the process between
    if _ran(*cli, "install", "chromium", seconds=240):
        if root_on_debian and _why_it_does_not_start():
            _ran(*cli, "install-deps", "chromium", seconds=600)
        if not _why_it_does_not_start():
            return _OWN
        _ran(*cli, "uninstall", seconds=60)  # or the next look would find it, and believe in it
    if root_on_debian:
        _install_packages(_SHELL, "fonts-liberation") or _install_packages("chromium", "fonts-liberation")
    if reason := _why_it_does_not_start():
        raise BrowserMissing(reason)
    return launch_options().get("executable_path", _OWN)


def _playwrights_own_is_installed() -> bool:
    """Whether the build that this version of Playwright wants is there; starts nothing, to be quick."""
    browsers = json.loads((DRIVER / "browsers.json").read_text(encoding="utf-8"))["browsers"]
    build = next(entry for entry in browsers if entry["name"] == "chromium-headless-shell")
    cache = {"win32": "AppData/Local", "darwin": "Library/Caches"}.get(sys.platform)
    usual = Path.home() / cache if cache else Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    chosen = os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or usual / "ms-playwright"
    folder = DRIVER / ".local-browsers" if chosen == "0" else Path(chosen)
    return (folder / f"chromium_headless_shell-{build['revision']}" / "INSTALLATION_COMPLETE").exists()


def _systems() -> str | None:
    """Path of the browser that the system has. Ubuntu's is a script that asks for a snap: without that, it is none."""
    for path in (*map(shutil.which, _NAMES), *_MAC_APPS):
        if path and Path(path).exists():
            with Path(path).open("rb") as file:
                asks_for_snap = b"/snap/bin/chromium" in file.read(10_000)
            if not asks_for_snap or Path("/snap/bin/chromium").exists():
                return path
    return None


def _why_the_driver_does_not_start() -> str | None:
    """Start what drives the browser, which takes some hundredths of a second: on a bare machine it lacks a library."""
    done = subprocess.run([_NODE, "--version"], capture_output=True, text=True, check=False)
    return done.stderr if done.returncode else None


def _why_it_does_not_start() -> str | None:
    """Launch the browser once; None if a page opened. Where there is none, it is missing."""
    from playwright.sync_api import Error, sync_playwright

    try:
        with sync_playwright() as started, started.chromium.launch(**launch_options()) as browser:
            browser.new_page().set_content("<title>It works</title>")
    except Error as error:
        return f"A browser was installed but does not start: {error.message.splitlines()[0]}\n{_HINT}"
    return None


def _install_packages(*names: str) -> bool:
    install = ("apt-get", "install", "-y", "--no-install-recommends", *names)
    return _ran("apt-get", "update", seconds=120) and _ran(*install, seconds=600)


def _ran(*command: str | Path, seconds: float) -> bool:
    """Run a program, for so long at most; whether it succeeded."""
    print("$", *command, flush=True)  # noqa: T201 - set-up says what it does
    quick = {"DEBIAN_FRONTEND": "noninteractive", "PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": "5000"}
    try:
        return subprocess.run(command, env=os.environ | quick, timeout=seconds, check=False).returncode == 0
    except subprocess.TimeoutExpired:
        return False


if __name__ == "__main__":
    try:
        print("browser:", ensure())  # noqa: T201 - its only answer
    except BrowserMissing as missing:
        print(missing, file=sys.stderr)  # noqa: T201 - as above
        sys.exit(2)
