"""What word was to come of, and how the customer wanted it by then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from journeys.evidence.observations import Visit
from journeys.judging.standing import Standing
from journeys.promises.channel import Channel
from journeys.promises.preferences import MEANS, PREFERENCE, Preference
from journeys.topics.cases import OPEN
from journeys.topics.notifications.declared import (
    ASK,
    CAME,
    LOOK_FOR_CASE,
    NOTIFIED_WITHIN,
    PROMISED_WITHIN,
    REQUEST,
    begun,
)
from journeys.topics.offers import REDEEM

__all__ = ["Subject", "Wish", "means_of", "subject_of", "wishes_of"]


@dataclass(frozen=True, slots=True)
class Wish:
    """How somebody wanted to be written to from a visit on, and where that was said."""

    wanted: Preference
    number: int
    why: str


@dataclass(frozen=True, slots=True)
class Subject:
    """What word was to come of.

    Attributes:
        number: Of the order or the case.
        begun: When the company took it.
        channel: Where.
        within: How soon word was to come.
        wishes: How to write, as it was wanted then; and since, if it was changed.
    """

    number: str
    begun: datetime
    channel: Channel
    within: timedelta
    wishes: tuple[Wish, ...]

    @property
    def asked(self) -> str:
        """Who had asked for what, where."""
        return self.wishes[-1].why

    @property
    def channels(self) -> tuple[Channel, ...]:
        """By which channels it may come: by any, where nobody asked for one."""
        asked = dict.fromkeys(wish.wanted.means for wish in self.wishes)
        return tuple(MEANS) if None in asked else tuple(one for one in asked if one)

    @property
    def means(self) -> str:
        """By what it was to come."""
        return f"by {' or '.join(MEANS[one] for one in self.channels)}"

    def is_elsewhere(self, visit: Visit) -> bool:
        """Tell whether nothing was to come where a visit looks."""
        anywhere = any(wish.wanted.means is None for wish in self.wishes)
        return not anywhere and visit.channel not in self.channels

    def seen_at(self, standing: Standing, *, elsewhere: bool) -> Visit | None:
        """Return an earlier look that found word of it, where it was to come or elsewhere."""
        for visit in _before(standing):
            if visit.words == self.number and visit.first(CAME) and self.is_elsewhere(visit) == elsewhere:
                return visit
        return None


def subject_of(visit: Visit, standing: Standing) -> Subject | None:
    """Return what a visit looks for word of; None if the company took nothing."""
    visits = _before(standing)
    began = OPEN if visit.purpose == LOOK_FOR_CASE else REDEEM
    taken = begun(visits, visit.shopper, began).get(visit.words)
    if taken is None:
        return None
    wishes = wishes_of(standing, visit.shopper)
    at = max(place for place, wish in enumerate(wishes) if wish.number < taken.number)
    within = standing.promise.get(PROMISED_WITHIN) or standing.standards.of(NOTIFIED_WITHIN)
    return Subject(visit.words, taken.ended, taken.channel, within, wishes[at:])


def wishes_of(standing: Standing, shopper: str) -> tuple[Wish, ...]:
    """List how a shopper wanted to be written to, in order, beginning with nothing; what was not taken counts not."""
    wishes = [Wish(Preference(), 0, "nobody had asked for anything")]
    for visit in _before(standing):
        seen = visit.last(REQUEST)
        if visit.shopper == shopper and visit.purpose == ASK and seen is not None and seen.value == "taken":
            wanted = wishes[-1].wanted.then(PREFERENCE.parse(visit.words))
            why = f"{shopper} had asked for messages {PREFERENCE.write(wanted)}, last at the {visit.touchpoint}"
            wishes.append(Wish(wanted, visit.number, why))
    return tuple(wishes)


def means_of(visit: Visit) -> str:
    """Say by which means something came where a visit looked."""
    return MEANS.get(visit.channel, visit.channel.value)


def _before(standing: Standing) -> list[Visit]:
    """List all visits so far, in order."""
    return sorted((*standing.before, *standing.beside), key=lambda one: one.number)
