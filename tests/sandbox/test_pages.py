"""Every page in a real browser, on a desk and on a phone: it fits, and everything on it has a name."""

# ruff: noqa: E501 - a script for the browser

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from .company import Person

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from .company import Sandbox

FLAWS = """() => {
  const flaws = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) flaws.push(`wider than the screen by ${root.scrollWidth - root.clientWidth}`);
  if (document.querySelectorAll('h1').length !== 1) flaws.push('not one h1');
  if (!document.title || !root.lang) flaws.push('no title or language');
  for (const field of document.querySelectorAll('input:not([type=hidden]), select, textarea'))
    if (!field.labels.length) flaws.push(`no label: ${field.outerHTML}`);
  for (const figure of document.querySelectorAll('output'))
    if (!document.getElementById(figure.getAttribute('aria-labelledby'))?.textContent) flaws.push(`no name: ${figure.outerHTML}`);
  for (const control of document.querySelectorAll('button, a'))
    if (!control.textContent.trim()) flaws.push(`no words: ${control.outerHTML}`);
  const ids = [...document.querySelectorAll('[id]')].map(each => each.id);
  if (new Set(ids).size !== ids.length) flaws.push(`an id twice: ${ids}`);
  return flaws;
}"""


@pytest.mark.parametrize("width", [1280, 390], ids=["desktop", "phone"])
def test_a_customer_walks_through_the_website(company: Sandbox, browser: Browser, width: int) -> None:
    linda = company.linda(surcharges={"web": "5.00"}, surcharge_limit="5.00")
    page = _page(browser, width)
    for path in ("/", "/products/kestrel-phone-6", "/cart", "/offers/unknown", "/complaints", "/nowhere"):
        page.goto(company.address + path)
        _has_no_flaws(page)
    page.goto(linda.link)
    expect(page.get_by_label("Your price", exact=True)).to_have_text("$0.00")
    page.get_by_role("button", name="Take this offer").click()
    page.get_by_label("Email").fill(linda.email)
    page.get_by_label("Password").fill(linda.password)
    _has_no_flaws(page)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_label("Which line is it for?").select_option(label=f"Maya, {'+12025550143'}")
    page.get_by_role("button", name="Update").click()
    expect(page.get_by_label("Handling fee", exact=True)).to_have_text("$5.00")
    expect(page.get_by_label("Total to pay", exact=True)).to_have_text("$5.00")
    _has_no_flaws(page)
    page.get_by_role("button", name="Place order").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    expect(page.get_by_label("Line", exact=True)).to_contain_text("Maya's line")
    _has_no_flaws(page)
    page.goto(f"{company.address}/account")
    expect(page.get_by_role("article", name="free phone upgrade").get_by_label("Offer code")).to_have_text(linda.code)
    expect(page.get_by_label("Phone on Maya's line")).to_have_text("Kestrel Phone 6")
    _has_no_flaws(page)
    page.goto(f"{company.address}/complaints")
    page.get_by_label("What would put it right?").fill("Nothing, thank you.")
    page.get_by_role("button", name="Send complaint").click()
    expect(page.get_by_label("Case number", exact=True)).to_contain_text("C-")
    _has_no_flaws(page)


@pytest.mark.parametrize("width", [1280, 390], ids=["desktop", "phone"])
def test_staff_work_at_their_desks(company: Sandbox, browser: Browser, width: int) -> None:
    caller, visitor = company.linda(line_holder="Maya"), company.linda(line_holder="Maya")
    page = _page(browser, width)
    _open(company, page, "desktop", "agent desktop", caller)
    page.get_by_label("New note").fill("She was promised a free phone.")
    page.get_by_role("button", name="Save note").click()
    expect(page.get_by_role("region", name="Notes")).to_contain_text("She was promised a free phone.")
    expect(page.get_by_role("region", name="Offers").get_by_label("Price to quote")).to_have_text("$0.00")
    page.get_by_role("button", name="Quote").click()
    expect(page.get_by_label("Total to pay")).to_have_text("$0.00")
    page.get_by_role("button", name="Redeem").click()
    expect(page.get_by_label("Order number")).to_contain_text("K-")
    _has_no_flaws(page)
    page.get_by_role("link", name="Knowledge").first.click()
    expect(page.get_by_role("heading", name="Knowledge")).to_be_visible()
    _has_no_flaws(page)
    _open(company, page, "till", "store", visitor)
    page.get_by_label("Code on the customer's phone").fill(visitor.code)
    page.get_by_role("button", name="Check price").click()
    expect(page.get_by_label("Say to the customer").last).to_contain_text("With your offer that will be $0.00.")
    _has_no_flaws(page)
    page.get_by_role("button", name="Complete sale").click()
    expect(page.get_by_role("heading", name="Receipt")).to_be_visible()
    expect(page.get_by_label("Total paid")).to_have_text("$0.00")
    _has_no_flaws(page)


def test_a_desk_says_what_it_is_not_wired_to_and_that_it_is_searching(process: Sandbox, browser: Browser) -> None:
    process.reset("offer-unknown-by-phone", "asked-again-by-phone", "note-found-late-by-phone")
    linda = process.linda()
    process.till(linda).press("Save note", words="She was promised a free phone.")
    page = _page(browser, 1280)
    _open(process, page, "desktop", "agent desktop", linda)
    for region in ("Offers", "Contact history"):
        expect(page.get_by_role("region", name=region)).to_contain_text("Not available on this desk")
    notes = page.get_by_role("region", name="Notes")
    expect(notes).to_contain_text("Searching other systems…")
    process.advance(1200)
    page.reload()
    expect(notes).to_contain_text("She was promised a free phone.")


def _open(company: Sandbox, page: Page, desk: str, touchpoint: str, person: Person) -> None:
    login = company.facts["touchpoints"][touchpoint]
    page.goto(f"{company.address}/{desk}")
    _has_no_flaws(page)
    page.get_by_label("Staff name").fill(login["username"])
    page.get_by_label("Password").fill(login["password"])
    page.get_by_role("button", name="Sign in").click()
    page.get_by_label("Find a customer").fill(person.phone)
    _has_no_flaws(page)
    page.get_by_role("button", name="Find").click()
    expect(page.get_by_role("heading", level=1, name="Linda Walker")).to_be_visible()
    _has_no_flaws(page)


def _page(browser: Browser, width: int) -> Page:
    page = browser.new_context(viewport={"width": width, "height": 800}).new_page()
    page.set_default_timeout(10_000)
    return page


def _has_no_flaws(page: Page) -> None:
    assert page.evaluate(FLAWS) == [], page.url
