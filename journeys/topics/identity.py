"""Identity: a place shows customers, and its staff, the customer's own affairs and nobody else's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from journeys.evidence.observations import Visit
from journeys.judging.rule import EVERY
from journeys.judging.standing import Standing
from journeys.judging.topic import Topic
from journeys.judging.verdict import Finding
from journeys.promises.form import one_of

__all__ = ["ANOTHERS", "IDENTITY", "OWN", "SOMEBODY_ELSES", "WHOSE"]

IDENTITY = Topic("identity", about="showing the customer's own affairs", honours=True)

OWN: Final = "the customer's"
SOMEBODY_ELSES: Final = "somebody else's"

WHOSE = IDENTITY.seen("whose", one_of(OWN, SOMEBODY_ELSES))

ANOTHERS = IDENTITY.breach("showed somebody else's affairs", severity="critical")


@IDENTITY.rule(EVERY)
def own_affairs(visit: Visit, standing: Standing) -> Iterator[Finding]:
    """Say whether what a place showed was the customer's own."""
    del standing
    seen = next((one for one in visit.of(WHOSE) if one.value == SOMEBODY_ELSES), visit.last(WHOSE))
    if seen is not None:
        breach = ANOTHERS if seen.value == SOMEBODY_ELSES else None
        yield IDENTITY.found(visit, WHOSE, OWN, seen.value, f"it showed {seen.value} affairs", breach)
