"""The siloed company is the company of the story; the connected one keeps its word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .mailbox import received

if TYPE_CHECKING:
    from .company import Sandbox

DAY = 86_400


def test_the_siloed_company_breaks_its_promise_as_in_the_story(process: Sandbox) -> None:
    process.reset(profile="siloed")
    linda = process.linda(line_holder="Maya")
    assert "Your price: $0.00 (regular price $130.00)" in received(process, linda).text

    first = process.call(linda).say("I got an offer by email, how much is it?")
    assert first.said == "Which offer is that?"
    assert (
        first.say("The free phone upgrade.").said
        == "I have no such offer here. That will be $130.00. Shall I go ahead?"
    )
    assert "Please go to one of our stores" in first.say("No, I was promised it for free.").said
    assert first.say("No.").ended

    till = process.till(linda).press("Check price", code=linda.code, line=linda.lines["Maya"])
    assert till.said == "That will be $130.00. I cannot do this here, please call our call centre."
    till.press("Save note", words="Linda was promised a free upgrade by email.")

    process.advance(4 * DAY)
    second = process.call(linda).say("I called before. How much is my offer?")
    assert second.said == "What has happened so far?"
    before = second.waited
    second.say("You emailed me a free phone upgrade, the store wrote a note.")
    assert "I can see the note: “Linda was promised a free upgrade by email.”" in second.said
    assert "That will be $110.00." in second.said
    assert second.waited - before == 1200
    assert second.say("That is not what I was promised.").ended
    assert not second.said

    form = (
        process.shopper(linda).get("/complaints").press("Send complaint", what_happened="All of it.", code=linda.code)
    )
    assert form.output("Case number").startswith("C-")
    process.advance(20 * DAY)
    assert process.records(linda)["orders"] == []
    process.advance(DAY)
    (order,) = process.records(linda)["orders"]
    assert (order["total"], order["line"]["holder"]) == ("0.00", "Maya")
    answer = received(process, linda, "Your complaint").text
    assert "for $0.00" in answer.replace("\n", " ")
    assert order["number"] in answer


def test_the_connected_company_honours_an_offer_wherever_it_is_taken(company: Sandbox) -> None:
    line = "Maya"
    online, caller, visitor, user = (company.linda(line_holder=line) for _ in range(4))
    web = company.shopper(online).get(online.link).press("Take this offer").press("Place order")
    call = company.call(caller).say("I got an offer by email. How much is it?").say("Yes, please go ahead.")
    till = company.till(visitor).press("Check price", code=visitor.code).press("Complete sale")
    app = company.app(user).redeem()
    assert (web.output("Total paid"), till.output("Total paid"), app.json()["total"]) == ("$0.00", "$0.00", "0.00")
    assert "for Maya's line. The total is $0.00." in call.said
    for person in (online, caller, visitor, user):
        (order,) = company.records(person)["orders"]
        assert (order["line"]["holder"], order["offer_code"]) == (line, person.code)
        assert company.shopper(person).get("/account").output("Phone on Maya's line") == "Kestrel Phone 6"
        assert order["number"] in received(company, person, "Your order").text


def test_what_a_customer_told_once_every_channel_knows(company: Sandbox) -> None:
    linda = company.linda()
    company.call(linda).say("How much is my offer?").say("For Maya's line, please.")
    assert company.app(linda).quote().json()["line"]["holder"] == "Maya"
    assert "Ask the customer" not in company.till(linda).text
    assert company.call(linda).say("How much is the offer?").said.startswith("With your offer that will be $0.00.")
    assert "We already know what happened" in company.shopper(linda).get("/complaints").text


def test_an_announced_fee_is_said_before_the_price_in_every_channel(company: Sandbox) -> None:
    linda = company.linda(
        line_holder="Maya",
        surcharge_limit="10.00",
        surcharges={"phone": "10.00", "store": "5.00", "web": "1.00", "mobile": "2.00"},
    )
    mail = received(company, linda).text
    assert "By phone a handling fee of $10.00 is added." in mail
    assert "In our stores a handling fee of $5.00 is added." in mail
    assert (
        company.call(linda)
        .say("How much is my offer?")
        .said.startswith("There is a handling fee of $10.00 by phone. With your offer that will be $10.00.")
    )
    till = company.till(linda).press("Check price", code=linda.code)
    assert till.said == "There is a handling fee of $5.00 in our stores. With your offer that will be $5.00."
    web = company.shopper(linda).get(f"/checkout/{linda.code}")
    assert (web.output("Handling fee"), web.output("Total to pay")) == ("$1.00", "$1.00")
    assert company.app(linda).quote().json()["handling_fee"] == "2.00"


def test_an_offer_holds_through_its_last_second_and_not_one_longer(company: Sandbox) -> None:
    linda = company.linda(line_holder="Maya")
    company.put_clock("2026-11-30T23:59:59-05:00")
    assert company.app(linda).quote().json()["total"] == "0.00"
    company.advance(1)
    assert company.app(linda).quote().status_code == 410
    assert "This offer ended on" in company.call(linda).say("How much is my offer?").said
    assert "This offer ended on" in company.till(linda).press("Check price", code=linda.code).said
    assert company.browser().get(linda.link).answer.status_code == 410


def test_a_human_may_decide_a_complaint_before_the_rules_do(company: Sandbox) -> None:
    linda = company.linda(line_holder="Maya")
    number = (
        company.shopper(linda).get("/complaints").press("Send complaint", what_happened="$130?").output("Case number")
    )
    login = next(line.split() for line in company.said if "complaints queue" in line)
    queue = company.browser().get("/complaints/queue").press("Sign in", name=login[-3], password=login[-1])
    assert number in queue.text
    queue.press("Reject", reason="The offer was for somebody else.")
    company.advance(30 * DAY)
    (case,) = company.records(linda)["cases"]
    assert case["decision"] == "rejected"
    assert "We are sorry, but we are not able to change the price." in received(
        company, linda, "Your complaint"
    ).text.replace("\n", " ")


def test_a_complaint_gives_back_what_was_paid_too_much(process: Sandbox) -> None:
    process.reset("regular-price-by-phone")
    linda = process.linda(line_holder="Maya")
    process.call(linda).say("How much is my offer?").say("Yes, go ahead.").say(
        "I want to make a complaint, I was promised a free phone."
    )
    assert process.records(linda)["orders"][0]["total"] == "130.00"
    process.advance(2 * DAY)
    assert [order["total"] for order in process.records(linda)["orders"]] == ["0.00"]
