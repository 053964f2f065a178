"""The company's website, used in a real browser."""

from __future__ import annotations

from datetime import datetime

from playwright.sync_api import Page

from journeys.config import TouchpointSettings
from journeys.errors import NotLetIn
from journeys.evidence import ExhibitKind, Stance, Term
from journeys.money import read_money
from journeys.shopper import Fact
from journeys.toolbox import Toolbox
from journeys.touchpoints.pages import alert, amount, figure, follow, open_page
from journeys.touchpoints.wording import alternative, sends_elsewhere, stance
from journeys.visit import OpenVisit

__all__ = ["Website"]


class Website:
    """Landing page, account, checkout: everything a customer can do online."""

    def __init__(self, name: str, settings: TouchpointSettings, tools: Toolbox) -> None:
        """Take the address of the storefront."""
        self._name, self._tools = name, tools
        self._address = settings.address.rstrip("/")
        self._currency = tools.company.currency

    def tell_offer(self, visit: OpenVisit) -> None:
        """Read the offer in the account."""
        page = self._account(visit)
        offer = page.get_by_role("article", name=visit.offer.name, exact=True)
        if not offer.count():
            visit.saw(Term.OFFER, Stance.UNKNOWN, "The account shows no such offer")
        else:
            visit.saw(Term.OFFER, Stance.KNOWN)
            if price := amount(offer, "Your price", self._currency):
                visit.saw(Term.PRICE, *price)
            if code := figure(offer, "Offer code"):
                visit.saw(Term.CODE, code)
            if (ends := offer.locator("time")).count():
                moment = datetime.fromisoformat(ends.first.get_attribute("datetime") or "")
                visit.saw(Term.VALID_THROUGH, moment.isoformat(), ends.first.inner_text())
        visit.photograph(page, "offers in the account")

    def quote(self, visit: OpenVisit) -> None:
        """Follow the offer to the checkout and read what it comes to."""
        page = self._checkout(visit)
        visit.photograph(page, "checkout")

    def redeem(self, visit: OpenVisit) -> None:
        """Place the order, unless it comes to more than the shopper was told."""
        page = self._checkout(visit)
        self._order(visit, page)
        visit.photograph(page, "order")

    def fill_cart(self, visit: OpenVisit) -> None:
        """Enter the offer's code in the cart and read what the cart comes to."""
        page = self._account(visit)
        offer = page.get_by_role("article", name=visit.offer.name, exact=True)
        code = visit.offer.code or figure(offer, "Offer code")
        if code is None:
            visit.saw(Term.OFFER, Stance.UNKNOWN, "The account shows no such offer")
        else:
            open_page(page, f"{self._address}/cart")
            page.get_by_role("textbox", name="Offer code").fill(code)
            follow(page, page.get_by_role("button", name="Apply code"))
            self._read_total(visit, page)
        visit.photograph(page, "cart")

    def check_out(self, visit: OpenVisit) -> None:
        """Order what is in the cart, unless it comes to more than the shopper was told."""
        page = self._account(visit)
        open_page(page, f"{self._address}/cart")
        go_on = page.get_by_role("link", name="Go to checkout")
        if not go_on.count():
            visit.saw(Term.REDEMPTION, Stance.REFUSED, page.get_by_role("main").inner_text())
        else:
            follow(page, go_on)
            self._choose_line(visit, page)
            self._read_total(visit, page)
            self._order(visit, page)
        visit.photograph(page, "order")

    def price_product(self, visit: OpenVisit) -> None:
        """Find the product in the shop and read its price."""
        page = self._tools.browsing.page(visit.shopper.email, visit.shopper.locale)
        open_page(page, self._address)
        product = page.get_by_role("link", name=visit.words, exact=True)
        if product.count():
            follow(page, product)
        if price := amount(page, "Price", self._currency):
            visit.saw(Term.PRICE, *price)
        else:
            visit.saw(Term.OFFER, Stance.UNKNOWN, "The shop shows no such product")
        visit.photograph(page, "product")

    def show_account(self, visit: OpenVisit) -> None:
        """Read which line the phone of the latest order is on."""
        page = self._account(visit)
        orders = page.get_by_role("region", name="Your orders").get_by_role("row")
        ordered = orders.nth(1).get_by_role("cell").first.inner_text() if orders.count() > 1 else ""
        phones = {line.holder: figure(page, f"Phone on {line.holder}'s line") for line in visit.shopper.lines}
        holder = next((holder for holder, phone in phones.items() if phone and phone == ordered), "")
        words = "; ".join(f"{holder}'s line: {phone or 'not shown'}" for holder, phone in phones.items())
        visit.saw(Term.LINE, holder, f"ordered {ordered or 'nothing'}; {words}")
        visit.photograph(page, "account", whole=True)

    def _account(self, visit: OpenVisit) -> Page:
        page = self._tools.browsing.page(visit.shopper.email, visit.shopper.locale)
        open_page(page, f"{self._address}/account")
        self.sign_in_if_asked(visit, page)
        return page

    def _checkout(self, visit: OpenVisit) -> Page:
        page = self._tools.browsing.page(visit.shopper.email, visit.shopper.locale)
        if visit.offer.link:
            open_page(page, visit.offer.link)
        else:
            page = self._account(visit)
            offer = page.get_by_role("article", name=visit.offer.name, exact=True)
            if not offer.count():
                visit.saw(Term.OFFER, Stance.UNKNOWN, "The account shows no such offer")
                return page
            follow(page, offer.get_by_role("link", name="See offer"))
        take = page.get_by_role("button", name="Take this offer")
        if not take.count():
            self._refused(visit, page)
            return page
        follow(page, take)
        self.sign_in_if_asked(visit, page)
        self._choose_line(visit, page)
        self._read_total(visit, page)
        return page

    def sign_in_if_asked(self, visit: OpenVisit, page: Page) -> None:
        """Sign in as the shopper, if that is what the page asks for.

        Raises:
            NotLetIn: The credentials are not accepted, so nothing can be seen here.
        """
        if not page.get_by_role("button", name="Sign in").count():
            return
        page.get_by_label("Email").fill(visit.shopper.username)
        page.get_by_label("Password").fill(visit.shopper.password)
        follow(page, page.get_by_role("button", name="Sign in"))
        if page.get_by_role("button", name="Sign in").count():
            message = f"{visit.shopper.name} cannot sign in at the {self._name}: {alert(page)}"
            raise NotLetIn(message)

    def _choose_line(self, visit: OpenVisit, page: Page) -> None:
        choice = page.get_by_label("Which line is it for?")
        if not choice.count():
            return
        if not choice.input_value():
            visit.asked_for(Fact.LINE, "Which line is it for?")
        labels = choice.get_by_role("option").all_inner_texts()
        wanted = next((label for label in labels if visit.meant_line in label), None)
        if wanted is not None:
            choice.select_option(label=wanted)
            update = page.get_by_role("button", name="Update")
            if update.count():
                follow(page, update)

    def _order(self, visit: OpenVisit, page: Page) -> None:
        if visit.has(Term.PRICE) and not visit.too_dear():
            follow(page, page.get_by_role("button", name="Place order"))
            self._read_confirmation(visit, page)

    def _read_total(self, visit: OpenVisit, page: Page) -> None:
        total = amount(page, "Total to pay", self._currency)
        if total is None:
            self._refused(visit, page)
            return
        if (said := alert(page)) is not None:
            self._refused(visit, page, said)
        if (fee := amount(page, "Handling fee", self._currency)) and read_money(fee[0]).amount:
            visit.saw(Term.SURCHARGE, *fee)
        visit.saw(Term.PRICE, *total)

    def _refused(self, visit: OpenVisit, page: Page, said: str | None = None) -> None:
        words = said or alert(page) or "the page offers no way on"
        found = stance(words)
        visit.saw(Term.OFFER, found, words)
        if way := alternative(words):
            visit.saw(Term.ALTERNATIVE, way, words)
        elif sends_elsewhere(words):
            visit.saw(Term.DROPPED, "sent elsewhere", words)
        if found is Stance.REFUSED:
            visit.saw(Term.DROPPED, "dead end", words)
        visit.saw(Term.REDEMPTION, found, words)

    def _read_confirmation(self, visit: OpenVisit, page: Page) -> None:
        paid = amount(page, "Total paid", self._currency)
        if paid is None:
            self._refused(visit, page)
            return
        number = figure(page, "Order number") or ""
        visit.saw(Term.PRICE, *paid)
        visit.saw(Term.REDEMPTION, Stance.ACCEPTED, f"Order number: {number}")
        visit.saw(Term.ORDER, number, f"Order number: {number}")
        if line := figure(page, "Line"):
            visit.saw(Term.LINE, visit.holder_in(line), f"Line: {line}")
        visit.attach(ExhibitKind.RECEIPT, "confirmation", page.get_by_role("main").inner_text())
