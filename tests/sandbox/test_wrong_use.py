"""Wrong use gets a friendly answer with the right status, never a server error."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import requests

if TYPE_CHECKING:
    from .company import Sandbox


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/offers/tampered.with", 404),
        ("/products/none", 404),
        ("/no-such-page", 404),
        ("/checkout/KES-NOSUCH", 303),
        ("/orders/K-1", 303),
        ("/account", 303),
        ("/desktop", 303),
        ("/desktop/customers/x", 303),
        ("/till", 303),
        ("/till/receipts/K-1", 303),
        ("/complaints/queue", 303),
        ("/api/v1/me", 401),
        ("/api/staff/customers/x", 401),
        ("/control/clock", 401),
        ("/api/none", 404),
        ("/offers/%00", 404),
        ("/products/%ff%fe", 404),
    ],
)
def test_a_page_that_is_not_for_everybody_or_not_there_says_so(company: Sandbox, path: str, status: int) -> None:
    answer = requests.get(company.address + path, allow_redirects=False, timeout=10)
    assert answer.status_code == status
    if path.startswith(("/api", "/control")):
        assert answer.json()["detail"]
    elif status == 404:
        assert 'role="alert"' in answer.text


@pytest.mark.parametrize(
    "path", ["/signin", "/signout", "/cart/add", "/cart/code", "/complaints", "/desktop/signin", "/till/signin"]
)
def test_a_form_without_a_session_is_refused(company: Sandbox, path: str) -> None:
    answer = requests.post(company.address + path, data={"email": "x@y.example", "csrf": "guessed"}, timeout=10)
    assert answer.status_code == 403
    assert "load the page again" in answer.text


def test_no_page_is_reached_with_the_wrong_password(company: Sandbox) -> None:
    linda = company.linda()
    page = company.browser().get("/signin").press("Sign in", email=linda.email, password="wrong")
    assert (page.answer.status_code, page.alert) == (
        401,
        "This email and password do not belong together. Please try again.",
    )
    assert (
        company.browser().get("/till").press("Sign in", name="casey.clerk", password="wrong").answer.status_code == 401
    )
    assert (
        requests.post(
            f"{company.address}/api/v1/token", data={"username": linda.email, "password": "x"}, timeout=10
        ).status_code
        == 401
    )


def test_sign_in_never_leads_to_another_site(company: Sandbox) -> None:
    linda = company.linda()
    page = (
        company.browser()
        .get("/signin?next=//evil.example/")
        .press("Sign in", email=linda.email, password=linda.password)
    )
    assert page.answer.url == f"{company.address}/account"


def test_an_offer_is_only_for_the_customer_it_was_made_to(company: Sandbox) -> None:
    linda, other = company.linda(), company.linda()
    assert company.app(other).quote(linda.code).status_code == 404
    assert company.shopper(other).get(f"/checkout/{linda.code}").answer.status_code == 404
    assert "I have no such offer here." in company.call(other).say(f"How much is {linda.code} for Maya?").said
    number = company.app(linda).redeem(line_id=linda.lines["Maya"]).json()["number"]
    assert company.shopper(other).get(f"/orders/{number}").answer.status_code == 404
    assert company.app(other).redeem(line_id=linda.lines["Maya"]).status_code == 422


def test_huge_and_odd_inputs_are_survived(company: Sandbox) -> None:
    linda = company.linda()
    huge, odd = "x" * 900_000, "\x00\ud83d\ude00 <script>alert(1)</script> {{ 7*7 }} ' -- é"
    form = company.browser().get("/complaints")
    assert form.press("Send complaint", email=linda.email, what_happened=huge).answer.status_code == 422
    assert requests.post(f"{company.address}/signin", data={"email": huge * 2}, timeout=10).status_code == 413
    till = company.till(linda).press("Save note", words=odd.encode("utf-8", "replace").decode())
    assert till.answer.status_code == 200
    assert "<script>alert" not in till.answer.text
    assert company.call(linda).say(odd.encode("utf-8", "replace").decode() + " offer").said
    assert company.post("/customers", {"first_name": "", "email": "nonsense"}).status_code == 422
    assert company.shopper(linda).get("/checkout/" + "A" * 5000).answer.status_code == 404


@pytest.mark.parametrize(
    "change",
    [
        {"price": "-1.00"},
        {"price": "140.00"},
        {"currency": "XXQ"},
        {"valid_through": "yesterday"},
        {"valid_through": "2026-11-30T10:00:00"},
        {"honoured_in": ["moon"]},
        {"line_holder": "Nobody"},
        {"product": "none"},
        {"per_customer": 0},
        {"unknown": 1},
    ],
)
def test_an_impossible_campaign_is_refused_with_the_reason(company: Sandbox, change: dict[str, object]) -> None:
    campaign = {
        "customer_id": company.linda().id,
        "name": "offer",
        "price": "0.00",
        "regular_price": "130.00",
        "valid_through": "2026-11-30T23:59:59-05:00",
    }
    answer = company.post("/campaigns", campaign | change)
    assert answer.status_code == 422
    assert answer.json()["detail"]


def test_calls_are_signed_known_and_not_ended(company: Sandbox) -> None:
    linda = company.linda()
    assert (
        requests.post(f"{company.address}/voice", data={"CallSid": "CA1", "From": linda.phone}, timeout=10).status_code
        == 403
    )
    call = company.call(linda)
    known, call.sid = call.sid, "CAunknown"
    assert call.post("/turn", SpeechResult="hello").status_code == 404
    assert call.post("/transfer").status_code == 404
    call.sid = known
    assert call.post("", From=linda.phone).status_code == 409
    assert call.say("").said.endswith("I did not hear you. How can I help you?")
    assert call.say("Goodbye.").ended
    assert call.post("/turn", SpeechResult="hello").status_code == 409


def test_a_caller_from_an_unknown_number_is_found_by_email(company: Sandbox) -> None:
    linda = company.linda(line_holder="Maya")
    call = company.call(linda, number="+12025559999")
    assert call.say("How much is my offer?").said == "I cannot find you by this number. What is your email address?"
    assert call.say(f"It is {linda.email}.").said == "Thank you, Linda. How can I help you?"
    assert call.say("How much is my offer?").said.startswith("With your offer that will be $0.00.")


def test_an_unknown_case_number_is_refused_and_a_known_one_is_not_opened_twice(company: Sandbox) -> None:
    linda = company.linda()
    form = (
        company.browser().get("/complaints").press("Send complaint", email=linda.email, what_happened="x", case="C-9")
    )
    assert (form.answer.status_code, form.alert) == (404, "We do not know this case number.")
    first = (
        company.browser()
        .get("/complaints")
        .press("Send complaint", email=linda.email, what_happened="x")
        .output("Case number")
    )
    again = (
        company.browser()
        .get("/complaints")
        .press("Send complaint", email=linda.email, what_happened="more", case=first)
    )
    assert again.output("Case number") == first
    assert len(company.records(linda)["cases"]) == 1


def test_the_clock_is_only_moved_forward(company: Sandbox) -> None:
    assert company.put_clock("2026-11-01T10:00:00-05:00").status_code == 409
    assert company.put_clock("2026-11-03T10:00:00").status_code == 422
    assert company.advance(-1).status_code == 422
    assert company.advance(60).json() == {"now": "2026-11-02T10:01:00-05:00", "ticking": False}


def test_a_second_account_with_one_email_is_refused(company: Sandbox) -> None:
    account = {
        "first_name": "Ana",
        "last_name": "B",
        "email": "ana@customer.example",
        "phone": "+12025550100",
        "password": "x",
    }
    assert company.post("/customers", account).status_code == 201
    assert company.post("/customers", account).status_code == 409
