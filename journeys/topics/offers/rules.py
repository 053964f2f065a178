"""How offers are judged: the price that is asked, what is charged, and whether it is taken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from journeys.evidence.observations import Observation, Stance, Visit
from journeys.judging.standing import Due, Standing
from journeys.judging.topic import Topic
from journeys.judging.verdict import Breach, Finding, Outcome
from journeys.promises.money import Money, written
from journeys.promises.promise import Promise
from journeys.promises.terms import VALID_THROUGH, Term
from journeys.topics.offers.declared import (
    ALTERNATIVE,
    ASK,
    BREACH_OF_STANCE,
    CHARGED_MORE,
    CODE,
    ITEM,
    OFFER,
    OFFERS,
    ORDER,
    PART_HONOURED,
    PRICE,
    PUT_THROUGH,
    REDEEM,
    REDEEMED_TOO_OFTEN,
    REDEMPTION,
    REFUSED,
    REFUSED_SILENTLY,
    REGULAR_CHARGED,
    REGULAR_PRICE,
    SOLD_AFTER_END,
    SURCHARGE,
    SURCHARGE_LIMIT,
    SURCHARGE_OVER_LIMIT,
    SURCHARGE_UNDISCLOSED,
    TERMS_DIFFER,
    WRONG_PRICE,
)

__all__ = ["as_said", "price", "redemption", "sold_out", "terms_compared"]


@OFFERS.rule(ASK, PUT_THROUGH, REDEEM)
def price(visit: Visit, standing: Standing) -> Iterator[Finding]:
    """Compare what a touchpoint asks, or why it asks nothing, with what was promised."""
    seen, offer, promised = visit.last(PRICE), visit.last(OFFER), standing.promise.get(PRICE)
    stance = Stance(offer.value) if offer else Stance.KNOWN
    told = seen.money if seen else None
    if told is None and stance is Stance.KNOWN:
        return
    words = " / ".join(dict.fromkeys(o.words for o in (offer, seen) if o and o.words))
    due = standing.due(visit)
    breach: Breach | None = None
    if due is Due.NOTHING_TWICE:
        return
    meant = written(promised) if promised is not None else Stance.KNOWN.value
    if told is None and stance is Stance.SOLD_OUT and due is Due.HONOUR:
        yield sold_out(visit, PRICE, meant, words)
        return
    if due is Due.NOTHING_YET_OR_NO_MORE:
        regular = standing.promise.get(REGULAR_PRICE)
        sold = promised is not None and told == promised and told != regular and stance is Stance.KNOWN
        breach, reason = (SOLD_AFTER_END if sold else None), "the offer did not hold at that moment"
    elif due is Due.NOTHING_HERE:
        named = visit.last(ALTERNATIVE)
        dearer = told is None or promised is None or told.currency != promised.currency or told > promised
        breach = REFUSED_SILENTLY if dearer and named is None and not visit.problem else None
        reason = f"not promised here; named an alternative: {named.words}" if named else "not promised here"
    else:
        breach, reason = _charged(visit, standing.promise, told, stance)
        if breach is None and told is not None and offer is not None and _is_contradicted(visit, stance):
            yield _contradicted(visit, meant, told, offer, words)
            return
    asked = written(told) if told is not None else stance.value
    yield OFFERS.found(visit, PRICE, meant, asked, reason, breach, words)


def _charged(visit: Visit, promise: Promise, told: Money | None, stance: Stance) -> tuple[Breach | None, str]:
    """Say what kind of breach a price is where the promise is due, or why it is none."""
    promised = promise.get(PRICE)
    if told is None:
        return BREACH_OF_STANCE.get(stance), "named no price"
    if promised is None:
        return BREACH_OF_STANCE.get(stance), f"asked {written(told)}"
    regular, limit = (
        money if money is not None and money.currency == promised.currency else None  # others compare to nothing
        for money in (promise.get(REGULAR_PRICE), promise.get(SURCHARGE_LIMIT))
    )
    if told.currency != promised.currency:
        return WRONG_PRICE, f"named a price in {told.currency}"
    if told <= promised:
        return None, "as promised" if told == promised else "cheaper than promised"
    surcharge = visit.value(SURCHARGE)
    if surcharge is not None and told - promised == surcharge:
        if limit is None or surcharge > limit:
            allowed = f"at most {written(limit)}" if limit is not None else "none"
            return SURCHARGE_OVER_LIMIT, f"a surcharge of {written(surcharge)}; {allowed} was promised"
        return None, f"an announced surcharge of {written(surcharge)}, within its limit of {written(limit)}"
    part = regular is not None and limit is None and _sizeable_part(promised, told, regular)
    if stance in BREACH_OF_STANCE and not (part and stance is Stance.UNKNOWN):
        return BREACH_OF_STANCE[stance], f"asked {written(told)}"
    if told == regular:
        return REGULAR_CHARGED, f"asked {written(told)}"
    if limit is not None and told - promised <= 2 * limit:
        return SURCHARGE_UNDISCLOSED, f"asked {written(told - promised)} more and did not say why"
    if part and regular is not None:
        return PART_HONOURED, f"asked {written(told)}, where {written(regular)} is regular"
    return WRONG_PRICE, f"asked {written(told)}"


def _sizeable_part(promised: Money, told: Money, regular: Money) -> bool:
    """Tell whether a price takes off a sizeable part of what was promised: from a tenth of it to nine tenths."""
    whole, taken = regular.amount - promised.amount, regular.amount - told.amount
    return whole > 0 and whole <= 10 * taken <= 9 * whole


def _is_contradicted(visit: Visit, stance: Stance) -> bool:
    """Tell whether a place asks the promised price and says that the offer is not to be had; an order settles it."""
    return (stance in BREACH_OF_STANCE or stance is Stance.SOLD_OUT) and visit.last(REDEMPTION) is None


def _contradicted(visit: Visit, promised: str, told: Money, offer: Observation, words: str) -> Finding:
    """Judge a promised price beside a refusal: it never is one that was kept.

    Broken if the refusal is the last word; where a price followed, nobody can tell which of the two holds.
    """
    stance, asked = Stance(offer.value), written(told)
    if stance is Stance.SOLD_OUT:
        return sold_out(visit, PRICE, promised, words)
    last = next(seen.term for seen in reversed(visit.observations) if seen.term in {OFFER, PRICE} and not seen.beside)
    if last == OFFER:
        reason = f"asked {asked}, and said that it cannot be had"
        return OFFERS.found(visit, PRICE, promised, stance.value, reason, BREACH_OF_STANCE[stance], words)
    found = OFFERS.found(
        visit, PRICE, promised, asked, f"it said {stance.value}, and then the promised price", words=words
    )
    return replace(found, outcome=Outcome.COMPROMISED)


def sold_out(visit: Visit, term: Term[Any], promised: str, words: str) -> Finding:
    """Say that nothing is left to be sold: nobody can tell whether the promise would have been kept."""
    found = OFFERS.found(visit, term, promised, Stance.SOLD_OUT.value, "it is sold out", words=words)
    return replace(found, outcome=Outcome.COMPROMISED)


@OFFERS.rule(REDEEM)
def as_said(visit: Visit, standing: Standing) -> Iterator[Finding]:
    """Compare what was charged with what the touchpoint had said right before, whatever was promised."""
    del standing
    prices = visit.of(PRICE)
    ordered = visit.bought or visit.last(ORDER)  # an order can go through without the offer
    if not ordered or len(prices) < 2:  # noqa: PLR2004 - said, then charged
        return
    said, charged = prices[-2].money, prices[-1].money
    same_currency = said.currency == charged.currency
    breach = None if same_currency and charged <= said else CHARGED_MORE
    reason = f"said {written(said)}, charged {written(charged)}"
    yield OFFERS.found(visit, PRICE, written(said), written(charged), reason, breach)


@OFFERS.rule(REDEEM)
def redemption(visit: Visit, standing: Standing) -> Iterator[Finding]:
    """Say whether the offer was taken, or refused, as it should have been."""
    seen = visit.last(REDEMPTION)
    if seen is None or seen.value in {Stance.DECLINED, Stance.STOPPED}:
        return
    due, breach = standing.due(visit), None
    if seen.value == Stance.SOLD_OUT and due is Due.HONOUR:
        yield sold_out(visit, REDEMPTION, "accepted", seen.words)
        return
    promised, reason = "refused", "refused, as it should be"
    if due is Due.HONOUR:
        breach = None if visit.bought else BREACH_OF_STANCE.get(Stance(seen.value), REFUSED)
        promised, reason = "accepted", "it was not accepted" if breach else "accepted once, as promised"
    elif due is Due.NOTHING_HERE:
        promised, reason = "accepted or refused", "not promised here"
    elif visit.bought:
        twice = due is Due.NOTHING_TWICE
        breach, reason = REDEEMED_TOO_OFTEN if twice else SOLD_AFTER_END, "it was accepted"
    yield OFFERS.found(visit, REDEMPTION, promised, seen.value, reason, breach, seen.words)


@OFFERS.rule(ASK, PUT_THROUGH, REDEEM)
def same_terms(visit: Visit, standing: Standing) -> Iterator[Finding]:
    """Hold the end, the code and the offer that a place shows against those that the customer was told of."""
    yield from terms_compared(OFFERS, visit, standing)


def terms_compared(topic: Topic, visit: Visit, standing: Standing) -> Iterator[Finding]:
    """Hold the end, the code and the offer that a place shows against those that the customer was told of.

    After the end, or before the beginning, nothing is due.
    """
    if standing.due(visit) is Due.NOTHING_YET_OR_NO_MORE:
        return
    code = next((seen.value for seen in standing.told_before(CODE)), None) or standing.promise.get(CODE)
    told: list[tuple[Term[Any], Any]] = [
        (VALID_THROUGH, standing.promise.valid_through),
        (CODE, code),
        (ITEM, standing.promise.name),
    ]
    for term, meant in told:
        seen = visit.last(term)
        if seen is not None and meant is not None and term.form is not None:
            shown = term.form.parse(seen.value)
            breach = None if term.agrees(meant, shown) else TERMS_DIFFER
            reason = f"the {term} is {seen.value}" if breach else f"the {term} is as promised"
            yield topic.found(visit, term, term.form.write(meant), seen.value, reason, breach, seen.words)
