"""Characters that look like others, or like nothing: how they get into a sentence, nobody can see."""

from __future__ import annotations

import unicodedata

__all__ = ["BOM", "plain", "unseen"]

BOM = b"\xef\xbb\xbf"
"""What some editors begin a file with."""

_JOINERS = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_DIRECTIONS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_NOTHING = dict.fromkeys(_JOINERS + _DIRECTIONS, "")
_SPACES = dict.fromkeys("\t\u00a0\u2007\u2009\u202f", " ")
_QUOTES = {**dict.fromkeys("“”„‟«»", '"'), **dict.fromkeys("‘’‚‛", "'")}
_PLAIN = str.maketrans({**_NOTHING, **_SPACES, **_QUOTES})


def plain(text: str) -> str:
    """Write a text with the characters that a keyboard has."""
    return text.translate(_PLAIN)


def unseen(text: str, *, quotes: bool = False) -> list[str]:
    """Name every character of a line that cannot be seen, or not for what it is, with its column.

    Args:
        text: The line.
        quotes: Name typographic quotes too.
    """
    start = len(text) - len(text.lstrip())
    odd = {**_NOTHING, **_SPACES, **(_QUOTES if quotes else {})}
    return [
        f"{unicodedata.name(sign, 'TAB').lower()} (U+{ord(sign):04X}) in column {column + 1}"
        for column, sign in enumerate(text)
        if sign in odd and column >= start
    ]
