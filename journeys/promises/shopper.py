"""Shoppers: people who act as customers, never judge, and carry what they were told from place to place."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, fields
from datetime import date
from enum import StrEnum

from faker import Faker
from faker.config import AVAILABLE_LOCALES

from journeys.promises.preferences import Preference

__all__ = ["PRONOUNS", "Address", "Fact", "Line", "Shopper", "invent", "tag_of"]

PRONOUNS = ("she", "he", "they", "her", "him", "them")
"""Words that stand for the shopper last named."""

_ADULT, _ELDERLY = 25, 70
_CHILD = "child"
"""What a minor with a line is to the shopper."""
_LONG = len("+12025550147")
_AREA_CODES = ("202", "212", "303", "312", "404", "415", "503", "617", "702", "808")


class Fact(StrEnum):
    """Something a customer tells a company, and should have to tell only once; who they are, once at each visit."""

    OFFER = "offer"
    LINE = "line"
    HISTORY = "history"
    ACCOUNT = "account number"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A mobile line: its number and the person who holds it."""

    number: str
    holder: str
    minor: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where somebody lives.

    Attributes:
        street: With the number, as people there write it.
        country: ISO 3166 code, such as ``US``.
    """

    street: str
    postal_code: str
    city: str
    country: str


@dataclass(slots=True, kw_only=True)
class Shopper:
    """A customer who cannot exist: reserved domain, reserved number.

    Attributes:
        name: First name, as the sentences use it.
        password: Invented too; never written into any evidence.
        username: What the shopper signs in with.
        known_as: The full name the company has on record, if it is another.
        speaks: The language the company has on record, if it is not the locale's.
        address: Where they live; a test account has one only if the company file says so.
        family: Who else belongs to the account, each with what they are to the shopper, such as ``mother``.
        told: What this shopper has explained to the company so far, and where first.
        wants: How the company has agreed to write to the shopper.
        line_meant: Holder of the line the shopper last asked about; nobody forgets that between two contacts.
    """

    name: str
    last_name: str
    email: str
    phone: str
    password: str
    birth_date: date
    locale: str
    username: str = ""
    known_as: str = ""
    speaks: str = ""
    address: Address | None = None
    family: dict[str, str] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    told: dict[Fact, str] = field(default_factory=dict)
    wants: Preference = field(default_factory=Preference)
    line_meant: str | None = None

    @property
    def language(self) -> str:
        """ISO 639 code of the language this shopper prefers."""
        return self.speaks or self.locale.partition("_")[0]

    @property
    def full_name(self) -> str:
        """First and last name."""
        return self.known_as or f"{self.name} {self.last_name}"

    @property
    def typed_phone(self) -> str:
        """The telephone number in figures, as it is typed on a keypad at home."""
        return "".join(filter(str.isdecimal, self.phone.removeprefix("+1") if len(self.phone) == _LONG else self.phone))

    @property
    def account_number(self) -> str:
        """What the account goes by, in figures: what the shopper signs in with, else the telephone number."""
        return self.username if self.username.isdecimal() else self.typed_phone

    def personal(self) -> Iterable[str]:
        """Everything about this shopper that must not stand in a report in clear."""
        digits = [number for line in self.lines for number in _spellings(line.number)]
        lives = [self.address.street] if self.address else []
        return (self.email, self.username, self.last_name, self.password, *_spellings(self.phone), *digits, *lives)

    def become(self, other: Shopper) -> None:
        """Be played by another account from now on; whoever holds this shopper sees the other."""
        for one in fields(other):
            setattr(self, one.name, getattr(other, one.name))

    def explain(self, fact: Fact, touchpoint: str) -> bool:
        """Tell the company a fact; return whether it had been told before."""
        repeated = fact in self.told
        self.told.setdefault(fact, touchpoint)
        return repeated


def invent(
    name: str,
    *,
    seed: int,
    journey: str,
    locale: str = "en_US",
    family: Iterable[str] = (),
    taken: Collection[str] = (),
    suffix: str = "",
) -> Shopper:
    """Make up a customer; the same seed, journey, name and locale always give the same one.

    Args:
        name: First name.
        seed: The run's shopper seed.
        journey: What tells this journey from others, so that no two share a mailbox.
        locale: Language and country, such as ``en_US`` or ``ar_EG``.
        family: Minors who hold a line in this shopper's account.
        taken: Numbers that others of the journey have already.
        suffix: What tells this shopper's address and numbers from those of the same one in an earlier run.
    """
    fake = _faker(locale)
    fake.seed_instance(f"{seed}:{journey}:{name}:{locale}")
    start = fake.random_int(0, 99)
    area = fake.random_element(_AREA_CODES)
    holders = [name, *family]
    shift = int.from_bytes(hashlib.blake2s(suffix.encode(), digest_size=4).digest()) if suffix else 0
    numbers = _free_numbers(_AREA_CODES.index(area) * 100 + start + shift, len(holders), taken)
    lines = [
        Line(number=number, holder=holder, minor=index > 0)
        for index, (number, holder) in enumerate(zip(numbers, holders, strict=True))
    ]
    email = f"{name.casefold() if name.isascii() else 'shopper'}.{tag_of(name, seed, journey, suffix)}@shoppers.example"
    return Shopper(
        name=name,
        last_name=f"{fake.last_name()}-{fake.last_name()}",  # double: no page says it by chance, as it may say Price
        email=email,
        username=email,
        phone=lines[0].number,
        password=str(fake.password(length=16)),
        birth_date=fake.date_of_birth(minimum_age=_ADULT, maximum_age=_ELDERLY),
        address=Address(
            street=" ".join(fake.street_address().split()),
            postal_code=fake.postcode(),
            city=fake.city(),
            country=locale.partition("_")[2] or "US",
        ),
        family=dict.fromkeys(holders[1:], _CHILD),
        locale=locale,
        lines=lines,
    )


def _free_numbers(start: int, count: int, taken: Collection[str]) -> list[str]:
    """Choose numbers that follow each other, from a place on, none of which anybody has."""
    for step in range(len(_AREA_CODES) * 100):
        area = _AREA_CODES[(start + step) // 100 % len(_AREA_CODES)]
        numbers = [f"+1{area}55501{(start + step + index) % 100:02d}" for index in range(count)]
        if not set(numbers) & set(taken):
            return numbers
    message = f"There are no {count} numbers left in a row that nobody can have: too many people are in one journey."
    raise ValueError(message)


def tag_of(name: str, seed: int, journey: str, suffix: str = "") -> str:
    """Give the letters that tell a shopper of one journey from those of others, in all runs there will be."""
    tag = hashlib.blake2s(f"{seed}:{journey}:{name}".encode(), digest_size=8).hexdigest()
    return f"{tag}-{suffix}" if suffix else tag


@functools.cache
def _faker(locale: str) -> Faker:
    """Make what invents people of a locale, or of the nearest one that it knows."""
    language = locale.partition("_")[0]
    alike = (known for known in sorted(AVAILABLE_LOCALES) if known.partition("_")[0] == language)
    return Faker(locale if locale in AVAILABLE_LOCALES else next(alike, "en_US"))


def _spellings(number: str) -> tuple[str, ...]:
    """Give the ways a page may write a North American number, such as ``(202) 555-0147``."""
    area, exchange, rest = number[-10:-7], number[-7:-4], number[-4:]
    return (
        number,
        number.lstrip("+"),
        number[-10:],
        f"({area}) {exchange}-{rest}",
        f"{area}-{exchange}-{rest}",
        f"+1 {area} {exchange} {rest}",
        f"+1 {area}-{exchange}-{rest}",
        f"+1 ({area}) {exchange}-{rest}",
    )
