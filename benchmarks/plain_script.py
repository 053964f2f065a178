"""The yardstick: the journey of ``journey.feature`` written by hand, without the harness and without evidence.

It makes the same clicks and calls and reads the same message, on the same company, in the same browser. It looks at
prices where the harness does, and takes for granted what the harness makes sure of: which page comes next, who must
sign in, what the agent asks.
"""

from __future__ import annotations

import json
import tomllib
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit
from uuid import uuid4
from xml.etree.ElementTree import Element

import requests
from bs4 import BeautifulSoup
from defusedxml.ElementTree import fromstring
from imap_tools import AND, Header, MailBoxUnencrypted
from playwright.sync_api import Browser, Page
from twilio.request_validator import RequestValidator

__all__ = ["PlainScript"]

_PASSWORD = "correct horse battery staple"  # noqa: S105 - of customers who are invented


class PlainScript:
    """Walks the journey as often as it is called, each time as a new customer.

    What the harness keeps for a whole run is kept here too: the browser, the connections, the clerk who is signed in.
    """

    def __init__(self, browser: Browser, company_file: Path) -> None:
        """Sign in once where staff and mailbox stay signed in."""
        company: dict[str, Any] = tomllib.loads(company_file.read_text(encoding="utf-8"))
        self._browser, self._http, self._customers = browser, requests.Session(), count()
        self._http.trust_env = False
        self._places: dict[str, dict[str, str]] = company["touchpoints"]
        self._office: dict[str, str] = company["back_office"]
        self._carrier = RequestValidator(self._places["call centre"]["token"])
        inbox = urlsplit(self._places["inbox"]["address"])
        self._mail = MailBoxUnencrypted(inbox.hostname or "", inbox.port or 143, timeout=10)
        self._mail.login(self._places["inbox"]["username"], self._places["inbox"]["password"])
        self._till = self._sign_in_the_clerk()

    def close(self) -> None:
        """Leave the mail server and the till."""
        self._mail.logout()
        self._till.context.close()

    def walk(self) -> list[str]:
        """Enrol a customer, have an offer sent, and take it everywhere; return what was said it costs, by place."""
        number = next(self._customers)
        email, phone = f"plain.{uuid4().hex[:8]}@shoppers.example", f"+1305555{100 + number % 100:04d}"
        daughters = f"+1786555{100 + number % 100:04d}"
        message_id = self._prepare(email, phone, daughters)
        offer = self._read_message(message_id, email)
        return [
            self._ask_website(offer["url"], email, daughters),
            self._ask_call_centre(offer["sku"], phone),
            self._ask_store(offer["sku"], phone, daughters),
            self._buy_in_store(offer["sku"], phone, daughters),
        ]

    def _prepare(self, email: str, phone: str, daughters: str) -> str:
        customer = {
            "first_name": "Paula",
            "last_name": "Plain",
            "email": email,
            "phone": phone,
            "password": _PASSWORD,
            "birth_date": "1980-01-31",
            "language": "en",
            "lines": [
                {"number": phone, "holder": "Paula", "minor": False},
                {"number": daughters, "holder": "Maya", "minor": True},
            ],
        }
        campaign = {
            "customer_id": self._staff("customers", customer)["customer_id"],
            "name": "free phone upgrade",
            "price": "0.00",
            "regular_price": "130.00",
            "currency": "USD",
            "valid_through": "2026-12-02T10:00:00-05:00",  # the company's clock stands at 2 November 2026
            "per_customer": 1,
            "announced_by": "email",
        }
        return str(self._staff("campaigns", campaign)["message_id"])

    def _staff(self, what: str, body: dict[str, Any]) -> dict[str, Any]:
        login = (self._office["username"], self._office["password"])
        answer = self._http.post(f"{self._office['address']}/api/staff/{what}", json=body, auth=login, timeout=10)
        answer.raise_for_status()
        content: dict[str, Any] = answer.json()
        return content

    def _read_message(self, message_id: str, email: str) -> dict[str, str]:
        wanted = AND(header=Header("Message-ID", message_id))
        for _ in range(10):
            self._mail.client.noop()
            for message in self._mail.fetch(wanted, mark_seen=False, bulk=True, reverse=True):
                if email not in message.to:
                    continue
                markup = BeautifulSoup(message.html, "html.parser").find("script", type="application/ld+json")
                offer: dict[str, str] = json.loads(markup.get_text() if markup else "{}")
                return offer
            with self._mail.idle as idle:
                idle.poll(timeout=1)
        raise TimeoutError(f"No message {message_id} came.")

    def _ask_website(self, link: str, email: str, daughters: str) -> str:
        context = self._browser.new_context(viewport={"width": 1100, "height": 800}, locale="en-US")
        page = context.new_page()
        page.goto(link, wait_until="domcontentloaded")
        page.get_by_role("button", name="Take this offer").click()
        page.get_by_label("Email").fill(email)
        page.get_by_label("Password").fill(_PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.get_by_label("Which line is it for?").select_option(label=f"Maya, {daughters}")
        with page.expect_navigation(wait_until="domcontentloaded"):  # its price must not be read off the page before
            page.get_by_role("button", name="Update").click()
        price = page.get_by_role("status", name="Total to pay", exact=True).inner_text()
        context.close()
        return price

    def _ask_call_centre(self, code: str, phone: str) -> str:
        call = {"CallSid": f"CA{uuid4().hex}", "From": phone, "To": "+18005550199"}
        address = self._places["call centre"]["address"]
        for pressed in ("", "1", phone.lstrip("+")):  # the greeting with its menu, the number of the account
            address, _ = self._listen(address, {**call, "Digits": pressed} if pressed else call)
        question = f"I am calling about your offer, free phone upgrade. The code is {code}. How much will it be?"
        address, price = self._listen(address, {**call, "SpeechResult": question, "Confidence": "1.0"})
        goodbye = "No, thank you, that is all. Goodbye."
        self._listen(address, {**call, "SpeechResult": goodbye, "Confidence": "1.0"})
        return price

    def _listen(self, address: str, form: dict[str, str]) -> tuple[str, str]:
        """Take a turn of the call; return where the next one goes, and what the agent said."""
        call = {name: value for name, value in form.items() if name in {"CallSid", "From", "To"}}
        said: list[str] = []
        while True:
            signature = self._carrier.compute_signature(address, form)
            headers = {"X-Twilio-Signature": signature}
            answer = self._http.post(address, data=form, headers=headers, timeout=10)
            answer.raise_for_status()
            document: Element = fromstring(answer.content)
            said += [verb.text or "" for verb in document.iter("Say")]
            redirect, gather = document.find("Redirect"), document.find(".//Gather")
            if gather is not None or redirect is None:
                return urljoin(address, (gather.get("action") if gather is not None else None) or address), " ".join(
                    said
                )
            address, form = urljoin(address, redirect.text or ""), call

    def _sign_in_the_clerk(self) -> Page:
        store = self._places["store"]
        page = self._browser.new_context(viewport={"width": 1100, "height": 800}, locale="en-US").new_page()
        page.goto(store["address"])
        page.get_by_label("Staff name").fill(store["username"])
        page.get_by_label("Password").fill(store["password"])
        with page.expect_navigation():
            page.get_by_role("button", name="Sign in").click()
        return page

    def _ask_store(self, code: str, phone: str, daughters: str) -> str:
        page = self._till
        page.goto(self._places["store"]["address"], wait_until="domcontentloaded")
        page.get_by_label("Find a customer").fill(phone)
        page.get_by_role("button", name="Find").click()
        page.get_by_label("Code on the customer's phone").fill(code)
        page.get_by_label("Line", exact=True).select_option(label=f"Maya, {daughters}")
        page.get_by_role("button", name="Check price").click()
        return page.get_by_role("status", name="Total to pay", exact=True).inner_text()

    def _buy_in_store(self, code: str, phone: str, daughters: str) -> str:
        self._ask_store(code, phone, daughters)
        self._till.get_by_role("button", name="Complete sale").click()
        return self._till.get_by_role("status", name="Total paid", exact=True).inner_text()
