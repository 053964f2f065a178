"""Changes to a suite's files that are put together first, then written all at once, and can be undone."""

from __future__ import annotations

import ast
import json
import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

__all__ = ["Edits"]


@dataclass(slots=True)
class Edits:
    """What will stand in which file of a suite.

    Attributes:
        root: The suite's folder.
    """

    root: Path
    _texts: dict[Path, str] = field(default_factory=dict)
    _before: dict[Path, str | None] = field(default_factory=dict)

    def paths(self) -> list[Path]:
        """List the files, in the order they were named."""
        return list(self._texts)

    def new(self, path: Path, text: str) -> None:
        """Write a file that must not be there yet."""
        if (self.root / path).exists():
            raise click.UsageError(f"{path} is there already, so nothing was written. Choose another name.")
        self._texts[path] = text

    def list_module(self, path: Path, variable: str, entry: str) -> None:
        """Add an entry to a list that a module assigns."""
        text = self._read(path, f"List it yourself: {variable} += [{entry}]")
        for node in ast.parse(text).body:
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == variable:
                last = node.value.elts[-1] if isinstance(node.value, ast.List) and node.value.elts else None
                if last is not None and last.end_lineno and last.end_col_offset is not None:
                    self._texts[path] = _inserted(text, last.end_lineno, last.end_col_offset, f", {entry}")
                    return
        raise click.UsageError(
            f"{path} assigns no list {variable} that {entry} could be added to. Nothing was written."
        )

    def add_method(self, path: Path, name: str, method: str, imports: list[str]) -> None:
        """Add a method to the end of a class, and the imports that it needs."""
        text = self._read(path, "Name a touchpoint whose driver lies here with --at.")
        body = ast.parse(text).body
        found = next((node for node in body if isinstance(node, ast.ClassDef) and node.name == name), None)
        if found is None or found.end_lineno is None:
            raise click.UsageError(f"{path} has no class {name} that could be given a method. Nothing was written.")
        lines = text.splitlines(keepends=True)
        lines.insert(found.end_lineno, method)
        known = {line.strip() for line in lines}
        ours = [node for node in body if isinstance(node, ast.Import | ast.ImportFrom)]
        after = max((node.end_lineno or 0 for node in ours), default=_end_of_docstring(body))
        lines.insert(after, "".join(f"{one}\n" for one in imports if one not in known and not _imported(body, one)))
        self._texts[path] = "".join(lines)

    def name_topic(self, path: Path, module: str) -> None:
        """Name a module of topics in a company file."""
        text = self._read(path, "")
        said = tomllib.loads(text).get("topics", [])
        listed = ", ".join(json.dumps(one) for one in [*said, module])
        line = f"topics = [{listed}]"
        if said:
            changed, count = re.subn(r"^topics\s*=\s*\[[^\]]*\]", lambda _: line, text, count=1, flags=re.MULTILINE)
        else:
            changed, count = re.subn(
                r"^name\s*=.*$", lambda found: f"{found[0]}\n{line}", text, count=1, flags=re.MULTILINE
            )
        if not count:
            raise click.UsageError(f"{path}: add {line} at its top, before the first section. Nothing was written.")
        self._texts[path] = changed

    def add_phrases(self, path: Path, sections: dict[str, dict[str, Any]]) -> None:
        """Add phrases to a phrasebook, or begin one."""
        text = self._text(path)
        if text is None:
            text = f'language = "{path.stem}"\n'
        for section, phrases in sections.items():
            added = "".join(f"{_toml(name)} = {_toml(said)}\n" for name, said in phrases.items())
            header = re.search(rf"^\[{section}\]\n", text, re.MULTILINE)
            at = header.end() if header else len(text)
            text = text[:at] + ("" if header else f"\n[{section}]\n") + added + text[at:]
        self._texts[path] = text

    def show_in_practice(self, path: Path, anchor: str, value: str) -> None:
        """Have the practice shop show a value, where there is such a shop."""
        text = self._text(path)
        if text is not None and "FACTS: dict[str, str] = {" in text:
            entry = f"FACTS: dict[str, str] = {{\n    {json.dumps(anchor)}: {json.dumps(value)},"
            self._texts[path] = text.replace("FACTS: dict[str, str] = {", entry, 1)

    def write(self) -> None:
        """Write everything."""
        for path, text in self._texts.items():
            file = self.root / path
            self._before[path] = file.read_text(encoding="utf-8") if file.exists() else None
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")

    def undo(self) -> None:
        """Leave every file as it was."""
        for path, text in self._before.items():
            if text is None:
                (self.root / path).unlink()
            else:
                (self.root / path).write_text(text, encoding="utf-8")

    def _text(self, path: Path) -> str | None:
        file = self.root / path
        return self._texts.get(path) or (file.read_text(encoding="utf-8") if file.is_file() else None)

    def _read(self, path: Path, remedy: str) -> str:
        text = self._text(path)
        if text is None:
            raise click.UsageError(f"There is no {path} here, so nothing was written. {remedy}".strip())
        return text


def _inserted(text: str, line: int, column: int, added: str) -> str:
    lines = text.splitlines(keepends=True)
    at = len(lines[line - 1].encode()[:column].decode())
    lines[line - 1] = lines[line - 1][:at] + added + lines[line - 1][at:]
    return "".join(lines)


def _end_of_docstring(body: list[ast.stmt]) -> int:
    first = body[0] if body else None
    return first.end_lineno or 0 if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) else 0


def _imported(body: list[ast.stmt], line: str) -> bool:
    """Tell whether a module binds every name that an import line would."""
    wanted = {alias.asname or alias.name for node in ast.parse(line).body for alias in node.names}  # type: ignore[attr-defined]
    bound = {
        alias.asname or alias.name
        for node in body
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    return wanted <= bound


def _toml(value: Any) -> str:
    """Write a text or a list of texts as TOML: as plainly as their quotes allow."""
    if isinstance(value, list):
        return f"[{', '.join(_toml(one) for one in value)}]"
    return f"'{value}'" if "'" not in value and '"' in value else json.dumps(value, ensure_ascii=False)
