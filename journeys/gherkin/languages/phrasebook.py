"""A phrasebook: one language's sentences and words, and what they mean in English."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

import parse

from journeys.errors import AuthorError
from journeys.gherkin.languages import notations
from journeys.gherkin.reading.keywords import words
from journeys.gherkin.sentences.sentence import KINDS, Reading, Sentence, kind
from journeys.gherkin.sentences.vocabulary import EXAMPLES
from journeys.judging.topics import Topics
from journeys.promises.promise_table import NAMES
from journeys.promises.tables import Table
from journeys.promises.terms import COMMON
from journeys.topics import OURS

__all__ = ["Phrasebook"]

_LOOSE = {
    "Touchpoint": r"\S+(?: \S+){0,3}?",
    "Duration": r"\d\S* \S+(?: \S+ \S+)?|\S+",
    "Channel": r"\S+(?: \S+)?",
    "Count": r"\S+",
    "Means": r"\S+",
    "Language": r"\S+",
}
"""What a blank may hold where words have marks or prepositions that English has not."""
_ROW = re.compile(r"\| (?P<term>[\w ]+) \| [^|]+ \|")
_SENTENCE = re.compile(r"(?<=: )(?P<keyword>Given|When|Then) (?P<text>.+?)(?P<end>\.| …)?$")
"""Where an error names a term of a table, and shows how to write a row or a sentence."""


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
        keywords: The words for ``given``, ``when``, ``then`` and ``and``, where Gherkin has several.
        places: The files it was read from.
        kinds: The kinds of promise there are, whose terms tables can have.
        whole: Whether every module of steps beside them is loaded, so that each sentence must be somebody's.
    """

    language: str
    sentences: Mapping[str, tuple[str, ...]]
    terms: Mapping[str, str]
    values: Mapping[str, Mapping[str, str]]
    words: Mapping[str, str]
    examples: Mapping[str, str]
    surcharge: str = ""
    keywords: Mapping[str, str] = field(default_factory=dict)
    places: tuple[str, ...] = ()
    whole: bool = True
    kinds: Topics = OURS

    @property
    def _forms(self) -> Mapping[str, str]:
        """By a term that tables can have, the kind of its value; free words have an empty one."""
        return _forms(self.kinds)

    @property
    def _named(self) -> re.Pattern[str]:
        """Finds the term that an error names first."""
        return _naming(self.kinds)

    def english(self, of_kind: str, text: str) -> str:
        """Translate what stands in a blank: digits, whole phrases of its kind, dates, then units and currencies.

        What somebody says or calls something stays as written.
        """
        if of_kind == "Words":
            return text
        plain = notations.digits(text.strip())
        sought = notations.folded(plain)
        for phrase, meant in self.values.get(of_kind, {}).items():
            if notations.folded(phrase) == sought:
                return meant
        match of_kind:
            case "Money" | "Duration":
                return notations.worded(notations.amount(plain, self.language), self.words)
            case "Moment":
                return notations.worded(notations.date(plain, self.language), self.words)
            case "Language":
                return notations.language(plain, self.language)
            case "Surcharge":
                return ", ".join(self._surcharge(part) for part in self._list(text))
        return plain

    def spoken(self, of_kind: str, value: str) -> str:
        """Say an English value of a kind in this language, if there is a word for it."""
        if of_kind == "Language":
            return notations.language(value, "en", self.language)
        words = (*self.values.get(of_kind, {}).items(), *self.words.items())
        return next((word for word, meant in words if meant == value), value)

    def keyword(self, kind: str) -> str:
        """Return the word for ``given``, ``when``, ``then`` or ``and``, with the space behind it."""
        known = (*words(self.language, kind), "* ")
        return f"{self.keywords[kind]} " if kind in self.keywords else known[0]

    def term(self, english: str) -> str:
        """Name a table's row in this language, if there is a word for it."""
        return next((word for word, meant in self.terms.items() if meant == english), english)

    def retold(self, error: AuthorError, written: Iterable[tuple[str, str]] = ()) -> AuthorError:
        """Have an error name its value as it was written, and what would be valid in this language.

        Args:
            error: About something that was read in English.
            written: What it may be about: kinds, and what stands there.
        """
        told = [(of_kind, text) for of_kind, text in written if self.english(of_kind, text) == error.value]
        of_kind, error.value = told[0] if told else ("", error.value)
        terms = set(error.valid) <= {*NAMES, *self._forms}
        error.valid = tuple(self.term(one) if terms else self.spoken(of_kind, one) for one in error.valid)
        error.problem = self._named.sub(lambda found: found[0].replace(found[1], self.term(found[1])), error.problem)
        if error.remedy:
            like = self._like(of_kind)
            remedy = _ROW.sub(lambda row: f"| {self.term(row[1])} | {self._like('Money')} |", error.remedy)
            remedy = _SENTENCE.sub(
                lambda found: self._step(found["keyword"], found["text"]) + (found["end"] or ""), remedy
            )
            error.remedy = f"Write it like {like}." if like and remedy.startswith("Write it like") else remedy
        return error

    def table(self, rows: Table) -> list[list[str]]:
        """Translate a table of terms; what it does not know stays as written, for others to refuse."""
        return [self._row([cell.strip() for cell in row]) for row in rows]

    def values_in(self, rows: Table) -> Iterator[tuple[str, str]]:
        """List what stands in a table of terms, each with its kind; what has none, and the terms, have an empty one."""
        for row in rows:
            term, *rest = [cell.strip() for cell in row]
            yield "", term
            of_kind = self._forms.get(self._known(term), "")
            yield from ((of_kind, part) for told in rest for part in (told, *self._list(told)))

    def readings(self, sentence: Sentence) -> list[Reading]:
        """Give every way a sentence may be written in this language."""
        closed = {name: _any_of(self.values[name]) for name in ("Kinship", "Self") if name in self.values}
        known = {name: "|".join([*_each(self.values.get(name, {})), loose]) for name, loose in _LOOSE.items()}
        kinds = KINDS | {name: kind(pattern) for name, pattern in (known | closed).items()}
        return [
            Reading(self.language, _with_kinds(written, sentence.blanks), self._example(written), kinds, self.english)
            for written in self.sentences.get(sentence.name, ())
        ]

    def _example(self, written: str) -> str:
        return re.sub(r"\{(\w+)\}", lambda blank: self.examples.get(blank[1], blank[1]), written)

    def _row(self, row: list[str]) -> list[str]:
        term, *rest = row
        known = self._known(term)
        if len(rest) != 1 or known not in {*NAMES, *self._forms}:
            return row
        (told,) = rest
        of_kind = self._forms.get(known)
        if of_kind == "Touchpoint":
            return [known, ", ".join(self.english(of_kind, part) for part in self._list(told))]
        return [known, self.english(of_kind, told) if of_kind else told]

    def _like(self, of_kind: str) -> str:
        """Show how a value of a kind is written, if the examples say so."""
        if of_kind == "Surcharge":
            return self.surcharge.format_map({"price": "…", "place": "…"} | dict(self.examples))
        return self.examples.get({"Money": "price", "Duration": "duration", "Moment": "date"}.get(of_kind, ""), "")

    def _step(self, keyword: str, english: str) -> str:
        """Say an English step in this language, what stands in its blanks too; as it is if the book lacks it."""
        for pattern, (written, *_) in self.sentences.items():
            found = _in_english(pattern).parser.parse(english)
            if isinstance(found, parse.Result):
                kinds = Sentence(pattern).blanks
                told = {blank: self._shown(blank, of_kind, found[blank]) for blank, of_kind in kinds.items()}
                return self.keyword(keyword.lower()) + written.format_map(told)
        return f"{keyword} {english}"

    def _shown(self, blank: str, of_kind: str, value: str) -> str:
        """Say what stands in a blank; what only shows how it is written gives way to this language's own example."""
        return self.examples.get(blank, value) if value == EXAMPLES.get(blank) else self.spoken(of_kind, value)

    def _known(self, term: str) -> str:
        return next(
            (meant for word, meant in self.terms.items() if notations.folded(word) == notations.folded(term)), term
        )

    def _list(self, told: str) -> Iterator[str]:
        return notations.listed(told, self.words, self.values.get("Touchpoint", {}))

    def _surcharge(self, text: str) -> str:
        for places in (_any_of(self.values.get("Touchpoint", {})), r"\S.*"):
            found = parse.parse(self.surcharge.replace("{place}", "{place:Place}"), text, {"Place": kind(places)})
            if isinstance(found, parse.Result):
                return f"{self.english('Money', found['price'])} at the {self.english('Touchpoint', found['place'])}"
        return text


@cache
def _forms(kinds: Topics) -> Mapping[str, str]:
    terms = (one for one in (*kinds.promised, *COMMON) if one.tabled)
    return {str(one): one.form.kind if one.form else "" for one in terms}


@cache
def _naming(kinds: Topics) -> re.Pattern[str]:
    names = sorted((*NAMES, *_forms(kinds)), key=len, reverse=True)
    return re.compile(rf"^The (?:term ')?(?P<term>{'|'.join(map(re.escape, names))})\b")


@cache
def _in_english(pattern: str) -> Reading:
    return Reading("en", pattern)


def _with_kinds(written: str, blanks: Mapping[str, str]) -> str:
    return re.sub(r"\{(\w+)\}", lambda blank: f"{{{blank[1]}:{blanks[blank[1]]}}}", written)


def _any_of(table: Mapping[str, str]) -> str:
    return "|".join(_each(table))


def _each(table: Mapping[str, str]) -> list[str]:
    return [re.escape(one).replace("\\ ", " ") for one in sorted(table, key=len, reverse=True)]
