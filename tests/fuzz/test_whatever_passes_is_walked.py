"""Whatever ``shop check`` passes, the run can walk: scenarios made of the catalogue, walked at the demo company.

``WALKED=10000 pytest tests/fuzz/test_whatever_passes_is_walked.py`` walks more, ``FUZZ_SEED`` others; ``WALKED_AT=all``
goes to the places that need a browser, too.
"""

from __future__ import annotations

import importlib
import os
from pathlib import Path
from random import Random

from pytest_bdd.steps import step_function_context_registry

import steps
from fixtures.sandbox.company_file import facts_unopened
from journeys.company.company_file import described
from journeys.gherkin.checking.checking import Checker
from journeys.gherkin.sentences.matching import SentenceIndex
from journeys.records.run import read_run
from journeys.records.triage import Triage
from tests.forked import run_module

from .scenarios import feature, scenarios

ROOT = Path(__file__).parents[2]
WALKED = int(os.environ.get("WALKED", "60"))
SEED = int(os.environ.get("FUZZ_SEED", "4711"))
WITHOUT_A_BROWSER = ["inbox", "app", "call centre"]
_A_FILE, _SECONDS_EACH = 50, 20


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
    made = list(enumerate(scenarios(checker, places, Random(SEED), WALKED, tmp_path / "made.feature")))  # noqa: S311
    for at in range(0, WALKED, _A_FILE):
        named = [(f"Scenario {number}", one) for number, one in made[at : at + _A_FILE]]
        (suite / "features" / f"from_{at}.feature").write_text(feature(f"From {at}", named), encoding="utf-8")

    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    environment["PYTEST_ADDOPTS"] = "--no-report -p no:cacheprovider -p no:randomly"
    command = ["run", "features", "--company", "connected", "--output", str(tmp_path / "runs")]
    _, out, err = run_module(
        "journeys", *command, folder=suite, environment=environment, seconds=60 + WALKED * _SECONDS_EACH
    )

    runs = list((tmp_path / "runs").glob("2*"))
    assert runs, out + err
    (run,) = runs
    walked = read_run(run).scenarios
    assert len(walked) == WALKED, out + err
    wrong = {
        one.started.name: (one.triage.name, one.ended and one.ended.error) for one in walked if not _well(one.triage)
    }
    told = [
        f"{name}: {error}\n" + "\n".join(line for step in dict(_named(made))[name] for line in step.lines)
        for name, error in wrong.items()
    ]
    assert not wrong, f"{len(wrong)} of {WALKED}:\n" + "\n\n".join(told)


def _named(made: list[tuple[int, list[object]]]) -> list[tuple[str, list[object]]]:
    return [(f"Scenario {number}", one) for number, one in made]


def _well(stands: Triage) -> bool:
    """Tell whether a scenario was walked to its end and judged, whatever came of it."""
    return stands not in {Triage.ERROR, Triage.COMPROMISED}
