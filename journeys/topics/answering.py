"""Answering: whoever writes to a company is answered, and in time."""

from __future__ import annotations

from collections.abc import Iterator

from journeys.evidence.observations import Visit
from journeys.judging.rule import EVERY
from journeys.judging.standing import Standing
from journeys.judging.topic import Topic
from journeys.judging.verdict import Finding
from journeys.promises.calendars import WorkingDays
from journeys.promises.channel import Channel
from journeys.promises.clock import lasting
from journeys.promises.form import one_of
from journeys.promises.forms import DURATION, WITHIN

__all__ = ["ANSWERING", "LATE_REPLY", "REPLIED_WITHIN", "REPLY", "REPLY_TIME", "UNANSWERED"]

ANSWERING = Topic(
    "answering",
    about="answering what customers write",
    honours=True,
    channels=frozenset({Channel.SMS, Channel.SOCIAL}),
)

REPLIED_WITHIN = ANSWERING.standard(
    "message answered within",
    WITHIN,
    usual="24 hours",
    help="How long somebody may wait who wrote in public or privately on social media, or by text.",
)

REPLY = ANSWERING.seen("reply", one_of("came", "none"), excuses=["none"], told={"came": "", "none": "no reply"})
REPLY_TIME = ANSWERING.seen("reply time", DURATION)

UNANSWERED = ANSWERING.breach("never answered what was written", row="R12")
LATE_REPLY = ANSWERING.breach("took too long to reply", row="R12")


@ANSWERING.rule(EVERY)
def replied_in_time(visit: Visit, standing: Standing) -> Iterator[Finding]:
    """Say whether what the customer wrote was answered, each time and soon enough."""
    seen = visit.last(REPLY)
    if seen is None:
        return
    within = standing.standards.within(REPLIED_WITHIN)
    in_all = within.after(visit.started) if isinstance(within, WorkingDays) else within
    promised = f"answered within {within if isinstance(within, WorkingDays) else lasting(within)}"
    took = max((one.duration for one in visit.of(REPLY_TIME)), default=None)
    breach = UNANSWERED if seen.value == "none" else None
    if breach is None and took is not None and took > in_all:
        breach = LATE_REPLY
    told = (
        "no answer" if breach is UNANSWERED else f"answered after {lasting(took)}" if took is not None else "answered"
    )
    yield ANSWERING.found(visit, REPLY, promised, told, "the customer wrote", breach, seen.words)
