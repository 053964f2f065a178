"""What has no words in the code stops the build of the docs, and words for nothing are found."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from types import ModuleType
from typing import Annotated, Literal

import pytest
from pydantic import Field

from journeys.company import company_file as config
from journeys.company import schemas
from journeys.company.settings import Section
from journeys.judging.topic import Topic
from journeys.promises.forms import WORDS
from journeys.records import record
from journeys.topics import OURS

from .blocks import ROOT


@pytest.fixture
def extension(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The site's own extension; the folder it is in is not on the path otherwise."""
    monkeypatch.syspath_prepend(str(ROOT / "docs"))
    return importlib.import_module("extension")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unexplained:
    """A record whose key nobody explains."""

    kind: Literal["unexplained"] = "unexplained"
    colour_of_the_till: str


class Bare(Section):
    """A company file whose key nobody explains."""

    colour_of_the_till: str


def test_a_record_with_a_key_without_words_stops_the_build(
    extension: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = Annotated[Unexplained | record.RunStarted, Field(discriminator="kind")]
    monkeypatch.setattr(record, "Record", records)
    monkeypatch.setattr(schemas, "Record", records)

    with pytest.raises(LookupError, match=r"Unexplained\.colour_of_the_till has no text"):
        extension.TEXTS["records"]()


def test_a_key_without_words_stops_the_build(extension: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schemas, "company_model", lambda _: Bare)

    with pytest.raises(LookupError, match="The key 'colour_of_the_till' of Company file has no text"):
        extension.TEXTS["company file"]()


def test_a_term_of_a_promise_without_words_stops_the_build(
    extension: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    colours = Topic("colours", about="keeping its colour")
    colours.term("colour", WORDS, checkable=True)
    monkeypatch.setattr(extension.sentences, "OURS", OURS.and_([colours]))

    with pytest.raises(LookupError, match="The term 'colour' has no text"):
        extension.TEXTS["promise terms"]()


def test_no_words_are_left_of_keys_that_went_away(extension: ModuleType) -> None:
    told = extension.TEXTS["records"]() + extension.TEXTS["parts of records"]()

    assert [key for key in extension.ledger.WORDS if f"| `{key}` |" not in told] == []


def test_every_section_of_the_company_file_is_listed(extension: ModuleType) -> None:
    told = extension.TEXTS["company file"]()

    assert [key for key in config.Company.model_fields if f"`{key.rstrip('_')}`" not in told] == []
