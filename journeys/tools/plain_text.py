"""Text as a reader's eye takes it: without characters that nobody sees, a space where there are several."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import Final

__all__ = ["as_seen", "lines_of_text", "unwrapped"]

_UNSEEN: Final = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0"
    "\U000e0000-\U000e0fff\u0000-\u0008\u000e-\u001b\u007f]"
)
"""Soft hyphens, joiners, spaces of no width, marks of direction, fillers, variants' selectors, control characters."""

_FULL_WIDTH: Final = {
    code: unicodedata.normalize("NFKC", chr(code)) for code in (*range(0xFF01, 0xFF5F), *range(0xFFE0, 0xFFE7))
}
"""Letters, digits and signs as wide as a Chinese character: ``１２，８００``, ``＄99``."""

_BETWEEN_THOUSANDS: Final = re.compile(r"(?<=\d)[\u00a0\u2007\u2009\u202f](?=\d{3}(?!\d))")
_KEPT: Final = "\u202f"
_NARROWEST: Final = 60
_WIDEST: Final = 100
"""Between which columns mailers break lines."""

_OF_ITS_OWN: Final = re.compile(r"\s|[-*•·>|=_#\[(]|\d+[.)]\s|[^\s:：]{1,20}(?: [^\s:：]{1,20}){0,5}\s?[:：]|\w+://")
"""How a line begins that continues none: indented, in a list, with a label."""


def as_seen(line: str) -> str:
    """Return one line as it is seen; a space between thousands that does not break stays one that does not."""
    seen = _BETWEEN_THOUSANDS.sub("\ue00f", unicodedata.normalize("NFC", _UNSEEN.sub("", line).translate(_FULL_WIDTH)))
    return " ".join(seen.split()).replace("\ue00f", _KEPT)


def lines_of_text(text: str) -> list[str]:
    """Return the lines of a text in which anything is seen."""
    return [seen for line in text.splitlines() if (seen := as_seen(line))]


def unwrapped(text: str, *, flowed: bool = False) -> str:
    """Join what a mailer broke at a margin; in a flowed part (RFC 3676) a blank at a line's end tells of that."""
    lines = text.splitlines()
    margin = max((len(line) for line in lines if len(line) <= _WIDEST and "://" not in line), default=0)
    found = lines[:1]
    for before, line in pairwise(lines):
        if flowed:
            goes_on = before.endswith(" ") and before != "-- "
        else:
            first = line.split(" ", 1)[0]
            goes_on = _NARROWEST <= margin < len(before) + 1 + len(first) and not _OF_ITS_OWN.match(line)
        if goes_on and before.strip() and line.strip():
            found[-1] = f"{found[-1].rstrip()} {line.lstrip()}"
        else:
            found.append(line)
    return "\n".join(found)
