"""Pictures of pages, with what is personal covered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

__all__ = ["picture"]

_FIELDS = "input[type=email], input[type=password], input[type=tel], input[type=search]"
_COLOUR = "#c9ced6"

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


def picture(page: Page, known: re.Pattern[str] | None) -> bytes:
    """Take a picture of a whole page, as JPEG, with fields for what is personal and every known text covered."""
    with _covered(page, known):
        return page.screenshot(type="jpeg", quality=60, full_page=True)


@contextmanager
def _covered(page: Page, known: re.Pattern[str] | None) -> Iterator[None]:
    page.evaluate(_COVER, [_FIELDS, known.pattern if known else None, _COLOUR])
    try:
        yield
    finally:
        page.evaluate(_UNCOVER)
