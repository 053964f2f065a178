"""Walks with one visit in view: Linda, an offer for Maya's line, and the sandbox company at the other end."""

from __future__ import annotations

import re
import socket
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final, cast

import requests

from fixtures.sandbox.company import Logins
from fixtures.sandbox.company_file import company_facts
from fixtures.sandbox.policy.faults import policy_of
from journeys.company import company_file
from journeys.company.company_file import Company
from journeys.evidence.observations import Visit
from journeys.fixtures.kestrel.back_office import BackOffice
from journeys.promises.channel import Channel
from journeys.promises.promise import Promise
from journeys.promises.shopper import Shopper
from journeys.records.ledger import Ledger
from journeys.testing.scenes import use
from journeys.tools.browsing import Browsing
from journeys.tools.mailbox import Mailbox
from journeys.tools.redaction import Redactor
from journeys.tools.toolbox import Toolbox
from journeys.topics import OURS, cases, messages, offers, pickup, returns
from journeys.topics.cases import KnowsCases
from journeys.topics.messages import TellsOffers
from journeys.topics.offers import Redeems
from journeys.topics.returns import ConfirmsRefunds
from journeys.topics.transcripts import ReadsTranscripts
from journeys.touchpoints.directory import Directory
from journeys.touchpoints.exhibits import Exhibits
from journeys.walking.conduct import Conductor
from journeys.walking.journey import Journey

OFFER: Final = "family phone upgrade"
PRICE: Final = "19.00 USD"
REGULAR: Final = "130.00 USD"
TERMS: Final = {
    "offer": OFFER,
    "price": PRICE,
    "regular price": REGULAR,
    "line": "Maya",
    "honoured at": "website, app, call centre, chat, store, texts, social media",
    "valid for": "30 days",
}

ABILITIES: Final = {protocol: ability.words for protocol, ability in OURS.abilities.items()}
NEEDS_AN_ORDER: Final = [protocol for protocol, ability in OURS.abilities.items() if ability.after == offers.REDEEM]

NEEDS_A_PICKUP: Final = [
    protocol for protocol, ability in OURS.abilities.items() if ability.after == pickup.ORDER_FOR_PICKUP
]

PRODUCT: Final = "Kestrel Phone 6"
"""On the company's price list, at the regular price."""

LEARNT_BY_EMAIL: Final = "inbox"


def described() -> Company:
    """What the sandbox company's file says, before any company is open: names, channels, drivers."""
    company: Any = SimpleNamespace(
        address="http://127.0.0.1:9",
        logins=Logins(),
        profile="connected",
        faults=(),
        policy=policy_of("connected", []),
    )
    return company_file.described(company_facts(company, "imap://127.0.0.1:9"))


def pairs(directory: Directory) -> list[tuple[str, type]]:
    """Each touchpoint with each ability that it has."""
    return [(place, ability) for ability in ABILITIES for place in directory.all_able(ability)]


PAIRS: Final = pairs(Directory(described(), cast("Toolbox", None)))
IDS: Final = [f"{place} can {ABILITIES[ability]}" for place, ability in PAIRS]
REDEEMING: Final = [place for place, ability in PAIRS if ability is Redeems]


@dataclass
class Walk:
    """One journey of Linda's, with what a test looks at afterwards."""

    journey: Journey
    directory: Directory
    tools: Toolbox
    office: BackOffice
    folder: Path
    company: Company

    @property
    def linda(self) -> Shopper:
        return self.journey.shopper("Linda")

    def promise(self, channel: Channel = Channel.EMAIL, **terms: str) -> Promise:
        """Have the company promise the upgrade, with some terms changed or added."""
        told = {**TERMS, **{name.replace("_", " "): value for name, value in terms.items()}}
        return self.journey.promised("Linda", channel.value, [(term, value) for term, value in told.items() if value])

    def change(self, stated: Promise | None = None, received: Promise | None = None) -> None:
        """Have the company have promised, or Linda have read, something else than it did."""
        made = self.journey._promises.to(self.linda)
        made.stated, made.received = stated or made.stated, received or made.received

    @property
    def received(self) -> Promise:
        """The promise as Linda has read it."""
        received = self.journey._promises.to(self.linda).received
        assert received is not None
        return received

    def prepare(self, place: str, ability: type, **terms: str) -> Promise:
        """Do what comes before the visit in view: the offer is made, and has been read unless it is read there."""
        if ability is TellsOffers:
            return self.promise(self.directory.settings(place).channel, **terms)
        promise = self.promise(**terms)
        self.journey.visit("Linda", LEARNT_BY_EMAIL, messages.LEARN)
        if ability in NEEDS_AN_ORDER:
            self.journey.visit("Linda", "app", offers.REDEEM)
        if ability in NEEDS_A_PICKUP:
            self.journey.visit("Linda", "website", pickup.ORDER_FOR_PICKUP, words=PRODUCT)
            self.journey.pass_time(timedelta(hours=2))
        if ability is ConfirmsRefunds:
            self.journey.visit("Linda", "app", returns.RETURN)
        if ability is ReadsTranscripts:
            self.journey.visit("Linda", "chat", offers.ASK)
        if ability is KnowsCases:
            self.journey.visit("Linda", "store", cases.OPEN, words=cases.OPEN.sample)
        return promise

    def use(self, place: str, ability: type) -> list[Visit]:
        """Make the visit in view, or the two of them: a note is left, then asked for; a cart filled, then paid."""
        before = len(self.journey.visits)
        use(self.journey, self.directory, place, ability, PRODUCT)
        return self.journey.visits[before:]

    def orders(self) -> list[dict[str, Any]]:
        """What the company has in its books for Linda, as its staff see it."""
        assert self.company.back_office is not None
        settings = self.company.back_office
        assert settings.password is not None
        answer = requests.get(
            f"{settings.address}/api/staff/customers/{self.office._ids[self.linda.email]}/orders",
            auth=(settings.username or "", settings.password.get_secret_value()),
            timeout=10,
        )
        answer.raise_for_status()
        orders: list[dict[str, Any]] = answer.json()
        return orders

    def text(self, visit: Visit) -> str:
        """What a visit's written exhibits say, all in one."""
        written = [shown.path for shown in visit.exhibits if shown.media_type.startswith("text/")]
        return "\n".join((self.folder / path).read_text(encoding="utf-8") for path in written)


@dataclass
class OpenCompany:
    """The running company, a browser, and an IMAP connection: what is too slow to have anew for each walk."""

    company: Company
    browsing: Browsing
    mailbox: Mailbox
    office: BackOffice

    def walk(
        self,
        folder: Path,
        scenario: str,
        faults: Sequence[str] = (),
        at: Company | None = None,
    ) -> Walk:
        """Open the company anew, with these faults, and introduce Linda and her daughter Maya.

        Args:
            folder: Where exhibits go.
            scenario: What tells this walk from all others.
            faults: To be switched on.
            at: The company file that drivers are given; the company's own unless told otherwise.
        """
        self._start_afresh(faults)
        company = at or self.company
        redactor = Redactor()
        redactor.learn(self.company.secrets())
        fresh = Toolbox.for_company(company, self.browsing)
        mailbox = self.mailbox if at is None else fresh.mailbox
        tools = replace(fresh, redactor=redactor, mailbox=mailbox)
        directory = Directory(company, tools)
        office = BackOffice(cast("Any", self.company.back_office), tools)
        ledger = Ledger(folder / "ledger.jsonl", redact=redactor.clean)
        exhibits = Exhibits(folder, scenario, redactor)
        journey = Journey(
            seed=4711,
            directory=directory,
            back_office=office,
            tools=tools,
            conductor=Conductor(scenario=scenario, directory=directory, tools=tools, ledger=ledger, exhibits=exhibits),
        )
        journey.meet("Linda", ["Maya"])
        journey.publish(PRODUCT, {"price": REGULAR})
        return Walk(journey, directory, tools, office, folder, self.company)

    def _start_afresh(self, faults: Sequence[str]) -> None:
        self.browsing.end_journey()
        self.office.start_afresh()
        if faults:
            settings = cast("Any", self.company.back_office)
            headers = {"Authorization": f"Bearer {settings.token.get_secret_value()}"}
            answer = requests.post(
                f"{settings.address}/control/reset", json={"faults": list(faults)}, headers=headers, timeout=10
            )
            answer.raise_for_status()


def with_addresses(company: Company, addresses: dict[str, str]) -> Company:
    """The same company file, with some touchpoints at other addresses."""
    places = {
        name: place.model_copy(update={"address": addresses[name]}) if name in addresses else place
        for name, place in company.touchpoints.items()
    }
    return company.model_copy(update={"touchpoints": places})


def closed_port() -> int:
    """A port of this machine where nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
    return port


def moved_to(address: str, port: int) -> str:
    """The same address at another port."""
    return re.sub(r"^(\w+://[^:/]+):\d+", rf"\1:{port}", address)
