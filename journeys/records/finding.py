"""Finds the modules that a ledger names, without importing them."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

__all__ = ["NOT_OURS", "home_of", "is_here"]

NOT_OURS = {".venv", "venv", "node_modules", "site-packages"}
"""Folders of a suite that hold what others wrote."""


def home_of(module: str, folder: Path) -> Path | None:
    """Find the folder, at or below another, from which a module would be imported: where its package lies."""
    parts = Path(*module.split("."))
    for name in (parts.with_suffix(".py"), parts / "__init__.py"):
        for file in sorted(folder.rglob(str(name))):
            if not NOT_OURS & {*file.relative_to(folder).parts}:
                return file.parents[len(name.parts) - 1]
    return None


def is_here(module: str) -> bool:
    """Tell whether a module is installed, or lies below the folder one is in."""
    if not module:
        return False
    try:
        return find_spec(module) is not None
    except (ImportError, ValueError):
        return home_of(module, Path.cwd()) is not None
