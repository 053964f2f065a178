"""The reviewer: holds the company to its promises when a *Then* asks, and to all of them at the end of a journey."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from journeys.errors import Compromised, MysteryShopperError, NothingToJudge, NotSeen
from journeys.evidence.observations import Visit
from journeys.judging import breaches
from journeys.judging.judgement import judge
from journeys.judging.rule import JourneyRule
from journeys.judging.topics import Topics
from journeys.judging.verdict import Finding, Outcome, Standards, Verdict
from journeys.promises.promise import Promise
from journeys.records.record import FindingRecord, VerdictRecord, WholeJourney
from journeys.walking.promises_made import PromisesMade
from journeys.walking.unknown import nobody_notices

__all__ = ["Reviewer"]

_GO_THERE = "Add a When in which the shopper goes there and asks, before this Then."


@dataclass(slots=True)
class Reviewer:
    """Reviews the visits of one journey against its promises.

    Attributes:
        visits: Those made so far; the journey goes on adding to them.
    """

    promises: PromisesMade
    visits: Sequence[Visit]
    standards: Standards
    kinds: Topics
    _of_whole: list[tuple[str, Finding]] = field(default_factory=list)
    _listed: list[Finding] = field(default_factory=list)

    def verdicts(self) -> list[tuple[Promise, Verdict]]:
        """Judge everything seen so far, promise by promise."""
        return [
            (made.stated, judge(made.stated, self.visits, self.standards, self.kinds, made.received, made.earlier))
            for made in self.promises
        ]

    def of_whole(self) -> dict[str, list[Finding]]:
        """Return what was found about journeys as a whole, by shopper."""
        found: dict[str, dict[Finding, None]] = {}
        for shopper, one in self._of_whole:
            found.setdefault(shopper, {})[one] = None
        return {shopper: list(own) for shopper, own in found.items()}

    def hold_to(self, *asked: str, at: str | None = None, shopper: str | None = None, line: str | None = None) -> None:
        """Hold the company to its promises.

        Args:
            asked: What is asked about, as topics say it.
            at: Only this touchpoint.
            shopper: Only promises to the shopper of this name.
            line: Only what was seen on visits about the line of this holder.

        Raises:
            BrokenPromises: With the table of what was promised and told.
            Compromised: A visit could not be judged and no other broke the promise.
            NothingToJudge: Nobody has been anywhere for it, so it must not pass.
            NotSeen: Somebody has, and was told nothing that can be compared.
        """
        judged: list[Finding] = []
        headings = []
        for promise, verdict in self.verdicts():
            if shopper not in {None, promise.shopper}:
                continue
            findings = [
                found
                for found in verdict.about(*asked)
                if at in {None, found.touchpoint} and line in {None, self._line_of(found)}
            ]
            judged += findings
            if any(found.outcome is Outcome.BROKEN for found in findings):
                headings.append(breaches.heading(promise, findings))
        if not judged and (unheard := self._unheard(asked, self._gone_to(asked, at, shopper))):
            raise unheard
        if not judged:
            where = f" at the {at}" if at else f" about {line}'s line" if line else ""
            problem = f"No visit{where} says anything about {' and '.join(asked)}, so it cannot pass."
            raise self._unseen(problem, self._gone_to(asked, at, shopper))
        if all(found.outcome is Outcome.NOT_TESTED for found in judged):
            first = judged[0]
            problem = f"{first.about[:1].upper()}{first.about[1:]} cannot pass: it was {first.reason}."
            raise self._unseen(problem, self._gone_to(asked, at, shopper))
        self._conclude(judged, "\n".join(headings))

    def hold_whole(self, shopper: str, rule: JourneyRule) -> None:
        """Hold the whole journey of a shopper to a rule.

        Raises:
            BrokenPromises: It was broken.
            NothingToJudge: The shopper has not been anywhere.
        """
        findings = rule(self.visits, shopper)
        if not findings:
            own = [visit for visit in self.visits if visit.shopper == shopper]
            problem = f"No visit of {shopper}'s says anything about {rule.about}, so it cannot pass."
            raise self._unseen(problem, own)
        self._of_whole += [(shopper, found) for found in findings]
        broken = next((found.breach for found in findings if found.breach), None)
        self._conclude(list(findings), f"{shopper}'s journey {broken}" if broken else "")

    def expect_made_good(self, promise: Promise) -> None:
        """Hold the company to having put right in time what it had broken, or to having kept it all along.

        Raises:
            BrokenPromises: It did neither.
            NothingToJudge: Nobody has been anywhere for it.
            NotSeen: Somebody has, and was told nothing that can be compared.
        """
        verdict = next(verdict for stated, verdict in self.verdicts() if stated is promise)
        if not verdict.findings:
            own = [visit for visit in self.visits if (visit.promise, visit.shopper) == (promise.name, promise.shopper)]
            raise self._unseen("No visit says whether the promise was kept.", own)
        self._listed += verdict.breaches
        if verdict.outcome is Outcome.NOT_TESTED:
            raise NotSeen(f'Whether "{promise.name}" was kept is not tested: {verdict.findings[0].reason}.')
        if verdict.outcome > Outcome.MADE_GOOD:
            self._conclude(list(verdict.findings), f'"{promise.name}" was broken and not put right in time')

    def close(self) -> list[Finding]:
        """Write every verdict to the ledger; return the breaches that no *Then* listed."""
        unlisted: list[Finding] = []
        scenario, ledger = self.promises.scenario, self.promises.ledger
        for shopper, found in self.of_whole().items():
            written = tuple(map(FindingRecord.of, found))
            ledger.append(WholeJourney(scenario=scenario, shopper=shopper, findings=written))
        for promise, verdict in self.verdicts():
            record = VerdictRecord(
                scenario=scenario,
                promise=promise.name,
                shopper=promise.shopper,
                outcome=verdict.outcome,
                findings=tuple(map(FindingRecord.of, verdict.findings)),
            )
            ledger.append(record)
            unlisted += [found for found in verdict.breaches if found not in self._listed]
        return unlisted

    def _line_of(self, found: Finding) -> str | None:
        return next((visit.line for visit in self.visits if visit.number == found.visit), None)

    def _gone_to(self, asked: Sequence[str], at: str | None, shopper: str | None) -> list[Visit]:
        """List the visits of a kind that could have said something about what is asked."""
        return [
            visit
            for visit in self.visits
            if at in {None, visit.touchpoint}
            and shopper in {None, visit.shopper}
            and any(topic.about in asked for topic in self.kinds.tells(visit.purpose))
        ]

    def _unheard(self, asked: Sequence[str], went: Sequence[Visit]) -> NothingToJudge | None:
        """Say that nobody would have noticed it if the customer had been asked again, if so."""
        term = self.kinds.repeating
        about = self.kinds.named(term.topic).about
        if about not in asked or not went or any(term in visit.notices for visit in went):
            return None
        return nobody_notices(about, [visit.touchpoint for visit in went])

    def _unseen(self, problem: str, went: Sequence[Visit]) -> MysteryShopperError:
        """Say why nothing can be judged: nobody went there; or somebody did, and was let down before or there."""
        if not went:
            return NothingToJudge(problem, remedy=_GO_THERE)
        last = went[-1]
        sentence = last.purpose.told(
            shopper=last.who, place=last.touchpoint, promise=last.promise, quantity=last.quantity
        )
        told = f"{problem} {sentence} (visit {last.number}), and was told nothing that can be compared."
        found = [
            one for promise, verdict in self.verdicts() if promise.shopper == last.shopper for one in verdict.findings
        ]
        let_down = next((one for one in found if one.outcome > Outcome.NOT_TESTED), None)
        if let_down is None:
            return NotSeen(f"{told} It is not tested.")
        return Compromised(f"{told} What came before it, at the {let_down.touchpoint}: {let_down.reason}")

    def _conclude(self, judged: list[Finding], heading: str) -> None:
        broken = [found for found in judged if found.outcome is Outcome.BROKEN]
        self._listed += broken
        if broken:
            raise breaches.complain(heading, judged)
        if compromised := next((found for found in judged if found.outcome is Outcome.COMPROMISED), None):
            message = f"The {compromised.touchpoint} could not be judged: {compromised.reason}"
            raise Compromised(message)
