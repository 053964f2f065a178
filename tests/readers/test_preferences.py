"""What companies say of how they write: read as a careful person does, or not at all."""

import tomllib
from pathlib import Path

import pytest

from journeys.promises.preferences import PREFERENCE
from journeys.touchpoints.preference_words import preference_in, taken_in

SAMPLES = tomllib.loads(Path(__file__).with_name("preferences.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("asked", "words", "right"), SAMPLES["answers"])
def test_an_answer_to_a_wish_is_read(asked: str, words: str, right: str) -> None:
    assert (taken_in(words, PREFERENCE.parse(asked)) or "unclear") == right


@pytest.mark.parametrize(("words", "right"), SAMPLES["shown"])
def test_how_a_company_writes_is_read(words: str, right: str) -> None:
    told = preference_in(words)

    assert (PREFERENCE.write(told) if told else "unclear") == right


@pytest.mark.parametrize("text", ["by text, in German", "by email", "in French", "any way"])
def test_a_way_to_write_is_kept_as_it_was_written(text: str) -> None:
    assert PREFERENCE.write(PREFERENCE.parse(text)) == text


@pytest.mark.parametrize("text", ["", "by fax", "in Klingonish", "by text in German", "text"])
def test_what_is_no_way_to_write_is_refused(text: str) -> None:
    assert PREFERENCE.wrong(text)
