"""The company's app, used through the API it is made of."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import requests

from journeys.config import TouchpointSettings
from journeys.errors import NotLetIn, Unreachable
from journeys.evidence import Stance, Term
from journeys.money import Money, written
from journeys.shopper import Fact
from journeys.toolbox import Toolbox
from journeys.touchpoints.wording import alternative, stance
from journeys.visit import OpenVisit

__all__ = ["CustomerApi"]

_SIGN_IN_FIRST, _SERVER_ERROR = 401, 500


class CustomerApi:
    """What the app on a customer's phone asks the company."""

    def __init__(self, name: str, settings: TouchpointSettings, tools: Toolbox) -> None:
        """Take the API's root."""
        self._name, self._tools, self._root = name, tools, settings.address.rstrip("/")
        self._tokens: dict[str, str] = {}

    def tell_offer(self, visit: OpenVisit) -> None:
        """Read the offer in the list of the customer's offers."""
        offer = self._offer(visit)
        if offer is None:
            visit.saw(Term.OFFER, Stance.UNKNOWN, "The app lists no such offer")
            return
        visit.saw(Term.OFFER, Stance.KNOWN)
        visit.saw(Term.CODE, offer["code"])
        visit.saw(Term.PRICE, _money(offer, "price"), f"price: {offer['price']}")
        visit.saw(Term.REGULAR_PRICE, _money(offer, "regular_price"))
        visit.saw(Term.VALID_THROUGH, datetime.fromisoformat(offer["valid_through"]).isoformat())

    def quote(self, visit: OpenVisit) -> None:
        """Ask what the offer comes to."""
        self._quoted(visit)

    def redeem(self, visit: OpenVisit) -> None:
        """Order, unless it comes to more than the shopper was told."""
        path = self._quoted(visit)
        if path is None or visit.too_dear():
            return
        answer = self._call(visit, "POST", f"{path}/redeem", self._line(visit))
        if not answer.ok:
            self._refused(visit, answer)
            return
        order = answer.json()
        visit.saw(Term.PRICE, _money(order, "total"), f"total: {order['total']}")
        visit.saw(Term.REDEMPTION, Stance.ACCEPTED, f"order {order['number']}")
        visit.saw(Term.ORDER, order["number"], f"order {order['number']}")
        if order.get("line"):
            visit.saw(Term.LINE, order["line"]["holder"], f"order {order['number']}")

    def confirm_order(self, visit: OpenVisit) -> None:
        """Read what the app says the order came to; without a number, what it says of the latest."""
        orders = self._call(visit, "GET", "/me/orders").json()
        order = next((one for one in orders if visit.words in {"", one["number"]}), None)
        if order is None:
            return
        visit.saw(Term.PRICE, _money(order, "total"), f"order {order['number']}, total: {order['total']}")
        visit.saw(Term.LINE, (order.get("line") or {}).get("holder", ""), f"order {order['number']}")

    def price_product(self, visit: OpenVisit) -> None:
        """Read the product's price in the app's list."""
        products = self._call(visit, "GET", "/products").json()
        product = next((one for one in products if one["name"] == visit.words), None)
        if product is None:
            visit.saw(Term.OFFER, Stance.UNKNOWN, "The app lists no such product")
        else:
            visit.saw(Term.PRICE, _money(product, "price"), f"{product['name']}: {product['price']}")

    def show_account(self, visit: OpenVisit) -> None:
        """Read on which line the latest order is; the app lists the newest first."""
        orders = self._call(visit, "GET", "/me/orders").json()
        line = (orders[0].get("line") or {}) if orders else {}
        visit.saw(Term.LINE, line.get("holder", ""), f"{len(orders)} order(s) in the app")

    def _quoted(self, visit: OpenVisit) -> str | None:
        code = visit.offer.code or (self._offer(visit) or {}).get("code")
        if code is None:
            visit.saw(Term.OFFER, Stance.UNKNOWN, "The app lists no such offer")
            return None
        path = f"/offers/{code}"
        answer = self._call(visit, "POST", f"{path}/quote", {})
        if answer.ok and "line" in answer.json().get("needs", []):
            visit.asked_for(Fact.LINE, "The app asks which line it is for")
        if answer.ok and (line := self._line(visit)):
            answer = self._call(visit, "POST", f"{path}/quote", line)
        if not answer.ok:
            self._refused(visit, answer)
            return None
        told = answer.json()
        if float(told.get("handling_fee") or 0) and told.get("handling_fee_announced", True):
            visit.saw(Term.SURCHARGE, _money(told, "handling_fee"), f"handling fee: {told['handling_fee']}")
        visit.saw(Term.PRICE, _money(told, "total"), f"total: {told['total']}")
        return path

    def _refused(self, visit: OpenVisit, answer: requests.Response) -> None:
        problem = answer.json()
        words = f"{problem.get('title', '')} {problem.get('detail', '')}".strip()
        found = stance(words)
        visit.saw(Term.OFFER, found, words)
        visit.saw(Term.REDEMPTION, found, words)
        if way := problem.get("alternative") or alternative(words):
            visit.saw(Term.ALTERNATIVE, way, way)

    def _offer(self, visit: OpenVisit) -> dict[str, Any] | None:
        offers = self._call(visit, "GET", "/me/offers").json()
        return next((offer for offer in offers if offer["name"] == visit.offer.name), None)

    def _line(self, visit: OpenVisit) -> dict[str, object]:
        lines = self._call(visit, "GET", "/me/lines").json()
        return next(({"line_id": line["line_id"]} for line in lines if line["holder"] == visit.meant_line), {})

    def _call(
        self, visit: OpenVisit, method: str, path: str, body: dict[str, object] | None = None
    ) -> requests.Response:
        answer = self._sent(visit, method, path, body)
        if answer.status_code == _SIGN_IN_FIRST:  # the token is an earlier journey's
            del self._tokens[visit.shopper.email]
            answer = self._sent(visit, method, path, body)
        if answer.status_code >= _SERVER_ERROR or answer.status_code == _SIGN_IN_FIRST:
            message = f"The {self._name} answered {answer.status_code} to {method} {path}"
            raise Unreachable(message)
        try:
            answer.json()
        except requests.JSONDecodeError as error:
            message = f"The {self._name} answered {method} {path} without any JSON: {answer.text[:200]!r}"
            raise Unreachable(message) from error
        return answer

    def _sent(self, visit: OpenVisit, method: str, path: str, body: dict[str, object] | None) -> requests.Response:
        headers = {"Authorization": f"Bearer {self._token(visit)}"}
        return self._tools.http.request(method, f"{self._root}{path}", json=body, headers=headers)

    def _token(self, visit: OpenVisit) -> str:
        """Sign in once a shopper, as an app that stays signed in does."""
        shopper = visit.shopper
        if shopper.email not in self._tokens:
            form = {"username": shopper.username, "password": shopper.password}
            answer = self._tools.http.post(f"{self._root}/token", data=form)
            if not answer.ok:
                message = f"{shopper.name} cannot sign in to the {self._name}: {answer.status_code}"
                raise (NotLetIn if answer.status_code < _SERVER_ERROR else Unreachable)(message)
            self._tokens[shopper.email] = str(answer.json()["access_token"])
            self._tools.redactor.learn([self._tokens[shopper.email]])
        return self._tokens[shopper.email]


def _money(data: dict[str, Any], key: str) -> str:
    return written(Money(str(data[key]), data["currency"]))
