"""The words by which what places say is read, as data: a file beside its reader, in it a table for each language."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

__all__ = ["word_file"]


@cache
def word_file(name: str) -> dict[str, dict[str, str]]:
    """Return the expressions of a file, such as ``stock_words.toml``, by language and by what each finds."""
    return tomllib.loads(resources.files(__package__).joinpath(name).read_text(encoding="utf-8"))
