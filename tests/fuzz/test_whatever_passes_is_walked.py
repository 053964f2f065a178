"""Whatever ``shop check`` passes, the run can walk: scenarios made of the catalogue, walked at the demo company.

``WALKED=10000 pytest tests/fuzz/test_whatever_passes_is_walked.py`` walks more, ``FUZZ_SEED`` others; ``WALKED_AT=all``
goes to the places that need a browser, too.
"""

from __future__ import annotations

import importlib
import os
from pathlib import Path
from random import Random

import pytest
from pytest_bdd.steps import step_function_context_registry

import steps
from fixtures.sandbox.company_file import facts_unopened
from journeys.company.company_file import described
from journeys.gherkin.checking.checking import Checker
from journeys.gherkin.sentences.matching import SentenceIndex
from journeys.records.run import ScenarioRun, read_run
from journeys.records.triage import Triage
from tests.forked import run_module

from .scenarios import Written, feature, scenarios

ROOT = Path(__file__).parents[2]
WALKED = int(os.environ.get("WALKED", "25"))
SEED = int(os.environ.get("FUZZ_SEED", "4711"))
WITHOUT_A_BROWSER = ["inbox", "app", "call centre"]
_A_FILE, _SECONDS, _SECONDS_EACH = 50, 120, 20


@pytest.mark.timeout(_SECONDS + WALKED * _SECONDS_EACH)
def test_whatever_check_passes_the_run_can_walk(tmp_path: Path) -> None:
    for module in steps.pytest_plugins:
        importlib.import_module(module)
    company = described(facts_unopened("connected", (), "127.0.0.1", "http://127.0.0.1:9"))
    checker = Checker(company, SentenceIndex(step_function_context_registry.values()))
    places = list(company.touchpoints) if os.environ.get("WALKED_AT") == "all" else WITHOUT_A_BROWSER
    suite = tmp_path / "suite"
    (suite / "features").mkdir(parents=True)
    plugins = '["journeys.steps", "journeys.fixtures", "journeys.reports"]'
    (suite / "conftest.py").write_text(f"pytest_plugins = {plugins}\n", encoding="utf-8")
    (suite / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    made = scenarios(checker, places, Random(SEED), WALKED, tmp_path / "made.feature")  # noqa: S311
    named = [(f"Scenario {number}", one) for number, one in enumerate(made)]
    for at in range(0, WALKED, _A_FILE):
        text = feature(f"From {at}", named[at : at + _A_FILE])
        (suite / "features" / f"from_{at}.feature").write_text(text, encoding="utf-8")

    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    environment["PYTEST_ADDOPTS"] = "--no-report -p no:cacheprovider -p no:randomly"
    command = ["run", "features", "--company", "connected", "--output", str(tmp_path / "runs")]
    _, out, err = run_module(
        "journeys", *command, folder=suite, environment=environment, seconds=_SECONDS + WALKED * _SECONDS_EACH
    )

    runs = list((tmp_path / "runs").glob("2*"))
    assert runs, out + err
    (run,) = runs
    walked = read_run(run).scenarios
    assert len(walked) == WALKED, out + err
    wrong = [one for one in walked if one.triage is Triage.ERROR or one.ended is None]
    assert not wrong, "\n\n".join(_told(one, dict(named)) for one in wrong)


def _told(walked: ScenarioRun, named: dict[str, list[Written]]) -> str:
    """Tell a scenario that was not walked to its end, with what ended it."""
    lines = [line for step in named[walked.started.name] for line in step.lines]
    return "\n".join([f"{walked.started.name}: {walked.ended and walked.ended.error}", *lines])
