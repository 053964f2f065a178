"""The company's back office: where customers are enrolled and campaigns launched, over its staff API."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from journeys.channel import Channel
from journeys.config import BackOfficeSettings
from journeys.errors import Unreachable
from journeys.ledger import Created
from journeys.money import written
from journeys.promise import PromiseTerms
from journeys.shopper import Shopper
from journeys.toolbox import Toolbox

__all__ = ["BackOffice"]

_UNDONE_AT = {"account": "customers", "order": "orders", "case": "cases"}


class BackOffice:
    """Sets the scene; it is no touchpoint, and nothing it says is judged."""

    def __init__(self, settings: BackOfficeSettings, tools: Toolbox) -> None:
        """Take the API's address and the staff's credentials."""
        self._settings, self._tools = settings, tools
        self._root = settings.address.rstrip("/")
        self._ids: dict[str, str] = {}

    def enrol(self, shopper: Shopper) -> str:
        """Make the shopper a customer with all lines; return the account's number."""
        body = {
            "first_name": shopper.name,
            "last_name": shopper.last_name,
            "email": shopper.email,
            "phone": shopper.phone,
            "password": shopper.password,
            "birth_date": shopper.birth_date.isoformat(),
            "language": shopper.language,
            "lines": [{"number": line.number, "holder": line.holder, "minor": line.minor} for line in shopper.lines],
        }
        account = str(self._staff("POST", "/api/staff/customers", body)["customer_id"])
        self._ids[shopper.email] = account
        return account

    def make_offer(self, shopper: Shopper, terms: PromiseTerms, channel: Channel, places: Mapping[str, Channel]) -> str:
        """Launch a campaign to the shopper alone; return the message's id, or the campaign's."""
        body = {
            "customer_id": self._ids[shopper.email],
            "name": terms.name,
            "price": written(terms.price).split()[0],
            "regular_price": written(terms.regular_price).split()[0] if terms.regular_price is not None else None,
            "currency": terms.price.currency.code,
            "valid_from": terms.valid_from.isoformat() if terms.valid_from else None,
            "valid_through": terms.valid_through.isoformat() if terms.valid_through else None,
            "honoured_in": [places[name].value for name in terms.honoured_at] if terms.honoured_at else None,
            "alternative": terms.alternative,
            "surcharge_limit": written(terms.surcharge_limit).split()[0] if terms.surcharge_limit is not None else None,
            "surcharges": {places[name].value: written(fee).split()[0] for name, fee in terms.surcharges.items()},
            "line_holder": terms.line,
            "per_customer": terms.times,
            "announced_by": channel.value,
        }
        made = self._staff("POST", "/api/staff/campaigns", {k: v for k, v in body.items() if v not in (None, {})})
        return str(made["message_id"] or f"campaign {made['campaign_id']}")

    def examine(self) -> str | None:
        """Ask for the company's time with the staff's credentials."""
        self._staff("GET", "/api/staff/clock", {})
        return None

    def start_afresh(self) -> None:
        """Empty the company's books and set its clock back."""
        if self._settings.token is not None:
            self._ids.clear()
            headers = {"Authorization": f"Bearer {self._settings.token.get_secret_value()}"}
            self._checked(self._tools.quiet.post(f"{self._root}/control/reset", json={}, headers=headers))
            self._tools.redactor.forget()

    def clean_up(self, created: Created) -> bool:
        """Close an account or a case, or cancel an order; what the company does not know any more is gone."""
        if created.what not in _UNDONE_AT:
            return False
        answer = self._asked("DELETE", f"/api/staff/{_UNDONE_AT[created.what]}/{quote(created.reference, safe='')}")
        if answer.status_code != HTTPStatus.NOT_FOUND:
            self._checked(answer)
        return True

    def _staff(self, method: str, path: str, body: dict[str, Any]) -> dict[str, Any]:
        return self._checked(self._asked(method, path, body))

    def _asked(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        password = self._settings.password.get_secret_value() if self._settings.password else ""
        login = (self._settings.username or "", password)
        return self._tools.quiet.request(method, f"{self._root}{path}", json=body, auth=login)

    def _checked(self, answer: Any) -> dict[str, Any]:
        if not answer.ok:
            asked = answer.request
            message = (
                f"The back office answered {answer.status_code} to {asked.method} {asked.url}: {answer.text[:300]}"
            )
            raise Unreachable(message)
        content: dict[str, Any] = answer.json()
        return content
