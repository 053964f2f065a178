"""What a company's menus on the telephone are answered with, and how much of them a caller bears: options."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, PositiveInt, model_validator

from journeys.company.settings import Duration

__all__ = ["Limits", "Long", "Menu", "Off"]

Share = Annotated[float, Field(ge=0, le=1)]


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Degrees(_Section):
    """Two limits, of which the major one is the wider."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        minor, major = getattr(self, "minor", None), getattr(self, "major", None)
        if minor is not None and major is not None and minor > major:
            message = "minor is more than major; what is major must be at least as much"
            raise ValueError(message)
        return self


class Long(_Degrees):
    """How long a machine may let a caller wait at once, company time.

    Attributes:
        minor: Longer is written down.
        major: Longer is a dead end: the caller rings off.
    """

    minor: Duration | None = None
    major: Duration | None = None


class Off(_Degrees):
    """How far what is heard may be off what is expected: the share of its words that are missing, from 0 to 1.

    Attributes:
        minor: More is written down.
        major: More does not fit.
    """

    minor: Share = 0.0
    major: Share = 0.0


class Limits(_Section):
    """How much of a line's menus a caller bears.

    Attributes:
        turns: How often the caller presses a key or says a word before somebody answers.
        again: How often the same menu is heard.
        long: How long it may take to go on, such as `{ minor = "10 seconds", major = "2 minutes" }`.
        off: How far what is heard may be off what `options.menu` expects, such as `{ minor = 0.1, major = 0.3 }`.
    """

    turns: PositiveInt = 20
    again: PositiveInt = 3
    long: Long = Long()
    off: Off = Off()


@dataclass(frozen=True, slots=True)
class Menu:
    """What is expected to be heard, as regular expressions, with what is replied; and the limits."""

    replies: Mapping[str, str]
    limits: Limits

    def reply_to(self, words: str) -> tuple[str, float] | None:
        """Give the reply to some words, and how far they are off what was expected; None if none fits."""
        for expected, reply in self.replies.items():
            if re.search(expected, words, re.IGNORECASE):
                return reply, 0.0
        nearest = self.nearest(words)
        off = 1 - _likeness(nearest, words) if nearest else 1.0
        return (self.replies[nearest], off) if off <= self.limits.off.major and off < 1 else None

    def nearest(self, words: str) -> str:
        """Return what was expected that is nearest to some words; empty if nothing was expected."""
        return max(self.replies, key=lambda expected: _likeness(expected, words), default="")


def _likeness(expected: str, words: str) -> float:
    """Return the share of the expected words that are among some words, in the same order."""
    parts, heard = (re.findall(r"\w+", one.casefold()) for one in (expected, words))
    matching = SequenceMatcher(None, parts, heard, autojunk=False).get_matching_blocks()
    return sum(one.size for one in matching) / len(parts) if parts else 0.0
