"""How an element is shown, as far as it matters to a reader: hidden, struck through, raised, on a line of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

import tinycss2
from bs4 import Tag
from tinycss2.color4 import Color, parse_color

__all__ = ["Shown", "declarations", "on_screens"]

_HIDDEN_TAGS: Final = {
    "head",
    "title",
    "style",
    "script",
    "template",
    "meta",
    "link",
    "object",
    "select",
    "textarea",
    "audio",
    "video",
}
_STRUCK_TAGS: Final = {"s", "del", "strike"}
_LENGTH: Final = re.compile(r"(-?[\d.]+)\s*(px|pt|em|rem|%)?")
_SMALLEST_PIXELS: Final = 1.0
_OFF_SCREEN_PIXELS: Final = -500.0
_SAME_COLOUR: Final = 0.03
_BLACK, _WHITE, _OF_LINKS = (Color("srgb", of, 1) for of in ((0, 0, 0), (1, 1, 1), (0, 0, 1)))


@dataclass(frozen=True, slots=True)
class Shown:
    """What holds for an element and, unless it says otherwise, for what is in it.

    Attributes:
        gone: Whether nothing within it can be seen, whatever it says itself.
        visible: ``visibility``, which what is within may turn on again.
        size: Whether letters have a size that can be read.
        colour: Of letters.
        ground: Behind them; None where it is a picture, or nobody knows.
    """

    gone: bool = False
    visible: bool = True
    size: bool = True
    struck: bool = False
    preformatted: bool = False
    colour: Color | None = _BLACK
    ground: Color | None = _WHITE

    @property
    def seen(self) -> bool:
        """Whether letters in it are seen."""
        if self.gone or not self.visible or not self.size:
            return False
        if self.colour is None:
            return True
        return self.colour.alpha > 0 and not _alike(self.colour, self.ground)

    def within(self, element: Tag) -> Shown:
        """Return what holds in an element that stands in this one."""
        style = declarations(str(element.get("style") or ""))
        if element.name in _HIDDEN_TAGS or element.has_attr("hidden") or _is_gone(style):
            return replace(self, gone=True)
        decoration = style.get("text-decoration", "") + style.get("text-decoration-line", "")
        visibility, size = style.get("visibility"), style.get("font-size")
        return replace(
            self,
            visible=self.visible if visibility in {None, "inherit"} else visibility == "visible",
            size=self.size if size is None else not _is_tiny(size),
            struck=self.struck or element.name in _STRUCK_TAGS or "line-through" in decoration,
            preformatted=self.preformatted or element.name == "pre" or style.get("white-space", "").startswith("pre"),
            colour=_colour(element, style, self.colour),
            ground=_ground(element, style, self.ground),
        )


def declarations(style: str) -> dict[str, str]:
    """Read the declarations of a ``style`` attribute; the last of a property holds, or the important one."""
    found: dict[str, str] = {}
    important: set[str] = set()
    for one in tinycss2.parse_blocks_contents(style, skip_comments=True, skip_whitespace=True):
        if one.type == "declaration" and (one.important or one.lower_name not in important):
            found[one.lower_name] = tinycss2.serialize(one.value).strip().lower()
            important |= {one.lower_name} if one.important else set()
    return found


def on_screens(sheet: str) -> str:
    """Give a style sheet without the ``@media`` around rules that hold on every screen: ``all``, ``screen``."""
    rules = tinycss2.parse_stylesheet(sheet)
    plain = (
        tinycss2.serialize(rule.content)
        if rule.type == "at-rule" and rule.lower_at_keyword == "media" and rule.content and _is_any_screen(rule.prelude)
        else rule.serialize()
        for rule in rules
    )
    return "".join(plain)


def _is_any_screen(prelude: list[tinycss2.ast.Node]) -> bool:
    kinds = tinycss2.serialize(prelude).casefold().split(",")
    return any(kind.replace("only", "").strip() in {"", "all", "screen"} for kind in kinds)


def _is_gone(style: dict[str, str]) -> bool:
    clipped = style.get("overflow", "").startswith("hidden") or "clip" in style.get("overflow", "")
    flat = any(_pixels(style.get(name)) == 0 for name in ("max-height", "height", "max-width", "width"))
    away = any(
        (pixels := _pixels(style.get(name))) is not None and pixels <= _OFF_SCREEN_PIXELS
        for name in ("left", "top", "right", "text-indent", "margin-left", "margin-top")
    )
    cut = re.search(r"rect\(\s*(?:0|1px)[^1-9]*", style.get("clip", "")) or "inset(50%" in style.get("clip-path", "")
    opacity = _LENGTH.match(style.get("opacity", "1"))
    faint = opacity is not None and float(f"0{opacity[1]}" if opacity[1].startswith(".") else opacity[1]) == 0
    return style.get("display") == "none" or (clipped and flat) or away or bool(cut) or faint


def _pixels(length: str | None) -> float | None:
    found = _LENGTH.match(length or "")
    try:
        return float(found[1]) * (16 if found[2] in {"em", "rem"} else 1) if found else None
    except ValueError:
        return None


def _is_tiny(size: str) -> bool:
    found = _LENGTH.match(size)
    pixels = _pixels(size)
    if found is None or pixels is None:
        return False
    return pixels == 0 or (found[2] in {"px", "pt"} and pixels <= _SMALLEST_PIXELS)


def _colour(element: Tag, style: dict[str, str], inherited: Color | None) -> Color | None:
    told = style.get("color") or (
        str(element.get("color") or element.get("text") or "") if element.name in {"font", "body"} else ""
    )
    if not told or told in {"inherit", "currentcolor"}:
        return _OF_LINKS if element.name == "a" and element.has_attr("href") and not told else inherited
    return _parsed(told)


def _ground(element: Tag, style: dict[str, str], inherited: Color | None) -> Color | None:
    whole = f"{style.get('background', '')} {style.get('background-image', '')}"
    if "url(" in whole or "gradient(" in whole or element.has_attr("background"):
        return None
    told = style.get("background-color") or style.get("background") or str(element.get("bgcolor") or "")
    if not told:
        return inherited
    found = next((colour for word in re.findall(r"[^\s(]+(?:\([^)]*\))?", told) if (colour := _parsed(word))), None)
    return found if found is not None and found.alpha > 0 else inherited


def _parsed(text: str) -> Color | None:
    found = parse_color(text)
    return found if isinstance(found, Color) else None


def _alike(colour: Color, ground: Color | None) -> bool:
    if ground is None:
        return False
    pairs = zip(colour.to("srgb"), ground.to("srgb"), strict=True)
    return all(abs((one or 0) - (other or 0)) <= _SAME_COLOUR for one, other in pairs)
