"""Being served: nobody hangs up on the customer, sends them elsewhere, or leads them into a dead end."""

from __future__ import annotations

from collections.abc import Iterator

from journeys.evidence.observations import Visit
from journeys.judging.rule import EVERY
from journeys.judging.standing import Due, Standing
from journeys.judging.topic import Topic
from journeys.judging.verdict import Finding
from journeys.promises.form import one_of

__all__ = ["DEAD_END", "DROPPED", "HUNG_UP", "SENT_ELSEWHERE", "SERVICE"]

SERVICE = Topic("service", about="not dropping the customer", honours=True)

_TO_THE_END = "to be served to the end"
_WAYS = ("hung up", "sent elsewhere", "dead end")

DROPPED = SERVICE.seen("dropped", one_of(*_WAYS), excuses=_WAYS, told="{value}")

HUNG_UP = SERVICE.breach("hung up on the customer", row="R12")
SENT_ELSEWHERE = SERVICE.breach("sent the customer elsewhere", row="R12")
DEAD_END = SERVICE.breach("led the customer into a dead end", row="R12")

_BREACHES = {"hung up": HUNG_UP, "sent elsewhere": SENT_ELSEWHERE, "dead end": DEAD_END}


@SERVICE.rule(EVERY)
def served_to_the_end(visit: Visit, standing: Standing) -> Iterator[Finding]:
    """Say whether the customer was served to the end, or dropped."""
    seen = visit.last(DROPPED)
    if seen is not None:
        away = standing.due(visit) is not Due.HONOUR and seen.value == "sent elsewhere"
        breach = None if away else _BREACHES[seen.value]
        reason = seen.words or seen.value
        yield SERVICE.found(visit, DROPPED, _TO_THE_END, seen.value, reason, breach, seen.words)
    elif visit.purpose.served:
        yield SERVICE.found(visit, DROPPED, _TO_THE_END, "served to the end", "the customer was served to the end")
