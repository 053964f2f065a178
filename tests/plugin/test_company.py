"""The sandbox company that a run opens: waited for as long as it lives, and gone at the end, whatever it does."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from fixtures import company as fixture
from journeys.errors import AuthorError, Compromised

COMPANY = """
name = "Kestrel Mobile"
currency = "USD"
hosts = ["127.0.0.1"]

[touchpoints.website]
channel = "web"
driver = "journeys.fixtures.kestrel.website:Website"
address = "http://127.0.0.1:9/"
"""

STUB = f"""
import os
import pathlib
import signal
import sys
import time

file = pathlib.Path(sys.argv[sys.argv.index("--company-file") + 1])
file.write_text({COMPANY!r})
file.with_name("pid").write_text(str(os.getpid()))
print("counting the telephones", flush=True)
"""

NEVER_READY = "while True: signal.pause()"
UNLOCKED = 'file.with_name("key").read_text()\nprint("ready", flush=True)\n'
HANGS = f'signal.signal(signal.SIGTERM, signal.SIG_IGN)\nprint("ready", flush=True)\n{NEVER_READY}'
LOUD = 'print("x" * 500_000, file=sys.stderr, flush=True)\nprint("ready", flush=True)\nsys.stdin.read()'
DIES = 'sys.exit("no telephone is left")'


@pytest.fixture
def sandbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Put another program in the sandbox company's place; give the path of its company file."""

    def put(program: str) -> Path:
        (tmp_path / "stub_company.py").write_text(STUB + program, encoding="utf-8")
        monkeypatch.setenv("PYTHONPATH", str(tmp_path))
        monkeypatch.setattr(fixture, "_SANDBOX", "stub_company")
        monkeypatch.setattr(fixture, "_TELL_EVERY_SECONDS", 0.05)
        return tmp_path / "company.toml"

    return put


def test_a_company_that_hangs_is_killed_in_the_end(
    sandbox: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = sandbox(HANGS)
    monkeypatch.setattr(fixture, "_CLOSING_SECONDS", 0.05)

    with fixture.open_sandbox("connected", [], file) as opened:
        pid = int(file.with_name("pid").read_text(encoding="utf-8"))

    assert opened.name == "Kestrel Mobile"
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_a_slow_company_is_waited_for_and_what_it_printed_is_told(sandbox: Callable[[str], Path]) -> None:
    file = sandbox(UNLOCKED)
    key = file.with_name("key")
    os.mkfifo(key)
    told: list[str] = []

    def tell(words: str) -> None:
        told.append(words)
        if len(told) == 1:
            key.write_text("turned", encoding="utf-8")  # the company waits at the other end

    with fixture.open_sandbox("connected", [], file, tell) as opened:
        assert opened.name == "Kestrel Mobile"

    assert re.match(r"The sandbox company is not ready after [\d.]+ s; it is waited for\.", told[0])


def test_one_that_is_never_ready_is_given_up_with_what_it_printed(
    sandbox: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = sandbox(NEVER_READY)

    def tell(words: str) -> None:
        if "counting the telephones" in words:
            monkeypatch.setattr(fixture, "_LIMIT_SECONDS", 0)

    with (
        pytest.raises(Compromised, match=r"was not ready within 0 s\. It printed: counting the telephones"),
        fixture.open_sandbox("connected", [], file, tell),
    ):
        pytest.fail("it was never ready")


def test_a_company_that_complains_a_lot_is_not_held_up(sandbox: Callable[[str], Path]) -> None:
    with fixture.open_sandbox("connected", [], sandbox(LOUD)) as opened:
        assert opened.name == "Kestrel Mobile"


@pytest.mark.parametrize(
    ("code", "error"), [("", Compromised), ("print('no telephone is left', file=sys.stderr)\nsys.exit(2)", AuthorError)]
)
def test_a_company_that_does_not_open_says_why(
    sandbox: Callable[[str], Path], code: str, error: type[Exception]
) -> None:
    with (
        pytest.raises(error, match="no telephone is left"),
        fixture.open_sandbox("connected", [], sandbox(code or DIES)),
    ):
        pytest.fail("it did not open")
