"""Where Oscar & Helpdesk enrols customers and makes offers: Oscar's own models, reached over HTTP."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from typing import Any

from drivers.offers import goods
from journeys.api import (
    BackOfficeSettings,
    Channel,
    InvalidPromise,
    PromiseTerms,
    Shopper,
    Toolbox,
    Unreachable,
    offers,
    shown,
)

__all__ = ["BackOffice"]


class BackOffice:
    """Enrols customers, makes vouchers and emails their codes; ends a voucher before its time."""

    def __init__(self, settings: BackOfficeSettings, tools: Toolbox) -> None:
        """Take its address and the token that opens it."""
        self._root, self._tools = settings.address.rstrip("/"), tools
        token = settings.token.get_secret_value() if settings.token else ""
        self._headers = {"Authorization": f"Bearer {token}"}
        self._desk = tools.company.touchpoints["help desk"].address
        self._agent = (settings.username or "", settings.password.get_secret_value() if settings.password else "")
        self._codes: dict[str, str] = {}

    def enrol(self, shopper: Shopper) -> None:
        """Make the shopper a customer of the shop, with an address, and of the help desk (by its own API)."""
        person = {"first_name": shopper.name, "last_name": shopper.last_name}
        person |= {"email": shopper.email, "password": shopper.password}
        if self._post(f"{self._root}/back-office/customers", person, headers=self._headers)["new"]:
            self._post(f"{self._desk}/api/users/", person | {"username": shopper.email}, auth=self._agent)

    def make_offer(
        self,
        shopper: Shopper,
        terms: PromiseTerms,
        channel: Channel,  # noqa: ARG002 - this company writes emails, and nothing else
        places: Mapping[str, Channel],  # noqa: ARG002 - a code holds wherever there is a cart
    ) -> str:
        """Make a voucher for what the offer names, and email its code; return the email's Message-ID."""
        wanted = goods(terms.name)
        asks, usual = terms.get(offers.PRICE), terms.get(offers.REGULAR_PRICE)
        if asks is None or usual is None or terms.valid_from is None or terms.valid_through is None:
            raise InvalidPromise("The shop needs to know the price, and the regular one", value=terms.name)
        code = self._codes[shopper.name] = secrets.token_hex(4).upper()
        ends = terms.valid_through.isoformat()
        text = [
            f"Hello {shopper.name},",
            f"Your price: {shown(asks)} instead of {shown(usual)} for {terms.name}.",
            f"Enter the code {code} in your cart, on our website or in our app, before {ends}.",
        ]
        marked = {"@type": "Offer", "sku": code, "validThrough": ends}
        asked = {
            "email": shopper.email,
            "offer": terms.name,
            "product": wanted.product,
            "quantity": wanted.quantity,
            "percent": wanted.percent,
            "off": str((usual - asks).amount),
            "times": terms.times,
            "code": code,
            "begins": terms.valid_from.isoformat(),
            "ends": ends,
            "text": "\n\n".join(text),
            "html": "".join(f"<p>{line}</p>" for line in text)
            + f'<script type="application/ld+json">{json.dumps(marked)}</script>',
        }
        return str(self._post(f"{self._root}/back-office/offers", asked, headers=self._headers)["message_id"])

    def change_offer(self, shopper: Shopper, change: str) -> None:
        """Have what was offered to a shopper ``ended`` at this moment or ``suspended``, as the dashboard can."""
        where = f"{self._root}/back-office/offers/{self._codes[shopper.name]}"
        self._post(where, {"change": change}, headers=self._headers)

    def start_afresh(self) -> None:
        """Do nothing: every journey has customers, carts and codes of its own."""

    def _post(self, address: str, body: dict[str, Any], **sent: Any) -> dict[str, Any]:
        answer = self._tools.quiet.post(address, json=body, **sent)
        if not answer.ok:
            message = f"The back office answered {answer.status_code} to {address}: {answer.text[:300]}"
            raise Unreachable(message)
        content: dict[str, Any] = answer.json()
        return content
