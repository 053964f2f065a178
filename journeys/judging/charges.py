"""Rules about what was said and charged: the message, the price, the purchase, its confirmation, the price list."""

from __future__ import annotations

from collections.abc import Iterator

from journeys.evidence.observations import Stance, Term, Visit
from journeys.judging.standing import BREACH_OF_STANCE, Due, Standing, finding
from journeys.judging.verdict import Breach, Concern, Finding, Outcome
from journeys.promises.channel import Channel
from journeys.promises.money import Money, written
from journeys.promises.promise import Promise

__all__ = ["as_said", "confirmed", "listed", "message", "price", "redemption"]

_MESSAGES = (Channel.EMAIL, Channel.SMS)
_LIMITS = (Term.HONOURED_AT, Term.ALTERNATIVE)
_TO_BE_SAID = (Term.PRICE, Term.VALID_THROUGH, *_LIMITS)
"""What a message must tell, if the promise has it; nobody is misled by a regular price left out."""


def message(visit: Visit, standing: Standing) -> Iterator[Finding]:
    """Compare what a message says with what the company meant."""
    promise, stance = standing.stated, visit.last(Term.OFFER)
    if stance and stance.value in BREACH_OF_STANCE:
        breach = BREACH_OF_STANCE[Stance(stance.value)]
        yield finding(visit, Term.OFFER, breach.concern, promise.name, stance.value, stance.words, breach)
    stated = {
        Term.PRICE: written(promise.price),
        Term.REGULAR_PRICE: written(promise.regular_price) if promise.regular_price is not None else None,
        Term.VALID_THROUGH: promise.valid_through.isoformat(),
        Term.HONOURED_AT: ", ".join(sorted(promise.honoured_at)) if promise.honoured_at else None,
        Term.ALTERNATIVE: promise.alternative,
    }
    for term, meant in stated.items():
        seen = visit.last(term)
        breach = Breach.LIMIT_HIDDEN if term in _LIMITS else Breach.MESSAGE_DIFFERS
        told_in_full = visit.channel in _MESSAGES and not visit.problem
        if meant is not None and seen is None and told_in_full and term in _TO_BE_SAID:
            reason = f"the message does not say the {term}"
            yield finding(visit, term, Concern.MESSAGE, meant, "nothing", reason, breach)
        if seen is None or meant is None:
            continue
        same = seen.moment == promise.valid_through if term is Term.VALID_THROUGH else seen.value == meant
        reason = f"the {term} is as meant" if same else f"the message gives the {term} as {seen.value}, not {meant}"
        yield finding(visit, term, Concern.MESSAGE, meant, seen.value, reason, None if same else breach)


def price(visit: Visit, standing: Standing) -> Iterator[Finding]:
    """Compare what a touchpoint asks, or why it asks nothing, with what was promised."""
    seen, offer = visit.last(Term.PRICE), visit.last(Term.OFFER)
    stance = Stance(offer.value) if offer else Stance.KNOWN
    told = seen.money if seen else None
    if told is None and stance is Stance.KNOWN:
        return
    words = " / ".join(dict.fromkeys(o.words for o in (offer, seen) if o and o.words))
    promised, due = standing.promise.price, standing.due(visit)
    breach: Breach | None = None
    if due is Due.NOTHING_TWICE:
        return
    if told is None and stance is Stance.SOLD_OUT and due is Due.HONOUR:
        yield _sold_out(visit, Term.PRICE, written(promised), words)
        return
    if due is Due.NOTHING_YET_OR_NO_MORE:
        sold = told == promised and told != standing.promise.regular_price and stance is Stance.KNOWN
        breach, reason = (Breach.SOLD_AFTER_END if sold else None), "the offer did not hold at that moment"
    elif due is Due.NOTHING_HERE:
        named = visit.last(Term.ALTERNATIVE)
        dearer = told is None or told.currency != promised.currency or told > promised
        breach = Breach.REFUSED_SILENTLY if dearer and named is None and not visit.problem else None
        reason = f"not promised here; named an alternative: {named.words}" if named else "not promised here"
    else:
        breach, reason = _charged(visit, standing.promise, told, stance)
    asked = written(told) if told is not None else stance.value
    yield finding(visit, Term.PRICE, Concern.HONOUR, written(promised), asked, reason, breach, words)


def _charged(visit: Visit, promise: Promise, told: Money | None, stance: Stance) -> tuple[Breach | None, str]:
    """Say what kind of breach a price is where the promise is due, or why it is none."""
    promised = promise.price
    regular, limit = (
        money if money is not None and money.currency == promised.currency else None  # others compare to nothing
        for money in (promise.regular_price, promise.surcharge_limit)
    )
    if told is None:
        return BREACH_OF_STANCE.get(stance), "named no price"
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
    if stance in BREACH_OF_STANCE and not (part and stance is Stance.UNKNOWN):
        return BREACH_OF_STANCE[stance], f"asked {written(told)}"
    if told == regular:
        return Breach.REGULAR_PRICE, f"asked {written(told)}"
    if limit is not None and told - promised <= 2 * limit:
        return Breach.SURCHARGE_UNDISCLOSED, f"asked {written(told - promised)} more and did not say why"
    if part and regular is not None:
        return Breach.PART_HONOURED, f"took {written(regular - told)} off instead of {written(regular - promised)}"
    return Breach.WRONG_PRICE, f"asked {written(told)}"


def _sold_out(visit: Visit, term: Term, promised: str, words: str) -> Finding:
    """Say that nothing is left to be sold: nobody can tell whether the promise would have been kept."""
    told, outcome = Stance.SOLD_OUT.value, Outcome.COMPROMISED
    return finding(visit, term, Concern.HONOUR, promised, told, "it is sold out", words=words, outcome=outcome)


def redemption(visit: Visit, standing: Standing) -> Iterator[Finding]:
    """Say whether the offer was taken, or refused, as it should have been."""
    seen = visit.last(Term.REDEMPTION)
    if seen is None or seen.value in {Stance.DECLINED, Stance.STOPPED}:
        return
    due, breach = standing.due(visit), None
    if seen.value == Stance.SOLD_OUT and due is Due.HONOUR:
        yield _sold_out(visit, Term.REDEMPTION, "accepted", seen.words)
        return
    promised, reason = "refused", "refused, as it should be"
    if due is Due.HONOUR:
        breach = None if visit.bought else BREACH_OF_STANCE.get(Stance(seen.value), Breach.REFUSED)
        promised, reason = "accepted", "it was not accepted" if breach else "accepted once, as promised"
    elif due is Due.NOTHING_HERE:
        promised, reason = "accepted or refused", "not promised here"
    elif visit.bought:
        twice = due is Due.NOTHING_TWICE
        breach, reason = Breach.REDEEMED_TOO_OFTEN if twice else Breach.SOLD_AFTER_END, "it was accepted"
    yield finding(visit, Term.REDEMPTION, Concern.HONOUR, promised, seen.value, reason, breach, seen.words)


def as_said(visit: Visit, standing: Standing) -> Iterator[Finding]:
    """Compare what was charged with what the touchpoint had said right before, whatever was promised."""
    del standing
    prices = [seen for seen in visit.observations if seen.term is Term.PRICE]
    ordered = visit.bought or visit.last(Term.ORDER)  # an order can go through without the offer
    if not ordered or len(prices) < 2:  # noqa: PLR2004 - said, then charged
        return
    said, charged = prices[-2].money, prices[-1].money
    same_currency = said.currency == charged.currency
    breach = None if same_currency and charged <= said else Breach.CHARGED_MORE
    reason = f"said {written(said)}, charged {written(charged)}"
    yield finding(visit, Term.PRICE, Concern.HONOUR, written(said), written(charged), reason, breach)


def confirmed(visit: Visit, standing: Standing) -> Iterator[Finding]:
    """Compare what a confirmation says with what the last purchase cost; without one, it must name no price."""
    seen, charged = visit.last(Term.PRICE), standing.charged
    if seen is None or (standing.times_used and charged is None):
        return
    paid = written(charged) if charged is not None else "nothing"
    breach = None if seen.money == charged else Breach.CONFIRMATION_DIFFERS
    yield finding(visit, Term.PRICE, Concern.CONFIRMATION, paid, seen.value, f"{paid} was charged", breach, seen.words)


def listed(visit: Visit, standing: Standing) -> Iterator[Finding]:
    """Compare the price a product is shown at with the one the company lists; a surcharge that is named explains it."""
    told, extra = visit.last(Term.PRICE) or visit.last(Term.OFFER), visit.last(Term.SURCHARGE)
    if told is None or told.value == Stance.KNOWN:
        return
    meant, breach, reason = standing.promise.price, None, "the listed price"
    if told.value == Stance.SOLD_OUT:
        yield _sold_out(visit, Term.PRICE, written(meant), told.words)
        return
    if told.term is Term.OFFER:
        breach, reason = Breach.PRICE_DIFFERS, "named no price"
    elif extra and extra.money.currency == meant.currency and told.money == meant + extra.money:
        reason = f"an announced difference of {extra.value}"
    elif told.money != meant:
        breach, reason = Breach.PRICE_DIFFERS, f"showed {told.value}"
    yield finding(visit, Term.PRICE, Concern.PRICE, written(meant), told.value, reason, breach, told.words)
