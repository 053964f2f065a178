"""A letter's HTML as lines, as its reader sees them: blocks end a line, hidden text is none, raised cents are cents."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PreformattedString, Tag
from css_inline import CSSInliner, InlineError

from journeys.promises.numerals import POINT
from journeys.reading.amounts import STRUCK, STRUCK_END
from journeys.tools.plain_text import as_seen
from journeys.touchpoints.css import Shown, declarations, on_screens

__all__ = ["lines_shown"]

_BLOCKS: Final = {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "option", "p", "pre", "section",
    "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
_INLINE: Final = {"inline", "inline-block", "contents", "inline-flex", "inline-table"}
_CENTS_CLASS: Final = re.compile(
    r"(?:^|[-_\s])(?:cents?|fraction|decimals?|pence|centimes|sup)(?:$|[-_\s])", re.IGNORECASE
)
_RAISED: Final = {"super", "top", "text-top"}
_CENTS: Final = re.compile(r"\d{2,3}")
_WHOLE_BEFORE: Final = re.compile(r"(?<![\d.,])\d{1,3}(?:[.,'’\s]?\d{2,3})*\s*$")
_SUPERSCRIPTS: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_BREAK: Final = "\n"
_STYLES: Final = re.compile(r"(<style\b[^>]*>)(.*?)(</style\s*>)", re.IGNORECASE | re.DOTALL)


def lines_shown(html: str) -> list[str]:
    """Return the lines of a page that are seen, with ``STRUCK`` and ``STRUCK_END`` around what is struck through."""
    return list(_lines_shown(html))


@lru_cache(64)
def _lines_shown(html: str) -> tuple[str, ...]:
    try:
        page = BeautifulSoup(CSSInliner(load_remote_stylesheets=False).inline(_for_screens(html)), "html.parser")
    except (InlineError, ValueError):
        page = BeautifulSoup(html, "html.parser")
    writing = _Writing()
    try:
        writing.element(page, Shown())
    except RecursionError:  # deeper than anybody reads
        return tuple(seen for line in page.get_text(_BREAK).splitlines() if (seen := as_seen(line)))
    return tuple(writing.lines())


def _for_screens(html: str) -> str:
    return _STYLES.sub(lambda found: f"{found[1]}{on_screens(found[2])}{found[3]}", html)


@dataclass(slots=True)
class _Writing:
    """What has been seen so far."""

    text: list[str] = field(default_factory=list)
    struck: bool = False

    def element(self, element: Tag, shown: Shown) -> None:
        """Write an element with what is in it."""
        within = shown if isinstance(element, BeautifulSoup) else shown.within(element)
        if within.gone:
            return
        if element.name == "br":
            self.text.append(_BREAK)
            return
        if element.name == "img" and within.seen:
            self.words(f" {element.get('alt') or ''} ", within)
            return
        if element.name == "table" and (columns := _columns(element)):
            for cell in columns:
                self.element(cell, within)
            return
        style = declarations(str(element.get("style") or ""))
        alone = _is_block(element, style)
        self.text.append(_BREAK if alone else "")
        if within.seen and _is_raised(element, style):
            self.raised(element.get_text(), within)
        else:
            for child in element.children:
                if isinstance(child, Tag):
                    self.element(child, within)
                elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString) and within.seen:
                    self.words(str(child), within)
        self.text.append(_BREAK if alone else "")

    def words(self, text: str, shown: Shown) -> None:
        """Write text; a line's end in it is a space unless it is preformatted."""
        if shown.struck != self.struck:
            self.text.append(STRUCK if shown.struck else STRUCK_END)
            self.struck = shown.struck
        self.text.append(text if shown.preformatted else re.sub(r"[\r\n\t\f ]+", " ", text))

    def raised(self, text: str, shown: Shown) -> None:
        """Write what is raised: two digits behind a whole number are its cents, others lead to a footnote."""
        digits, before = text.strip(), "".join(self.text[-12:])
        if _CENTS.fullmatch(digits) and _WHOLE_BEFORE.search(before):
            while self.text and not self.text[-1].strip(" \u00a0"):
                self.text.pop()
            self.text[-1] = self.text[-1].rstrip()
            self.words(f"{POINT}{digits}", shown)
        elif digits[:1].isdigit() and not _CENTS.fullmatch(digits):
            self.words(text.translate(_SUPERSCRIPTS), shown)
        elif _CENTS.fullmatch(digits) and before.rstrip()[-1:].isdigit():
            self.words(digits.translate(_SUPERSCRIPTS), shown)
        else:
            self.words(text, shown)

    def lines(self) -> list[str]:
        """Return the lines; what is struck through over several of them is marked in each."""
        found, struck = [], False
        for line in "".join(self.text).split(_BREAK):
            marked = f"{STRUCK if struck else ''}{line}"
            for mark in re.findall(f"[{STRUCK}{STRUCK_END}]", line):
                struck = mark == STRUCK
            marked += STRUCK_END if struck else ""
            marked = re.sub(f"{STRUCK}(\\s*){STRUCK_END}", r"\1", re.sub(f"^(\\s*){STRUCK_END}", r"\1", marked))
            if seen := as_seen(marked):
                found.append(seen)
        return found


def _columns(table: Tag) -> list[Tag]:
    """Return the cells of a table with headings, each behind its column's; nothing if it is no such table."""
    if table.find("table"):
        return []
    rows = [row.find_all(["td", "th"], recursive=False) for row in table.find_all("tr")]
    rows = [row for row in rows if row]
    if len(rows) < 2 or len(rows[0]) < 2 or len({len(row) for row in rows}) > 1:  # noqa: PLR2004
        return []
    first, *others = rows
    named = not any(re.search(r"\d", cell.get_text()) or not cell.get_text(strip=True) for cell in first)
    headed = all(cell.name == "th" for cell in first) and not all(row[0].name == "th" for row in others)
    figures = all(re.search(r"\d", cell.get_text()) for row in others for cell in row)
    if not named or not (headed or figures):
        return []
    return [cell for row in others for pair in zip(first, row, strict=True) for cell in pair]


def _is_block(element: Tag, style: dict[str, str]) -> bool:
    display = style.get("display")
    if display is None or display in {"inherit", "initial"}:
        return element.name in _BLOCKS
    return display not in _INLINE


def _is_raised(element: Tag, style: dict[str, str]) -> bool:
    if element.name in _BLOCKS or not element.get_text(strip=True):
        return False
    classes = " ".join(map(str, element.get_attribute_list("class")))
    raised = element.name == "sup" or style.get("vertical-align") in _RAISED or _CENTS_CLASS.search(classes)
    return bool(raised) and not element.find(["br", "img", "table", "div", "p"])
