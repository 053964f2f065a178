"""Offers: something for a price, for a while, that a customer can ask about and redeem in every channel."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from journeys.errors import InvalidPromise
from journeys.evidence.observations import Stance, Visit
from journeys.judging.standing import Due, Standing
from journeys.judging.topic import Topic
from journeys.judging.verdict import Breach, Finding
from journeys.promises.forms import LINK as A_LINK
from journeys.promises.forms import MENTION, MONEY, ROUNDING, SURCHARGES, WORDS, one_of
from journeys.promises.money import Money, written
from journeys.promises.promise import Promise, PromiseTerms
from journeys.promises.terms import LINE
from journeys.topics.continuity import ASKED_AGAIN
from journeys.topics.lines import on_the_right_line
from journeys.topics.service import DROPPED

if TYPE_CHECKING:
    from journeys.touchpoints.visit import OpenVisit

__all__ = [
    "ALTERNATIVE",
    "ASK",
    "BREACH_OF_STANCE",
    "CHARGED_MORE",
    "CODE",
    "ENDED_EARLY",
    "LINK",
    "NEVER_HEARD_OF_IT",
    "OFFER",
    "OFFERS",
    "ORDER",
    "PART_HONOURED",
    "PRICE",
    "PUT_THROUGH",
    "REDEEM",
    "REDEEMED_TOO_OFTEN",
    "REDEMPTION",
    "REFUSED",
    "REFUSED_SILENTLY",
    "REFUSED_UNUSED",
    "REGULAR_CHARGED",
    "REGULAR_PRICE",
    "ROUNDED",
    "SOLD_AFTER_END",
    "SURCHARGE",
    "SURCHARGES_AT",
    "SURCHARGE_LIMIT",
    "SURCHARGE_OVER_LIMIT",
    "SURCHARGE_UNDISCLOSED",
    "WRONG_PRICE",
    "PutsThrough",
    "QuotesPrices",
    "Redeems",
    "as_said",
    "price",
    "redemption",
]

OFFERS = Topic("offers", about="honouring the promise", honours=True, measures="consistency")


@runtime_checkable
class QuotesPrices(Protocol):
    """A place that says what the offer would cost."""

    def quote(self, visit: OpenVisit) -> None:
        """Ask what it costs, without buying; write down the answer."""


@runtime_checkable
class Redeems(Protocol):
    """A place where the offer can be used."""

    def redeem(self, visit: OpenVisit) -> None:
        """Use the offer once, unless more is asked than the shopper was told; write down what came of it."""


@runtime_checkable
class PutsThrough(Protocol):
    """A place that hands the customer over to a colleague within one contact."""

    def put_through(self, visit: OpenVisit) -> None:
        """Ask about the offer, be handed over, and write down what the second person says."""


OFFERS.ability(QuotesPrices, "quote a price")
OFFERS.ability(Redeems, "redeem an offer")
OFFERS.ability(PutsThrough, "put a caller through")


# What an offer says, and what is seen of it

PRICE = OFFERS.term(
    "price",
    MONEY,
    checkable=True,
    to_be_said=True,
    asks=True,
    told="{value}",
    help="What the customer was told to pay, such as 0.00 USD, or free.",
)
REGULAR_PRICE = OFFERS.term("regular price", MONEY, help="What it costs without the promise, such as 130.00 USD.")
ROUNDED = OFFERS.term(
    "rounding",
    ROUNDING,
    seen=False,
    usual="half up",
    label="",
    help="How amounts are rounded: half up, half even or down.",
)
SURCHARGES_AT = OFFERS.term(
    "surcharge", SURCHARGES, seen=False, label="", help="What single touchpoints add, such as 10.00 USD at the store."
)


def _highest(read: Mapping[Any, Any]) -> Money | None:
    return max(read.get(SURCHARGES_AT, {}).values(), key=lambda money: money.amount, default=None)


SURCHARGE_LIMIT = OFFERS.term(
    "surcharge limit",
    MONEY,
    seen=False,
    adds=True,
    usual=_highest,
    label="surcharge, at most",
    help="The most any touchpoint may add if it says so beforehand.",
)
ALTERNATIVE = OFFERS.term(
    "alternative",
    WORDS,
    to_be_said=True,
    limits=True,
    label="otherwise",
    help="The other way it names for customers who cannot use these touchpoints.",
)
CODE = OFFERS.term(
    "code", MENTION, tabled=False, label="", help="How the company refers to it, such as a coupon's code."
)
LINK = OFFERS.term("link", A_LINK, tabled=False, masked=True, label="", help="The link that leads to it.")

SURCHARGE = OFFERS.seen("surcharge", MONEY)
OFFER = OFFERS.seen("offer", one_of(*Stance, name="stance"), told="offer {value}", told_alone=True)
REDEMPTION = OFFERS.seen(
    "redemption",
    one_of(*Stance, name="stance"),
    uses_up=Stance.ACCEPTED,
    told={Stance.DECLINED: ""},
)
ORDER = OFFERS.seen("order", MENTION, creates="order")


@OFFERS.possible
def amounts_fit(terms: PromiseTerms) -> None:
    """Refuse amounts that nobody can charge: below zero, in two currencies, over their own limit."""
    asked = terms.get(PRICE)
    surcharges, limit = terms.get(SURCHARGES_AT) or {}, terms.get(SURCHARGE_LIMIT)
    amounts = [("price", asked), ("regular price", terms.get(REGULAR_PRICE))]
    amounts += [(f"surcharge at {place}", surcharge) for place, surcharge in surcharges.items()]
    amounts += [("surcharge limit", limit)]
    for term, money in amounts:
        if money is not None and money.amount < 0:
            raise InvalidPromise(f"The {term} is below zero", value=written(money))
        if money is not None and asked is not None and money.currency != asked.currency:
            raise InvalidPromise(f"Price and {term} are in different currencies", value=written(money))
    for place, surcharge in surcharges.items():
        if limit is not None and surcharge > limit:
            raise InvalidPromise(f"The surcharge at {place} is over the limit", value=written(surcharge))


# What customers come for

SERVED = (ASKED_AGAIN, DROPPED)
ASKED = (PRICE, SURCHARGE, OFFER, ALTERNATIVE, REDEMPTION, *SERVED)
BOUGHT = (*ASKED, ORDER, LINE)

ASK = OFFERS.purpose(
    "asks about the offer",
    QuotesPrices.quote,
    sentence="{shopper} asks the {place} about the offer",
    may=ASKED,
)
PUT_THROUGH = OFFERS.purpose(
    "asks about the offer and is put through",
    PutsThrough.put_through,
    sentence="{shopper} asks the {place} about the offer and is put through",
    may=ASKED,
)
REDEEM = OFFERS.purpose(
    "redeems the offer",
    Redeems.redeem,
    sentence="{shopper} redeems the offer at the {place}",
    may=BOUGHT,
    also=[on_the_right_line],
)


# How it is broken

NEVER_HEARD_OF_IT = OFFERS.breach("never heard of the offer", row="R1")
REGULAR_CHARGED = OFFERS.breach("charged the regular price", row="R1")
PART_HONOURED = OFFERS.breach("honoured part of the offer", row="R1")
WRONG_PRICE = OFFERS.breach("charged another price", row="R1")
REFUSED_SILENTLY = OFFERS.breach("refused and named no alternative", row="R2")
SURCHARGE_UNDISCLOSED = OFFERS.breach("added a surcharge without saying so", row="R3")
SURCHARGE_OVER_LIMIT = OFFERS.breach("added a surcharge over its limit", row="R3")
ENDED_EARLY = OFFERS.breach("ended the offer early", row="R4")
SOLD_AFTER_END = OFFERS.breach("sold the offer after its end", row="R4")
REDEEMED_TOO_OFTEN = OFFERS.breach("let the offer be used too often", row="R5")
REFUSED_UNUSED = OFFERS.breach("called an unused offer used", row="R5")
REFUSED = OFFERS.breach("refused to honour the offer", row="R1")
CHARGED_MORE = OFFERS.breach("charged more than it had just said", row="R15")

BREACH_OF_STANCE = {
    Stance.UNKNOWN: NEVER_HEARD_OF_IT,
    Stance.ENDED: ENDED_EARLY,
    Stance.USED: REFUSED_UNUSED,
    Stance.NOT_HERE: REFUSED,
    Stance.REFUSED: REFUSED,
}


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
    asked = written(told) if told is not None else stance.value
    meant = written(promised) if promised is not None else Stance.KNOWN.value
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
    part = regular is not None and limit is None and told < regular
    if stance in BREACH_OF_STANCE and not (part and stance is Stance.UNKNOWN):
        return BREACH_OF_STANCE[stance], f"asked {written(told)}"
    if told == regular:
        return REGULAR_CHARGED, f"asked {written(told)}"
    if limit is not None and told - promised <= 2 * limit:
        return SURCHARGE_UNDISCLOSED, f"asked {written(told - promised)} more and did not say why"
    if part and regular is not None:
        return PART_HONOURED, f"took {written(regular - told)} off instead of {written(regular - promised)}"
    return WRONG_PRICE, f"asked {written(told)}"


@OFFERS.rule(REDEEM)
def as_said(visit: Visit, standing: Standing) -> Iterator[Finding]:
    """Compare what was charged with what the touchpoint had said right before, whatever was promised."""
    del standing
    prices = [seen for seen in visit.observations if seen.term == PRICE]
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
