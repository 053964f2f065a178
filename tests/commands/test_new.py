"""``shop new company``: what it writes runs at once, and nothing is written over."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from journeys.cli import main
from journeys.company.company_file import described

MAILBOX = ("--mailbox", "imaps://mail.acme.example")


def new(folder: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["new", "company", str(folder), *options])


def test_it_writes_the_layout_and_says_what_to_try_next(tmp_path: Path) -> None:
    told = new(tmp_path / "acme")

    assert told.exit_code == 0
    assert "shop run" in told.output
    written = {path.name for path in (tmp_path / "acme").iterdir()}
    assert {"features", "steps", "journeys", "fixtures", "reports", "conftest.py", "pyproject.toml"} <= written
    assert {"company.toml", "README.md", "tests", ".github", ".gitignore"} <= written


def test_what_it_writes_is_clean_code(tmp_path: Path) -> None:
    new(tmp_path / "acme")
    ruff = [Path(sys.executable).with_name("ruff"), "--isolated", "--line-length", "120"]

    for command in (["check", "--isolated", "--select", "E,F,I,UP,B"], ["format", "--isolated", "--check"]):
        done = subprocess.run(
            [ruff[0], *command, "--line-length", "120", tmp_path / "acme"], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout


def test_a_website_of_ones_own_brings_no_practice_shop(tmp_path: Path) -> None:
    own = ("--website", "https://www.acme.example/", "--page", "/jackets/1")
    told = new(tmp_path / "acme", "--name", "Acme", *own, *MAILBOX)

    assert told.exit_code == 0, told.output
    company = described(tomllib.loads((tmp_path / "acme" / "company.toml").read_text(encoding="utf-8")))
    assert company.touchpoints["website"].address == "https://www.acme.example/"
    assert company.touchpoints["website"].options["products"] == {"Cotton jacket": "/jackets/1"}
    assert company.touchpoints["inbox"].username == "${ACME_MAIL_USER}"
    assert set(company.hosts) == {"mail.acme.example", "www.acme.example"}
    assert not (tmp_path / "acme" / "fixtures" / "practice_shop.py").exists()
    assert "practice" not in (tmp_path / "acme" / "conftest.py").read_text(encoding="utf-8")
    workflow = (tmp_path / "acme" / ".github" / "workflows" / "journeys.yml").read_text(encoding="utf-8")
    assert "ACME_MAIL_PASSWORD: ${{ secrets.ACME_MAIL_PASSWORD }}" in workflow


@pytest.mark.parametrize(
    ("name", "package"),
    [("Acme", "acme"), ("Kestrel Mobile", "kestrel_mobile"), ("Requests", "requests_company"), ("شركة", "company")],
)
def test_a_package_has_a_name_that_no_other_has(tmp_path: Path, name: str, package: str) -> None:
    new(tmp_path / "suite", "--name", name)

    assert (tmp_path / "suite" / "journeys" / package / "website.py").exists()


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--currency", "DOLLARS"), "'DOLLARS' is no ISO 4217 currency"),
        (("--time-zone", "Mars/Olympus"), "'Mars/Olympus' is no time zone"),
        (("--website", "acme"), "'acme' is no address"),
        (("--name", 'A "quoted" name'), "make no company file"),
    ],
)
def test_an_answer_that_makes_no_sense_is_told_and_nothing_written(
    tmp_path: Path, options: tuple[str, ...], told: str
) -> None:
    result = new(tmp_path / "acme", *options)

    assert result.exit_code == 2
    assert told in " ".join(result.output.split())
    assert "Nothing was written" in " ".join(result.output.split())
    assert not (tmp_path / "acme").exists()


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "acme").mkdir()
    (tmp_path / "acme" / "notes.txt").write_text("mine", encoding="utf-8")

    result = new(tmp_path / "acme")

    assert result.exit_code == 2
    assert "is not empty, so nothing was written" in result.output
    assert [path.name for path in (tmp_path / "acme").iterdir()] == ["notes.txt"]
