"""The back office: customers and promotions through Vendure's Admin API, and the mails of a campaign."""

from __future__ import annotations

import json
import os
import secrets
import smtplib
from collections.abc import Mapping
from datetime import timedelta
from email.message import EmailMessage
from email.utils import formataddr, make_msgid
from typing import Any

from journeys.api import (
    BackOfficeSettings,
    Channel,
    Created,
    InvalidPromise,
    PromiseTerms,
    Shopper,
    Toolbox,
    Unreachable,
    offers,
    shown,
    written,
)

from .graphql import GraphQL, mutation
from .offers import HOME, goods

__all__ = ["BackOffice"]

_ENROL = mutation(
    "$who: CreateCustomerInput!, $password: String!",
    "createCustomer(input: $who, password: $password)",
    "... on Customer { id }",
)
_HOME = """mutation ($id: ID!, $home: CreateAddressInput!) {
    createCustomerAddress(customerId: $id, input: $home) { id }
}"""
_PROMOTE = mutation("$offer: CreatePromotionInput!", "createPromotion(input: $offer)", "... on Promotion { id }")
_CHANGE = mutation("$offer: UpdatePromotionInput!", "updatePromotion(input: $offer)", "... on Promotion { id }")
_DRAFTS = '{ orders(options: { filter: { state: { eq: "Draft" } } }) { items { id customer { id } } } }'
_COMPLETE = mutation("$id: ID!", 'transitionOrderToState(id: $id, state: "ArrangingPayment")', "... on Order { id }")
_NAMED = "query ($code: String!) { orders(options: { filter: { code: { eq: $code } } }) { items { id } } }"
_CANCEL = mutation("$id: ID!", "cancelOrder(input: { orderId: $id })", "... on Order { id }")
_DELETE = "mutation ($id: ID!) { deleteCustomer(id: $id) { result } }"


class BackOffice:
    """Sets the scene, as the company's staff do; nothing it says is judged."""

    def __init__(self, settings: BackOfficeSettings, tools: Toolbox) -> None:
        """Take the Admin API's address and the staff's credentials."""
        self._settings, self._tools = settings, tools
        self._api = GraphQL(tools.quiet, settings.address)
        self._token: str | None = None
        self._customers: dict[str, str] = {}
        self._promotions: dict[str, str] = {}

    def enrol(self, shopper: Shopper) -> str:
        """Make the shopper a customer with an address; return the customer's number."""
        who = {"firstName": shopper.name, "lastName": shopper.last_name, "emailAddress": shopper.email}
        customer = self._staff(_ENROL, who=who, password=shopper.password)
        self._customers[shopper.email] = customer["id"]
        home = {"fullName": shopper.full_name, "defaultShippingAddress": True, **HOME}
        self._staff(_HOME, id=customer["id"], home=home)
        return str(customer["id"])

    def make_offer(
        self, shopper: Shopper, terms: PromiseTerms, _channel: Channel, _places: Mapping[str, Channel]
    ) -> str:
        """Make a promotion with a code of its own, and mail the code with the terms; return the Message-ID."""
        code = f"THANKS-{secrets.token_hex(3).upper()}"
        offer = {
            "enabled": True,
            "couponCode": code,
            "perCustomerUsageLimit": terms.times,
            "endsAt": terms.valid_through.isoformat() if terms.valid_through else None,
            "conditions": [],
            "actions": [_percent_off(goods(terms.name).percent)],
            "translations": [{"languageCode": "en", "name": terms.name}],
        }
        self._promotions[shopper.email] = self._staff(_PROMOTE, offer=offer)["id"]
        message = _letter(shopper, terms, code, self._tools.company.locale)
        with smtplib.SMTP("127.0.0.1", int(os.environ["VENDURE_SMTP_PORT"])) as server:
            server.send_message(message)
        return str(message["Message-ID"])

    def withdraw(self, shopper: Shopper) -> None:
        """Switch off the promotion that was made to a shopper."""
        self._change(shopper, enabled=False)

    def end_early(self, shopper: Shopper) -> None:
        """Move the promotion's end into the past."""
        self._change(shopper, endsAt=(self._tools.clock.now() - timedelta(minutes=1)).isoformat())

    def lower(self, shopper: Shopper, percent: int) -> None:
        """Take less off than the shopper was told."""
        self._change(shopper, actions=[_percent_off(percent)])

    def complete_order(self, shopper: Shopper) -> None:
        """Complete the order that an agent has entered for a shopper; it waits for its payment."""
        drafts, customer = self._staff(_DRAFTS)["items"], {"id": self._customers[shopper.email]}
        (draft,) = (order["id"] for order in drafts if order["customer"] == customer)
        self._staff(_COMPLETE, id=draft)

    def clean_up(self, created: Created) -> bool:
        """Cancel an order, or delete a customer."""
        if created.what == "account":
            self._staff(_DELETE, id=created.reference)
            return True
        for order in self._staff(_NAMED, code=created.reference)["items"]:
            self._staff(_CANCEL, id=order["id"])
        return True

    def start_afresh(self) -> None:
        """Forget earlier journeys; every journey's customers are new ones, with carts of their own."""
        self._customers.clear()
        self._promotions.clear()
        self._tools.redactor.forget()

    def _change(self, shopper: Shopper, **what: object) -> None:
        self._staff(_CHANGE, offer={"id": self._promotions[shopper.email], **what})

    def _staff(self, query: str, **variables: object) -> Any:
        if self._token is None:
            password = self._settings.password.get_secret_value() if self._settings.password else ""
            self._token = self._api.sign_in(self._settings.username or "", password)
        answer = self._api.ask(query, self._token, **variables)
        if "errorCode" in answer:
            message = f"The back office refused: {answer['errorCode']}: {answer['message']}"
            raise Unreachable(message)
        return answer


def _percent_off(percent: int) -> dict[str, object]:
    return {"code": "order_percentage_discount", "arguments": [{"name": "discount", "value": str(percent)}]}


def _letter(shopper: Shopper, terms: PromiseTerms, code: str, locale: str) -> EmailMessage:
    """Write what a campaign tool would mail: every term in words, and as schema.org data."""
    price, regular = terms.get(offers.PRICE), terms.get(offers.REGULAR_PRICE)
    if price is None:
        raise InvalidPromise("The shop's promotions take something off a price", value=terms.name)
    asked = f"Your price: {shown(price, locale)}"
    if regular is not None:
        asked += f" instead of {shown(regular, locale)}"
    ends = terms.valid_through.isoformat() if terms.valid_through else ""
    text = f"Dear {shopper.name},\n\n{terms.name}\n{asked}\nYour code: {code}\nValid through: {ends}\n"
    facts = {"@context": "https://schema.org", "@type": "Offer", "name": terms.name, "sku": code, "validThrough": ends}
    facts["price"], facts["priceCurrency"] = written(price).split()
    message = EmailMessage()
    message["From"] = formataddr(("Alpine Outfitters", "offers@outfitters.example"))
    message["To"] = formataddr((shopper.full_name, shopper.email))
    message["Subject"] = f"Your offer: {terms.name}"
    message["Message-ID"] = make_msgid(domain="outfitters.example")
    message.set_content(text)
    markup = f'<script type="application/ld+json">{json.dumps(facts)}</script>'
    message.add_alternative(f"<html><body><pre>{text}</pre>{markup}</body></html>", subtype="html")
    return message
