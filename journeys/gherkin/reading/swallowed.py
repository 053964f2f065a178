"""Lines that were meant to be run, but that Gherkin takes for a description: a scenario could be lost by them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journeys.errors import AuthorError
from journeys.gherkin.reading.form import OfForm, with_colon
from journeys.gherkin.reading.invisible import plain, unseen
from journeys.gherkin.reading.keywords import heading_meant, keywords

__all__ = ["swallowed"]

_FENCES = ('"""', "```")


def swallowed(lines: Sequence[str], language: str) -> Iterator[tuple[int, AuthorError]]:
    """Find steps and headings that begin with a character nobody sees, and headings whose keyword is none.

    Yields:
        The line's number and what is wrong with it.
    """
    said = [text.strip() for text in _without_documents(lines)]
    for number, text in enumerate(said, start=1):
        if text and plain(text[0]) == "" and plain(text).lstrip().startswith(keywords(language)):
            problem = "This line begins with what cannot be seen, so it is read as a description and not run"
            yield number, AuthorError(problem, value=text, remedy=f"Take out {unseen(lines[number - 1])[0]}.")
        below = next((line for line in said[number:] if line), "")
        if below.startswith(keywords(language)) and ":" not in text and (mended := with_colon(text, language)):
            problem = "This line and those below it are read as a description and not run: a heading has a colon"
            yield number, OfForm(problem, value=text, mended=mended)
        elif below.startswith(keywords(language)) and (meant := heading_meant(text, language)):
            problem = "This line and those below it are read as a description and not run"
            yield number, AuthorError(problem, value=text, remedy=f"Did you mean {meant + ':'!r}?")


def _without_documents(lines: Sequence[str]) -> Iterator[str]:
    """Give each line, an empty one for what stands between fences."""
    fence = ""
    for line in lines:
        opens = next((one for one in _FENCES if line.lstrip().startswith(one)), "")
        yield "" if fence or opens else line
        fence = ("" if opens == fence else fence) if fence else opens
