"""The program: it starts fast, says where everything is, and stops cleanly."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import tomllib
from typing import TYPE_CHECKING

import pytest
import requests

from .company import ROOT, running

if TYPE_CHECKING:
    from pathlib import Path

    from .company import Sandbox


def run(*options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "fixtures.sandbox", *options]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=20, check=False)


def test_it_gets_ready_and_resets_again_and_again() -> None:
    with running("--seed-demo-customer") as company:  # how long both take is measured in benchmarks/
        for _ in range(5):
            company.reset()
        login = next(line.split() for line in company.said if line.startswith("  customer"))
        page = company.browser().get("/signin").press("Sign in", email=login[1], password=login[3])
        assert "free phone upgrade" in page.text


def test_its_company_file_has_every_touchpoint(company: Sandbox) -> None:
    facts = company.facts
    assert (facts["schema"], facts["profile"], facts["faults"], facts["hosts"]) == (1, "connected", [], ["127.0.0.1"])
    assert set(facts["touchpoints"]) == {
        "inbox",
        "website",
        "app",
        "call centre",
        "chat",
        "texts",
        "social media",
        "agent desktop",
        "store",
        "complaints desk",
    }
    drivers = [each["driver"] for each in facts["touchpoints"].values()]
    assert [one for one in drivers if not one.startswith(("journeys.touchpoints.", "journeys.fixtures.kestrel."))] == []
    assert facts["touchpoints"]["agent desktop"]["side"] == "backstage"
    assert requests.get(f"{company.address}/api/openapi.json", timeout=10).json()["paths"]["/api/staff/campaigns"]


def test_the_siloed_company_promises_an_answer_within_28_days() -> None:
    with running("--profile", "siloed", "--fault", "agent-hangs-up") as company:
        assert company.facts["standards"]["complaint_answered_within"] == "28 days"
        assert (company.facts["profile"], company.facts["faults"]) == ("siloed", ["agent-hangs-up"])


def test_an_unknown_fault_names_the_nearest_one() -> None:
    answer = run("--fault", "agent-hang-up")
    assert answer.returncode == 2
    assert "There is no fault named 'agent-hang-up'. Did you mean 'agent-hangs-up'?" in answer.stderr
    assert "note-lost-in-store" in answer.stderr


def test_a_port_that_is_taken_is_named() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        answer = run("--port", str(port))
    assert answer.returncode == 2
    assert f"cannot serve on 127.0.0.1:{port}" in answer.stderr
    assert "--port" in answer.stderr


def test_another_mail_server_needs_both_addresses() -> None:
    answer = run("--smtp", "127.0.0.1:2525")
    assert answer.returncode == 2
    assert "--smtp needs --imap too" in answer.stderr


@pytest.mark.parametrize(
    "address", ["shop.example", "http://", "http://shop.example:99999", "http://shop.example/kestrel"]
)
def test_a_public_address_is_one_of_a_site(address: str) -> None:
    answer = run("--public-address", address)
    assert answer.returncode == 2
    assert f"{address!r} is not the address of a site, such as http://127.0.0.1:8080" in answer.stderr


def test_a_refusing_mail_server_is_reported_and_leaves_no_offer() -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{nobody.getsockname()[1]}"
        with running("--smtp", address, "--imap", address) as company:
            account = {
                "first_name": "Ana",
                "last_name": "B",
                "email": "ana@customer.example",
                "phone": "+12025550100",
                "password": "x",
            }
            customer = company.post("/customers", account).json()["customer_id"]
            offer = {
                "customer_id": customer,
                "name": "offer",
                "price": "1",
                "regular_price": "2",
                "valid_through": "2026-11-30T10:00:00Z",
            }
            answer = company.post("/campaigns", offer)
            assert answer.status_code == 502
            assert f"The mail server at {address} did not take the message" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("how", "options"), [(signal.SIGTERM, []), (signal.SIGINT, []), (signal.SIGTERM, ["--stop-with-stdin"])]
)
def test_it_stops_cleanly_on_a_signal(tmp_path: Path, how: signal.Signals, options: list[str]) -> None:
    command = [sys.executable, "-m", "fixtures.sandbox", "--company-file", str(tmp_path / "company.toml"), *options]
    opened = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    process = subprocess.Popen(command, cwd=ROOT, text=True, env={"TMPDIR": str(tmp_path)}, **opened)
    assert process.stdout
    assert any(line == "ready\n" for line in process.stdout)
    assert tomllib.loads((tmp_path / "company.toml").read_text())["name"] == "Kestrel Mobile"
    process.send_signal(how)
    _, said = process.communicate(timeout=10)
    assert (process.returncode, said) == (0, "")
    assert [each.name for each in tmp_path.iterdir()] == ["company.toml"]
