"""Says of a file that is no Gherkin what is wrong with it: every slip that Gherkin's own parser finds, at its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from gherkin.dialect import DIALECTS
from gherkin.errors import CompositeParserException, NoSuchLanguageException, ParserException
from pytest_bdd.exceptions import GherkinParseError

from journeys.errors import AuthorError, nearest
from journeys.gherkin.reading.form import OfForm, open_rows, with_colon, with_keyword
from journeys.gherkin.reading.invisible import BOM, plain, unseen
from journeys.gherkin.reading.keywords import language_of, mistaken, words

__all__ = ["Refusal", "explained", "refusals"]

_HEADINGS: Final = {
    "#FeatureLine": "feature",
    "#RuleLine": "rule",
    "#BackgroundLine": "background",
    "#ScenarioLine": "scenario",
    "#ExamplesLine": "examples",
}
_STEPS: Final = ("given", "when", "then", "and", "but")
_OTHERS: Final = {"#TableRow": "a row of a table", "#DocStringSeparator": 'a text between """', "#TagLine": "a tag"}
_ONCE: Final = {
    "feature": "A file has one of it: put the second one into a file of its own.",
    "background": "It stands before the first scenario, and once.",
}


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason why a file cannot be read.

    Attributes:
        line: Where.
        column: Where in the line.
        error: What is wrong there, and what to do.
    """

    line: int
    column: int
    error: AuthorError


def explained(error: GherkinParseError | UnicodeDecodeError, path: str) -> AuthorError:
    """Say the first thing that is wrong with a feature file that cannot be read, and on which line."""
    first = refusals(error)[0]
    return first.error.at(f"{path}:{first.line}")


def refusals(error: GherkinParseError | UnicodeDecodeError) -> list[Refusal]:
    """Say everything that is wrong with a feature file that cannot be read; at least one thing."""
    if isinstance(error, UnicodeDecodeError):
        before = error.object[: error.start].decode().replace("\r\n", "\n").replace("\r", "\n").split("\n")
        wrong = AuthorError("The feature is not UTF-8 text", remedy="Save it as UTF-8.")
        return [Refusal(len(before), len(before[-1]) + 1, wrong)]
    path = Path(error.filename)
    if path.read_bytes().startswith(BOM):
        remedy = "Save it as UTF-8 without a mark, or let shop check --fix take it off."
        marked = AuthorError("The file begins with a byte order mark, which Gherkin does not skip", remedy=remedy)
        return [Refusal(1, 1, marked)]
    lines = path.read_text(encoding="utf-8").split("\n")
    parser = error.__cause__
    if not isinstance(parser, CompositeParserException):
        text = lines[error.line - 1] if error.line <= len(lines) else ""
        told = AuthorError(error.message, remedy=f"The line reads: {plain(text).strip()}" if text.strip() else None)
        return [Refusal(error.line, len(text) - len(text.lstrip()) + 1, told)]
    language = language_of("\n".join(lines))
    return [
        Refusal(one.location["line"], max(one.location.get("column") or 1, 1), _told(one, lines, language))
        for one in _first_of_each(parser.errors)
    ]


def _first_of_each(errors: list[ParserException]) -> Iterator[ParserException]:
    """Leave out what follows from an error: while something that must come has not come, no line can be right."""
    waiting: list[str] = []
    for error in errors:
        expected = _expected(error)
        if not expected or expected != waiting:
            yield error
        waiting = expected if "#FeatureLine" in expected or "#EOF" not in expected else []


def _expected(error: ParserException) -> list[str]:
    """Name the kinds of lines that Gherkin could have gone on with, as it names them."""
    expected = str(error).partition("expected: ")[2].partition(", got '")[0]
    return [one for one in expected.split(", ") if one.startswith("#")]


def _told(error: ParserException, lines: list[str], language: str) -> AuthorError:
    dialect: Mapping[str, Any] = DIALECTS[language]
    number = error.location["line"]
    text = lines[number - 1] if number <= len(lines) else ""
    written = plain(text).strip() or None
    if isinstance(error, NoSuchLanguageException):
        name = str(error).rpartition(": ")[2]
        like = nearest(name, DIALECTS)
        hint = f"Did you mean {like!r}? " if like else ""
        return AuthorError("Gherkin has no such language", value=name, remedy=f"{hint}Write its code, such as: en.")
    expected = _expected(error)
    if not expected:
        return _of_what_is_in_a_line(error, written, lines)
    if "#Other" in expected:
        remedy = 'Close it as it was opened, with """ or ```, on a line of its own.'
        return AuthorError("The file ends within a text that has no end", remedy=remedy)
    if written and {*expected} & {*_HEADINGS} and (mended := with_colon(written, language)):
        return OfForm("A heading has a colon behind its first word", value=text.strip(), mended=mended)
    if written and "#StepLine" in expected and (mended := with_keyword(written, language)):
        return OfForm("A keyword begins with a capital", value=text.strip(), mended=mended)
    hidden = [f"Take out what cannot be seen in it: {', '.join(found)}."] if (found := unseen(text)) else []
    if "#FeatureLine" in expected:
        heading = f"{dialect['feature'][0]}:"
        begins = f"A feature begins with {heading}"
        problem = f"{begins}, and before it stands" if written else f"{begins}, and the file ends before it"
        hints = [meant] if written and (meant := mistaken(written, language)) else []
        hints += [] if language == "en" else [f"The language of this file is {dialect['name']}."]
        return AuthorError(problem, value=written, remedy=" ".join([*hints, *hidden]) or None)
    if "#EOF" not in expected:
        belongs = f"Below a tag belongs what it is about, such as {dialect['scenario'][-1]}:"
        problem = f"{belongs}, and here stands" if written else f"{belongs}, and the file ends there"
        return AuthorError(problem, value=written, remedy=" ".join(hidden) or None)
    hints = [*_hints(written or "", expected, language), *hidden]
    return AuthorError("This line cannot stand here", value=written or "", remedy=" ".join(hints))


def _of_what_is_in_a_line(error: ParserException, written: str | None, lines: list[str]) -> AuthorError:
    """Speak of a line that Gherkin takes for what it is meant to be."""
    said = str(error).partition("): ")[2]
    if said.startswith("inconsistent cell count"):
        if written and (lacking := dict(open_rows(lines)).get(error.location["line"])):
            return lacking
        problem = "This row has more or fewer cells than the first row of its table"
        return AuthorError(problem, value=written, remedy=r"A | within a cell is written \|.")
    if said.startswith("A tag may not"):
        return AuthorError("A tag ends at a space", value=written, remedy="Begin each tag with its own @.")
    return AuthorError(said, value=written)


def _hints(written: str, expected: list[str], language: str) -> Iterator[str]:
    dialect: Mapping[str, Any] = DIALECTS[language]
    usual = {"examples": dialect["examples"][0]}  # each has several words; of most, the last is the usual one
    headings = [f"{usual.get(kind, dialect[kind][-1])}:" for one in expected if (kind := _HEADINGS.get(one))]
    steps = [words(language, kind)[0].strip() for kind in _STEPS] if "#StepLine" in expected else []
    again = [remedy for kind, remedy in _ONCE.items() if written.partition(":")[0] in dialect[kind]]
    yield from again or filter(None, [mistaken(written, language)])
    others = [_OTHERS[one] for one in expected if one in _OTHERS]
    step = [f"a step ({', '.join(steps)})"] if steps else []
    yield f"Here could stand: {', '.join([*step, *others, *headings])}."
