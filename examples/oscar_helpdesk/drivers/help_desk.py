"""The help desk as the public uses it: a form that opens a case, the case's page, and a list of one's cases."""

from __future__ import annotations

import re

from playwright.sync_api import Page

from journeys.api import OpenVisit, Toolbox, TouchpointSettings, Unreachable, follow, notes, open_page

__all__ = ["HelpDesk", "MyCases", "look_for_note", "sign_in", "wait_for_list"]


class HelpDesk:
    """Opens cases, and returns to them by the link that was given."""

    def __init__(self, name: str, settings: TouchpointSettings, tools: Toolbox) -> None:
        """Take the desk's address."""
        self._name, self._tools, self._address = name, tools, settings.address
        self._cases: dict[str, str] = {}

    def leave_note(self, visit: OpenVisit) -> None:
        """Open a case that says what the shopper wants to have noted."""
        page = self._tools.browsing.page(visit.shopper.email, visit.shopper.locale)
        open_page(page, self._address)
        page.get_by_label("Queue").select_option(label="Customer service")
        page.get_by_label("Summary of the problem").fill(visit.words)
        page.get_by_label("Description of your issue").fill(visit.words)
        page.get_by_label("Your E-Mail Address").fill(visit.shopper.email)
        follow(page, page.get_by_role("button", name="Submit Ticket"))
        opened = visit.words in page.inner_text("body")
        visit.saw(notes.NOTE_LEFT, "yes" if opened else "no", page.title())
        self._cases[visit.shopper.email] = page.url
        visit.photograph(page, "the case")

    def find_note(self, visit: OpenVisit) -> None:
        """Return to the case, and look for the note on its page."""
        page = self._tools.browsing.page(visit.shopper.email, visit.shopper.locale)
        open_page(page, self._cases[visit.shopper.email])
        look_for_note(visit, page)


class MyCases:
    """The list of a customer's cases, for customers who have an account."""

    def __init__(self, name: str, settings: TouchpointSettings, tools: Toolbox) -> None:
        """Take the desk's address."""
        self._name, self._tools, self._address = name, tools, settings.address
        self._form = HelpDesk(name, settings, tools)

    def leave_note(self, visit: OpenVisit) -> None:
        """Open a case; the form is the same for everybody."""
        self._form.leave_note(visit)

    def find_note(self, visit: OpenVisit) -> None:
        """Sign in, and look for the case in the list."""
        page = self._tools.browsing.page(f"{visit.shopper.email} signed in", visit.shopper.locale)
        open_page(page, f"{self._address}/login/?next=/tickets/my-tickets/")
        sign_in(page, visit.shopper.email.casefold(), visit.shopper.password, self._name)
        wait_for_list(page)
        look_for_note(visit, page)


def sign_in(page: Page, username: str, password: str, desk: str) -> None:
    """Sign in on the page that asks for it.

    Raises:
        Unreachable: The credentials are not accepted.
    """
    page.get_by_label("Username").fill(username)
    page.get_by_label("Password").fill(password)
    follow(page, page.get_by_role("button", name="Login"))
    if page.get_by_label("Password").count():
        message = f"{username} cannot sign in at the {desk}"
        raise Unreachable(message)


def wait_for_list(page: Page) -> None:
    """Wait until a list of cases is there: before that it is empty, and says nothing of how many there are."""
    page.get_by_text(re.compile("^Showing ")).wait_for()


def look_for_note(visit: OpenVisit, page: Page) -> None:
    """Write down whether the page shows the note."""
    found = visit.words in page.inner_text("body")
    visit.saw(notes.NOTE, "found" if found else "missing", page.title())
    visit.photograph(page, "where the note should be", whole=True)
