"""The shop on Vendure is walked: what it keeps and breaks is known, checked by hand, and told in docs/findings."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from examples.mail_server import missing_mail_server
from journeys.judging.verdict import Outcome
from journeys.records.run import ScenarioRun, read_run

EXAMPLE = Path(__file__).parents[2] / "examples" / "vendure"

pytestmark = [
    pytest.mark.timeout(720),  # the whole walk, with the installation, is made for the first test
    pytest.mark.skipif(shutil.which("npm") is None, reason="Vendure is installed with npm, which is not here"),
    pytest.mark.skipif(missing_mail_server() is not None, reason=str(missing_mail_server())),
]

KEPT = {
    "Linda compares prices[Rain jacket-59.99 EUR]",
    "Linda compares prices[Tea mug-12.49 EUR]",
    "She buys in the app",
    "She prefers to talk",
    "She tries it a second time in the app",
    "She orders by phone and pays in the app",
    "She pays by phone, then in the app",
    "Lowered to half while the agent has the order open",
}
BROKEN = {
    "One jacket, bought in the app": {"inbox: contradicted itself"},
    "Three jackets, where rounding matters": {"inbox: contradicted itself"},
    "Three jackets, bought by phone": {"inbox: contradicted itself"},
    "She tries it a second time by phone": {"call centre: led the customer into a dead end"},
    "She pays in the app, then by phone": {"call centre: charged more than it had just said"},
    "The order by phone waits for its payment while she pays in the app": {"app: refused to honour the offer"},
    "Withdrawn while it is in the cart of the app": {"app: charged the regular price"},
    "Withdrawn while the agent has the order open": {
        "call centre: charged the regular price",
        "call centre: refused to honour the offer",
        "call centre: charged more than it had just said",
    },
    "Ended early while it is in the cart of the app": {"app: charged the regular price"},
    "Lowered to half while it is in the cart of the app": {"app: honoured part of the offer"},
}


@pytest.fixture(scope="module")
def walked(tmp_path_factory) -> dict[str, ScenarioRun]:
    folder = tmp_path_factory.mktemp("vendure")
    command = [sys.executable, "-m", "pytest", "-q", "features", "--output", str(folder)]
    done = subprocess.run(
        [sys.executable, "fixtures/open_company.py", *command], cwd=EXAMPLE, capture_output=True, text=True, check=False
    )
    assert done.returncode == pytest.ExitCode.TESTS_FAILED, done.stdout + done.stderr
    return {one.started.scenario.rpartition("::")[2]: one for one in read_run(folder / "latest").scenarios}


def test_every_scenario_was_walked_to_its_end(walked):
    assert set(walked) == KEPT | set(BROKEN)
    assert [name for name, one in walked.items() if any(visit.problem for visit in one.visits)] == []


@pytest.mark.parametrize("name", sorted(KEPT))
def test_vendure_keeps(walked, name):
    assert (walked[name].outcome, _breaches(walked[name])) == (Outcome.KEPT, set())


@pytest.mark.parametrize("name", sorted(BROKEN))
def test_vendure_breaks(walked, name):
    assert (walked[name].outcome, _breaches(walked[name])) == (Outcome.BROKEN, BROKEN[name])


def _breaches(scenario: ScenarioRun) -> set[str]:
    """Everything that was broken."""
    findings = (finding for verdict in scenario.verdicts for finding in verdict.findings)
    return {f"{one.touchpoint}: {one.breach}" for one in findings if one.outcome is Outcome.BROKEN}
