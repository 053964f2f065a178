"""A suite's own words to read answers by, beside its company file."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from journeys.company.company_file import read_company
from journeys.errors import InvalidPhrasebook
from journeys.evidence.observations import Stance
from journeys.reading import vocabulary
from journeys.reading.stances import stance

COMPANY = """
name = "Acme"
currency = "USD"
hosts = ["127.0.0.1"]
wording = "wording"

[touchpoints."call centre"]
channel = "phone"
driver = "journeys.touchpoints.twiml:TwimlLine"
address = "http://127.0.0.1:9/"
"""


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    """Forget the suite's words afterwards."""
    yield
    vocabulary.forget()


def written(folder: Path, **files: str) -> Path:
    """A company file with words beside it."""
    (folder / "wording").mkdir()
    for name, told in files.items():
        (folder / "wording" / f"{name}.toml").write_text(told, encoding="utf-8")
    (folder / "company.toml").write_text(COMPANY, encoding="utf-8")
    return folder / "company.toml"


def test_our_words_keep_what_a_suites_own_are_held_to(tmp_path: Path) -> None:
    ours = shutil.copytree(Path(vocabulary.__file__).with_name("words"), tmp_path / "words")

    vocabulary.extend(ours)

    assert len(vocabulary.languages()) >= 4


def test_a_suite_adds_words_to_a_language_and_languages_of_its_own(tmp_path: Path) -> None:
    said = ["Computer says no, hen.", "Aanbieding is verlopen."]
    before = [stance(words) for words in said]

    read_company(written(tmp_path, en="refused = ['computer says no']", nl="ended = ['\\bverlopen\\b']"))

    assert before == [Stance.NOT_UNDERSTOOD, Stance.NOT_UNDERSTOOD]
    assert [stance(words) for words in said] == [Stance.REFUSED, Stance.ENDED]


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ("refused = ['(']", "is no regular expression"),
        ("refusing = ['no way']", "Extra inputs"),
        ("refused = [", "cannot be read"),
        ("[amounts.before]\nformer = ['was']", "former"),
    ],
)
def test_words_that_cannot_be_used_are_told_with_their_file(tmp_path: Path, told: str, why: str) -> None:
    with pytest.raises(InvalidPhrasebook, match=r"wording.en\.toml") as wrong:
        read_company(written(tmp_path, en=told))

    assert why in str(wrong.value)


def test_a_folder_without_words_is_told(tmp_path: Path) -> None:
    with pytest.raises(InvalidPhrasebook, match="no words"):
        read_company(written(tmp_path))
