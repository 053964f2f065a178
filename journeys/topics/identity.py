"""Identity: a place shows customers, and its staff, the customer's own affairs and nobody else's."""

from __future__ import annotations

from collections.abc import Iterator

from journeys.evidence.observations import Visit, Whose
from journeys.judging.rule import EVERY
from journeys.judging.standing import Standing
from journeys.judging.topic import Topic
from journeys.judging.verdict import Finding
from journeys.promises.form import one_of

__all__ = ["ANOTHERS", "IDENTITY", "WHOSE"]

IDENTITY = Topic("identity", about="keeping customers apart", honours=True)

WHOSE = IDENTITY.seen("whose", one_of(*Whose, name="owner"), identifies=True)

ANOTHERS = IDENTITY.breach("showed the affairs of another customer", row="R21", severity="critical")


@IDENTITY.rule(EVERY)
def own_affairs(visit: Visit, standing: Standing) -> Iterator[Finding]:
    """Say whether what a place showed was the customer's own."""
    del standing
    if seen := visit.last(WHOSE):
        yield IDENTITY.found(visit, WHOSE, "the customer's", seen.value, f"it showed {seen.value} affairs", ANOTHERS)
