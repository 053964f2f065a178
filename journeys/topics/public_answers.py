"""Public answers: they tell nobody's personal data, and refuse nothing that is honoured in private."""

from __future__ import annotations

from collections.abc import Iterator

from journeys.evidence.observations import Stance, Visit
from journeys.judging.rule import EVERY
from journeys.judging.standing import Due, Standing
from journeys.judging.topic import Topic
from journeys.judging.verdict import Finding
from journeys.promises.channel import Channel
from journeys.promises.form import one_of
from journeys.promises.forms import COUNT

__all__ = [
    "PUBLIC_ANSWERS",
    "PUBLIC_READ",
    "REFUSED_IN_PUBLIC",
    "SAID_IN_PUBLIC",
    "TOLD_IN_PUBLIC",
    "TOLD_PERSONAL_DATA",
]

PUBLIC_ANSWERS = Topic(
    "public answers",
    about="what it says in public",
    honours=True,
    measures="consistency",
    channels=frozenset({Channel.SOCIAL}),
)

PUBLIC_READ = PUBLIC_ANSWERS.seen("public answers read", COUNT)
TOLD_IN_PUBLIC = PUBLIC_ANSWERS.seen(
    "told in public", one_of("name", "address", "number", "email address", "code", "order number", name="fact")
)
SAID_IN_PUBLIC = PUBLIC_ANSWERS.seen("said in public", one_of(*Stance, name="stance"))

TOLD_PERSONAL_DATA = PUBLIC_ANSWERS.breach("told personal data in public", row="R21", severity="critical")
REFUSED_IN_PUBLIC = PUBLIC_ANSWERS.breach("refused in public what it honours in private", row="R1")


@PUBLIC_ANSWERS.rule(EVERY)
def nothing_personal(visit: Visit, standing: Standing) -> Iterator[Finding]:
    """Say of each thing that belongs to nobody but the customer whether everybody could read it."""
    del standing
    nothing, found = "nothing personal", visit.of(TOLD_IN_PUBLIC)
    if not found and (read := visit.last(PUBLIC_READ)) is not None and read.value != "0":
        reason = "nothing personal was told where everybody could read it"
        yield PUBLIC_ANSWERS.found(visit, TOLD_IN_PUBLIC, nothing, nothing, reason)
    for seen in found:
        told, reason = f"the customer's {seen.value}", f"everybody could read the customer's {seen.value}"
        yield PUBLIC_ANSWERS.found(visit, TOLD_IN_PUBLIC, nothing, told, reason, TOLD_PERSONAL_DATA)


@PUBLIC_ANSWERS.rule(EVERY)
def as_in_private(visit: Visit, standing: Standing) -> Iterator[Finding]:
    """Say whether the promise was refused in public and then honoured in private; who refuses it twice is told so."""
    seen = visit.last(SAID_IN_PUBLIC)
    asked = next((one for one in reversed(visit.observations) if one.term.asks), None)
    promised = standing.promise.asked
    if seen is None or asked is None or promised is None or standing.due(visit) is not Due.HONOUR:
        return
    if asked.money.currency == promised.currency and asked.money <= promised:
        reason = f"{seen.value} in public, {asked.value} in private"
        yield PUBLIC_ANSWERS.found(
            visit, SAID_IN_PUBLIC, asked.value, seen.value, reason, REFUSED_IN_PUBLIC, seen.words
        )
