"""Pictures of pages, with what is personal covered."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from playwright.sync_api import CDPSession, Page

__all__ = ["Camera"]

_FIELDS = "input[type=email], input[type=password], input[type=tel], input[type=search]"
_COLOUR = "#c9ced6"
_QUALITY = 60

# Covers every such field, every control that shows a known text, and the innermost elements that contain one.
# Playwright's own masks do not cover the choice that a list shows, and take a good tenth of a journey's time.
_COVER = """
([fields, known, colour]) => {
  const text = known && new RegExp(known);
  const shows = (words) => text !== null && words !== undefined && text.test(words.replace(/\\s+/g, " "));
  const cover = document.createElement("mystery-shopper-cover");
  cover.style.cssText = "all: initial; position: absolute; top: 0; left: 0; z-index: 2147483647";
  const all = (root) => [...root.querySelectorAll("*")].flatMap((one) => [one, ...within(one)]);
  const within = (one) => one.shadowRoot ? all(one.shadowRoot) : [];
  const shown = (one) => one.matches("select") ? one.selectedOptions[0]?.text : one.value;
  const hide = (one) => {
    if (one.matches(fields)) return true;
    if (one.matches("input, select, textarea") && shows(String(shown(one) ?? one.placeholder ?? ""))) return true;
    return shows(one.textContent) && ![...one.children].some((child) => shows(child.textContent));
  };
  const hidden = all(document.body).filter(hide).flatMap((one) => [...one.getClientRects()]);
  document.documentElement.append(cover);
  const origin = cover.getBoundingClientRect();
  for (const {left, top, width, height} of hidden) {
    const patch = cover.appendChild(document.createElement("div"));
    patch.style.cssText = `position: absolute; background: ${colour}; left: ${left - origin.left}px; ` +
      `top: ${top - origin.top}px; width: ${width}px; height: ${height}px`;
  }
}
"""
_UNCOVER = "() => document.querySelectorAll('mystery-shopper-cover').forEach((one) => one.remove())"


class Camera:
    """Takes pictures of pages; its line to each page's browser stays open as long as the page does."""

    def __init__(self) -> None:
        self._lines: WeakKeyDictionary[Page, CDPSession] = WeakKeyDictionary()

    def picture(self, page: Page, known: re.Pattern[str] | None, *, whole: bool = False) -> bytes:
        """Take a picture as JPEG, with fields for what is personal and every known text covered.

        Args:
            page: What to take a picture of: the part that a person sees without scrolling.
            known: What must not be seen.
            whole: The rest of the page too, which takes twice as long.
        """
        with _covered(page, known):
            if whole:
                return page.screenshot(type="jpeg", quality=_QUALITY, full_page=True)
            if page not in self._lines:
                self._lines[page] = page.context.new_cdp_session(page)
            wanted = {"format": "jpeg", "quality": _QUALITY, "optimizeForSpeed": True}
            return base64.b64decode(self._lines[page].send("Page.captureScreenshot", wanted)["data"])


@contextmanager
def _covered(page: Page, known: re.Pattern[str] | None) -> Iterator[None]:
    page.evaluate(_COVER, [_FIELDS, known.pattern if known else None, _COLOUR])
    try:
        yield
    finally:
        page.evaluate(_UNCOVER)
