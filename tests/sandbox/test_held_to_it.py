"""The sandbox under what nobody expects of it: a crowd, odd letters, a far future, being told to stop."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
import requests
from defusedxml import ElementTree

from fixtures.sandbox.phone.speech import Say, to_twiml

from .company import ROOT
from .texting import unsubscribe

if TYPE_CHECKING:
    from .company import Sandbox


def test_a_crowd_is_served_one_after_the_other(company: Sandbox) -> None:
    def enter(_: int) -> int:
        return requests.get(company.address, timeout=60).status_code

    with ThreadPoolExecutor(90) as crowd:
        assert set(crowd.map(enter, range(180))) == {200}


@pytest.mark.parametrize(
    "year", ["2200-01-02T00:00:00Z", "9000-01-01T00:00:00Z", "9999-12-31T23:59:00Z", "0001-01-01T00:00:00Z"]
)
def test_a_clock_beyond_its_calendar_is_refused(company: Sandbox, year: str) -> None:
    answer = company.put_clock(year)

    assert answer.status_code == 422
    assert "beyond the calendar" in answer.text
    again = requests.post(f"{company.address}/control/reset", json={"now": year}, headers=company.control, timeout=10)
    assert again.status_code == 422


ODD = ("a\x00b", "bell\x07", "\x1b[31mred", "a\x0bb", "\ufffe", "\ud800", "x\x1f", "&<>\x08")


@pytest.mark.parametrize("words", ODD, ids=ascii)
def test_whatever_is_said_on_the_phone_is_valid_twiml(words: str) -> None:
    (said,) = ElementTree.fromstring(to_twiml([Say(words)])).findall("Say")

    assert "\x1b" not in (said.text or "")


def test_nobody_is_called_nothing(company: Sandbox) -> None:
    linda = company.linda()
    desk = company.desktop(linda)

    for words in ("\x00", "a\x00", "\x00\x00", "\x01"):
        assert linda.email not in desk.get(f"/desktop?customer={quote(words)}").text


def test_who_unsubscribes_with_one_click_gets_no_more_promotional_emails(company: Sandbox) -> None:
    linda = company.linda()

    answer = unsubscribe(company, linda)

    assert answer.status_code == 200
    again = {"customer_id": linda.id, "name": "another", "price": "1.00", "regular_price": "2.00"}
    made = company.post("/campaigns", {**again, "valid_through": "2026-11-30T23:59:59-05:00"}).json()
    assert made["message_id"] is None
    boxes = company.shopper(linda).get("/account").page.select("input[type=checkbox]")
    assert [box.has_attr("checked") for box in boxes] == [False, False, True]  # Maya's line was not meant
    assert requests.post(f"{answer.url}x", timeout=10).status_code == 404
    assert requests.post(f"{company.address}/account/unsubscribe", timeout=10).status_code in {404, 405}


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGTERM")
def test_a_sandbox_that_is_told_to_end_leaves_nobody_behind() -> None:
    command = [sys.executable, "-m", "journeys", "sandbox"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as shop:
        assert shop.stdout
        address = next(found[0] for line in shop.stdout if (found := re.search(r"http://127[^/]+", line)))
        for line in shop.stdout:
            if line.strip() == "ready":
                break

        shop.send_signal(signal.SIGTERM)

        shop.wait(20)
    began = time.monotonic()
    while time.monotonic() - began < 5:
        try:
            requests.get(address, timeout=2)
        except requests.ConnectionError:
            return
    pytest.fail(f"somebody still answers at {address}")
