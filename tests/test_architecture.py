"""The shape of the project: what judges is pure, nobody sleeps; what imports what is in pyproject.toml (import-linter).

features → steps → journeys → touchpoints → evidence → verdict → reports
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import fixtures
import reports
import steps
from journeys.topics import OURS

ROOT = Path(__file__).parents[1]
FOLDERS = ("journeys", "steps", "fixtures", "reports")
MODULES = sorted(
    path
    for folder in FOLDERS
    for path in (ROOT / folder).rglob("*.py")
    if not {"node_modules", "out"} & set(path.parts)
)
ENGINE = [path for path in MODULES if path.is_relative_to(ROOT / "journeys")]
SANDBOX = [path for path in MODULES if path.is_relative_to(ROOT / "fixtures" / "sandbox")]
WORLDLY = {
    "asyncio",
    "http",
    "imap_tools",
    "io",
    "os",
    "pathlib",
    "playwright",
    "random",
    "requests",
    "shutil",
    "socket",
    "sqlite3",
    "subprocess",
    "tempfile",
    "threading",
    "time",
    "urllib",
}


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def imported(path: Path) -> Iterator[str]:
    """Name every module that a file imports anywhere in it, relative ones in full."""
    package = list(path.relative_to(ROOT).with_suffix("").parts[:-1])
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names)


def test_there_are_modules_to_look_at() -> None:
    assert len(ENGINE) > 30
    assert len(SANDBOX) > 20


@pytest.mark.parametrize("path", [path for path in MODULES if path not in ENGINE], ids=name_of)
def test_a_folder_imports_its_own_modules_relatively(path: Path) -> None:
    own = path.relative_to(ROOT).parts[0]
    absolute = [
        node
        for node in ast.walk(tree_of(path))
        if (isinstance(node, ast.ImportFrom) and not node.level and (node.module or "").partition(".")[0] == own)
        or (isinstance(node, ast.Import) and any(alias.name.partition(".")[0] == own for alias in node.names))
    ]

    assert [ast.unparse(node) for node in absolute] == [], "a wheel could not carry it under another name"


PURE = [
    *sorted((ROOT / "journeys" / "evidence").glob("*.py")),
    *sorted((ROOT / "journeys" / "judging").glob("*.py")),
    *sorted((ROOT / "journeys" / "topics").rglob("*.py")),
]


@pytest.mark.parametrize("path", PURE, ids=name_of)
def test_what_judges_is_pure(path: Path) -> None:
    roots = {one.partition(".")[0] for one in imported(path)}
    from_clock = {one for one in imported(path) if one.startswith("journeys.promises.clock.")}
    calls = {node.attr for node in ast.walk(tree_of(path)) if isinstance(node, ast.Attribute)}

    assert roots & WORLDLY == set()
    assert from_clock <= {"journeys.promises.clock.lasting"}
    assert calls & {"now", "today", "utcnow", "open", "read_text", "write_text"} == set()


@pytest.mark.parametrize("path", [*MODULES, *sorted((ROOT / "tests").rglob("*.py"))], ids=name_of)
def test_nobody_sleeps(path: Path) -> None:
    calls = [node.func for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call)]
    names = {ast.unparse(call) for call in calls}

    assert names & {"time.sleep", "sleep"} == set()
    assert not [name for name in names if name.endswith((".wait_for_timeout", ".implicitly_wait"))]


def test_the_root_conftest_is_a_list_and_nothing_else() -> None:
    docstring, assignment = tree_of(ROOT / "conftest.py").body

    assert isinstance(docstring, ast.Expr)
    assert isinstance(assignment, ast.Assign)
    assert ast.unparse(assignment.targets[0]) == "pytest_plugins"
    assert isinstance(assignment.value, ast.List)
    carried = [*fixtures.pytest_plugins, *reports.pytest_plugins, *steps.pytest_plugins]
    assert {*ast.literal_eval(assignment.value), *steps.pytest_plugins} == {"journeys.pytest_plugin", "steps", *carried}


def test_every_module_of_sentences_is_a_plugin() -> None:
    modules = {f"steps.{path.stem}" for path in (ROOT / "steps").glob("*.py")} - {"steps.__init__"}

    assert set(steps.pytest_plugins) == modules


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_every_module_says_what_it_is_for(path: Path) -> None:
    docstring = ast.get_docstring(tree_of(path))

    assert docstring
    assert docstring.partition("\n")[0].endswith((".", "::", "``."))


@pytest.mark.parametrize(
    "path", [path for path in ENGINE if path.name[:2] != "__" and path.stem != "hooks"], ids=name_of
)
def test_a_module_lists_what_it_offers_and_offers_what_it_lists(path: Path) -> None:
    module = tree_of(path)
    listed = next(
        ast.literal_eval(node.value)
        for node in module.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
    )
    bound = {name for node in module.body for name in _bound(node)}

    assert set(listed) - bound == set()
    assert len(listed) == len(set(listed))


def _bound(node: ast.stmt) -> Iterator[str]:
    match node:
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            yield name
        case ast.Assign(targets=targets):
            yield from (ast.unparse(target) for target in targets)
        case ast.AnnAssign(target=target):
            yield ast.unparse(target)
        case ast.ImportFrom(names=names):
            yield from (alias.asname or alias.name for alias in names)


@pytest.mark.parametrize("path", sorted((ROOT / "steps").glob("*.py")), ids=name_of)
def test_a_step_has_a_docstring_no_logic_and_at_most_five_lines(path: Path) -> None:
    for function in (node for node in tree_of(path).body if isinstance(node, ast.FunctionDef)):
        where = f"{path.name}: {function.name}"
        assert ast.get_docstring(function), where
        assert len(function.body) - 1 <= 5, where
        logic = (ast.If, ast.For, ast.While, ast.Try, ast.Assert, ast.With)
        assert not [node for node in ast.walk(function) if isinstance(node, logic)], where


NAMES_A_BROWSER = re.compile(r"(?i)(.*/)?(chrom(e|ium)|google-chrome|firefox|msedge|microsoft-edge)(-[a-z-]+)?")
LAUNCHES = {"sync_playwright", "async_playwright", "chromium", "firefox", "webkit"}
MAY_LAUNCH = {
    "journeys/tools/browser.py": "set-up, which tries what it installed",
    "journeys/tools/remote_browser.py": "runs",
    "tests/browser.py": "the tests' fixture",
}
MAY_NAME = {
    "journeys/tools/browser.py": "looks for these names",
    "tests/commands/test_shop.py": "one that is not there",
    "tests/scale/test_remote_browser.py": "the kind that Playwright's server is asked for, and one that is not there",
    "tests/test_architecture.py": "looks for them here",
}


def test_a_browser_is_found_and_launched_in_one_place() -> None:
    others = [path for folder in ("tests", "benchmarks", "examples") for path in (ROOT / folder).rglob("*.py")]
    files = {
        name_of(path): path for path in [*MODULES, *others] if not re.search(r"/(\.|node_modules/)", name_of(path))
    }
    launching = {name for name, path in files.items() if LAUNCHES & set(_names_used(path))}
    naming = {name for name, path in files.items() if any(map(NAMES_A_BROWSER.fullmatch, _texts(path)))}

    assert launching == set(MAY_LAUNCH), "a test takes the fixture of tests/browser.py"
    assert naming == set(MAY_NAME), "journeys.tools.browser.launch_options says which browser to open"


def _names_used(path: Path) -> Iterator[str]:
    for node in ast.walk(tree_of(path)):
        match node:
            case ast.Attribute(attr=name) | ast.alias(name=name):
                yield name


def _texts(path: Path) -> Iterator[str]:
    return (
        node.value for node in ast.walk(tree_of(path)) if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


ROOMS = sorted(path for path in (ROOT / "journeys" / "topics").iterdir() if path.stem[:2] != "__")
"""Where each topic is declared: a module, or a folder."""
TOUCHPOINTS = ROOT / "journeys" / "touchpoints"
DRIVERS = {
    *(
        TOUCHPOINTS / f"{name}.py"
        for name in (
            "answers",
            "case_notes",
            "consent_words",
            "conversation",
            "conversation_notes",
            "correspondence",
            "inbox",
            "order_letters",
            "phone_call",
            "pickup_words",
            "preference_words",
            "return_words",
            "social_media",
            "stock_words",
            "tellings",
            "texts",
            "transcripts",
            "unsubscribing",
            "word_of_it",
            "wording",
            "written_talk",
        )
    ),
    *TOUCHPOINTS.glob("letter*.py"),
    *TOUCHPOINTS.glob("openapi*.py"),
    *TOUCHPOINTS.glob("twiml*.py"),
    ROOT / "journeys" / "commands" / "recording.py",
}
"""Drivers that come with the harness: they see and do what topics declare, as a company's own drivers would."""


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.stem)
def test_what_a_topic_declares_occurs_in_no_other_room(room: Path) -> None:
    declared = _declared_in(room)
    elsewhere = [
        path
        for path in MODULES
        if path.relative_to(ROOT).parts[0] in {"journeys", "reports"}
        and not path.is_relative_to(ROOT / "journeys" / "topics")
        and path not in {*DRIVERS, ROOT / "journeys" / "api.py"}
    ]

    assert declared, "a room without anything in it"
    assert [f"{name_of(path)}:{line}: {name}" for path in elsewhere for line, name in _met(path, declared)] == []


def _declared_in(room: Path) -> set[str]:
    """Collect a topic's constants, Protocols, and words of its terms, purposes, breaches and standards."""
    modules = [tree_of(path) for path in (room.rglob("*.py") if room.is_dir() else [room])]
    names = {
        name
        for module in modules
        for node in module.body
        if not isinstance(node, ast.ImportFrom | ast.FunctionDef)
        for name in _bound(node)
        if name[0] != "_"
    }
    own = [topic for topic in OURS if topic.module.split(".")[2] == room.stem]
    words = {str(word) for topic in own for word in (*topic.terms, *topic.purposes, *topic.breaches, *topic.standards)}
    return names | {word for word in words if " " in word}


@cache
def _what_may_mention(path: Path) -> list[ast.AST]:
    """Give what in a module can speak of a topic, read once for all rooms."""
    kinds = (ast.ImportFrom, ast.Attribute, ast.Name)
    spoken = (node for node in ast.walk(tree_of(path)) if isinstance(node, kinds) or _is_words(node))
    return list(spoken)


def _is_words(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value


@cache
def _bound_in(path: Path) -> set[str]:
    """Give every name that a module binds, but for those that it takes from topics."""
    return {
        name
        for node in ast.walk(tree_of(path))
        if not (isinstance(node, ast.ImportFrom) and (node.module or "").startswith("journeys.topics"))
        for name in (_bound(node) if isinstance(node, ast.stmt) else ())
    }


def _met(path: Path, declared: set[str]) -> Iterator[tuple[int, str]]:
    """Find where a module mentions one of these: by its words, or by its name where that is bound to nothing else."""
    other = _bound_in(path)
    rooms = {room.stem for room in ROOMS}
    for node in _what_may_mention(path):
        match node:
            case ast.ImportFrom(module=source, names=names) if (source or "").startswith("journeys.topics"):
                yield from ((node.lineno, alias.name) for alias in names if alias.name in declared)
            case ast.Attribute(attr=name, value=ast.Name(id=room)) if name in declared and room in rooms:
                yield node.lineno, f"{room}.{name}"
            case ast.Name(id=name) if name in declared - other:
                yield node.lineno, name
            case ast.Constant(value=str(text)) if text in declared:
                yield node.lineno, text
