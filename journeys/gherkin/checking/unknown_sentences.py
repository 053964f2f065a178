"""What is said of a step that nobody defines: a slip of form, the wrong keyword, two in one, or what was meant."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from pytest_bdd.parser import Step
from pytest_bdd.parsers import string

from journeys.company.company_file import Company
from journeys.errors import AuthorError
from journeys.gherkin.languages.phrasebook import Phrasebook
from journeys.gherkin.reading.form import OfForm, tidied
from journeys.gherkin.reading.invisible import unseen
from journeys.gherkin.reading.keywords import KINDS, sentence, words
from journeys.gherkin.sentences.matching import SentenceIndex
from journeys.gherkin.sentences.nearness import Meant, Names
from journeys.gherkin.sentences.sentence import Sentence
from journeys.gherkin.sentences.vocabulary import definitions, near
from journeys.promises.channel import Channel

__all__ = ["UnknownSentences"]

_JOINT = re.compile(r",? and then |,? then |,? and |, ")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_LITTLE_WORDS = frozenset(
    {
        "a",
        "an",
        "the",
        "of",
        "at",
        "on",
        "in",
        "to",
        "for",
        "from",
        "by",
        "with",
        "and",
        "or",
        "her",
        "his",
        "she",
        "he",
    }
)
"""What no sentence is about."""


@dataclass(frozen=True)
class UnknownSentences:
    """Knows the sentences there are, for steps that are none.

    Attributes:
        company: Whose touchpoints may be named.
        sentences: All there are.
        books: Phrasebooks by language.
    """

    company: Company
    sentences: SentenceIndex
    books: Mapping[str, Phrasebook]
    _answers: dict[tuple[object, ...], list[Meant]] = field(default_factory=dict)

    def told(self, step: Step, language: str, names: Names) -> AuthorError:
        """Say what is wrong with a step that is no sentence.

        Args:
            step: As it is written.
            language: Its feature's.
            names: What can stand in English blanks there.
        """
        said = sentence(step.keyword, step.name, language)
        tidy, slips = tidied(step.name, digits=language == "en")
        if tidy != step.name and self.sentences.matching(step.type, tidy):
            if not slips:
                odd = ", ".join(
                    dict.fromkeys(one.rpartition(" in column")[0] for one in unseen(step.name, quotes=True))
                )
                problem = "This sentence holds what cannot be seen, or not for what it is, so nobody defines it"
                return AuthorError(f"{problem} ({odd})", value=step.name, remedy=f"Type it anew: {tidy}")
            problem = f"This sentence is right but for its form: it has {' and '.join(slips)}"
            return OfForm(problem, value=step.name, mended=tidy)
        if keywords := self.keywords(tidy, language):
            problem = f"This sentence is not one for {step.type.capitalize()}"
            remedy = f"Write: {keywords[0]}{tidy}. (And, But and * go on with what the step before them is.)"
            return AuthorError(problem, value=said, remedy=remedy)
        if (both := self._two(step, tidy)) is not None:
            first, second = (
                sentence(word, text, language) for word, text in zip((step.keyword, "And"), both, strict=True)
            )
            return AuthorError(
                "This is two sentences in one", value=said, remedy=f"Write two lines: {first} / {second}"
            )
        keyword = step.type.capitalize()
        near = self._proposed(tidy, keyword, language, names if language == "en" else self._spoken(language))
        if near and near[0].is_near:
            proposals = " or ".join(sentence(step.keyword, str(one), language) for one in near)
            return AuthorError("Nobody defines this sentence", value=said, remedy=f"Nearest: {proposals}")
        unheard = ", ".join(map(repr, self._unheard(tidy, keyword, language)))
        can = " or ".join(sentence(step.keyword, one.text, language) for one in near)
        said_so = [f"No sentence has {unheard}."] * bool(unheard) + [f"Nearest that can: {can}."] * bool(can)
        remedy = " ".join([*said_so, "All that can: shop steps."])
        return AuthorError("This cannot be said yet", value=said, remedy=remedy)

    def _two(self, step: Step, text: str) -> tuple[str, str] | None:
        """Take two sentences apart that are joined by *and*: the second may leave out who does it."""
        for joint in _JOINT.finditer(text):
            first, rest = text[: joint.start()], text[joint.end() :]
            if self.sentences.matching(step.type, first):
                for second in (rest, f"she {rest}"):
                    if self.sentences.matching(step.type, second):
                        return first, second
        return None

    def _unheard(self, text: str, keyword: str, language: str) -> list[str]:
        """List the words that no sentence of this keyword and language has."""
        known = {
            word
            for one in definitions()
            if one.keyword in {keyword, "*"} and one.language == language
            for word in _WORD.findall(one.example.casefold())
        }
        names = {
            word
            for values in self._spoken(language).values()
            for one in values
            for word in _WORD.findall(one.casefold())
        }
        meant = [one for one in _WORD.findall(text) if one[:1].islower() and one.casefold() not in known | names]
        return [one for one in dict.fromkeys(meant) if one not in _LITTLE_WORDS]

    def _spoken(self, language: str) -> dict[str, tuple[str, ...]]:
        """Give the names that can stand in blanks, in a language."""
        book = self.books.get(language)
        if book is None:
            return {"Touchpoint": tuple(self.company.touchpoints), "Channel": tuple(Channel)}
        return {kind: tuple(values) for kind, values in book.values.items() if kind in {"Touchpoint", "Channel"}}

    def keywords(self, text: str, language: str) -> list[str]:
        """List the keywords that make a text a sentence, in its language, each with the space after it."""
        book = self.books.get(language)
        return [
            book.keyword(kind) if book else words(language, kind)[0]
            for kind in KINDS
            if any(isinstance(one.parser, Sentence | string) for one in self.sentences.matching(kind, text))
        ]

    def _proposed(self, text: str, keyword: str, language: str, names: Names) -> list[Meant]:
        asked = text, keyword, language, tuple(names.items())
        if asked not in self._answers:
            self._answers[asked] = near(text, definitions(), keyword, language, names)
        return self._answers[asked]
