"""What an offer says, what is seen of it, what customers come for, and how it is broken."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from journeys.errors import InvalidPromise
from journeys.evidence.observations import Stance
from journeys.judging.topic import Topic
from journeys.promises.form import one_of
from journeys.promises.forms import COUNT, MENTION, MONEY, ROUNDING, SURCHARGES, WORDS
from journeys.promises.forms import LINK as A_LINK
from journeys.promises.money import Money, written
from journeys.promises.promise import PromiseTerms
from journeys.promises.terms import LINE, VALID_THROUGH
from journeys.topics.answering import REPLY, REPLY_TIME
from journeys.topics.continuity import ASKED_AGAIN
from journeys.topics.public_answers import PUBLIC_READ, SAID_IN_PUBLIC, TOLD_IN_PUBLIC
from journeys.topics.service import DROPPED

if TYPE_CHECKING:
    from journeys.touchpoints.visit import OpenVisit

__all__ = [
    "ALTERNATIVE",
    "ASK",
    "ASKED",
    "BOUGHT",
    "BREACH_OF_STANCE",
    "CHARGED_MORE",
    "CODE",
    "ENDED_EARLY",
    "ITEM",
    "LINK",
    "NEVER_HEARD_OF_IT",
    "OFFER",
    "OFFERS",
    "ORDER",
    "PART_HONOURED",
    "PRICE",
    "PUT_THROUGH",
    "QUANTITY",
    "REDEEM",
    "REDEEMED_TOO_OFTEN",
    "REDEMPTION",
    "REFUSED",
    "REFUSED_SILENTLY",
    "REFUSED_UNUSED",
    "REGULAR_CHARGED",
    "REGULAR_PRICE",
    "ROUNDED",
    "SERVED",
    "SOLD_AFTER_END",
    "SURCHARGE",
    "SURCHARGES_AT",
    "SURCHARGE_LIMIT",
    "SURCHARGE_OVER_LIMIT",
    "SURCHARGE_UNDISCLOSED",
    "TERMS_DIFFER",
    "WRONG_PRICE",
    "PutsThrough",
    "QuotesPrices",
    "Redeems",
    "same_mark",
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


def same_mark(one: str, other: str) -> bool:
    """Tell whether two codes or numbers are the same, however they are set: ``#K 100001`` and ``k-100001``."""
    return re.sub(r"[\W_]", "", one).casefold() == re.sub(r"[\W_]", "", other).casefold()


# What an offer says, and what is seen of it

PRICE = OFFERS.term(
    "price",
    MONEY,
    checkable=True,
    to_be_said=True,
    asks=True,
    told="{value}",
    help="What the customer was told to pay in all, such as 0.00 USD, free, or 30.00 USD a month for 24 months.",
)
REGULAR_PRICE = OFFERS.term("regular price", MONEY, help="What it costs without the promise, such as 130.00 USD.")
ROUNDED = OFFERS.term(
    "rounding",
    ROUNDING,
    seen=False,
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
    same=lambda one, other: one.rstrip(" .") == other.rstrip(" ."),
    help="The other way it names for customers who cannot use these touchpoints.",
)
CODE = OFFERS.term(
    "code",
    MENTION,
    tabled=False,
    label="",
    spent=True,
    same=same_mark,
    help="How the company refers to it, such as a coupon's code.",
)
LINK = OFFERS.term("link", A_LINK, tabled=False, masked=True, label="", help="The link that leads to it.")

SURCHARGE = OFFERS.seen("surcharge", MONEY)
_SAYS_NO = frozenset(Stance) - {Stance.KNOWN, Stance.ACCEPTED}

OFFER = OFFERS.seen("offer", one_of(*Stance, name="stance"), excuses=_SAYS_NO, told="offer {value}", told_alone=True)
REDEMPTION = OFFERS.seen(
    "redemption",
    one_of(*Stance, name="stance"),
    uses_up=Stance.ACCEPTED,
    excuses=_SAYS_NO,
    told={Stance.DECLINED: ""},
)
ORDER = OFFERS.seen("order", MENTION, creates="order", same=same_mark)
ITEM = OFFERS.seen("item", WORDS)
QUANTITY = OFFERS.seen("quantity", COUNT)


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

SERVED = (ASKED_AGAIN, DROPPED, REPLY, REPLY_TIME, PUBLIC_READ, TOLD_IN_PUBLIC, SAID_IN_PUBLIC)
ASKED = (PRICE, SURCHARGE, OFFER, ALTERNATIVE, REDEMPTION, CODE, ITEM, VALID_THROUGH, *SERVED)
BOUGHT = (*ASKED, ORDER, QUANTITY, LINE)

ASK = OFFERS.purpose(
    "asks about the offer",
    QuotesPrices.quote,
    sentence="{shopper} asks the {place} about the offer",
    owes=[PRICE],
    may=ASKED,
)
PUT_THROUGH = OFFERS.purpose(
    "asks about the offer and is put through",
    PutsThrough.put_through,
    sentence="{shopper} asks the {place} about the offer and is put through",
    owes=[PRICE],
    may=ASKED,
)
REDEEM = OFFERS.purpose(
    "redeems the offer",
    Redeems.redeem,
    sentence="{shopper} redeems the offer at the {place}",
    owes=[PRICE, REDEMPTION],
    may=BOUGHT,
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
TERMS_DIFFER = OFFERS.breach("told other terms than were promised", row="R1")
CHARGED_MORE = OFFERS.breach("charged more than it had just said", row="R15")

BREACH_OF_STANCE = {
    Stance.UNKNOWN: NEVER_HEARD_OF_IT,
    Stance.ENDED: ENDED_EARLY,
    Stance.USED: REFUSED_UNUSED,
    Stance.NOT_HERE: REFUSED,
    Stance.REFUSED: REFUSED,
}
