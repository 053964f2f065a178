"""The customer's app, by the REST API it would use (django-oscar-api)."""

from __future__ import annotations

from typing import Any

import requests

from drivers.offers import goods
from journeys.api import Money, OpenVisit, Stance, Toolbox, TouchpointSettings, Unreachable, offers, stance, written

__all__ = ["CustomerApp"]

_SERVER_ERROR = 500


class CustomerApp:
    """Basket and checkout over HTTP."""

    def __init__(self, name: str, settings: TouchpointSettings, tools: Toolbox) -> None:
        """Take the API's root."""
        self._name, self._tools, self._root = name, tools, settings.address.rstrip("/")
        self._sessions: dict[str, str] = {}
        self._shown: dict[str, str] = {}

    def price_product(self, visit: OpenVisit) -> None:
        """Read the product's price."""
        price = self._json(visit, "GET", f"{self._product(visit, visit.words)}price/")
        visit.saw(offers.PRICE, written(Money(price["incl_tax"], price["currency"])), f"incl_tax: {price['incl_tax']}")

    def quote(self, visit: OpenVisit) -> None:
        """Fill the basket and read what it comes to."""
        self.fill_cart(visit)

    def redeem(self, visit: OpenVisit) -> None:
        """Fill the basket, and order."""
        self.fill_cart(visit)
        self.check_out(visit)

    def fill_cart(self, visit: OpenVisit) -> None:
        """See to it that the basket holds what is on offer, and nothing twice; enter the code."""
        wanted, lines = goods(visit.promise.name), self._json(visit, "GET", self._basket(visit)["lines"])
        missing = wanted.quantity - sum(line["quantity"] for line in lines)
        if missing:
            goods_wanted = {"url": self._product(visit, wanted.product), "quantity": missing}
            self._json(visit, "POST", "/basket/add-product/", goods_wanted)
        voucher = {"vouchercode": visit.promise.get(offers.CODE) or ""}
        answer = self._call(visit, "POST", "/basket/add-voucher/", voucher)
        if not answer.ok:
            visit.saw(offers.OFFER, stance(answer.text), answer.text)
        self._read_total(visit, self._basket(visit))

    def check_out(self, visit: OpenVisit) -> None:
        """Order what is in the basket at the total the shopper last saw, if that is not too dear."""
        basket = self._basket(visit)
        basket["total_incl_tax"] = self._shown.get(visit.shopper.email, basket["total_incl_tax"])
        self._read_total(visit, basket)
        if visit.too_dear():
            return
        home = self._json(visit, "GET", "/useraddresses/")[0]
        order = {"basket": basket["url"], "total": basket["total_incl_tax"], "shipping_address": _shipping(home)}
        answer = self._call(visit, "POST", "/checkout/", order)
        if not answer.ok:
            visit.saw(offers.REDEMPTION, Stance.REFUSED, answer.text)  # whatever it calls wrong, it takes no order
            return
        placed = answer.json()
        self._read_total(visit, placed)
        visit.saw(offers.ORDER, placed["number"], f"number: {placed['number']}")
        visit.saw(offers.REDEMPTION, Stance.ACCEPTED, f"order {placed['number']}")

    def _read_total(self, visit: OpenVisit, content: dict[str, Any]) -> None:
        self._shown[visit.shopper.email] = total = content["total_incl_tax"]
        currency = content["currency"] or self._tools.company.currency  # an empty basket has none
        visit.saw(offers.PRICE, written(Money(total, currency)), f"total_incl_tax: {total}")

    def _basket(self, visit: OpenVisit) -> Any:
        return self._json(visit, "GET", "/basket/")

    def _product(self, visit: OpenVisit, title: str) -> str:
        products = self._json(visit, "GET", "/products/")
        return next(str(product["url"]) for product in products if product["title"] == title)

    def _json(self, visit: OpenVisit, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        answer = self._call(visit, method, path, body)
        if not answer.ok:
            message = f"The {self._name} answered {answer.status_code} to {method} {path}: {answer.text[:200]}"
            raise Unreachable(message)
        return answer.json()

    def _call(self, visit: OpenVisit, method: str, path: str, body: dict[str, Any] | None = None) -> requests.Response:
        email = visit.shopper.email
        if email not in self._sessions:
            start = {"Session-Id": f"SID:ANON:127.0.0.1:{email}"}
            form = {"username": email, "password": visit.shopper.password}
            answer = self._tools.quiet.post(f"{self._root}/login/", json=form, headers=start)
            if not answer.ok:
                message = f"{visit.shopper.name} cannot sign in to the {self._name}: {answer.text[:200]}"
                raise Unreachable(message)
            self._sessions[email] = answer.headers["Session-Id"]
        address = path if path.startswith(self._root) else f"{self._root}{path}"
        answer = self._tools.http.request(
            method, address, json=body, headers={"Session-Id": self._sessions[email], "Cookie": ""}
        )
        if answer.status_code >= _SERVER_ERROR:
            message = f"The {self._name} answered {answer.status_code} to {method} {path}"
            raise Unreachable(message)
        return answer


def _shipping(home: dict[str, Any]) -> dict[str, Any]:
    wanted = ("first_name", "last_name", "line1", "line4", "postcode", "country")
    return {field: home[field] for field in wanted}
