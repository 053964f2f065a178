"""Oscar's shop, used in a browser."""

from __future__ import annotations

from playwright.sync_api import Page

from drivers.offers import goods
from journeys.api import (
    OpenVisit,
    Stance,
    Toolbox,
    TouchpointSettings,
    Unreachable,
    follow,
    heard,
    offers,
    open_page,
    stance,
    written,
)

__all__ = ["Website"]


class Website:
    """Search, cart and checkout."""

    def __init__(self, name: str, settings: TouchpointSettings, tools: Toolbox) -> None:
        """Take the shop's address."""
        self._name, self._tools, self._address = name, tools, settings.address.rstrip("/")

    def price_product(self, visit: OpenVisit) -> None:
        """Search for the product, and read the price on its page."""
        page = self._product(visit, visit.words)
        visit.saw(offers.PRICE, *self._price(page.locator(".product_main .price_color").inner_text()))
        visit.photograph(page, "product")

    def quote(self, visit: OpenVisit) -> None:
        """Fill the cart and go as far as the last page before the order is placed."""
        self.fill_cart(visit)
        self._preview(visit)

    def redeem(self, visit: OpenVisit) -> None:
        """Fill the cart, and order."""
        self.fill_cart(visit)
        self.check_out(visit)

    def fill_cart(self, visit: OpenVisit) -> None:
        """See to it that the cart holds what is on offer, and nothing twice; enter the code."""
        page, wanted = self._signed_in(visit), goods(visit.promise.name)
        self._open(page, "/basket/")
        if not page.get_by_role("heading", name=wanted.product).count():
            self._product(visit, wanted.product)
            follow(page, page.get_by_role("button", name="Add to cart").first)
            self._open(page, "/basket/")
        quantity = page.locator('input[name$="-quantity"]')
        if quantity.input_value() != str(wanted.quantity):
            quantity.fill(str(wanted.quantity))
            with page.expect_response(lambda answer: answer.request.method == "POST"):
                page.get_by_role("button", name="Update").click()
            self._open(page, "/basket/")
        code = visit.promise.get(offers.CODE)
        if code and not page.get_by_text(f"({code.upper()})").count():
            page.get_by_role("link", name="I have a coupon code").click()
            page.get_by_label("Code").fill(code)
            follow(page, page.get_by_role("button", name="Add coupon"))
            said = page.locator("#messages .alertinner").all_inner_texts()
            if not any("added to cart" in words for words in said):
                visit.saw(offers.OFFER, stance(" ".join(said)), " ".join(said))
        self._read_total(visit, page)
        visit.photograph(page, "cart", whole=True)

    def check_out(self, visit: OpenVisit) -> None:
        """Go to the last page, unless the shopper is there, and place the order if it is not too dear."""
        page = self._signed_in(visit)
        if not page.url.endswith("/preview/") and not self._preview(visit):
            return
        self._read_total(visit, page)
        if visit.too_dear():
            return
        follow(page, page.get_by_role("button", name="Place order"))
        if not page.url.endswith("/thank-you/"):
            self._refused(visit, page)
            return
        number = page.locator(".lead strong").inner_text()
        self._read_total(visit, page)
        visit.saw(offers.ORDER, number, f"your order number is {number}")
        visit.saw(offers.REDEMPTION, Stance.ACCEPTED, f"order {number}")
        visit.photograph(page, "order", whole=True)

    def _preview(self, visit: OpenVisit) -> bool:
        page = self._signed_in(visit)
        self._open(page, "/checkout/")
        if "/checkout/" not in page.url:  # the cart it waited in is empty: what was in it has been ordered elsewhere
            self._refused(visit, page, Stance.USED)
            return False
        follow(page, page.get_by_role("button", name="Ship to your default shipping address"))
        follow(page, page.get_by_role("link", name="Continue"))
        self._read_total(visit, page)
        visit.photograph(page, "the last page before the order", whole=True)
        return True

    def _refused(self, visit: OpenVisit, page: Page, found: Stance | None = None) -> None:
        said = " ".join(page.locator("#messages .alertinner, .alert-danger").all_inner_texts())
        visit.saw(offers.REDEMPTION, found or stance(said), said or page.url)
        visit.photograph(page, "refused")

    def _product(self, visit: OpenVisit, title: str) -> Page:
        page = self._tools.browsing.page(visit.shopper.email, visit.shopper.locale)
        self._open(page, "/")
        page.get_by_label("Search").fill(title)
        follow(page, page.get_by_role("button", name="Search"))
        follow(page, page.get_by_role("link", name=title, exact=True).last)
        return page

    def _signed_in(self, visit: OpenVisit) -> Page:
        page = self._tools.browsing.page(visit.shopper.email, visit.shopper.locale)
        if page.url == "about:blank":
            self._open(page, "/accounts/login/")
            page.locator("#id_login-username").fill(visit.shopper.email)
            page.locator("#id_login-password").fill(visit.shopper.password)
            follow(page, page.get_by_role("button", name="Log In"))
            if not page.get_by_role("link", name="Logout").count():
                message = f"{visit.shopper.name} cannot sign in at the {self._name}"
                raise Unreachable(message)
        return page

    def _open(self, page: Page, path: str) -> None:
        open_page(page, f"{self._address}{path}")

    def _read_total(self, visit: OpenVisit, page: Page) -> None:
        row = page.get_by_role("row").filter(has=page.get_by_role("heading", name="Order total"))
        visit.saw(offers.PRICE, *self._price(row.inner_text()))

    def _price(self, words: str) -> tuple[str, str]:
        return written(heard(words, self._tools.company.currency)[0]), " ".join(words.split())
