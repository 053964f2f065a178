"""What a run holds back from: hurrying a host, and doing what may never be done, such as paying."""

from __future__ import annotations

import math
import os
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pydantic import Field

from journeys.company.settings import Section
from journeys.errors import Stopped
from journeys.promises.money import Money, written

if TYPE_CHECKING:
    from pyrate_limiter import Limiter

__all__ = ["Boundary", "LimitsSettings", "Manners", "NeverSettings", "is_loopback"]

_MILLISECONDS = 1000


class NeverSettings(Section):
    """What a run may never do; a visit that comes to it stops there, and is judged up to there."""

    pay: bool | None = None
    """Whether paying is forbidden: true, or false; left out, it is forbidden unless all hosts are this machine."""
    order_more_than: int | None = Field(default=None, ge=0)
    """The most orders that one journey may place, the free ones included."""
    open: tuple[str, ...] = ()
    """Addresses that are never opened, by browser or request, such as https://pay.acme.example/*; * is for anything."""


class LimitsSettings(Section):
    """How much a company may be asked."""

    requests_per_second: float | None = Field(default=None, gt=0)
    """For each host: the most requests and pages opened in a second, all workers of one machine together."""


@dataclass(slots=True, kw_only=True)
class Boundary:
    """How far one journey may go; drivers ask before they order.

    Attributes:
        may_pay: Whether anything but nothing may be paid.
        most_orders: How many orders may be placed; None for any number.
        orders: How many were begun.
    """

    may_pay: bool = True
    most_orders: int | None = None
    orders: int = 0

    @property
    def limits(self) -> bool:
        """Whether anything is forbidden."""
        return not self.may_pay or self.most_orders is not None

    def order(self, total: Money | None) -> None:
        """Note that an order is about to be placed; a total of None is an unknown one.

        Raises:
            Stopped: It must not be.
        """
        if not self.may_pay and (total is None or total.amount):
            asked = written(total) if total is not None else "an unknown amount"
            raise Stopped(f"stopped before payment of {asked}, which [never] forbids")
        if self.most_orders is not None and self.orders >= self.most_orders:
            raise Stopped(f"stopped before order number {self.orders + 1}, which [never] order_more_than forbids")
        self.orders += 1


@dataclass(slots=True, kw_only=True)
class Manners:
    """How a worker behaves towards hosts: what it never opens, and how often it asks.

    Attributes:
        never: Patterns of addresses that are not opened.
        requests_per_second: For each host; None for no limit.
        rehearsing: Whether this is a dry run, in which nothing is opened.
        stopped_at: The forbidden address that was asked for last.
    """

    never: tuple[str, ...] = ()
    requests_per_second: float | None = None
    rehearsing: bool = False
    stopped_at: str | None = None
    _paces: dict[str, Limiter] = field(default_factory=dict)

    @classmethod
    def towards(cls, never: NeverSettings, limits: LimitsSettings) -> Manners:
        """Take them from a company file; the workers on this machine share what is allowed evenly."""
        workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
        asked = limits.requests_per_second
        return cls(never=never.open, requests_per_second=asked / workers if asked else None)

    @property
    def needed(self) -> bool:
        """Whether there is anything to mind."""
        return bool(self.never) or self.requests_per_second is not None

    def forbid(self, url: str) -> bool:
        """Tell whether an address must not be opened, and remember that somebody tried."""
        if self.rehearsing or any(fnmatchcase(url, pattern.replace("[", "[[]")) for pattern in self.never):
            self.stopped_at = url
            return True
        return False

    def take_stop(self) -> Stopped | None:
        """Return what was stopped since this was last asked, if anything."""
        url, self.stopped_at = self.stopped_at, None
        parts = urlsplit(url or "")
        why = "since this is a dry run" if self.rehearsing else "which [never] open forbids"
        return Stopped(f"stopped before {parts.hostname}{parts.path}, {why}") if url else None

    def wait_for_turn(self, url: str) -> None:
        """Wait until the host may be asked again."""
        if self.requests_per_second is None:
            return
        host = urlsplit(url).hostname or ""
        if host not in self._paces:
            self._paces[host] = _pace(self.requests_per_second)
        self._paces[host].try_acquire(host)


def _pace(per_second: float) -> Limiter:
    """Let one request pass at a time, evenly spread."""
    from pyrate_limiter import Limiter, Rate

    return Limiter(Rate(1, math.ceil(_MILLISECONDS / per_second)), buffer_ms=1)


def is_loopback(host: str) -> bool:
    """Tell whether a host is this machine."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
