"""``shop docs``: the site that comes along, or how to build it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from journeys.cli import main
from journeys.commands import docs


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """Where the site may be: in the package, or built in a checkout."""
    carried, built = tmp_path / "journeys" / "site" / "index.html", tmp_path / "docs" / "_build" / "index.html"
    monkeypatch.setattr(docs, "_CARRIED", carried)
    monkeypatch.setattr(docs, "_BUILT", built)
    return carried, built


@pytest.mark.parametrize("which", [0, 1], ids=["carried", "built"])
def test_it_says_where_the_site_is(places: tuple[Path, Path], which: int) -> None:
    places[which].parent.mkdir(parents=True)
    places[which].write_text("<title>Mystery Shopper</title>", encoding="utf-8")

    told = CliRunner().invoke(main, ["docs", "--path"])

    assert (told.exit_code, told.output.strip()) == (0, str(places[which]))


@pytest.mark.parametrize(
    ("checkout", "told"),
    [(True, "type 'make docs' in"), (False, "carries no documentation: its wheel was built without")],
)
def test_where_there_is_none_it_says_how_to_get_one(places: tuple[Path, Path], *, checkout: bool, told: str) -> None:
    if checkout:
        (places[1].parents[1]).mkdir()
        (places[1].parents[1] / "conf.py").touch()

    said = CliRunner().invoke(main, ["docs"])

    assert said.exit_code == 2
    assert told in " ".join(said.output.split())
