"""Sayings: which of the loaded sentences does something, told by what its step does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from pytest_bdd.steps import StepFunctionContext

from journeys.errors import Unable
from journeys.evidence.purposes import Purpose
from journeys.gherkin.checking.doings import Blank, Doing, doings_of
from journeys.gherkin.sentences.sentence import Sentence
from journeys.judging.topic import Topic
from journeys.judging.topics import Topics

__all__ = ["Sayings"]


@dataclass(frozen=True, slots=True)
class Sayings:
    """The sentences that are loaded.

    Attributes:
        contexts: Their definitions, in order.
        kinds: The kinds of promise there are.
    """

    contexts: Iterable[StepFunctionContext]
    kinds: Topics

    def going(self, purpose: Purpose) -> Sentence:
        """Return the first sentence that says who goes where for something, and what about where it must be named.

        Raises:
            Unable: There is none.
        """
        told = ("name", "at", "words") if purpose.of_public else ("name", "at")
        kinds = {"Shopper", "Touchpoint", *(["Words"] if purpose.of_public else [])}

        def goes(sentence: Sentence, doing: Doing) -> bool:
            blank = all(isinstance(doing.arguments.get(one), Blank) for one in told)
            return doing.visit == purpose and blank and {*sentence.blanks.values()} - {"Where"} == kinds

        return self._first(goes, f"says who goes where and {purpose}")

    def judging(self, *asked: Topic) -> Sentence:
        """Return the first sentence without blanks that holds the company to some topics and to no others.

        Raises:
            Unable: There is none.
        """
        about = tuple(topic.about for topic in asked)

        def judges(sentence: Sentence, doing: Doing) -> bool:
            return doing.method == "hold_to" and doing.judges == about and not sentence.blanks

        return self._first(judges, f"holds the company to {' and '.join(about)}")

    def _first(self, fits: Callable[[Sentence, Doing], bool], does: str) -> Sentence:
        found = next((sentence for sentence, doing in self._of_one_doing() if fits(sentence, doing)), None)
        if found is None:
            raise Unable(f"No sentence {does}.", remedy="Write one: shop steps lists those there are.")
        return found

    def _of_one_doing(self) -> Iterator[tuple[Sentence, Doing]]:
        for context in self.contexts:
            doings = doings_of(context.step_func, self.kinds)
            if isinstance(context.parser, Sentence) and len(doings) == 1:
                yield context.parser, doings[0]
