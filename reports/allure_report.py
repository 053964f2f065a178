"""The Allure report of a run: its setting, written beside the results, and the HTML made with Allure 3."""

from __future__ import annotations

import json
import re
import subprocess
from importlib import metadata
from pathlib import Path

import journeys.errors
from journeys.errors import AuthorError, Compromised
from journeys.evidence.harmless import on_one_line
from journeys.records.run import Run
from journeys.records.triage import WIP

from .allure_home import SETTINGS, command, environment, is_installed
from .wording import plural

__all__ = ["PAGE", "RESULTS", "AllureFailed", "make_report", "write_setting"]

RESULTS = "allure-results"
"""The folder of the results, within the run's."""

PAGE = "allure-report/index.html"
"""The report, within the run's folder."""

_TIMEOUT_SECONDS = 300
_LAST_LINES = 5
_ANALYTICS = re.compile(
    r"<script[^>]*googletagmanager\.com[^>]*></script>\s*<script>\s*window\.dataLayer.*?</script>", re.DOTALL
)


class AllureFailed(Exception):
    """Allure is there but made no report."""


def make_report(run: Run) -> Path | None:
    """Make the HTML from the run's results; return None if there are none or Allure is not installed.

    Raises:
        AllureFailed: With the end of what Allure said.
    """
    results, target = run.folder / RESULTS, run.folder / PAGE
    if not results.is_dir() or not is_installed():
        return None
    write_setting(run)
    arguments = ["generate", str(results.resolve()), "--output", str(target.parent.resolve())]
    arguments += ["--config", str(SETTINGS), "--cwd", str(run.folder.resolve())]
    try:
        done = subprocess.run(
            [command(), *arguments],
            capture_output=True,
            text=True,
            timeout=_TIMEOUT_SECONDS,
            check=False,
            env=environment(),
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise AllureFailed(f"Allure could not be run: {error}") from error
    if done.returncode or not target.exists():
        said = (done.stdout + done.stderr).strip().splitlines()[-_LAST_LINES:]
        raise AllureFailed("Allure made no report:\n" + "\n".join(said))
    _keep_to_ourselves(target)
    return target


def write_setting(run: Run) -> None:
    """Write what was shopped, and whose fault each failure is, for Allure to show."""
    results = run.folder / RESULTS
    if not results.is_dir():
        return
    facts = "".join(f"{name} = {on_one_line(value)}\n" for name, value in _setting(run).items() if value)
    (results / "environment.properties").write_text(facts, encoding="utf-8")
    (results / "categories.json").write_text(json.dumps(_categories(), indent=2), encoding="utf-8")


def _setting(run: Run) -> dict[str, str]:
    started = run.started
    if started is None:
        return {}
    return {
        "Company": started.company,
        "Profile": started.profile,
        "Faults": ", ".join(started.faults) or ("none" if started.passing else ""),
        "Seed": str(started.shopper_seed),
        "Locale": started.locale,
        "Harness": f"Mystery Shopper {started.version}",
        "Features checked": "" if all(start.preflight for start in run.starts) else "no (--no-preflight)",
        "Not walked": plural(len(run.not_walked), "scenario") if run.not_walked else "",
        "Browser": f"Chromium, through Playwright {metadata.version('playwright')}",
    }


def _categories() -> list[dict[str, object]]:
    """Sort failures by whose fault they are, by the names in the tree of errors."""
    return [
        {"name": "Broken promises (the company's)", "matchedStatuses": ["failed"]},
        {"name": "Known breaches", "matchedStatuses": ["skipped"], "messageRegex": "(?s)known: .*"},
        {"name": "Work in progress", "matchedStatuses": ["skipped"], "messageRegex": f"(?s){WIP}: .*"},
        _broken("Compromised (the world's)", Compromised),
        _broken("Script errors (the author's)", AuthorError, "StepDefinitionNotFoundError"),
        {"name": "Errors of the harness", "matchedStatuses": ["broken"]},
    ]


def _broken(name: str, family: type[Exception], *others: str) -> dict[str, object]:
    members = [one for one in journeys.errors.__all__ if _belongs(one, family)]
    pattern = "|".join([*members, *others])
    return {"name": name, "matchedStatuses": ["broken"], "messageRegex": rf"(?s)(.*\.)?({pattern})\b.*"}


def _belongs(name: str, family: type[Exception]) -> bool:
    member = getattr(journeys.errors, name)
    return isinstance(member, type) and issubclass(member, family)


def _keep_to_ourselves(page: Path) -> None:
    """Take out the counter that would tell a third party of each reader; Allure 3 has no option for that."""
    text = page.read_text(encoding="utf-8")
    page.write_text(_ANALYTICS.sub("", text, count=1), encoding="utf-8")
