"""Effort: what a journey cost the customer. Pure, like the verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from journeys.evidence.observations import Term, Visit
from journeys.judging.verdict import Breach, Concern, Finding, Outcome
from journeys.promises.channel import Side
from journeys.promises.clock import lasting

__all__ = ["Effort", "Limits", "Repeat", "against", "measure"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """One fact a customer had to tell again, and where."""

    fact: str
    touchpoint: str
    visit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """What it cost.

    Attributes:
        contacts: Times the customer had to get in touch; reading a message is not one.
        channel_switches: Times the next contact was in another channel.
        repeats: What had to be explained again.
        waited: Company time spent in queues, on hold and without an answer.
        elapsed: Company time from the first visit to the end of the last.
    """

    contacts: int
    channel_switches: int
    repeats: tuple[Repeat, ...]
    waited: timedelta
    elapsed: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much effort a journey may cost; None is no limit."""

    contacts: int | None = None
    channel_switches: int | None = None
    waited: timedelta | None = None
    elapsed: timedelta | None = None


def measure(visits: Sequence[Visit], shopper: str | None = None) -> Effort:
    """Add up the effort of one shopper's visits, or of everybody's."""
    own = [visit for visit in visits if shopper in {None, visit.shopper} and visit.side is Side.FRONTSTAGE]
    contacts = [visit for visit in own if visit.purpose.is_contact]
    return Effort(
        contacts=len(contacts),
        channel_switches=sum(before.channel != after.channel for before, after in pairwise(contacts)),
        repeats=tuple(
            Repeat(fact=seen.value, touchpoint=visit.touchpoint, visit=visit.number)
            for visit in own
            for seen in visit.observations
            if seen.term is Term.ASKED_AGAIN
        ),
        waited=sum((visit.waited for visit in own), timedelta()),
        elapsed=max(v.ended for v in own) - min(v.started for v in own) if own else timedelta(),
    )


def against(limits: Limits, visits: Sequence[Visit], shopper: str) -> tuple[Finding, ...]:
    """Judge the effort of a shopper against limits; the finding stands at the visit that cost most waiting."""
    effort = measure(visits, shopper)
    own = [visit for visit in visits if visit.shopper == shopper]
    if not own:
        return ()
    worst = max(own, key=lambda visit: visit.waited)
    compared: list[tuple[str, str, str, bool]] = []
    for name in ("contacts", "channel_switches"):
        limit, told = getattr(limits, name), getattr(effort, name)
        if limit is not None:
            compared.append((name.replace("_", " "), f"at most {limit}", str(told), told <= limit))
    for name in ("waited", "elapsed"):
        limit, told = getattr(limits, name), getattr(effort, name)
        if limit is not None:
            compared.append((name, f"at most {lasting(limit)}", lasting(told), told <= limit))
    return tuple(
        Finding(
            visit=worst.number,
            touchpoint=worst.touchpoint,
            channel=worst.channel,
            term=None,
            concern=Concern.EFFORT,
            promised=f"{what}: {limit}",
            told=f"{what}: {told}",
            outcome=Outcome.KEPT if good else Outcome.BROKEN,
            reason=f"{what} {told}, {limit}",
            breach=None if good else Breach.TOO_MUCH_EFFORT,
        )
        for what, limit, told, good in compared
    )
