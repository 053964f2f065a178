"""The customer's app: what a storefront asks Vendure's Shop API, from the cart to the payment."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from journeys.api import Money, OpenVisit, Stance, Toolbox, TouchpointSettings, Unreachable, offers, written

from .graphql import GraphQL, mutation
from .offers import HOME, goods

__all__ = ["App"]

_FIND = """query ($term: String!) { search(input: { term: $term }) {
    items { productVariantId productName currencyCode priceWithTax { ... on SinglePrice { value } } }
} }"""
_METHODS = "{ eligibleShippingMethods { id } }"
_ORDER = "... on Order { code totalWithTax currencyCode couponCodes lines { quantity productVariant { name } } }"
_ACTIVE = f"{{ activeOrder {{ state {_ORDER} }} }}"
_ADD = mutation("$id: ID!, $n: Int!", "addItemToOrder(productVariantId: $id, quantity: $n)", _ORDER)
_COUPON = mutation("$code: String!", "applyCouponCode(couponCode: $code)", _ORDER)
_ADDRESS = mutation("$to: CreateAddressInput!", "setOrderShippingAddress(input: $to)", _ORDER)
_METHOD = mutation("$id: ID!", "setOrderShippingMethod(shippingMethodId: [$id])", _ORDER)
_TO_PAYMENT = mutation("", 'transitionOrderToState(state: "ArrangingPayment")', _ORDER)
_PAY = mutation("", 'addPaymentToOrder(input: { method: "card", metadata: {} })', _ORDER)

_STANCES = {
    "COUPON_REMOVED_DURING_CHECKOUT_ERROR": Stance.REFUSED,
    "COUPON_CODE_INVALID_ERROR": Stance.UNKNOWN,
    "COUPON_CODE_EXPIRED_ERROR": Stance.ENDED,
    "COUPON_CODE_LIMIT_ERROR": Stance.USED,
}


class App:
    """Signs in as the shopper, and buys as an app does."""

    def __init__(self, name: str, settings: TouchpointSettings, tools: Toolbox) -> None:
        """Take the Shop API's address."""
        self._name, self._tools = name, tools
        self._api = GraphQL(tools.http, settings.address)
        self._tokens: dict[str, str] = {}

    def price_product(self, visit: OpenVisit) -> None:
        """Read the price off the list that a search gives."""
        found = self._find(visit, visit.words)
        if found is None:
            visit.saw(offers.OFFER, Stance.UNKNOWN, f"The app finds no {visit.words}")
            return
        visit.saw(offers.PRICE, _money(found["priceWithTax"]["value"], found["currencyCode"]), found["productName"])

    def redeem(self, visit: OpenVisit) -> None:
        """Put it in the cart and pay."""
        self.fill_cart(visit)
        if visit.has(offers.PRICE):
            self.check_out(visit)

    def fill_cart(self, visit: OpenVisit) -> None:
        """Put the product in the cart, then the code."""
        wanted, code = goods(visit.promise.name), visit.promise.get(offers.CODE)
        found = self._find(visit, wanted.product)
        if found is None or code is None:
            visit.saw(
                offers.OFFER, Stance.UNKNOWN, f"The app finds no {wanted.product}, or the offer came without a code"
            )
            return
        self._ask(visit, _ADD, id=found["productVariantId"], n=wanted.quantity)
        if self._read(visit, self._ask(visit, _COUPON, code=code)):
            visit.saw(offers.OFFER, Stance.KNOWN)

    def check_out(self, visit: OpenVisit) -> None:
        """Say where it goes and how, look at the total, and pay by card; an order the agent completed is only paid."""
        cart = self._ask(visit, _ACTIVE)
        if cart is None:
            message = f"The {self._name} has no cart of {visit.shopper.name}"
            raise Unreachable(message)
        if cart["state"] == "AddingItems":
            self._ask(visit, _ADDRESS, to={"fullName": visit.shopper.full_name, **HOME})
            (method,) = self._ask(visit, _METHODS)
            self._ask(visit, _METHOD, id=method["id"])
            cart = self._ask(visit, _TO_PAYMENT)
        self._read(visit, cart)
        if visit.too_dear():
            return
        order = self._ask(visit, _PAY)
        if self._read(visit, order):
            visit.saw(offers.ORDER, order["code"])
            visit.saw(offers.REDEMPTION, Stance.ACCEPTED, f"order {order['code']}")

    def _read(self, visit: OpenVisit, order: dict[str, Any]) -> bool:
        """Write down what the order comes to, or why the code is refused."""
        if "errorCode" in order:
            words = f"{order['errorCode']}: {order['message']}"
            stance = _STANCES[order["errorCode"]]
            visit.saw(offers.OFFER, stance, words)
            visit.saw(offers.REDEMPTION, stance, words)
            return False
        lines = ", ".join(f"{line['quantity']} x {line['productVariant']['name']}" for line in order["lines"])
        codes = ", ".join(order["couponCodes"]) or "no code"
        visit.saw(offers.PRICE, _money(order["totalWithTax"], order["currencyCode"]), f"{lines}, {codes}")
        return True

    def _find(self, visit: OpenVisit, product: str) -> dict[str, Any] | None:
        items = self._ask(visit, _FIND, term=product)["items"]
        return next((item for item in items if item["productName"] == product), None)

    def _ask(self, visit: OpenVisit, query: str, **variables: object) -> Any:
        shopper = visit.shopper
        if shopper.email not in self._tokens:
            self._tokens[shopper.email] = self._api.sign_in(shopper.email, shopper.password)
            self._tools.redactor.learn([self._tokens[shopper.email]])
        answer = self._api.ask(query, self._tokens[shopper.email], **variables)
        if isinstance(answer, dict) and answer.get("errorCode", "") not in {"", *_STANCES}:
            message = f"The {self._name} answered {answer['errorCode']}: {answer['message']}"
            raise Unreachable(message)  # which tells nothing about the offer
        return answer


def _money(minor_units: int, currency: str) -> str:
    return written(Money(Decimal(minor_units).scaleb(-2), currency))
