"""Judging: what was seen against what was promised. Pure: no clock, no network, no files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum, auto
from textwrap import shorten

from journeys.channel import Channel, Side
from journeys.clock import lasting
from journeys.evidence import Observation, Purpose, Stance, Term, Visit
from journeys.money import Money, written
from journeys.promise import Promise
from journeys.verdict import Breach, Concern, Finding, Outcome, Standards, Verdict

__all__ = ["judge"]

_LONGEST_QUOTE = 160
"""Characters of a touchpoint's words that a reason repeats; the observation has them all."""

_MESSAGES = (Channel.EMAIL, Channel.SMS)
_LIMITS = (Term.HONOURED_AT, Term.ALTERNATIVE)
_TO_BE_SAID = (Term.PRICE, Term.VALID_THROUGH, *_LIMITS)
"""What a message must tell, if the promise has it; nobody is misled by a regular price left out."""

_SERVED = (Purpose.ASK, Purpose.REDEEM, Purpose.COMPLAIN, Purpose.LEAVE_NOTE, Purpose.FIND_NOTE)
_BREACH_OF_STANCE = {
    Stance.UNKNOWN: Breach.NEVER_HEARD_OF_IT,
    Stance.ENDED: Breach.ENDED_EARLY,
    Stance.USED: Breach.REFUSED_UNUSED,
    Stance.NOT_HERE: Breach.REFUSED,
    Stance.REFUSED: Breach.REFUSED,
}
_BREACH_OF_DROP = {
    "hung up": Breach.HUNG_UP,
    "sent elsewhere": Breach.SENT_ELSEWHERE,
    "dead end": Breach.DEAD_END,
}


def judge(stated: Promise, visits: Sequence[Visit], standards: Standards, received: Promise | None = None) -> Verdict:
    """Judge every visit about a promise, in the order they were made.

    Args:
        stated: The promise as the company meant it; messages are held to this one.
        visits: The visits of the journey in order; those about other promises are passed over.
        standards: The company's general promises about its service.
        received: The promise as the shopper received it, if it was read; touchpoints are held to this one.
    """
    course = _Course(stated, received or stated, standards)
    about = [v for v in visits if v.shopper == stated.shopper and v.promise == stated.name]
    findings = tuple(finding for visit in about for finding in course.judge(visit))
    return Verdict(promise=stated.name, findings=findings, recovered=course.recovered)


class _Due(Enum):
    """What the promise asks of a touchpoint at the moment of a visit."""

    HONOUR = auto()
    NOTHING_YET_OR_NO_MORE = auto()
    NOTHING_HERE = auto()
    NOTHING_TWICE = auto()


class _Course:
    """One pass over the visits: what is right now depends on what happened before."""

    def __init__(self, stated: Promise, promise: Promise, standards: Standards) -> None:
        self._stated, self._promise, self._standards = stated, promise, standards
        self._times_used = 0
        self._notes_left = 0
        self._contacts = 0
        self._line_meant = promise.line
        self.recovered = False

    def judge(self, visit: Visit) -> list[Finding]:
        """Judge the next visit and remember what it changes for those to come."""
        rules = {
            Purpose.LEARN: (self._message,),
            Purpose.ASK: (self._price,),
            Purpose.REDEEM: (self._price, self._redemption, self._line),
            Purpose.COMPLAIN: (self._complaint, self._price, self._line),
            Purpose.CHECK_ACCOUNT: (self._line,),
            Purpose.LEAVE_NOTE: (self._note_left,),
            Purpose.FIND_NOTE: (self._note, self._price),
            Purpose.STAFF_LOOK_UP: (self._staff,),
        }[visit.purpose]
        self._line_meant = visit.line or self._line_meant
        findings = [finding for rule in (*rules, self._service, self._continuity) for finding in rule(visit)]
        if visit.problem:
            # What was broken until then stays broken; what did not come to its end cannot count as kept,
            # nor as left unsaid: the rules pass over what is missing.
            compromised = _finding(visit, None, Concern.HONOUR, "", "", visit.problem, outcome=Outcome.COMPROMISED)
            findings = [compromised, *(found for found in findings if found.outcome is Outcome.BROKEN)]
        self._times_used += _says(visit, Term.REDEMPTION, Stance.ACCEPTED)
        self._notes_left += _says(visit, Term.NOTE_LEFT, "yes")
        self._contacts += visit.side is Side.FRONTSTAGE and visit.purpose in _SERVED
        if any(finding.outcome is Outcome.BROKEN for finding in findings):
            self.recovered = False
        elif _says(visit, Term.ANSWER, "put right"):
            self.recovered = True
        return findings

    def _due(self, visit: Visit) -> _Due:
        if not self._promise.holds_at(visit.started) and visit.purpose is not Purpose.COMPLAIN:
            return _Due.NOTHING_YET_OR_NO_MORE
        if self._times_used >= self._promise.times:
            return _Due.NOTHING_TWICE
        if not self._promise.honoured_in(visit.touchpoint) and visit.purpose is not Purpose.COMPLAIN:
            return _Due.NOTHING_HERE
        return _Due.HONOUR

    def _message(self, visit: Visit) -> Iterator[Finding]:
        stance = visit.last(Term.OFFER)
        if stance and stance.value in _BREACH_OF_STANCE:
            breach = _BREACH_OF_STANCE[Stance(stance.value)]
            yield _finding(visit, Term.OFFER, breach.concern, self._stated.name, stance.value, stance.words, breach)
        stated = {
            Term.PRICE: written(self._stated.price),
            Term.REGULAR_PRICE: written(self._stated.regular_price) if self._stated.regular_price is not None else None,
            Term.VALID_THROUGH: self._stated.valid_through.isoformat(),
            Term.HONOURED_AT: ", ".join(sorted(self._stated.honoured_at)) if self._stated.honoured_at else None,
            Term.ALTERNATIVE: self._stated.alternative,
        }
        for term, meant in stated.items():
            seen = visit.last(term)
            breach = Breach.LIMIT_HIDDEN if term in _LIMITS else Breach.MESSAGE_DIFFERS
            told_in_full = visit.channel in _MESSAGES and not visit.problem
            if meant is not None and seen is None and told_in_full and term in _TO_BE_SAID:
                reason = f"the message does not say the {term}"
                yield _finding(visit, term, Concern.MESSAGE, meant, "nothing", reason, breach)
            if seen is None or meant is None:
                continue
            same = seen.moment == self._stated.valid_through if term is Term.VALID_THROUGH else seen.value == meant
            reason = f"the {term} is as meant" if same else f"the message gives the {term} as {seen.value}, not {meant}"
            yield _finding(visit, term, Concern.MESSAGE, meant, seen.value, reason, None if same else breach)

    def _price(self, visit: Visit) -> Iterator[Finding]:
        seen, offer = visit.last(Term.PRICE), visit.last(Term.OFFER)
        stance = Stance(offer.value) if offer else Stance.KNOWN
        told = seen.money if seen else None
        if told is None and stance is Stance.KNOWN:
            return
        words = " / ".join(dict.fromkeys(o.words for o in (offer, seen) if o and o.words))
        promised, due = self._promise.price, self._due(visit)
        breach: Breach | None = None
        if due is _Due.NOTHING_TWICE:
            return
        if due is _Due.NOTHING_YET_OR_NO_MORE:
            sold = told == promised and told != self._promise.regular_price and stance is Stance.KNOWN
            breach, reason = (Breach.SOLD_AFTER_END if sold else None), "the offer did not hold at that moment"
        elif due is _Due.NOTHING_HERE:
            named = visit.last(Term.ALTERNATIVE)
            dearer = told is None or told.currency != promised.currency or told > promised
            breach = Breach.REFUSED_SILENTLY if dearer and named is None and not visit.problem else None
            reason = f"not promised here; named an alternative: {named.words}" if named else "not promised here"
        else:
            breach, reason = self._charged(visit, told, stance)
        asked = written(told) if told is not None else stance.value
        yield _finding(visit, Term.PRICE, Concern.HONOUR, written(promised), asked, reason, breach, words)

    def _charged(self, visit: Visit, told: Money | None, stance: Stance) -> tuple[Breach | None, str]:
        """Say what kind of breach a price is where the promise is due, or why it is none."""
        promised = self._promise.price
        regular, limit = (
            money if money is not None and money.currency == promised.currency else None  # others compare to nothing
            for money in (self._promise.regular_price, self._promise.surcharge_limit)
        )
        if told is None:
            return _BREACH_OF_STANCE.get(stance), "named no price"
        if told.currency != promised.currency:
            return Breach.WRONG_PRICE, f"named a price in {told.currency}"
        if told <= promised:
            return None, "as promised" if told == promised else "cheaper than promised"
        surcharge = visit.last(Term.SURCHARGE)
        if surcharge is not None and told - promised == surcharge.money:
            if limit is None or surcharge.money > limit:
                allowed = f"at most {written(limit)}" if limit is not None else "none"
                return Breach.SURCHARGE_OVER_LIMIT, f"a surcharge of {surcharge.value}; {allowed} was promised"
            return None, f"an announced surcharge of {surcharge.value}, within its limit of {written(limit)}"
        part = regular is not None and limit is None and told < regular
        if stance in _BREACH_OF_STANCE and not (part and stance is Stance.UNKNOWN):
            return _BREACH_OF_STANCE[stance], f"asked {written(told)}"
        if told == regular:
            return Breach.REGULAR_PRICE, f"asked {written(told)}"
        if limit is not None and told - promised <= 2 * limit:
            return Breach.SURCHARGE_UNDISCLOSED, f"asked {written(told - promised)} more and did not say why"
        if part and regular is not None:
            return Breach.PART_HONOURED, f"took {written(regular - told)} off instead of {written(regular - promised)}"
        return Breach.WRONG_PRICE, f"asked {written(told)}"

    def _redemption(self, visit: Visit) -> Iterator[Finding]:
        seen = visit.last(Term.REDEMPTION)
        if seen is None or seen.value == Stance.DECLINED:
            return
        due, accepted = self._due(visit), seen.value == Stance.ACCEPTED
        promised, breach, reason = "refused", None, "refused, as it should be"
        if due is _Due.HONOUR:
            promised, reason = "accepted", "accepted once, as promised"
            breach = None if accepted else _BREACH_OF_STANCE.get(Stance(seen.value), Breach.REFUSED)
        elif due is _Due.NOTHING_HERE:
            promised, reason = "accepted or refused", "not promised here"
        elif accepted:
            twice = due is _Due.NOTHING_TWICE
            breach = Breach.REDEEMED_TOO_OFTEN if twice else Breach.SOLD_AFTER_END
        yield _finding(visit, Term.REDEMPTION, Concern.HONOUR, promised, seen.value, reason, breach, seen.words)

    def _line(self, visit: Visit) -> Iterator[Finding]:
        seen, meant = visit.last(Term.LINE), self._line_meant
        if seen is None or meant is None:
            return
        right = seen.value == meant
        where = f"{seen.value}'s line" if seen.value else "no line"
        reason = f"it is on {where}" if right else f"it is on {where}, not on {meant}'s"
        breach = None if right else Breach.WRONG_LINE
        yield _finding(visit, Term.LINE, Concern.LINE, meant, seen.value or "nothing", reason, breach, seen.words)

    def _note_left(self, visit: Visit) -> Iterator[Finding]:
        if seen := visit.last(Term.NOTE_LEFT):
            breach = None if seen.value == "yes" else Breach.NOTE_NOT_WRITTEN
            yield _finding(visit, Term.NOTE_LEFT, Concern.NOTES, "yes", seen.value, "a note was asked for", breach)

    def _note(self, visit: Visit) -> Iterator[Finding]:
        seen, search = visit.last(Term.NOTE), visit.last(Term.NOTE_SEARCH)
        if seen is None or not self._notes_left:
            return
        within, took = self._standards.note_found_within, search.duration if search else visit.waited
        breach = None if seen.value == "found" and took <= within else Breach.NOTE_LATE
        if seen.value != "found":
            breach = Breach.NOTE_MISSING
        told = f"{seen.value} after {lasting(took)}"
        promised = f"found within {lasting(within)}"
        yield _finding(
            visit, Term.NOTE, Concern.NOTES, promised, told, "a note had been written before", breach, seen.words
        )

    def _service(self, visit: Visit) -> Iterator[Finding]:
        seen = visit.last(Term.DROPPED)
        if seen is not None:
            away = self._due(visit) is not _Due.HONOUR and seen.value == "sent elsewhere"
            breach = None if away else _BREACH_OF_DROP[seen.value]
            reason = seen.words or seen.value
            yield _finding(visit, Term.DROPPED, Concern.SERVICE, "served", seen.value, reason, breach, seen.words)
        elif visit.purpose in _SERVED:
            yield _finding(
                visit, Term.DROPPED, Concern.SERVICE, "served", "served", "the customer was served to the end"
            )

    def _continuity(self, visit: Visit) -> Iterator[Finding]:
        again = [seen for seen in visit.observations if seen.term is Term.ASKED_AGAIN]
        for seen in again:
            told, reason = f"asked for the {seen.value} again", f"the customer had told the company the {seen.value}"
            yield _finding(
                visit, Term.ASKED_AGAIN, Concern.CONTINUITY, "asked once", told, reason, Breach.ASKED_AGAIN, seen.words
            )
        if not again and self._contacts and visit.purpose in _SERVED:
            yield _finding(
                visit, Term.ASKED_AGAIN, Concern.CONTINUITY, "asked once", "asked once", "nothing asked twice"
            )

    def _staff(self, visit: Visit) -> Iterator[Finding]:
        offer, price, told = visit.last(Term.OFFER), visit.last(Term.PRICE), visit.last(Term.INSTRUCTION)
        if offer is None:
            return
        shown = offer.value == Stance.KNOWN and (price is None or price.money == self._promise.price)
        value = price.value if price else offer.value
        blind = None if shown else Breach.STAFF_BLIND
        promised = written(self._promise.price)
        yield _finding(visit, Term.OFFER, Concern.STAFF, promised, value, "what the employee's screen shows", blind)
        if shown:
            missing = Breach.NO_INSTRUCTION if told is None and not visit.problem else None
            words = told.words if told else "nothing"
            yield _finding(visit, Term.INSTRUCTION, Concern.STAFF, "an instruction", words, "how to honour it", missing)

    def _complaint(self, visit: Visit) -> Iterator[Finding]:
        case, answer, time = visit.last(Term.CASE), visit.last(Term.ANSWER), visit.last(Term.ANSWER_TIME)
        if case is not None and case.value == "no route":
            reason = case.words or case.value
            yield _finding(visit, Term.CASE, Concern.RECOVERY, "a way to complain", "none", reason, Breach.NO_ROUTE)
            return
        if answer is None:
            return
        within = self._standards.complaint_answered_within
        breach = {"none": Breach.NEVER_ANSWERED, "turned down": Breach.TURNED_DOWN}.get(answer.value)
        if breach is None and time is not None and time.duration > within:
            breach = Breach.ANSWERED_LATE
        told = f"{answer.value} after {lasting(time.duration)}" if time else answer.value
        promised = f"put right within {lasting(within)}"
        yield _finding(
            visit, Term.ANSWER, Concern.RECOVERY, promised, told, "a complaint was made", breach, answer.words
        )


def _says(visit: Visit, term: Term, value: str) -> bool:
    seen: Observation | None = visit.last(term)
    return seen is not None and seen.value == value


def _finding(
    visit: Visit,
    term: Term | None,
    concern: Concern,
    promised: str,
    told: str,
    reason: str,
    breach: Breach | None = None,
    words: str = "",
    outcome: Outcome | None = None,
) -> Finding:
    said = (
        f'{reason}; "{shorten(words, _LONGEST_QUOTE, placeholder=" …")}"' if words and words not in reason else reason
    )
    return Finding(
        visit=visit.number,
        touchpoint=visit.touchpoint,
        channel=visit.channel,
        term=term,
        concern=breach.concern if breach else concern,
        promised=promised,
        told=told,
        outcome=outcome or (Outcome.BROKEN if breach else Outcome.KEPT),
        reason=f"{breach}: {said}" if breach else said,
        breach=breach,
    )
