"""What the code says about itself: first paragraphs, attributes, tables in Markdown."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Sequence

from sphinx.pycode import ModuleAnalyzer

__all__ = ["Undocumented", "attributes", "first_line", "paragraphs", "table"]


class Undocumented(LookupError):
    """Something the reference should tell about has no words in the code."""

    def __init__(self, what: str) -> None:
        """Say what, and what to do."""
        super().__init__(f"{what} has no text: give it a docstring, so that the reference can tell about it.")


def paragraphs(thing: object, what: str) -> str:
    """Return a docstring as Markdown, without its sections of arguments and attributes.

    Raises:
        Undocumented: There is none.
    """
    text = inspect.getdoc(thing) or ""
    text = re.split(r"\n\n(?:Attributes|Args|Raises|Returns):\n", text)[0].strip()
    if not text or text.startswith(f"{getattr(thing, '__name__', '')}("):  # what dataclasses say of themselves
        raise Undocumented(what)
    return text.replace("``", "`")


def first_line(thing: object, what: str) -> str:
    """Return a docstring's first line."""
    return paragraphs(thing, what).partition("\n")[0]


def attributes(owner: type) -> dict[str, str]:
    """Tell what the code says about a class's attributes: below each, or under ``Attributes:`` in the docstring."""
    docstring = inspect.getdoc(owner) or ""
    section = docstring.partition("Attributes:\n")[2].partition("\n\n")[0]
    told = re.findall(r"^ {4}(\w+): (.+(?:\n {8}.+)*)", section, re.MULTILINE)
    found = {name: re.sub(r"\s+", " ", words) for name, words in told}
    documented = ModuleAnalyzer.for_module(owner.__module__).find_attr_docs()
    found |= {name: " ".join(words).strip() for (of, name), words in documented.items() if of == owner.__name__}
    return {name: words.replace("``", "`") for name, words in found.items()}


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Draw a table."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", r"\|") for cell in line) + " |" for line in lines)
