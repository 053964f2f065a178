"""What every driver owes: each touchpoint of the connected company, walked with each ability that it has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pytest
from PIL import Image
from playwright.sync_api import Page

from journeys.company.company_file import Company
from journeys.evidence.observations import ExhibitKind, Stance, Visit
from journeys.promises.promise import Promise
from journeys.promises.shopper import Fact
from journeys.promises.terms import HONOURED_AT, VALID_THROUGH, Term
from journeys.topics import (
    OURS,
    answering,
    cancelling,
    cases,
    complaints,
    consent,
    continuity,
    lines,
    notes,
    notifications,
    offers,
    pickup,
    public_answers,
    returns,
    service,
    staff,
    stock,
    transcripts,
)
from journeys.topics.cancelling import CancelsOrders, ShowsOrders
from journeys.topics.carts import KeepsCarts
from journeys.topics.cases import KnowsCases, OpensCases
from journeys.topics.complaints import HearsComplaints
from journeys.topics.confirmations import ConfirmsOrders
from journeys.topics.consent import ChangesPromotions, ReadsMessages, StopsPromotions
from journeys.topics.lines import ShowsAccounts
from journeys.topics.messages import TellsOffers
from journeys.topics.notes import KeepsNotes
from journeys.topics.notifications import BringsWord, ShowsPreferences, TakesPreferences
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
from journeys.topics.staff import ShowsStaffOffers
from journeys.topics.stock import ShowsStock
from journeys.topics.transcripts import ReadsTranscripts
from journeys.touchpoints.directory import Directory
from journeys.touchpoints.visit import OpenVisit

from .walks import (
    ABILITIES,
    IDS,
    NEEDS_A_PICKUP,
    NEEDS_AN_ORDER,
    PAIRS,
    PRICE,
    PRODUCT,
    REGULAR,
    OpenCompany,
    Walk,
    pairs,
)

HANDED_OVER: Final[dict[Term, str]] = {
    pickup.HANDED: "handed over",
    pickup.HANDED_ORDER: "K-100001",
    pickup.GOODS: PRODUCT,
    offers.QUANTITY: "1",
    pickup.READY_SINCE: "2026-11-02T10:45:00-05:00",
}
KEPT: Final[dict[type, dict[Term, str]]] = {
    TellsOffers: {offers.PRICE: PRICE},
    QuotesPrices: {offers.PRICE: PRICE},
    Redeems: {offers.PRICE: PRICE, offers.REDEMPTION: Stance.ACCEPTED, lines.LINE: "Maya"},
    KeepsCarts: {offers.PRICE: PRICE, offers.REDEMPTION: Stance.ACCEPTED, lines.LINE: "Maya"},
    ConfirmsOrders: {offers.PRICE: PRICE, lines.LINE: "Maya"},
    PricesProducts: {offers.PRICE: REGULAR},
    ShowsStock: {},
    TakesPreferences: {notifications.REQUEST: "taken"},
    ShowsPreferences: {},
    BringsWord: {},  # what came, the contract of a driver cannot know
    TakesBack: {returns.UNDOING: returns.DONE, returns.REFUND: PRICE, returns.REFUND_TO: returns.AS_PAID},
    ConfirmsRefunds: {returns.CONFIRMED: returns.CAME, returns.REFUND: PRICE, returns.REFUND_TO: returns.AS_PAID},
    CancelsOrders: {returns.UNDOING: returns.DONE, returns.REFUND: PRICE, returns.REFUND_TO: returns.AS_PAID},
    ShowsOrders: {cancelling.STATE: cancelling.STANDS},
    SellsProducts: {offers.PRICE: REGULAR, offers.REDEMPTION: Stance.ACCEPTED, offers.QUANTITY: "1"},
    OrdersForPickup: {
        offers.PRICE: REGULAR,
        offers.REDEMPTION: Stance.ACCEPTED,
        offers.QUANTITY: "1",
        pickup.READY_BY: "2026-11-02T12:00:00-05:00",
    },
    ReadsPickupMessages: {pickup.MESSAGES_SEEN: "2", pickup.READY_MESSAGE: "2026-11-02T10:48:00-05:00"},
    TellsReadiness: {pickup.READY: "ready"},
    HandsOver: HANDED_OVER,
    HandsOverByName: HANDED_OVER,
    HandsOverByCode: HANDED_OVER,
    PutsThrough: {offers.PRICE: PRICE},
    OpensCases: {complaints.CASE: "C-100001"},
    KnowsCases: {
        cases.CASE_KNOWN: "known",
        cases.CASE_NAMED: "C-100001",
        cases.CASE_ABOUT: cases.OPEN.sample,
    },
    KeepsNotes: {notes.NOTE_LEFT: "yes", notes.NOTE: "found"},
    HearsComplaints: {
        complaints.ANSWER: "put right",
        complaints.ANSWER_TIME: "172800.0",
        offers.PRICE: PRICE,
        offers.REDEMPTION: Stance.ACCEPTED,
        lines.LINE: "Maya",
    },
    ShowsAccounts: {lines.LINE: "Maya"},
    ShowsStaffOffers: {offers.OFFER: Stance.KNOWN, offers.PRICE: PRICE},
    ReadsTranscripts: {transcripts.TRANSCRIPT: "came", transcripts.PRICE_WRITTEN: PRICE},
    StopsPromotions: {consent.REQUEST: "taken"},
    ChangesPromotions: {consent.REQUEST: "taken"},
    ReadsMessages: {},  # what came, nobody promised
}
"""What must be seen where everything is as promised."""

TO_BE_UNDONE: Final = {TakesBack, ConfirmsRefunds, CancelsOrders, ShowsOrders}
"""What needs an order, and tells of it by no number."""

PLACES: Final = {"app", "call centre", "chat", "social media", "store", "texts", "website"}
MONEY: Final = re.compile(r"\d+\.\d\d USD")
SECONDS: Final = re.compile(r"\d+(\.\d+)?")
MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d")
FORMS: Final[dict[Term, re.Pattern[str]]] = {
    offers.PRICE: MONEY,
    offers.REGULAR_PRICE: MONEY,
    offers.SURCHARGE: MONEY,
    offers.OFFER: re.compile("|".join(Stance)),
    offers.REDEMPTION: re.compile("|".join(Stance)),
    offers.ORDER: re.compile(r"K-\d+"),
    offers.QUANTITY: re.compile(r"\d+"),
    returns.UNDOING: re.compile("|".join(returns.ANSWER_TO_IT)),
    returns.REFUND: MONEY,
    returns.FEE_KEPT: MONEY,
    returns.REFUND_TO: re.compile(f"{returns.AS_PAID}|{returns.AS_CREDIT}"),
    returns.REFUND_BY: re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?[+-]\d\d:\d\d"),
    returns.CONFIRMED: re.compile(r"came|missing"),
    cancelling.STATE: re.compile("|".join(cancelling.STATES)),
    stock.STOCK_LEFT: re.compile(r"\d+"),
    pickup.READY_BY: MOMENT,
    pickup.READY_SINCE: MOMENT,
    pickup.READY_MESSAGE: MOMENT,
    pickup.MESSAGES_SEEN: re.compile(r"\d+"),
    pickup.NAMED: re.compile(r"Omar|"),
    pickup.PICKUP_CODE: re.compile(r"PICKUP-[0-9A-F]{16}"),
    pickup.READY: re.compile(r"ready|not ready|picked up|unknown"),
    pickup.HANDED: re.compile(r"handed over|not ready|picked up before|unknown|refused"),
    pickup.HANDED_ORDER: re.compile(r"K-\d+"),
    pickup.GOODS: re.compile(r"Kestrel .+"),
    lines.LINE: re.compile(r"Linda|Maya"),
    VALID_THROUGH: MOMENT,
    HONOURED_AT: re.compile(rf"(?:{'|'.join(PLACES)})(?:, (?:{'|'.join(PLACES)}))*"),
    offers.ALTERNATIVE: re.compile(r".+"),
    offers.CODE: re.compile(r"KES-[A-Z0-9]{6}"),
    offers.LINK: re.compile(r"http://127\.0\.0\.1:\d+/offers/\S+"),
    staff.INSTRUCTION: re.compile(r".+"),
    notes.NOTE_LEFT: re.compile(r"yes|no"),
    notes.NOTE: re.compile(r"found|missing"),
    notes.NOTE_SEARCH: SECONDS,
    cases.CASE_KNOWN: re.compile(r"known|unknown"),
    cases.CASE_NAMED: re.compile(r"C-\d+"),
    cases.CASE_ABOUT: re.compile(r".+"),
    continuity.ASKED_AGAIN: re.compile("|".join(Fact)),
    service.DROPPED: re.compile(r"hung up|sent elsewhere|dead end"),
    complaints.CASE: re.compile(r"C-\d+|no route"),
    complaints.ANSWER: re.compile(r"put right|turned down|none"),
    complaints.ANSWER_TIME: SECONDS,
    transcripts.TRANSCRIPT: re.compile(r"came|missing"),
    transcripts.PRICE_WRITTEN: MONEY,
    consent.REQUEST: re.compile(r"taken|refused|no way|unanswered"),
    consent.MESSAGES_READ: re.compile(r"\d+"),
    consent.PROMOTION: MOMENT,
    consent.SERVICE_MESSAGE: MOMENT,
    consent.CONFIRMATION: MOMENT,
    consent.CAMPAIGN_SEEN: re.compile(r"yes|no"),
    consent.CAMPAIGN: MOMENT,
    notifications.REQUEST: re.compile(r"taken|refused|no way|unanswered"),
    notifications.SHOWN: re.compile(r"any way|by \w+|(?:by \w+, )?in \w+"),
    notifications.FOUND: re.compile(r"\d+"),
    notifications.CAME: MOMENT,
    notifications.CAME_AGAIN: MOMENT,
    notifications.WRITTEN_IN: re.compile(r"[a-z]{2}|unclear"),
    answering.REPLY: re.compile(r"came|none"),
    answering.REPLY_TIME: SECONDS,
    public_answers.PUBLIC_READ: re.compile(r"\d+"),
    public_answers.SAID_IN_PUBLIC: re.compile("|".join(Stance)),
    public_answers.TOLD_IN_PUBLIC: re.compile(r"name|address|number|email address|code|order number"),
}
"""The form that each term has at this company."""

WORDLESS: Final = {
    answering.REPLY,
    answering.REPLY_TIME,
    offers.OFFER,
    offers.CODE,
    offers.LINK,
    notes.NOTE_SEARCH,
    offers.REGULAR_PRICE,
    VALID_THROUGH,
}
"""Facts that no sentence need go with: figures of a page, and that an offer is there at all."""

MASK_COLOUR: Final = (0xC9, 0xCE, 0xD6)
JPEG_NOISE: Final = 14
"""How far JPEG's rounding may move a colour."""

SPOTS: Final = """known => {
  const found = [], holds = text => known.some(each => text.includes(each));
  const note = (box, words) => box.width > 3 && box.height > 3
    && found.push([box.x + scrollX + box.width / 2, box.y + scrollY + box.height / 2, words]);
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    for (const each of known) {
      const at = text.data.indexOf(each);
      if (at < 0 || text.parentElement.closest('option')) continue;
      const range = document.createRange();
      range.setStart(text, at), range.setEnd(text, at + each.length);
      note(range.getBoundingClientRect(), each);
    }
  }
  for (const input of document.querySelectorAll('input:not([type=hidden]):not([type=password]), textarea'))
    if (holds(input.value)) note(input.getBoundingClientRect(), input.value);
  return found;
}"""
"""Finds where a page shows something personal, by looking at the page itself, not at how it is masked."""

CHOICES: Final = """known => [...document.querySelectorAll('select')]
  .map(each => [each.getBoundingClientRect(), each.selectedOptions[0]?.label ?? ''])
  .filter(([box, words]) => known.some(each => words.includes(each)))
  .map(([box, words]) => [box.x + scrollX + box.width / 2, box.y + scrollY + box.height / 2, words])"""
"""The same for the choices of lists, which a page does not hold as visible text."""

Spot = tuple[float, float, str]


@dataclass
class Seen:
    """What came of one ability of one touchpoint."""

    place: str
    ability: type
    walk: Walk
    promise: Promise
    visits: list[Visit] = field(default_factory=list)
    orders: list[dict[str, Any]] = field(default_factory=list)
    spots: dict[str, list[Spot]] = field(default_factory=dict)
    choices: dict[str, list[Spot]] = field(default_factory=dict)

    def last(self, term: Term) -> Any:
        """The last that was observed about a term."""
        found = [visit.last(term) for visit in self.visits]
        return next((observation for observation in reversed(found) if observation), None)

    @property
    def observations(self) -> list[Any]:
        return [observation for visit in self.visits for observation in visit.observations]


@pytest.fixture(scope="module", params=PAIRS, ids=IDS)
def seen(
    request: pytest.FixtureRequest, open_company: OpenCompany, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Seen]:
    """Walk once, and let every clause of the contract look at what came of it."""
    place, ability = request.param
    walk = open_company.walk(tmp_path_factory.mktemp("walk"), f"{place} {ABILITIES[ability]}")
    found = Seen(place, ability, walk, walk.prepare(place, ability))
    photograph = OpenVisit.photograph

    def looking(visit: OpenVisit, page: Page, name: str, *, whole: bool = False) -> None:
        known = [*visit.shopper.personal()]
        spots, choices = page.evaluate(SPOTS, known), page.evaluate(CHOICES, known)
        photograph(visit, page, name, whole=whole)
        path = visit._kept[-1].path
        found.spots[path], found.choices[path] = spots, choices

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(OpenVisit, "photograph", looking)
        found.visits = walk.use(place, ability)
    found.orders = walk.orders()
    yield found
    open_company.browsing.end_journey()


def test_the_contract_covers_whatever_the_company_can_do(sandbox: Company) -> None:
    assert pairs(Directory(sandbox, None)) == PAIRS  # type: ignore[arg-type] - nobody visits
    assert set(KEPT) == set(ABILITIES)
    assert {ability for _, ability in PAIRS} == set(ABILITIES)
    only_where_wrong = {"whose", "item"}
    assert set(FORMS) == set(OURS.terms) - only_where_wrong
    assert set(NEEDS_AN_ORDER) == {*TO_BE_UNDONE, ShowsAccounts, ConfirmsOrders, BringsWord}


def test_what_is_observed_is_what_was_promised(seen: Seen) -> None:
    promise = seen.promise
    expected = {**KEPT[seen.ability]}
    if seen.last(offers.REGULAR_PRICE):
        expected[offers.REGULAR_PRICE] = REGULAR
    if seen.last(HONOURED_AT):
        expected[HONOURED_AT] = ", ".join(sorted(promise.honoured_at or ()))
    if seen.ability is ShowsStaffOffers:
        assert "$19.00" in seen.last(staff.INSTRUCTION).value

    assert {term: seen.last(term) and seen.last(term).value for term in expected} == expected
    assert all(one.moment == promise.valid_through for one in seen.observations if one.term == VALID_THROUGH)


def test_nothing_is_seen_that_a_connected_company_does_not_do(seen: Seen) -> None:
    assert [
        one for one in seen.observations if one.term in {service.DROPPED, continuity.ASKED_AGAIN, offers.ALTERNATIVE}
    ] == []
    assert {one.value for one in seen.observations if one.term == offers.OFFER} <= {Stance.KNOWN}
    assert [visit.problem for visit in seen.visits] == [None] * len(seen.visits)
    assert seen.visits
    assert all(visit.observations for visit in seen.visits)


def test_every_fact_has_the_form_that_its_term_prescribes(seen: Seen) -> None:
    wrong = [(one.term, one.value) for one in seen.observations if not FORMS[one.term].fullmatch(one.value)]

    assert wrong == []
    for one in seen.observations:
        assert one.at.tzinfo is not None
        if one.term == HONOURED_AT:
            assert one.value.split(", ") == sorted(one.value.split(", "))


def test_the_visit_says_when_and_where_it_was(seen: Seen) -> None:
    settings = seen.walk.directory.settings(seen.place)
    for visit in seen.visits:
        assert (visit.touchpoint, visit.channel, visit.side) == (seen.place, settings.channel, settings.side)
        assert visit.started.tzinfo is not None
        assert visit.started <= visit.ended
        assert all(visit.started <= one.at <= visit.ended for one in (*visit.observations, *visit.transcript))
        assert visit.waited <= visit.ended - visit.started


def test_the_books_hold_what_was_seen_to_be_bought(seen: Seen) -> None:
    accepted = [one.words for one in seen.observations if one.term == offers.REDEMPTION]
    before = ["K-100001"] if seen.ability in {*NEEDS_AN_ORDER, *NEEDS_A_PICKUP} else []

    without_offer = seen.ability in {SellsProducts, OrdersForPickup, *NEEDS_A_PICKUP}
    price, line = (REGULAR, "Linda") if without_offer else (PRICE, "Maya")
    assert [f"{order['total']} {order['currency']}" for order in seen.orders] == [price] * len([*before, *accepted])
    assert [order["line"]["holder"] for order in seen.orders] == [line] * len(seen.orders)
    assert all(order["number"] in words for order, words in zip(seen.orders, accepted, strict=False))
    told = [one.value for one in seen.observations if one.term == offers.ORDER]
    numbered = [] if seen.ability in TO_BE_UNDONE else before
    assert told == [order["number"] for order in seen.orders[: len(accepted)]] or told == numbered
    if seen.ability in {Redeems, KeepsCarts}:
        kinds = {exhibit.kind for visit in seen.visits for exhibit in visit.exhibits}
        chatted = {ExhibitKind.TRANSCRIPT, ExhibitKind.SCREENSHOT}
        assert chatted <= kinds if seen.place == "chat" else kinds & {ExhibitKind.RECEIPT, ExhibitKind.EXCHANGE}


def test_what_was_said_is_kept_word_for_word(seen: Seen) -> None:
    assert [one for one in seen.observations if not one.words.strip() and one.term not in WORDLESS] == []
    masked = seen.walk.tools.redactor.clean
    for visit in seen.visits:
        assert all(said.speaker.strip() and said.words.strip() for said in visit.transcript)
        assert all(masked(said.words) in seen.walk.text(visit) for said in visit.transcript)
        if visit.transcript:
            theirs = {said.speaker for said in visit.transcript} - {"line", "Linda"}
            taken_over = (seen.place, seen.ability) == ("chat", PutsThrough)
            assert len(theirs) == (2 if taken_over else 1), "a conversation has two sides"
            assert any(said.speaker == "Linda" for said in visit.transcript)
    if seen.place == "call centre":
        heard = " ".join(said.words for visit in seen.visits for said in visit.transcript)
        by_ear = [one.words for one in seen.observations if one.term in {notes.NOTE, complaints.CASE, HONOURED_AT}]
        assert all(words in heard for words in by_ear)
        assert all(visit.transcript for visit in seen.visits)


def test_every_visit_leaves_something_to_show(seen: Seen) -> None:
    for visit in seen.visits:
        assert visit.exhibits
        for exhibit in visit.exhibits:
            path = seen.walk.folder / exhibit.path
            assert path.is_file(), exhibit
            assert path.stat().st_size, exhibit
        assert len({exhibit.path for exhibit in visit.exhibits}) == len(visit.exhibits)


def test_nothing_written_names_a_person_or_gives_away_a_secret(seen: Seen) -> None:
    hidden = [*seen.walk.linda.personal(), *seen.walk.company.secrets()]
    links = [one.value.rpartition("/")[2] for one in seen.observations if one.term == offers.LINK]
    texts = {
        str(path.relative_to(seen.walk.folder)): path.read_text(encoding="utf-8")
        for path in seen.walk.folder.rglob("*")
        if path.suffix in {".txt", ".html", ".jsonl"}
    }

    assert "ledger.jsonl" in texts
    assert [(name, value) for name, text in texts.items() for value in (*hidden, *links) if value in text] == []


def test_pictures_are_jpegs_in_which_what_is_personal_is_covered(seen: Seen) -> None:
    for visit in seen.visits:
        for exhibit in visit.exhibits:
            if exhibit.kind is ExhibitKind.SCREENSHOT:
                assert exhibit.media_type == "image/jpeg"
                assert _uncovered(seen.walk.folder / exhibit.path, seen.spots[exhibit.path]) == []


def test_the_choices_of_lists_are_covered_too(seen: Seen) -> None:
    assert [words for path, spots in seen.choices.items() for words in _uncovered(seen.walk.folder / path, spots)] == []


def test_pages_about_a_person_are_what_the_pictures_are_checked_on(seen: Seen) -> None:
    about_her = {("website", ShowsAccounts), ("website", TellsOffers), ("agent desktop", ShowsStaffOffers)}
    if (seen.place, seen.ability) in about_her or (
        seen.place == "store" and seen.ability not in {Redeems, PricesProducts, ShowsStock, HandsOver, HandsOverByCode}
    ):
        assert any(seen.spots.values()), "nothing to cover: the check would prove nothing"


def _uncovered(path: Path, spots: list[Spot]) -> list[str]:
    with Image.open(path) as picture:
        assert picture.format == "JPEG"
        colours = picture.convert("RGB")
    return [
        words
        for x, y, words in spots
        if any(
            abs(there - mask) > JPEG_NOISE
            for there, mask in zip(colours.getpixel((round(x), round(y))), MASK_COLOUR, strict=True)  # type: ignore[arg-type]
        )
    ]


def test_the_covering_is_noticed_when_it_is_missing(open_company: OpenCompany, tmp_path: Path) -> None:
    page = open_company.browsing.page("somebody@shoppers.example")
    page.set_content("<p style='font-size:40px'>Linda Walker, 202-555-0147</p>")
    spots = page.evaluate(SPOTS, ["Walker", "202-555-0147"])
    picture = tmp_path / "page.jpg"
    page.screenshot(path=picture, type="jpeg", quality=60, full_page=True)
    covered = tmp_path / "covered.jpg"
    page.screenshot(
        path=covered, type="jpeg", quality=60, full_page=True, mask=[page.locator("p")], mask_color="#c9ced6"
    )

    assert len(_uncovered(picture, spots)) == 2
    assert _uncovered(covered, spots) == []
