"""Whose letter it is: whom it greets, whose address it gives, to whom it was sent."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from email.utils import getaddresses
from typing import Final

from imap_tools import MailMessage

from journeys.promises.shopper import Shopper
from journeys.reading.stances import worded
from journeys.tools.letterheads import headers
from journeys.touchpoints.known_names import common_words, is_anybodys, is_first_name
from journeys.touchpoints.letter_parts import parts_of
from journeys.touchpoints.whose import folded, is_hers

__all__ = ["greeted", "other_customer"]

_FIRST_LINES: Final = 15
"""How far down a letter greets anybody: a logo, a menu and a heading stand above."""

_MOST_WORDS: Final = 5
_MOST_NAMES: Final = 3
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_ADDRESS: Final = r"[^\s<>()\[\],;:\"]+@[^\s<>()\[\],;:\"]+\.[^\W\d_]{2,}"
_NAME: Final = r"[^\W\d_][^,:!،;–—?{}*%|\[\]@\d]{0,60}?"
_ALONE: Final = r"[^\W\d_]+(?: [^\W\d_]+)?"
_ENDS: Final = r"(?=\s*(?:[,:!،;–—]|$))"


def greeted(lines: Iterable[str]) -> str | None:
    """Return the name that one of an agent's sentences greets; None where nobody, or not surely somebody, is named."""
    for line in lines:
        if found := _by_words(line.rstrip(".")):
            words = [word for word in _WORD.findall(found) if not worded("title").fullmatch(word)]
            if 0 < len(words) <= _MOST_NAMES and all(
                is_anybodys(word) and word not in common_words() for word in words
            ):
                return found
    return None


def other_customer(letter: MailMessage, shopper: Shopper) -> str | None:
    """Return the name or address by which a letter is another customer's; None where it is hers, or nobody's."""
    names = list(_greeted(letter))
    if not any(is_hers(name, shopper) for name in names):  # a heading may greet a day, or a star, above her
        strange = next((name for name in names if _is_a_name(name)), None)
        if strange is not None:
            return strange
    senders = {address.rpartition("@")[2].casefold() for _, address in getaddresses(headers(letter, "From"))}
    for _, lines in parts_of(letter):
        for line in lines:
            for found in re.finditer(rf"(?:{worded('sent_to').pattern})[\s:<(]*({_ADDRESS})", line, re.IGNORECASE):
                address = found[found.re.groups].rstrip(".")
                if address.casefold() != shopper.email.casefold() and not _is_at(address, senders):
                    return address
    return _sent_to(letter, shopper, senders)


def _sent_to(letter: MailMessage, shopper: Shopper, senders: Iterable[str]) -> str | None:
    """Return whom the letter names as its reader although it came to the shopper; lists of the sender are nobody."""
    named = getaddresses([*headers(letter, "To"), *headers(letter, "Cc")])
    if any(address.casefold() == shopper.email.casefold() for _, address in named):
        return None
    people = [
        (name, address)
        for name, address in named
        if "@" in address and not _is_at(address, senders) and _is_somebody(name, address)
    ]
    if not people or any(is_hers(name or address.partition("@")[0].split(".")[0], shopper) for name, address in people):
        return None
    return ", ".join(f"{name} <{address}>".strip() for name, address in people)


def _is_somebody(name: str, address: str) -> bool:
    """Tell whether a mailbox is a person's: by its name, or by what stands before the ``@``."""
    if name:
        return _is_a_name(name)
    return any(is_anybodys(piece) for piece in re.split(r"[\W\d_]+", address.partition("@")[0]) if piece)


def _greeted(letter: MailMessage) -> Iterator[str]:
    """Give what stands in the greetings of the page, then of the text part, and may be a name."""
    sender = set(folded(name for name, _ in getaddresses(headers(letter, "From"))))
    for _, lines in reversed(parts_of(letter)):
        for line in lines[:_FIRST_LINES]:
            name = _greeting(line)
            words = _WORD.findall(name)
            if "@" in name or (
                0 < len(words) <= _MOST_WORDS
                and not any(worded("nobody").fullmatch(word) for word in words)
                and not set(folded([name])) <= sender
            ):
                yield name


def _greeting(line: str) -> str:
    """Return what a line greets, by a greeting's words or by the name alone; empty if it does not."""
    if by_words := _by_words(line):
        return by_words
    alone = re.match(rf"({_ALONE}),(?:$|\s+(?:{worded('your').pattern})\b)", line, re.IGNORECASE)
    is_one = alone is not None and is_first_name(alone[1].split()[0])
    return alone[1] if alone is not None and is_one else ""


def _by_words(line: str) -> str:
    greeting = rf"[^\w{{*%\[]*(?:{worded('greeting').pattern})"
    for pattern in (rf"{greeting}\W?\s+(?P<name>{_ADDRESS}){_ENDS}", rf"{greeting},?\s+(?P<name>{_NAME}){_ENDS}"):
        if found := re.match(pattern, line, re.IGNORECASE):
            return found["name"].strip()
    return ""


def _is_a_name(name: str) -> bool:
    """Tell whether a greeting's words name somebody: ``Ms Reyes``, ``Omar``; not ``Parents`` or ``Better Sleep``."""
    words = _WORD.findall(name)
    if "@" in name or any(worded("title").fullmatch(word) for word in words[:-1]):
        return True
    if any(is_anybodys(word) for word in words):
        return True
    return (
        len(words) == 1
        and name.istitle()
        and not worded("sort_of_people").fullmatch(name)
        and name not in common_words()
    )


def _is_at(address: str, hosts: Iterable[str]) -> bool:
    host = address.rpartition("@")[2].casefold()
    return any(host == one or host.endswith(f".{one}") or one.endswith(f".{host}") for one in hosts)
