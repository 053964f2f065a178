"""A build hook: the wheel carries the site, so that ``shop docs`` opens it without a network."""  # noqa: INP001 - hatch runs this file, nobody imports it

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

MADE_WITH = ("sphinx", "myst_parser", "furo", "sphinx_click", "journeys")


class CarriesTheSite(BuildHookInterface):  # type: ignore[type-arg]
    """Builds the site into the wheel where the tools for it are; else what ``make docs`` has built, if it has."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build it; an editable install needs none, since its readers have the sources."""
        if version == "editable":
            return
        root = Path(self.root)
        site = root / "docs" / "_build"
        if all(map(find_spec, MADE_WITH)):
            site = root / "build" / "site"
            doctrees = root / "build" / "doctrees"
            command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", "-d", doctrees, root / "docs", site]
            subprocess.run(command, check=True, cwd=root)
        if (site / "index.html").exists():
            build_data["force_include"][str(site)] = "journeys/site"
