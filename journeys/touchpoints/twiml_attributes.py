"""What the attributes of TwiML's verbs mean to a carrier, odd ones included."""

from __future__ import annotations

import re
from typing import Final
from xml.etree.ElementTree import Element

__all__ = ["seconds_of", "takes_keys_only"]

_PAUSE_SECONDS: Final = 1
"""How long a pause is that says nothing usable about it."""
_ASKS_FOR_KEYS: Final = re.compile(
    r"\b(?:press|dial|enter|key in|hit) (?:the |your |\w+ )?"
    r"(?:\d|one|two|three|four|five|six|seven|eight|nine|zero|pound|star|hash|key|digits?)\b"
    r"|\bkeypad\b|\b(?:drücken|wählen|tippen) Sie\b|\b(?:appuyez|tapez|composez|faites le \d)\b|اضغط"
    r"|\b(?:pulse|oprima|marque|presione)\b",
    re.IGNORECASE,
)


def seconds_of(length: str | None) -> int:
    """Read the length of a pause; what is no whole number of seconds is a carrier's default."""
    told = (length or "").strip()
    return int(told[:9]) if re.fullmatch(r"[0-9]+", told) and int(told[:9]) else _PAUSE_SECONDS


def takes_keys_only(gather: Element, ways: set[str], words: str) -> bool:
    """Tell whether a caller cannot speak; without a word about it, whoever asks for keys wants them."""
    if ways:
        return ways == {"dtmf"}
    counted = gather.get("numDigits") or gather.get("finishOnKey")
    return bool(counted) or _ASKS_FOR_KEYS.search(words) is not None
