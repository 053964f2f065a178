"""The complaints desk: a web form, a case, and an answer by email from somebody empowered."""

from __future__ import annotations

from journeys.config import TouchpointSettings
from journeys.evidence import Term
from journeys.shopper import Fact
from journeys.toolbox import Toolbox
from journeys.touchpoints.answers import await_answer
from journeys.touchpoints.pages import alert, figure, follow, open_page
from journeys.visit import OpenVisit

__all__ = ["ComplaintsDesk"]


class ComplaintsDesk:
    """Complains in writing and waits for the answer as long as patience lasts (company time)."""

    def __init__(self, name: str, settings: TouchpointSettings, tools: Toolbox) -> None:
        """Take the form's address."""
        self._name, self._settings, self._tools = name, settings, tools

    def hear_complaint(self, visit: OpenVisit) -> None:
        """Fill in the form, wait, and read what was decided and done."""
        page = self._tools.browsing.page(visit.shopper.email, visit.shopper.locale)
        open_page(page, self._settings.address)
        send = page.get_by_role("button", name="Send complaint")
        if not send.count():
            words = alert(page) or "there is no form"
            visit.saw(Term.CASE, "no route", words)
            visit.photograph(page, "complaint")
            return
        page.get_by_label("Your email").fill(visit.shopper.email)
        if Fact.HISTORY not in visit.shopper.told:
            page.get_by_label("What happened?").fill(visit.words)
        page.get_by_label("What would put it right?").fill(
            f"Please honour the offer, {visit.offer.name}, for {visit.meant_line}'s line."
        )
        if visit.offer.code:
            page.get_by_label("Offer code").fill(visit.offer.code)
        follow(page, send)
        if (said := alert(page)) and "what happened" in said.casefold():
            visit.asked_for(Fact.HISTORY, said)
            page.get_by_label("What happened?").fill(visit.words)
            follow(page, page.get_by_role("button", name="Send complaint"))
        visit.photograph(page, "complaint")
        case = figure(page, "Case number")
        visit.saw(Term.CASE, case or "no route", f"Case number: {case}" if case else alert(page) or "")
        if case:
            await_answer(visit, self._tools, case, self._settings.patience)
