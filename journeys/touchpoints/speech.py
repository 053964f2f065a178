"""What a voice says, out of the markup it is written in (SSML): everything that is spoken, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

__all__ = ["local_name", "spoken"]

_SILENT: Final = {"audio", "desc", "mark", "metadata", "meta"}
"""Elements whose inside is not spoken."""
_OF_THEIR_OWN: Final = {"p", "s", "break"}
"""Elements before and behind which a voice pauses."""


def local_name(element: Element) -> str:
    """Give an element's name without its namespace; empty for what is no element."""
    name: object = element.tag  # a comment's is a function
    return name.rpartition("}")[2] if isinstance(name, str) else ""


def spoken(element: Element) -> str:
    """Say what is within an element, in elements inside it and behind them: a substitute in place of its abbreviation.

    A paragraph or a sentence ends a line, so that it is read as one.
    """
    lines = ("".join(_said(element))).split("\n")
    return "\n".join(line for line in (" ".join(one.split()) for one in lines) if line)


def _said(element: Element) -> Iterator[str]:
    """Walk without recursion: how deep a document goes is up to the company."""
    pending: list[tuple[Element | None, str]] = [(element, "")]
    while pending:
        one, behind = pending.pop()
        if one is None:
            yield behind
            continue
        name = local_name(one).casefold()
        pause = "\n" if name in {"p", "s"} else " " if name in _OF_THEIR_OWN else ""
        yield pause
        inside = () if name in _SILENT else tuple(one)
        if name == "sub" and one.get("alias"):
            yield str(one.get("alias"))
            inside = ()
        elif name and name not in _SILENT:
            yield " ".join((one.text or "").split("\n")) if one.text else ""
        pending.append((None, pause))
        for child in reversed(inside):
            pending.append((None, " ".join((child.tail or "").split("\n"))))
            pending.append((child, ""))
