"""Lays a feature out evenly: indents, tables, blank lines. Its words, its comments and its meaning stay as they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Any

from gherkin.ast_builder import AstBuilder
from gherkin.errors import CompositeParserException, ParserError
from gherkin.parser import Parser
from rich.cells import cell_len

from journeys.errors import AuthorError
from journeys.gherkin.reading.form import same_letters

__all__ = ["fix", "formatted", "mend"]

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
"""How deep a line stands, by what Gherkin takes it for; within a rule one deeper."""

_APART = {"RuleLine", "BackgroundLine", "ScenarioLine", "ExamplesLine"}
"""What has a blank line above it, and above the tags and comments that belong to it."""

_ABOVE = {"TagLine", "Comment"}
_INDENT = "  "
_BEHIND_A_ROW = re.compile(r"(?<!\\)(?:\\\\)*\|\s*([^|\s](?:[^|\\]|\\.)*)$")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line by what Gherkin takes it for.

    Attributes:
        text: What it says, without what is laid out anew.
        cells: Of a table's row.
        depth: How deep it stands; None if it stays where it is.
    """

    kind: str
    text: str = ""
    cells: tuple[str, ...] = ()
    depth: int | None = None


def fix(path: Path) -> bool:
    """Lay a feature file out evenly; tell whether that changed it.

    Raises:
        AuthorError: It cannot be laid out, and is left as it is.
    """
    data = path.read_bytes()
    try:
        text = data.decode()
    except UnicodeDecodeError:
        raise AuthorError("The feature is not UTF-8 text, so it is left as it is", remedy="Save it as UTF-8.") from None
    ending = "\r\n" if "\r\n" in text else "\n"
    laid_out = formatted(text).replace("\n", ending).encode()
    if laid_out != data:
        path.write_bytes(laid_out)
    return laid_out != data


def mend(path: Path, slips: Iterable[tuple[int, str, str]]) -> list[tuple[int, str, str]]:
    """Mend slips of form in a feature file; what is said stays the same, letter by letter. Return those mended.

    Args:
        path: The file.
        slips: The line of each, what is written there, and what should be.
    """
    slips, done = list(slips), []
    lines = path.read_bytes().decode().split("\n") if slips else []
    for number, written, right in slips:
        line = lines[number - 1]
        if written in line and same_letters(written, right):
            lines[number - 1] = line.replace(written, right, 1)
            done.append((number, written, right))
    if done:
        path.write_bytes("\n".join(lines).encode())
    return done


def formatted(text: str) -> str:
    """Lay a feature out evenly; lines end as on Unix.

    Raises:
        AuthorError: It is no Gherkin, or laying it out would change what it says.
    """
    before, lines = _read(text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
    laid_out = "".join(f"{line}\n" for line in _written(_spaced(_placed(lines))))
    after, _ = _read(laid_out)
    if before != after:
        raise AuthorError("Laying this feature out would change what it says, so it is left as it is")
    return laid_out


def _read(text: str) -> tuple[object, list[_Line]]:
    """Parse a text: give its meaning, without places, and its lines."""
    builder = _Recorder()
    try:
        parsed = Parser(builder).parse(text)
    except (CompositeParserException, ParserError) as error:
        raise AuthorError("The feature cannot be read, so it is left as it is") from error
    return _meaning(parsed), builder.lines


def _meaning(parsed: Any) -> object:
    match parsed:
        case dict():
            said = {key: _meaning(value) for key, value in parsed.items() if key not in {"location", "id"}}
            if "description" in said:
                said["description"] = parsed["description"].rstrip()
            if "comments" in said:
                said["comments"] = [one["text"].strip() for one in parsed["comments"]]
            return said
        case list():
            return [_meaning(one) for one in parsed]
    return parsed


class _Recorder(AstBuilder):
    """Builds what Gherkin's own builder builds, and keeps the lines as they come."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[_Line] = []
        self._margin: int | None = None

    def build(self, token: Any) -> None:
        super().build(token)
        if not token.eof():
            self.lines.append(self._line(token, str(token.matched_type)))

    def _line(self, token: Any, kind: str) -> _Line:
        written = token.line.get_line_text(0).rstrip("\n")
        match kind:
            case "DocStringSeparator":
                self._margin = token.line.indent if self._margin is None else None
            case "Other" if self._margin is not None:
                return _Line("DocString", token.line.get_line_text(self._margin).rstrip("\n"))
            case "Other":
                return _Line("Other" if written.strip() else "Empty", written)
            case "StepLine":
                return _Line(kind, f"{token.matched_keyword}{token.matched_text}".rstrip())
            case "FeatureLine" | "RuleLine" | "BackgroundLine" | "ScenarioLine" | "ExamplesLine":
                return _Line(kind, f"{token.matched_keyword}: {token.matched_text}".rstrip())
            case "TableRow":
                if behind := _BEHIND_A_ROW.search(written):
                    raise AuthorError(
                        "Words behind a row's last bar would be lost, so the feature is left as it is",
                        value=behind[1],
                        remedy="Gherkin does not read them: put them into a comment above the row.",
                        place=f"line {token.location['line']}",
                    )
                return _Line(kind, cells=tuple(_escaped(cell["text"]) for cell in token.matched_items))
        return _Line(kind, written.strip())


def _placed(lines: Sequence[_Line]) -> list[_Line]:
    """Give each line its depth: a tag or comment has that of what is below it; a description stays where it is."""
    rule = next((number for number, line in enumerate(lines) if line.kind == "RuleLine"), len(lines))
    deeper = [line.kind != "RuleLine" and number > rule for number, line in enumerate(lines)]
    depths = [
        _DEPTHS[line.kind] + within if line.kind in _DEPTHS else None
        for line, within in zip(lines, deeper, strict=True)
    ]
    placed: list[_Line] = []
    below: int | None = next((depth for depth in reversed(depths) if depth is not None), 0)
    doc = _DEPTHS["DocStringSeparator"]
    for line, depth, within in zip(reversed(lines), reversed(depths), reversed(deeper), strict=True):
        below = below if depth is None else depth
        own = doc + within if line.kind == "DocString" else depth
        placed.append(replace(line, depth=below if line.kind in _ABOVE else own))
    return placed[::-1]


def _spaced(lines: Sequence[_Line]) -> Iterator[_Line]:
    """Leave one blank line where something new begins, and at most one elsewhere; none at the ends."""
    empty = _Line("Empty")
    gap, last = False, ""
    for number, line in enumerate(lines):
        if line.kind == "Empty" and not _within_description(lines, number):
            gap = True
            continue
        begins = last not in _ABOVE and _heads(lines[number:]) in _APART
        if last and (gap or begins):
            yield empty
        yield line
        gap, last = False, line.kind


def _within_description(lines: Sequence[_Line], number: int) -> bool:
    """Tell whether a blank line stands between two lines of one description, and so belongs to it."""
    after = next((line.kind for line in lines[number:] if line.kind != "Empty"), "")
    before = next((line.kind for line in reversed(lines[:number]) if line.kind != "Empty"), "")
    return before == after == "Other"


def _heads(lines: Sequence[_Line]) -> str:
    """Say what a line, or the tags and comments that begin with it, belongs to."""
    return next((line.kind for line in lines if line.kind not in {*_ABOVE, "Empty"}), "")


def _written(lines: Iterator[_Line]) -> Iterator[str]:
    between = {"TableRow", "Comment", "Empty"}
    for in_table, group in groupby(lines, lambda line: line.kind in between):
        block = list(group)
        rows = [line.cells for line in block if line.kind == "TableRow"]
        widths = [max(cell_len(cell) for cell in column) for column in zip(*rows, strict=False)] if in_table else []
        for line in block:
            text = line.text if line.kind != "TableRow" else _row(line.cells, widths)
            yield f"{_INDENT * (line.depth or 0)}{text}" if text else ""


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (cell + " " * (width - cell_len(cell)) for cell, width in zip(cells, widths, strict=False))
    return f"| {' | '.join(padded)} |"


def _escaped(cell: str) -> str:
    return cell.replace("\\", "\\\\").replace("|", "\\|").replace("\n", "\\n")
