"""Whatever is in a feature file, every command has something to say about it and ends as it should."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from gherkin.dialect import DIALECTS
from gherkin.errors import CompositeParserException
from gherkin.parser import Parser
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from journeys.errors import AuthorError, MysteryShopperError
from journeys.gherkin.checking.checking import Checker
from journeys.gherkin.explaining import explain
from journeys.gherkin.reading.feature_files import FeatureFile
from journeys.gherkin.reading.feature_reading import read_feature
from journeys.gherkin.reading.formatting import fix

STAR = "must start with"
"""What pytest-bdd says of a scenario that begins with a star, which Gherkin takes."""

LANGUAGES = ("en", "ar", "de", "fr", "ja", "em", "en-lol", "zh-CN")
SENTENCES = (
    "Linda is a customer",
    "the company promised Linda by email:",
    'the company lists "x" at 9999999999999999999999999999.99 USD',
    "Linda asks the shop about the offer",
    "999999999999999999 days pass",
    "every touchpoint honours the promise",
    "it cost Linda at most ٢ contacts and 5 minutes of waiting",
    "<c> is {d} at <",
)
NAMES = ("", "a", "b", "<c>", "a::b[c]/d", "__class__", "pytestmark", "setup_module", "\\", "ا\u200fب")
SPACES = ("", "  ", "\t", "\u00a0", "\u3000", "\u200f", "\ufeff", "\x0b", "\x0c", "\x1c", "\x00", "\u2028", "\x85")
ENDS = ("\n", "\r\n", "\r", "\u2028", "\u2029", "\x85", "\x0c", "")
TABLES = ("| c |", "| price | free |", "| valid for | 99999999999 days |", "|", "||", "| c", "| \\| \\n \\ |", "|c|c|")
OTHERS = (
    '"""',
    '"""x',
    "```",
    '\\"\\"\\"',
    "@a",
    "@a @b#c",
    "@",
    "@a b",
    "# c",
    "# language: ar",
    "#language:x",
    "prose",
)
TAGS = ("@slow", "@R1 @R99", "@", "@_", "@known_breach:X-until:2026-02-31", "@channel:", "@severity:؟")


def _one_of(words: Mapping[str, Any], *kinds: str) -> st.SearchStrategy[str]:
    return st.sampled_from([word for kind in kinds for word in words[kind]])


def _heading(words: Mapping[str, Any], *kinds: str) -> st.SearchStrategy[list[str]]:
    """Write a heading, sometimes with a tag or a comment above it."""
    above = st.sampled_from([[], [], [], *([one] for one in TAGS), ["# c"]])
    named = st.builds("  {}: {}".format, _one_of(words, *kinds), st.sampled_from(NAMES) | st.text(max_size=9))
    return st.builds(lambda lines, line: [*lines, line], above, named)


def _step(words: Mapping[str, Any]) -> st.SearchStrategy[list[str]]:
    """Write a step, sometimes with a table or a text below it."""
    keyword = _one_of(words, "given", "when", "then", "and", "but")
    said = st.builds("    {}{}".format, keyword, st.sampled_from(SENTENCES) | st.text(max_size=12))
    table = st.integers(1, 3).flatmap(lambda n: st.lists(st.just("      |" + " a <c> |" * n), max_size=3))
    terms = st.just(["      | price | free |", "      | valid for | 99999999999 days |"])
    text = st.builds(lambda mark, line: [mark, line, mark], st.sampled_from(['"""', "```"]), st.text(max_size=9))
    return st.builds(lambda line, below: [line, *below], said, st.just([]) | table | terms | text)


def _block(words: Mapping[str, Any]) -> st.SearchStrategy[list[str]]:
    """Write a scenario, an outline, or the beginning of a rule."""
    steps = st.lists(_step(words), min_size=1, max_size=4).map(lambda lines: list(chain.from_iterable(lines)))
    rows = st.lists(st.sampled_from(["      | 1 |", "      | \\| |", "      |  |", "      | ا |"]), max_size=3)
    examples = st.builds(lambda heading, lines: [*heading, "      | c |", *lines], _heading(words, "examples"), rows)
    scenario = st.builds(lambda heading, lines: [*heading, *lines], _heading(words, "scenario"), steps)
    outline = st.builds(
        lambda heading, *parts: [*heading, *chain.from_iterable(parts)],
        _heading(words, "scenarioOutline"),
        steps,
        examples,
    )
    return scenario | scenario | outline | _heading(words, "rule")


def _odd(words: Mapping[str, Any]) -> st.SearchStrategy[str]:
    """Write a line that belongs nowhere, or not where it will come to stand."""
    heading = st.builds("{}:{}".format, _one_of(words, "feature", "background", "rule", "examples"), st.just(" x"))
    line = st.sampled_from(TABLES + OTHERS + TAGS + SENTENCES) | heading | st.text(max_size=12)
    return st.builds("{}{}".format, st.sampled_from(SPACES), line)


@st.composite
def features(draw: st.DrawFn) -> bytes:
    """Write a feature that is right, or nearly, in some language, and save it as some editor would."""
    language = draw(st.sampled_from(LANGUAGES))
    words = DIALECTS[language]
    lines = [*([] if language == "en" else [f"# language: {language}"]), f"{words['feature'][0]}: f"]
    lines += chain.from_iterable(draw(st.lists(_block(words), max_size=4)))
    for line in draw(st.just([]) | st.lists(_odd(words), max_size=3)):
        lines.insert(draw(st.integers(0, len(lines))), line)
    ends = draw(st.sampled_from([["\n"], ["\n"], ["\r\n"], ["\r"]]) | st.lists(st.sampled_from(ENDS), min_size=1))
    text = "".join(f"{line}{ends[number % len(ends)]}" for number, line in enumerate(lines))
    content = text.encode(draw(st.sampled_from(["utf-8"] * 8 + ["utf-8-sig", "utf-16"])), "surrogatepass")
    damage = draw(st.sampled_from([b""] * 8 + [b"\xff", b"\xed\xa0\x80", b"\x00"]))
    cut = draw(st.integers(0, len(content))) if damage else 0
    return content[:cut] + damage + content[cut:]


FEW = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=100)


@FEW
@given(content=features())
@example(content=b"")
@example(content=b"Feature: a\nScenario Outline:\n Given <c>\n Examples:\n |c|\n |1|\n")
@example(content=f'Feature: a\nScenario: b\nGiven the company lists "x" at {"1" * 30} USD'.encode())
@example(content=b"Feature: a\nScenario: " + b"b" * 1_000_000 + b"\nThen every touchpoint honours the promise\n@\n")
@example(content=b"Feature: a\n" + b"Rule: r\n" * 3_000 + b"Scenario: b\nGiven " + b"(" * 100_000)
def test_a_feature_is_read_or_refused_where_it_is_wrong(
    content: bytes, checker: Checker, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    _try(content, checker, tmp_path, request)


@FEW
@given(content=st.binary() | st.text().map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_are_read_or_refused(
    content: bytes, checker: Checker, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    _try(content, checker, tmp_path, request)


def _try(content: bytes, checker: Checker, folder: Path, request: pytest.FixtureRequest) -> None:
    """Do with a file in this process what ``shop check --fix``, ``shop explain`` and ``shop run`` do with it."""
    path = folder / f"{hash(content) & 0xFFFFFFFFFFFF:x}.feature"  # a file is read once, so each has its own name
    path.write_bytes(content)

    problems = checker.problems(path, "a.feature")

    lines = content.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for problem in problems:
        assert problem.message
        assert 1 <= problem.line <= len(lines) + 1
        assert 1 <= problem.column <= len([*lines, ""][problem.line - 1]) + 1
    assert all(item.name for item in FeatureFile.from_parent(request.session, path=path).collect())
    wrong = _refused(content)
    if wrong is not None:
        assert problems[0].line == wrong
    elif not any(STAR in problem.message for problem in problems):
        _explain(path, checker)
    before = path.read_bytes()
    with suppress(AuthorError):
        assert not fix(path) or not fix(path), "laid out once and for all"
        return
    assert path.read_bytes() == before


def _refused(content: bytes) -> int | None:
    """Ask the Cucumber project's own parser on which line a file is wrong, if it is."""
    try:
        text = content.decode().replace("\r\n", "\n").replace("\r", "\n")
        return None if "feature" in Parser().parse(text) else 1
    except CompositeParserException as error:
        return error.errors[0].location["line"]
    except UnicodeDecodeError as error:
        return len(error.object[: error.start].decode().replace("\r\n", "\n").replace("\r", "\n").split("\n"))


def _explain(path: Path, checker: Checker) -> None:
    with suppress(MysteryShopperError):
        told = explain(read_feature(path).feature, checker)
        assert [line.text for line in told]


@pytest.mark.parametrize("text", ["", "\0", "\ufeff", "Feature:", "# language: tlh\nFeature: a", "Feature: a\n@"])
def test_a_file_that_says_nothing_gets_a_message(text: str, checker: Checker, tmp_path: Path) -> None:
    path = tmp_path / "empty.feature"
    path.write_text(text, encoding="utf-8")

    assert checker.problems(path, "empty.feature")
