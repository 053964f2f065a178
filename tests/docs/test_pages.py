"""Every command and snippet of the docs does what the page says."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
import tomlkit
import yaml

from journeys.company.company_file import read_company
from journeys.gherkin.languages.phrasebooks import FOLDER, read_phrasebook
from journeys.reading import vocabulary

from . import corner_shop
from .blocks import PAGES, ROOT, Block, blocks, name_of, tells_its_own_topics
from .terminal import Terminal

EXCUSED = {
    ("docs/reference/sandbox.md", "stays open until it is stopped; tests/sandbox starts it"),
    (
        "docs/tutorial/demo-company.md",
        "installs packages and a browser; continuous integration does it on a fresh machine",
    ),
    ("docs/tutorial/driver.md", "stays open until it is stopped; the test opens it"),
    ("docs/tutorial/first-journey.md", "installs packages and a browser; tests/packaging does it with the built wheel"),
}
"""The page and the reason of every block that is not run; this list stays short."""

CONSOLE = [page for page in PAGES if any(block.language == "console" for block in blocks(page))]
BASE = {
    "name": "Acme Mobile",
    "currency": "USD",
    "hosts": ["shop.example", "mail.example", "till.example", "api.twilio.com", "social.example"],
    "touchpoints": {"website": {"channel": "web", "driver": "acme.web:Website", "address": "https://shop.example/"}},
}
"""What a part of a company file is tried with."""


def those(language: str, *, captioned: bool | None = None, page: Path | None = None) -> list[Block]:
    pages = PAGES if page is None else [page]
    found = [block for page in pages for block in blocks(page) if block.language == language and not block.excuse]
    return [block for block in found if captioned is None or (block.caption is not None) is captioned]


def place_of(block: Block) -> str:
    return block.place


def test_every_block_says_what_language_it_is_in() -> None:
    known = {"console", "toml", "gherkin", "python", "yaml", "json"}

    strange = [block.place for page in PAGES for block in blocks(page) if block.language not in known]

    assert strange == [], "only these are run: " + ", ".join(sorted(known))


def test_only_what_cannot_run_here_is_excused() -> None:
    excused = {(name_of(page), block.excuse) for page in PAGES for block in blocks(page) if block.excuse}

    assert excused == EXCUSED


@pytest.fixture
def _open_shop(page: Path) -> Iterator[None]:
    """Open the shop that a page is written about, if it is."""
    if "corner_shop.py" not in page.read_text(encoding="utf-8"):
        yield
        return
    server = ThreadingHTTPServer(("127.0.0.1", corner_shop.PORT), corner_shop.Shop)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.timeout(600)
@pytest.mark.usefixtures("_open_shop")
@pytest.mark.parametrize("page", CONSOLE, ids=name_of)
def test_a_page_can_be_followed_from_its_first_block_to_its_last(page: Path, clone: Path, tmp_path: Path) -> None:
    terminal = Terminal(clone, tmp_path / "terminal")
    for block in (block for block in blocks(page) if not block.excuse):
        if block.language == "console":
            terminal.follow(block)
        elif block.caption:
            file = terminal.folder / block.caption
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(block.text, encoding="utf-8")


@pytest.mark.parametrize(
    "block", [block for block in those("toml") if not tells_its_own_topics(block.page)], ids=place_of
)
def test_toml_can_be_read_as_what_it_is(block: Block, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = tomllib.loads(block.text)
    if block.caption == "pyproject.toml":
        return
    if block.caption and FOLDER in block.caption:
        phrasebook = tmp_path / "phrasebook.toml"
        phrasebook.write_text(block.text, encoding="utf-8")
        assert read_phrasebook(phrasebook).sentences
        return
    of_answers = block.text if block.caption and block.caption.startswith("wording/") else ""
    (tmp_path / "wording").mkdir()
    (tmp_path / "wording" / "en.toml").write_text(of_answers, encoding="utf-8")
    if of_answers:
        content = {"wording": "wording"}
    monkeypatch.setattr(vocabulary, "_added", [])  # what one page adds, no other one has
    for word in block.text.split("${")[1:]:
        monkeypatch.setenv(word.partition("}")[0], "a secret")
    file = tmp_path / "company.toml"
    whole = content if "name" in content else _merged(BASE, content)
    file.write_text(tomlkit.dumps(whole), encoding="utf-8")

    company = read_company(file)

    assert set(content.get("touchpoints", {})) <= set(company.touchpoints)
    vocabulary.forget()


def test_gherkin_has_no_problems(clone: Path) -> None:
    asked = those("gherkin", captioned=False)
    for number, block in enumerate(asked):
        (clone / "features" / f"block_{number:02}.feature").write_text(_whole(block), encoding="utf-8")

    checked = subprocess.run(
        [
            sys.executable,
            "-m",
            "journeys",
            "check",
            *[f"features/block_{number:02}.feature" for number in range(len(asked))],
        ],
        cwd=clone,
        capture_output=True,
        text=True,
        check=False,
    )

    places = "\n".join(f"block_{number:02}: {block.place}" for number, block in enumerate(asked))
    assert checked.returncode == 0, f"{checked.stdout}{checked.stderr}\n{places}"
    assert checked.stdout.startswith(f"{len(asked)} features read")


def _whole(block: Block) -> str:
    """Make a feature of a part of one."""
    if "Feature:" in block.text:
        return block.text
    scenario = block.text if "Scenario" in block.text else f"Scenario: Part\n{block.text}"
    return f"Feature: {block.place}\n{scenario}"


@pytest.mark.parametrize("block", [*those("yaml"), *those("json")], ids=place_of)
def test_data_can_be_read(block: Block) -> None:
    read = {"yaml": yaml.safe_load, "json": json.loads}[block.language]

    assert read(block.text)


@pytest.mark.parametrize("page", [page for page in PAGES if those("python", page=page)], ids=name_of)
def test_python_is_typed_as_strictly_as_our_own(page: Path, tmp_path: Path) -> None:
    typed = those("python", page=page)
    for block in typed:
        file = tmp_path / (block.caption or f"line_{block.line}.py")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(block.text, encoding="utf-8")
    beside = tmp_path / "journeys"  # where a suite keeps its own package, as its pyproject.toml says
    cache = ROOT / ".mypy_cache" / ("beside" if beside.is_dir() else "")  # a package is not looked for in two places
    options = ["--config-file", str(ROOT / "pyproject.toml"), "--cache-dir", str(cache)]

    checked = subprocess.run(
        [sys.executable, "-m", "mypy", *options, "--explicit-package-bases", "."],
        cwd=tmp_path,
        env=os.environ | ({"MYPYPATH": str(beside)} if beside.is_dir() else {}),
        capture_output=True,
        text=True,
        check=False,
    )

    assert checked.returncode == 0, f"{checked.stdout}{checked.stderr}"
    assert f"no issues found in {len(typed)} source file" in checked.stdout


def _merged(base: dict[str, object], part: dict[str, object]) -> dict[str, object]:
    both = {
        key: _merged(base[key], value) if isinstance(value, dict) and isinstance(base.get(key), dict) else value
        for key, value in part.items()
    }
    return base | both
