"""Conducts visits: opens one, lets the driver make it, and keeps what was seen, whatever happens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace

from playwright.sync_api import Error as BrowserError

from journeys.company.restraint import Boundary
from journeys.errors import Compromised, InvalidPromise, MysteryShopperError, NotUnderstood, Stopped
from journeys.evidence.observations import Exhibit, ExhibitKind, Stance, Visit
from journeys.evidence.purposes import Purpose
from journeys.judging.judgement import judge
from journeys.judging.verdict import Outcome
from journeys.promises.channel import Side
from journeys.promises.promise import Promise
from journeys.promises.shopper import Fact, Shopper
from journeys.records.ledger import Ledger
from journeys.records.record import Created, VisitMade
from journeys.tools.browsing import TraceMode
from journeys.tools.toolbox import Toolbox
from journeys.tools.traces import TRACE_TYPE, redact_trace
from journeys.touchpoints.directory import Directory
from journeys.touchpoints.exhibits import Exhibits
from journeys.touchpoints.noticing import noticed_by
from journeys.touchpoints.visit import OpenVisit
from journeys.walking.borrowed import Borrowed
from journeys.walking.whose_error import Where, explained, log_of

__all__ = ["Conductor", "Plan"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a shopper sets out for.

    Attributes:
        promise: What it is about, as the shopper knows it.
        line: Holder of the line the shopper means, if one was named.
        words: What the shopper wants to have said or written, or is looking for.
        quantity: How many of it the shopper wants.
        by: Who goes in the shopper's place, if somebody does.
        other: Somebody else whom it is about, such as who is to pick up what is ordered.
        visitor: Whether the shopper is somebody whom the company does not know.
    """

    shopper: Shopper
    place: str
    purpose: Purpose
    promise: Promise
    line: str | None = None
    words: str = ""
    quantity: int = 1
    by: Shopper | None = None
    other: Shopper | None = None
    visitor: bool = False


@dataclass(slots=True, kw_only=True)
class Conductor:
    """Makes the visits of one scenario.

    Attributes:
        scenario: The scenario's id in the ledger.
        rehearsing: Whether this is a dry run: visits are told of and not made.
        on_visit: Told of each visit when it is finished.
        visits: Those made so far, in order.
        made: What came into being at the company so far, in order.
        borrowed: The test accounts that play this journey's shoppers.
    """

    scenario: str
    directory: Directory
    tools: Toolbox
    ledger: Ledger
    exhibits: Exhibits
    rehearsing: bool = False
    on_visit: Callable[[Visit], None] = lambda _: None
    visits: list[Visit] = field(default_factory=list)
    made: list[Created] = field(default_factory=list)
    borrowed: Borrowed = field(init=False)
    _boundary: Boundary = field(init=False)

    def __post_init__(self) -> None:
        """Begin with nothing ordered and nothing borrowed."""
        self.borrowed = Borrowed(self.tools.accounts, self.exhibits.folder.name, self.scenario)
        self._boundary = self.tools.company.boundary()

    def visit(self, plan: Plan) -> Visit:
        """Make one visit and record it.

        Raises:
            Compromised: The world did not let it come to its end; what was seen until then is kept.
            AuthorError: There is no such touchpoint, or it cannot do that.
        """
        place, purpose = plan.place, plan.purpose
        assert purpose.ability is not None  # noqa: S101 - only a purpose read from a ledger has none
        self.directory.check(place, purpose.ability)
        settings = self.directory.settings(place)
        visit = OpenVisit(
            number=len(self.visits) + 1,
            shopper=plan.shopper,
            touchpoint=place,
            channel=settings.channel,
            side=settings.side,
            purpose=purpose,
            promise=plan.promise,
            line=plan.line,
            words=plan.words,
            quantity=plan.quantity,
            by=plan.by,
            other=plan.other,
            kinds=self.directory.kinds,
            clock=self.tools.clock,
            exhibits=self.exhibits,
            boundary=self._boundary,
            on_created=lambda what, reference, by_hand: self.note_created(what, reference, place, by_hand),
            on_using=self.borrowed.setting_out_to_use,
        )
        with self._recorded(visit, plan):
            if not self.rehearsing:
                driver: object = self.directory.able(place, purpose.ability)
                visit.notices = noticed_by(driver, self.directory.kinds)
                getattr(driver, purpose.method)(visit)
        return self.visits[-1]

    def note_created(self, what: str, reference: str, where: str, by_hand: str = "") -> None:
        """Write down at once, and once, that something came into being at the company."""
        if (what, reference) not in {(one.what, one.reference) for one in self.made}:
            created = Created(scenario=self.scenario, what=what, reference=reference, where=where, by_hand=by_hand)
            self.made.append(created)  # first: whoever is stopped here has it undone
            self.ledger.append(created)

    @contextmanager
    def _recorded(self, visit: OpenVisit, plan: Plan) -> Iterator[None]:
        self.tools.browsing.begin_visit(self.directory.settings(visit.touchpoint).timeout)
        try:
            yield
        except Exception as error:
            if self._held_back(visit, error):
                self._finish(visit, plan)
                return
            if visit.withheld and (isinstance(error, Compromised) or not _is_on_purpose(error)):
                problem = f"The {visit.touchpoint} showed the affairs of another customer, and was not read further"
                self._finish(visit, plan, problem)
                raise NotUnderstood(problem) from None
            if _is_on_purpose(error):
                self._finish(visit, plan, f"{type(error).__name__}: {error}")
                raise
            told = explained(error, self._where(visit))
            if isinstance(error, BrowserError) and (log := log_of(self.tools.redactor.clean(error.message))):
                visit.attach(ExhibitKind.TRANSCRIPT, "what the browser tried", log)
                told.add_note(f"The browser tried:\n{log}")
            self._finish(visit, plan, str(told))
            raise told from error
        else:
            self._held_back(visit)
            self._finish(visit, plan)

    def _where(self, visit: OpenVisit) -> Where:
        """Tell where a driver was when it failed, and keep a picture of the page it was on."""
        page, picture = self.tools.browsing.in_use, None
        if page is not None and page.url != "about:blank":
            with suppress(BrowserError):
                kept = visit.photograph(page, "where the driver stopped")
                picture = self.exhibits.folder / kept.path
        return Where(
            place=visit.touchpoint,
            driver=self.directory.driver_class(visit.touchpoint),
            clean=self.exhibits.redactor.clean,
            page=page,
            picture=picture,
        )

    def _held_back(self, visit: OpenVisit, error: Exception | None = None) -> bool:
        """Write down where the run stopped itself, if it did; the visit is judged up to there."""
        stopped = error if isinstance(error, Stopped) else self.tools.browsing.manners.take_stop()
        using = visit.kinds.using(visit.purpose)
        if stopped is None or (error is None and visit.has(using)):
            return False
        visit.saw(using, Stance.STOPPED, str(stopped))
        return True

    def _finish(self, visit: OpenVisit, plan: Plan, problem: str | None = None) -> None:
        if exchanges := self.tools.http.take_exchanges():
            visit.attach(ExhibitKind.EXCHANGE, "requests and responses", exchanges)
        closed = visit.close(problem, self.borrowed.earlier(visit))
        if plan.visitor and closed.earlier is None:
            closed = replace(closed, earlier=self._used_by_whomever(closed, plan.promise))
        if visit.withheld:
            self.tools.browsing.end_visit(None)
        elif (trace := self._end_trace(closed, visit.promise)) is not None:
            closed = replace(closed, exhibits=(*closed.exhibits, trace))
        self.visits.append(closed)
        if visit.side is Side.FRONTSTAGE and visit.purpose.tells_history:
            visit.shopper.explain(Fact.HISTORY, visit.touchpoint)  # the company was there
        self.ledger.append(VisitMade(scenario=self.scenario, visit=closed))
        self.on_visit(closed)
        used = closed.bought if closed.bought or problem is None else None
        self.borrowed.ended(visit, used=used)

    def _used_by_whomever(self, visit: Visit, promise: Promise) -> str | None:
        """Say that a code of the company file is called used to a visitor who has not used it: others may have."""
        codes = [str(value) for term, value in promise.terms.items() if term.spent]
        if promise.name not in self.tools.company.promises or not codes:
            return None
        if not any(seen.value == Stance.USED and Stance.USED in seen.term.excuses for seen in visit.observations):
            return None
        if any(one.bought for one in self.visits if (one.shopper, one.promise) == (visit.shopper, visit.promise)):
            return None
        return (
            f"the {visit.touchpoint} calls the code {' and '.join(codes)} used, and {visit.shopper} is a visitor who "
            "has not used it: an earlier run may have, or anybody, since the company file gives it to whoever comes. "
            "Have the company renew it, or put one there that can be used often"
        )

    def _end_trace(self, visit: Visit, promise: Promise) -> Exhibit | None:
        browsing = self.tools.browsing
        wanted = browsing.trace is TraceMode.ON
        if browsing.trace is TraceMode.ON_BREACH:
            wanted = visit.problem is not None or self._broke(visit, promise)
        if not wanted:
            browsing.end_visit(None)
            return None
        trace = self.exhibits.place(visit.number, ExhibitKind.TRACE, "what the browser did", TRACE_TYPE)
        path = self.exhibits.folder / trace.path
        if not browsing.end_visit(path):
            return None
        redact_trace(path, self.tools.redactor)
        return trace

    def _broke(self, visit: Visit, promise: Promise) -> bool:
        standards = self.tools.company.service_standards()
        findings = judge(promise, [*self.visits, visit], standards, self.directory.kinds).findings
        return any(found.outcome is Outcome.BROKEN for found in findings if found.visit == visit.number)


def _is_on_purpose(error: Exception) -> bool:
    """Tell whether somebody raised an error to say what is wrong; a term that cannot be read comes of an answer.

    Those of the feature were read before the visit. What a machine lacks, memory or a disk, is nobody's answer either.
    """
    if isinstance(error, MysteryShopperError):
        return not isinstance(error, InvalidPromise)
    # What no JSON is, requests raises as an OSError too.
    return isinstance(error, MemoryError) or (isinstance(error, OSError) and not isinstance(error, ValueError))
