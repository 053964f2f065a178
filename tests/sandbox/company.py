"""Starts the real process and deals with it as customers, staff and carriers do: over HTTP, SMTP and IMAP."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import threading
import tomllib
import uuid
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import Queue
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urljoin

import requests
from bs4 import BeautifulSoup, Tag
from lxml import etree
from twilio.request_validator import RequestValidator

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).parents[2]
_START_SECONDS: Final = 20.0


@contextmanager
def running(*options: str) -> Iterator[Sandbox]:
    """The company, started with these options, and stopped afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "company.toml"
        command = [
            sys.executable,
            "-m",
            "fixtures.sandbox",
            "--clock",
            "stopped",
            "--stop-with-stdin",
            "--company-file",
            str(file),
            *options,
        ]
        process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        said: list[str] = []
        ready: Queue[bool] = Queue()
        threading.Thread(target=_listen, args=(process, said, ready), daemon=True).start()
        try:
            assert ready.get(timeout=_START_SECONDS), f"the company did not start: {said}"
            yield Sandbox(tomllib.loads(file.read_text()), said)
        finally:
            process.communicate(timeout=_START_SECONDS)
        assert process.returncode == 0


def _listen(process: subprocess.Popen[str], said: list[str], ready: Queue[bool]) -> None:
    assert process.stdout
    for line in process.stdout:
        said.append(line.rstrip("\n"))
        if said[-1] == "ready":
            ready.put(item=True)
            return
    ready.put(item=False)


@dataclass(frozen=True)
class Person:
    """A customer of the company with an offer."""

    id: str
    email: str
    phone: str
    lines: dict[str, str]
    code: str
    link: str
    message_id: str | None
    password: str = "open sesame"


class Sandbox:
    """The running company, from outside."""

    def __init__(self, facts: dict[str, Any], said: list[str]) -> None:
        self.facts, self.said = facts, said
        self.address: str = facts["back_office"]["address"]
        self.staff = (facts["back_office"]["username"], facts["back_office"]["password"])
        self.control = {"Authorization": f"Bearer {facts['clock']['token']}"}

    def reset(self, *faults: str, profile: str = "connected") -> None:
        body = {"profile": profile, "faults": list(faults)}
        requests.post(f"{self.address}/control/reset", json=body, headers=self.control, timeout=10).raise_for_status()

    def said_smtp(self) -> tuple[str, int]:
        """Where the company said that mail can be sent to."""
        address = next(line.split("smtp://")[1] for line in self.said if "smtp://" in line)
        host, _, port = address.partition(":")
        return host, int(port)

    def served_at(self) -> tuple[str, int]:
        """Where the company said that it answers behind its public address."""
        address = next(line.split("http://")[1] for line in self.said if "behind it" in line)
        host, _, port = address.partition(":")
        return host, int(port)

    def advance(self, seconds: float) -> requests.Response:
        return requests.put(
            self.facts["clock"]["address"], json={"advance_seconds": seconds}, headers=self.control, timeout=30
        )

    def put_clock(self, now: str) -> requests.Response:
        return requests.put(self.facts["clock"]["address"], json={"now": now}, headers=self.control, timeout=30)

    def post(self, path: str, body: dict[str, Any]) -> requests.Response:
        return requests.post(f"{self.address}/api/staff{path}", json=body, auth=self.staff, timeout=10)

    def records(self, person: Person) -> dict[str, Any]:
        answer = requests.get(f"{self.address}/api/staff/customers/{person.id}", auth=self.staff, timeout=10)
        records: dict[str, Any] = answer.json()
        return records

    def linda(self, **terms: Any) -> Person:
        """A customer with a line for her daughter Maya, and an offer on these terms."""
        some = uuid.uuid4()
        phone = f"+1202{some.int % 10_000_000:07}"
        account = {
            "first_name": "Linda",
            "last_name": "Walker",
            "email": f"linda-{some.hex[:12]}@customer.example",
            "phone": phone,
            "password": Person.password,
            "birth_date": "1981-04-17",
            "lines": [
                {"number": phone, "holder": "Linda"},
                {"number": "+12025550143", "holder": "Maya", "minor": True},
            ],
        }
        opened = self.post("/customers", account).json()
        campaign = {
            "customer_id": opened["customer_id"],
            "name": "free phone upgrade",
            "price": "0.00",
            "regular_price": "130.00",
            "valid_through": "2026-11-30T23:59:59-05:00",
            **terms,
        }
        made = self.post("/campaigns", campaign).json()
        lines = {line["holder"]: line["line_id"] for line in opened["lines"]}
        return Person(
            opened["customer_id"], account["email"], phone, lines, made["code"], made["link"], made["message_id"]
        )

    def browser(self) -> Browser:
        return Browser(self.address)

    def shopper(self, person: Person) -> Browser:
        """A browser in which the customer is signed in."""
        return self.browser().get("/signin").press("Sign in", email=person.email, password=person.password)

    def till(self, person: Person) -> Browser:
        """The till, with the customer's record open."""
        return self._desk("till", "store", person)

    def desktop(self, person: Person) -> Browser:
        """An agent's desktop, with the customer's record open."""
        return self._desk("desktop", "agent desktop", person)

    def _desk(self, place: str, touchpoint: str, person: Person) -> Browser:
        login = self.facts["touchpoints"][touchpoint]
        desk = self.browser().get(f"/{place}").press("Sign in", name=login["username"], password=login["password"])
        return desk.press("Find", customer=person.email)

    def app(self, person: Person) -> App:
        return App(self.address, person)

    def call(self, person: Person, number: str | None = None) -> Call:
        return Call(self, number or person.phone)


class Browser:
    """Enough of a browser to read pages and send their forms."""

    def __init__(self, address: str) -> None:
        self._session = requests.Session()
        self._session.headers["Connection"] = "close"  # so that no socket is left behind
        self._address = address
        self.answer = requests.Response()

    def get(self, path: str) -> Browser:
        self.answer = self._session.get(urljoin(self._address, path), timeout=10)
        return self

    def press(self, button: str, **values: str) -> Browser:
        """Fill in the form that has this button, and send it."""
        pressed = next(each for each in self.page.find_all("button") if each.get_text(strip=True) == button)
        form = pressed.find_parent("form")
        assert isinstance(form, Tag)
        fields = {
            str(each["name"]): _value(each)
            for each in form.find_all(["input", "select", "textarea"])
            if each.get("name") and (each.get("type") != "radio" or each.has_attr("checked"))
        }
        if pressed.get("name"):
            fields[str(pressed["name"])] = str(pressed["value"])
        fields |= values
        target = urljoin(self.answer.url, str(pressed.get("formaction") or form.get("action") or ""))
        if form.get("method") == "post":
            self.answer = self._session.post(target, data=fields, timeout=10)
        else:
            self.answer = self._session.get(target, params=fields, timeout=10)
        return self

    def send(self, path: str, **fields: str) -> Browser:
        """Send a form that no page of this browser offered."""
        self.answer = self._session.post(urljoin(self._address, path), data=fields, timeout=10)
        return self

    @property
    def page(self) -> BeautifulSoup:
        return BeautifulSoup(self.answer.text, "lxml")

    @property
    def text(self) -> str:
        main = self.page.find("main") or self.page
        return re.sub(r"\s+", " ", main.get_text(" ")).strip()

    @property
    def alert(self) -> str:
        return " ".join(each.get_text(" ", strip=True) for each in self.page.find_all(role="alert"))

    @property
    def said(self) -> str:
        """What the clerk is to say."""
        found = self.page.find(attrs={"role": "note"})
        return found.get_text(" ", strip=True) if found else ""

    def output(self, label: str) -> str:
        """The figure beside a label."""
        for each in self.page.find_all("output"):
            named = self.page.find(id=str(each["aria-labelledby"]))
            if named and named.get_text(strip=True) == label:
                return each.get_text(" ", strip=True)
        return ""


def _value(field: Tag) -> str:
    if field.name == "select":
        chosen = field.find("option", selected=True) or field.find("option")
        return str(chosen["value"]) if isinstance(chosen, Tag) else ""
    return field.get_text() if field.name == "textarea" else str(field.get("value", ""))


class App:
    """The customer's app."""

    def __init__(self, address: str, person: Person) -> None:
        self._address, self.person = f"{address}/api/v1", person
        sign_in = {"username": person.email, "password": person.password}
        token = requests.post(f"{self._address}/token", data=sign_in, timeout=10).json()["access_token"]
        self._bearer = {"Authorization": f"Bearer {token}"}

    def get(self, path: str) -> Any:
        return requests.get(self._address + path, headers=self._bearer, timeout=10).json()

    def put(self, path: str, **wanted: str) -> requests.Response:
        return requests.put(self._address + path, json=wanted, headers=self._bearer, timeout=10)

    def quote(self, code: str | None = None, **choice: str) -> requests.Response:
        return self._offer(code, "quote", choice)

    def redeem(self, code: str | None = None, **choice: str) -> requests.Response:
        return self._offer(code, "redeem", choice)

    def order(self, sku: str, **wanted: Any) -> requests.Response:
        return requests.post(f"{self._address}/products/{sku}/order", json=wanted, headers=self._bearer, timeout=30)

    def undo(self, number: str, what: str) -> requests.Response:
        """Return an order or cancel it."""
        return requests.post(f"{self._address}/me/orders/{number}/{what}", headers=self._bearer, timeout=30)

    def _offer(self, code: str | None, what: str, choice: dict[str, str]) -> requests.Response:
        return requests.post(
            f"{self._address}/offers/{code or self.person.code}/{what}", json=choice, headers=self._bearer, timeout=30
        )


class Call:
    """A call, as the carrier carries it: it lets the company's pauses pass, and gets through its menu."""

    def __init__(self, company: Sandbox, number: str) -> None:
        self._company, self._number = company, number
        self._line = company.facts["touchpoints"]["call centre"]
        self.sid = f"CA{uuid.uuid4().hex}"
        self.waited = 0
        self.ended = False
        self.said = ""
        self.pressed: list[str] = []
        self.post("", From=number, To="+18005550100")

    def say(self, words: str) -> Call:
        """Say something, and listen."""
        self.said = ""
        self.post("/turn", SpeechResult=words)
        return self

    def post(self, path: str, **fields: str) -> requests.Response:
        address = self._line["address"] + path
        fields["CallSid"] = self.sid
        signature = RequestValidator(self._line["token"]).compute_signature(address, fields)
        answer = requests.post(address, data=fields, headers={"X-Twilio-Signature": signature}, timeout=10)
        for element in etree.fromstring(answer.content):
            if element.tag == "Gather" and element.get("input") == "dtmf":
                self._press(element)
                break
            self._hear(element)
        return answer

    def _press(self, gather: Any) -> None:
        """Take the first choice of a menu; type the number that the call comes from."""
        self.said = ""
        self.pressed.append("1" if gather.get("numDigits") else self._number.lstrip("+"))
        self.post(gather.get("action").removeprefix("/voice"), Digits=self.pressed[-1])

    def _hear(self, element: Any) -> None:
        if element.tag == "Say":
            self.said = f"{self.said} {element.text}".strip()
        elif element.tag == "Pause":
            self.waited += int(element.get("length"))
            self._company.advance(int(element.get("length")))
        elif element.tag == "Hangup":
            self.ended = True
        elif element.tag == "Redirect":
            self.post(element.text.removeprefix("/voice"))
