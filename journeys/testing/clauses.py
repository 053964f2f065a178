"""The clauses of the contract: each looks at what came of a walk and says what is wrong, in sentences."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from playwright.sync_api import Error as BrowserError

from journeys import api
from journeys.errors import Compromised
from journeys.testing.walks import Walk

__all__ = [
    "bare_pictures",
    "judgements",
    "lateness",
    "leaks",
    "missing_exhibits",
    "not_the_worlds_fault",
    "unseen",
]

_JUDGES: Final = {
    f"journeys.{name}"
    for name in (
        *(f"judging.{name}" for name in ("verdict", "judgement", "standing", "breaches", "effort")),
        "walking.reviewer",
    )
}
_PICTURES: Final = {".jpg", ".png", ".zip"}


def judgements(driver: type) -> Iterator[str]:
    """Drivers report what was seen; an assertion or the judge's modules have no place in them."""
    module = inspect.getmodule(driver)
    for node in ast.walk(ast.parse(inspect.getsource(module)) if module else ast.Module([], [])):
        named = {alias.name for alias in node.names} if isinstance(node, ast.Import) else set()
        if isinstance(node, ast.ImportFrom):
            named = {node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)}
            named |= {_home(alias.name) for alias in node.names if node.module == api.__name__}
        if isinstance(node, ast.Import | ast.ImportFrom) and named & _JUDGES:
            yield f"line {node.lineno} of its module imports {min(named & _JUDGES)}, which judges"
    for node in ast.walk(ast.parse(textwrap.dedent(inspect.getsource(driver)))):
        if isinstance(node, ast.Assert):
            yield f"{driver.__name__} asserts: {ast.unparse(node)}; drivers report what was seen and leave it at that"


def unseen(seen: Walk) -> Iterator[str]:
    """No observation, no verdict: a visit sees something."""
    if not seen.visits:
        yield "there was no visit"
    for visit in seen.visits:
        if not visit.observations:
            yield f"visit {visit.number} ({visit.purpose}) wrote nothing down"


def missing_exhibits(seen: Walk) -> Iterator[str]:
    """Whatever is seen can be shown."""
    for visit in seen.visits:
        if not visit.exhibits:
            yield f"visit {visit.number} ({visit.purpose}) left nothing to show: visit.photograph(), visit.attach()"
        for exhibit in visit.exhibits:
            path = seen.folder / exhibit.path
            if not path.is_file() or not path.stat().st_size:
                yield f"the exhibit {exhibit.name!r} is not there, or empty"


def leaks(seen: Walk) -> Iterator[str]:
    """Evidence names nobody in clear and gives away no secret."""
    for path in sorted(seen.folder.rglob("*")):
        if path.is_file() and path.suffix not in _PICTURES:
            text = path.read_text(encoding="utf-8", errors="replace")
            for value in seen.personal:
                if value and value in text:
                    yield f"{path.relative_to(seen.folder)} says {value!r}: tell tools.redactor of it, or leave it out"


def bare_pictures(seen: Walk) -> Iterator[str]:
    """Pictures are taken with personal data covered."""
    for visit in seen.visits:
        for exhibit in visit.exhibits:
            if exhibit.media_type.startswith("image/") and not seen.camera.took(seen.folder / exhibit.path):
                yield f"the picture {exhibit.name!r} was not taken with visit.photograph(): nothing in it is covered"


def lateness(seen: Walk, within: timedelta) -> Iterator[str]:
    """Nobody waits for ever."""
    if seen.seconds > within.total_seconds():
        yield f"it took {seen.seconds:.1f} s, more than {within.total_seconds():g} s: contract(…, within=…)"


def not_the_worlds_fault(seen: Walk, what: str) -> Iterator[str]:
    """What the world does is not blamed on the company, and not hidden either."""
    error = seen.error
    if error is None:
        told = [f"{fact.term} {fact.value!r}" for visit in seen.visits for fact in visit.observations]
        saw = f"it saw {', '.join(told)}" if told else "it said nothing"
        yield f"{what}, and {saw}; raise journeys.errors.Unreachable"
    elif isinstance(error, AssertionError):
        yield f"{what}, and it blamed the company: {error!r}; raise journeys.errors.Unreachable"
    elif not isinstance(error, Compromised):
        yield f"{what}, and it raised {error!r}; raise journeys.errors.Unreachable"
    elif not any(visit.problem for visit in seen.visits):
        yield f"{what}, and the visit does not say so"
    if (examine := getattr(seen.driver, "examine", None)) is not None:
        try:
            found = examine()
        except (Compromised, BrowserError):
            return
        if not found:
            yield f"{what}, and examine() finds nothing wrong"


def _home(name: str) -> str:
    """Name the module that something of the public one comes from."""
    return str(getattr(getattr(api, name, None), "__module__", ""))
