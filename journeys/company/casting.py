"""Who plays the shoppers: personas and test accounts, as a company file describes them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from pydantic import Field, SecretStr

from journeys.company.settings import Duration, Language, LocaleName, Section
from journeys.errors import Unable
from journeys.promises.shopper import Address

__all__ = ["AccountSettings", "AccountsSettings", "AddressSettings", "PersonaSettings"]


class AddressSettings(Section):
    """Where a persona, or the customer of a test account, lives."""

    street: str = Field(min_length=3)
    """Street and number, as people there write them."""
    postal_code: str = ""
    """The postal code."""
    city: str = ""
    """The city."""
    country: str = Field(default="", pattern=r"^([A-Z]{2})?$")
    """ISO 3166 code, such as US; that of the locale if left out."""

    def of(self, locale: str) -> Address:
        """Return the address of somebody of a locale."""
        country = self.country or locale.partition("_")[2]
        return Address(street=self.street, postal_code=self.postal_code, city=self.city, country=country)


class PersonaSettings(Section):
    """Somebody whom sentences know by name; what is left out is invented anew for each journey."""

    last_name: str | None = None
    """The family name."""
    locale: LocaleName | None = None
    """Language and country, such as es_US; the company's if left out."""
    birthday: date | None = None
    """The date of birth, such as 1984-03-09."""
    address: AddressSettings | None = None
    """Where they live."""
    email: str | None = Field(default=None, pattern=r"^[^@\s]+@[^@\s]+$")
    """Where the company writes to; {tag} in it gives another address in each journey, such as qa+{tag}@acme.example."""


class AccountSettings(Section):
    """A customer whom the company knows already, for one journey at a time."""

    name: str
    """First and last name, as the company knows them."""
    email: str
    """The address it is known by; it also tells the accounts apart."""
    username: str | None = None
    """What it signs in with, if that is not the email address."""
    password: SecretStr | None = None
    """The password it signs in with; ${NAME} takes it from the environment."""
    phone: str
    """The number of its own line, such as +12025550147."""
    lines: dict[str, str] = Field(default_factory=dict)
    """Numbers of further lines by who holds them, all minors: { Maya = "+12025550148" }."""
    locale: LocaleName | None = None
    """Language and country; the company's if left out."""
    language: Language | None = None
    """ISO 639 code of the language the company has on record; the locale's if left out."""
    address: AddressSettings | None = None
    """Where the company delivers to."""
    family: dict[str, str] = Field(default_factory=dict)
    """Who else belongs to the account, with what they are to its owner: { Ruth = "mother" }."""
    birthday: date | None = None
    """The date of birth the company has on record."""
    personas: tuple[str, ...] = ()
    """The shoppers it can play, by the names sentences use; none means anybody."""
    rest: Duration = timedelta()
    """How long it must not be used again after a journey, such as 1 day."""
    locked_out_for: Duration = timedelta(minutes=30)
    """How long the company refuses it after it was not let in."""

    def suits(self, name: str, family: frozenset[str]) -> bool:
        """Tell whether it can play a shopper of this name, with lines for this family."""
        return not self.lacks(name, family)

    def lacks(self, name: str, family: frozenset[str]) -> str:
        """Say what keeps it from playing a shopper of this name, with lines for this family; nothing if it can."""
        if self.personas and name not in self.personas:
            return f"plays only {' and '.join(self.personas)}"
        missing = sorted(family - set(self.lines))
        return f"has no line for {' and '.join(missing)}" if missing else ""


class AccountsSettings(Section):
    """The test accounts of a company that lets nobody enrol customers, shared by all workers and machines."""

    pool: SecretStr = Field(default=SecretStr("accounts.db"), json_schema_extra={"default": "accounts.db"})
    """Where it is kept who uses which: a file beside this one, or a database's SQLAlchemy URL for several machines."""
    wait: Duration = timedelta(minutes=10)
    """How long a journey waits for a free account."""
    lease: Duration = timedelta(minutes=1)
    """How long an account stays taken after its user was heard of last: so long after a crash it is free again."""
    undone_is_unused: bool = False
    """Whether an offer can be used again once all orders of its journey were undone; else it stays used up."""
    people: tuple[AccountSettings, ...] = Field(min_length=1)
    """The accounts."""

    def suitable(self, name: str, family: Collection[str]) -> list[AccountSettings]:
        """List the accounts that can play a shopper of this name, with lines for this family.

        Raises:
            Unable: There is none.
        """
        suitable = [one for one in self.people if one.suits(name, frozenset(family))]
        if not suitable:
            with_lines = f", with a line for {' and '.join(family)}" if family else ""
            lacks = "; ".join(
                f"account {number} {one.lacks(name, frozenset(family))}"
                for number, one in enumerate(self.people, start=1)
            )
            remedy = "Add one to [[accounts.people]], or name the shopper in the personas of one that is there."
            raise Unable(f"No test account can play {name}{with_lines}: {lacks}.", remedy=remedy)
        return suitable
