"""Whatever the company does, drivers report it and judge nothing: each fault, seen where it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Final

import pytest

from fixtures.sandbox.policy.faults import FAULTS
from journeys.evidence.observations import Stance
from journeys.promises.channel import Channel
from journeys.promises.shopper import Fact
from journeys.promises.terms import HONOURED_AT, Term
from journeys.topics import (
    answering,
    cancelling,
    carts,
    cases,
    complaints,
    confirmations,
    continuity,
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
    stock,
    transcripts,
)
from journeys.topics.cancelling import CancelsOrders, ShowsOrders
from journeys.topics.carts import KeepsCarts
from journeys.topics.cases import KnowsCases
from journeys.topics.complaints import HearsComplaints
from journeys.topics.confirmations import ConfirmsOrders
from journeys.topics.lines import ShowsAccounts
from journeys.topics.messages import TellsOffers
from journeys.topics.notes import KeepsNotes
from journeys.topics.notifications import ShowsPreferences
from journeys.topics.offers import PutsThrough, QuotesPrices, Redeems
from journeys.topics.pickup import (
    HandsOver,
    HandsOverByCode,
    HandsOverByName,
    OrdersForPickup,
    ReadsPickupMessages,
    TellsReadiness,
)
from journeys.topics.prices import PricesProducts
from journeys.topics.purchases import SellsProducts
from journeys.topics.returns import ConfirmsRefunds, TakesBack
from journeys.topics.stock import ShowsStock
from journeys.topics.transcripts import ReadsTranscripts

from .test_ignored_stops import STOPS
from .test_word_under_faults import WORD
from .walks import PAIRS, PRICE, PRODUCT, REDEEMING, REGULAR, OpenCompany, Walk

Begin = Callable[..., Walk]
OTHER_WAY: Final = "call us, we will order it online for you."
NAMED_REFUSED: Final = "named-person-refused-in-store"
"""It takes two people to see that."""
TWO_HOURS: Final = timedelta(hours=2)
LIMITED: Final = {"honoured_at": "website", "alternative": OTHER_WAY}
SURCHARGED: Final = {"surcharge": "10.00 USD at the store", "surcharge_limit": "10.00 USD"}


def _ask_by_phone(walk: Walk) -> None:
    walk.journey.visit("Linda", "call centre", offers.ASK, "Maya")


def _ask_in_chat(walk: Walk) -> None:
    walk.journey.visit("Linda", "chat", offers.ASK, "Maya")


def _ask_on_social_media(walk: Walk) -> None:
    walk.journey.visit("Linda", "social media", offers.ASK, "Maya")


def _open_two_cases(walk: Walk) -> None:
    walk.journey.visit("Linda", "chat", cases.OPEN, words="The screen of my phone stays dark.")
    walk.journey.visit("Linda", "store", cases.OPEN, words="My bill has somebody else's calls on it.")


def _use_up(walk: Walk) -> None:
    walk.journey.visit("Linda", "app", offers.REDEEM)


def _use_up_at(place: str) -> Callable[[Walk], None]:
    return lambda walk: walk.journey.visit("Linda", place, offers.REDEEM) and None


def _use_up_and_wait(days: int) -> Callable[[Walk], None]:
    def wait(walk: Walk) -> None:
        _use_up(walk)
        walk.journey.pass_time(timedelta(days=days))

    return wait


def _buy_and_use_up_later(walk: Walk) -> None:
    walk.journey.visit("Linda", "website", purchases.BUY, words=PRODUCT)
    walk.journey.pass_time(timedelta(days=20))
    _use_up_and_wait(15)(walk)


def _return_it(walk: Walk) -> None:
    _use_up(walk)
    assert walk.journey.visit("Linda", "app", returns.RETURN).last(returns.UNDOING).value == returns.DONE


def _cancel_at(place: str) -> Callable[[Walk], None]:
    def cancel(walk: Walk) -> None:
        _use_up(walk)
        assert walk.journey.visit("Linda", place, cancelling.CANCEL).last(returns.UNDOING).value == returns.DONE

    return cancel


def _buy_three_at(place: str) -> Callable[[Walk], None]:
    return _buy_at(place, 3)


def _prefer_at(place: str) -> Callable[[Walk], None]:
    def prefer(walk: Walk) -> None:
        asked = walk.journey.visit("Linda", place, notifications.ASK, words="by text, in German")
        assert asked.last(notifications.REQUEST).value == "taken"

    return prefer


def _buy_at(place: str, quantity: int) -> Callable[[Walk], None]:
    def buy(walk: Walk) -> None:
        bought = walk.journey.visit("Linda", place, purchases.BUY, words=PRODUCT, quantity=quantity)
        assert bought.last(offers.REDEMPTION).value == Stance.ACCEPTED

    return buy


def _order_for_pickup(after: timedelta, quantity: int = 1, named: str | None = None) -> Callable[[Walk], None]:
    """Order for pickup on the website, and let so much time pass."""

    def order(walk: Walk) -> None:
        walk.journey.visit("Linda", "website", pickup.ORDER_FOR_PICKUP, words=PRODUCT, quantity=quantity, other=named)
        walk.journey.pass_time(after)

    return order


def _pick_up(walk: Walk) -> None:
    _order_for_pickup(TWO_HOURS)(walk)
    walk.journey.visit("Linda", "store", pickup.PICK_UP)


def _until_end(beyond: timedelta) -> Callable[[Walk], None]:
    return lambda walk: walk.journey.wait_until_end("Linda", beyond)


@dataclass(frozen=True)
class Case:
    """What is seen of a fault, at a place that has it: the last value of each term; None, that there is none."""

    place: str
    ability: type
    sees: dict[Term, str | None]
    terms: dict[str, str] = field(default_factory=dict)
    before: Callable[[Walk], None] = lambda _: None


UNKNOWN_AND_DEAR: Final = {
    offers.OFFER: Stance.UNKNOWN,
    offers.PRICE: REGULAR,
    offers.REDEMPTION: Stance.DECLINED,
}
REFUSED_UNKNOWN: Final = {offers.OFFER: Stance.UNKNOWN, offers.PRICE: None, offers.REDEMPTION: Stance.UNKNOWN}
DEAR: Final = {offers.PRICE: REGULAR, offers.REDEMPTION: Stance.DECLINED}

CASES: Final = {
    "offer-unknown-by-phone": Case("call centre", Redeems, UNKNOWN_AND_DEAR),
    "offer-unknown-in-store": Case("store", Redeems, UNKNOWN_AND_DEAR),
    "offer-unknown-online": Case("website", Redeems, REFUSED_UNKNOWN),
    "offer-unknown-in-app": Case("app", Redeems, REFUSED_UNKNOWN),
    "regular-price-by-phone": Case("call centre", Redeems, DEAR),
    "regular-price-in-store": Case("store", Redeems, DEAR),
    "regular-price-online": Case("website", Redeems, DEAR),
    "regular-price-in-app": Case("app", Redeems, DEAR),
    "part-honoured-by-phone": Case(
        "call centre", Redeems, {offers.PRICE: "110.00 USD", offers.REDEMPTION: Stance.DECLINED}
    ),
    "cart-forgets-offer-online": Case("website", KeepsCarts, DEAR),
    "complaint-pays-regular-price": Case(
        "complaints desk", HearsComplaints, {complaints.ANSWER: "put right", offers.PRICE: REGULAR}
    ),
    "email-misprints-price": Case("inbox", TellsOffers, {offers.PRICE: "65.00 USD", offers.REGULAR_PRICE: REGULAR}),
    "online-only-hidden": Case(
        "call centre",
        QuotesPrices,
        {offers.OFFER: Stance.REFUSED, offers.PRICE: None, offers.ALTERNATIVE: None},
        LIMITED,
    ),
    "no-alternative-named": Case(
        "call centre",
        QuotesPrices,
        {offers.OFFER: Stance.NOT_HERE, offers.PRICE: None, offers.ALTERNATIVE: None},
        LIMITED,
    ),
    "surcharge-undisclosed-in-store": Case(
        "store", Redeems, {offers.PRICE: "29.00 USD", offers.SURCHARGE: None, offers.REDEMPTION: Stance.DECLINED}
    ),
    "surcharge-too-large-in-store": Case(
        "store",
        Redeems,
        {offers.PRICE: "44.00 USD", offers.SURCHARGE: "25.00 USD", offers.REDEMPTION: Stance.DECLINED},
        SURCHARGED,
    ),
    "surcharge-undisclosed-by-phone": Case(
        "call centre", Redeems, {offers.PRICE: "29.00 USD", offers.SURCHARGE: None, offers.REDEMPTION: Stance.DECLINED}
    ),
    "store-clock-ahead": Case(
        "store",
        Redeems,
        {offers.OFFER: Stance.ENDED, offers.PRICE: None, offers.REDEMPTION: Stance.ENDED},
        before=_until_end(-timedelta(hours=1)),
    ),
    "offer-outlives-its-end-online": Case(
        "website",
        Redeems,
        {offers.OFFER: None, offers.PRICE: PRICE, offers.REDEMPTION: Stance.ACCEPTED},
        before=_until_end(timedelta(hours=1)),
    ),
    "offer-ends-early-in-app": Case(
        "app",
        Redeems,
        {offers.OFFER: Stance.ENDED, offers.PRICE: None, offers.REDEMPTION: Stance.ENDED},
        before=_until_end(-timedelta(hours=1)),
    ),
    "redeemed-twice-in-store": Case(
        "store", Redeems, {offers.PRICE: PRICE, offers.REDEMPTION: Stance.ACCEPTED}, before=_use_up
    ),
    "refused-though-never-redeemed-by-phone": Case(
        "call centre", Redeems, {offers.OFFER: Stance.USED, offers.PRICE: None, offers.REDEMPTION: Stance.USED}
    ),
    "wrong-line-by-phone": Case("call centre", Redeems, {offers.REDEMPTION: Stance.ACCEPTED, lines.LINE: "Linda"}),
    "wrong-line-in-store": Case("store", Redeems, {offers.REDEMPTION: Stance.ACCEPTED, lines.LINE: "Linda"}),
    "line-not-shown-in-account": Case("website", ShowsAccounts, {lines.LINE: ""}, before=_use_up),
    "notes-not-shared-by-phone": Case("call centre", KeepsNotes, {notes.NOTE: "missing"}),
    "note-found-late-by-phone": Case("call centre", KeepsNotes, {notes.NOTE: "found", notes.NOTE_SEARCH: "1200.0"}),
    "note-lost-in-store": Case("store", KeepsNotes, {notes.NOTE: "missing"}),
    "notes-not-shared-in-store": Case("store", KeepsNotes, {notes.NOTE: "missing"}),
    "asked-again-by-phone": Case("call centre", QuotesPrices, {continuity.ASKED_AGAIN: "line"}, before=_ask_by_phone),
    "number-asked-again-by-phone": Case("call centre", QuotesPrices, {continuity.ASKED_AGAIN: Fact.ACCOUNT}),
    "dead-end-by-phone": Case(
        "call centre",
        Redeems,
        {service.DROPPED: "dead end", offers.PRICE: None, offers.REDEMPTION: Stance.REFUSED},
    ),
    "asked-again-in-store": Case("store", QuotesPrices, {continuity.ASKED_AGAIN: "line"}, before=_ask_by_phone),
    "asked-again-on-transfer": Case("call centre", PutsThrough, {continuity.ASKED_AGAIN: "line"}, before=_ask_by_phone),
    "asked-again-by-complaints": Case(
        "complaints desk", HearsComplaints, {continuity.ASKED_AGAIN: "history"}, before=_ask_by_phone
    ),
    "agent-hangs-up": Case(
        "call centre",
        Redeems,
        {service.DROPPED: "hung up", offers.PRICE: None, offers.REDEMPTION: Stance.REFUSED},
    ),
    "sent-to-store-by-phone": Case(
        "call centre",
        Redeems,
        {service.DROPPED: "sent elsewhere", offers.PRICE: None, offers.REDEMPTION: Stance.REFUSED},
    ),
    "sent-to-phone-by-store": Case(
        "store", Redeems, {service.DROPPED: "sent elsewhere", offers.REDEMPTION: Stance.REFUSED}
    ),
    "dead-end-online": Case("website", Redeems, {service.DROPPED: "dead end", offers.REDEMPTION: Stance.REFUSED}),
    "no-complaint-route": Case(
        "complaints desk", HearsComplaints, {complaints.CASE: "no route", complaints.ANSWER: None}
    ),
    "complaint-not-empowered": Case(
        "complaints desk",
        HearsComplaints,
        {complaints.ANSWER: "turned down", offers.PRICE: None, offers.REDEMPTION: None},
    ),
    "complaint-late": Case(
        "call centre", HearsComplaints, {complaints.ANSWER: "put right", complaints.ANSWER_TIME: str(45 * 86400.0)}
    ),
    "complaint-never-answered": Case(
        "call centre", HearsComplaints, {complaints.ANSWER: "none", complaints.ANSWER_TIME: None}
    ),
    "stale-price-by-phone": Case("call centre", PricesProducts, {offers.PRICE: "150.00 USD"}),
    "stale-price-in-store": Case("store", PricesProducts, {offers.PRICE: "150.00 USD"}),
    "stale-price-online": Case("website", PricesProducts, {offers.PRICE: "150.00 USD"}),
    "stale-price-in-app": Case("app", PricesProducts, {offers.PRICE: "150.00 USD"}),
    "stock-unseen-online": Case("website", ShowsStock, {stock.STOCK_LEFT: "0"}),
    "stock-unseen-in-store": Case("store", ShowsStock, {stock.STOCK_LEFT: "0"}),
    "stock-unseen-by-phone": Case("call centre", ShowsStock, {stock.STOCK_LEFT: "0"}),
    "stale-stock-in-chat": Case("chat", ShowsStock, {stock.STOCK_LEFT: "40"}, before=_use_up),
    "oversold-in-app": Case(
        "app",
        SellsProducts,
        {offers.PRICE: REGULAR, offers.REDEMPTION: Stance.ACCEPTED},
        before=_buy_at("website", 40),
    ),
    "stale-stock-in-app": Case("app", ShowsStock, {stock.STOCK_LEFT: "40"}, before=_use_up),
    "returns-of-others-refused-in-store": Case(
        "store", TakesBack, {returns.UNDOING: "refused", returns.REFUND: None}, before=_use_up
    ),
    "returned-at-sale-price-in-store": Case(
        "store", TakesBack, {returns.UNDOING: "done", returns.REFUND: "15.20 USD"}, before=_use_up
    ),
    "restocking-fee-by-phone": Case(
        "call centre",
        TakesBack,
        {returns.UNDOING: "done", returns.FEE_KEPT: "5.00 USD", returns.REFUND: "14.00 USD"},
        before=_use_up,
    ),
    "restocking-fee-unsaid-in-app": Case(
        "app", TakesBack, {returns.FEE_KEPT: None, returns.REFUND: "14.00 USD"}, before=_use_up
    ),
    "returned-as-credit-in-chat": Case("chat", TakesBack, {returns.REFUND_TO: returns.AS_CREDIT}, before=_use_up),
    "return-time-shorter-in-app": Case(
        "app", TakesBack, {returns.UNDOING: "too late", returns.REFUND: None}, before=_use_up_and_wait(20)
    ),
    "return-time-from-first-order-by-text": Case(
        "texts", TakesBack, {returns.UNDOING: "too late", returns.REFUND: None}, before=_buy_and_use_up_later
    ),
    "refunded-late-in-store": Case(
        "store", TakesBack, {returns.REFUND_BY: "2026-12-14T10:00:00-05:00"}, before=_use_up
    ),
    "refund-never-confirmed": Case(
        "inbox", ConfirmsRefunds, {returns.CONFIRMED: "missing", returns.REFUND: None}, before=_return_it
    ),
    "refund-confirmed-by-half": Case(
        "inbox", ConfirmsRefunds, {returns.CONFIRMED: "came", returns.REFUND: "9.50 USD"}, before=_return_it
    ),
    "store-orders-not-cancelled-online": Case(
        "website", CancelsOrders, {returns.UNDOING: "refused", returns.REFUND: None}, before=_use_up_at("store")
    ),
    "cancelled-by-phone-still-charged": Case(
        "website", ShowsOrders, {cancelling.STATE: "stands", returns.REFUND: None}, before=_cancel_at("call centre")
    ),
    "cancellation-unseen-in-app": Case(
        "app", ShowsOrders, {cancelling.STATE: "stands", returns.REFUND: None}, before=_cancel_at("website")
    ),
    "text-misprints-price": Case("texts", TellsOffers, {offers.PRICE: "65.00 USD"}),
    "old-price-charged-online": Case("website", SellsProducts, {offers.PRICE: "150.00 USD"}),
    "one-sold-of-several-by-phone": Case(
        "app", ConfirmsOrders, {offers.PRICE: REGULAR, offers.QUANTITY: "1"}, before=_buy_three_at("call centre")
    ),
    "email-confirms-price-of-one": Case(
        "inbox", ConfirmsOrders, {offers.PRICE: REGULAR}, before=_buy_three_at("store")
    ),
    "email-confirms-regular-price": Case("inbox", ConfirmsOrders, {offers.PRICE: REGULAR}, before=_use_up),
    "offer-unknown-in-chat": Case("chat", Redeems, UNKNOWN_AND_DEAR),
    "asked-again-on-hand-over": Case("chat", PutsThrough, {continuity.ASKED_AGAIN: "line"}, before=_ask_in_chat),
    "chat-not-seen-by-phone": Case(
        "call centre", QuotesPrices, {continuity.ASKED_AGAIN: "history"}, before=_ask_in_chat
    ),
    "transcript-never-sent": Case(
        "inbox",
        ReadsTranscripts,
        {transcripts.TRANSCRIPT: "missing", transcripts.PRICE_WRITTEN: None},
        before=_ask_in_chat,
    ),
    "transcript-names-another-price": Case(
        "inbox",
        ReadsTranscripts,
        {transcripts.TRANSCRIPT: "came", transcripts.PRICE_WRITTEN: REGULAR},
        before=_ask_in_chat,
    ),
    "offer-unknown-on-social-media": Case("social media", Redeems, UNKNOWN_AND_DEAR),
    "regular-price-on-social-media": Case("social media", Redeems, DEAR),
    "refused-in-public-on-social-media": Case(
        "social media", QuotesPrices, {offers.PRICE: PRICE, public_answers.SAID_IN_PUBLIC: Stance.UNKNOWN}
    ),
    "offer-unknown-by-text": Case("texts", Redeems, UNKNOWN_AND_DEAR),
    "personal-data-on-social-media": Case(
        "social media", QuotesPrices, {offers.PRICE: PRICE, public_answers.TOLD_IN_PUBLIC: "code"}
    ),
    "asked-again-on-social-media": Case(
        "social media", QuotesPrices, {continuity.ASKED_AGAIN: "line"}, before=_ask_by_phone
    ),
    "social-media-not-seen-by-text": Case(
        "texts", QuotesPrices, {continuity.ASKED_AGAIN: "history"}, before=_ask_on_social_media
    ),
    "asked-again-by-text": Case("texts", QuotesPrices, {continuity.ASKED_AGAIN: "line"}, before=_ask_by_phone),
    "never-answered-on-social-media": Case(
        "social media", QuotesPrices, {answering.REPLY: "none", offers.PRICE: None, offers.OFFER: None}
    ),
    "answered-late-on-social-media": Case(
        "social media", QuotesPrices, {answering.REPLY_TIME: str(26 * 3600.0), offers.PRICE: PRICE}
    ),
    "sent-to-store-on-social-media": Case(
        "social media", QuotesPrices, {service.DROPPED: "sent elsewhere", offers.PRICE: None}
    ),
    **{
        fault: Case(place, KnowsCases, {cases.CASE_KNOWN: "unknown", cases.CASE_NAMED: None}, before=_open_two_cases)
        for fault, place in (
            ("case-unknown-by-phone", "call centre"),
            ("case-unknown-in-store", "store"),
            ("case-unknown-on-social-media", "social media"),
            ("case-known-late-in-chat", "chat"),
            ("case-not-shown-online", "website"),
        )
    },
    "other-case-told-by-text": Case(
        "texts",
        KnowsCases,
        {
            cases.CASE_KNOWN: "known",
            cases.CASE_NAMED: "C-100001",
            cases.CASE_ABOUT: "The screen of my phone stays dark.",
        },
        before=_open_two_cases,
    ),
    "pickup-unknown-in-store": Case(
        "store", HandsOver, {pickup.HANDED: "unknown"}, before=_order_for_pickup(TWO_HOURS)
    ),
    "pickup-unknown-by-phone": Case(
        "call centre", TellsReadiness, {pickup.READY: "unknown"}, before=_order_for_pickup(TWO_HOURS)
    ),
    "pickup-hours-late": Case(
        "store",
        HandsOver,
        {pickup.HANDED: "not ready", pickup.HANDED_ORDER: None, pickup.READY_SINCE: None},
        before=_order_for_pickup(TWO_HOURS),
    ),
    "pickup-promised-later-online": Case("website", OrdersForPickup, {pickup.READY_BY: "2026-11-02T15:00:00-05:00"}),
    "ready-message-early": Case(
        "inbox",
        ReadsPickupMessages,
        {pickup.READY_MESSAGE: "2026-11-02T10:05:00-05:00"},
        before=_order_for_pickup(TWO_HOURS),
    ),
    "ready-message-hours-late": Case(
        "texts",
        ReadsPickupMessages,
        {pickup.READY_MESSAGE: "2026-11-02T14:45:00-05:00"},
        before=_order_for_pickup(timedelta(hours=5)),
    ),
    "ready-message-twice": Case(
        "inbox",
        ReadsPickupMessages,
        {pickup.READY_MESSAGE: "2026-11-02T11:05:00-05:00", pickup.MESSAGES_SEEN: "3"},
        before=_order_for_pickup(TWO_HOURS),
    ),
    "ready-message-missing": Case(
        "texts",
        ReadsPickupMessages,
        {pickup.READY_MESSAGE: None, pickup.MESSAGES_SEEN: "1"},
        before=_order_for_pickup(TWO_HOURS),
    ),
    "picked-up-twice-in-store": Case("store", HandsOver, {pickup.HANDED: "handed over"}, before=_pick_up),
    "pickup-found-by-number-only-in-store": Case(
        "store", HandsOverByName, {pickup.HANDED: "unknown"}, before=_order_for_pickup(TWO_HOURS)
    ),
    "pickup-qr-code-unread-in-store": Case(
        "store", HandsOverByCode, {pickup.HANDED: "unknown"}, before=_order_for_pickup(TWO_HOURS)
    ),
    "one-of-several-handed-over-in-store": Case(
        "store",
        HandsOver,
        {pickup.HANDED: "handed over", offers.QUANTITY: "1"},
        before=_order_for_pickup(TWO_HOURS, quantity=3),
    ),
    "preference-not-written-down-by-phone": Case(
        "call centre", ShowsPreferences, {notifications.SHOWN: "in English"}, before=_prefer_at("call centre")
    ),
    "preference-unseen-in-account": Case(
        "website", ShowsPreferences, {notifications.SHOWN: "any way"}, before=_prefer_at("app")
    ),
    "long-queue-by-phone": Case("call centre", Redeems, {offers.PRICE: None, offers.REDEMPTION: Stance.REFUSED}),
}


@pytest.mark.parametrize("fault", CASES)
def test_a_fault_is_reported_and_not_judged(walk: Begin, fault: str) -> None:
    case = CASES[fault]
    linda = walk(fault)
    telling = case.ability is TellsOffers
    linda.promise(linda.directory.settings(case.place).channel if telling else Channel.EMAIL, **case.terms)
    if not telling:
        linda.journey.visit("Linda", "inbox", messages.LEARN)
    case.before(linda)
    paid_before = len(linda.orders())

    visits = linda.use(case.place, case.ability)

    seen = {term: visits[-1].last(term) for term in case.sees}
    assert {term: one.value if one else None for term, one in seen.items()} == case.sees
    assert all(visit.exhibits and visit.observations and visit.problem is None for visit in visits)
    accepted = [one for visit in visits for one in visit.observations if one.value == Stance.ACCEPTED]
    assert len(linda.orders()) - paid_before == len(accepted)


def test_every_fault_of_the_company_is_looked_at() -> None:
    assert {*CASES, *STOPS, *WORD, NAMED_REFUSED} == set(FAULTS)


@pytest.mark.parametrize(("faults", "becomes"), [((), "handed over"), ((NAMED_REFUSED,), "refused")])
def test_whom_the_customer_named_is_handed_the_order_or_refused(
    walk: Begin, faults: tuple[str, ...], becomes: str
) -> None:
    linda = walk(*faults)
    _order_for_pickup(TWO_HOURS, named="Omar")(linda)

    visit = linda.journey.visit("Linda", "store", pickup.PICK_UP, by="Omar")

    assert linda.journey.visits[0].last(pickup.NAMED).value == "Omar"
    assert (visit.by, visit.last(pickup.HANDED).value) == ("Omar", becomes)


def test_whom_the_customer_did_not_name_is_refused(walk: Begin) -> None:
    linda = walk()
    _order_for_pickup(TWO_HOURS)(linda)

    visit = linda.journey.visit("Linda", "store", pickup.PICK_UP, by="Omar")

    assert visit.last(pickup.HANDED).value == "refused"
    assert visit.last(pickup.HANDED_ORDER) is None


@pytest.mark.parametrize("ability", [HandsOver, HandsOverByName, HandsOverByCode])
def test_an_order_is_handed_over_once_however_it_is_asked_for(walk: Begin, ability: type) -> None:
    linda = walk()
    _pick_up(linda)

    [visit] = linda.use("store", ability)

    assert visit.last(pickup.HANDED).value == "picked up before"


@pytest.mark.parametrize("place", [place for place, ability in PAIRS if ability is TellsReadiness])
def test_an_order_is_called_unready_until_it_is_ready_and_then_picked_up(walk: Begin, place: str) -> None:
    linda = walk()
    _order_for_pickup(timedelta(minutes=10))(linda)
    linda.use(place, TellsReadiness)
    linda.journey.pass_time(TWO_HOURS)
    linda.use(place, TellsReadiness)
    linda.journey.visit("Linda", "store", pickup.PICK_UP)
    linda.use(place, TellsReadiness)

    told = [seen.value for visit in linda.journey.visits for seen in visit.of(pickup.READY)]
    assert told == ["not ready", "ready", "picked up"]


def test_the_code_of_an_order_stands_in_nothing_that_is_kept(walk: Begin) -> None:
    linda = walk()
    _order_for_pickup(TWO_HOURS)(linda)
    linda.use("store", HandsOverByCode)
    linda.use("website", TellsReadiness)

    code = linda.journey.visits[0].last(pickup.PICKUP_CODE).value
    kept = [path for path in linda.folder.rglob("*") if path.is_file()]
    assert len(kept) > 3
    assert [path for path in kept if code.encode() in path.read_bytes()] == []


@pytest.mark.parametrize("place", REDEEMING)
def test_an_offer_that_was_used_is_not_used_again(walk: Begin, place: str) -> None:
    linda = walk()
    linda.prepare(place, Redeems)

    [first] = linda.use(place, Redeems)
    [second] = linda.use(place, Redeems)

    assert first.last(offers.REDEMPTION).value == Stance.ACCEPTED
    assert second.last(offers.REDEMPTION).value == Stance.USED
    assert second.last(offers.PRICE) is None
    assert [order["total"] for order in linda.orders()] == ["19.00"]


@pytest.mark.parametrize("place", REDEEMING)
def test_a_surcharge_that_was_announced_is_named_and_paid(walk: Begin, place: str) -> None:
    linda = walk()
    linda.prepare(place, Redeems, surcharge=f"10.00 USD at the {place}", surcharge_limit="10.00 USD")

    [visit] = linda.use(place, Redeems)

    assert visit.last(offers.SURCHARGE).value == "10.00 USD"
    assert visit.last(offers.PRICE).value == "29.00 USD"
    assert [order["total"] for order in linda.orders()] == ["29.00"]


@pytest.mark.parametrize("place", [place for place in REDEEMING if place != "website"])
def test_a_limited_offer_is_refused_with_the_words_that_name_another_way(walk: Begin, place: str) -> None:
    linda = walk()
    linda.prepare(place, Redeems, **LIMITED)

    [visit] = linda.use(place, Redeems)

    assert visit.last(offers.OFFER).value == visit.last(offers.REDEMPTION).value == Stance.NOT_HERE
    assert visit.last(offers.ALTERNATIVE).value == OTHER_WAY
    assert visit.last(service.DROPPED) is None
    assert linda.orders() == []


@pytest.mark.parametrize("place", ["website", "app", "call centre", "store"])
def test_of_two_offers_the_one_that_is_meant_is_told(walk: Begin, place: str) -> None:
    linda = walk()
    channel = linda.directory.settings(place).channel
    for offer, price in (("family phone upgrade", PRICE), ("phone upgrade plus", "50.00 USD")):
        linda.promise(channel, offer=offer, price=price)
    linda.promise(channel, offer="phone upgrade", price="60.00 USD")

    [visit] = linda.use(place, TellsOffers)

    assert {one.value for one in visit.observations if one.term == offers.PRICE} == {"60.00 USD"}
    assert len({one.value for one in visit.observations if one.term == offers.CODE}) == 1


@pytest.mark.parametrize("place", ["website", "app", "call centre", "store"])
def test_an_offer_that_is_not_there_is_not_told_from_another_one(walk: Begin, place: str) -> None:
    linda = walk()
    channel = linda.directory.settings(place).channel
    promise = linda.promise(channel, offer="upgrade for everybody", price="50.00 USD")
    linda.change(stated=replace(promise, name="upgrade"))

    [visit] = linda.use(place, TellsOffers)

    assert [one.value for one in visit.observations] == [Stance.UNKNOWN]


def test_a_limit_that_the_agent_names_is_told_as_such(walk: Begin) -> None:
    linda = walk()
    linda.promise(linda.directory.settings("call centre").channel, honoured_at="call centre, app")

    [visit] = linda.use("call centre", TellsOffers)

    assert visit.last(HONOURED_AT).value == "app, call centre"
    assert visit.last(offers.OFFER) is None


@pytest.mark.parametrize("place", ["website", "app"])
def test_the_account_is_read_for_the_latest_order(walk: Begin, place: str) -> None:
    linda = walk()
    linda.promise(times="2", line="")
    linda.journey.visit("Linda", "inbox", messages.LEARN)
    for holder in ("Linda", "Maya"):
        linda.journey.visit("Linda", "app", offers.REDEEM, holder)
    assert [order["line"]["holder"] for order in linda.orders()] == ["Maya", "Linda"]

    [visit] = linda.use(place, ShowsAccounts)

    assert visit.last(lines.LINE).value == "Maya" or place == "website"
    assert "Maya's line: Kestrel Phone 6" in visit.last(lines.LINE).words or place == "app"


def test_a_note_that_is_not_there_is_not_found(walk: Begin) -> None:
    linda = walk()
    linda.prepare("store", QuotesPrices)

    linda.journey.visit("Linda", "store", notes.FIND)
    linda.journey.visit("Linda", "call centre", notes.FIND)

    assert [visit.last(notes.NOTE).value for visit in linda.journey.visits[-2:]] == ["missing", "missing"]


def test_the_remedy_of_a_complaint_is_read_for_its_line(walk: Begin) -> None:
    linda = walk()
    linda.promise(line="")
    linda.journey.visit("Linda", "inbox", messages.LEARN)

    [visit] = linda.use("complaints desk", HearsComplaints)

    assert visit.last(lines.LINE).value == "Linda"
    assert [order["line"]["holder"] for order in linda.orders()] == ["Linda"]


def test_a_complaint_straight_after_signing_in_is_taken(walk: Begin) -> None:
    linda = walk()
    linda.promise(linda.directory.settings("website").channel)
    linda.journey.visit("Linda", "website", messages.LEARN)

    [visit] = linda.use("complaints desk", HearsComplaints)

    assert visit.last(complaints.ANSWER).value == "put right"


def test_an_app_that_is_signed_in_at_a_company_that_forgot_it_signs_in_again(
    open_company: OpenCompany, tmp_path: Path
) -> None:
    before = open_company.walk(tmp_path, "walked twice")
    before.prepare("app", QuotesPrices)
    before.use("app", QuotesPrices)
    again = open_company.walk(tmp_path, "walked twice")
    again.prepare("app", QuotesPrices)
    again.directory._drivers["app"] = before.directory.able("app", QuotesPrices)

    [visit] = again.use("app", QuotesPrices)

    assert visit.last(offers.PRICE).value == PRICE


@pytest.mark.parametrize("place", [place for place, ability in PAIRS if ability is PricesProducts])
def test_a_product_that_is_not_sold_is_not_priced(walk: Begin, place: str) -> None:
    linda = walk()
    linda.journey.publish("Kestrel Gramophone", {"price": REGULAR})

    visit = linda.journey.visit("Linda", place, prices.LOOK_UP, words="Kestrel Gramophone")

    assert [(one.term, one.value) for one in visit.observations] == [(offers.OFFER, Stance.UNKNOWN)]


@pytest.mark.parametrize("place", [place for place, ability in PAIRS if ability is ShowsStock])
def test_of_a_product_that_is_not_sold_there_are_none(walk: Begin, place: str) -> None:
    linda = walk()
    linda.journey.publish("Kestrel Gramophone", {"stock": "3"})

    visit = linda.journey.visit("Linda", place, stock.LOOK, words="Kestrel Gramophone")

    assert visit.last(offers.OFFER).value == Stance.UNKNOWN
    assert visit.last(stock.STOCK_LEFT) is None


@pytest.mark.parametrize("place", [place for place, ability in PAIRS if ability is ShowsStock])
def test_of_a_product_that_is_sold_out_none_are_left(walk: Begin, place: str) -> None:
    linda = walk()
    _buy_at("website", 40)(linda)

    visit = linda.journey.visit("Linda", place, stock.LOOK, words=PRODUCT)

    assert visit.last(stock.STOCK_LEFT).value == "0"
    assert visit.last(offers.OFFER) is None


@pytest.mark.parametrize("place", [place for place, ability in PAIRS if ability is PricesProducts])
def test_of_two_products_the_one_that_is_meant_is_priced(walk: Begin, place: str) -> None:
    linda = walk()
    linda.journey.publish("Kestrel Phone 6 Max", {"price": "290.00 USD"})

    visit = linda.journey.visit("Linda", place, prices.LOOK_UP, words="Kestrel Phone 6 Max")

    assert visit.last(offers.PRICE).value == "290.00 USD"


@pytest.mark.parametrize("place", [place for place, ability in PAIRS if ability is ConfirmsOrders])
def test_where_nothing_was_bought_nothing_is_confirmed(walk: Begin, place: str) -> None:
    linda = walk()
    linda.prepare(place, QuotesPrices)

    visit = linda.journey.visit("Linda", place, confirmations.CONFIRM)

    assert visit.observations == ()
    assert visit.problem is None


def test_of_two_orders_the_last_is_confirmed(walk: Begin) -> None:
    linda = walk()
    linda.promise(times="2", line="", surcharge="10.00 USD at the store")
    linda.journey.visit("Linda", "inbox", messages.LEARN)
    for place in ("app", "store"):
        linda.journey.visit("Linda", place, offers.REDEEM, "Maya")

    visits = [linda.journey.visit("Linda", place, confirmations.CONFIRM) for place in (None, "app")]

    assert [visit.touchpoint for visit in visits] == ["inbox", "app"]
    assert [visit.last(offers.PRICE).value for visit in visits] == ["29.00 USD", "29.00 USD"]


def test_what_was_never_put_in_the_cart_cannot_be_paid_there(walk: Begin) -> None:
    linda = walk()
    linda.prepare("website", QuotesPrices)

    visit = linda.journey.visit("Linda", "website", carts.CHECK_OUT)

    assert visit.last(offers.REDEMPTION).value == Stance.REFUSED
    assert "nothing in your cart" in visit.last(offers.REDEMPTION).words
    assert linda.orders() == []


def test_an_offer_that_was_used_is_not_put_in_the_cart(walk: Begin) -> None:
    linda = walk()
    linda.prepare("website", QuotesPrices)
    _use_up(linda)

    visit = linda.journey.visit("Linda", "website", carts.FILL)

    assert visit.last(offers.OFFER).value == Stance.USED
    assert visit.last(offers.PRICE) is None
