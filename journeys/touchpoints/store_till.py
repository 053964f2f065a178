"""The store: the clerk's till in a browser, with the customer at the counter."""

from __future__ import annotations

from playwright.sync_api import Page

from journeys.config import TouchpointSettings
from journeys.evidence import ExhibitKind, Stance, Term
from journeys.money import heard, written
from journeys.shopper import Fact
from journeys.toolbox import Toolbox
from journeys.touchpoints.agent_desktop import find_customer, open_desk
from journeys.touchpoints.pages import alert, amount, figure, follow
from journeys.touchpoints.wording import alternative, sends_elsewhere, stance
from journeys.visit import OpenVisit

__all__ = ["StoreTill"]

_CODE = "Code on the customer's phone"
_WORDS = "Say to the customer"
_OFFER = "What does the offer say?"


class StoreTill:
    """Shops in store: shows the email, hears the price, buys, has notes written."""

    def __init__(self, name: str, settings: TouchpointSettings, tools: Toolbox) -> None:
        """Take the till's address and the clerk's credentials."""
        self._name, self._settings, self._tools = name, settings, tools
        self._currency = tools.company.currency

    def examine(self) -> str | None:
        """Sign in as the clerk."""
        open_desk(self._name, self._settings, self._tools)
        return None

    def tell_offer(self, visit: OpenVisit) -> None:
        """Ask the clerk which offers there are."""
        page = self._customer(visit)
        offer = page.get_by_role("region", name="Offers").get_by_role("article", name=visit.offer.name, exact=True)
        if not offer.count():
            visit.saw(Term.OFFER, Stance.UNKNOWN, page.get_by_role("region", name="Offers").inner_text())
        else:
            visit.saw(Term.OFFER, Stance.KNOWN)
            if price := amount(offer, "Price to quote", self._currency):
                visit.saw(Term.PRICE, *price)
            if code := figure(offer, "Offer code"):
                visit.saw(Term.CODE, code)
        visit.photograph(page, "offers at the till")

    def quote(self, visit: OpenVisit) -> None:
        """Show the offer at the counter and hear what it comes to."""
        page = self._checked(visit)
        visit.photograph(page, "till")

    def redeem(self, visit: OpenVisit) -> None:
        """Buy, unless it comes to more than the shopper was told."""
        page = self._checked(visit)
        complete = page.get_by_role("button", name="Complete sale")
        if visit.has(Term.PRICE) and complete.count() and not visit.too_dear():
            visit.said(visit.shopper.name, "Yes, I take it.")
            follow(page, complete)
            self._read_receipt(visit, page)
        visit.photograph(page, "sale")

    def price_product(self, visit: OpenVisit) -> None:
        """Ask the clerk what the product costs."""
        page = open_desk(self._name, self._settings, self._tools)
        visit.said(visit.shopper.name, f"What does the {visit.words} cost?")
        page.get_by_label("Find a product").fill(visit.words)
        follow(page, page.get_by_role("button", name="Show price"))
        words = self._spoken(visit, page)
        if price := amount(page, "Price", self._currency):
            visit.saw(Term.PRICE, price[0], words or price[1])
        else:
            visit.saw(Term.OFFER, Stance.UNKNOWN, words)
        visit.photograph(page, "price at the till")

    def leave_note(self, visit: OpenVisit) -> None:
        """Ask the clerk to write a note on the account."""
        page = self._customer(visit)
        visit.said(visit.shopper.name, f"Please write this on my account: {visit.words}")
        page.get_by_label("New note").fill(visit.words)
        follow(page, page.get_by_role("button", name="Save note"))
        said = alert(page) or "The note is on your account."
        visit.said("clerk", said)
        visit.saw(Term.NOTE_LEFT, "no" if alert(page) else "yes", said)
        visit.photograph(page, "note")

    def find_note(self, visit: OpenVisit) -> None:
        """Ask the clerk for the notes on the account."""
        page = self._customer(visit)
        notes = page.get_by_role("region", name="Notes").inner_text()
        written = page.get_by_role("region", name="Notes").get_by_role("listitem").filter(has=page.locator("time"))
        found = visit.words in notes if visit.words else bool(written.count())
        visit.saw(Term.NOTE, "found" if found else "missing", notes)
        visit.saw(Term.NOTE_SEARCH, "0")
        visit.photograph(page, "notes at the till")

    def _customer(self, visit: OpenVisit) -> Page:
        return find_customer(self._name, self._settings, self._tools, visit)

    def _checked(self, visit: OpenVisit) -> Page:
        page = self._customer(visit)
        visit.said(visit.shopper.name, f"I have an offer from you: {visit.offer.name}.")
        if visit.offer.code:
            page.get_by_label(_CODE).fill(visit.offer.code)
        if page.get_by_label(_OFFER).count():
            visit.said("clerk", _OFFER)
            visit.asked_for(Fact.OFFER, _OFFER)
            words = f"{visit.offer.name} for {written(visit.offer.price)}"
            visit.said(visit.shopper.name, words)
            page.get_by_label(_OFFER).fill(words)
        self._choose_line(visit, page)
        follow(page, page.get_by_role("button", name="Check price"))
        self._read_price(visit, page)
        return page

    def _choose_line(self, visit: OpenVisit, page: Page) -> None:
        choice = page.get_by_label("Line", exact=True)
        labels = choice.get_by_role("option").all_inner_texts()
        wanted = next((label for label in labels if visit.meant_line in label), None)
        if not choice.input_value():
            visit.said("clerk", "Which line is it for?")
            visit.asked_for(Fact.LINE, "Which line is it for?")
            visit.said(visit.shopper.name, f"{visit.meant_line}'s.")
        elif visit.line is None:
            return
        if wanted is not None:
            choice.select_option(label=wanted)

    def _read_price(self, visit: OpenVisit, page: Page) -> None:
        words = self._spoken(visit, page)
        found = stance(words)
        if found is not Stance.REFUSED:
            visit.saw(Term.OFFER, found, words)
        for sentence in words.split(". "):
            if "fee" in sentence and (prices := heard(sentence, self._currency)):
                visit.saw(Term.SURCHARGE, written(prices[0]), sentence)
        if total := amount(page, "Total to pay", self._currency):
            visit.saw(Term.PRICE, total[0], words or total[1])
        else:
            if not visit.has(Term.OFFER):
                visit.saw(Term.OFFER, Stance.REFUSED, words)
            visit.saw(Term.REDEMPTION, found, words)
        if way := alternative(words):
            visit.saw(Term.ALTERNATIVE, way, words)
        elif sends_elsewhere(words):
            visit.saw(Term.DROPPED, "sent elsewhere", words)

    def _read_receipt(self, visit: OpenVisit, page: Page) -> None:
        paid = amount(page, "Total paid", self._currency)
        if paid is None:
            words = self._spoken(visit, page)
            visit.saw(Term.REDEMPTION, stance(words), words)
            return
        visit.saw(Term.PRICE, *paid)
        number = figure(page, "Order number") or ""
        visit.saw(Term.REDEMPTION, Stance.ACCEPTED, f"order {number}")
        visit.saw(Term.ORDER, number, f"order {number}")
        if line := figure(page, "Line"):
            visit.saw(Term.LINE, visit.holder_in(line), f"Line: {line}")
        visit.attach(ExhibitKind.RECEIPT, "receipt", page.get_by_role("main").inner_text())

    def _spoken(self, visit: OpenVisit, page: Page) -> str:
        said = page.get_by_label(_WORDS)
        words = " ".join((said.first.inner_text() if said.count() else alert(page) or "").split())
        if words:
            visit.said("clerk", words)
        return words
