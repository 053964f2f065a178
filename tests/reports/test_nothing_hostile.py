"""Words of a company are data: planted wherever a driver can see any, they command nothing in any output."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from defusedxml import ElementTree

from journeys.evidence.harmless import escaped_in_json, harmless, on_one_line
from journeys.evidence.observations import Exhibit, ExhibitKind, Observation, Utterance
from journeys.judging.verdict import Outcome
from journeys.records.ledger import Ledger
from journeys.records.record import FindingRecord, PromiseRecord, VerdictRecord, VisitMade
from journeys.records.run import read_run
from reports.allure_labels import _as_it_is, _unfetched
from reports.journey_page import write_page
from reports.matrix import matrix_text
from reports.progress import progress_line
from tests.engine.builders import EMAILED, LASTS
from tests.engine.test_ledger import A_VISIT, SCENARIO, run_started, scenario_ended, scenario_started

HOSTILE = (
    "\x1b[31mred\x1b[0m",
    "\x1b]8;;http://evil.example/\x07link\x1b]8;;\x07",
    "\x1b]0;title\x07",
    "\x9b2J",
    "a\x08\x08\x08b",
    "kept\rBROKEN",
    "\u202egnp.exe",
    "\u2066\u2067x\u2069",
    "\x00nul",
    "line\u2028break\u2029\x85\x0b\x0c",
    "\ud800",
    "\ufffe\uffff",
    "[bold red]x[/bold red] [/nothing] :smile:",
    "<script>alert(1)</script><img src=http://evil.example/x.png onerror=alert(1)>",
    "![x](http://evil.example/p.png) [l](http://evil.example) <img src='http://evil.example/q'>",
    "]]>&#x1b;&bogus;",
    '"},{"kind":"scenario-end"}',
    '=HYPERLINK("http://evil.example"),a\n"b',
)
ALL = " ".join(HOSTILE)
COMMANDS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


def planted(folder: Path) -> Path:
    """Write a run in which everything that a company can say is hostile."""
    (folder / "exhibits").mkdir(parents=True)
    (folder / "exhibits" / "said.txt").write_text(ALL, encoding="utf-8", errors="replace")
    (folder / "exhibits" / "mail.html").write_text(ALL, encoding="utf-8", errors="replace")
    seen = tuple(Observation(term=one.term, value=one.value, words=ALL, at=one.at) for one in A_VISIT.observations)
    exhibits = tuple(
        Exhibit(kind=ExhibitKind.MESSAGE, name=ALL, path=f"exhibits/{name}", media_type=kind)
        for name, kind in (("said.txt", "text/plain"), ("mail.html", "text/html"))
    )
    said = (Utterance(speaker=ALL, words=ALL, at=EMAILED),)
    visit = replace(A_VISIT, observations=seen, exhibits=exhibits, transcript=said, problem=ALL, promise=ALL)
    promise = PromiseRecord(
        scenario=SCENARIO,
        origin="received",
        name=ALL,
        shopper="Linda",
        terms={"price": "0.00 USD", "alternative": ALL},
        valid_from=EMAILED,
        valid_through=EMAILED + LASTS,
        honoured_at=None,
        line=None,
        times=1,
        said_by=ALL,
        source=ALL,
    )
    found = FindingRecord(
        visit=1,
        touchpoint=visit.touchpoint,
        channel=visit.channel.value,
        term="price",
        about="price",
        promised=ALL,
        told=ALL,
        outcome=Outcome.BROKEN,
        reason=ALL,
        breach=ALL,
        row="R1",
    )
    verdict = VerdictRecord(scenario=SCENARIO, promise=ALL, shopper="Linda", outcome=Outcome.BROKEN, findings=(found,))
    ended = replace(scenario_ended(), error=ALL)
    ledger = Ledger(folder / "ledger.jsonl")
    for record in (
        replace(run_started(), company=ALL),
        scenario_started(),
        promise,
        VisitMade(scenario=SCENARIO, visit=visit),
        verdict,
        ended,
    ):
        ledger.append(record)
    return folder


@pytest.mark.parametrize("colour", [True, False])
def test_no_command_reaches_a_terminal(tmp_path: Path, colour: bool) -> None:  # noqa: FBT001 - a case
    run = read_run(planted(tmp_path / "run"))

    shown = matrix_text(run, 120, colour=colour)

    own = re.compile("\x1b\\[[0-9;]*m") if colour else re.compile("(?!)")
    assert not COMMANDS.findall(own.sub("", shown))
    assert "31" not in "".join(own.findall(shown)).replace("1;31", ""), "nor a colour that is not ours"
    assert not COMMANDS.findall(progress_line(run.scenarios[0].visits[0]))
    assert "\n" not in progress_line(run.scenarios[0].visits[0])


def test_the_page_runs_nothing_and_fetches_nothing(tmp_path: Path) -> None:
    text = write_page(read_run(planted(tmp_path / "run"))).read_text(encoding="utf-8")

    assert not COMMANDS.findall(text)
    assert "<script>alert" not in text
    assert not re.search(r"<[^>]*evil\.example", text)


def test_the_ledger_is_one_record_a_line_for_whoever_reads_it(tmp_path: Path) -> None:
    path = planted(tmp_path / "run") / "ledger.jsonl"
    data = path.read_bytes()

    assert not COMMANDS.findall(data.decode())
    assert len(data.decode().splitlines()) == data.count(b"\n") == 6
    assert [json.loads(line)["kind"] for line in data.decode().splitlines()][-1] == "scenario-end"
    assert read_run(path.parent).scenarios[0].visits[0].observations[0].words == ALL, "and nothing of it is lost"


@pytest.mark.parametrize("hostile", HOSTILE, ids=map(ascii, range(len(HOSTILE))))
def test_markdown_fetches_nothing_and_tables_stay_tables(hostile: str) -> None:
    for shown in (_as_it_is(hostile), _unfetched(hostile)):
        assert not COMMANDS.findall(shown)
        assert not re.search(r"(?<!\\)[\[\]!]|<", shown)
    assert "\n" not in _as_it_is(hostile)


@pytest.mark.parametrize("hostile", HOSTILE, ids=map(ascii, range(len(HOSTILE))))
def test_what_is_harmless_stays_so_and_keeps_its_words(hostile: str) -> None:
    shown = harmless(hostile)

    assert not COMMANDS.findall(shown)
    assert harmless(shown) == shown
    assert len(on_one_line(hostile).splitlines()) <= 1
    shown.encode()
    ElementTree.fromstring(f"<a>{shown.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')}</a>")
    assert json.loads(escaped_in_json(json.dumps(hostile, ensure_ascii=False))) == hostile


@pytest.mark.parametrize(
    "text", ["Linda's 130,00 €\n\tM", "العرض صالح في المتجر", "👩‍👩‍👧 ok", "e\u0301 ﷽ 漢字", "a\u00a0b\u00adc"]
)
def test_what_people_write_stays_as_it_is(text: str) -> None:
    assert harmless(text) == text


COMPANY = """
from pathlib import Path
import pytest
from journeys.errors import Compromised

HOSTILE = {hostile!r}

@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_it(number):
    print(HOSTILE[number].encode(errors="replace").decode())
    raise Compromised("they said: " + HOSTILE[number])

@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_other(number):
    raise ValueError("they said: " + HOSTILE[number])
"""


def test_junit_and_pytests_own_lines_carry_no_command(tmp_path: Path) -> None:
    (tmp_path / "test_company.py").write_text(COMPANY.format(hostile=HOSTILE), encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "--junitxml=junit.xml", "-q", "-p", "no:cacheprovider"]

    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, timeout=120)

    assert done.returncode == 1, done.stdout
    assert not COMMANDS.findall(done.stdout.decode())
    xml = (tmp_path / "junit.xml").read_text(encoding="utf-8")
    assert not COMMANDS.findall(xml)
    assert len(ElementTree.fromstring(xml).findall(".//testcase")) == 2 * len(HOSTILE)
