"""The call centre: the agent enters the caller's order in Vendure's Admin UI and reads out what it shows."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, TimeoutError, ViewportSize  # noqa: A004 - Playwright's own

from journeys.api import (
    OpenVisit,
    Stance,
    Toolbox,
    TouchpointSettings,
    Unreachable,
    heard,
    offers,
    service,
    stance,
    written,
)

from .offers import HOME, goods

__all__ = ["Agent"]

_DRAFT = re.compile(r"/draft/\d+$")
_NOTICE_MILLISECONDS = 5_000
"""How long a notice of an error may take to appear, once the shop has answered."""
_SCREEN: ViewportSize = {"width": 1400, "height": 900}


class Agent:
    """Works as the agent does, in a browser that stays signed in."""

    def __init__(self, name: str, settings: TouchpointSettings, tools: Toolbox) -> None:
        """Take the Admin UI's address and the agent's credentials."""
        self._name, self._settings, self._tools = name, settings, tools
        self._root = settings.address.rstrip("/")
        self._orders: dict[str, str] = {}

    def price_product(self, visit: OpenVisit) -> None:
        """Look the product up in the order form, as for a caller who only asks."""
        page = self._new_order()
        found = self._choose_product(page, visit.words)
        if found is None:
            visit.saw(offers.OFFER, Stance.UNKNOWN, f"The agent's screen finds no {visit.words}")
        else:
            self._saw_price(visit, found)
        visit.photograph(page, "the agent's screen")

    def redeem(self, visit: OpenVisit) -> None:
        """Enter the order and have it paid."""
        self.fill_cart(visit)
        if visit.has(offers.PRICE):
            self.check_out(visit)

    def fill_cart(self, visit: OpenVisit) -> None:
        """Enter the order for the customer: who, what, where to, how, and the code."""
        wanted, page = goods(visit.promise.name), self._new_order()
        self._orders[visit.shopper.email] = page.url
        self._choose_customer(page, visit)
        if self._choose_product(page, wanted.product) is None:
            self._refused(visit, Stance.UNKNOWN, f"the screen finds no {wanted.product}")
            return
        page.get_by_role("spinbutton").fill(str(wanted.quantity))
        page.get_by_role("button", name="Add item to order").click()
        page.get_by_role("row").filter(has_text=wanted.product).wait_for()
        _in_dialog(page, "Set shipping address", HOME["streetLine1"])
        _in_dialog(page, "Set shipping method", "Free delivery")
        self._enter_code(page, visit)
        visit.photograph(page, "the agent's screen")

    def check_out(self, visit: OpenVisit) -> None:
        """Read out the total; if the customer agrees, complete the order and take the payment."""
        page = self._page()
        page.goto(self._orders[visit.shopper.email], wait_until="commit")
        if page.locator("vdr-order-state-label").first.inner_text().strip() == "Draft":
            page.get_by_role("button", name="Complete draft").click()
        else:  # it has been completed in the meantime, and has moved
            page.goto(page.url.replace("/draft/", "/"), wait_until="commit")
        pay = page.get_by_role("button", name="Add payment to order")
        pay.wait_for()
        self._read_total(visit, page)
        visit.photograph(page, "before the payment")
        if visit.too_dear():
            return
        pay.click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_role("combobox").click()
        page.get_by_role("option", name="Card").click()
        dialog.get_by_role("textbox", name="Transaction ID").fill(f"call of {visit.started:%H:%M:%S}")
        dialog.get_by_role("button", name="Add payment").click()
        dialog.wait_for(state="hidden")
        page.get_by_text("Payment settled", exact=True).first.wait_for()
        self._read_total(visit, page)
        visit.photograph(page, "after the payment")
        number = page.get_by_role("heading", level=1).inner_text()
        visit.saw(offers.ORDER, number)
        if page.get_by_role("row").filter(has_text=visit.promise.get(offers.CODE) or "").count():
            visit.saw(offers.REDEMPTION, Stance.ACCEPTED, f"order {number}")
        else:
            visit.saw(offers.REDEMPTION, Stance.REFUSED, f"order {number} was paid, but the code is gone from it")

    def _new_order(self) -> Page:
        page = self._page()
        page.goto(f"{self._root}/orders/draft/create", wait_until="commit")
        page.wait_for_url(_DRAFT, wait_until="commit")
        return page

    def _page(self) -> Page:
        page = self._tools.browsing.staff_page(self._name)
        if page.url.startswith(self._root):
            return page
        page.set_viewport_size(_SCREEN)
        page.goto(f"{self._root}/login", wait_until="commit")  # which leads on at once who is signed in
        name, orders = page.get_by_role("textbox", name="Username"), page.get_by_role("link", name="Orders")
        name.or_(orders).first.wait_for()
        if name.is_visible():
            name.fill(self._settings.username or "")
            password = self._settings.password.get_secret_value() if self._settings.password else ""
            page.get_by_role("textbox", name="Password").fill(password)
            page.get_by_role("button", name="Log in").click()
            orders.wait_for()
        return page

    def _choose_customer(self, page: Page, visit: OpenVisit) -> None:
        page.get_by_role("button", name="Set customer").click()
        dialog = page.get_by_role("dialog")
        found = _offered(dialog.get_by_role("combobox"), visit.shopper.email)
        if found is None:
            message = f"The {self._name} does not find the customer {visit.shopper.name}"
            raise Unreachable(message)
        found.click()
        dialog.get_by_role("button", name="Okay").click()
        page.get_by_role("link", name=visit.shopper.full_name).wait_for()

    def _choose_product(self, page: Page, product: str) -> Locator | None:
        found = _offered(page.get_by_role("combobox").first, product)
        if found is None:
            return None
        found.click()
        return page.get_by_role("button", name="Add item to order").locator("..")

    def _enter_code(self, page: Page, visit: OpenVisit) -> None:
        code = visit.promise.get(offers.CODE) or "none"
        page.get_by_role("button", name="Set coupon codes").click()
        offered = _offered(page.get_by_role("combobox").last, code)
        if offered is None:
            self._refused(visit, Stance.UNKNOWN, f"the screen offers no code {code}")
            return
        with page.expect_response(lambda answer: "applyCouponCode" in (answer.request.post_data or "")) as answered:
            offered.click()
        if "errorCode" in answered.value.text():
            self._read_refusal(visit, page, code)
            return
        page.get_by_role("row").filter(has_text=code).wait_for()
        visit.saw(offers.OFFER, Stance.KNOWN)
        self._read_total(visit, page)

    def _read_refusal(self, visit: OpenVisit, page: Page, code: str) -> None:
        """Write down why the screen says a code does nothing, as the agent would tell the caller."""
        notice = page.locator(".notification-wrapper.error").first
        try:
            notice.wait_for(timeout=_NOTICE_MILLISECONDS)
        except TimeoutError:
            words = f"the screen shows {code} as set, takes nothing off and gives no reason"
            self._refused(visit, Stance.REFUSED, words)
            visit.saw(service.DROPPED, "dead end", words)
        else:
            self._refused(visit, stance(notice.inner_text()), notice.inner_text())

    def _refused(self, visit: OpenVisit, found: Stance, words: str) -> None:
        visit.saw(offers.OFFER, found, words)
        visit.saw(offers.REDEMPTION, found, words)

    def _read_total(self, visit: OpenVisit, page: Page) -> None:
        self._saw_price(visit, page.get_by_role("row").filter(has=page.get_by_role("cell", name="Total", exact=True)))

    def _saw_price(self, visit: OpenVisit, shown: Locator) -> None:
        """Write down the first price that is shown, which is the one with tax."""
        lines = [line.strip() for line in shown.inner_text().replace("\t", "\n").splitlines() if line.strip()]
        prices = [price for line in lines for price in heard(line, self._tools.company.currency)]
        words = ", ".join(lines)
        visit.saw(offers.PRICE, written(prices[0]), words)
        visit.said("agent", words)


def _offered(box: Locator, words: str) -> Locator | None:
    """Type into a list that searches as one types; return the entry with these words, or None if there is none."""
    box.click()
    box.press_sequentially(words)
    entry = box.page.get_by_role("option").filter(has_text=words).first
    try:
        entry.wait_for()
    except TimeoutError:
        if box.page.get_by_text("No items found").count():
            return None
        raise
    return entry


def _in_dialog(page: Page, button: str, choice: str) -> None:
    """Open a dialog, choose one of the things it offers, and close it."""
    page.get_by_role("button", name=button).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_text(choice).click()
    dialog.get_by_role("button", name="Okay").click()
    dialog.wait_for(state="hidden")
