"""The site is built without a warning, asks nobody for anything, and says everything there is to say."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import click
import pytest
from bs4 import BeautifulSoup
from jsonschema import Draft202012Validator

from fixtures import shopping
from fixtures.sandbox.cli import main as sandbox
from journeys.cli import main as shop
from journeys.judging.effort import Effort
from journeys.judging.verdict import Outcome
from journeys.topics import OURS

from .blocks import PAGES, ROOT, blocks, tells_its_own_topics

pytestmark = pytest.mark.timeout(600)  # the first test builds the site

FOREIGN = re.compile(r"(?:@import|url\()\s*[\"']?(?:https?:)?//[^\s\"')]+")
"""What a style sheet fetches from elsewhere."""
LOADED = {
    "link": "href",
    "script": "src",
    "img": "src",
    "iframe": "src",
    "source": "src",
    "video": "src",
    "object": "data",
}
"""What a browser fetches by itself, by tag and attribute."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, as `make docs` builds it."""
    folder = tmp_path_factory.mktemp("site")
    built = subprocess.run(
        [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-b", "html", "docs", str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stderr
    return folder


def text_of(site: Path, page: str) -> str:
    soup = BeautifulSoup((site / page).read_text(encoding="utf-8"), "lxml")
    article = soup.find("article")
    assert article is not None
    return " ".join(article.get_text(" ").split())


def commands(group: click.Command, called: str) -> Iterator[tuple[str, click.Command]]:
    yield called, group
    if isinstance(group, click.Group):
        for name, command in group.commands.items():
            yield from commands(command, f"{called} {name}")


COMMANDS = [*commands(shop, "shop"), ("shop sandbox", sandbox)]


def test_no_page_loads_anything_from_elsewhere(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    foreign = [
        f"{page.relative_to(site)}: {tag.name} {tag[attribute]}"
        for page in pages
        for tag in BeautifulSoup(page.read_text(encoding="utf-8"), "lxml").find_all(list(LOADED))
        if (attribute := LOADED[tag.name]) in tag.attrs and urlsplit(str(tag[attribute])).netloc
    ]
    styles = [
        f"{sheet.relative_to(site)}: {found}"
        for sheet in site.rglob("*.css")
        for found in re.findall(
            r"(?:@import|url\()\s*[\"']?(?:https?:)?//[^\s\"')]+", sheet.read_text(encoding="utf-8")
        )
    ]

    assert len(pages) > 30
    assert [*foreign, *styles] == []


@pytest.mark.parametrize(("called", "command"), COMMANDS, ids=[called for called, _ in COMMANDS])
def test_every_command_and_option_is_told_in_words(called: str, command: click.Command, site: Path) -> None:
    told = text_of(site, "reference/commands.html")

    assert command.help, called
    assert called in told
    for option in command.params:
        if isinstance(option, click.Option) and not option.hidden:
            assert option.help, f"{called} {option.name}"
            assert max(option.opts, key=len) in told, f"{called} {option.name}"


@pytest.mark.parametrize(
    ("page", "names"),
    [
        ("reference/breaches.html", list(OURS.breaches)),
        ("reference/breaches.html", [f"R{row}" for row in range(1, 25)]),
        ("reference/report.html", [outcome.words for outcome in Outcome]),
        ("reference/report.html", list(Effort.__dataclass_fields__)),
        ("reference/ledger.html", list(OURS.terms)),
        ("reference/drivers.html", [ability.__name__ for ability in OURS.abilities]),
        ("reference/drivers.html", list(OURS.purposes)),
        ("reference/breaches.html", [topic.about for topic in OURS]),
        ("reference/sentences.html", [str(term) for term in OURS.promised if term.tabled]),
        ("reference/suite.html", [*shopping.__all__, "company"]),
    ],
    ids=[
        "breaches",
        "rows",
        "outcomes",
        "effort",
        "terms",
        "abilities",
        "purposes",
        "topics",
        "promise terms",
        "fixtures",
    ],
)
def test_a_reference_page_is_complete(page: str, names: list[str], site: Path) -> None:
    told = text_of(site, page)

    assert [name for name in names if name not in told] == []


@pytest.mark.parametrize("name", ["company", "ledger"])
def test_schemas_are_published_beside_the_pages(name: str, site: Path) -> None:
    schema = json.loads((site / f"{name}.schema.json").read_text(encoding="utf-8"))

    Draft202012Validator.check_schema(schema)


def test_company_files_fit_the_published_schema_and_misspelt_ones_do_not(site: Path) -> None:
    schema = Draft202012Validator(json.loads((site / "company.schema.json").read_text(encoding="utf-8")))
    pages = [page for page in PAGES if not tells_its_own_topics(page)]
    shown = [block for page in pages for block in blocks(page) if block.caption == "company.toml"]
    read = {block.place: tomllib.loads(block.text) for block in shown}

    wrong = [(place, error.message) for place, file in read.items() for error in schema.iter_errors(file)]
    slips = [error.message for file in read.values() for error in schema.iter_errors(file | {"currancy": "USD"})]

    assert wrong == []
    assert len(slips) == len(shown) > 0
    assert all("'currancy' was unexpected" in slip for slip in slips)


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "tests/README.md", "docs/decisions/README.md"])
def test_links_of_pages_outside_the_site_lead_somewhere(page: str) -> None:
    file = ROOT / page
    links = re.findall(r"\]\(([^)#]+)", file.read_text(encoding="utf-8"))

    assert [link for link in links if not urlsplit(link).scheme and not (file.parent / link).exists()] == []
