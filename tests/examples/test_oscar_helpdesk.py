"""Oscar & Helpdesk, shopped as it is installed: what holds, what does not, and nothing else.

What was found, and why it is true, is in docs/findings/oscar-and-helpdesk.md.
"""

import subprocess
import sys
from pathlib import Path

import pytest

from journeys.judging.verdict import Outcome
from journeys.records.run import Run, ScenarioRun, read_run

EXAMPLE = Path(__file__).parents[2] / "examples" / "oscar_helpdesk"
OPEN = EXAMPLE / "fixtures" / "open_company.py"
MAIL_SERVER_MISSING = 2

ENDED = "Ended between the last look and the order, in the <place>"
BROKEN = {
    (ENDED, "website"): {
        "website: charged the regular price",
        "website: charged more than it had just said",
    },
    (ENDED, "app"): {"app: refused to honour the offer"},
    ("Bought in the app",): {
        "The app took an order, and no confirmation of it came to the inbox.",
        "The inbox could not be judged: nothing was told of the price, so nothing of it can count as kept",
    },
    ("Her phone wrote her address with a capital letter",): {"list of cases: could not find the note"},
}
"""The scenarios that break, with every breach that was found in them."""

KEPT = {
    "a_case_is_known_wherever_the_customer_turns": 2,
    "a_code_is_used_once_whichever_cart_it_waits_in": 4,
    "a_confirmation_says_what_was_charged": 4,
    "a_product_costs_the_same_everywhere": 4,
    "an_emailed_code_is_honoured_wherever_it_is_taken": 2,
    "an_offer_changes_while_it_is_in_a_cart": 2,
}
"""How many scenarios of each feature keep."""

pytestmark = pytest.mark.timeout(600)


@pytest.fixture(scope="module")
def shopped(tmp_path_factory: pytest.TempPathFactory) -> Run:
    folder = tmp_path_factory.mktemp("oscar_helpdesk")
    done = at_the_company("journeys", "run", "features", "-n", "2", "--output", str(folder))
    assert done.returncode == 1, done.stdout[-8000:] + done.stderr[-4000:]
    return read_run((folder / "latest").resolve())


def test_exactly_the_known_breaches_are_found(shopped: Run):
    broken = [one for one in shopped.scenarios if one.outcome is Outcome.BROKEN]
    assert {(one.started.name, *one.started.example.values()): breaches(one) for one in broken} == BROKEN


def test_everything_else_is_kept(shopped: Run):
    others = [one for one in shopped.scenarios if one.outcome is not Outcome.BROKEN]
    assert {one.started.scenario for one in others if one.outcome is not Outcome.KEPT} == set()
    files = [Path(one.started.file).stem for one in others]
    assert {file: files.count(file) for file in sorted(set(files))} == KEPT


def test_every_driver_keeps_the_contract():
    done = at_the_company("pytest", "-q", "tests", "-n", "2", "--dist", "loadscope")
    assert done.returncode == 0, done.stdout[-8000:] + done.stderr[-4000:]


def at_the_company(*command: str) -> subprocess.CompletedProcess[str]:
    opened = [sys.executable, OPEN, sys.executable, "-m", *command]
    done = subprocess.run(opened, cwd=EXAMPLE, capture_output=True, text=True, check=False)
    if done.returncode == MAIL_SERVER_MISSING and "Dovecot" in done.stderr:
        pytest.skip(done.stderr.strip())
    return done


def breaches(scenario: ScenarioRun) -> set[str]:
    findings = [found for verdict in scenario.verdicts for found in verdict.findings if found.breach]
    own_words = [step.message for step in scenario.steps if step.message and "\n" not in step.message]
    return {f"{found.touchpoint}: {found.breach}" for found in findings} | {
        words for words in own_words if words.startswith("The ")
    }
