"""Rules and abilities, as topics declare them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from journeys.evidence.observations import Visit
from journeys.evidence.purposes import Purpose
from journeys.judging.standing import Standing
from journeys.judging.verdict import Finding

__all__ = ["EVERY", "Ability", "Check", "Every", "JourneyRule", "Rule"]

Check = Callable[[Visit, Standing], Iterator[Finding]]
"""A rule's function: pure, it finds what a visit says about where a promise stands."""


class JourneyRule(Protocol):
    """Judges a whole journey of one shopper, by name, instead of one visit.

    Attributes:
        about: What a *Then* asks about that it answers: its topic's ``about``.
    """

    @property
    def about(self) -> str:
        """What it answers."""

    def __call__(self, visits: Sequence[Visit], shopper: str) -> Sequence[Finding]:
        """Judge the visits of a shopper."""


class Every:
    """Stands for every purpose there is, of every topic."""


EVERY = Every()
"""What a rule is about that looks at every visit."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A function of the judge's.

    Attributes:
        check: The function.
        topic: Whose it is.
        about: The ``about`` of its topic: what its findings answer.
        purposes: The purposes it looks at, or EVERY.
        place: Where it is written.
    """

    check: Check
    topic: str
    about: str
    purposes: tuple[Purpose, ...] | Every
    place: str

    def __call__(self, visit: Visit, standing: Standing) -> Iterator[Finding]:
        """Judge a visit."""
        return self.check(visit, standing)


@dataclass(frozen=True, slots=True)
class Ability:
    """What a touchpoint can be able to do.

    Attributes:
        protocol: The Protocol that a driver has.
        words: What it is called in messages: ``keep a note``.
        topic: Whose it is.
        after: The purpose that the shopper must have come for somewhere before, when the ability is tried.
        place: Where it is declared.
    """

    protocol: type
    words: str
    topic: str
    after: str = ""
    place: str = ""
