"""Which sentences a step may be: an index of the vocabulary by words, so that a step does not meet all of them."""

from __future__ import annotations

import inspect
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from pytest_bdd import parsers
from pytest_bdd.parsers import StepParser
from pytest_bdd.steps import StepFunctionContext

from journeys.errors import AuthorError
from journeys.gherkin.sentences.sentence import Sentence

__all__ = ["SentenceIndex", "ambiguous", "place_of"]

_BLANK = re.compile(r"{[\w-]*(?:\.[\w-]+|\[[^]]+])*(?::[^}]+)?}")
"""What ``parse`` takes for a blank; any other brace, it may well take for something else."""
_TOUCH = "\0"
_WHOLE_WORD = re.compile(rf"(?<![\w{_TOUCH}])\w+(?![\w{_TOUCH}])")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Entry:
    """A definition below one of its patterns: every step it matches has all these words."""

    words: frozenset[str]
    context: StepFunctionContext


class SentenceIndex:
    """Tells which definitions match a step; how long that takes does not depend on how many there are.

    A pattern is filed under its rarest word, so a step meets only those it shares such a word with. Exact sentences
    are looked up; regular expressions, parsers we do not know, and patterns of blanks only are tried one by one.
    What matches is always left to the definition's own parser.

    Attributes:
        contexts: All definitions, in order.
    """

    def __init__(self, contexts: Iterable[StepFunctionContext]) -> None:
        """File all definitions."""
        self._exact: dict[str, list[StepFunctionContext]] = defaultdict(list)
        self._by_word: dict[str, list[_Entry]] = defaultdict(list)
        self._always: list[StepFunctionContext] = []
        entries: list[_Entry] = []
        self.contexts = list(contexts)
        for context in self.contexts:
            if type(context.parser) is parsers.string:
                self._exact[context.parser.name].append(context)
                continue
            filed = [_Entry(_words(pattern), context) for pattern in _patterns(context.parser)]
            if filed and all(entry.words for entry in filed):
                entries += filed
            else:
                self._always.append(context)
        frequency = Counter(word for entry in entries for word in entry.words)
        for entry in entries:
            self._by_word[min(entry.words, key=lambda word: (frequency[word], word))].append(entry)

    def matching(self, kind: str, text: str) -> list[StepFunctionContext]:
        """List the definitions that match a step.

        Args:
            kind: ``given``, ``when`` or ``then``.
            text: The step without its keyword.
        """
        words = set(_WORD.findall(_folded(text)))
        met = [entry for word in words for entry in self._by_word.get(word, ()) if entry.words <= words]
        found = {id(entry.context): entry.context for entry in met}
        return [
            context
            for context in (*self._exact.get(text, ()), *found.values(), *self._always)
            if context.type in {None, kind} and context.parser.is_matching(text)
        ]


def place_of(context: StepFunctionContext) -> str:
    """Tell where a definition stands, as ``file:line``."""
    code = inspect.unwrap(context.step_func).__code__
    return f"{code.co_filename}:{code.co_firstlineno}"


def ambiguous(text: str, matching: Iterable[StepFunctionContext]) -> AuthorError:
    """Say that a step is several sentences at once, and name each with its place."""
    candidates = sorted(f"{one.parser.name} ({place_of(one)})" for one in matching)
    remedy = f"Make them differ: {' | '.join(candidates)}"
    return AuthorError("This sentence has several meanings", value=text, remedy=remedy)


def _patterns(parser: StepParser) -> tuple[str, ...]:
    """Return what ``parse`` reads for this parser, in every language; nothing if it works in another way."""
    if isinstance(parser, Sentence):
        return parser.patterns
    return (parser.name,) if type(parser) in {parsers.parse, parsers.cfparse} else ()


def _words(pattern: str) -> frozenset[str]:
    """Return the words that a step must have to match; one that touches a blank may be part of a longer one."""
    literal = _BLANK.sub(_TOUCH, pattern.replace("{{", " ").replace("}}", " "))
    if "{" in literal or "}" in literal:
        return frozenset()
    return frozenset(_WHOLE_WORD.findall(_folded(literal)))


def _folded(text: str) -> str:
    """Make alike what ``parse`` takes for alike: case, and the Turkish letters i."""
    return text.replace("İ", "i").replace("ı", "i").casefold()
