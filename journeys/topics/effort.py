"""Effort: what a journey may cost the customer, in contacts, switches, waiting and days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from journeys.evidence.observations import Visit
from journeys.judging.effort import measure
from journeys.judging.topic import Topic
from journeys.judging.verdict import WHOLE_JOURNEY, Finding, Outcome
from journeys.promises.clock import lasting

__all__ = ["EFFORT", "TOO_MUCH", "AtMost"]

EFFORT = Topic("effort", about="sparing the customer effort")

TOO_MUCH = EFFORT.breach("cost the customer too much effort", row="R23")


@dataclass(frozen=True, slots=True, kw_only=True)
class AtMost:
    """A rule for whole journeys: how much effort one may cost a shopper; None is no limit."""

    about: ClassVar[str] = EFFORT.about
    contacts: int | None = None
    channel_switches: int | None = None
    waited: timedelta | None = None
    elapsed: timedelta | None = None

    def __call__(self, visits: Sequence[Visit], shopper: str) -> tuple[Finding, ...]:
        """Judge the effort of a shopper; no visit is to blame for all of it."""
        if not any(visit.shopper == shopper for visit in visits):
            return ()
        return tuple(
            Finding(
                visit=None,
                touchpoint=WHOLE_JOURNEY,
                channel=None,
                term=None,
                about=EFFORT.about,
                promised=f"{what}: {limit}",
                told=f"{what}: {told}",
                outcome=Outcome.KEPT if good else Outcome.BROKEN,
                reason=f"{what} {told}, {limit}",
                breach=None if good else TOO_MUCH,
            )
            for what, limit, told, good in self._compared(visits, shopper)
        )

    def _compared(self, visits: Sequence[Visit], shopper: str) -> list[tuple[str, str, str, bool]]:
        effort = measure(visits, shopper)
        compared: list[tuple[str, str, str, bool]] = []
        for name in ("contacts", "channel_switches"):
            limit, told = getattr(self, name), getattr(effort, name)
            if limit is not None:
                compared.append((name.replace("_", " "), f"at most {limit}", str(told), told <= limit))
        for name in ("waited", "elapsed"):
            limit, told = getattr(self, name), getattr(effort, name)
            if limit is not None:
                compared.append((name, f"at most {lasting(limit)}", lasting(told), told <= limit))
        return compared
