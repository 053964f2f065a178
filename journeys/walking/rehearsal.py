"""A dry run: shoppers say where they would go and what for, and nobody is contacted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, NoReturn, cast

from pydantic import SecretStr

from journeys.company.account_pool import AccountPool
from journeys.company.company_file import Company
from journeys.errors import Stopped
from journeys.promises.channel import Channel
from journeys.promises.clock import immovable
from journeys.promises.promise import PromiseTerms
from journeys.promises.shopper import Shopper
from journeys.tools.mailbox import Mailbox
from journeys.tools.toolbox import Toolbox

__all__ = ["RehearsedOffice", "StillClock", "no_browser", "rehearsed"]


_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


class StillClock:
    """A clock that stands in for the company's, and moves only when it is told to."""

    def __init__(self, company: Company) -> None:
        """Begin with the company's time; if nobody knows that, before anything it may have promised."""
        self._passes_by_itself = company.clock is None
        self._time = datetime.now(UTC) if company.clock is None else company.clock.starts or _LONG_AGO

    def now(self) -> datetime:
        """Return the time it is set to."""
        return self._time

    def advance(self, duration: timedelta) -> datetime:
        """Let time pass, where the company's can be moved."""
        if self._passes_by_itself:
            raise immovable(duration)
        self._time += duration
        return self._time

    def move_to(self, moment: datetime) -> None:
        """Let time pass until ``moment``, where the company's can be moved."""
        if self._passes_by_itself:
            raise immovable()
        self._time = moment


class RehearsedOffice:
    """A back office that does nothing."""

    def enrol(self, shopper: Shopper) -> None:
        """Leave the shopper unknown."""

    def make_offer(self, shopper: Shopper, terms: PromiseTerms, channel: Channel, places: Mapping[str, Channel]) -> str:
        """Make no offer."""
        _ = shopper, terms, channel, places
        return "a dry run"

    def start_afresh(self) -> None:
        """Leave the company as it is."""


def no_browser() -> NoReturn:
    """Refuse to start a browser.

    Raises:
        Stopped: Always.
    """
    raise Stopped("a dry run opens no browser")


def rehearsed(tools: Toolbox) -> Toolbox:
    """Return tools that reach nobody: own sentences that use them are stopped, and the journey goes on."""
    tools.browsing.manners.rehearsing = True
    settings = tools.company.accounts
    in_memory = settings.model_copy(update={"pool": SecretStr("sqlite://")}) if settings else None
    return replace(
        tools,
        clock=StillClock(tools.company),
        mailbox=cast(Mailbox, _OutOfReach()),
        accounts=AccountPool(in_memory, None) if in_memory else None,
    )


class _OutOfReach:
    def close(self) -> None:
        """Leave nobody."""

    def __getattr__(self, name: str) -> Any:
        raise Stopped(f"a dry run reads no mail ({name})")
