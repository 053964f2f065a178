"""Makes every document of a run and says where each is."""

from __future__ import annotations

from journeys.records.run import Run
from journeys.running.cleanup import left_behind_words

from .allure_home import HOW_TO_INSTALL, is_installed
from .allure_report import RESULTS, AllureFailed, make_report
from .journey_page import write_page
from .wording import plural

__all__ = ["publish"]


def publish(run: Run, *, allure: bool = True) -> list[str]:
    """Write the journey page and, unless left out, the Allure report; return a line about each.

    Args:
        run: What to report.
        allure: Whether to make the Allure report as well, which takes some seconds.
    """
    lines = [*left_behind_words(run), f"Journeys: {write_page(run)}"]
    if not allure or not (run.folder / RESULTS).is_dir():
        return lines
    if not is_installed():
        return [*lines, HOW_TO_INSTALL]
    try:
        lines.append(f"Allure:   {make_report(run)}")
    except AllureFailed as error:
        lines.append(str(error))
    return [*lines, *_not_in_allure(run)]


def _not_in_allure(run: Run) -> list[str]:
    """Say whose results could not be kept while the scenarios were walked, on a full disk."""
    walked = sum(1 for one in run.scenarios if one.ended)
    kept = sum(1 for _ in (run.folder / RESULTS).glob("*-result.json"))
    if kept >= walked:
        return []
    return [
        f"In Allure's report, {walked - kept} of {plural(walked, 'scenario')} are missing: there was no room for them."
    ]
