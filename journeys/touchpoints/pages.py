"""Reading web pages as people do: by role and label, after what proves that the new page is there."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Locator, Page, Response

from journeys.errors import NotUnderstood, Unreachable
from journeys.promises.money import written
from journeys.reading.amounts import Payable
from journeys.reading.prices import PriceRead, price_in
from journeys.touchpoints.letter_prices import MARKS
from journeys.touchpoints.rendering import lines_shown
from journeys.touchpoints.visit import OpenVisit

__all__ = ["alert", "amount", "expect_part", "figure", "follow", "open_page", "price_shown"]

_SERVER_ERROR = 500
_AS_SHOWN = """(root) => {
    const copy = root.cloneNode(true);
    const shown = [root, ...root.querySelectorAll("*")];
    const copies = [copy, ...copy.querySelectorAll("*")];
    const said = ["display", "visibility", "opacity", "font-size", "vertical-align", "text-decoration-line",
        "white-space"];
    shown.forEach((element, number) => {
        const style = getComputedStyle(element);
        copies[number].setAttribute("style", said.map((name) => `${name}:${style.getPropertyValue(name)}`).join(";"));
    });
    return copy.outerHTML;
}"""
"""Writes an element with what the browser made of its style sheets."""


@dataclass(frozen=True, slots=True)
class _Customs:
    currency: str
    locale: str | None = None


def open_page(page: Page, address: str) -> None:
    """Go to an address.

    Raises:
        Unreachable: The server answers with an error of its own (5xx).
    """
    _expect_answer(page.goto(address, wait_until="domcontentloaded"))


def follow(page: Page, control: Locator) -> None:
    """Press a button or link that leads to another page, and wait until that page (not the old one) is there.

    Raises:
        Unreachable: The server answers with an error of its own (5xx): a page like that tells a customer nothing.
    """
    with page.expect_navigation(wait_until="domcontentloaded") as arriving:
        control.click()
    _expect_answer(arriving.value)


def figure(within: Page | Locator, label: str) -> str | None:
    """Return the text of the figure with this label, or None if there is none."""
    found = within.get_by_role("status", name=label, exact=True).all_inner_texts()
    return found[0].strip() if found else None


def expect_part(part: Locator, what: str) -> None:
    """Make sure that a page has the part in which something is looked for: without it, it is another page.

    Raises:
        NotUnderstood: It has not; with what it says instead.
    """
    if not part.count():
        words = " ".join(part.page.locator("body").inner_text().split())
        message = f"A page without {what} says nothing of it, and refuses nothing: {OpenVisit.quoted(words)}"
        raise NotUnderstood(message)


def amount(within: Page | Locator, label: str, currency: str) -> tuple[str, str] | None:
    """Return the figure with this label as a term's value and as the words it stood in, or None."""
    found = within.get_by_role("status", name=label, exact=True)
    if not found.count():
        return None
    price, words = price_shown(found.first, _Customs(currency))
    return (written(price.now), f"{label}: {words}") if price.now is not None else None


def price_shown(shown: Locator, company: Payable) -> tuple[PriceRead, str]:
    """Read the price in a part of the page, and return it with the words it stands in.

    What is struck through is no longer the price, and raised cents are cents; why there is none although amounts are
    shown is said in ``why_not``.
    """
    line = " ".join(lines_shown(str(shown.evaluate(_AS_SHOWN))))
    return price_in(line, company), line.translate(MARKS)


def alert(page: Page) -> str | None:
    """Return what the page's alert says, or None if there is none."""
    found = page.get_by_role("alert").all_inner_texts()
    return " ".join(found[0].split()) if found else None


def _expect_answer(answer: Response | None) -> None:
    if answer is not None and answer.status >= _SERVER_ERROR:
        message = f"{answer.url} answered {answer.status} {answer.status_text}"
        raise Unreachable(message)
