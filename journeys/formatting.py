"""Lays a feature out evenly: indents, tables, blank lines. Its words, its comments and its meaning stay as they are."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from gherkin.errors import CompositeParserException, ParserError
from gherkin.parser import Parser
from gherkin.token import Token

from journeys.errors import AuthorError

__all__ = ["formatted"]

_DEPTHS = {
    "Language": 0,
    "FeatureLine": 0,
    "RuleLine": 1,
    "BackgroundLine": 1,
    "ScenarioLine": 1,
    "StepLine": 2,
    "ExamplesLine": 2,
    "TableRow": 3,
    "DocStringSeparator": 3,
}
"""How deep a line is indented, by what Gherkin takes it for; within a rule one deeper."""

_HEADINGS = {"FeatureLine", "RuleLine", "BackgroundLine", "ScenarioLine", "ExamplesLine"}
_INDENT = "  "


@dataclass(frozen=True, slots=True)
class _Line:
    """A line, and what Gherkin takes it for."""

    kind: str
    text: str
    words: str
    cells: tuple[str, ...] = ()


def formatted(text: str) -> str:
    """Lay a feature out evenly.

    Raises:
        AuthorError: It is no Gherkin, or laying it out would change what it says, so it must be left as it is.
    """
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    before, lines = _read(plain)
    laid_out = "".join(f"{line}\n" for line in _spaced(_indented(lines)))
    after, _ = _read(laid_out)
    if _meaning(before) != _meaning(after):
        raise AuthorError("Laying this feature out would change what it says, so it is left as it is")
    return laid_out


class _Recorder:
    """What Gherkin's parser builds with: it keeps the lines as they come, beside what the parser builds else."""

    def __init__(self, builder: Any, lines: list[_Line]) -> None:
        self._builder, self._lines = builder, lines

    def build(self, token: Token) -> None:
        self._builder.build(token)
        if token.eof():
            return
        written = token.line.get_line_text(0).rstrip("\n")
        cells = tuple(cell["text"] for cell in token.matched_items) if token.matched_type == "TableRow" else ()
        self._lines.append(_Line(token.matched_type, written, written.strip(), cells))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._builder, name)


def _read(text: str) -> tuple[Any, list[_Line]]:
    from gherkin.ast_builder import AstBuilder

    lines: list[_Line] = []
    try:
        return Parser(_Recorder(AstBuilder(), lines)).parse(text), lines
    except (CompositeParserException, ParserError) as error:
        raise AuthorError("The feature cannot be read, so it is left as it is") from error


def _indented(lines: Sequence[_Line]) -> Iterator[_Line]:
    """Indent each line by what it is; a comment and a tag by what comes below, a table's cells under each other."""
    in_rule = 0
    within = ""
    outdent = 0
    position = 0
    while position < len(lines):
        line = lines[position]
        if line.kind == "RuleLine":
            in_rule = 1
        yield line
        position += 1
