"""The blocks of code in a page of the docs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt

__all__ = ["PAGES", "ROOT", "Block", "blocks", "name_of", "tells_its_own_topics"]

ROOT = Path(__file__).parents[2]
_DOCS = ROOT / "docs"
PAGES = [
    ROOT / "README.md",
    *sorted(page for page in _DOCS.rglob("*.md") if "_build" not in page.parts),
]
_EXCUSE = re.compile(r"<!-- not run: (.+?) -->", re.DOTALL)
_DIRECTIVE = re.compile(r"\{code-block\} (\w+)")
_NOT_CODE = ("{toctree}", "{eval-rst}", "{literalinclude}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One block.

    Attributes:
        caption: The file it is written to, if it has one.
        excuse: Why it is not run, if it is not.
    """

    page: Path
    line: int
    language: str
    text: str
    caption: str | None = None
    excuse: str | None = None

    @property
    def place(self) -> str:
        """Where it stands."""
        return f"{name_of(self.page)}:{self.line}"


def name_of(page: Path) -> str:
    """Name a page as people do."""
    return str(page.relative_to(ROOT))


def blocks(page: Path) -> Iterator[Block]:
    """Give a page's fenced blocks in order; what Sphinx makes of a block that is no code is Sphinx's affair."""
    excuse: str | None = None
    for token in MarkdownIt().parse(page.read_text(encoding="utf-8")):
        if token.type == "html_block":
            told = _EXCUSE.search(token.content)
            excuse = " ".join(told[1].split()) if told else None
        elif token.type == "fence" and not token.info.startswith(_NOT_CODE):
            directive = _DIRECTIVE.fullmatch(token.info.strip())
            caption, text = _caption(token.content) if directive else (None, token.content)
            assert token.map is not None
            yield Block(
                page=page,
                line=token.map[0] + 1,
                language=directive[1] if directive else token.info.strip(),
                text=text,
                caption=caption,
                excuse=excuse,
            )
            excuse = None


def _caption(content: str) -> tuple[str | None, str]:
    options, _, text = content.partition("\n\n")
    told = re.search(r"^:caption: (.+)$", options, re.MULTILINE)
    return (told[1].strip(), text) if told else (None, content)


def tells_its_own_topics(page: Path) -> bool:
    """Tell whether a page's company has topics of its own: its files can be read by the page's own commands only."""
    return any(block.caption == "company.toml" and "\ntopics = [" in block.text for block in blocks(page))
