"""Effort: what a journey cost the customer. Pure, like the verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from journeys.evidence.observations import Visit
from journeys.promises.channel import Side

__all__ = ["Effort", "Repeat", "measure"]


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


def measure(visits: Sequence[Visit], shopper: str | None = None) -> Effort:
    """Add up the effort of one shopper's visits, or of everybody's."""
    own = [visit for visit in visits if shopper in {None, visit.shopper} and visit.side is Side.FRONTSTAGE]
    contacts = [visit for visit in own if visit.purpose.contact]
    return Effort(
        contacts=len(contacts),
        channel_switches=sum(before.channel != after.channel for before, after in pairwise(contacts)),
        repeats=tuple(
            Repeat(fact=seen.value, touchpoint=visit.touchpoint, visit=visit.number)
            for visit in own
            for seen in visit.observations
            if seen.term.repeats
        ),
        waited=sum((visit.waited for visit in own), timedelta()),
        elapsed=max(v.ended for v in own) - min(v.started for v in own) if own else timedelta(),
    )
