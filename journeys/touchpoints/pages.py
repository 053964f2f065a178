"""Reading web pages as people do: by role and label, after what proves that the new page is there."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, Response

from journeys.errors import Unreachable
from journeys.promises.money import heard, written

__all__ = ["alert", "amount", "figure", "follow", "open_page"]

_SERVER_ERROR = 500


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


def amount(within: Page | Locator, label: str, currency: str) -> tuple[str, str] | None:
    """Return the figure with this label as a term's value and as the words it stood in, or None."""
    words = figure(within, label)
    prices = heard(words, currency) if words else []
    return (written(prices[0]), f"{label}: {words}") if prices else None


def alert(page: Page) -> str | None:
    """Return what the page's alert says, or None if there is none."""
    found = page.get_by_role("alert").all_inner_texts()
    return " ".join(found[0].split()) if found else None


def _expect_answer(answer: Response | None) -> None:
    if answer is not None and answer.status >= _SERVER_ERROR:
        message = f"{answer.url} answered {answer.status} {answer.status_text}"
        raise Unreachable(message)
