"""Says why a module of a suite's own cannot be imported: where, which name is wrong there, and what was meant."""

from __future__ import annotations

import re
import sys
import sysconfig
import traceback
from collections.abc import Iterable
from pathlib import Path
from types import FrameType, ModuleType

from journeys import errors
from journeys.errors import AuthorError
from journeys.records.finding import NOT_OURS

__all__ = ["modules_in", "not_imported"]

_OTHERS = tuple(
    {str(Path(errors.__file__).parent), *(sysconfig.get_path(name) for name in ("stdlib", "purelib", "platlib"))}
)
_FEW = 12
"""So many valid names are told at most; the nearest is told in any case."""


def not_imported(error: BaseException, kind: type[AuthorError] = AuthorError) -> AuthorError:
    """Say what an import raised as an author's error, with the suite's own line that it comes of.

    Args:
        error: Whatever was raised while somebody's module was imported.
        kind: What to say it as; what is an author's error already stays what it is.
    """
    frame, line = _own_frame(error)
    place = f"{frame.f_code.co_filename}:{line}" if frame is not None else ""
    if isinstance(error, AuthorError):
        return error.at(place) if place else error
    if isinstance(error, SyntaxError) and error.filename:
        problem = f"The module is no Python ({error.msg})"
        return kind(problem, value=(error.text or "").strip(), place=f"{error.filename}:{error.lineno}")
    name, valid = _names(error, frame)
    problem = f"The module cannot be imported ({type(error).__name__}: {error})"
    like = errors.nearest(name, valid) if name else None
    told = valid if len(valid) <= _FEW else [like] if like else []
    return kind(problem, value=name, valid=told, remedy="Mend this line.", place=place or None)


def modules_in(folder: Path, pattern: str) -> list[str]:
    r"""Name the modules below a folder that have some text, as they would be imported from where their package lies.

    Args:
        folder: A suite's.
        pattern: A regular expression of what must stand in them, such as ``Topic\(``.
    """
    found = []
    for file in sorted(folder.rglob("*.py")):
        inner = file.relative_to(folder).parts[:-1]
        if NOT_OURS & {*inner} or not re.search(pattern, file.read_text(encoding="utf-8", errors="replace")):
            continue
        home = file.parent
        while home != folder and (home / "__init__.py").exists():
            home = home.parent
        if home == file.parent != folder:  # a package without __init__.py
            home = home.parent
        found.append(".".join(file.relative_to(home).with_suffix("").parts))
    return found


def _own_frame(error: BaseException) -> tuple[FrameType | None, int]:
    """Find the innermost line that stands in nobody's library."""
    own = [
        (frame, line)
        for frame, line in traceback.walk_tb(error.__traceback__)
        if not frame.f_code.co_filename.startswith(("<", *_OTHERS))
    ]
    return own[-1] if own else (None, 0)


def _names(error: BaseException, frame: FrameType | None) -> tuple[str | None, list[str]]:
    """Give the name that is not there, and those that are."""
    if isinstance(error, AttributeError):
        return error.name, _public(dir(error.obj))
    if isinstance(error, NameError):
        return error.name, _public(frame.f_globals if frame is not None else ())
    if isinstance(error, ModuleNotFoundError) and error.name:
        parent, _, _ = error.name.rpartition(".")
        beside = [f"{parent}.{one}" for one in _modules_beside(sys.modules.get(parent))]
        return error.name, beside
    if isinstance(error, ImportError) and (told := re.search(r"cannot import name '(\w+)'", str(error))):
        return told[1], _public(dir(sys.modules.get(error.name or "")))
    return None, []


def _modules_beside(package: ModuleType | None) -> Iterable[str]:
    folders = [Path(one) for one in getattr(package, "__path__", ())]
    return sorted(file.stem for folder in folders for file in folder.glob("*.py") if not file.stem.startswith("_"))


def _public(names: Iterable[str]) -> list[str]:
    return [name for name in names if not name.startswith("_")]
