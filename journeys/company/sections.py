"""The sections of a company file, with a text for each key that editors and the reference show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, AwareDatetime, Field, SecretStr, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from journeys.company.settings import Address, Driver, Duration, Section, spoken_to_over
from journeys.errors import InvalidPromise
from journeys.judging.verdict import Standard
from journeys.promises.calendars import WEEKDAYS, Calendar, Weekday
from journeys.promises.channel import Channel, Side
from journeys.promises.form import Form, Reading
from journeys.promises.promise import PromiseTerms
from journeys.promises.promise_table import NAMES, TermTable
from journeys.promises.terms import COMMON, Term

__all__ = [
    "BackOfficeSettings",
    "BrowserSettings",
    "CalendarSettings",
    "CleanupSettings",
    "ClockSettings",
    "PromiseSettings",
    "StandardsSettings",
    "TouchpointSettings",
    "promise_section",
    "standards_section",
]


class TouchpointSettings(Section):
    """One touchpoint: how to reach it, as whom, and how patient to be."""

    channel: Channel
    """The means of contact it belongs to."""
    driver: Driver
    """The class that visits it, written package.module:Class; packages beside this file are found."""
    address: Address
    """Where it is, such as https://shop.example/ or imaps://mail.example; file:mail is a folder of mail beside it."""
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
    timeout: Duration = timedelta(seconds=10)
    """How long one of its pages may take to load, or to show what is looked for on it: real time."""
    customers_only: bool = False
    """Whether nobody is served there whom the company does not know, such as an app that one signs in to."""
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
    options: dict[str, Any] = Field(default_factory=dict)
    """What the class wants to know besides."""


class ClockSettings(Section):
    """A company clock that may be moved."""

    address: Address
    """Where it is: GET reads it, PUT moves it."""
    token: SecretStr
    """The bearer token that may move it; ${NAME} takes it from the environment."""
    starts: AwareDatetime | None = None
    """What it shows when a journey begins, such as 2026-11-02T10:00:00-05:00, if it is set back for each."""


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
    """What the company promises about its service in general; topics say what there is to promise."""

    def stated(self, known: Iterable[Standard[Any]]) -> dict[str, str]:
        """Give what is stated, by standard, as it is written."""
        return {str(one): getattr(self, one.key) for one in known if hasattr(self, one.key)}


class PromiseSettings(Section):
    """A promise the company has made already; the terms are written as in a feature's table."""

    source: str
    """Where it was said: a Message-ID, a URL, a leaflet's name."""
    said_by: Channel = Channel.WEB
    """The channel it was said in."""

    def terms(self, name: str, table: TermTable) -> PromiseTerms:
        """Read them.

        Raises:
            InvalidPromise: A term cannot be read or kept, or there is none that could be checked.
        """
        said = self.model_dump(exclude=set(PromiseSettings.model_fields), exclude_none=True)
        return table.of({NAMES[0]: name, **{key.replace("_", " "): value for key, value in said.items()}})


def standards_section(known: Sequence[Standard[Any]]) -> type[StandardsSettings]:
    """Make the section that states some standards."""
    fields: dict[str, Any] = {
        one.key: (
            Annotated[str, AfterValidator(_readable(one)), WithJsonSchema(_like(one.form))],
            Field(default=one.usual, description=one.help),
        )
        for one in known
    }
    return StandardsSettings.extended(fields)


def promise_section(terms: Sequence[Term[Any]]) -> type[PromiseSettings]:
    """Make the section that describes a promise in some terms."""
    fields: dict[str, Any] = {
        one.key: (Annotated[str | None, WithJsonSchema(_like(one.form))], Field(default=None, description=one.help))
        for one in (*terms, *COMMON)
    }
    return PromiseSettings.extended(fields)


def _like(form: Form[Any] | None) -> dict[str, Any]:
    examples = {"examples": [form.example]} if form is not None else {}
    return {"type": "string", **examples, **({"enum": list(form.valid)} if form is not None and form.valid else {})}


def _readable(standard: Standard[Any]) -> Callable[[str], str]:
    def check(value: str) -> str:
        try:
            standard.form.read(value, Reading(term=standard))
        except InvalidPromise as error:
            raise ValueError(str(error)) from error
        return value

    return check


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
