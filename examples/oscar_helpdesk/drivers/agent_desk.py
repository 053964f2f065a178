"""The agent's screen: the list of cases, and a case with its notes."""

from __future__ import annotations

from urllib.parse import urlencode

from playwright.sync_api import Page

from drivers.help_desk import look_for_note, sign_in, wait_for_list
from journeys.api import OpenVisit, Toolbox, TouchpointSettings, follow, notes, open_page

__all__ = ["AgentDesk"]


class AgentDesk:
    """Finds a caller's case, reads it and writes in it."""

    def __init__(self, name: str, settings: TouchpointSettings, tools: Toolbox) -> None:
        """Take the desk's address and the agent's credentials."""
        self._name, self._settings, self._tools = name, settings, tools

    def leave_note(self, visit: OpenVisit) -> None:
        """Have the agent answer in the caller's case."""
        page = self._case(visit)
        page.get_by_role("tab", name="Respond").click()
        page.get_by_label("Comment / Resolution").fill(visit.words)
        follow(page, page.get_by_role("button", name="Save", exact=True))
        written = visit.words in page.inner_text("body")
        visit.saw(notes.NOTE_LEFT, "yes" if written else "no", page.title())
        visit.photograph(page, "the case on the agent's screen")

    def find_note(self, visit: OpenVisit) -> None:
        """Have the agent look through the caller's case."""
        look_for_note(visit, self._case(visit))

    def _case(self, visit: OpenVisit) -> Page:
        """Open the caller's case, if the list has one; else stay at the list."""
        page, address = self._tools.browsing.staff_page(self._name), self._settings.address
        open_page(page, f"{address}/tickets/?{urlencode({'q': visit.shopper.email})}")
        if page.get_by_label("Password").count():
            password = self._settings.password.get_secret_value() if self._settings.password else ""
            sign_in(page, self._settings.username or "", password, self._name)
        wait_for_list(page)
        cases = page.get_by_role("row").filter(has_text=visit.shopper.email).get_by_role("link")
        if cases.count():
            follow(page, cases.first)
        return page
