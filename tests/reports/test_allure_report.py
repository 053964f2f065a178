"""Rebuilding the reports by command, and the Allure page in a real browser."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, expect

from journeys.records.record import NotWalked
from journeys.records.run import Run
from reports import allure_home
from reports.__main__ import rebuild
from reports.allure_home import HOW_TO_INSTALL, is_installed
from reports.allure_report import PAGE, RESULTS, make_report, write_setting
from reports.publish import publish
from reports.wording import plural

NEEDS_ALLURE = pytest.mark.skipif(not is_installed(), reason="Allure 3 is not installed; make setup installs it")


@pytest.fixture
def with_results(siloed: Run) -> Run:
    """Give a run with one Allure result."""
    results = siloed.folder / RESULTS
    results.mkdir()
    result = {
        "uuid": "5f0c",
        "name": "She prefers to talk",
        "status": "failed",
        "statusDetails": {"message": "the call centre: promised $0.00, told $130.00"},
        "labels": [{"name": "epic", "value": "Offers"}, {"name": "host", "value": "some-machine"}],
        "steps": [{"name": "Then every touchpoint honours the promise", "status": "failed"}],
        "start": 1,
        "stop": 2,
    }
    (results / "5f0c-result.json").write_text(json.dumps(result))
    return siloed


def _keep_allure_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(allure_home, "_HERE", folder)
    monkeypatch.setattr(allure_home, "_FOR_THE_USER", folder)


def test_the_command_rebuilds_the_page_and_prints_the_matrix(
    siloed: Run, write_ledger: Callable[[Run], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    _keep_allure_in(Path("nowhere"), monkeypatch)
    done = CliRunner().invoke(rebuild, [str(write_ledger(siloed))])
    assert done.exit_code == 0
    assert "1 of 1 promise was broken." in done.output
    assert (siloed.folder / "journeys.html").exists()


def test_a_folder_without_a_ledger_is_a_usage_error(tmp_path: Path) -> None:
    done = CliRunner().invoke(rebuild, [str(tmp_path)])
    assert done.exit_code == 2
    assert "holds no ledger" in done.output


def test_without_allure_one_line_says_how_to_get_it(
    with_results: Run, write_ledger: Callable[[Run], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    _keep_allure_in(Path("nowhere"), monkeypatch)
    done = CliRunner().invoke(rebuild, [str(write_ledger(with_results))])
    assert done.exit_code == 0
    assert HOW_TO_INSTALL in done.output


def test_an_allure_that_fails_is_quoted_and_stops_nothing(
    with_results: Run, write_ledger: Callable[[Run], Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    broken = tmp_path / "node_modules" / ".bin" / "allure"
    broken.parent.mkdir(parents=True)
    broken.write_text("#!/bin/sh\necho out of memory >&2\nexit 3\n")
    broken.chmod(0o755)
    _keep_allure_in(tmp_path, monkeypatch)
    done = CliRunner().invoke(rebuild, [str(write_ledger(with_results))])
    assert done.exit_code == 0
    assert "Allure made no report:\nout of memory" in done.output


def test_it_runs_as_a_module() -> None:
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-m", "reports", "--help"], cwd=root, capture_output=True, text=True, check=True, timeout=60
    )
    assert "RUN_FOLDER" in done.stdout


def test_the_setting_tells_company_and_faults(with_results: Run) -> None:
    write_setting(with_results)
    text = (with_results.folder / RESULTS / "environment.properties").read_text()
    assert "Company = Kestrel Mobile\nProfile = siloed\nFaults = note-not-shared\nSeed = 4711\n" in text


def test_the_setting_tells_that_features_were_not_checked_and_who_was_not_walked(with_results: Run) -> None:
    assert with_results.started is not None
    with_results.starts.append(replace(with_results.started, preflight=False))
    with_results.not_walked.append(NotWalked(scenario="features/a.feature::A", why="it went missing"))
    write_setting(with_results)
    text = (with_results.folder / RESULTS / "environment.properties").read_text()
    assert "Features checked = no (--no-preflight)\nNot walked = 1 scenario\n" in text


@NEEDS_ALLURE
def test_known_breaches_have_a_category_of_their_own(with_results: Run, browser: Browser) -> None:
    results = with_results.folder / RESULTS
    known = json.loads((results / "5f0c-result.json").read_text()) | {
        "uuid": "6f0c",
        "name": "Old",
        "status": "skipped",
    }
    known["statusDetails"] = {"message": "known: KM-17 until 31 December 2026: the store broke it"}
    (results / "6f0c-result.json").write_text(json.dumps(known))
    path = make_report(with_results)
    assert path is not None
    tab = browser.new_page()
    tab.goto(path.resolve().as_uri())
    tab.get_by_text("Old").first.click()
    expect(tab.get_by_text("Known breaches (accepted until a day)").first).to_be_visible()


@NEEDS_ALLURE
def test_the_allure_page_shows_the_breach_and_asks_nobody(with_results: Run, browser: Browser) -> None:
    path = make_report(with_results)
    assert path == with_results.folder / PAGE
    tab, asked = browser.new_page(), []
    tab.on("request", lambda request: None if request.url.startswith(("data:", "blob:")) else asked.append(request.url))
    tab.goto(path.resolve().as_uri())
    expect(tab).to_have_title("Mystery Shopper")
    tab.get_by_text("She prefers to talk").first.click()
    expect(tab.get_by_text("promised $0.00, told $130.00").first).to_be_visible()
    expect(tab.get_by_text("Broken promises (the company)").first).to_be_visible()
    assert asked == [path.resolve().as_uri()]
    assert "some-machine" not in tab.inner_text("body")


@NEEDS_ALLURE
def test_results_for_which_there_was_no_room_are_missed_aloud(with_results: Run) -> None:
    assert not any("missing" in line for line in publish(with_results))
    for result in (with_results.folder / RESULTS).iterdir():
        result.unlink()

    assert publish(with_results)[-1] == (
        f"In Allure's report, {len(with_results.scenarios)} of {plural(len(with_results.scenarios), 'scenario')} "
        "are missing: there was no room for them."
    )
