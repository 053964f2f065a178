"""Tags that mean something: which there are, what may stand after their colon, and what is said of any other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

import pytest

from journeys.errors import AuthorError, nearest
from journeys.promises.channel import Channel

__all__ = [
    "A_TAG_OF_FEATURES",
    "SEVERITIES",
    "TAGS",
    "KnownBreach",
    "known_breach",
    "mark_name",
    "mark_of",
    "meaningless",
    "registered",
]

SEVERITIES = ("blocker", "critical", "normal", "minor", "trivial")
"""Allure's, worst first."""

A_TAG_OF_FEATURES = "a tag of features"
"""How pytest is told of the tags that features use: so that it lets them pass, which does not make them known here."""

_ROWS = tuple(f"R{row}" for row in range(1, 25))
_PLAIN = (*_ROWS, "moment_of_truth", "slow", "wip")
_KNOWN_BREACH = re.compile(r"(?P<ticket>[^\s:]+)-until:(?P<until>\d{4}-\d\d-\d\d)")
_LET_OFF = "Use @known_breach with its ticket and last day, or @wip."
_HOW = "Write it like @known_breach:KM-17-until:2026-12-31."


@dataclass(frozen=True, slots=True)
class KnownBreach:
    """A breach that was accepted for a while.

    Attributes:
        ticket: Where it is kept track of.
        until: The last day it is accepted.
    """

    ticket: str
    until: date

    def __str__(self) -> str:
        """Say it in a few words."""
        return f"{self.ticket} until {self.until:%d %B %Y}"


def mark_name(tag: str) -> str:
    """Name the pytest mark a tag becomes: ``channel`` for ``@channel:phone``; nothing if no mark can be called that."""
    name = re.sub(r"\W", "_", tag.lstrip("@").partition(":")[0])
    return "" if name.startswith("_") else name


def mark_of(tag: str) -> pytest.MarkDecorator | None:
    """Make the pytest mark of a tag, ``mark.channel("phone")`` of ``@channel:phone``, if any can be called that."""
    name, argument = mark_name(tag), tag.partition(":")[2]
    mark: pytest.MarkDecorator | None = getattr(pytest.mark, name) if name else None
    return mark(argument) if mark and argument else mark


def known_breach(tags: Iterable[str]) -> KnownBreach | None:
    """Find the breach that a scenario's tags accept, if they do; of several, the one that is accepted the shortest.

    Raises:
        AuthorError: The tag lacks its ticket or its date.
    """
    parts = (tag.lstrip("@").partition(":") for tag in tags)
    known = [_read_known_breach(argument) for name, _, argument in parts if name == "known_breach"]
    return min(known, key=lambda one: (one.until, one.ticket), default=None)


def meaningless(tag: str, registered: Iterable[str] = ()) -> AuthorError | None:
    """Say why a tag means nothing, or return None if it means something.

    Args:
        tag: As it is written, ``@`` included.
        registered: Marks that the suite's pytest configuration names.
    """
    own = tuple(registered)
    argument = tag.partition(":")[2]
    name = mark_name(tag)
    if name == "xfail":
        return AuthorError(
            "pytest would let breaches off by this tag, without anybody's having accepted them",
            value=tag,
            remedy=_LET_OFF,
        )
    if name in _WITH_ARGUMENT:
        try:
            _WITH_ARGUMENT[name](argument)
        except AuthorError as error:
            return error
        return None
    if (name in _PLAIN and not argument) or name in own:
        return None
    alike = nearest(name, own)
    valid = [f"@{one}" for one in (*_PLAIN[len(_ROWS) :], *([alike] if alike else []))]
    valid += [f"@{one}:…" for one in _WITH_ARGUMENT] + ["@R1 to @R24"]
    register = ", or name it in pytest's markers: markers = [\"" + name + ': what it means"]'
    remedy = f"Take it off{register if name else ''}."
    return AuthorError("Nothing goes by this tag", value=tag, valid=valid, remedy=remedy)


def registered(markers: Iterable[str]) -> frozenset[str]:
    """Name the marks of pytest's configuration, which has a line for each; those that features brought are left out."""
    lines = (line.partition(":") for line in markers)
    return frozenset(name.partition("(")[0].strip() for name, _, text in lines if text.strip() != A_TAG_OF_FEATURES)


def _read_known_breach(argument: str) -> KnownBreach:
    found = _KNOWN_BREACH.fullmatch(argument)
    if found is None:
        raise AuthorError("A known breach needs a ticket and a last day", value=argument, remedy=_HOW)
    try:
        return KnownBreach(found["ticket"], date.fromisoformat(found["until"]))
    except ValueError:
        raise AuthorError("There is no such day", value=found["until"], remedy=_HOW) from None


def _one_of(what: str, valid: tuple[str, ...]) -> Callable[[str], object]:
    def read(argument: str) -> None:
        if argument not in valid:
            raise AuthorError(f"There is no such {what}", value=argument, valid=valid)

    return read


def _read_issue(argument: str) -> None:
    if not argument:
        raise AuthorError("This tag names no issue", value="issue", remedy="Write it like @issue:KM-17.")


_WITH_ARGUMENT: Mapping[str, Callable[[str], object]] = MappingProxyType(
    {
        "channel": _one_of("channel", tuple(one.value for one in Channel)),
        "severity": _one_of("severity", SEVERITIES),
        "issue": _read_issue,
        "known_breach": _read_known_breach,
    }
)

TAGS = (*_PLAIN, *_WITH_ARGUMENT)
"""Every tag that is ours, by the name of its mark: known to pytest, so that ``-m "not slow"`` works without any."""
