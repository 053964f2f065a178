"""The shop command: what it answers, and how it ends."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from fixtures.company import open_sandbox
from fixtures.sandbox.cli import main as sandbox
from fixtures.sandbox.mail.server import MailServer
from fixtures.sandbox.policy.faults import FAULTS
from journeys.cli import main
from journeys.errors import InvalidLedger, NotKept, Unreachable
from reports.__main__ import rebuild

from .conftest import EFFORT, Shop

DEAD_COMPANY = """\
name = "Kestrel Mobile"
currency = "USD"
hosts = ["127.0.0.1"]

[back_office]
driver = "journeys.fixtures.kestrel.back_office:BackOffice"
address = "http://127.0.0.1:9"
token = "tulip-4711"

[touchpoints.inbox]
channel = "email"
driver = "journeys.touchpoints.inbox:Inbox"
address = "imap://127.0.0.1:9"

[touchpoints."call centre"]
channel = "phone"
driver = "journeys.touchpoints.twiml:TwimlLine"
address = "http://127.0.0.1:9/voice"

[touchpoints.store]
channel = "store"
driver = "journeys.fixtures.kestrel.store_till:StoreTill"
address = "http://127.0.0.1:9/till"
"""


def test_help_names_every_command(shop: Shop) -> None:
    result = shop("--help")

    assert result.code == 0
    assert all(f"\n  {command} " in result.out for command in ("run", "check", "steps", "sandbox", "report"))


@pytest.mark.parametrize("command", ["run", "check", "steps", "sandbox", "report"])
def test_every_command_has_help_of_its_own(shop: Shop, command: str) -> None:
    result = shop(command, "--help")

    assert result.code == 0
    assert result.out.startswith("Usage: ")


def test_an_unknown_command_is_refused(shop: Shop) -> None:
    assert shop("rum").code == 2


@pytest.mark.parametrize("command", ["run", "check"])
def test_an_unknown_path_is_refused_with_the_nearest(shop: Shop, command: str) -> None:
    result = shop(command, "features/effort/a_promise_kept_costs_litle.feature")

    assert result.code == 2
    assert "There is no 'features/effort/a_promise_kept_costs_litle.feature'." in result.err
    assert "Did you mean 'features/effort/a_promise_kept_costs_little.feature'?" in result.err


@pytest.mark.parametrize("command", ["run", "check"])
def test_an_unknown_company_is_refused_with_the_valid_ones(shop: Shop, command: str) -> None:
    result = shop(command, EFFORT, "--company", "conected")

    assert result.code == 2
    assert "'conected'" in result.said
    assert "Did you mean 'connected'?" in result.said
    assert "siloed" in result.said


def test_an_unknown_fault_is_refused_with_the_nearest(shop: Shop) -> None:
    fault = next(iter(FAULTS))

    result = shop("run", EFFORT, "--fault", fault[:-1])

    assert result.code == 2
    assert repr(fault[:-1]) in result.said
    assert f"Did you mean {fault!r}?" in result.said


@pytest.mark.parametrize("command", ["run", "check"])
def test_a_company_file_with_a_wrong_key_is_refused_at_its_line(shop: Shop, command: str, tmp_path: Path) -> None:
    file = tmp_path / "kestrel.toml"
    file.write_text(DEAD_COMPANY.replace("currency", "currancy"), encoding="utf-8")

    result = shop(command, EFFORT, "--company", str(file))

    assert result.code == 2
    assert re.search(rf"{re.escape(str(file))}:\d: the company file (lacks|has no such key).*currency", result.said)
    assert "tulip-4711" not in result.said


def test_a_company_nobody_answers_for_is_compromised_and_not_broken(shop: Shop, tmp_path: Path) -> None:
    file = tmp_path / "kestrel.toml"
    file.write_text(DEAD_COMPANY, encoding="utf-8")

    result = shop("run", EFFORT, "--company", str(file))

    assert result.code == 3
    assert "Unreachable: POST http://127.0.0.1:9/control/reset did not answer" in result.said
    assert "tulip-4711" not in result.said


def test_a_browser_that_is_not_there_is_told_and_compromises(shop: Shop, tmp_path: Path) -> None:
    result = shop("run", EFFORT, JOURNEYS_BROWSER="/nonexistent/chrome")

    assert result.code == 3
    assert "BrowserMissing: JOURNEYS_BROWSER is '/nonexistent/chrome', which is no program." in result.said
    assert "Give the full path of a Chromium or Chrome." in result.said
    assert '"touchpoint": "call centre"' in _ledger(tmp_path), "what needed no browser was walked and kept"


def test_an_offer_that_never_arrives_compromises_and_says_what_to_check(shop: Shop, tmp_path: Path) -> None:
    mail = MailServer("127.0.0.1", "shoppers", "an empty mailbox")
    mail.start()
    _, imap = mail.ports(10)
    file = tmp_path / "company.toml"
    with open_sandbox("connected", [], file):
        inbox = re.compile(
            r"(?P<head>\[touchpoints\.inbox\]\n(?:.+\n)*?)address = .+\nusername = .+\npassword = .+\npatience.+"
        )
        elsewhere = (
            f'address = "imap://127.0.0.1:{imap}"\nusername = "shoppers"\n'
            'password = "an empty mailbox"\npatience = "0.2 seconds"'
        )
        text, changed = inbox.subn(lambda match: match["head"] + elsewhere, file.read_text(encoding="utf-8"))
        assert changed == 1
        file.write_text(text, encoding="utf-8")

        result = shop("run", EFFORT, "--company", str(file))
    mail.stop()

    assert result.code == 3
    assert "NeverArrived: The message <" in result.said
    assert "did not arrive within 0.2 s; no other message did either. Check that the company could send" in result.said


def test_a_port_that_is_taken_is_told_with_what_to_do(shop: Shop) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        result = shop("sandbox", "--port", str(port))

    assert result.code == 2
    assert f"cannot serve on 127.0.0.1:{port}: " in result.err
    assert "Choose another --port, or 0 for any free one." in result.err


def test_faults_are_listed_one_a_line_with_their_row_and_sentence(shop: Shop) -> None:
    lines = shop("sandbox", "--list-faults").out.splitlines()

    assert [line.split("\t")[0] for line in lines] == list(FAULTS)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*\tR\d+\t[A-Z].*\.?", line) for line in lines)


def test_the_features_of_the_project_have_no_problems(shop: Shop) -> None:
    result = shop("check", "features")

    assert result.code == 0, result.out
    assert re.search(r"\d+ features read, no problems\.", result.out)


def test_sentences_are_listed_by_concept_and_as_data(shop: Shop) -> None:
    listed = json.loads(shop("steps", "--format", "json").out)

    concepts = {one["concept"] for one in listed}
    assert {"asking", "promises", "redeeming", "verdicts", "passing time"} <= concepts
    assert all(one["example"] and one["meaning"].endswith(".") for one in listed)
    assert all("{" not in one["example"] for one in listed)


def test_sentences_in_a_language_nobody_wrote_are_refused_with_the_valid_ones(shop: Shop) -> None:
    result = shop("steps", "--language", "tlh")

    assert result.code == 2
    assert re.search(r"There are no sentences in 'tlh'\. Valid: .*en", result.err)


def test_a_run_that_is_not_there_is_told_with_those_that_are(shop: Shop, tmp_path: Path) -> None:
    (tmp_path / "reports" / "out" / "2026-05-03-090000-siloed").mkdir(parents=True)

    result = shop("report", "2026-05-03-090000-silod", folder=tmp_path)

    assert result.code == 2
    assert "Did you mean '2026-05-03-090000-siloed'?" in result.err


def test_a_folder_without_any_run_says_how_to_make_one(shop: Shop, tmp_path: Path) -> None:
    result = shop("report", folder=tmp_path)

    assert result.code == 2
    assert "There are no runs yet: shop run makes one." in result.err


def test_a_ledger_of_a_newer_version_is_refused_with_what_to_do(shop: Shop, tmp_path: Path) -> None:
    (tmp_path / "ledger.jsonl").write_text('{"schema": 99, "kind": "run"}\n', encoding="utf-8")

    result = shop("report", str(tmp_path))

    assert result.code == 2
    assert "ledger.jsonl:1: The ledger was written by a newer version: schema 99." in result.said
    assert "Read it with the version of Mystery Shopper that wrote it, or upgrade this one." in result.said


def _ledger(tmp_path: Path) -> str:
    return "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "runs").glob("*/ledger*.jsonl"))


@pytest.mark.parametrize(
    ("raised", "code", "told"),
    [
        (KeyboardInterrupt(), 130, "Stopped."),
        (OSError(28, "No space left on device", "reports/out"), 3, "reports/out: No space left on device."),
        (NotKept("Nothing more can be kept."), 3, "Nothing more can be kept."),
        (Unreachable("GET / did not answer"), 3, "GET / did not answer"),
        (InvalidLedger("It is damaged"), 2, "It is damaged"),
        (KeyError("scenario"), 3, "Please report it"),
        (RecursionError("too deep"), 3, "Please report it"),
        (UnicodeDecodeError("utf-8", b"\xff", 0, 1, "bad"), 3, "Please report it"),
        (MemoryError(), 3, "Please report it"),
        (ValueError("\x1b[31mred\nand more"), 3, "Please report it"),
    ],
    ids=repr,
)
def test_no_crash_ends_as_a_broken_promise_does(
    raised: BaseException, code: int, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise raised

    monkeypatch.setattr(main.commands["schema"], "callback", fail)

    done = CliRunner().invoke(main, ["schema"])

    assert done.exit_code == code
    assert told in done.output
    assert "Traceback" not in done.output
    assert "\x1b" not in done.output
    assert len(done.output.strip().splitlines()) == 1


@pytest.mark.parametrize("arguments", [["--help"], ["schema", "company"]])
def test_a_reader_who_goes_away_hears_of_no_failure(arguments: list[str]) -> None:
    nobody, end = os.pipe()
    os.close(nobody)
    done = subprocess.run(
        [sys.executable, "-m", "journeys", *arguments], stdout=end, stderr=subprocess.PIPE, check=False, timeout=60
    )
    os.close(end)

    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize(
    ("program", "name", "arguments"),
    [(rebuild, "reports.__main__.read_run", ["."]), (sandbox, "fixtures.sandbox.process.serve", [])],
    ids=["report", "sandbox"],
)
def test_a_program_that_a_command_runs_ends_in_a_sentence_as_well(
    program: click.Command, name: str, arguments: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise KeyError("scenario")

    monkeypatch.setattr(name, fail)

    done = CliRunner().invoke(program, arguments)

    assert done.exit_code == 3
    assert "KeyError: 'scenario'" in done.output
    assert "Please report it" in done.output
    assert len(done.output.strip().splitlines()) == 1
