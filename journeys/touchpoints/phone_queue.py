"""A queue that a call waits in, as a carrier keeps it (``Enqueue``): its music, and where the call goes on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from xml.etree.ElementTree import Element

from journeys.touchpoints.carrier import Document, Onward
from journeys.touchpoints.speech import spoken

__all__ = ["Queue"]


@dataclass(frozen=True, slots=True)
class Queue:
    """A queue that a call waits in.

    Attributes:
        name: What the company calls it.
        music: What is played meanwhile, over and over.
        after: Where the call goes on behind it, if not with the verbs ``behind`` it.
        since: How long the caller had waited before.
    """

    name: str
    music: Onward
    after: Onward | None
    document: Document
    behind: Sequence[Element]
    since: timedelta

    @classmethod
    def entered(cls, document: Document, enqueue: Element, behind: Sequence[Element], since: timedelta) -> Queue | None:
        """Read the verb; None for a queue of which nothing is heard."""
        if not (music := (enqueue.get("waitUrl") or "").strip()):
            return None
        return cls(
            name=spoken(enqueue) or "without a name",
            music=document.onward(music, enqueue.get("waitUrlMethod")),
            after=document.onward(enqueue.get("action"), enqueue.get("method")) if enqueue.get("action") else None,
            document=document,
            behind=behind,
            since=since,
        )

    def fields(self, waited: timedelta) -> dict[str, str]:
        """Say how the call stands in it, as a carrier tells the company."""
        seconds = str(int((waited - self.since).total_seconds()))
        return {"QueuePosition": "1", "CurrentQueueSize": "1", "QueueTime": seconds, "AvgQueueTime": seconds}
