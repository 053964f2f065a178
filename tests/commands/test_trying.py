"""``shop try``: one visit, told in full, while a driver is being written."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from journeys.cli import main

from .conftest import ROOT, Shop

LOOK_UP = ("try", "website", "price_product", "--words", "Cotton jacket")


@pytest.fixture(scope="module")
def suite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A suite as it begins: its practice shop is opened for the visit."""
    folder = tmp_path_factory.mktemp("suite") / "acme"
    assert CliRunner().invoke(main, ["new", "company", str(folder), "--name", "Acme"]).exit_code == 0
    return folder


@pytest.mark.parametrize(
    ("terms", "judged", "code"),
    [
        (("--term", "price=59.99 USD"), "kept: showing one price", 0),
        (("--term", "price=49.99 USD"), "broken: showing one price", 1),
        ((), "has nothing to go by: nobody promised this", 0),
    ],
    ids=["as promised", "dearer", "nothing promised"],
)
def test_a_visit_is_told_with_what_the_judge_would_say(
    shop: Shop, suite: Path, terms: tuple[str, ...], judged: str, code: int
) -> None:
    told = shop(*LOOK_UP, *terms, folder=suite)

    assert told.code == code, told.said
    assert "Written down price 59.99 USD “59.99 USD”" in told.said
    assert judged in told.said
    kept = re.search(r"product page: (\S+\.jpg)", told.out)
    assert kept is not None
    assert (suite / kept[1]).exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("try", "websit", "quote"), "no such touchpoint: 'websit'. Did you mean 'website'?"),
        (("try", "website", "price_produkt"), "'price_produkt'. Did you mean 'price_product'? Valid: price_product."),
        ((*LOOK_UP, "--term", "price"), "--term 'price' is no NAME=VALUE"),
        ((*LOOK_UP, "--pause"), "There is no screen to show a browser on: leave out --pause"),
    ],
)
def test_what_cannot_be_tried_is_told_in_a_sentence(shop: Shop, suite: Path, words: tuple[str, ...], told: str) -> None:
    said = shop(*words, folder=suite, DISPLAY="", WAYLAND_DISPLAY="")

    assert said.code == 2
    assert told in said.said


def test_a_driver_that_is_wrong_is_told_with_its_line_and_tried_again_when_it_is_mended(suite: Path) -> None:
    driver = suite / "journeys" / "acme" / "website.py"
    right = driver.read_text(encoding="utf-8")
    driver.write_text(right.replace("if price.now is not None", "if price.nwo is not None"), encoding="utf-8")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    watching = subprocess.Popen(
        [sys.executable, "-m", "journeys", *LOOK_UP, "--watch"],
        cwd=suite,
        env=environment | {"PYTHONPATH": os.pathsep.join([str(ROOT), *filter(None, [environment.get("PYTHONPATH")])])},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert watching.stdout is not None
    try:
        first = "".join(
            iter(
                watching.stdout.readline,
                "Watching the suite's Python files and company.toml: save one to try again, Ctrl-C to end.\n",
            )
        )
        driver.write_text(right, encoding="utf-8")
        second = next(line for line in watching.stdout if "59.99 USD" in line)
    finally:
        watching.terminate()
        watching.wait()
        watching.stdout.close()

    assert "journeys/acme/website.py:" in first
    assert "if price.nwo is not None" in first
    assert "AttributeError: 'PriceRead' object has no attribute 'nwo'" in first
    assert "“59.99 USD”" in second
