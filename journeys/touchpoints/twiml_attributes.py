"""What the attributes of TwiML's verbs mean to a carrier, odd ones included."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element

from journeys.reading.menus import asks_for_keys

__all__ = ["Gathering", "seconds_of"]

_PAUSE_SECONDS: Final = 1
"""How long a pause is that says nothing usable about it."""
_TIMEOUT_SECONDS: Final = 5
"""How long a carrier waits for the first key."""


def seconds_of(length: str | None, usual: int = _PAUSE_SECONDS) -> int:
    """Read a length of time; what is no whole number of seconds is a carrier's default."""
    told = (length or "").strip()
    return int(told[:9]) if re.fullmatch(r"[0-9]+", told) and int(told[:9]) else usual


@dataclass(frozen=True, slots=True)
class Gathering:
    """What a line takes from a caller.

    Attributes:
        keys: Whether keys are taken.
        only_keys: Whether nothing else is; without a word about it, whoever asks for keys wants them.
        digits: How many keys end it; 0 if none do.
        finish: The key that ends it; empty if none does.
        timeout: How many seconds it waits.
        even_if_empty: Whether the call goes where keys go although none was pressed.
    """

    keys: bool
    only_keys: bool
    digits: int
    finish: str
    timeout: int
    even_if_empty: bool

    @property
    def words(self) -> bool:
        """Whether a caller can speak."""
        return not self.only_keys

    @classmethod
    def of(cls, gather: Element, said: str) -> Gathering:
        """Read the verb, and what a voice says with it."""
        ways = set((gather.get("input") or "").split())
        counted = gather.get("numDigits") or gather.get("finishOnKey")
        return cls(
            keys=ways != {"speech"},
            only_keys=ways == {"dtmf"} if ways else bool(counted) or asks_for_keys(said),
            digits=seconds_of(gather.get("numDigits"), 0),
            finish=gather.get("finishOnKey", "#").strip()[:1],
            timeout=seconds_of(gather.get("timeout"), _TIMEOUT_SECONDS),
            even_if_empty=(gather.get("actionOnEmptyResult") or "").casefold() == "true",
        )

    def taken(self, pressed: str) -> str:
        """Return what of the pressed keys a company is told: as many as it counts, and not the one that ends it."""
        told = pressed.partition(self.finish)[0] if self.finish else pressed
        return told[: self.digits] if self.digits else told
