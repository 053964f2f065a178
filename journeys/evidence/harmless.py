"""Words of a company as data: nothing in them commands a terminal, turns a line round, or breaks a format."""

from __future__ import annotations

import re

__all__ = ["escaped_in_json", "harmless", "on_one_line"]

_BIDIRECTIONAL = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_NEVER = re.compile(rf"[{_BIDIRECTIONAL}\ufff9-\ufffb\ufeff\U000e0000-\U000e007f]")
"""Signs that turn the line they stand in round, or that nobody sees and everybody carries on."""
_BREAKS = re.compile("\r\n|[\x85\u2028\u2029]")
_PICTURED = {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\n\t"} | {0x7F: 0x2421}
_NO_CHARACTER = re.compile("[\x80-\x9f\ud800-\udfff\ufffe\uffff]")
_IN_JSON = re.compile(rf"[\x7f-\x9f\ud800-\udfff\u2028\u2029\ufff9-\ufffb\ufeff\ufffe\uffff{_BIDIRECTIONAL}]")


def harmless(text: str) -> str:
    """Return a text that can be shown anywhere: control characters as their pictures, such as ``␛``; lines stay."""
    if text.isascii() and text.isprintable():
        return text
    without = _NEVER.sub("", _BREAKS.sub("\n", text))
    return _NO_CHARACTER.sub("�", without.translate(_PICTURED))


def on_one_line(text: str) -> str:
    """Return a harmless text in one line, for formats in which a line is a record."""
    return " ".join(harmless(text).split("\n"))


def escaped_in_json(document: str) -> str:
    """Write with escapes what a JSON text need not escape and a terminal, or a reader by lines, would act upon."""
    return _IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", document)
