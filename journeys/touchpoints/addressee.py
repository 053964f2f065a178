"""Whose letter it is: whom it greets, whose address it gives, to whom it was sent."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from email.utils import getaddresses
from functools import cache
from importlib import import_module
from typing import Final

from imap_tools import MailMessage

from journeys.promises.shopper import Shopper
from journeys.tools.letterheads import headers
from journeys.touchpoints.letters import parts_of
from journeys.touchpoints.wording import worded

__all__ = ["addressee", "is_hers", "other_customer"]

_FIRST_LINES: Final = 15
"""How far down a letter greets anybody: a logo, a menu and a heading stand above."""

_MOST_WORDS: Final = 5
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_ADDRESS: Final = r"[^\s<>()\[\],;:\"]+@[^\s<>()\[\],;:\"]+\.[^\W\d_]{2,}"
_NAME: Final = r"[^\W\d_][^,:!،;–—?{}*%|\[\]@\d]{0,60}?"
_COMMAS: Final = (",", ":", "،")
_ENDS: Final = r"(?=\s*(?:[,:!،;–—]|$))"
_KNOWN_NAMES: Final = ("en_US", "en_GB", "de_DE", "fr_FR", "es_ES", "it_IT", "nl_NL", "sv_SE", "en_IN")


def addressee(letter: MailMessage) -> str | None:
    """Return the name in a letter's greeting, as it is written; None where it names nobody (``Dear customer``)."""
    sender = _folded(name for name, _ in getaddresses(headers(letter, "From")))
    for _, lines in reversed(parts_of(letter)):
        for line in lines[:_FIRST_LINES]:
            if (name := _greeted(line)) and not set(_folded([name])) <= set(sender):
                return name
    return None


def is_hers(name: str, shopper: Shopper) -> bool:
    """Tell whether a name may be the shopper's, or that of somebody who holds one of her lines.

    First or family name, both, initials and titles, in any case and with or without accents: ``MS L. WALKER``.
    """
    if name.casefold() in {shopper.email.casefold(), shopper.username.casefold()}:
        return True
    own = _folded([shopper.full_name, shopper.name, shopper.last_name, *(line.holder for line in shopper.lines)])
    words = [word for word in _folded([name]) if not _is_no_name(word)]
    initials = {word[0] for word in own}
    told = [word for word in words if len(word) > 1]
    if not told:
        return all(word in initials for word in words)
    return told[-1] in own or (told[0] in own and len(told) == 1)


def other_customer(letter: MailMessage, shopper: Shopper) -> str | None:
    """Return the words by which a letter is another customer's; None where it is the shopper's, or nobody's by name."""
    if (name := addressee(letter)) is not None and not is_hers(name, shopper):
        return name
    senders = {address.rpartition("@")[2].casefold() for _, address in getaddresses(headers(letter, "From"))}
    for _, lines in parts_of(letter):
        for line in lines:
            for found in re.finditer(rf"(?:{worded('sent_to').pattern})[\s:<(]*({_ADDRESS})", line, re.IGNORECASE):
                address = found[found.re.groups].rstrip(".")
                if address.casefold() != shopper.email.casefold() and not _is_at(address, senders):
                    return line
    return _sent_to(letter, shopper, senders)


def _sent_to(letter: MailMessage, shopper: Shopper, senders: Iterable[str]) -> str | None:
    """Return whom the letter names as its reader although it came to the shopper; lists of the sender are nobody."""
    named = getaddresses([*headers(letter, "To"), *headers(letter, "Cc")])
    if any(address.casefold() == shopper.email.casefold() for _, address in named):
        return None
    people = [(name, address) for name, address in named if "@" in address and not _is_at(address, senders)]
    if not people or any(is_hers(name or address.partition("@")[0].split(".")[0], shopper) for name, address in people):
        return None
    return ", ".join(f"{name} <{address}>".strip() for name, address in people)


def _greeted(line: str) -> str | None:
    """Return the name that a line greets; what is no greeting for sure must have a name that people have."""
    greeting = rf"[^\w{{*%\[]*(?:{worded('greeting').pattern})"
    if found := re.match(rf"{greeting}\W?\s+(?P<name>{_ADDRESS}){_ENDS}", line, re.IGNORECASE):
        return found["name"]
    found = re.match(rf"{greeting}(?P<sign>,?)\s+(?P<name>{_NAME}){_ENDS}", line, re.IGNORECASE)
    is_plain = found is not None and not found["sign"] and line[found.end() :].strip()[:1] in _COMMAS
    if found is None:
        found = re.match(rf"(?P<name>[^\W\d_]+(?: [^\W\d_]+)?),(?:$|\s+(?:{worded('your').pattern})\b)", line)
    if found is None:
        return None
    name = found["name"].strip()
    words = _WORD.findall(name)
    if not words or len(words) > _MOST_WORDS or any(worded("nobody").fullmatch(word) for word in words):
        return None
    known = [_plain(word) in _first_names() for word in words]
    has_title = any(worded("title").fullmatch(word) for word in words[:-1])
    if has_title or any(known) or (is_plain and words[0][0].isupper()) or (is_plain and not words[0][0].isascii()):
        return name
    return None


def _is_no_name(word: str) -> bool:
    return any(worded(kind).fullmatch(word) for kind in ("title", "nobody", "beside_names"))


def _is_at(address: str, hosts: Iterable[str]) -> bool:
    host = address.rpartition("@")[2].casefold()
    return any(host == one or host.endswith(f".{one}") or one.endswith(f".{host}") for one in hosts)


def _folded(names: Iterable[str]) -> list[str]:
    return [_plain(word) for name in names for word in _WORD.findall(name)]


def _plain(word: str) -> str:
    split = unicodedata.normalize("NFKD", word.casefold())
    return "".join(one for one in split if not unicodedata.combining(one)).replace("’", "'")


@cache
def _first_names() -> frozenset[str]:
    """First names of many countries: what is written small is a name only if it is one of them."""
    providers = [import_module(f"faker.providers.person.{locale}").Provider for locale in _KNOWN_NAMES]
    return frozenset(_plain(name) for one in providers for name in one.first_names)
