"""What is only a matter of form: blanks, stops, quotation marks, digits, bars, colons and capitals.

What is mended says the same as before, letter by letter; ``shop check --fix`` mends it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from journeys.errors import AuthorError
from journeys.gherkin.reading.invisible import plain
from journeys.gherkin.reading.keywords import headings, words

__all__ = ["OfForm", "open_rows", "same_letters", "tidied", "with_colon", "with_keyword"]

_STOPS = ".,;!。،؛"
_FENCES = ('"""', "```")


class OfForm(AuthorError):
    """Something that says what is meant, and not in the form that it must have.

    Attributes:
        mended: What stands there instead of ``value``.
    """

    def __init__(self, problem: str, *, value: str, mended: str) -> None:
        """Take what is wrong, what is written, and what should be."""
        self.mended = mended
        super().__init__(problem, value=value, remedy=f"Write: {mended} (shop check --fix does that.)")


def tidied(text: str, *, digits: bool = False) -> tuple[str, list[str]]:
    """Write a sentence without slips of form; say in a few words which there were.

    Args:
        text: As it is written.
        digits: Whether those of other scripts are slips, too.
    """
    slips = []
    tidy = plain(text)
    if digits and any(one.isdecimal() and not one.isascii() for one in tidy):
        tidy = "".join(str(unicodedata.decimal(one, one)) for one in tidy)
        slips.append("digits of another script")
    if " ".join(tidy.split()) != tidy:
        tidy = " ".join(tidy.split())
        slips.append("more than one blank between words")
    if tidy.rstrip(_STOPS + " ") != tidy:
        slips.append(f"{'a full stop' if tidy.endswith('.') else repr(tidy[-1])} at its end")
        tidy = tidy.rstrip(_STOPS + " ")
    return tidy, slips


def open_rows(lines: Sequence[str]) -> Iterator[tuple[int, OfForm]]:
    """Find rows of tables that end without a bar: Gherkin leaves out what stands behind the last one there is."""
    fence = ""
    for number, line in enumerate(lines, start=1):
        text = line.strip()
        opens = next((one for one in _FENCES if text.startswith(one)), "")
        if opens or fence:
            fence = ("" if opens == fence else fence) if fence else opens
            continue
        if text.startswith("|") and (not text.endswith("|") or text.endswith("\\|") or text == "|"):
            cells = re.split(r"(?<!\\)\|", text)[1:]
            around = [len(re.split(r"(?<!\\)\|", one.strip())) - 2 for one in _around(lines, number)]
            if cells[-1].strip() and (not around or len(cells) in around):
                yield number, OfForm("This row of a table lacks its last bar", value=text, mended=f"{text} |")


def with_colon(line: str, language: str) -> str | None:
    """Write a heading with the colon that it lacks; None if the line begins with no heading's word."""
    text = line.strip()
    for word in sorted(headings(language), key=len, reverse=True):
        if text.casefold() == word.casefold() or text.casefold().startswith(f"{word.casefold()} "):
            return f"{word}: {text[len(word) :].strip()}".rstrip()
    return None


def with_keyword(text: str, language: str) -> str | None:
    """Write a step with its keyword's capitals; None if it begins with no keyword in any."""
    for kind in ("given", "when", "then", "and", "but"):
        for word in words(language, kind):
            if text.casefold().startswith(word.casefold()) and not text.startswith(word):
                return f"{word}{text[len(word) :]}"
    return None


def same_letters(one: str, other: str) -> bool:
    """Tell whether two texts say the same, letter by letter and figure by figure."""
    return _letters(one) == _letters(other)


def _letters(text: str) -> str:
    return "".join(str(unicodedata.decimal(sign, sign)) for sign in plain(text).casefold() if sign.isalnum())


def _around(lines: Sequence[str], number: int) -> Iterator[str]:
    """Give the closed rows of the table that a row stands in."""
    for way in (range(number - 2, -1, -1), range(number, len(lines))):
        for at in way:
            text = lines[at].strip()
            if not text.startswith("|"):
                break
            if text.endswith("|") and not text.endswith("\\|"):
                yield text
