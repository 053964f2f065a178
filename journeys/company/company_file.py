"""The company file: who is shopped, where its touchpoints are, and what a run may reach."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import urlsplit

from pydantic import Field, PrivateAttr, model_validator
from pydantic_core import PydanticCustomError

from journeys.company.casting import AccountsSettings, PersonaSettings
from journeys.company.restraint import Boundary, LimitsSettings, NeverSettings, is_loopback
from journeys.company.sections import (
    BackOfficeSettings,
    BrowserSettings,
    CalendarSettings,
    CleanupSettings,
    ClockSettings,
    PromiseSettings,
    StandardsSettings,
    TouchpointSettings,
    promise_section,
    standards_section,
)
from journeys.company.settings import CurrencyCode, Language, LocaleName, Section, Zone, is_folder, secrets_of
from journeys.company.toml_file import line_of, read_toml
from journeys.company.topics import named, not_named, topics_of
from journeys.errors import InvalidCompany, InvalidPromise
from journeys.judging.topics import Topics
from journeys.judging.verdict import Standards
from journeys.promises.promise import PromiseTerms
from journeys.promises.promise_table import TermTable
from journeys.reading.vocabulary import extend
from journeys.topics import OURS

__all__ = [
    "BackOfficeSettings",
    "BrowserSettings",
    "CleanupSettings",
    "ClockSettings",
    "Company",
    "PromiseSettings",
    "TouchpointSettings",
    "company_model",
    "described",
    "read_company",
]

SCHEMA = 1


class Company(Section):
    """A company file's content."""

    schema_: int = Field(alias="schema", default=SCHEMA, le=SCHEMA)
    """Version of this file's form."""
    name: str
    """What reports call the company."""
    topics: tuple[str, ...] = ()
    """Modules that declare kinds of promise of the suite's own, such as acme.loyalty; found beside this file."""
    profile: str = ""
    """Which of its set-ups this is, such as staging."""
    faults: tuple[str, ...] = ()
    """Faults that are switched on, at a company that has such switches."""
    currency: CurrencyCode
    """ISO 4217 code of the currency it charges in, such as USD."""
    locale: LocaleName = "en_US"
    """Language and country of its customers and of its reports' figures, such as en_US."""
    languages: tuple[Language, ...] = ()
    """ISO 639 codes of the languages it serves customers in; the locale's if left out."""
    wording: str = ""
    """Folder beside this file with words that its people answer in, a file for each language."""
    time_zone: Zone = "UTC"
    """The zone its days begin and end in, such as America/New_York."""
    calendar: CalendarSettings = CalendarSettings()
    """The days on which it works."""
    hosts: tuple[str, ...]
    """The only hosts a run may contact, by their exact names."""
    touchpoints: dict[str, TouchpointSettings] = Field(min_length=1)
    """Its touchpoints, by the names that sentences use."""
    back_office: BackOfficeSettings | None = None
    """Where customers are enrolled and offers made, if the company lets us."""
    clock: ClockSettings | None = None
    """Its clock, if it may be moved."""
    browser: BrowserSettings | None = None
    """A browser on another machine."""
    cleanup: CleanupSettings = CleanupSettings()
    """What becomes of what a run makes."""
    standards: StandardsSettings = StandardsSettings()
    """What it promises about its service in general."""
    personas: dict[str, PersonaSettings] = Field(default_factory=dict)
    """Shoppers who are always the same, by the names that sentences use."""
    promises: dict[str, PromiseSettings] = Field(default_factory=dict)
    """Promises it has made already, by the names that sentences use."""
    accounts: AccountsSettings | None = None
    """Customers it knows already, for companies that let nobody enrol any."""
    never: NeverSettings = NeverSettings()
    """What a run may never do."""
    limits: LimitsSettings = LimitsSettings()
    """How much it may be asked."""
    _file: Path | None = PrivateAttr(default=None)
    _kinds: ClassVar[Topics] = OURS

    @model_validator(mode="after")
    def _within_bounds(self) -> Company:
        for where, address in self.addresses():
            host = urlsplit(address).hostname
            if host not in self.hosts and not is_folder(address):
                raise PydanticCustomError(
                    "out_of_bounds",
                    "the host {host} is not among hosts = {hosts}; a run contacts only those",
                    {"host": repr(host), "hosts": str(list(self.hosts)), "keys": [*where, "address"]},
                )
        return self

    @model_validator(mode="after")
    def _promises_can_be_kept(self) -> Company:
        for name in self.promises:
            try:
                places = self.promised(name).touchpoints()
            except InvalidPromise as error:
                raise _at("promises", name, message=str(error)) from error
            for place in places:
                if place not in self.touchpoints:
                    message = f"there is no touchpoint {place!r}. Valid: {', '.join(self.touchpoints)}"
                    raise _at("promises", name, "honoured_at", message=message)
        return self

    @model_validator(mode="after")
    def _accounts_differ(self) -> Company:
        emails = [one.email for one in self.accounts.people] if self.accounts else []
        for number, email in enumerate(emails):
            if email in emails[:number]:
                message = "two accounts have this address, so they could not be told apart"
                raise _at("accounts", "people", str(number), "email", message=message)
        return self

    def addresses(self) -> list[tuple[tuple[str, ...], str]]:
        """Give every address of the company, with the keys of its section."""
        found: list[tuple[tuple[str, ...], str]]
        found = [(("touchpoints", name), place.address) for name, place in self.touchpoints.items()]
        if self.back_office:
            found.append((("back_office",), self.back_office.address))
        return [*found, (("clock",), self.clock.address)] if self.clock else found

    def promised(self, name: str) -> PromiseTerms:
        """Return the terms of a promise that was made already.

        Raises:
            KeyError: There is none of that name.
        """
        return self.promises[name].terms(name, self.table())

    def boundary(self) -> Boundary:
        """Return how far a journey may go, with nothing ordered yet."""
        on_this_machine = all(map(is_loopback, self.hosts))
        may_pay = on_this_machine if self.never.pay is None else not self.never.pay
        return Boundary(may_pay=may_pay, most_orders=self.never.order_more_than)

    def secrets(self) -> list[str]:
        """Return every credential in it, for redaction."""
        return [secret for _, secret in secrets_of(self)]

    def keys_of_secrets(self, secrets: Collection[str]) -> list[str]:
        """Say under which keys some credentials stand, without telling them."""
        return [key for key, secret in secrets_of(self) if secret in secrets]

    def place(self, *keys: str) -> str | None:
        """Say where a key stands in the company file (``file:line``), if it was read from one."""
        return f"{self._file}:{line_of([*keys], self._file.read_text(encoding='utf-8'))}" if self._file else None

    @property
    def folder(self) -> Path | None:
        """The folder of the company file, if it was read from one: own drivers are found there."""
        return self._file.parent if self._file else None

    @property
    def kinds(self) -> Topics:
        """The kinds of promise that can be made and judged here: ours, installed ones, and those it names."""
        return self._kinds

    def table(self) -> TermTable:
        """Return what reads promises' tables here."""
        return replace(
            self._kinds.table(currency=self.currency, zone=self.time_zone),
            elsewhere=lambda term: not_named(term, self.folder),
        )

    def service_standards(self) -> Standards:
        """Return its general promises in the form the verdict takes."""
        calendar = self.calendar.calendar(self.time_zone)
        return Standards(self.standards.stated(self._kinds.standards), calendar)


@cache
def company_model(kinds: Topics) -> type[Company]:
    """Return what a company file must be like whose promises are of some kinds."""
    standards, promise = standards_section(kinds.standards), promise_section(kinds.promised)
    fields: dict[str, Any] = {
        "standards": (standards, Field(default=standards(), description=_help("standards"))),
        "promises": (dict[str, promise], Field(default_factory=dict, description=_help("promises"))),  # type: ignore[valid-type]
    }
    model = Company.extended(fields)
    model._kinds = kinds  # noqa: SLF001 - its own module
    return model


def described(facts: Mapping[str, Any], folder: Path | None = None) -> Company:
    """Check what a company file says, with the topics that it names.

    Raises:
        InvalidCompany: A topic cannot be imported.
        ValidationError: A key or a value is wrong.
    """
    return company_model(named(facts.get("topics", ()), folder)).model_validate(facts)


def _help(field: str) -> str | None:
    return Company.model_fields[field].description


def read_company(path: Path) -> Company:
    """Read and check a company file (TOML); ``${NAME}`` in a value stands for an environment variable.

    Raises:
        InvalidCompany: With file, line, value, the nearest right key and the valid ones.
        InvalidPhrasebook: The words that answers are read by cannot be used.
    """
    kinds = topics_of(path)
    try:
        company = read_toml(path, company_model(kinds), "company file")
    except InvalidCompany as error:
        error.remedy = not_named(error.value or "", path.parent) or error.remedy
        raise
    company._file = path  # noqa: SLF001 - its own module
    if company.wording:
        extend(path.parent / company.wording)
    return company


def _at(*keys: str, message: str) -> PydanticCustomError:
    return PydanticCustomError("wrong", "{message}", {"message": message, "keys": keys})
