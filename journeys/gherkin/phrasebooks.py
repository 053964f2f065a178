"""Phrasebooks: the sentences in other languages, as data; a language is a file."""

from __future__ import annotations

import inspect
import re
import sys
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import parse
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pytest_bdd.steps import StepFunctionContext

from journeys.errors import InvalidPhrasebook
from journeys.promise_table import TERMS
from journeys.sentences import KINDS, Reading, Sentence, kind
from journeys.tables import Table

__all__ = ["FOLDER", "Phrasebook", "load_phrasebooks", "read_phrasebook", "translate"]

FOLDER = "phrasebook"
"""Where phrasebooks are kept, beside the modules of steps."""

_KIND_OF_TERM = {
    "price": "Money",
    "regular price": "Money",
    "surcharge limit": "Money",
    "honoured at": "Touchpoint",
    "valid for": "Duration",
    "valid from": "Moment",
    "valid through": "Moment",
    "times": "Times",
}
_LOOSE = {"Touchpoint": r"\S+(?: \S+){0,3}?", "Duration": r"\d\S* \S+(?: \S+ \S+)?|\S+", "Channel": r"\S+(?: \S+)?"}
"""What a blank may hold where words have marks or prepositions that English has not."""
_BETWEEN = re.compile(r"\s*[,،、]\s*")
_DECIMALS = str.maketrans({"٫": ".", "٬": ""})


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    language: str = Field(pattern="^[a-z]{2,3}$")
    sentences: dict[str, str | tuple[str, ...]] = {}
    terms: dict[str, str] = {}
    values: dict[str, dict[str, str]] = {}
    words: dict[str, str] = {}
    examples: dict[str, str] = {}
    surcharge: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrasebook:
    """One language.

    Attributes:
        language: ISO 639 code, as in ``# language: ar``.
        sentences: What may be written for each English sentence; the first is shown as its example.
        terms: Names of a table's rows, in that language, with the English ones.
        values: By the kind of a blank, what may stand there, with what it means.
        words: Units and currencies, wherever they stand in a value.
        examples: What to show in each blank.
        surcharge: How a surcharge names its touchpoint: ``{price} at the {place}`` in that language.
        places: The files it was read from.
        whole: Whether every module of steps beside them is loaded, so that each sentence must be somebody's.
    """

    language: str
    sentences: Mapping[str, tuple[str, ...]]
    terms: Mapping[str, str]
    values: Mapping[str, Mapping[str, str]]
    words: Mapping[str, str]
    examples: Mapping[str, str]
    surcharge: str = ""
    places: tuple[str, ...] = ()
    whole: bool = True

    def english(self, of_kind: str, text: str) -> str:
        """Translate what stands in a blank: digits, whole phrases of its kind, then units and currencies.

        What somebody says or calls something stays as written.
        """
        if of_kind == "Words":
            return text
        plain = _digits(text.strip())
        table = self.values.get(of_kind, {})
        if plain in table:
            return table[plain]
        if of_kind not in {"Money", "Duration"}:
            return plain
        return " ".join(self.words.get(word, word) for word in plain.split())

    def table(self, rows: Table) -> list[list[str]]:
        """Translate a table of terms; what it does not know stays as written, for others to refuse."""
        return [self._row([cell.strip() for cell in row]) for row in rows]

    def readings(self, sentence: Sentence) -> list[Reading]:
        """Give every way a sentence may be written in this language."""
        closed = {name: _any_of(self.values[name]) for name in ("Kinship", "Self") if name in self.values}
        kinds = KINDS | {name: kind(pattern) for name, pattern in (_LOOSE | closed).items()}
        return [
            Reading(self.language, _with_kinds(written, sentence.blanks), self._example(written), kinds, self.english)
            for written in self.sentences.get(sentence.name, ())
        ]

    def _example(self, written: str) -> str:
        return re.sub(r"\{(\w+)\}", lambda blank: self.examples.get(blank[1], blank[1]), written)

    def _row(self, row: list[str]) -> list[str]:
        if len(row) != 2 or row[0] not in self.terms:  # noqa: PLR2004 - term and value
            return row
        term, told = self.terms[row[0]], row[1]
        of_kind = _KIND_OF_TERM.get(term)
        if term == "surcharge":
            return [term, ", ".join(self._surcharge(part) for part in _BETWEEN.split(told))]
        if of_kind == "Touchpoint":
            return [term, ", ".join(self.english(of_kind, part) for part in _BETWEEN.split(told))]
        return [term, self.english(of_kind, told) if of_kind else told]

    def _surcharge(self, text: str) -> str:
        found = parse.parse(self.surcharge, text) if self.surcharge else None
        if not isinstance(found, parse.Result):
            return text
        return f"{self.english('Money', found['price'])} at the {self.english('Touchpoint', found['place'])}"


def read_phrasebook(path: Path) -> Phrasebook:
    """Read a phrasebook (TOML).

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
    for term in told.terms.values():
        if term not in TERMS:
            raise InvalidPhrasebook("No table has this term", value=term, valid=TERMS, place=_place(path, text, term))
    return Phrasebook(
        language=told.language,
        sentences={name: (one,) if isinstance(one, str) else one for name, one in told.sentences.items()},
        terms=told.terms,
        values=told.values,
        words=told.words,
        examples=told.examples,
        surcharge=told.surcharge,
        places=(str(path),),
    )


def load_phrasebooks(contexts: Iterable[StepFunctionContext]) -> dict[str, Phrasebook]:
    """Read the phrasebooks beside every module of steps; those of one language are one book.

    Raises:
        InvalidPhrasebook: One cannot be read, or translates a sentence that nobody defines.
    """
    modules = {inspect.unwrap(one.step_func).__code__.co_filename for one in contexts}
    folders = sorted({Path(module).parent / FOLDER for module in modules})
    books: dict[str, Phrasebook] = {}
    for path in (path for folder in folders for path in sorted(folder.glob("*.toml"))):
        book = replace(read_phrasebook(path), whole=_all_loaded(path.parents[1]))
        books[book.language] = _together(books[book.language], book) if book.language in books else book
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
                raise InvalidPhrasebook("Nobody defines this sentence", value=name, valid=tuple(sentences), place=place)
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


def _together(one: Phrasebook, other: Phrasebook) -> Phrasebook:
    kinds = {*one.values, *other.values}
    return Phrasebook(
        language=one.language,
        sentences={**one.sentences, **other.sentences},
        terms={**one.terms, **other.terms},
        values={name: {**one.values.get(name, {}), **other.values.get(name, {})} for name in kinds},
        words={**one.words, **other.words},
        examples={**one.examples, **other.examples},
        surcharge=other.surcharge or one.surcharge,
        places=(*one.places, *other.places),
        whole=one.whole and other.whole,
    )


def _all_loaded(folder: Path) -> bool:
    loaded = {getattr(module, "__file__", None) for module in tuple(sys.modules.values())}
    return all(str(path) in loaded for path in folder.glob("*.py"))


def _with_kinds(written: str, blanks: Mapping[str, str]) -> str:
    return re.sub(r"\{(\w+)\}", lambda blank: f"{{{blank[1]}:{blanks[blank[1]]}}}", written)


def _any_of(table: Mapping[str, str]) -> str:
    return "|".join(re.escape(one) for one in sorted(table, key=len, reverse=True))


def _digits(text: str) -> str:
    """Write every language's digits, and Arabic's marks between them, as English does."""
    return "".join(str(unicodedata.decimal(one, one)) for one in text.translate(_DECIMALS))


def _place(path: Path, text: str, value: str) -> str:
    lines = text.splitlines()
    return f"{path}:{next((number for number, line in enumerate(lines, 1) if repr(value)[1:-1] in line), 1)}"
