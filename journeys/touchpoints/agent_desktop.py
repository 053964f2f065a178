"""The agent's desktop, backstage: what the screen shows the employee who answers the phone."""

from __future__ import annotations

from playwright.sync_api import Page

from journeys.config import TouchpointSettings
from journeys.errors import Unreachable
from journeys.evidence import Stance, Term
from journeys.toolbox import Toolbox
from journeys.touchpoints.pages import alert, amount, figure, follow, open_page
from journeys.visit import OpenVisit

__all__ = ["AgentDesktop", "find_customer", "open_desk"]


class AgentDesktop:
    """Looks a customer up as the agent does."""

    def __init__(self, name: str, settings: TouchpointSettings, tools: Toolbox) -> None:
        """Take the desktop's address and the agent's credentials."""
        self._name, self._settings, self._tools = name, settings, tools

    def show_staff(self, visit: OpenVisit) -> None:
        """Read the offer, its price and how to honour it off the customer's page."""
        page = find_customer(self._name, self._settings, self._tools, visit)
        offer = page.get_by_role("region", name="Offers").get_by_role("article", name=visit.offer.name, exact=True)
        if not offer.count():
            visit.saw(Term.OFFER, Stance.UNKNOWN, page.get_by_role("region", name="Offers").inner_text())
        else:
            visit.saw(Term.OFFER, Stance.KNOWN)
            if price := amount(offer, "Price to quote", self._tools.company.currency):
                visit.saw(Term.PRICE, *price)
            if how := figure(offer, "How to honour it"):
                visit.saw(Term.INSTRUCTION, how, how)
        visit.photograph(page, f"what the {self._name} shows")

    def examine(self) -> str | None:
        """Sign in as the agent."""
        open_desk(self._name, self._settings, self._tools)
        return None


def find_customer(desk: str, settings: TouchpointSettings, tools: Toolbox, visit: OpenVisit) -> Page:
    """Open a desk and find the shopper by number.

    Raises:
        Unreachable: The employee cannot sign in.
    """
    page = open_desk(desk, settings, tools)
    page.get_by_label("Find a customer").fill(visit.shopper.phone)
    follow(page, page.get_by_role("button", name="Find"))
    return page


def open_desk(desk: str, settings: TouchpointSettings, tools: Toolbox) -> Page:
    """Open a desk, and sign in if it asks.

    Raises:
        Unreachable: The employee cannot sign in.
    """
    page = tools.browsing.staff_page(desk)
    open_page(page, settings.address)
    if page.get_by_role("button", name="Sign in").count():
        page.get_by_label("Staff name").fill(settings.username or "")
        page.get_by_label("Password").fill(settings.password.get_secret_value() if settings.password else "")
        follow(page, page.get_by_role("button", name="Sign in"))
        if page.get_by_role("button", name="Sign in").count():
            message = f"Staff cannot sign in at the {desk}: {alert(page)}"
            raise Unreachable(message)
        open_page(page, settings.address)
    return page
