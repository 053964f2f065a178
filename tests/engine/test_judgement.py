"""The judge: every kind of breach is named for what it is, and laws that hold for all journeys."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from moneyed import Money

from journeys.evidence.observations import Stance, Visit, Whose
from journeys.evidence.purposes import Purpose
from journeys.judging.verdict import Breach, Outcome
from journeys.promises.channel import Channel
from journeys.promises.counts import Left
from journeys.promises.money import read_money, written
from journeys.promises.shopper import Fact
from journeys.promises.terms import HONOURED_AT, VALID_THROUGH, Term
from journeys.topics import (
    OURS,
    agreement,
    answering,
    cancelling,
    carts,
    cases,
    complaints,
    confirmations,
    consent,
    continuity,
    effort,
    identity,
    lines,
    messages,
    notes,
    notifications,
    offers,
    pickup,
    prices,
    public_answers,
    purchases,
    returns,
    service,
    staff,
    stock,
    transcripts,
)

from .builders import EMAILED, LASTS, breaches, promise, verdict, visit

SECOND = timedelta(seconds=1)
A_NOTE = visit("store", notes.LEAVE, (notes.NOTE_LEFT, "yes"))
A_CASE = visit("chat", cases.OPEN, (complaints.CASE, "C-100"), words="The screen stays dark.")
WEBSITE_ONLY = {"honoured_at": ("website",)}
BOUGHT = visit("website", offers.REDEEM, (offers.PRICE, "0.00 USD"), (offers.REDEMPTION, Stance.ACCEPTED))
SOLD = (offers.REDEMPTION, Stance.ACCEPTED)
ORDERED = visit("app", purchases.BUY, (offers.PRICE, "0.00 USD"), SOLD, (offers.ORDER, "K-1"))
AT_ONCE = timedelta(seconds=1)
PHONE = {"price": "130.00 USD", "regular": None}
"""A product on the price list, as a promise: at its price, and no other."""
SHOWN: dict[str, Any] = {"terms": {}}
"""A product of which nothing is promised but what is shown."""
THREE: dict[str, Any] = {"terms": {stock.STATED: Left(3, 3)}}
"""A product of which the company says that there are three."""
ABOUT_THREE: dict[str, Any] = {"terms": {stock.STATED: Left(3, 3), stock.DIFFERS_BY: 2}}
HOUR = timedelta(hours=1)
TWO_HOURS: dict[str, Any] = {"terms": {pickup.READY_WITHIN: 2 * HOUR}}
"""A product that the company promises ready for pickup within two hours."""
TAKES_BACK: dict[str, Any] = {"terms": {returns.RETURNS_WITHIN: timedelta(days=30)}}
LESS_FIVE: dict[str, Any] = {
    "terms": {returns.RETURNS_WITHIN: timedelta(days=30), returns.RETURN_FEE: read_money("5.00 USD")}
}
A_DAY_TO_CANCEL: dict[str, Any] = {"terms": {cancelling.CANCEL_WITHIN: timedelta(days=1)}}
PURCHASE = visit("website", purchases.BUY, (offers.PRICE, "30.00 USD"), SOLD)
"""A purchase online."""
READ = ((returns.CONFIRMED, "came"), (returns.REFUND, "30.00 USD"))
TOOK_THREE = ((offers.PRICE, "390.00 USD"), SOLD)


def asked(how: str, place: str = "website", told: str = "taken") -> Visit:
    """Asking to be written to so from now on."""
    return visit(place, notifications.ASK, (notifications.REQUEST, told), words=how)


BY_TEXT, IN_GERMAN = asked("by text"), asked("in German")


def shown(how: str) -> Visit:
    """Looking in the app how messages come."""
    return visit("app", notifications.LOOK, (notifications.SHOWN, how))


def word(
    place: str, *came: timedelta, said_in: str = "de", again: int = 0, after: timedelta = timedelta(days=2)
) -> Visit:
    """Looking for word of the order, which came so long after it was taken."""
    moments = [(ORDERED.ended + one).isoformat() for one in came]
    seen = [
        (notifications.CAME_AGAIN if at < again else notifications.CAME, one) for at, one in enumerate(moments[::-1])
    ]
    told = [(notifications.WRITTEN_IN, said_in)] if came else []
    found = (notifications.FOUND, str(len(came)))
    return visit(place, notifications.LOOK_FOR_ORDER, *seen[::-1], *told, found, words="K-1", after=after)


def enquiry(*seen: tuple[Term[Any], str]) -> Visit:
    return visit("store", cases.ENQUIRE, *seen, words="C-100")


def looked_up(price: str, *seen: tuple[Term[Any], str]) -> Visit:
    """Asking in store what the product costs."""
    return visit("store", prices.LOOK_UP, (offers.PRICE, price), *seen)


def stock_seen(left: str, place: str = "store") -> Visit:
    """Looking how many of the product are left."""
    return visit(place, stock.LOOK, (stock.STOCK_LEFT, left))


def later(hours: float) -> str:
    """So many hours after something was ordered for pickup, and the visit of that is over."""
    return (EMAILED + timedelta(hours=hours)).isoformat()


def ordered(*seen: tuple[Term[Any], str], quantity: int = 1) -> Visit:
    """Ordering on the website, at the moment of the email, for pickup in the store."""
    facts = ((offers.PRICE, "130.00 USD"), SOLD, (offers.ORDER, "K-7"), *seen)
    at_once = visit("website", pickup.ORDER_FOR_PICKUP, *facts, after=timedelta(), lasting=timedelta())
    return replace(at_once, quantity=quantity)


def at_counter(
    handing: str, *seen: tuple[Term[Any], str], hours: float = 2, by: str = "", purpose: Purpose = pickup.PICK_UP
) -> Visit:
    """Asking for the order in the store, so many hours later."""
    facts = ((pickup.HANDED, handing), *seen)
    return replace(visit("store", purpose, *facts, after=timedelta(hours=hours), words="K-7"), by=by)


def asked_about(state: str, *seen: tuple[Term[Any], str], hours: float = 2) -> Visit:
    """Calling to ask whether the order is ready."""
    facts = ((pickup.READY, state), *seen)
    return visit("call centre", pickup.ASK_READY, *facts, after=timedelta(hours=hours), words="K-7")


def inbox_read(*came: float, hours: float = 2) -> Visit:
    """Looking through the inbox for messages that call the order ready, which came so many hours after the order."""
    facts = [(pickup.READY_MESSAGE, later(one)) for one in came]
    count = (pickup.MESSAGES_SEEN, str(1 + len(came)))
    return visit("inbox", pickup.LOOK_READY, *facts, count, after=timedelta(hours=hours), words="K-7")


BY_NOON = (pickup.READY_BY, later(2))
FOR_OMAR = (pickup.NAMED, "Omar")


def given_back(
    answer: str = "done",
    *seen: tuple[Term[Any], str],
    place: str = "store",
    refund: str = "30.00 USD",
    after: timedelta = timedelta(days=21),
) -> Visit:
    """Returning the product, 20 days after it was bought."""
    money = [(returns.REFUND, refund)] if answer == "done" else []
    return visit(place, returns.RETURN, (returns.UNDOING, answer), *money, *seen, after=after)


def refund_read(refund: str = "30.00 USD") -> Visit:
    """Reading the message about it."""
    return visit("inbox", returns.READ_REFUND, (returns.CONFIRMED, "came"), (returns.REFUND, refund))


def cancelled(
    answer: str = "done",
    *,
    place: str = "call centre",
    refund: str = "30.00 USD",
    after: timedelta = timedelta(days=1, hours=2),
) -> Visit:
    """Cancelling the order, two hours after it was placed."""
    money = [(returns.REFUND, refund)] if answer == "done" else []
    return visit(place, cancelling.CANCEL, (returns.UNDOING, answer), *money, after=after)


def state_seen(state: str, *refund: str) -> Visit:
    """Looking what has become of the order."""
    shown = [(returns.REFUND, one) for one in refund]
    return visit("app", cancelling.LOOK_UP_ORDER, (cancelling.STATE, state), *shown)


def three_bought(*seen: tuple[Term[Any], str], number: int = 1) -> Visit:
    """Buying three of the product in the store."""
    return replace(visit("store", purchases.BUY, *seen, number=number), quantity=3)


def confirmation(price: str) -> Visit:
    """Reading the confirmation of an order."""
    return visit("inbox", confirmations.CONFIRM, (offers.PRICE, price))


def email(*seen: tuple[Term[Any], str], number: int = 1) -> Visit:
    """Reading an email that tells price and end as they are meant, unless it tells something else."""
    meant = {offers.PRICE: "0.00 USD", VALID_THROUGH: (EMAILED + LASTS).isoformat()}
    return visit("inbox", messages.LEARN, *(meant | dict(seen)).items(), number=number)


def told_twice(shown: str, beside: str) -> Visit:
    """Asking on the website, whose page shows one price and its markup another."""
    asked = visit("website", offers.ASK, (offers.PRICE, shown), (offers.PRICE, beside))
    main, other = asked.observations
    return replace(asked, observations=(main, replace(other, beside=True)))


def bought(prices: tuple[str, ...]) -> Visit:
    """Paying in the store, which names these prices one after the other."""
    named = [(offers.PRICE, price) for price in prices]
    return visit("store", carts.CHECK_OUT, *named, (offers.REDEMPTION, Stance.ACCEPTED))


@dataclass(frozen=True)
class Case:
    """Visits, and the kinds of breach the judge must find in them, in order."""

    visits: tuple[Visit, ...]
    found: tuple[Breach, ...] = ()
    terms: dict[str, Any] = field(default_factory=dict)


def case(*parts: Visit | Breach, **terms: Any) -> Case:
    visits = [part for part in parts if isinstance(part, Visit)]
    numbered = tuple(replace(one, number=number) for number, one in enumerate(visits, start=1))
    return Case(numbered, tuple(part for part in parts if isinstance(part, Breach)), terms)


def picking_up(*parts: Visit | Breach, **terms: Any) -> Case:
    """The same, of a product of which nothing is promised but what is shown, unless it is said what is."""
    return case(*parts, **(terms or SHOWN))


FREE: Final = (offers.PRICE, "0.00 USD")
CAME: Final = (transcripts.TRANSCRIPT, "came")
CHATTED: Final = visit("chat", offers.ASK, FREE)

CASES = {
    # R1: the offer is honoured everywhere, at its price
    "free, as promised": case(visit("store", offers.ASK, (offers.PRICE, "0.00 USD"))),
    "cheaper than promised": case(visit("store", offers.ASK, (offers.PRICE, "10.00 USD")), price="20.00 USD"),
    "never heard of it, whatever it asks": case(
        visit(
            "call centre", offers.ASK, (offers.OFFER, Stance.UNKNOWN, "I have no such offer"), (offers.PRICE, "130 USD")
        ),
        offers.NEVER_HEARD_OF_IT,
    ),
    "ended, at the promised price": case(
        visit("call centre", offers.ASK, (offers.PRICE, "0.00 USD"), (offers.OFFER, Stance.ENDED, "It ended.")),
        offers.ENDED_EARLY,
    ),
    "used, at less than the promised price": case(
        visit("call centre", offers.ASK, (offers.PRICE, "10.00 USD"), (offers.OFFER, Stance.USED)),
        offers.REFUSED_UNUSED,
        price="20.00 USD",
    ),
    "unknown, then found, at the promised price": case(
        visit(
            "call centre",
            offers.ASK,
            (offers.OFFER, Stance.UNKNOWN),
            (offers.PRICE, "0.00 USD"),
            (offers.OFFER, Stance.KNOWN),
        ),
    ),
    "refused by words, and taken all the same": case(
        visit(
            "call centre",
            offers.REDEEM,
            (offers.PRICE, "0.00 USD"),
            (offers.OFFER, Stance.REFUSED),
            (offers.REDEMPTION, Stance.ACCEPTED),
        ),
    ),
    "never heard of it, names no price": case(
        visit("call centre", offers.ASK, (offers.OFFER, Stance.UNKNOWN)), offers.NEVER_HEARD_OF_IT
    ),
    "the regular price": case(visit("store", offers.ASK, (offers.PRICE, "130.00 USD")), offers.REGULAR_CHARGED),
    "a cent more is another price": case(visit("store", offers.ASK, (offers.PRICE, "0.01 USD")), offers.WRONG_PRICE),
    "a cent less than the regular price is no part": case(
        visit("store", offers.ASK, (offers.PRICE, "129.99 USD")), offers.WRONG_PRICE
    ),
    "the page and its markup tell two prices": case(told_twice("0.00 USD", "19.00 USD"), agreement.CONTRADICTED),
    "the page and its markup tell one price, written otherwise": case(told_twice("0.00 USD", "0 USD")),
    "$20 off instead of free": case(
        visit("call centre", offers.ASK, (offers.PRICE, "110.00 USD")), offers.PART_HONOURED
    ),
    "more than the regular price": case(visit("store", offers.ASK, (offers.PRICE, "150.00 USD")), offers.WRONG_PRICE),
    "a price in another currency": case(visit("store", offers.ASK, (offers.PRICE, "0.00 EUR")), offers.WRONG_PRICE),
    "dear, with no regular price known": case(
        visit("store", offers.ASK, (offers.PRICE, "110.00 USD")), offers.WRONG_PRICE, regular=None
    ),
    "the last word counts": case(
        visit("call centre", offers.ASK, (offers.PRICE, "130.00 USD"), (offers.PRICE, "0.00 USD"))
    ),
    "dear at the complaints desk too": case(
        visit("complaints desk", complaints.COMPLAIN, (complaints.CASE, "C-1"), (offers.PRICE, "110.00 USD")),
        offers.PART_HONOURED,
    ),
    "refused at the till, for no reason": case(
        visit("store", offers.REDEEM, (offers.PRICE, "0.00 USD"), (offers.REDEMPTION, Stance.REFUSED)), offers.REFUSED
    ),
    "the shopper declined, which breaks nothing": case(
        visit("store", offers.REDEEM, (offers.PRICE, "0.00 USD"), (offers.REDEMPTION, Stance.DECLINED))
    ),
    "the account does not show it": case(
        visit("website", messages.LEARN, (offers.OFFER, Stance.UNKNOWN)), offers.NEVER_HEARD_OF_IT
    ),
    "the email names another price": case(email((offers.PRICE, "10.00 USD")), messages.MESSAGE_DIFFERS),
    "the email names another end": case(email((VALID_THROUGH, "2026-05-04T09:00:00+00:00")), messages.MESSAGE_DIFFERS),
    "the email names no price": case(
        visit("inbox", messages.LEARN, (VALID_THROUGH, "2026-06-02T13:00:00+04:00")), messages.MESSAGE_DIFFERS
    ),
    "the email names no end": case(
        visit("inbox", messages.LEARN, (offers.PRICE, "0.00 USD")), messages.MESSAGE_DIFFERS
    ),
    "the email does not say where it holds": case(email(), messages.LIMIT_HIDDEN, **WEBSITE_ONLY),
    "the email leaves out the other way": case(
        email((HONOURED_AT, "website")), messages.LIMIT_HIDDEN, **WEBSITE_ONLY, alternative="We will call you."
    ),
    "the same end in another zone": case(email((VALID_THROUGH, "2026-06-02T13:00:00+04:00"))),
    # R2: a limited offer says so, and names another way
    "the email hides where it holds": case(
        email((HONOURED_AT, "app, store, website")), messages.LIMIT_HIDDEN, **WEBSITE_ONLY
    ),
    "not here, and no way named": case(
        visit("store", offers.ASK, (offers.OFFER, Stance.NOT_HERE)), offers.REFUSED_SILENTLY, **WEBSITE_ONLY
    ),
    "not here, dearer, and no way named": case(
        visit("store", offers.ASK, (offers.PRICE, "130.00 USD")), offers.REFUSED_SILENTLY, **WEBSITE_ONLY
    ),
    "not here, in another currency": case(
        visit("store", offers.ASK, (offers.PRICE, "0.00 EUR")), offers.REFUSED_SILENTLY, **WEBSITE_ONLY
    ),
    "not here, but another way is named": case(
        visit(
            "store", offers.ASK, (offers.OFFER, Stance.NOT_HERE), (offers.ALTERNATIVE, "order online", "order online")
        ),
        **WEBSITE_ONLY,
    ),
    "not here, and sent to where it holds": case(
        visit(
            "store",
            offers.ASK,
            (offers.OFFER, Stance.NOT_HERE),
            (offers.ALTERNATIVE, "the website", "the website"),
            (service.DROPPED, "sent elsewhere"),
        ),
        **WEBSITE_ONLY,
    ),
    "said to be only elsewhere, though it was promised here": case(
        visit("store", offers.ASK, (offers.OFFER, Stance.NOT_HERE)), offers.REFUSED
    ),
    # R3: a surcharge is allowed if announced and within its limit
    "an announced surcharge": case(
        visit("store", offers.ASK, (offers.SURCHARGE, "10.00 USD"), (offers.PRICE, "10.00 USD")), limit="10.00 USD"
    ),
    "a surcharge nobody announced": case(
        visit("store", offers.ASK, (offers.PRICE, "10.00 USD")), offers.SURCHARGE_UNDISCLOSED, limit="10.00 USD"
    ),
    "a surcharge over its limit": case(
        visit("store", offers.ASK, (offers.SURCHARGE, "30.00 USD"), (offers.PRICE, "30.00 USD")),
        offers.SURCHARGE_OVER_LIMIT,
        limit="10.00 USD",
    ),
    "a surcharge where none was promised": case(
        visit("store", offers.ASK, (offers.SURCHARGE, "5.00 USD"), (offers.PRICE, "5.00 USD")),
        offers.SURCHARGE_OVER_LIMIT,
    ),
    "a surcharge that does not explain the price": case(
        visit("store", offers.ASK, (offers.SURCHARGE, "10.00 USD"), (offers.PRICE, "130.00 USD")),
        offers.REGULAR_CHARGED,
        limit="10.00 USD",
    ),
    # R4: it runs through its last second and not longer
    "honoured in the last second": case(visit("store", offers.ASK, (offers.PRICE, "0.00 USD"), after=LASTS)),
    "ended early": case(
        visit("store", offers.REDEEM, (offers.OFFER, Stance.ENDED), (offers.REDEMPTION, Stance.ENDED), after=LASTS),
        offers.ENDED_EARLY,
        offers.ENDED_EARLY,
    ),
    "quoted after its end": case(
        visit("store", offers.ASK, (offers.PRICE, "0.00 USD"), after=LASTS + SECOND), offers.SOLD_AFTER_END
    ),
    "sold after its end": case(
        visit("app", offers.REDEEM, (offers.REDEMPTION, Stance.ACCEPTED), after=LASTS + SECOND), offers.SOLD_AFTER_END
    ),
    "the regular price after its end": case(
        visit("store", offers.ASK, (offers.PRICE, "130.00 USD"), after=LASTS + SECOND)
    ),
    "refused after its end": case(
        visit(
            "app", offers.REDEEM, (offers.OFFER, Stance.ENDED), (offers.REDEMPTION, Stance.ENDED), after=LASTS + SECOND
        )
    ),
    "a complaint is put right even after its end": case(
        visit(
            "complaints desk",
            complaints.COMPLAIN,
            (complaints.ANSWER, "put right"),
            (offers.PRICE, "0 USD"),
            after=LASTS * 2,
        )
    ),
    # R5: once per customer, everywhere together
    "used twice": case(
        visit("website", offers.REDEEM, (offers.REDEMPTION, Stance.ACCEPTED)),
        visit("store", offers.REDEEM, (offers.REDEMPTION, Stance.ACCEPTED)),
        offers.REDEEMED_TOO_OFTEN,
    ),
    "used twice, as promised": case(
        BOUGHT,
        replace(BOUGHT, touchpoint="store"),
        times=2,
    ),
    "the second time refused": case(
        BOUGHT,
        visit("store", offers.REDEEM, (offers.OFFER, Stance.USED), (offers.REDEMPTION, Stance.USED)),
    ),
    "called used though it never was": case(
        visit("store", offers.REDEEM, (offers.OFFER, Stance.USED), (offers.REDEMPTION, Stance.USED)),
        offers.REFUSED_UNUSED,
        offers.REFUSED_UNUSED,
    ),
    "a cart that holds the offer is no use of it": case(
        visit("website", carts.FILL, (offers.PRICE, "0.00 USD")),
        visit("store", carts.FILL, (offers.PRICE, "0.00 USD")),
        visit("store", carts.CHECK_OUT, (offers.PRICE, "0.00 USD"), (offers.REDEMPTION, Stance.ACCEPTED)),
    ),
    "paid from two carts": case(
        visit("website", carts.FILL, (offers.PRICE, "0.00 USD")),
        visit("store", carts.FILL, (offers.PRICE, "0.00 USD")),
        visit("store", carts.CHECK_OUT, (offers.PRICE, "0.00 USD"), (offers.REDEMPTION, Stance.ACCEPTED)),
        visit("website", carts.CHECK_OUT, (offers.PRICE, "0.00 USD"), (offers.REDEMPTION, Stance.ACCEPTED)),
        offers.REDEEMED_TOO_OFTEN,
    ),
    "the second cart refused": case(
        visit("store", carts.CHECK_OUT, (offers.PRICE, "0.00 USD"), (offers.REDEMPTION, Stance.ACCEPTED)),
        visit("website", carts.CHECK_OUT, (offers.OFFER, Stance.USED), (offers.REDEMPTION, Stance.USED)),
    ),
    "the cart does not take the code": case(
        visit("website", carts.FILL, (offers.OFFER, Stance.UNKNOWN)), offers.NEVER_HEARD_OF_IT
    ),
    "the cart forgets the offer at the checkout": case(
        visit("website", carts.FILL, (offers.PRICE, "0.00 USD")),
        visit("website", carts.CHECK_OUT, (offers.PRICE, "130.00 USD"), (offers.REDEMPTION, Stance.DECLINED)),
        offers.REGULAR_CHARGED,
    ),
    "paid from the cart after its end": case(
        visit("website", carts.FILL, (offers.PRICE, "0.00 USD"), after=LASTS),
        visit("website", carts.CHECK_OUT, (offers.REDEMPTION, Stance.ACCEPTED), after=LASTS + SECOND),
        offers.SOLD_AFTER_END,
    ),
    # R6: it lands on the right line
    "on the wrong line": case(
        visit("store", offers.REDEEM, (offers.REDEMPTION, Stance.ACCEPTED), (lines.LINE, "Linda"), line="Maya"),
        lines.WRONG_LINE,
    ),
    "on no line, as the account shows": case(
        BOUGHT, visit("website", lines.CHECK_ACCOUNT, (lines.LINE, "")), lines.WRONG_LINE, line="Maya"
    ),
    "the line named last is meant": case(
        visit("call centre", offers.ASK, (offers.PRICE, "0.00 USD"), line="Maya"),
        visit("website", lines.CHECK_ACCOUNT, (lines.LINE, "Maya")),
        line="Linda",
    ),
    # R9: notes are shared
    "no note written": case(visit("store", notes.LEAVE, (notes.NOTE_LEFT, "no")), notes.NOTE_NOT_WRITTEN),
    "the note is missing": case(
        A_NOTE,
        visit("call centre", notes.FIND, (notes.NOTE, "missing"), (notes.NOTE_SEARCH, "1200")),
        notes.NOTE_MISSING,
    ),
    "the note is found after 20 minutes": case(
        A_NOTE,
        visit("call centre", notes.FIND, (notes.NOTE, "found"), (notes.NOTE_SEARCH, "1200")),
        notes.NOTE_LATE,
    ),
    "the note is found within two minutes": case(
        A_NOTE, visit("call centre", notes.FIND, (notes.NOTE, "found"), (notes.NOTE_SEARCH, "120"))
    ),
    "no note to be found when none was written": case(
        visit("call centre", notes.FIND, (notes.NOTE, "missing"), (notes.NOTE_SEARCH, "5"))
    ),
    # R11: a case is known in the next channel
    "no case opened": case(visit("chat", cases.OPEN, (complaints.CASE, "no route")), cases.NOT_OPENED),
    "a case is unknown": case(A_CASE, enquiry((cases.CASE_KNOWN, "unknown")), cases.CASE_UNKNOWN),
    "a case is known": case(A_CASE, enquiry((cases.CASE_KNOWN, "known"))),
    "a case is known by its number, spelt otherwise, and summed up": case(
        A_CASE, enquiry((cases.CASE_KNOWN, "known"), (cases.CASE_NAMED, "c 100"), (cases.CASE_ABOUT, "hardware"))
    ),
    "a case is known by what it is about, cut short": case(
        A_CASE, enquiry((cases.CASE_KNOWN, "known"), (cases.CASE_ABOUT, "The screen …"))
    ),
    "a complaint is asked about as any case is": case(
        visit("call centre", complaints.COMPLAIN, (complaints.CASE, "C-100"), (complaints.ANSWER, "put right")),
        enquiry((cases.CASE_KNOWN, "unknown")),
        cases.CASE_UNKNOWN,
    ),
    "a case is taken for one with another number": case(
        A_CASE, enquiry((cases.CASE_KNOWN, "known"), (cases.CASE_NAMED, "C-99")), cases.OTHER_CASE
    ),
    "a case is taken for another of hers": case(
        visit("store", cases.OPEN, (complaints.CASE, "C-99"), words="My bill is wrong."),
        A_CASE,
        enquiry((cases.CASE_KNOWN, "known"), (cases.CASE_ABOUT, "my bill is wrong")),
        cases.OTHER_CASE,
    ),
    # R10: one explanation is enough
    "asked again": case(
        visit(
            "store",
            offers.ASK,
            (offers.PRICE, "0.00 USD"),
            (continuity.ASKED_AGAIN, Fact.LINE, "Which line is it for?"),
        ),
        continuity.REPEATED,
    ),
    "asked for two things again": case(
        visit("store", offers.ASK, (continuity.ASKED_AGAIN, Fact.LINE), (continuity.ASKED_AGAIN, Fact.OFFER)),
        continuity.REPEATED,
        continuity.REPEATED,
    ),
    # R12: nobody is dropped, wherever they go
    "hung up": case(visit("call centre", offers.ASK, (service.DROPPED, "hung up")), service.HUNG_UP),
    "sent elsewhere": case(
        visit("call centre", offers.ASK, (service.DROPPED, "sent elsewhere")), service.SENT_ELSEWHERE
    ),
    "a dead end": case(visit("website", offers.ASK, (service.DROPPED, "dead end")), service.DEAD_END),
    "hung up where nothing was promised": case(
        visit("call centre", offers.ASK, (offers.ALTERNATIVE, "online"), (service.DROPPED, "hung up")),
        service.HUNG_UP,
        **WEBSITE_ONLY,
    ),
    # R13: a complaint is put right in time
    "no way to complain": case(
        visit("website", complaints.COMPLAIN, (complaints.CASE, "no route")), complaints.NO_ROUTE
    ),
    "turned down": case(
        visit(
            "complaints desk", complaints.COMPLAIN, (complaints.ANSWER, "turned down"), (complaints.ANSWER_TIME, "60")
        ),
        complaints.TURNED_DOWN,
    ),
    "answered after three weeks": case(
        visit(
            "complaints desk",
            complaints.COMPLAIN,
            (complaints.ANSWER, "put right"),
            (complaints.ANSWER_TIME, str(21 * 86400)),
        ),
        complaints.ANSWERED_LATE,
    ),
    "answered on the last day": case(
        visit(
            "complaints desk",
            complaints.COMPLAIN,
            (complaints.ANSWER, "put right"),
            (complaints.ANSWER_TIME, str(10 * 86400)),
        )
    ),
    "never answered": case(
        visit("complaints desk", complaints.COMPLAIN, (complaints.ANSWER, "none")), complaints.NEVER_ANSWERED
    ),
    # R15: one price for a product, and for a purchase
    "listed, and shown so": case(looked_up("130.00 USD"), **PHONE),
    "charged what was said": case(bought(("0.00 USD", "0.00 USD"))),
    "charged less than was said": case(bought(("10.00 USD", "0.00 USD"))),
    "charged more than was said": case(
        bought(("0.00 USD", "10.00 USD")), offers.WRONG_PRICE, offers.CHARGED_MORE, regular=None
    ),
    "charged more than was said, within the promise": case(
        bought(("5.00 USD", "10.00 USD")), offers.CHARGED_MORE, price="20.00 USD"
    ),
    "charged in another currency than was said": case(
        bought(("0.00 USD", "0.00 EUR")), offers.WRONG_PRICE, offers.CHARGED_MORE
    ),
    "an order that went through without the offer": case(
        visit(
            "store",
            carts.CHECK_OUT,
            (offers.PRICE, "0.00 USD"),
            (offers.PRICE, "130.00 USD"),
            (offers.REDEMPTION, Stance.REFUSED),
            (offers.ORDER, "K-1"),
        ),
        offers.REGULAR_CHARGED,
        offers.CHARGED_MORE,
        offers.REFUSED,
    ),
    "listed, and shown dearer": case(looked_up("150.00 USD"), prices.PRICE_DIFFERS, **PHONE),
    "listed, and shown cheaper": case(looked_up("110.00 USD"), prices.PRICE_DIFFERS, **PHONE),
    "listed, and shown in another currency": case(looked_up("130.00 EUR"), prices.PRICE_DIFFERS, **PHONE),
    "dearer here, which was announced": case(looked_up("135.00 USD", (offers.SURCHARGE, "5.00 USD")), **PHONE),
    "dearer here, which the surcharge does not explain": case(
        looked_up("150.00 USD", (offers.SURCHARGE, "5.00 USD")), prices.PRICE_DIFFERS, **PHONE
    ),
    "a surcharge in another currency explains nothing": case(
        looked_up("135.00 USD", (offers.SURCHARGE, "5.00 EUR")), prices.PRICE_DIFFERS, **PHONE
    ),
    "listed, with the customer's code active": case(
        looked_up("104.00 USD", (offers.CODE, "SPRING"), (offers.REGULAR_PRICE, "130.00 USD")), **PHONE
    ),
    "listed, with the customer's code active, at another price for everybody": case(
        looked_up("104.00 USD", (offers.CODE, "SPRING"), (offers.REGULAR_PRICE, "140.00 USD")),
        prices.PRICE_DIFFERS,
        **PHONE,
    ),
    "listed, with the customer's code active, and dearer": case(
        looked_up("140.00 USD", (offers.CODE, "SPRING")), prices.PRICE_DIFFERS, **PHONE
    ),
    "listed, and not to be found": case(
        visit("store", prices.LOOK_UP, (offers.OFFER, Stance.UNKNOWN)), prices.PRICE_DIFFERS, **PHONE
    ),
    "bought, for so many times the listed price": case(
        three_bought((offers.PRICE, "390.00 USD"), SOLD, (offers.QUANTITY, "3")), **PHONE
    ),
    "bought, for what was shown last": case(
        looked_up("150.00 USD"), three_bought((offers.PRICE, "450.00 USD"), SOLD), prices.PRICE_DIFFERS, **PHONE
    ),
    "bought cheaper than shown": case(three_bought((offers.PRICE, "360.00 USD"), SOLD), **PHONE),
    "bought dearer, and announced": case(
        three_bought((offers.SURCHARGE, "5.00 USD"), (offers.PRICE, "395.00 USD"), SOLD), **PHONE
    ),
    "bought, and charged more than was shown": case(
        looked_up("130.00 USD"), three_bought((offers.PRICE, "390.01 USD"), SOLD), purchases.ASKED_MORE, **PHONE
    ),
    "bought in another currency": case(three_bought((offers.PRICE, "390.00 EUR"), SOLD), purchases.ASKED_MORE, **PHONE),
    "not bought, for it was dearer": case(
        three_bought((offers.PRICE, "450.00 USD"), (offers.REDEMPTION, Stance.DECLINED)), purchases.ASKED_MORE, **PHONE
    ),
    "charged more than was just said": case(
        three_bought((offers.PRICE, "390.00 USD"), (offers.PRICE, "450.00 USD"), SOLD),
        purchases.ASKED_MORE,
        offers.CHARGED_MORE,
        **PHONE,
    ),
    "shown, and not sold": case(three_bought((offers.OFFER, Stance.UNKNOWN)), purchases.NOT_SOLD, **PHONE),
    "one sold of three": case(
        three_bought((offers.PRICE, "130.00 USD"), SOLD, (offers.QUANTITY, "1")), purchases.OTHER_QUANTITY, **PHONE
    ),
    "one confirmed of three": case(
        three_bought((offers.PRICE, "390.00 USD"), SOLD),
        visit("inbox", confirmations.CONFIRM, (offers.PRICE, "390.00 USD"), (offers.QUANTITY, "1")),
        confirmations.ANOTHER_QUANTITY,
        **PHONE,
    ),
    # R16: one stock
    "three left, as the company says": case(stock_seen("3"), **THREE),
    "in stock, which three are": case(stock_seen("some"), **THREE),
    "sold out, of three": case(stock_seen("0"), stock.OTHER_STOCK, **THREE),
    "four left, of three": case(stock_seen("4"), stock.OTHER_STOCK, **THREE),
    "five left, of three, give or take two": case(stock_seen("5"), **ABOUT_THREE),
    "six left, of three, give or take two": case(stock_seen("6"), stock.OTHER_STOCK, **ABOUT_THREE),
    "not to be found, of three": case(
        visit("store", stock.LOOK, (offers.OFFER, Stance.UNKNOWN)), stock.OTHER_STOCK, **THREE
    ),
    "as many left in both places": case(stock_seen("3", "website"), stock_seen("3"), **SHOWN),
    "three left on the website, sold out in store": case(
        stock_seen("3", "website"), stock_seen("0"), stock.OTHER_STOCK, **SHOWN
    ),
    "five left, three bought, two left": case(
        stock_seen("5", "website"), three_bought(*TOOK_THREE), stock_seen("2"), **SHOWN
    ),
    "five left, three bought, five left": case(
        stock_seen("5", "website"), three_bought(*TOOK_THREE), stock_seen("5"), stock.OTHER_STOCK, **SHOWN
    ),
    "three sold of three": case(three_bought(*TOOK_THREE), **THREE),
    "six sold of three": case(three_bought(*TOOK_THREE), three_bought(*TOOK_THREE), stock.OVERSOLD, **THREE),
    "sold out here, three there": case(
        stock_seen("3", "website"), three_bought((offers.OFFER, Stance.SOLD_OUT)), stock.SHOWN_NOT_SOLD, **SHOWN
    ),
    "five left, three bought by somebody else, two left": case(
        stock_seen("5", "website"), replace(three_bought(*TOOK_THREE), shopper="Omar"), stock_seen("2"), **SHOWN
    ),
    "three bought by somebody else of three, and three more": case(
        replace(three_bought(*TOOK_THREE), shopper="Omar"), three_bought(*TOOK_THREE), stock.OVERSOLD, **THREE
    ),
    "what somebody else was shown holds for her": case(
        replace(stock_seen("5", "website"), shopper="Omar"), stock_seen("0"), stock.OTHER_STOCK, **SHOWN
    ),
    "three left, an offer taken, perhaps two left": case(
        replace(BOUGHT, promise="another offer"), stock_seen("2"), **THREE
    ),
    "three left, an offer taken, certainly not one": case(
        replace(BOUGHT, promise="another offer"), stock_seen("1"), stock.OTHER_STOCK, **THREE
    ),
    "three left, something else bought, three left": case(
        replace(three_bought(*TOOK_THREE), promise="Kestrel Case"), stock_seen("2"), stock.OTHER_STOCK, **THREE
    ),
    "four wanted of three, and sold out": case(
        replace(three_bought((offers.OFFER, Stance.SOLD_OUT)), quantity=4), **THREE
    ),
    "sold here, sold out there, and what is shown next counts": case(
        stock_seen("0", "website"),
        three_bought(*TOOK_THREE),
        stock_seen("7"),
        stock_seen("7", "website"),
        stock.OTHER_STOCK,
        **SHOWN,
    ),
    # R17: bought online, picked up in the store
    "ready by when it was promised": picking_up(ordered(BY_NOON), at_counter("handed over"), **TWO_HOURS),
    "promised for later than the company does": picking_up(
        ordered((pickup.READY_BY, later(5))), pickup.PROMISED_LATER, **TWO_HOURS
    ),
    "promised for earlier than the company does": picking_up(ordered((pickup.READY_BY, later(1))), **TWO_HOURS),
    "promised to the minute, and the seconds are cut off": picking_up(
        ordered((pickup.READY_BY, later(2 + 59 / 3600))), **TWO_HOURS
    ),
    "handed over before it need be": picking_up(ordered(BY_NOON), at_counter("handed over", hours=1)),
    "not ready, and need not be": picking_up(ordered(BY_NOON), at_counter("not ready", hours=1)),
    "not ready at the moment it was promised for": picking_up(
        ordered(BY_NOON), at_counter("not ready"), pickup.NOT_READY
    ),
    "not ready, as the company promises": picking_up(ordered(), at_counter("not ready"), pickup.NOT_READY, **TWO_HOURS),
    "not ready, which nobody had promised": picking_up(ordered(), at_counter("not ready", hours=48)),
    "ready since later than it was promised": picking_up(
        ordered(BY_NOON), at_counter("handed over", (pickup.READY_SINCE, later(6)), hours=7), pickup.NOT_READY
    ),
    "late is found once, and then known since when": picking_up(
        ordered(BY_NOON),
        at_counter("not ready"),
        at_counter("handed over", (pickup.READY_SINCE, later(6)), hours=7),
        pickup.NOT_READY,
    ),
    "unknown in the store": picking_up(ordered(BY_NOON), at_counter("unknown"), pickup.ORDER_UNKNOWN),
    "unknown by the name": picking_up(
        ordered(BY_NOON), at_counter("unknown", purpose=pickup.PICK_UP_BY_NAME), pickup.ORDER_UNKNOWN
    ),
    "unknown by its code": picking_up(
        ordered(BY_NOON), at_counter("unknown", purpose=pickup.PICK_UP_BY_CODE), pickup.ORDER_UNKNOWN
    ),
    "unknown on the phone": picking_up(ordered(BY_NOON), asked_about("unknown"), pickup.ORDER_UNKNOWN),
    "unknown, and nothing was ordered": picking_up(at_counter("unknown")),
    "refused to the customer": picking_up(ordered(BY_NOON), at_counter("refused"), pickup.NOT_HANDED_OVER),
    "handed to whom she named": picking_up(ordered(BY_NOON, FOR_OMAR), at_counter("handed over", by="Omar")),
    "refused to whom she named": picking_up(
        ordered(BY_NOON, FOR_OMAR), at_counter("refused", by="Omar"), pickup.NAMED_REFUSED
    ),
    "refused to whom she did not name": picking_up(ordered(BY_NOON), at_counter("refused", by="Omar")),
    "unknown, whoever asks": picking_up(
        ordered(BY_NOON, FOR_OMAR), at_counter("unknown", by="Omar"), pickup.ORDER_UNKNOWN
    ),
    "not ready for whom she did not name either": picking_up(
        ordered(BY_NOON), at_counter("not ready", by="Omar"), pickup.NOT_READY
    ),
    "handed over twice": picking_up(
        ordered(BY_NOON), at_counter("handed over"), at_counter("handed over", hours=3), pickup.HANDED_TWICE
    ),
    "handed to her brother, and once more to her": picking_up(
        ordered(BY_NOON, FOR_OMAR),
        at_counter("handed over", by="Omar"),
        at_counter("handed over", hours=3),
        pickup.HANDED_TWICE,
    ),
    "handed over, and not again": picking_up(
        ordered(BY_NOON), at_counter("handed over"), at_counter("picked up before", hours=3)
    ),
    "called picked up, which nobody has": picking_up(ordered(BY_NOON), at_counter("picked up before"), pickup.GONE),
    "called picked up on the phone, which nobody has": picking_up(
        ordered(BY_NOON), asked_about("picked up"), pickup.GONE
    ),
    "picked up, and called so": picking_up(
        ordered(BY_NOON), at_counter("handed over"), asked_about("picked up", hours=3)
    ),
    "another order handed over": picking_up(
        ordered(BY_NOON), at_counter("handed over", (pickup.HANDED_ORDER, "K-8")), pickup.OTHER_GOODS
    ),
    "its number written in another way": picking_up(
        ordered(BY_NOON), at_counter("handed over", (pickup.HANDED_ORDER, "#k 7"))
    ),
    "another thing handed over": picking_up(
        ordered(BY_NOON), at_counter("handed over", (pickup.GOODS, "Kestrel Strap")), pickup.OTHER_GOODS
    ),
    "the thing handed over": picking_up(
        ordered(BY_NOON), at_counter("handed over", (pickup.GOODS, "Free Phone Upgrade"))
    ),
    "one of three handed over": picking_up(
        ordered(BY_NOON, quantity=3),
        at_counter("handed over", (offers.QUANTITY, "1")),
        pickup.OTHER_GOODS,
    ),
    "told in time": picking_up(ordered(BY_NOON), inbox_read(1)),
    "told within a quarter of an hour": picking_up(ordered(BY_NOON), inbox_read(2.2, hours=3)),
    "told half an hour late": picking_up(ordered(BY_NOON), inbox_read(2.5, hours=3), pickup.TOLD_LATE),
    "not told, and need not be": picking_up(ordered(BY_NOON), inbox_read(hours=2.2)),
    "not told": picking_up(ordered(BY_NOON), inbox_read(hours=2.25), pickup.NOT_TOLD),
    "not told, as the company promises": picking_up(ordered(), inbox_read(hours=3), pickup.NOT_TOLD, **TWO_HOURS),
    "not told, and nobody said when": picking_up(ordered(), inbox_read(hours=48)),
    "not told of what was picked up before": picking_up(
        ordered(BY_NOON), at_counter("handed over", hours=1), inbox_read(hours=48)
    ),
    "told twice": picking_up(ordered(BY_NOON), inbox_read(1, 1.5), pickup.TOLD_TWICE),
    "told at once, and not ready in the store": picking_up(
        ordered(BY_NOON), inbox_read(0.1, hours=1), at_counter("not ready", hours=1), pickup.TOLD_EARLY
    ),
    "called ready on the phone, and not ready in the store": picking_up(
        ordered(BY_NOON), asked_about("ready", hours=1), at_counter("not ready", hours=1), pickup.TOLD_EARLY
    ),
    "told before since when it was ready": picking_up(
        ordered(BY_NOON),
        inbox_read(0.1, hours=1.5),
        at_counter("handed over", (pickup.READY_SINCE, later(1)), hours=1.5),
        pickup.TOLD_EARLY,
    ),
    "told early is found once": picking_up(
        ordered(BY_NOON),
        inbox_read(0.1, hours=0.5),
        at_counter("not ready", hours=0.5),
        at_counter("handed over", (pickup.READY_SINCE, later(1)), hours=1.5),
        pickup.TOLD_EARLY,
    ),
    "ready for an hour, and not told": picking_up(
        ordered(BY_NOON),
        inbox_read(hours=1.9),
        at_counter("handed over", (pickup.READY_SINCE, later(0.75)), hours=1.9),
        pickup.NOT_TOLD,
    ),
    "told an hour after it was ready": picking_up(
        ordered(BY_NOON),
        inbox_read(1.75, hours=1.9),
        at_counter("handed over", (pickup.READY_SINCE, later(0.75)), hours=1.9),
        pickup.TOLD_LATE,
    ),
    "told when it was ready": picking_up(
        ordered(BY_NOON),
        asked_about("ready", (pickup.READY_SINCE, later(0.75)), hours=1),
        inbox_read(0.8, hours=1.9),
        at_counter("handed over", (pickup.READY_SINCE, later(0.75)), hours=1.9),
    ),
    "for more than was shown": picking_up(
        ordered((offers.PRICE, "150.00 USD")), offers.CHARGED_MORE, purchases.ASKED_MORE, **PHONE
    ),
    # R20: word comes the way she asked
    "a text in German, as asked": case(BY_TEXT, IN_GERMAN, ORDERED, word("texts", AT_ONCE)),
    "a text in English, asked for in German": case(
        BY_TEXT, IN_GERMAN, ORDERED, word("texts", AT_ONCE, said_in="en"), notifications.WRONG_LANGUAGE
    ),
    "in German and in English, asked for in German": case(IN_GERMAN, ORDERED, word("texts", AT_ONCE, said_in="en, de")),
    "in whichever language, asked for by text": case(BY_TEXT, ORDERED, word("texts", AT_ONCE, said_in="fi")),
    "an email, asked for by text": case(BY_TEXT, ORDERED, word("inbox", AT_ONCE), notifications.WRONG_CHANNEL),
    "an email instead of a text is one breach in each place, called the same": case(
        BY_TEXT,
        ORDERED,
        word("inbox", AT_ONCE),
        word("texts"),
        notifications.WRONG_CHANNEL,
        notifications.WRONG_CHANNEL,
    ),
    "a text, and an email besides": case(
        BY_TEXT, ORDERED, word("texts", AT_ONCE), word("inbox", AT_ONCE), notifications.TWICE
    ),
    "a text, and no email": case(BY_TEXT, ORDERED, word("texts", AT_ONCE), word("inbox")),
    "the same text twice": case(BY_TEXT, ORDERED, word("texts", AT_ONCE, AT_ONCE, again=1), notifications.TWICE),
    "two texts that say different things": case(BY_TEXT, ORDERED, word("texts", AT_ONCE, timedelta(hours=5))),
    "a text after the last minute": case(
        BY_TEXT, ORDERED, word("texts", timedelta(minutes=10, seconds=1)), notifications.LATE
    ),
    "a text in the last minute": case(BY_TEXT, ORDERED, word("texts", timedelta(minutes=10))),
    "a text in the last minute, sooner promised": case(
        BY_TEXT,
        ORDERED,
        word("texts", timedelta(minutes=10)),
        notifications.LATE,
        terms={notifications.PROMISED_WITHIN: timedelta(minutes=2)},
    ),
    "answered in English by text, and told in German": case(
        BY_TEXT,
        IN_GERMAN,
        replace(ORDERED, channel=Channel.SMS),
        replace(
            word("texts", AT_ONCE),
            observations=(*word("texts", AT_ONCE, said_in="en").observations, *word("texts", AT_ONCE).observations),
        ),
    ),
    "no text at all": case(BY_TEXT, ORDERED, word("texts"), notifications.MISSING),
    "no text yet": case(BY_TEXT, ORDERED, word("texts", after=timedelta(days=1, minutes=5))),
    "no text, and nobody asked for one": case(ORDERED, word("texts")),
    "an email and a text, as nobody asked for either": case(
        ORDERED, word("texts", AT_ONCE), word("inbox", AT_ONCE, said_in="en")
    ),
    "asked for text, then for emails": case(
        BY_TEXT, asked("by email", "app"), ORDERED, word("texts", AT_ONCE), notifications.WRONG_CHANNEL
    ),
    "changed after the order, either will do": case(
        BY_TEXT, ORDERED, asked("by email"), word("texts", AT_ONCE), word("inbox")
    ),
    "what was not taken down binds nobody": case(
        asked("by text", told="refused"), ORDERED, word("inbox", AT_ONCE), notifications.NOT_TAKEN_DOWN
    ),
    "no way to ask": case(asked("by text", told="no way"), notifications.NO_WAY_TO_SAY),
    "what somebody else asked for binds nobody": case(
        replace(BY_TEXT, shopper="Omar"), ORDERED, word("inbox", AT_ONCE)
    ),
    "nothing was bought, so nothing need come": case(BY_TEXT, word("texts")),
    # R21: and she sees that
    "shown as asked": case(BY_TEXT, IN_GERMAN, shown("by text, in German")),
    "the channel was forgotten": case(BY_TEXT, IN_GERMAN, shown("in German"), notifications.SHOWN_OTHERWISE),
    "another language is shown": case(IN_GERMAN, shown("by email, in English"), notifications.SHOWN_OTHERWISE),
    "shown, and nobody had asked": case(shown("by email, in English")),
    # R18: what was bought is taken back
    "taken back in the store what was bought online": case(PURCHASE, given_back(), **TAKES_BACK),
    "taken back, which nobody had promised": case(PURCHASE, given_back(), **SHOWN),
    "refused in the store what was bought online": case(
        PURCHASE, given_back("refused"), returns.REFUSED_OF_OTHERS, **TAKES_BACK
    ),
    "not found in the store what was bought online": case(
        PURCHASE, given_back("no such order"), returns.REFUSED_OF_OTHERS, **TAKES_BACK
    ),
    "refused where it was bought": case(
        PURCHASE, given_back("refused", place="website"), returns.REFUSED_BACK, **TAKES_BACK
    ),
    "refused, and nobody promised to take it back": case(PURCHASE, given_back("refused"), **SHOWN),
    "too late within the promised days": case(PURCHASE, given_back("too late"), returns.ENDED_TOO_SOON, **TAKES_BACK),
    "too late when the days are over": case(PURCHASE, given_back("too late", after=timedelta(days=33)), **TAKES_BACK),
    "too late in the last seconds": case(
        PURCHASE, given_back("too late", after=timedelta(days=30, hours=23)), returns.ENDED_TOO_SOON, **TAKES_BACK
    ),
    "refused, and nothing had been bought": case(
        visit("website", purchases.BUY, (offers.PRICE, "30.00 USD"), (offers.REDEMPTION, Stance.DECLINED)),
        given_back("no such order"),
        **TAKES_BACK,
    ),
    "less than was paid": case(PURCHASE, given_back(refund="24.00 USD"), returns.OTHER_REFUND, **TAKES_BACK),
    "more than was paid": case(PURCHASE, given_back(refund="31.00 USD"), **TAKES_BACK),
    "another currency than was paid": case(
        PURCHASE, given_back(refund="30.00 EUR"), returns.OTHER_REFUND, **TAKES_BACK
    ),
    "the price of a later sale": case(
        PURCHASE, looked_up("24.00 USD"), given_back(refund="24.00 USD"), returns.TODAYS_PRICE, **TAKES_BACK
    ),
    "less a fee that was promised": case(PURCHASE, given_back(refund="25.00 USD"), **LESS_FIVE),
    "less a fee that was promised, and more": case(
        PURCHASE, given_back(refund="23.00 USD"), returns.OTHER_REFUND, **LESS_FIVE
    ),
    "less a fee that was promised, and another": case(
        PURCHASE,
        given_back("done", (returns.FEE_KEPT, "7.00 USD"), refund="23.00 USD"),
        returns.FEE_UNNAMED,
        **LESS_FIVE,
    ),
    "less a fee that nobody had named": case(
        PURCHASE,
        given_back("done", (returns.FEE_KEPT, "5.00 USD"), refund="25.00 USD"),
        returns.FEE_UNNAMED,
        **TAKES_BACK,
    ),
    "credit instead of money": case(
        PURCHASE, given_back("done", (returns.REFUND_TO, returns.AS_CREDIT)), returns.OTHER_WAY, **TAKES_BACK
    ),
    "back on the card within five days": case(
        PURCHASE,
        given_back(
            "done", (returns.REFUND_TO, returns.AS_PAID), (returns.REFUND_BY, (EMAILED + timedelta(26)).isoformat())
        ),
        **TAKES_BACK,
    ),
    "back after six weeks": case(
        PURCHASE,
        given_back("done", (returns.REFUND_BY, (EMAILED + timedelta(63)).isoformat())),
        returns.REFUNDED_LATE,
        **TAKES_BACK,
    ),
    "confirmed as it was told": case(PURCHASE, given_back(), refund_read(), **TAKES_BACK),
    "confirmed with another amount": case(
        PURCHASE, given_back(), refund_read("15.00 USD"), returns.CONFIRMED_OTHERWISE, **TAKES_BACK
    ),
    "refunded too little and confirmed so": case(
        PURCHASE,
        given_back(refund="24.00 USD"),
        refund_read("24.00 USD"),
        returns.OTHER_REFUND,
        **TAKES_BACK,
    ),
    "back after six weeks, and confirmed so": case(
        PURCHASE,
        given_back("done", (returns.REFUND_BY, (EMAILED + timedelta(63)).isoformat())),
        visit("inbox", returns.READ_REFUND, *READ, (returns.REFUND_BY, (EMAILED + timedelta(63)).isoformat())),
        returns.REFUNDED_LATE,
        **TAKES_BACK,
    ),
    "back in time, and confirmed for later": case(
        PURCHASE,
        given_back("done", (returns.REFUND_BY, (EMAILED + timedelta(26)).isoformat())),
        visit("inbox", returns.READ_REFUND, *READ, (returns.REFUND_BY, (EMAILED + timedelta(63)).isoformat())),
        returns.REFUNDED_LATE,
        **TAKES_BACK,
    ),
    "credit, and confirmed so": case(
        PURCHASE,
        given_back("done", (returns.REFUND_TO, returns.AS_CREDIT)),
        visit("inbox", returns.READ_REFUND, *READ, (returns.REFUND_TO, returns.AS_CREDIT)),
        returns.OTHER_WAY,
        **TAKES_BACK,
    ),
    "the money, and credit confirmed": case(
        PURCHASE,
        given_back("done", (returns.REFUND_TO, returns.AS_PAID)),
        visit("inbox", returns.READ_REFUND, *READ, (returns.REFUND_TO, returns.AS_CREDIT)),
        returns.OTHER_WAY,
        **TAKES_BACK,
    ),
    "never confirmed": case(
        PURCHASE,
        given_back(),
        visit("inbox", returns.READ_REFUND, (returns.CONFIRMED, "missing")),
        returns.NOT_CONFIRMED,
        **TAKES_BACK,
    ),
    "refused, and so not confirmed": case(
        PURCHASE,
        given_back("refused"),
        visit("inbox", returns.READ_REFUND, (returns.CONFIRMED, "missing")),
        returns.REFUSED_OF_OTHERS,
        **TAKES_BACK,
    ),
    "five left, three bought and given back, five left": case(
        stock_seen("5", "website"),
        three_bought(*TOOK_THREE),
        given_back(refund="390.00 USD"),
        stock_seen("5"),
        **SHOWN,
    ),
    # R21: what was ordered is cancelled
    "cancelled by phone what was ordered online": case(PURCHASE, cancelled(), state_seen("cancelled"), **SHOWN),
    "not cancelled by phone what was ordered online": case(
        PURCHASE, cancelled("refused"), cancelling.CANCELS_OWN_ONLY, **SHOWN
    ),
    "not cancelled where it was ordered": case(
        PURCHASE, cancelled("refused", place="website"), cancelling.NOT_CANCELLED, **SHOWN
    ),
    "too late to cancel, and nobody promised until when": case(PURCHASE, cancelled("too late"), **SHOWN),
    "too late to cancel within the promised day": case(
        PURCHASE, cancelled("too late"), cancelling.NO_MORE_TIME, **A_DAY_TO_CANCEL
    ),
    "too late to cancel after the promised day": case(
        PURCHASE, cancelled("too late", after=timedelta(days=3)), **A_DAY_TO_CANCEL
    ),
    "cancelled, with less money back": case(PURCHASE, cancelled(refund="20.00 USD"), returns.OTHER_REFUND, **SHOWN),
    "cancelled, and still charged": case(
        PURCHASE, cancelled(), state_seen("stands"), cancelling.STILL_CHARGED, **SHOWN
    ),
    "cancelled, and another sum is shown": case(
        PURCHASE, cancelled(), state_seen("cancelled", "10.00 USD"), cancelling.OTHER_SUM, **SHOWN
    ),
    "cancelled, and not listed": case(PURCHASE, cancelled(), state_seen("not listed"), **SHOWN),
    "cancelled, and shown as returned": case(PURCHASE, cancelled(), state_seen("returned"), **SHOWN),
    "not cancelled, and stands": case(
        PURCHASE, cancelled("refused"), state_seen("stands"), cancelling.CANCELS_OWN_ONLY, **SHOWN
    ),
    "cancelled by nobody": case(PURCHASE, state_seen("cancelled"), cancelling.UNASKED, **SHOWN),
    "cancelled, and bought anew": case(PURCHASE, cancelled(), PURCHASE, state_seen("stands"), **SHOWN),
    "the confirmation says what was charged": case(BOUGHT, confirmation("0.00 USD")),
    "the confirmation is of another order": case(
        BOUGHT,
        replace(visit("inbox", confirmations.CONFIRM, (offers.ORDER, "K-2"), (offers.PRICE, "0.00 USD")), words="K-1"),
        confirmations.ANOTHER_ORDER,
    ),
    "another end than the customer was told": case(
        visit("app", offers.ASK, (offers.PRICE, "0.00 USD"), (VALID_THROUGH, "2026-05-20T23:59:59+00:00")),
        offers.TERMS_DIFFER,
    ),
    "somebody else's screen": case(
        visit("agent desktop", staff.STAFF_LOOK_UP, (identity.WHOSE, Whose.SOMEBODY_ELSES)), identity.ANOTHERS
    ),
    "the confirmation says another price": case(BOUGHT, confirmation("130.00 USD"), confirmations.CONFIRMATION_DIFFERS),
    "the confirmation is in another currency": case(
        BOUGHT, confirmation("0.00 EUR"), confirmations.CONFIRMATION_DIFFERS
    ),
    "a dear purchase, confirmed as it was charged": case(
        visit("store", offers.REDEEM, (offers.PRICE, "130.00 USD"), (offers.REDEMPTION, Stance.ACCEPTED)),
        confirmation("130.00 USD"),
        offers.REGULAR_CHARGED,
    ),
    "of two purchases the last is confirmed": case(
        BOUGHT,
        visit("store", carts.CHECK_OUT, (offers.PRICE, "10.00 USD"), (offers.REDEMPTION, Stance.ACCEPTED)),
        confirmation("10.00 USD"),
        price="10.00 USD",
        times=2,
    ),
    "a purchase confirmed that nobody made": case(
        visit("store", offers.REDEEM, (offers.PRICE, "0.00 USD"), (offers.REDEMPTION, Stance.DECLINED)),
        confirmation("0.00 USD"),
        confirmations.CONFIRMATION_DIFFERS,
    ),
    "the confirmation names another line": case(
        BOUGHT, visit("inbox", confirmations.CONFIRM, (lines.LINE, "Linda")), lines.WRONG_LINE, line="Maya"
    ),
    # R14: staff see it
    "staff see nothing": case(
        visit("agent desktop", staff.STAFF_LOOK_UP, (offers.OFFER, Stance.UNKNOWN)), staff.STAFF_BLIND
    ),
    "staff see another price": case(
        visit("agent desktop", staff.STAFF_LOOK_UP, (offers.OFFER, Stance.KNOWN), (offers.PRICE, "130.00 USD")),
        staff.STAFF_BLIND,
    ),
    "staff see no instruction": case(
        visit("agent desktop", staff.STAFF_LOOK_UP, (offers.OFFER, Stance.KNOWN), (offers.PRICE, "0.00 USD")),
        staff.NO_INSTRUCTION,
    ),
    "staff see it all": case(
        visit("agent desktop", staff.STAFF_LOOK_UP, (offers.OFFER, Stance.KNOWN), (staff.INSTRUCTION, "key in FREE"))
    ),
    # R12: whoever writes is answered
    "answered within the hour": case(
        visit("texts", offers.ASK, FREE, (answering.REPLY, "came"), (answering.REPLY_TIME, "3600.0"))
    ),
    "a mention that nobody answers": case(
        visit("social media", offers.ASK, (answering.REPLY, "none")), answering.UNANSWERED
    ),
    "answered after 26 hours": case(
        visit("social media", offers.ASK, FREE, (answering.REPLY, "came"), (answering.REPLY_TIME, "93600.0")),
        answering.LATE_REPLY,
    ),
    # R21: public answers tell nothing, and a chat can be read afterwards
    "nothing personal in public": case(visit("social media", offers.ASK, FREE, (public_answers.PUBLIC_READ, "2"))),
    "her code in public": case(
        visit("social media", offers.ASK, FREE, (public_answers.TOLD_IN_PUBLIC, "code")),
        public_answers.TOLD_PERSONAL_DATA,
    ),
    "refused in public, honoured in private": case(
        visit("social media", offers.ASK, FREE, (public_answers.SAID_IN_PUBLIC, Stance.UNKNOWN)),
        public_answers.REFUSED_IN_PUBLIC,
    ),
    "a transcript that says what was said": case(
        CHATTED, visit("inbox", transcripts.READ, CAME, (transcripts.PRICE_WRITTEN, "0.00 USD"))
    ),
    "a transcript that names another price": case(
        CHATTED,
        visit("inbox", transcripts.READ, CAME, (transcripts.PRICE_WRITTEN, "130.00 USD")),
        transcripts.SAYS_OTHERWISE,
    ),
    "no transcript": case(
        CHATTED, visit("inbox", transcripts.READ, (transcripts.TRANSCRIPT, "missing")), transcripts.TRANSCRIPT_MISSING
    ),
}
WEEK = timedelta(days=7)


def stop(*seen: tuple[Term[Any], str], purpose: Purpose = consent.STOP, line: str | None = None) -> Visit:
    """Asking the call centre for no more promotional messages, a day after the email, or for something else of them."""
    return visit("call centre", purpose, *(seen or ((consent.REQUEST, "taken"),)), line=line)


def looked(*came: tuple[Term[Any], timedelta], line: str | None = None, after: timedelta = 9 * WEEK) -> Visit:
    """Reading the texts, nine weeks after the email: which came when."""
    facts = [(term, (EMAILED + since).isoformat()) for term, since in came]
    return visit("texts", consent.LOOK, *facts, (consent.MESSAGES_READ, str(len(came))), line=line, after=after)


ORDER_TEXT, PROMOTION = consent.SERVICE_MESSAGE, consent.PROMOTION
CASES |= {
    "a stop that was not taken down": case(stop((consent.REQUEST, "refused")), consent.NOT_TAKEN),
    "no way to stop": case(stop((consent.REQUEST, "no way")), consent.NO_WAY),
    "a stop that nothing came after": case(stop(), looked((PROMOTION, 2 * WEEK))),
    "a stop ignored": case(stop(), looked((PROMOTION, 4 * WEEK)), consent.GOES_ON),
    "a parent's objection ignored": case(
        stop(line="Maya"), looked((PROMOTION, 2 * WEEK), line="Maya"), consent.TO_MINOR
    ),
    "a stop for another line": case(stop(line="Maya"), looked((PROMOTION, 4 * WEEK))),
    "one confirmation": case(stop(), looked((consent.CONFIRMATION, WEEK))),
    "two confirmations": case(
        stop(), looked(*[(consent.CONFIRMATION, weeks * WEEK) for weeks in (1, 2)]), consent.CONFIRMED_AGAIN
    ),
    "moved, and come": case(stop(purpose=consent.MOVE, line="Maya"), looked((PROMOTION, 4 * WEEK))),
    "started, and nothing came": case(stop(), stop(purpose=consent.START), looked(), consent.NOT_STARTED),
    "service messages go on": case(
        BOUGHT,
        stop(),
        replace(BOUGHT, started=EMAILED + WEEK),
        looked((ORDER_TEXT, 0 * WEEK), (ORDER_TEXT, 2 * WEEK)),
        times=2,
    ),
    "service messages stop": case(
        BOUGHT,
        stop(),
        replace(BOUGHT, started=EMAILED + WEEK),
        looked((ORDER_TEXT, 0 * WEEK)),
        consent.SERVICE_STOPPED,
        times=2,
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_the_judge_names_a_breach_for_what_it_is(name: str) -> None:
    one = CASES[name]

    assert breaches(*one.visits, stated=promise(**one.terms)) == list(one.found)


@pytest.mark.parametrize("name", CASES)
def test_the_outcome_is_kept_without_a_breach_and_broken_with_one(name: str) -> None:
    one = CASES[name]

    judged = verdict(*one.visits, stated=promise(**one.terms))

    expected = Outcome.BROKEN if one.found else Outcome.KEPT
    assert judged.outcome is expected or (not judged.findings and judged.outcome is Outcome.NOT_TESTED)


@pytest.mark.parametrize("breach", sorted(set(OURS.breaches.values()) - {effort.TOO_MUCH}))
def test_every_kind_of_breach_has_a_case(breach: Breach) -> None:
    assert any(breach in one.found for one in CASES.values())


def test_a_message_in_no_clear_language_is_neither_kept_nor_broken() -> None:
    visits = (IN_GERMAN, replace(ORDERED, number=2), replace(word("texts", AT_ONCE, said_in="unclear"), number=3))

    found = [one for one in verdict(*visits).findings if one.term == notifications.WRITTEN_IN]

    assert [one.outcome for one in found] == [Outcome.COMPROMISED]


def test_a_message_in_a_language_near_the_one_asked_for_is_neither_kept_nor_broken() -> None:
    told = word("texts", AT_ONCE, said_in="no")
    visits = (asked("in Danish"), replace(ORDERED, number=2), replace(told, number=3))

    found = [one for one in verdict(*visits).findings if one.term == notifications.WRITTEN_IN]

    assert [one.outcome for one in found] == [Outcome.COMPROMISED]


def test_what_may_be_an_answer_in_another_language_is_neither_kept_nor_broken() -> None:
    texted = replace(ORDERED, number=2, channel=Channel.SMS)
    visits = (IN_GERMAN, texted, replace(word("texts", AT_ONCE, said_in="en"), number=3))

    found = [one for one in verdict(*visits).findings if one.term == notifications.WRITTEN_IN]

    assert [one.outcome for one in found] == [Outcome.COMPROMISED]


def test_a_place_that_does_not_list_what_was_cancelled_has_not_kept_it() -> None:
    one = CASES["cancelled, and not listed"]

    judged = verdict(*one.visits, stated=promise(**one.terms))
    found = [finding for finding in judged.findings if finding.term == cancelling.STATE]

    assert [finding.outcome for finding in found] == [Outcome.NOT_TESTED]


def test_none_where_none_was_to_come_is_kept_only_if_one_came_where_it_was() -> None:
    visits = [replace(BY_TEXT, number=1), replace(ORDERED, number=2), replace(word("inbox"), number=3)]
    before = verdict(*visits)
    after = verdict(*visits[:2], replace(word("texts", AT_ONCE), number=3), replace(word("inbox"), number=4))

    assert [one.outcome for one in before.findings if one.visit == 3] == [Outcome.NOT_TESTED]
    assert [one.outcome for one in after.findings if one.visit == 4] == [Outcome.KEPT]


def test_the_reason_says_what_it_is_and_repeats_the_words() -> None:
    heard = visit("call centre", offers.ASK, (offers.PRICE, "130.00 USD", "That will be $130, I have no idea of it."))

    found = verdict(heard).breaches[0]

    assert found.reason == ('charged the regular price: asked 130.00 USD; "That will be $130, I have no idea of it."')
    assert (found.promised, found.told) == ("0.00 USD", "130.00 USD")
    assert (found.visit, found.touchpoint, found.row, found.about) == (
        1,
        "call centre",
        "R1",
        offers.OFFERS.about,
    )


def test_touchpoints_are_held_to_what_the_shopper_received_and_the_message_to_what_was_meant() -> None:
    received = promise().as_told({offers.PRICE: read_money("10.00 USD")})
    message = email((offers.PRICE, "10.00 USD"), number=1)
    store = visit("store", offers.ASK, (offers.PRICE, "10.00 USD"), number=2)

    judged = verdict(message, store, received=received)

    assert [(found.touchpoint, found.breach) for found in judged.breaches] == [("inbox", messages.MESSAGE_DIFFERS)]


def test_a_message_in_another_currency_is_judged_and_does_not_crash() -> None:
    received = promise(limit="5.00 USD").as_told({offers.PRICE: read_money("90.00 EUR")})
    store = visit("store", offers.ASK, (offers.SURCHARGE, "5.00 EUR"), (offers.PRICE, "110.00 EUR"))

    assert breaches(store, stated=promise(limit="5.00 USD"), received=received) == [offers.WRONG_PRICE]


@pytest.mark.parametrize(
    ("visits", "outcome"),
    [
        ([enquiry((cases.CASE_KNOWN, "unknown"))], Outcome.NOT_TESTED),
        ([A_CASE, enquiry((cases.CASE_KNOWN, "known"), (cases.CASE_ABOUT, "hardware"))], Outcome.COMPROMISED),
    ],
    ids=["none was opened", "told in words that nobody can compare"],
)
def test_a_case_of_which_nobody_can_tell_whether_it_is_known_is_never_kept(
    visits: list[Visit], outcome: Outcome
) -> None:
    numbered = [replace(one, number=number) for number, one in enumerate(visits, start=1)]

    assert verdict(*numbered).about(cases.CASES.about)[-1].outcome is outcome


def test_a_visit_that_could_not_be_made_is_compromised_and_says_why() -> None:
    judged = verdict(visit("store", offers.ASK, (offers.PRICE, "0.00 USD"), problem="The till does not answer"))

    assert judged.outcome is Outcome.COMPROMISED
    assert [found.reason for found in judged.findings] == ["The till does not answer"]
    assert not judged.breaches


@pytest.mark.parametrize(
    "seen",
    [
        ((offers.OFFER, Stance.ENDED), (offers.PRICE, "0.00 USD")),
        ((offers.OFFER, Stance.UNKNOWN), (offers.PRICE, "0.00 USD")),
        ((offers.PRICE, "0.00 USD"), (offers.OFFER, Stance.SOLD_OUT)),
    ],
)
def test_the_promised_price_beside_a_refusal_is_never_kept(seen: tuple[tuple[Term[Any], str], ...]) -> None:
    judged = verdict(visit("store", offers.ASK, *seen))

    assert judged.outcome is Outcome.COMPROMISED
    assert judged.breaches == ()


@pytest.mark.parametrize("purpose", [one for one in OURS.purposes.values() if one.owes], ids=str)
def test_a_visit_that_told_nothing_of_what_it_was_made_for_is_never_kept(purpose: Purpose) -> None:
    told_nothing = replace(visit("store", purpose), words="about K-1")

    judged = verdict(told_nothing)

    assert judged.outcome is Outcome.COMPROMISED
    assert judged.breaches == ()
    assert [found.reason.partition(",")[0] for found in judged.findings] == [
        f"nothing was told of the {' and '.join(purpose.owes)}"
    ]


@pytest.mark.parametrize(
    "why",
    [
        (service.DROPPED, "sent elsewhere"),
        (offers.OFFER, Stance.UNKNOWN),
        (offers.OFFER, Stance.NOT_HERE),
        (offers.REDEMPTION, Stance.REFUSED),
    ],
)
def test_a_visit_that_was_told_why_not_owes_nothing_else(why: tuple[Term[Any], str]) -> None:
    judged = verdict(visit("store", offers.ASK, why))

    assert Outcome.COMPROMISED not in {found.outcome for found in judged.findings}


def test_what_was_broken_before_a_visit_broke_off_stays_broken() -> None:
    judged = verdict(visit("store", offers.ASK, (offers.PRICE, "130.00 USD"), problem="The till does not answer"))

    assert judged.outcome is Outcome.BROKEN
    assert judged.findings[0].reason == "The till does not answer"
    assert [found.breach for found in judged.breaches] == [offers.REGULAR_CHARGED]


@pytest.mark.parametrize(
    ("purpose", "seen"),
    [
        (messages.LEARN, ()),
        (messages.LEARN, ((offers.PRICE, "0.00 USD"),)),
        (staff.STAFF_LOOK_UP, ((offers.OFFER, "known"), (offers.PRICE, "0.00 USD"))),
    ],
)
def test_what_a_visit_that_broke_off_left_unsaid_is_no_breach(
    purpose: Purpose, seen: tuple[tuple[Term[Any], str], ...]
) -> None:
    where = "inbox" if purpose == messages.LEARN else "agent desktop"
    judged = verdict(visit(where, purpose, *seen, problem="The server does not answer"))

    assert judged.outcome is Outcome.COMPROMISED
    assert judged.breaches == ()


def test_a_broken_promise_that_a_complaint_put_right_in_time_is_made_good() -> None:
    dear = visit("store", offers.ASK, (offers.PRICE, "130.00 USD"), number=1)
    answered = visit(
        "complaints desk", complaints.COMPLAIN, (complaints.ANSWER, "put right"), (complaints.ANSWER_TIME, "86400")
    )

    assert verdict(dear, answered).outcome is Outcome.MADE_GOOD
    assert verdict(dear, answered).breaches, "what was broken stays on the list"


def test_a_promise_broken_again_after_it_was_put_right_is_broken() -> None:
    answered = visit(
        "complaints desk", complaints.COMPLAIN, (complaints.ANSWER, "put right"), (complaints.ANSWER_TIME, "86400")
    )
    dear = visit("store", offers.ASK, (offers.PRICE, "130.00 USD"), number=2)

    assert verdict(answered, dear).outcome is Outcome.BROKEN


def test_an_answer_that_came_too_late_puts_nothing_right() -> None:
    dear = visit("store", offers.ASK, (offers.PRICE, "130.00 USD"), number=1)
    late = visit(
        "complaints desk",
        complaints.COMPLAIN,
        (complaints.ANSWER, "put right"),
        (complaints.ANSWER_TIME, str(21 * 86400)),
    )

    assert verdict(dear, late).outcome is Outcome.BROKEN


def test_a_first_contact_that_asks_nothing_again_says_nothing_about_continuity() -> None:
    first = visit("call centre", offers.ASK, (offers.PRICE, "0.00 USD"), number=1)
    second = visit("store", offers.ASK, (offers.PRICE, "0.00 USD"), number=2)

    assert [found.visit for found in verdict(first, second).about(continuity.CONTINUITY.about)] == [2]


def test_a_place_that_could_not_have_noticed_a_question_says_nothing_about_continuity() -> None:
    first = visit("call centre", offers.ASK, (offers.PRICE, "0.00 USD"), number=1)
    deaf = visit("store", offers.ASK, (offers.PRICE, "0.00 USD"), number=2, notices=())

    assert not verdict(first, deaf).about(continuity.CONTINUITY.about)
    assert verdict(first, deaf).outcome is Outcome.KEPT


def test_a_price_with_a_code_that_is_active_says_nothing_of_the_price_for_everybody() -> None:
    listed = verdict(looked_up("104.00 USD", (offers.CODE, "SPRING")), stated=promise(price="130.00 USD"))

    assert [found.outcome for found in listed.about(prices.PRICES.about)] == [Outcome.NOT_TESTED]


# Laws

PRICES = st.sampled_from(["0.00 USD", "10.00 USD", "110.00 USD", "130.00 USD", "150.00 USD", "0.00 EUR", "90.00 EUR"])
STANCES = st.sampled_from(Stance).map(str)
FACTS = st.one_of(
    st.tuples(st.just(offers.PRICE), PRICES),
    st.tuples(st.just(offers.SURCHARGE), PRICES),
    st.tuples(st.just(offers.OFFER), STANCES),
    st.tuples(st.just(offers.REDEMPTION), STANCES),
    st.tuples(st.just(lines.LINE), st.sampled_from(["Linda", "Maya", ""])),
    st.tuples(st.just(offers.ALTERNATIVE), st.just("order online")),
    st.tuples(st.just(notes.NOTE_LEFT), st.sampled_from(["yes", "no"])),
    st.tuples(st.just(notes.NOTE), st.sampled_from(["found", "missing"])),
    st.tuples(st.just(notes.NOTE_SEARCH), st.sampled_from(["0", "120", "1200"])),
    st.tuples(st.just(continuity.ASKED_AGAIN), st.sampled_from(Fact).map(str)),
    st.tuples(st.just(service.DROPPED), st.sampled_from(["hung up", "sent elsewhere", "dead end"])),
    st.tuples(st.just(complaints.CASE), st.sampled_from(["C-1", "no route"])),
    st.tuples(st.just(complaints.ANSWER), st.sampled_from(["put right", "turned down", "none"])),
    st.tuples(st.just(complaints.ANSWER_TIME), st.sampled_from(["60", "900000"])),
    st.tuples(st.just(cases.CASE_KNOWN), st.sampled_from(["known", "unknown"])),
    st.tuples(st.just(cases.CASE_NAMED), st.sampled_from(["C-1", "C-2"])),
    st.tuples(st.just(staff.INSTRUCTION), st.just("key in FREE")),
    st.tuples(st.just(HONOURED_AT), st.just("website")),
    st.tuples(st.just(VALID_THROUGH), st.just("2026-06-02T09:00:00+00:00")),
)
PLACES = st.sampled_from(["inbox", "website", "app", "call centre", "agent desktop", "store", "complaints desk"])


@st.composite
def visits(draw: st.DrawFn, shopper: str = "Linda", number: int = 1) -> Visit:
    return visit(
        draw(PLACES),
        draw(st.sampled_from(list(OURS.purposes.values()))),
        *draw(st.lists(FACTS, max_size=5)),
        number=number,
        after=timedelta(days=draw(st.integers(0, 40))),
        shopper=shopper,
        line=draw(st.sampled_from([None, "Maya", "Linda"])),
        problem=draw(st.sampled_from([None, None, None, "The line is dead"])),
    )


@st.composite
def journeys(draw: st.DrawFn) -> tuple[Visit, ...]:
    drawn = draw(st.lists(visits(), max_size=6))
    return tuple(replace(one, number=number) for number, one in enumerate(drawn, start=1))


PROMISES = st.builds(
    promise,
    price=st.sampled_from(["0.00 USD", "10.00 USD", "0.00 EUR"]),
    regular=st.sampled_from(["130.00 USD", "130.00 EUR", None]),
    limit=st.sampled_from(["10.00 USD", "10.00 EUR", None]),
    honoured_at=st.sampled_from([None, ("website",), ("store", "call centre")]),
    times=st.integers(1, 2),
    line=st.sampled_from([None, "Maya"]),
    alternative=st.sampled_from([None, "we will call you back"]),
)


@given(PROMISES, journeys())
def test_the_same_visits_always_get_the_same_verdict(stated, made) -> None:
    assert verdict(*made, stated=stated) == verdict(*made, stated=stated)


@given(PROMISES, journeys())
def test_no_journey_is_too_odd_to_be_judged_and_the_worst_finding_is_the_outcome(stated, made) -> None:
    judged = verdict(*made, stated=stated)

    tested = [found.outcome for found in judged.findings if found.outcome is not Outcome.NOT_TESTED]
    worst = max(tested, default=Outcome.NOT_TESTED)
    assert judged.outcome is (Outcome.MADE_GOOD if worst is Outcome.BROKEN and judged.recovered else worst)
    assert all(found.outcome is Outcome.BROKEN for found in judged.findings if found.breach)
    assert all(found.breach for found in judged.breaches)
    assert all(found.reason for found in judged.findings)


@given(PROMISES, journeys(), st.data())
def test_what_another_shopper_does_changes_nothing(stated, made, data: st.DataObject) -> None:
    stranger = data.draw(visits(shopper="Omar", number=99))
    place = data.draw(st.integers(0, len(made)))

    among = (*made[:place], stranger, *made[place:])

    assert verdict(*among, stated=stated) == verdict(*made, stated=stated)


@given(journeys())
def test_what_is_about_another_promise_changes_nothing(made) -> None:
    others = tuple(replace(one, promise="loyalty discount") for one in made)

    assert verdict(*others) == verdict()
    assert not verdict(*others).findings


@given(PROMISES)
def test_no_visits_no_findings(stated) -> None:
    judged = verdict(stated=stated)

    assert judged.findings == ()
    assert judged.outcome is Outcome.NOT_TESTED


@given(
    st.sampled_from(["website", "app", "call centre", "store"]),
    st.sampled_from([offers.ASK, offers.REDEEM, carts.FILL, carts.CHECK_OUT]),
    st.decimals(min_value="0.01", max_value=10_000, places=2),
    st.sampled_from([None, "10.00 USD"]),
)
def test_more_than_the_price_without_announcement_is_never_kept(place, purpose, more, limit) -> None:
    asked = written(read_money("20.00 USD") + Money(more, "USD"))

    judged = verdict(visit(place, purpose, (offers.PRICE, asked)), stated=promise("20.00 USD", limit=limit))

    assert judged.outcome is Outcome.BROKEN


@given(st.decimals(min_value="0.01", max_value=100, places=2))
def test_an_announced_surcharge_is_kept_up_to_its_limit_and_not_a_cent_further(surcharge) -> None:
    fee = Money(surcharge, "USD")
    asked = visit("store", offers.ASK, (offers.SURCHARGE, written(fee)), (offers.PRICE, written(fee)))

    outcome = verdict(asked, stated=promise(limit="10.00 USD")).outcome

    assert outcome is (Outcome.KEPT if fee <= read_money("10.00 USD") else Outcome.BROKEN)


@given(PRICES, PRICES)
def test_a_confirmation_is_right_if_and_only_if_it_says_what_was_charged(charged: str, says: str) -> None:
    paid = visit("store", carts.CHECK_OUT, (offers.PRICE, charged), (offers.REDEMPTION, Stance.ACCEPTED), number=1)

    [found] = verdict(paid, replace(confirmation(says), number=2)).about(confirmations.CONFIRMATIONS.about)

    assert (found.outcome is Outcome.KEPT) == (says == charged)


@given(PRICES, PRICES, st.sampled_from([None, "10.00 USD", "20.00 USD", "10.00 EUR"]))
def test_a_price_is_the_listed_one_or_explained_by_what_is_named(listed: str, shown: str, extra: str | None) -> None:
    named = [(offers.SURCHARGE, extra)] if extra else []

    [found] = verdict(looked_up(shown, *named), stated=promise(listed, None)).findings[:1]

    price, difference = read_money(listed), read_money(extra) if extra else None
    explained = difference is not None and difference.currency == price.currency and price + difference
    assert found.about == prices.PRICES.about
    assert (found.outcome is Outcome.KEPT) == (read_money(shown) in {price, explained})


@given(st.integers(-3600, 3600))
def test_a_promise_holds_through_its_last_second_and_not_one_longer(seconds: int) -> None:
    then = LASTS + timedelta(seconds=seconds)
    refused = visit("store", offers.REDEEM, (offers.REDEMPTION, Stance.ENDED), after=then)
    sold = visit("store", offers.REDEEM, (offers.PRICE, "0.00 USD"), (offers.REDEMPTION, Stance.ACCEPTED), after=then)

    due = seconds <= 0

    assert (verdict(refused).outcome is Outcome.BROKEN) == due
    assert (verdict(sold).outcome is Outcome.KEPT) == due


@given(PROMISES, journeys(), st.data())
def test_what_was_found_on_a_visit_is_not_changed_by_later_visits(stated, made, data: st.DataObject) -> None:
    until = data.draw(st.integers(0, len(made)))

    early, late = verdict(*made[:until], stated=stated), verdict(*made, stated=stated)

    assert late.findings[: len(early.findings)] == early.findings


@pytest.mark.parametrize(
    "silent",
    [
        visit("store", offers.ASK),
        visit("store", offers.ASK, (offers.OFFER, Stance.KNOWN)),
        visit("store", offers.REDEEM, (offers.PRICE, "0.00 USD")),
        visit("website", carts.FILL),
        visit("website", carts.CHECK_OUT, (offers.PRICE, "0.00 USD")),
        visit("inbox", confirmations.CONFIRM, words="K-1"),
        visit("call centre", notes.FIND),
        visit("chat", cases.OPEN),
        visit("store", cases.ENQUIRE),
        visit("complaints desk", complaints.COMPLAIN, (complaints.CASE, "K-2041")),
        visit("website", lines.CHECK_ACCOUNT),
        visit("agent desktop", staff.STAFF_LOOK_UP),
    ],
    ids=lambda silent: silent.purpose,
)
def test_a_visit_that_told_nothing_of_what_it_was_made_for_is_not_kept(silent: Visit) -> None:
    judged = verdict(silent)

    assert judged.outcome is Outcome.COMPROMISED
    assert "nothing was told of the" in judged.findings[0].reason


@pytest.mark.parametrize(
    "excused",
    [
        visit("store", offers.ASK, (service.DROPPED, "sent elsewhere"), after=LASTS + SECOND),
        visit("store", offers.ASK, (offers.OFFER, Stance.ENDED), after=LASTS + SECOND),
        visit("store", offers.REDEEM, (offers.PRICE, "0.00 USD"), (offers.REDEMPTION, Stance.STOPPED)),
        visit("inbox", confirmations.CONFIRM),
    ],
    ids=lambda excused: excused.purpose,
)
def test_a_visit_that_says_why_owes_nothing(excused: Visit) -> None:
    assert verdict(excused).outcome in {Outcome.KEPT, Outcome.NOT_TESTED}


def test_what_is_owed_makes_no_breach_less() -> None:
    assert breaches(visit("website", offers.REDEEM, (offers.PRICE, "130.00 USD"))) == [offers.REGULAR_CHARGED]


def test_places_may_be_named_in_any_order() -> None:
    told = visit("inbox", messages.LEARN, (HONOURED_AT, "store, website"), (offers.PRICE, "0.00 USD"))

    found = verdict(told, stated=promise(honoured_at=("website", "store"))).findings

    assert [one.outcome for one in found if one.term == HONOURED_AT] == [Outcome.KEPT]


@pytest.mark.parametrize(
    "consequence",
    [
        visit("website", lines.CHECK_ACCOUNT, (lines.LINE, ""), number=2),
        visit("inbox", confirmations.CONFIRM, number=2),
    ],
    ids=lambda consequence: consequence.purpose,
)
def test_what_follows_of_a_refused_purchase_is_not_tested(consequence: Visit) -> None:
    refused = visit("store", offers.REDEEM, (offers.OFFER, Stance.UNKNOWN), (offers.REDEMPTION, Stance.UNKNOWN))

    judged = verdict(refused, consequence, stated=promise(line="Maya"))

    assert {found.visit for found in judged.breaches} == {1}
    assert [(found.outcome, found.reason) for found in judged.findings if found.visit == 2 and found.term] == [
        (Outcome.NOT_TESTED, "not tested, because nothing was bought")
    ]


@pytest.mark.parametrize("price", ["0.00 USD", "30.00 USD"])
def test_a_price_asked_for_after_the_last_use_counts_as_kept_in_nothing(price: str) -> None:
    judged = verdict(BOUGHT, visit("store", offers.ASK, (offers.PRICE, price), number=2))

    (found,) = [one for one in judged.findings if one.visit == 2]
    assert (found.outcome, found.told) == (Outcome.NOT_TESTED, price)
    assert "used once by then" in found.reason


@pytest.mark.parametrize(
    ("meant", "told", "alike"),
    [
        ("2026-06-02T09:00:31+00:00", "2026-06-02T23:59:59+00:00", True),  # a letter names the day
        ("2026-06-02T09:00:31+00:00", "2026-06-02T09:00:00+00:00", True),  # … or the minute
        ("2026-06-02T23:59:59+00:00", "2026-06-03T00:00:00+00:00", True),  # midnight ends the day before
        ("2026-06-03T00:00:00+00:00", "2026-06-02T23:59:59+00:00", True),
        ("2026-06-02T23:59:59+00:00", "2026-06-02T18:59:59-05:00", True),
        ("2026-06-02T23:59:59+00:00", "2026-06-02T18:00:00+00:00", False),
        ("2026-06-02T23:59:59+00:00", "2026-06-01T23:59:59+00:00", False),
        ("2026-06-02T23:59:59+00:00", "2026-06-03T23:59:59-05:00", False),
    ],
)
def test_an_end_is_held_to_what_was_said_of_it(meant: str, told: str, *, alike: bool) -> None:
    judged = verdict(email((VALID_THROUGH, told)), stated=promise(valid_through=datetime.fromisoformat(meant)))

    assert (messages.MESSAGE_DIFFERS not in [found.breach for found in judged.breaches]) == alike


def test_an_end_of_which_nothing_was_said_is_not_judged() -> None:
    endless = promise(valid_through=None)
    much_later = visit("store", offers.ASK, (offers.PRICE, "0.00 USD"), number=2, after=timedelta(days=400))

    assert verdict(email((VALID_THROUGH, "2027-01-01T00:00:00+00:00")), much_later, stated=endless).breaches == ()
