"""A row's journey, walked between company and customer, and how it was judged."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from journeys.errors import BrokenPromises, Compromised, NothingToJudge
from journeys.judging.verdict import Outcome
from journeys.topics import OURS
from journeys.walking.journey import Journey
from tests.drivers.walks import PRODUCT, OpenCompany, Walk

from .proxy import Answer, Proxy
from .relay import Relay
from .table import Row
from .wire import How

__all__ = ["Between", "Judged"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """How a journey was judged.

    Attributes:
        outcome: ``broken``, ``compromised``, ``kept``, or what went wrong with judging itself.
        named: The touchpoints that are named, and the breaches, if they are some; in order.
        why: The reasons that are given, for whoever reads that a row is wrong.
    """

    outcome: str
    named: tuple[tuple[str, str], ...]
    why: str

    def is_as(self, row: Row) -> bool:
        """Tell whether it is what the row expects: the right outcome, the right name, and nobody else's."""
        if self.outcome != row.expect:
            return False
        if row.expect == "broken":
            return (row.at, row.breach) in self.named and {place for place, _ in self.named} == {row.at}
        return {place for place, _ in self.named} == ({row.at} if row.expect == "compromised" else set())


@dataclass(frozen=True, slots=True)
class Between:
    """The company, and what stands between it and its customers."""

    company: OpenCompany
    proxy: Proxy
    relay: Relay

    def judged(self, row: Row, folder: Path) -> Judged:
        """Walk a row's journey with its changes on the way, and say how it was judged.

        Raises:
            LookupError: Something that is to be changed never came by.
        """
        self.proxy.changes = []
        self.relay.begin([])
        walk = self.company.walk(folder, row.what)
        people = _people(walk, row.named)
        letters, answers = row.letters_for(people), row.answers_for(people)
        self.relay.begin(letters)
        walk.promise()
        with self._in_between(answers, row.mailbox):
            judged = _judged(walk.journey, row)
        if unused := [change for change in (*answers, *letters) if not change.used]:
            message = f"there was nothing to change: {unused}; {judged}"
            raise LookupError(message)
        return judged

    @contextmanager
    def _in_between(self, answers: list[Answer], mailbox: How) -> Iterator[None]:
        self.proxy.changes, self.relay.wire.how = answers, mailbox
        if mailbox:
            self.company.mailbox.close()  # calls again, and finds the server changed
        try:
            yield
        finally:
            self.proxy.changes, self.relay.wire.how = [], ""
            if mailbox:
                self.company.mailbox.close()


def _people(walk: Walk, named: Collection[str]) -> dict[str, str]:
    """Name what is Linda's and her daughter Maya's; if told, also what is another customer's, Rosa's, and her son's."""
    journey = walk.journey
    shoppers = [journey.shopper("Linda")]
    if any(name.startswith(("Rosa", "Theo")) for name in named):
        shoppers.append(journey.meet("Rosa", ["Theo"]))
    told: dict[str, str] = {}
    for shopper in shoppers:
        own = f"{shopper.name}'s"
        told |= {f"{own} email": shopper.email, f"{own} phone": shopper.phone, f"{own} last name": shopper.last_name}
        told |= {f"{line.holder}'s number": line.number for line in shopper.lines}
    return told


def _judged(journey: Journey, row: Row) -> Judged:
    error: Exception | None = None
    try:
        for place, purpose in row.visits:
            wanted = OURS.purposes[purpose]
            words = PRODUCT if wanted.of_public else wanted.sample or None
            journey.visit("Linda", place, wanted, words=words)
        journey.hold_to(*OURS)
    except (Compromised, BrokenPromises) as told:
        error = told
    except NothingToJudge as nothing:
        return Judged(outcome="nothing judged", named=(), why=str(nothing))
    except Exception as crash:  # noqa: BLE001 - which is what these tests are after
        return Judged(outcome=f"blamed on the author: {type(crash).__name__}", named=(), why=str(crash))
    findings = [one for _, verdict in journey.review.verdicts() for one in verdict.findings]
    for outcome in (Outcome.BROKEN, Outcome.COMPROMISED):
        if found := [one for one in findings if one.outcome is outcome]:
            named = tuple(dict.fromkeys((one.touchpoint, str(one.breach or "")) for one in found))
            return Judged(outcome=outcome.words, named=named, why="; ".join(one.reason for one in found))
    return Judged(outcome="kept" if error is None else "kept, and an error", named=(), why=str(error or ""))
