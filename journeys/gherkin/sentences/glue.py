"""The sentences as editors' Cucumber extensions read them: they know pytest-bdd's decorators, but not our parser.

What is written is read by an editor and never run: in each string stands, letter by letter, what JavaScript is given.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

from pytest_bdd.steps import StepFunctionContext

from journeys.gherkin.sentences.sentence import Reading, Sentence
from journeys.gherkin.sentences.vocabulary import definitions_of

__all__ = ["glue"]

_HEAD = '''\
"""Written by: shop steps --format glue. For editors, which find sentences here; nothing runs it."""

from pytest_bdd import given, then, when
'''
_BLANK = re.compile(r"\{(\w+):(\w+)\}")
_TAKEN_FOR_A_PATTERN = re.compile(r"[()./*\\|?]")
"""What makes the extension take a whole sentence for a regular expression, or has a meaning in Cucumber's."""
_LETTERS = "\u00c0-\uffff"
_DIGITS = "0-9٠-٩۰-۹"
"""What is no letter, and no digit, to JavaScript without being told."""


def glue(contexts: Iterable[StepFunctionContext]) -> str:
    """Write every way to write every sentence as a definition of its own, with the place of the one that is run."""
    contexts = list(contexts)
    kinds: dict[str, str] = {}
    steps: list[str] = []
    for context in contexts:
        for definition in definitions_of(context)[:1]:
            file, line = definition.order
            place = f"{_shown(Path(file))}:{line}"
            for pattern in _patterns(context, kinds):
                keyword = "step" if definition.keyword == "*" else definition.keyword.lower()
                decorated = f"@{keyword}({_quoted(pattern)})\ndef _(): {_named_in_full(context)}\n"
                steps.append(f"\n# {place}: {definition.meaning}\n{decorated}")
    modules = sorted({inspect.unwrap(context.step_func).__module__ for context in contexts if definitions_of(context)})
    imports = "".join(f"import {module}\n" for module in modules)
    types = [f"ParameterType(name={_quoted(name)}, regexp={_quoted(regexp)})" for name, regexp in kinds.items()]
    return "\n".join([_HEAD + imports, *types, *steps])


def _named_in_full(context: StepFunctionContext) -> str:
    """Name the function that is run, so that an editor that knows Python leads on to it."""
    step = inspect.unwrap(context.step_func)
    return f"{step.__module__}.{step.__qualname__}" if "<" not in step.__qualname__ else "..."


def _patterns(context: StepFunctionContext, kinds: dict[str, str]) -> Iterator[str]:
    if not isinstance(context.parser, Sentence):
        yield context.parser.name
        return
    for reading in context.parser.readings:
        fixed = _BLANK.sub("", reading.pattern)
        if _TAKEN_FOR_A_PATTERN.search(fixed) or {"'", '"'} <= {*fixed}:  # only a pattern can tell one by its number
            yield _regular(reading)
        else:
            names = {of_kind: _named(of_kind, reading, kinds) for _, of_kind in _BLANK.findall(reading.pattern)}
            yield _BLANK.sub(partial(_renamed, names), reading.pattern)


def _renamed(names: Mapping[str, str], blank: re.Match[str]) -> str:
    return f"{{{names[blank[2]]}}}"


def _named(of_kind: str, reading: Reading, kinds: dict[str, str]) -> str:
    """Name a kind of blank; one that holds other things in another language has another name there."""
    regexp = _for_javascript(reading.kinds[of_kind].pattern)  # type: ignore[attr-defined]
    name = of_kind if kinds.setdefault(of_kind, regexp) == regexp else f"{of_kind}_{reading.language}"
    kinds[name] = regexp
    return name


def _regular(reading: Reading) -> str:
    """Write a sentence as a regular expression."""
    parts = re.split(r"\{\w+:(\w+)\}", reading.pattern)
    written = [
        f"({_for_javascript(reading.kinds[part].pattern)})" if number % 2 else re.escape(part).replace("\\ ", " ")  # type: ignore[attr-defined]
        for number, part in enumerate(parts)
    ]
    return f"^{''.join(written)}$"


def _for_javascript(pattern: str) -> str:
    """Let letters and digits be those of all languages, as they are in Python."""
    return (
        pattern.replace(r"[^\W\d_]", f"[A-Za-z{_LETTERS}]")
        .replace(r"[\w", rf"[\w{_LETTERS}")
        .replace(r" \w", rf" [\w{_LETTERS}]")
        .replace(r"[\d", f"[{_DIGITS}")
        .replace(r"\d", f"[{_DIGITS}]")
    )


def _quoted(text: str) -> str:
    """Put quotation marks around a text that is taken as it stands."""
    return f"'{text}'" if "'" not in text else '"' + text.replace(r"\"", '"').replace('"', r"\x22") + '"'


def _shown(path: Path) -> str:
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)
