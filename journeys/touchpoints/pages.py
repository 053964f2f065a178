"""Reading web pages as people do: by role and label, after what proves that the new page is there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, Response

from journeys.errors import NotUnderstood, Unreachable
from journeys.promises.money import written
from journeys.reading.amounts import Payable
from journeys.reading.prices import PriceRead, price_in
from journeys.tools.pace import rest
from journeys.touchpoints.letter_labels import MARKS, labelled
from journeys.touchpoints.rendering import lines_shown
from journeys.touchpoints.visit import OpenVisit

__all__ = ["alert", "amount", "expect_part", "figure", "follow", "open_page", "price_shown"]

_SERVER_ERROR = 500
_CALLED_ALERTS = ".alert-danger, .alert-error, .errorlist, .error-message, .invalid-feedback"
_AS_SHOWN = """(root) => {
    if (!(root instanceof Element)) {
        const [place, text] = root;
        root = document.querySelectorAll("*")[place];
        if (root?.innerText !== text) return null;
    }
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
"""Writes an element with what the browser made of its style sheets; or the one at a place among all, if it says so."""
_BEFORE = "xpath=preceding::*|ancestor::*"


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
    """Return the text of the figure with this label, or None if there is none.

    A figure has the label as its accessible name (an ``output``, say); else it is what stands beside or below the
    label, in a list of terms, a table, or a line of its own: ``Order number: 4711``.
    """
    rest(_page_of(within))
    found = within.get_by_role("status", name=label, exact=True)
    if found.count():
        return found.first.inner_text().strip()
    return next((value.translate(MARKS) for value, _ in _labelled(within, label, amount=False)), None)


def expect_part(part: Locator, what: str) -> None:
    """Make sure that a page has the part in which something is looked for: without it, it is another page.

    Raises:
        NotUnderstood: It has not; with what it says instead.
    """
    if not part.count():
        words = " ".join(part.page.locator("body").inner_text().split())
        message = f"A page without {what} says nothing of it, and refuses nothing: {OpenVisit.quoted(words)}"
        raise NotUnderstood(message)


def amount(within: Page | Locator, label: str, company: Payable | str) -> tuple[str, str] | None:
    """Return the amount with this label as a term's value and as the words it stood in, or None.

    Args:
        within: The page, or the part of it that is meant.
        label: As for ``figure``.
        company: Whose customs amounts are written by; or its currency alone.
    """
    customs = _Customs(company) if isinstance(company, str) else company
    rest(_page_of(within))
    found = within.get_by_role("status", name=label, exact=True)
    if found.count():
        price, words = price_shown(found.first, customs)
        return (written(price.now), f"{label}: {words}") if price.now is not None else None
    for value, words in _labelled(within, label, amount=True):
        if (now := price_in(value, customs).now) is not None:
            return written(now), words.translate(MARKS)
    return None


def price_shown(shown: Locator, company: Payable) -> tuple[PriceRead, str]:
    """Read the price in a part of the page, and return it with the words it stands in.

    What is struck through is no longer the price, and raised cents are cents; why there is none although amounts are
    shown is said in ``why_not``.
    """
    rest(shown.page)
    line = " ".join(lines_shown(_as_shown(shown)))
    return price_in(line, company), line.translate(MARKS)


def alert(within: Page | Locator) -> str | None:
    """Return what the alert of a page or form says, or the browser of a field that is filled in wrongly, or None.

    An alert has the role ``alert``; on pages that give it none, it is what Bootstrap and Django call one by its class
    (``alert-danger``, ``errorlist`` and the like).
    """
    rest(_page_of(within))
    for alerts in (within.get_by_role("alert"), within.locator(_CALLED_ALERTS).filter(visible=True)):
        for one in alerts.all():
            if words := " ".join(one.inner_text().split()):
                return words
    wrong = within.locator(":user-invalid")
    said: list[str] = wrong.evaluate_all("(all) => all.map((one) => one.validationMessage)") if wrong.count() else []
    return next(filter(None, said), None)


def _as_shown(part: Locator) -> str:
    """Write a part of a page with its styles.

    The locator says only where it stands: `Locator.evaluate` takes twenty milliseconds on each new page, since what
    finds its element is then loaded into the page's own world too.
    """
    where = [part.locator(_BEFORE).count(), part.inner_text()]
    return str(part.page.evaluate(_AS_SHOWN, where) or part.evaluate(_AS_SHOWN))


def _page_of(within: Page | Locator) -> Page:
    return within.page if isinstance(within, Locator) else within


def _labelled(within: Page | Locator, label: str, *, amount: bool) -> Iterator[tuple[str, str]]:
    """Find what stands at a label in the lines that a page shows."""
    part = within if isinstance(within, Locator) else within.locator("body")
    if part.count() and label in part.first.inner_text():
        lines = lines_shown(_as_shown(part.first))
        yield from (found for found in labelled(label, lines, amount=amount) if label in found[1])


def _expect_answer(answer: Response | None) -> None:
    if answer is not None and answer.status >= _SERVER_ERROR:
        message = f"{answer.url} answered {answer.status} {answer.status_text}"
        raise Unreachable(message)
