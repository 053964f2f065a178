"""A terminal in a folder: what a ``console`` block types goes in, and what it shows must come out."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.forked import run_module

from .blocks import Block

__all__ = ["Terminal"]

_PATIENCE_SECONDS = 240
_ECHO = "echo $?"
_QUICKER = "--no-report -p no:cacheprovider"
"""No page is about Allure's report, which takes as long to make as a journey takes to walk."""
_LONGEST_TOLD = 3000
"""Characters of what a command showed that a failure repeats: its end says why."""
_OURS = ("PYTEST_", "COV_")
"""What a pytest that runs this one leaves in the environment."""
_FORKED = {"shop": "journeys", "pytest": "pytest"}
"""Commands that start as forks, and the modules that they are."""
_BY_BASH = {*"*?[]{}$`<>|&;~\n"}
"""What only bash understands."""


@dataclass(slots=True)
class Terminal:
    """Bash, as far as a reader can tell: the folder, the variables and how the last command ended are kept.

    Attributes:
        folder: Where it is.
        state: A file of its own, to learn by what a command has changed.
    """

    folder: Path
    state: Path
    _ended: int = 0
    _environment: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        """Begin with this Python's commands on the path."""
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(_OURS)}
        path = os.pathsep.join([str(Path(sys.executable).parent), inherited["PATH"]])
        self._environment = inherited | {"PATH": path, "COLUMNS": "100", "NO_COLOR": "1", "PYTEST_ADDOPTS": _QUICKER}

    def follow(self, block: Block) -> None:
        """Type a block's commands; each must end well, or be followed by ``echo $?``."""
        typed = list(_commands(block.text))
        assert typed, f"{block.place}: a console block types something after $"
        for number, (command, shown) in enumerate(typed):
            said = self.type(command)
            watched = number + 1 < len(typed) and typed[number + 1][0] == _ECHO
            assert self._ended == 0 or watched, (
                f"{block.place}: $ {command}\nended with {self._ended}:\n{said[-_LONGEST_TOLD:]}"
            )
            missing = _first_missing(shown, said)
            assert missing is None, (
                f"{block.place}: $ {command}\nshould show:\n{missing}\nbut showed:\n{said[-_LONGEST_TOLD:]}"
            )

    def type(self, command: str) -> str:
        """Type one command and return what it shows."""
        program, _, rest = command.partition(" ")
        if program in _FORKED and not _BY_BASH & {*rest}:
            return self._fork(_FORKED[program], *shlex.split(rest))
        script = f'(exit {self._ended})\n{command}\n__ended=$?\nenv -0 > "{self.state}"\nexit $__ended\n'
        done = subprocess.run(
            ["bash", "-c", script],
            cwd=self.folder,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=_PATIENCE_SECONDS,
            check=False,
        )
        self._ended = done.returncode
        left = self.state.read_text(encoding="utf-8").split("\0")
        self._environment = dict(variable.split("=", 1) for variable in left if variable)
        self.folder = Path(self._environment["PWD"])
        return done.stdout

    def _fork(self, module: str, *arguments: str) -> str:
        environment = self._environment | {"PWD": str(self.folder)}
        self._ended, shown, _ = run_module(
            module, *arguments, folder=self.folder, environment=environment, as_shown=True
        )
        return shown


def _commands(text: str) -> Iterator[tuple[str, list[str]]]:
    """Split a session into commands and the lines each shows; ``\\`` at a line's end continues it."""
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command = re.match(r"(?:.*\\\n)*.*", part)
        assert command is not None
        yield command[0].strip(), [line for line in part[command.end() :].splitlines() if line.strip()]


def _first_missing(shown: list[str], said: str) -> str | None:
    """Return the first line that does not come out in its turn; ``…`` stands for anything."""
    lines = iter(_plain(line) for line in said.splitlines())
    for line in shown:
        if line.strip() == "…":
            continue
        pattern = re.compile(".*".join(map(re.escape, _plain(line).split("…"))))
        if not any(pattern.fullmatch(one) for one in lines):
            return line
    return None


def _plain(line: str) -> str:
    return " ".join(line.split())
