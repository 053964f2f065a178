"""One vocabulary of three languages, the same features for pytest-bdd, behave and the harness, and plain tests."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle, islice, product
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.runs import CouldNotRun

__all__ = ["ALLURE", "BEHAVE", "HARNESS", "PLAIN", "PYTEST_BDD", "STEPS", "Measured", "check", "runs"]

HARNESS, ALLURE, PYTEST_BDD, BEHAVE, PLAIN = (
    "harness",
    "harness, Allure on",
    "pytest-bdd alone",
    "behave",
    "plain pytest",
)
"""Who runs."""

STEPS = 10
"""How many steps each scenario has."""

_DEFINITIONS, _ROUNDS = 1_000, 3
_ROOT = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class _Language:
    code: str
    headings: tuple[str, str]
    keywords: tuple[str, str, str]
    pattern: str
    step: str


_LANGUAGES = (
    _Language(
        "en",
        ("Feature", "Scenario"),
        ("Given", "When", "Then"),
        "{who} asks shop {word} about {what} once more",
        "Linda asks shop {word} about the offer once more",
    ),
    _Language(
        "de",
        ("Funktionalität", "Szenario"),
        ("Angenommen", "Wenn", "Dann"),
        "{who} fragt im Laden {word} noch einmal nach {what}",
        "Linda fragt im Laden {word} noch einmal nach dem Angebot",
    ),
    _Language(
        "ar",
        ("خاصية", "سيناريو"),
        ("بفرض", "متى", "اذاً"),
        "تسأل {who} متجر {word} عن {what} مرة أخرى",
        "تسأل ليلى متجر {word} عن العرض مرة أخرى",
    ),
)
_WORDS = [
    "".join(syllables) for syllables in product(("ba", "ko", "ri", "ta", "mu", "ne", "li", "so", "du", "fe"), repeat=3)
]

_PYTEST_DEFINITION = "@step(parse({!r}))\ndef step_{}(): ...\n"
_PYTEST = "from pytest_bdd import step\nfrom pytest_bdd.parsers import parse\n"
_BEHAVE_DEFINITION = "@step({!r})\ndef step_{}(context, **blanks): ...\n"
_BEHAVE_TIMES = """
import json, os, time
from behave.step_registry import StepRegistry
find, times = StepRegistry.find_match, [0, 0.0]
def timed(self, step):
    started = time.thread_time()
    try:
        return find(self, step)
    finally:
        times[0] += 1
        times[1] += time.thread_time() - started
StepRegistry.find_match = timed
def after_all(context):
    open(os.environ["LOOKUPS"], "w").write(json.dumps(times))
"""
_DEVELOPERS_PLUGINS = ("randomly", "hypothesispytest", "syrupy", "timeout", "cacheprovider")
_PYTEST_RUN = ("-m", "pytest", "-q", *(word for name in _DEVELOPERS_PLUGINS for word in ("-p", f"no:{name}")))
_WITHOUT_US = ("-p", "no:journeys.pytest_plugin")
_LOOKUPS = ("-p", "benchmarks.lookups")
_OURS = (*_PYTEST_RUN, *_LOOKUPS, "features", "--output", "out")
_RUNS = {
    HARNESS: _OURS,
    ALLURE: _OURS,
    PYTEST_BDD: (*_PYTEST_RUN, *_WITHOUT_US, *_LOOKUPS, "test_bound.py"),
    BEHAVE: ("-m", "behave", "--format", "progress", "--no-capture", "features"),
    PLAIN: (*_PYTEST_RUN, *_WITHOUT_US, "-c", "plain/pytest.ini", "plain"),
}


@dataclass(frozen=True, slots=True)
class Measured:
    """What a run took, of the processor's time: a busy machine makes it no longer.

    Attributes:
        seconds: From start to exit.
        lookup_milliseconds: What it took to find a step's definition, on average; None where there are no steps.
    """

    seconds: float
    lookup_milliseconds: float | None


def runs(scenarios: int, *who: str) -> dict[str, Measured]:
    """Run the same features by each in turn, a few times; plain pytest runs as many empty tests."""
    seconds: dict[str, list[float]] = {one: [] for one in who}
    lookups: dict[str, list[float]] = {one: [] for one in who}
    with _suite(scenarios, files=scenarios // 20) as folder:
        for number in range(_ROUNDS + 1):
            for one in who:
                file = folder / "lookups.json"
                file.write_text("null", encoding="utf-8")
                plugins = "reports.allure_bridge" if one == ALLURE else ""
                took = _run(folder, *_RUNS[one], LOOKUPS=str(file), PLUGINS=plugins)
                if number:  # the first time, Python compiles
                    seconds[one].append(took)
                    if found := json.loads(file.read_text(encoding="utf-8")):
                        lookups[one].append(1000 * found[1] / found[0])
    return {one: Measured(median(seconds[one]), median(lookups[one]) if lookups[one] else None) for one in who}


def check(features: int) -> float:
    """Return the seconds, by the clock on the wall, in which ``shop check`` reads many features."""
    times = []
    with _suite(features, files=features) as folder:
        for _ in range(_ROUNDS + 1):
            started = time.perf_counter()
            _run(folder, "-m", "journeys", "check", "features", PLUGINS="fixtures.company")
            times.append(time.perf_counter() - started)
    return median(times[1:])


def _run(folder: Path, *command: str, **environment: str) -> float:
    """Run Python; return the seconds of the processor's time it took."""
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    own = {"PYTHONPATH": str(_ROOT), "PYTHONPYCACHEPREFIX": str(folder / "compiled"), **environment}
    before = _spent()
    done = subprocess.run(
        [sys.executable, *command], cwd=folder, env=inherited | own, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise CouldNotRun("\n".join((done.stdout + done.stderr).splitlines()[-15:]))
    return _spent() - before


def _spent() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


@contextmanager
def _suite(scenarios: int, files: int) -> Iterator[Path]:
    """Lay out the vocabulary, the features, and as many empty tests, for everybody."""
    vocabulary = list(islice(zip(cycle(_LANGUAGES), _WORDS, strict=False), _DEFINITIONS))
    patterns = [language.pattern.replace("{word}", word) for language, word in vocabulary]
    with TemporaryDirectory(prefix="benchmark-") as name:
        folder = Path(name)
        texts = {
            "pytest.ini": "[pytest]\npythonpath = .\n",
            "definitions.py": _PYTEST + "".join(map(_PYTEST_DEFINITION.format, patterns, range(_DEFINITIONS))),
            "conftest.py": 'import os\npytest_plugins = ["definitions", *os.environ["PLUGINS"].split()]\n',
            "plain/pytest.ini": "[pytest]\n",
            "test_bound.py": 'from pytest_bdd import scenarios\nscenarios("features")\n',
            "features/steps/definitions.py": "from behave import step\n"
            + "".join(map(_BEHAVE_DEFINITION.format, patterns, range(_DEFINITIONS))),
            "features/environment.py": _BEHAVE_TIMES,
        }
        each = scenarios // files
        for number, language in zip(range(files), cycle(_LANGUAGES), strict=False):
            words = [word for spoken, word in vocabulary if spoken is language]
            texts[f"features/{number}.feature"] = "\n".join(_feature(language, words, number, each))
            texts[f"plain/test_{number}.py"] = "".join(f"def test_{one}(): ...\n" for one in range(each))
        for path, text in texts.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8")
        yield folder


def _feature(language: _Language, words: list[str], number: int, scenarios: int) -> Iterator[str]:
    yield f"# language: {language.code}\n{language.headings[0]}: {number}"
    given, when, then = language.keywords
    for one in range(scenarios):
        yield f"\n  {language.headings[1]}: {one} of {number}"
        for place, keyword in enumerate((given, *(when,) * (STEPS - 2), then)):
            word = words[(number * 131 + one * 17 + place * 7) % len(words)]
            yield f"    {keyword} {language.step.format(word=word)}"
    yield ""
