"""Using web pages as patient people do: typing until it stays, pressing until something new is shown, reading twice."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import Final, TypeVar

from playwright.sync_api import Error as BrowserError
from playwright.sync_api import Locator

from journeys.errors import NotUnderstood
from journeys.tools.pace import changes_by_itself, drawn, rest, timeout_of

__all__ = ["choose", "fill", "press", "settled"]

_SEEN: Final = "(parts) => parts.forEach((part) => { part.__seen_by_shopper = part.value ?? part.innerText; })"
_NEW: Final = """(parts) => parts.some((part) => part.__seen_by_shopper !== (part.value ?? part.innerText)
    && part.checkVisibility() && String(part.value ?? part.innerText).trim())"""
"""What a part says: a field says what is in it."""
_LONG_ENOUGH: Final = 4
"""Characters by which one knows a value again that a page writes in its own way, such as a telephone number."""

Read = TypeVar("Read")


def fill(field: Locator, value: str) -> None:
    """Type into a field until the value stays: a page that is still starting may clear what was typed.

    Raises:
        NotUnderstood: It did not stay, as long as the page's touchpoint may take.
    """
    until = time.monotonic() + timeout_of(field.page).total_seconds()
    while True:
        rest(field.page)
        field.fill(value)
        held = settled(field, Locator.input_value)
        if _is_the_same(held, value):
            return
        if time.monotonic() > until:
            message = f"A field does not keep what is typed into it: {len(value)} characters, and it holds {len(held)}"
            raise NotUnderstood(message)


def choose(field: Locator, words: str) -> bool:
    """Choose what a list offers with some words in it, such as a line by its holder; tell whether there is any."""
    rest(field.page)
    offered = field.get_by_role("option").filter(has_text=re.compile(re.escape(words)))
    if not offered.count():
        return False
    field.select_option(label=offered.first.inner_text())
    return True


def press(control: Locator, *, until: Locator) -> None:
    """Press a button, link or box, and wait until ``until`` shows something new: what proves that it was done.

    New is what was not there before, what says something else than before, or what was drawn anew. Where several
    outcomes are possible, name all: ``until=total.or_(page.get_by_role("alert"))``. For a control that leads to
    another page, there is ``follow``.

    Raises:
        NotUnderstood: Nothing new was shown, as long as the page's touchpoint may take.
    """
    page, within = control.page, timeout_of(control.page)
    rest(page)
    until.evaluate_all(_SEEN)
    control.click()
    end = time.monotonic() + within.total_seconds()
    while not _shows_something_new(until):
        if time.monotonic() > end:
            seconds = f"{within.total_seconds():g} s"
            message = f"{_named(control)} was pressed, and {_named(until)} showed nothing new within {seconds}"
            raise NotUnderstood(message)
        drawn(page)
    rest(page)


def settled(part: Locator, read: Callable[[Locator], Read] = Locator.inner_text) -> Read:  # type: ignore[assignment]
    """Read a part of a page until two reads agree, and return what they read: its text, unless told otherwise.

    A page that runs no script is read once.

    Raises:
        NotUnderstood: It never stays the same, as long as the page's touchpoint may take.
    """
    until = time.monotonic() + timeout_of(part.page).total_seconds()
    rest(part.page)
    before = read(part)
    while changes_by_itself(part.page):
        drawn(part.page)
        now = read(part)
        if now == before:
            return now
        if time.monotonic() > until:
            message = f"{_named(part)} never stays the same: it says {before!r}, then {now!r}"
            raise NotUnderstood(message)
        before = now
    return before


def _shows_something_new(part: Locator) -> bool:
    try:
        return bool(part.evaluate_all(_NEW))
    except BrowserError as error:
        if "context was destroyed" in error.message or "navigat" in error.message:
            return False  # another page is coming
        raise


def _named(part: Locator) -> str:
    """Say what a locator looks for, such as ``role=button[name="Apply"]``."""
    selector = re.search(r"selector=(['\"])(.*)\1", str(part))
    return re.sub(r"internal:|(?<=\")[is](?=\]|$)", "", selector[2]) if selector else str(part)


def _is_the_same(held: str, value: str) -> bool:
    one, other = ("".join(filter(str.isalnum, text)).casefold() for text in (held, value))
    if one == other:
        return held.strip() != "" or value.strip() == ""
    return len(one) >= _LONG_ENOUGH and (one.endswith(other) or other.endswith(one)) and len(other) >= _LONG_ENOUGH
