"""The journey page, as text and opened in a real browser without a network."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from journeys.evidence.observations import Exhibit, ExhibitKind
from journeys.promises.terms import VALID_THROUGH
from journeys.records.run import Run, read_run
from journeys.topics import messages, offers
from reports.journey_page import page, write_page

from .conftest import EMAILED

LAST = (EMAILED + timedelta(days=30)).isoformat()
PHONE, DESK = {"width": 390, "height": 800}, {"width": 1280, "height": 900}


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., tuple[Page, list[str]]]]:
    """Open a written page; give it with the addresses it asked for and the errors it had."""
    contexts = []

    def opened(path: Path, **options: Any) -> tuple[Page, list[str]]:
        context = browser.new_context(**options)
        contexts.append(context)
        tab, asked = context.new_page(), []
        tab.on("request", lambda request: None if request.url.startswith("data:") else asked.append(request.url))
        tab.on("pageerror", lambda error: asked.append(str(error)))
        tab.goto(path.as_uri())
        return tab, asked

    yield opened
    for context in contexts:
        context.close()


def test_it_opens_with_the_verdict_and_shows_the_breach(siloed: Run, open_page: Callable[..., Any]) -> None:
    tab, _ = open_page(write_page(siloed))
    expect(tab).to_have_title("1 of 1 promise was broken. | Kestrel Mobile")
    expect(tab.get_by_role("heading", level=1)).to_have_text("1 of 1 promise was broken.")
    visit = tab.locator("#j1-v6")
    expect(visit).to_contain_text("told $110.00")
    expect(visit).to_contain_text("hung up on the customer")
    expect(visit.get_by_text("The email says free!")).to_be_visible()


def test_nothing_leaves_the_file_and_its_pictures_are_inside(siloed: Run, open_page: Callable[..., Any]) -> None:
    path = write_page(siloed)
    for picture in (siloed.folder / "exhibits").iterdir():
        picture.unlink()
    tab, asked = open_page(path)
    widths = tab.eval_on_selector_all("img", "all => all.map(one => one.naturalWidth)")
    assert widths == [800, 800, 800, 800]
    assert asked == [path.as_uri()]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_never_scrolls_sideways(siloed: Run, open_page: Callable[..., Any], scheme: str) -> None:
    tab, _ = open_page(write_page(siloed), viewport=PHONE, color_scheme=scheme)
    assert tab.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_landmarks_have_names_of_their_own_and_what_scrolls_is_reached_by_keyboard(
    siloed: Run, run_of: Callable[..., Run], story: Any, open_page: Callable[..., Any]
) -> None:
    other = replace(story, name="Another", visits=list(siloed.scenarios[0].visits))
    tab, _ = open_page(write_page(run_of(siloed.scenarios[0], other.ended())), viewport=DESK)
    names = tab.locator("[role=region]").evaluate_all("all => all.map(one => one.ariaLabel)")
    assert len(names) == len(set(names)) == 3
    assert tab.locator("pre:not([tabindex])").count() == 0
    expect(
        tab.get_by_role("link", name="Visit 6 $110 Linda redeems the offer at the call centre").first
    ).to_be_visible()


def test_paper_is_light_and_as_wide_as_the_matrix_and_shows_whole_what_went_wrong(
    siloed: Run, run_of: Callable[..., Run], story: Any, open_page: Callable[..., Any]
) -> None:
    good = replace(story, name="All is well", visits=[])
    good.visit("website", offers.ASK, {offers.OFFER: ("known", ""), offers.PRICE: ("0.00 USD", "free")})
    a4 = {"width": 718, "height": 1000}
    run = run_of(good.ended(), siloed.scenarios[0])
    tab, _ = open_page(write_page(run), viewport=a4, color_scheme="dark")
    tab.emulate_media(media="print")
    tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert tab.evaluate("getComputedStyle(document.body).color") == "rgb(29, 33, 37)"
    assert tab.evaluate("document.documentElement.scrollWidth") == a4["width"]
    expect(tab.locator("#j1 .visit")).to_be_hidden()
    expect(tab.locator("#j2 .visit").first).to_be_visible()


def test_it_says_everything_without_scripts(siloed: Run, open_page: Callable[..., Any]) -> None:
    tab, _ = open_page(write_page(siloed), java_script_enabled=False)
    expect(tab.locator(".filter")).to_be_hidden()
    expect(tab.locator("#j1-v2")).to_be_visible()


def test_a_reader_can_find_and_choose_journeys(
    run_of: Callable[..., Run], siloed: Run, story: Any, open_page: Callable[..., Any]
) -> None:
    good = replace(story, name="All is well", visits=[])
    good.visit("website", offers.ASK, {offers.OFFER: ("known", ""), offers.PRICE: ("0.00 USD", "free")})
    tab, _ = open_page(write_page(run_of(siloed.scenarios[0], good.ended())), viewport=DESK)
    journeys = tab.locator("article.journey:visible")
    expect(journeys).to_have_count(2)
    tab.get_by_role("checkbox", name="broken").uncheck()
    expect(journeys).to_have_count(1)
    tab.get_by_role("checkbox", name="broken").check()
    tab.get_by_role("searchbox").fill("hung up")
    expect(journeys).to_have_count(1)
    tab.get_by_role("link", name="journey 1, visit 6").first.click()
    expect(tab.locator("#j1-v6")).to_be_in_viewport()


def test_a_cell_of_the_matrix_leads_to_its_journeys_and_the_choice_stands_in_the_address(
    run_of: Callable[..., Run], siloed: Run, story: Any, open_page: Callable[..., Any]
) -> None:
    good = replace(story, name="All is well", visits=[])
    good.visit("website", offers.ASK, {offers.OFFER: ("known", ""), offers.PRICE: ("0.00 USD", "free")})
    again = replace(siloed.scenarios[0], started=replace(siloed.scenarios[0].started, scenario="again"))
    tab, wrong = open_page(write_page(run_of(siloed.scenarios[0], good.ended(), again)), viewport=DESK)
    journeys = tab.locator("article.journey:visible")

    tab.locator(".matrix td[data-label='call centre'] a").click()
    expect(journeys).to_have_count(2)
    expect(tab.locator(".only")).to_contain_text("call centre")
    tab.get_by_role("searchbox").fill("no such word")
    expect(journeys).to_have_count(0)
    tab.reload()
    expect(tab.get_by_role("searchbox")).to_have_value("no such word")
    expect(journeys).to_have_count(0)
    tab.get_by_role("button", name="Show all").click()
    expect(journeys).to_have_count(3)
    tab.locator(".matrix td[data-label='website'] a").click()
    expect(tab.locator("#j2-v1")).to_be_in_viewport()
    assert wrong == [tab.url.split("#")[0]] * len(wrong)


def test_a_link_opens_the_closed_journey_it_leads_into(connected: Run, open_page: Callable[..., Any]) -> None:
    tab, _ = open_page(write_page(connected))
    expect(tab.locator("#j1-v2")).to_be_hidden()
    tab.evaluate("location.hash = '#j1-v2'")
    expect(tab.locator("#j1-v2")).to_be_visible()


@pytest.mark.parametrize(("told", "differs"), [("0.00 USD", False), ("10.00 USD", True)], ids=["says more", "is wrong"])
def test_only_what_the_judge_finds_wrong_in_a_message_stands_out(
    run_of: Callable[..., Run], story: Any, *, told: str, differs: bool
) -> None:
    story.visit("inbox", messages.LEARN, {offers.PRICE: (told, told), VALID_THROUGH: (LAST, "until 2 June")})
    scenario = story.ended()
    stated, read = scenario.promises
    scenario.promises[1] = replace(read, terms=stated.terms | {"price": told}, honoured_at=("inbox", "website"))

    text = page(run_of(scenario))

    assert ('class="differs"' in text, "<small>differs</small>" in text) == (differs, differs)
    assert "inbox, website" in text, "what it says is shown all the same"


def test_identical_pictures_are_embedded_once(siloed: Run) -> None:
    text = page(siloed)
    assert text.count("data:image/jpeg") == 4
    assert "the same picture as before" in text


def test_pictures_of_breaches_come_first_where_not_all_fit(siloed: Run) -> None:
    sizes = sorted(path.stat().st_size for path in (siloed.folder / "exhibits").glob("*.jpg"))
    text = page(siloed, pictures_bytes=sizes[-1] * 4 // 3 + 1)
    assert text.count("data:image/jpeg") == 1
    assert "Kept beside this page." in text


def test_what_a_company_says_cannot_become_markup(run_of: Callable[..., Run], story: Any) -> None:
    story.visit("website", offers.ASK, {offers.PRICE: ("0.00 USD", "<script>alert(1)</script>")})
    text = page(run_of(story.ended()))
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert" in text


def test_exhibits_outside_the_runs_folder_are_not_read(run_of: Callable[..., Run], story: Any) -> None:
    (story.folder.parent / "secret.txt").write_text("a secret")
    outside = Exhibit(kind=ExhibitKind.MESSAGE, name="outside", path="../secret.txt", media_type="text/plain")
    story.visit("website", offers.ASK, {offers.PRICE: ("0.00 USD", "free")}, exhibits=[outside])
    text = page(run_of(story.ended()))
    assert "a secret" not in text
    assert "This exhibit is missing" in text


def test_an_html_message_is_shown_as_words(run_of: Callable[..., Run], story: Any) -> None:
    html = story.exhibit(ExhibitKind.MESSAGE, "mail", b"<h1>Free</h1><img src=https://x.example/>", "text/html", "html")
    story.visit("inbox", messages.LEARN, {offers.PRICE: ("0.00 USD", "free")}, exhibits=[html])
    text = page(run_of(story.ended()))
    assert '<pre dir="auto" tabindex="0">Free</pre>' in text
    assert "x.example" not in text


def test_nothing_broken_is_said_with_praise(connected: Run) -> None:
    text = page(connected)
    assert "Every promise was kept." in text
    assert "No touchpoint broke a promise" in text


def test_a_run_with_no_scenario_says_so(run_of: Callable[..., Run]) -> None:
    assert "This run has no scenario" in page(run_of())
    assert "No journey was walked." in page(Run(Path(), None, []))


def test_a_journey_killed_before_its_end_shows_what_was_seen(run_of: Callable[..., Run], story: Any) -> None:
    story.visit("call centre", offers.ASK, {offers.PRICE: ("130.00 USD", "That will be $130.00")})
    text = page(run_of(story.ended(killed=True)))
    assert "The run was stopped before" in text
    assert "That will be $130.00" in text


def test_an_authors_error_is_told_from_the_companys(run_of: Callable[..., Run], story: Any) -> None:
    text = page(run_of(story.ended(error="a.feature:7: No such touchpoint: 'stor'.", author_error=True)))
    assert "error in the scenario" in text
    assert "No such touchpoint" in text


def test_it_is_the_same_from_the_ledger(siloed: Run, write_ledger: Callable[[Run], Path]) -> None:
    assert page(read_run(write_ledger(siloed))) == page(siloed)


def test_a_name_in_another_script_stays_at_the_head_of_our_sentence(run_of: Callable[..., Run], story: Any) -> None:
    story.visit("website", offers.ASK, {offers.PRICE: ("130.00 USD", "السعر ١٣٠")})
    run = run_of(story.ended())
    arabic = replace(run.scenarios[0].visits[0], shopper="ليندا")
    text = page(replace(run, scenarios=(replace(run.scenarios[0], visits=(arabic,)),)))
    assert '<span dir="ltr">ليندا asks ' in text
    assert '<q dir="auto">السعر ١٣٠</q>' in text
