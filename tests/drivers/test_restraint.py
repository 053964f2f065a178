"""What a run holds back from holds in a real browser too, and what was seen until then is kept and judged."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Error as BrowserError

from journeys.company.restraint import Manners
from journeys.tools.browsing import Browsing
from tests.engine.builders import answering

FORM = "<form method=post action=/pay/now><button>Pay now</button></form>"
SCRIPT = "<script>fetch('/pay/now', {method: 'POST'}).catch(() => document.title = 'refused')</script>"


@pytest.fixture
def held_back(browsing: Browsing) -> Iterator[Browsing]:
    """Pages that never open an address below /pay."""
    held = Browsing(browsing._launch, manners=Manners(never=("*/pay/*",)))
    yield held
    held.end_journey()


def test_a_form_that_leads_to_a_forbidden_address_is_not_sent(held_back: Browsing) -> None:
    with answering((200, FORM, {"Content-Type": "text/html"})) as company:
        page = held_back.page("linda")
        page.goto(f"{company.address}/cart")
        page.get_by_role("button").click()
        page.wait_for_url("chrome-error://**")

    assert [path for _, path, _ in company.asked if "favicon" not in path] == ["/cart"]
    stopped = held_back.manners.take_stop()
    assert str(stopped) == "stopped before 127.0.0.1/pay/now, which [never] open forbids"
    assert held_back.manners.take_stop() is None


def test_a_script_does_not_reach_a_forbidden_address_either(held_back: Browsing) -> None:
    with answering((200, SCRIPT, {"Content-Type": "text/html"})) as company:
        page = held_back.page("linda")
        page.goto(f"{company.address}/cart")
        page.wait_for_function("document.title === 'refused'")

    assert "/pay/now" not in [path for _, path, _ in company.asked]


def test_a_redirect_to_a_forbidden_address_is_not_followed(held_back: Browsing) -> None:
    with (
        answering((307, "", {"Location": "/pay/now"}), "thank you for your payment") as company,
        pytest.raises(BrowserError),
    ):
        held_back.page("linda").goto(f"{company.address}/cart")

    assert [path for _, path, _ in company.asked] == ["/cart"]
    assert held_back.manners.take_stop() is not None


def test_a_new_window_does_not_open_a_forbidden_address_either(held_back: Browsing) -> None:
    with answering((200, "<a href=/pay/now target=_blank>Pay</a>", {"Content-Type": "text/html"})) as company:
        page = held_back.page("linda")
        page.goto(f"{company.address}/cart")
        with page.expect_popup() as popup:
            page.get_by_role("link").click()
        popup.value.wait_for_url("chrome-error://**")

    assert "/pay/now" not in [path for _, path, _ in company.asked]


def test_pages_are_opened_no_more_often_than_allowed(browsing: Browsing) -> None:
    slow = Browsing(browsing._launch, manners=Manners(requests_per_second=5))
    with answering((200, "<title>hello</title>", {"Content-Type": "text/html"})) as company:
        page = slow.page("linda")
        began = time.monotonic()
        for _ in range(4):
            page.goto(company.address)
        took = time.monotonic() - began
    slow.end_journey()

    assert took >= 3 / 5
