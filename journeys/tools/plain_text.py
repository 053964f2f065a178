"""Text as a reader's eye takes it: without characters that nobody sees, a space where there are several."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

__all__ = ["as_seen", "lines_of_text"]

_UNSEEN: Final = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0"
    "\U000e0000-\U000e0fff\u0000-\u0008\u000e-\u001b\u007f]"
)
"""Soft hyphens, joiners, spaces of no width, marks of direction, fillers, variants' selectors, control characters."""

_BETWEEN_THOUSANDS: Final = re.compile(r"(?<=\d)[\u00a0\u2007\u2009\u202f](?=\d{3}(?!\d))")
_KEPT: Final = "\u202f"


def as_seen(line: str) -> str:
    """Return one line as it is seen; a space between thousands that does not break stays one that does not."""
    seen = _BETWEEN_THOUSANDS.sub("\ue00f", unicodedata.normalize("NFC", _UNSEEN.sub("", line)))
    return " ".join(seen.split()).replace("\ue00f", _KEPT)


def lines_of_text(text: str) -> list[str]:
    """Return the lines of a text in which anything is seen."""
    return [seen for line in text.splitlines() if (seen := as_seen(line))]
