"""``shop setup``: install what pip cannot."""

from __future__ import annotations

import subprocess
import sys

import click

__all__ = ["setup"]


@click.command()
def setup() -> None:
    """Install what pip cannot: a browser to shop with, and Allure 3 for the report.

    Exit code: 0 both are there, 2 one is missing; the message says what to install by hand.
    """
    parts = ("journeys.tools.browser", "journeys.reports.allure_home")
    missing = [part for part in parts if subprocess.call([sys.executable, "-m", part])]
    sys.exit(2 if missing else 0)
