"""The chat in a real browser: by keyboard alone, over connections that drop, and handed over."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import WebSocketRoute

from fixtures.sandbox.phone.wording import ways
from journeys.company.company_file import Company
from journeys.evidence.observations import Stance, Visit
from journeys.fixtures.kestrel.chat import _phrases
from journeys.promises.money import written
from journeys.promises.shopper import Fact
from journeys.reading.answers import Reader
from journeys.reading.stances import stance
from journeys.testing.scenes import use
from journeys.topics import continuity, messages, offers, transcripts
from journeys.topics.offers import Redeems
from journeys.touchpoints.consent_words import _request_in
from journeys.touchpoints.twiml_phrases import read_phrases

from .walks import PRICE, PRODUCT, Walk, described

Begin = Callable[..., Walk]


FACTS = {
    "price": "$19.00",
    "regular": "$130.00",
    "fee": "$5.00",
    "where": "in chat",
    "holder": "Maya",
    "whose": "Maya's line",
    "product": "Kestrel Case",
    "quantity": 3,
    "number": "K-100001",
    "words": "was told",
    "place": "the store",
    "moment": "November 3, 2026 at 10:00:00 AM EST",
}
HEARS = read_phrases(_phrases({})).hears


def read(what: str, words: str) -> object:
    """What the chat's driver makes of something that is said there."""
    company = described()
    heard = Reader(company, company.time_zone, HEARS.finder("price"), HEARS.finder("fee")).prices(words)
    match what:
        case "product_costs" | "products_cost" | "with_offer" | "without_offer" | "order_total":
            return tuple(written(one.price) for one in heard if one.price is not None)
        case "fee":
            return tuple(written(one.surcharge) for one in heard if one.surcharge is not None)
        case "which_offer" | "which_line" | "what_happened":
            return HEARS.question(words)
        case "stopped" | "started" | "moved":
            return _request_in(words)
        case "case_opened":
            return HEARS.numbers(words)
        case "case_seen" | "no_case":
            if not HEARS.search("case_known", words):
                return stance(words)
            return HEARS.numbers(words), HEARS.about(words)
        case "note" | "note_written":
            return bool(HEARS.search({"note": "note_found"}.get(what, what), words))
        case _:
            return stance(words)


READ = {
    **dict.fromkeys(("product_costs", "products_cost", "with_offer", "without_offer", "order_total"), ("19.00 USD",)),
    "fee": ("5.00 USD",),
    "which_offer": Fact.OFFER,
    "which_line": Fact.LINE,
    "what_happened": Fact.HISTORY,
    **dict.fromkeys(("stopped", "started", "moved"), "taken"),
    **dict.fromkeys(("note", "note_written"), True),
    "case_opened": ["C-100001"],
    "case_seen": (["C-100001"], "was told"),
    "no_case": Stance.REFUSED,
    "no_note": Stance.REFUSED,
    "sent_to_store": Stance.REFUSED,
    **dict.fromkeys(("no_such_offer", "no_offers", "offers_hidden"), Stance.UNKNOWN),
    "go_ahead": Stance.NOT_UNDERSTOOD,
    "anything_else": Stance.NOT_UNDERSTOOD,
}


@pytest.mark.parametrize(("what", "words"), [(what, words) for what in READ for words in ways()[what]])
def test_however_it_is_said_the_same_is_read(what: str, words: str) -> None:
    assert read(what, words.format_map(FACTS | ({"number": "C-100001"} if "case" in what else {}))) == READ[what]


def told(visit: Visit, who: str) -> list[str]:
    return [said.words for said in visit.transcript if said.speaker == who]


@pytest.fixture
def by_keyboard(sandbox: Company) -> Company:
    """The company file with a chat that is used without a mouse."""
    chat = sandbox.touchpoints["chat"].model_copy(update={"options": {"keyboard": True}})
    return sandbox.model_copy(update={"touchpoints": {**sandbox.touchpoints, "chat": chat}})


def test_the_keyboard_alone_will_do(walk: Begin, by_keyboard: Company) -> None:
    linda = walk(at=by_keyboard)
    linda.prepare("chat", Redeems)
    page = linda.tools.browsing.page(linda.linda.email, linda.linda.locale)
    page.add_init_script("window.pointed = 0; addEventListener('pointerdown', () => { window.pointed += 1; }, true)")
    use(linda.journey, linda.directory, "chat", Redeems, PRODUCT)
    visit = linda.journey.visits[-1]
    linda.tools.mailbox.close()  # one of this company file's own

    assert (visit.problem, [one.value for one in visit.of(offers.REDEMPTION)]) == (None, [Stance.ACCEPTED])
    assert page.evaluate("window.pointed") == 0
    assert [order["total"] for order in linda.orders()] == ["19.00"]


def test_what_is_said_while_the_connection_drops_is_said_once(walk: Begin) -> None:
    linda = walk()
    linda.prepare("chat", Redeems)
    dropped: list[str] = []

    def carry(socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()

        def answered(message: str | bytes) -> None:
            hers = [one["key"] for one in json.loads(message)["lines"] if one["key"]]
            if hers and hers[0] not in dropped:  # each answer is lost once
                dropped.append(hers[0])
                socket.close(code=1001)
                server.close()
            else:
                socket.send(message)

        server.on_message(answered)

    linda.tools.browsing.page(linda.linda.email, linda.linda.locale).route_web_socket("**/chat/socket*", carry)
    use(linda.journey, linda.directory, "chat", Redeems, PRODUCT)
    visit = linda.journey.visits[-1]
    said = told(visit, "Linda")

    assert len(dropped) == len(said) > 1
    assert (visit.problem, visit.value(offers.PRICE)) == (None, linda.received.asked)
    assert [order["total"] for order in linda.orders()] == ["19.00"]
    assert sum("Your order number is" in words or "order number" in words for words in told(visit, "Kes")) == 1


def test_the_transcript_is_read_line_by_line(walk: Begin) -> None:
    linda = walk()
    linda.prepare("chat", Redeems)
    linda.journey.visit("Linda", "chat", offers.ASK)
    linda.journey.visit("Linda", None, transcripts.READ)
    letter = linda.journey.visits[-1]

    assert [one.value for one in letter.of(transcripts.TRANSCRIPT)] == ["came"]
    assert [one.value for one in letter.of(transcripts.PRICE_WRITTEN)] == [PRICE]
    assert all(words in linda.text(letter) for words in told(linda.journey.visits[-2], "Kes"))


def test_whoever_takes_over_asks_again_only_where_nothing_is_handed_on(walk: Begin) -> None:
    asked = []
    for faults in ([], ["asked-again-on-hand-over"]):
        linda = walk(*faults)
        linda.promise()
        linda.journey.visit("Linda", "inbox", messages.LEARN)
        linda.journey.visit("Linda", "chat", offers.ASK, "Maya")
        linda.journey.visit("Linda", "chat", offers.PUT_THROUGH)
        asked.append([one.value for one in linda.journey.visits[-1].of(continuity.ASKED_AGAIN)])

    assert asked[0] == []
    assert "history" in asked[1]


def test_an_offer_that_is_unknown_stays_so_however_one_is_asked_to_go_ahead(walk: Begin) -> None:
    linda = walk("offer-unknown-in-chat")
    linda.promise()
    linda.journey.visit("Linda", "inbox", messages.LEARN)
    for _ in range(4):
        linda.journey.visit("Linda", "chat", offers.ASK, "Maya")
    asked = [visit for visit in linda.journey.visits if visit.touchpoint == "chat"]

    assert len({tuple(told(visit, "Kes")) for visit in asked}) > 1
    assert [one.last(offers.OFFER).value for one in asked if one.last(offers.OFFER)] == [Stance.UNKNOWN] * 4
