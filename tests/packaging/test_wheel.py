"""The wheel is all one needs: it is installed into empty environments and used outside the repository."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
UV = Path(sys.executable).with_name("uv")
PYTHONS = ("3.14", "3.13", "3.12")
"""Newer than the oldest that will do; the newest that this machine has is tried."""
STORY = ROOT / "features" / "story"
CONFTEST = 'pytest_plugins = ["journeys.fixtures", "journeys.reports", "journeys.steps"]\n'

pytestmark = [pytest.mark.timeout(600), pytest.mark.xdist_group("wheel")]


def run(*command: str | Path, folder: Path, check: bool = True) -> subprocess.CompletedProcess[str]:
    """Run a program that knows nothing of this repository."""
    foreign = ("PYTEST_", "PYTHON", "VIRTUAL_ENV")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    environment |= {"PYTEST_ADDOPTS": "--no-report -p no:cacheprovider", "COLUMNS": "200"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0 or not check, f"{command}\n{done.stdout}\n{done.stderr}"
    return done


def interpreter(version: str) -> str | None:
    """Find a Python of this version: as this machine keeps them, or among those of pyenv."""
    if kept := sorted(Path.home().glob(f".pyenv/versions/{version}.*/bin/python")):
        return str(kept[-1])
    found = run(UV, "python", "find", "--no-python-downloads", "--system", version, folder=ROOT, check=False)
    return found.stdout.strip() if found.returncode == 0 else None


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    run(
        UV, "build", "--quiet", "--wheel", "--no-build-isolation", "--python", sys.executable, "-o", folder, folder=ROOT
    )
    (built,) = folder.glob("*.whl")
    return built


def installed(wheel: Path, folder: Path, python: str, extras: str = "") -> Path:
    """Make an environment with nothing but the wheel and what it asks for; return where its programs are."""
    run(UV, "venv", "--quiet", "--python", python, folder / "venv", folder=folder)
    own = folder / "venv" / "bin" / "python"
    lock = ROOT / "requirements.lock"
    run(UV, "pip", "install", "--quiet", "--python", own, "--constraint", lock, f"{wheel}{extras}", folder=folder)
    return own.parent


def test_it_holds_one_import_package_typed_with_everything_it_reads(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()

    assert {name.partition("/")[0].partition("-")[0] for name in names} == {"journeys", "mystery_shopper"}
    assert {
        "journeys/py.typed",
        "journeys/steps/__init__.py",
        "journeys/fixtures/sandbox/__main__.py",
        "journeys/reports/allure/package-lock.json",
        "journeys/starter/company.toml.j2",
        "journeys/site/index.html",  # shop docs opens it
        "journeys/site/reference/drivers.html",
    } <= set(names)
    assert not [name for name in names if "node_modules" in name or "/out/" in name or "tests/" in name[:9]]


@pytest.fixture(scope="module")
def programs(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the programs of an environment with the wheel and the demo company are."""
    return installed(wheel, tmp_path_factory.mktemp("environment"), sys.executable, "[sandbox]")


def test_a_new_suite_runs_at_once_where_only_the_wheel_is(wheel: Path, tmp_path: Path) -> None:
    python = next(filter(None, map(interpreter, PYTHONS)), sys.executable)
    shop = installed(wheel, tmp_path, python) / "shop"

    run(shop, "new", "company", "acme", folder=tmp_path)
    walked = run(shop, "run", folder=tmp_path / "acme")  # reads and checks its features first

    assert "Every promise was kept." in walked.stdout
    assert not [*(tmp_path / "venv" / "lib").glob("python*/site-packages/steps")]


def test_a_new_suite_is_tested_by_the_wheel_alone(programs: Path, tmp_path: Path) -> None:
    run(programs / "shop", "new", "company", "acme", folder=tmp_path)

    checked = run(programs / "shop", "check", folder=tmp_path / "acme")
    tested = run(programs / "python", "-m", "pytest", "-q", folder=tmp_path / "acme")

    assert "1 feature read, no problems." in checked.stdout
    assert "passed" in tested.stdout


def test_the_story_is_walked_by_the_wheel_alone(programs: Path, tmp_path: Path) -> None:
    shop = programs / "shop"
    suite = tmp_path / "suite"
    shutil.copytree(STORY, suite / "features")
    (suite / "conftest.py").write_text(CONFTEST, encoding="utf-8")
    (suite / "pytest.ini").write_text("[pytest]\nmarkers = story\n", encoding="utf-8")

    walked = run(shop, "run", "--company", "siloed", folder=suite, check=False)
    sentences = run(shop, "steps", "--format", "json", folder=suite)
    faults = run(shop, "sandbox", "--list-faults", folder=suite)
    rebuilt = run(shop, "report", folder=suite)

    assert walked.returncode == 1, walked.stdout
    assert "hung up on the customer" in walked.stdout
    assert len(json.loads(sentences.stdout)) > 20
    assert "stale" in faults.stdout
    assert "journeys.html" in rebuilt.stdout
