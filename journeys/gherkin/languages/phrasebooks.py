"""Phrasebooks: the sentences in other languages, as data; a language is a file."""

from __future__ import annotations

import inspect
import re
import sys
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pytest_bdd.steps import StepFunctionContext

from journeys.errors import InvalidPhrasebook, nearest
from journeys.gherkin.languages.phrasebook import Phrasebook
from journeys.gherkin.reading.keywords import words
from journeys.gherkin.sentences.sentence import Sentence
from journeys.judging.topics import Topics
from journeys.promises.promise_table import NAMES
from journeys.topics import OURS

__all__ = ["FOLDER", "load_phrasebooks", "read_phrasebook", "together", "translate"]

FOLDER = "phrasebook"
"""Where phrasebooks are kept, beside the modules of steps."""


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    language: str = Field(pattern="^[a-z]{2,3}(-[A-Za-z]+)?$")
    sentences: dict[str, str | tuple[str, ...]] = {}
    terms: dict[str, str] = {}
    values: dict[str, dict[str, str]] = {}
    words: dict[str, str] = {}
    examples: dict[str, str] = {}
    surcharge: str = ""
    keywords: dict[str, str] = {}


def read_phrasebook(path: Path, kinds: Topics = OURS) -> Phrasebook:
    """Read a phrasebook (TOML).

    Args:
        path: The file.
        kinds: The kinds of promise there are, whose terms it may translate.

    Raises:
        InvalidPhrasebook: With file, line, value and what to do.
    """
    try:
        text = path.read_text(encoding="utf-8")
        told = _File.model_validate(tomllib.loads(text))
    except UnicodeDecodeError as error:
        raise InvalidPhrasebook(
            "The phrasebook is not UTF-8 text", value=str(path), remedy="Save it as UTF-8."
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise InvalidPhrasebook(f"The phrasebook is not valid TOML: {error}", place=str(path)) from error
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"]))
        raise InvalidPhrasebook(f"{where}: {first['msg']}", place=str(path), valid=tuple(_File.model_fields)) from error
    valid = (*NAMES, *kinds.table().names[1:])
    for term in told.terms.values():
        if term not in valid:
            remedy = "If a topic of your own declares it, name its module in the company file: topics = […]."
            place = _place(path, text, term)
            raise InvalidPhrasebook("No table has this term", value=term, valid=valid, remedy=remedy, place=place)
    for kind, word in told.keywords.items():
        if f"{word} " not in (known := words(told.language, kind)):
            keywords = [one.strip() for one in known]
            raise InvalidPhrasebook(
                f"Gherkin has no such word for {kind!r}", value=word, valid=keywords, place=_place(path, text, word)
            )
    return Phrasebook(
        language=told.language,
        sentences={name: (one,) if isinstance(one, str) else one for name, one in told.sentences.items()},
        terms=told.terms,
        values=told.values,
        words=told.words,
        examples=told.examples,
        surcharge=told.surcharge,
        keywords=told.keywords,
        places=(str(path),),
        kinds=kinds,
    )


def load_phrasebooks(contexts: Iterable[StepFunctionContext], kinds: Topics = OURS) -> dict[str, Phrasebook]:
    """Read the phrasebooks beside every module of steps; those of one language are one book.

    Args:
        contexts: The sentences' definitions.
        kinds: The kinds of promise there are.

    Raises:
        InvalidPhrasebook: One cannot be read, or translates a sentence that nobody defines.
    """
    modules = {inspect.unwrap(one.step_func).__code__.co_filename for one in contexts}
    folders = sorted({Path(module).parent / FOLDER for module in modules})
    books: dict[str, Phrasebook] = {}
    for path in (path for folder in folders for path in sorted(folder.glob("*.toml"))):
        book = replace(read_phrasebook(path, kinds), whole=_all_loaded(path.parents[1]))
        books[book.language] = together(books[book.language], book) if book.language in books else book
    return books


def translate(contexts: Iterable[StepFunctionContext], books: Mapping[str, Phrasebook]) -> None:
    """Let every sentence be written in the books' languages too.

    Raises:
        InvalidPhrasebook: A book translates a sentence that nobody defines, or leaves out or adds a blank.
    """
    sentences = {one.parser.name: one for one in contexts if isinstance(one.parser, Sentence)}
    for book in books.values():
        for name, written in book.sentences.items():
            place = ", ".join(book.places)
            if name not in sentences and not book.whole:
                continue
            if name not in sentences:
                like = nearest(name, sentences)
                remedy = f"Did you mean {like!r}? See: shop steps." if like else "See: shop steps."
                place = next(filter(None, (_where(Path(one), name) for one in book.places)), place)
                raise InvalidPhrasebook("Nobody defines this sentence", value=name, remedy=remedy, place=place)
            for one in written:
                _check_blanks(one, sentences[name], place)
    for context in sentences.values():
        sentence = context.parser
        if isinstance(sentence, Sentence):
            sentence.translated([reading for book in books.values() for reading in book.readings(sentence)])


def _check_blanks(written: str, context: StepFunctionContext, place: str) -> None:
    sentence: Any = context.parser
    used = set(re.findall(r"\{(\w+)\}", written))
    asked = set(inspect.signature(context.step_func).parameters) & set(sentence.blanks)
    for name in sorted(used - set(sentence.blanks)):
        raise InvalidPhrasebook(
            "The sentence has no such blank", value=f"{{{name}}}", valid=tuple(sentence.blanks), place=place
        )
    for name in sorted(asked - used):
        raise InvalidPhrasebook(
            f"{written!r} lacks a blank", value=f"{{{name}}}", valid=tuple(sentence.blanks), place=place
        )


def together(one: Phrasebook, other: Phrasebook) -> Phrasebook:
    """Make one book of two of one language: sentences have the ways of both, and of two meanings the other's counts."""
    kinds = {*one.values, *other.values}
    return Phrasebook(
        language=one.language,
        sentences={
            name: tuple(dict.fromkeys((*one.sentences.get(name, ()), *other.sentences.get(name, ()))))
            for name in {**one.sentences, **other.sentences}
        },
        terms={**one.terms, **other.terms},
        values={name: {**one.values.get(name, {}), **other.values.get(name, {})} for name in kinds},
        words={**one.words, **other.words},
        examples={**one.examples, **other.examples},
        surcharge=other.surcharge or one.surcharge,
        keywords={**one.keywords, **other.keywords},
        places=(*one.places, *other.places),
        whole=one.whole and other.whole,
        kinds=one.kinds,
    )


def _all_loaded(folder: Path) -> bool:
    loaded = {getattr(module, "__file__", None) for module in tuple(sys.modules.values())}
    return all(str(path) in loaded for path in folder.glob("*.py"))


def _where(path: Path, value: str) -> str | None:
    text = path.read_text(encoding="utf-8")
    return _place(path, text, value) if value in text else None


def _place(path: Path, text: str, value: str) -> str:
    lines = text.splitlines()
    return f"{path}:{next((number for number, line in enumerate(lines, 1) if value in line), 1)}"
