"""The sections of a company file, with a text for each key that editors and the reference show."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, SecretStr, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from journeys.company.settings import Address, Driver, Duration, Section, spoken_to_over
from journeys.promises.calendars import WEEKDAYS, Calendar, Weekday, count_working_days
from journeys.promises.channel import Channel, Side
from journeys.promises.promise import PromiseTerms
from journeys.promises.promise_table import read_terms

__all__ = [
    "BackOfficeSettings",
    "BrowserSettings",
    "CalendarSettings",
    "CleanupSettings",
    "ClockSettings",
    "PromiseSettings",
    "StandardsSettings",
    "TouchpointSettings",
]


def _length(value: object) -> object:
    """Read ``10 working days`` as 10; leave other lengths of time to their own type."""
    days = count_working_days(value) if isinstance(value, str) else None
    return value if days is None else days


class TouchpointSettings(Section):
    """One touchpoint: how to reach it, as whom, and how patient to be."""

    channel: Channel
    """The means of contact it belongs to."""
    driver: Driver
    """The class that visits it, written package.module:Class; packages beside this file are found."""
    address: Address
    """Where it is, such as https://shop.example/ or imaps://mail.example:993."""
    side: Side = Side.FRONTSTAGE
    """Whether customers see it (frontstage) or employees (backstage)."""
    username: str | None = None
    """Whom an employee, or the mailbox, signs in as; shoppers sign in as themselves."""
    password: SecretStr | None = None
    """The password for it; ${NAME} takes it from the environment."""
    token: SecretStr | None = None
    """A token it asks for instead of a password; ${NAME} takes it from the environment."""
    patience: Duration = timedelta(seconds=10)
    """How long a shopper waits there: company time on the phone and for complaints, real time elsewhere."""
    options: dict[str, Any] = Field(default_factory=dict)
    """What the driver wants to know besides; each driver says what."""


class BackOfficeSettings(Section):
    """Where customers are enrolled and offers made, for companies that let us."""

    driver: Driver
    """The class that does it, written package.module:Class."""
    address: Address
    """Where it is."""
    username: str | None = None
    """Whom to sign in as."""
    password: SecretStr | None = None
    """The password for it; ${NAME} takes it from the environment."""
    token: SecretStr | None = None
    """A token it asks for besides or instead; ${NAME} takes it from the environment."""


class ClockSettings(Section):
    """A company clock that may be moved."""

    address: Address
    """Where it is: GET reads it, PUT moves it."""
    token: SecretStr
    """The bearer token that may move it; ${NAME} takes it from the environment."""


class CalendarSettings(Section):
    """The days on which the company works, for promises that count only those."""

    country: str | None = None
    """ISO 3166 code of the country whose public holidays it keeps, such as US; none are kept without it."""
    subdivision: str | None = None
    """The state or province, where holidays differ within the country, such as CA."""
    working_days: tuple[Weekday, ...] = Field(default=WEEKDAYS[:5], min_length=1)
    """The days of the week on which it works."""
    closed: tuple[date, ...] = ()
    """Further days on which it does not, such as 2026-12-24."""

    @model_validator(mode="after")
    def _is_known(self) -> CalendarSettings:
        self.calendar("UTC")
        return self

    def calendar(self, zone: str) -> Calendar:
        """Return it as a value, for a company in this time zone."""
        return Calendar(zone=zone, **self.model_dump())


class StandardsSettings(Section):
    """What the company promises about its service in general."""

    note_found_within: Duration = timedelta(minutes=2)
    """How long finding a note may take that was written elsewhere."""
    complaint_answered_within: Annotated[
        Duration | int,
        BeforeValidator(_length),
        WithJsonSchema({"type": "string", "examples": ["10 days", "10 working days"]}),
    ] = timedelta(days=10)
    """How long a complaint may take to be put right: 10 days, or 10 working days by the calendar."""


class PromiseSettings(Section):
    """A promise the company has made already; the terms are written as in a feature's table."""

    price: str
    """What the customer was told to pay, such as 0.00 USD, or free."""
    source: str
    """Where it was said: a Message-ID, a URL, a leaflet's name."""
    said_by: Channel = Channel.WEB
    """The channel it was said in."""
    code: str | None = None
    """How the company refers to it, such as a coupon's code."""
    link: str | None = None
    """The link that leads to it."""
    regular_price: str | None = None
    """What it costs without the promise, such as 130.00 USD."""
    rounding: str | None = None
    """How amounts are rounded: half up, half even or down."""
    line: str | None = None
    """Who holds the line it is for."""
    honoured_at: str | None = None
    """Names of the touchpoints where it holds, separated by commas; everywhere if left out."""
    surcharge: str | None = None
    """What single touchpoints add, such as 10.00 USD at the store."""
    surcharge_limit: str | None = None
    """The most any touchpoint may add if it says so beforehand."""
    alternative: str | None = None
    """The other way it names for customers who cannot use these touchpoints."""
    times: str | None = None
    """How often one customer may use it: once, twice, 3."""
    valid_from: str | None = None
    """The first moment it holds, such as 1 November 2026."""
    valid_through: str | None = None
    """The last moment it holds, such as 30 November 2026."""
    valid_for: str | None = None
    """How long it holds from its first moment on, such as 30 days."""

    def terms(self, name: str, currency: str, zone: str) -> PromiseTerms:
        """Read them.

        Raises:
            InvalidPromise: A term cannot be read or kept.
        """
        said = self.model_dump(exclude={"source", "said_by", "code", "link"}, exclude_none=True)
        rows = [["offer", name], *([key.replace("_", " "), value] for key, value in said.items())]
        return read_terms(rows, currency=currency, zone=zone)


class BrowserSettings(Section):
    """A browser on another machine; without this section each worker starts one of its own."""

    server: Annotated[Address, spoken_to_over("ws", "wss")] | None = None
    """Address of a Playwright server, such as ws://browsers.example:3000/."""
    grid: Annotated[Address, spoken_to_over("http", "https")] | None = None
    """Address of a Selenium Grid, such as http://grid.example:4444/."""

    @model_validator(mode="after")
    def _one_of_them(self) -> BrowserSettings:
        if (self.server is None) == (self.grid is None):
            raise PydanticCustomError("one_browser", "name one place where the browser is: server or grid")
        return self


class CleanupSettings(Section):
    """What becomes of the orders, accounts and cases a run makes."""

    after: Literal["journey", "never"] = "journey"
    """When they are undone: at the end of each journey, or never (later: shop cleanup RUN)."""
