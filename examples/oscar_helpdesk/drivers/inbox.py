"""The customer's inbox: the offer, and Oscar's own confirmation of an order."""

from __future__ import annotations

from journeys.api import (
    ExhibitKind,
    NeverArrived,
    OpenVisit,
    Toolbox,
    TouchpointSettings,
    heard,
    keep_message,
    offers,
    written,
)
from journeys.api import Inbox as OfferInbox

__all__ = ["Inbox"]


class Inbox:
    """Reads what the company wrote."""

    def __init__(self, name: str, settings: TouchpointSettings, tools: Toolbox) -> None:
        """Take the mailbox's address and how long to wait for a message."""
        self._patience, self._tools, self._offers = settings.patience, tools, OfferInbox(name, settings, tools)

    def tell_offer(self, visit: OpenVisit) -> None:
        """Read the offer in the email that made it."""
        self._offers.tell_offer(visit)

    def confirm_order(self, visit: OpenVisit) -> None:
        """Read the total in the message that confirms the order; one that never comes is left unsaid."""
        subject = f"Confirmation of order {visit.words}"
        try:
            message = self._tools.mailbox.wait_for(visit.shopper.email, self._patience, subject=subject)
        except NeverArrived as error:  # other messages of the company did arrive: the offer itself
            visit.attach(ExhibitKind.MESSAGE, "no confirmation", str(error))
            return
        keep_message(visit, message, "the confirmation of the order")
        line = next(line for line in message.text.splitlines() if line.startswith("Order Total:"))
        visit.saw(offers.PRICE, written(heard(line, self._tools.company.currency)[0]), line)
