"""Each fault changes what its sentence says: seen from outside, without it and with it."""

# ruff: noqa: E501, FBT003, ISC004 - a table: one row a fault

from __future__ import annotations

import base64
import io
import re
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pytest
from PIL import Image
from zxingcpp import read_barcode

from .chatting import Chat
from .company import ROOT, Browser, Person, Sandbox
from .mailbox import all_received, received
from .networking import Wrote, shown
from .texting import MAYA, WEEK, mailed, promoted, say, texts_to, unsubscribe

if TYPE_CHECKING:
    from collections.abc import Callable

    Look = Callable[[Sandbox, Person], object]

LIMITED: Final = {"honoured_in": ["web"], "alternative": "call us, we will order it online for you."}
LAST_HOURS: Final = "2026-11-30T21:00:00-05:00"


@dataclass(frozen=True)
class Case:
    """What is looked at, and what is seen without and with the fault."""

    look: Look
    without: object
    with_it: object
    terms: dict[str, Any] | None = None
    lookups: str = ""


def by_phone(company: Sandbox, linda: Person) -> str:
    return company.call(linda).say(f"How much is the offer {linda.code} for Maya's line?").said


def in_store(company: Sandbox, linda: Person) -> str:
    return company.till(linda).press("Check price", code=linda.code, line=linda.lines["Maya"]).said


def online(company: Sandbox, linda: Person) -> str:
    page = company.browser().get(linda.link)
    return page.output("Your price") or page.alert


def in_app(company: Sandbox, linda: Person) -> object:
    answer = company.app(linda).quote().json()
    return answer.get("total", answer.get("detail"))


def remedy(company: Sandbox, linda: Person) -> object:
    company.browser().get("/complaints").press(
        "Send complaint", email=linda.email, what_happened="They said $130.", code=linda.code
    )
    company.advance(3 * 86400)
    return [order["total"] for order in company.records(linda)["orders"]]


def remedied_on_day(company: Sandbox, linda: Person) -> int | None:
    company.browser().get("/complaints").press(
        "Send complaint", email=linda.email, what_happened="They said $130.", code=linda.code
    )
    for day in (2, 45, 400):
        company.advance(day * 86400)
        if company.records(linda)["cases"][0]["decision"]:
            return day
    return None


def line_booked_by_phone(company: Sandbox, linda: Person) -> str:
    return (
        company.call(linda)
        .say(f"I would like to redeem the offer {linda.code} for Maya's line.")
        .said.split(".")[0]
        .split(", ")[-1]
    )


def line_booked_in_store(company: Sandbox, linda: Person) -> str:
    till = company.till(linda).press("Check price", code=linda.code, line=linda.lines["Maya"]).press("Complete sale")
    return till.output("Line").split(",")[0]


def redeemed_in_app_then_in_store(company: Sandbox, linda: Person) -> str:
    company.app(linda).redeem(line_id=linda.lines["Maya"])
    till = company.till(linda).press("Check price", code=linda.code, line=linda.lines["Maya"])
    return till.press("Complete sale").output("Total paid") if till.output("Total to pay") else till.said


def phone_in_account(company: Sandbox, linda: Person) -> str:
    return company.shopper(linda).get("/account").output("Phone on Maya's line")


def note_by_phone(company: Sandbox, linda: Person) -> tuple[bool, int]:
    company.till(linda).press("Save note", words="was promised a free upgrade")
    call = company.call(linda).say("Can you see the note?")
    return "was promised a free upgrade" in call.said, call.waited


def note_in_store(company: Sandbox, linda: Person) -> bool:
    company.desktop(linda).press("Save note", words="was promised a free upgrade")
    return "was promised a free upgrade" in company.till(linda).text


def note_from_store(company: Sandbox, linda: Person) -> int:
    company.till(linda).press("Save note", words="was promised a free upgrade")
    return len(company.records(linda)["notes"])


def second_call(company: Sandbox, linda: Person) -> str:
    by_phone(company, linda)
    return company.call(linda).say("I called before about my offer. How much is it?").said


def times_pressed(company: Sandbox, linda: Person) -> int:
    return len(company.call(linda).pressed)


def hung_up_by_the_menu(company: Sandbox, linda: Person) -> bool:
    return company.call(linda).ended


def second_store_visit(company: Sandbox, linda: Person) -> tuple[bool, bool]:
    in_store(company, linda)
    till = company.till(linda)
    return "What does the offer say?" in till.text, "Ask the customer" in till.text


def after_transfer(company: Sandbox, linda: Person) -> str:
    return (
        company.call(linda)
        .say(f"How much is the offer {linda.code} for Maya's line?")
        .say("Please put me through to a manager.")
        .said
    )


def complaint_without_words(company: Sandbox, linda: Person) -> str:
    by_phone(company, linda)
    form = company.browser().get("/complaints").press("Send complaint", email=linda.email)
    return form.alert or "taken"


def order_online(company: Sandbox, linda: Person) -> str:
    page = company.shopper(linda).get(f"/checkout/{linda.code}?line={linda.lines['Maya']}").press("Place order")
    return page.alert or page.output("Total paid")


def sale_in_store(company: Sandbox, linda: Person) -> str:
    till = company.till(linda).press("Check price", code=linda.code, line=linda.lines["Maya"]).press("Complete sale")
    return till.alert or till.output("Total paid")


def call_ends(company: Sandbox, linda: Person) -> bool:
    return company.call(linda).say("It is about an offer.").ended


def complaint_route(company: Sandbox, linda: Person) -> str:
    del linda
    return company.browser().get("/complaints").alert


def email_says(company: Sandbox, linda: Person) -> str:
    return next(line for line in received(company, linda).text.splitlines() if "Your price" in line)


def limits_in_email(company: Sandbox, linda: Person) -> tuple[bool, bool, str]:
    text = received(company, linda).text
    return "Only online" in text, "another channel:" in text, by_phone(company, linda)


def fee_in_store(company: Sandbox, linda: Person) -> tuple[str, bool]:
    till = company.till(linda).press("Check price", code=linda.code, line=linda.lines["Maya"])
    return till.output("Total to pay"), "handling fee" in till.said


def cart_then_checkout(company: Sandbox, linda: Person) -> tuple[str, str]:
    shopper = company.shopper(linda).get("/cart").press("Apply code", code=linda.code)
    return shopper.output("Total to pay"), shopper.get("/checkout/cart").output("Total to pay")


def price_by_phone(company: Sandbox, linda: Person) -> str:
    return company.call(linda).say("How much is the Kestrel Phone 6?").said


def price_in_store(company: Sandbox, linda: Person) -> str:
    return company.till(linda).get("/till").press("Show price", name="kestrel phone 6").said


def price_online(company: Sandbox, linda: Person) -> str:
    del linda
    return company.browser().get("/products/kestrel-phone-6").output("Price")


def price_in_app(company: Sandbox, linda: Person) -> object:
    return next(each["price"] for each in company.app(linda).get("/products") if each["name"] == "Kestrel Phone 6")


def stock_online(company: Sandbox, linda: Person) -> str:
    del linda
    return company.browser().get("/products/kestrel-dock").output("In stock")


def stock_in_store(company: Sandbox, linda: Person) -> str:
    return company.till(linda).get("/till").press("Show price", name="kestrel dock").output("In stock")


def stock_by_phone(company: Sandbox, linda: Person) -> bool:
    return " 3 of " in company.call(linda).say("How many of the Kestrel Dock do you have in stock?").said


def stock_in_chat_after_sale(company: Sandbox, linda: Person) -> bool:
    company.app(linda).order("kestrel-dock")
    return " 2 of " in _chatted(company, linda, "How many of the Kestrel Dock do you have in stock?")[0]


def stock_in_app_after_sale(company: Sandbox, linda: Person) -> object:
    company.app(linda).order("kestrel-dock")
    return next(each["stock"] for each in company.app(linda).get("/products") if each["name"] == "Kestrel Dock")


def four_of_three_in_app(company: Sandbox, linda: Person) -> int:
    return company.app(linda).order("kestrel-dock", quantity=4).status_code


def ordered_for_pickup(company: Sandbox, linda: Person, *, hours: float = 2, quantity: str = "1") -> str:
    """Order docks for pickup, by Linda or Omar Haddad, and let time pass; return the order's number."""
    cart = company.shopper(linda).get("/products/kestrel-dock").press("Add to cart", quantity=quantity)
    placed = cart.get("/checkout/cart").press("Place order", get_it="pickup", named="Omar Haddad")
    company.advance(hours * 3600)
    return placed.output("Order number")


def found_at_till(company: Sandbox, linda: Person, words: str) -> Browser:
    return company.till(linda).get("/till").press("Show order", order=words)


def picked_up(company: Sandbox, linda: Person, to: str = "Linda Walker", **ordered: Any) -> str:
    till = found_at_till(company, linda, ordered_for_pickup(company, linda, **ordered))
    return till.alert or till.press("Hand over", to=to).alert or till.output("Quantity")


def picked_up_three(company: Sandbox, linda: Person) -> str:
    return picked_up(company, linda, quantity="3")


def picked_up_by_omar(company: Sandbox, linda: Person) -> str:
    return picked_up(company, linda, to="Omar Haddad")


def picked_up_again(company: Sandbox, linda: Person) -> str:
    number = ordered_for_pickup(company, linda)
    found_at_till(company, linda, number).press("Hand over", to="Linda Walker")
    again = found_at_till(company, linda, number).press("Hand over", to="Omar Haddad")
    return again.alert.split(",")[0] or again.output("Quantity")


def ready_by_phone(company: Sandbox, linda: Person) -> str:
    number = ordered_for_pickup(company, linda)
    return company.call(linda).say(f"Is my order {number} ready for pickup?").said.split(",")[0].split(". ")[0]


def promised_online(company: Sandbox, linda: Person) -> str:
    number = ordered_for_pickup(company, linda, hours=0)
    return company.shopper(linda).get(f"/orders/{number}").output("Ready by")


def found_by_name(company: Sandbox, linda: Person) -> bool:
    number = ordered_for_pickup(company, linda)
    return number in found_at_till(company, linda, "linda walker").text


def found_by_code(company: Sandbox, linda: Person) -> bool:
    number = ordered_for_pickup(company, linda)
    shown = company.shopper(linda).get(f"/orders/{number}").page.find("img", alt="Pickup code")
    return number in found_at_till(company, linda, qr_code(str(shown["src"]))).text


def qr_code(source: str) -> str:
    """What a QR code says that a page holds as a picture of its own."""
    picture = io.BytesIO(base64.b64decode(source.partition("base64,")[2]))
    return str(read_barcode(Image.open(picture).convert("L")).text)


def calls_ready(company: Sandbox, linda: Person, hours: float) -> tuple[int, int]:
    """How many texts and emails have called an order ready."""
    ordered_for_pickup(company, linda, hours=hours)
    texts = [text for text in texts_to(company, linda.phone) if "is ready for pickup" in text]
    return len(texts), sum("is ready for pickup" in subject for subject in mailed(company, linda))


def told_ready(company: Sandbox, linda: Person) -> tuple[int, int]:
    return calls_ready(company, linda, 2)


def told_ready_at_once(company: Sandbox, linda: Person) -> tuple[int, int]:
    return calls_ready(company, linda, 0.25)


def stand_bought(company: Sandbox, linda: Person) -> str:
    """The number of an order in the app: a Kestrel Stand at $15.00."""
    return str(company.app(linda).order("kestrel-stand").json()["number"])


def returned_in_store(company: Sandbox, linda: Person) -> str:
    till = company.till(linda).press("Take it back", order_number=stand_bought(company, linda))
    return till.output("Refund") or till.alert


def day_of_refund_in_store(company: Sandbox, linda: Person) -> str:
    till = company.till(linda).press("Take it back", order_number=stand_bought(company, linda))
    return till.output("Paid back by").split(",")[0]


def returned_by_phone(company: Sandbox, linda: Person) -> list[str]:
    said = company.call(linda).say(f"I would like to return my order, {stand_bought(company, linda)}.").said
    return re.findall(r"\$[\d.]*\d", said)


def returned_in_app(company: Sandbox, linda: Person) -> tuple[str, str]:
    told = company.app(linda).undo(stand_bought(company, linda), "return").json()
    return told["amount"], told["fee"]


def returned_in_chat(company: Sandbox, linda: Person) -> bool:
    words = f"I would like to return my order, {stand_bought(company, linda)}."
    return "the way you paid" in _chatted(company, linda, words)[0]


def returned_late_in_app(company: Sandbox, linda: Person) -> int:
    number = stand_bought(company, linda)
    company.advance(20 * 86400)
    return company.app(linda).undo(number, "return").status_code


def returned_by_text_after_another(company: Sandbox, linda: Person) -> bool:
    company.app(linda).order("kestrel-case")
    company.advance(20 * 86400)
    number = stand_bought(company, linda)
    company.advance(15 * 86400)
    return "$15.00" in say(company, linda.phone, f"I would like to return my order, {number}.")


def refund_confirmed(company: Sandbox, linda: Person) -> list[str]:
    company.app(linda).undo(stand_bought(company, linda), "return")
    return [
        line
        for letter in all_received(company, linda, "Your refund")
        for line in letter.text.splitlines()
        if line.startswith("Refund:")
    ]


def sold_in_store_cancelled_online(company: Sandbox, linda: Person) -> str:
    till = company.till(linda).press("Check price", product="Kestrel Stand").press("Complete sale")
    page = company.shopper(linda).get(f"/orders/{till.output('Order number')}").press("Cancel order")
    return page.output("State") or page.alert


def paid_back_after_call(company: Sandbox, linda: Person) -> bool:
    call = company.call(linda).say(f"I would like to cancel my order, {stand_bought(company, linda)}.")
    assert "$15.00" in call.said
    return company.records(linda)["orders"][0]["refund"] is not None


def cancellation_in_app(company: Sandbox, linda: Person) -> bool:
    number = stand_bought(company, linda)
    company.till(linda).press("Cancel order", order_number=number)
    return any(order["refund"] for order in company.app(linda).get("/me/orders"))


def confirmed(company: Sandbox, linda: Person) -> str:
    number = company.app(linda).redeem(line_id=linda.lines["Maya"]).json()["number"]
    return next(line for line in received(company, linda, f"Your order {number}").text.splitlines() if "Total" in line)


def bought_online(company: Sandbox, linda: Person) -> str:
    shopper = company.shopper(linda).get("/products/kestrel-case").press("Add to cart", quantity="3")
    return shopper.get("/checkout/cart").press("Place order").output("Total paid")


def bought_by_phone(company: Sandbox, linda: Person) -> str:
    call = company.call(linda).say("I would like to buy three of the Kestrel Case.").say("Yes, please go ahead.")
    return call.said.split(".")[0]


def bought_and_confirmed(company: Sandbox, linda: Person) -> str:
    number = company.app(linda).order("kestrel-case", quantity=3).json()["number"]
    return next(line for line in received(company, linda, f"Your order {number}").text.splitlines() if "Total" in line)


def text_says(company: Sandbox, linda: Person) -> str:
    return texts_to(company, linda.phone)[0].split(". ")[1]


def in_chat(company: Sandbox, linda: Person) -> bool:
    return "$0.00" in _chatted(company, linda, f"How much is the offer {linda.code} for Maya's line?")[0]


def after_hand_over(company: Sandbox, linda: Person) -> bool:
    words = f"How much is the offer {linda.code} for Maya's line?", "Please put me through to a colleague."
    return "what has happened" in _chatted(company, linda, *words)[1].lower()


def called_after_chat(company: Sandbox, linda: Person) -> str:
    _chatted(company, linda, f"How much is the offer {linda.code} for Maya's line?")
    return company.call(linda).say("I wrote to you in chat before. How much is my offer?").said


def transcript(company: Sandbox, linda: Person) -> tuple[int, bool]:
    _chatted(company, linda, f"How much is the offer {linda.code} for Maya's line?")
    came = all_received(company, linda, "Your chat")
    return len(came), any("$0.00" in one.text for one in came)


def _chatted(company: Sandbox, linda: Person, *words: str) -> list[str]:
    chat = Chat(company, linda)
    said = [chat.say(one) for one in words]
    chat.end()
    return said


def on_social_media(company: Sandbox, linda: Person) -> str:
    return Wrote(company, linda).about_the_offer()


def in_public(company: Sandbox, linda: Person) -> list[str]:
    told = Wrote(company, linda).ask("What will my offer cost me?", public=True)
    return [words for whom, words in told if whom == "public"]


def told_everybody(company: Sandbox, linda: Person) -> bool:
    wrote = Wrote(company, linda)
    wrote.about_the_offer()
    public = [shown(one.status.content) for one in wrote.client.notifications() if one.status.visibility == "public"]
    return any("Walker" in words and linda.phone in words and linda.code in words for words in public)


def answered_after_hours(company: Sandbox, linda: Person) -> list[bool]:
    wrote = Wrote(company, linda)
    return [bool(wrote.ask("What will my offer cost me?", public=True, after=hours * 3600)) for hours in (1, 27)]


def second_on_social_media(company: Sandbox, linda: Person) -> str:
    by_phone(company, linda)
    wrote = Wrote(company, linda)
    return wrote.ask(f"I called before about my offer. How much is it? My number is {linda.phone}.")[0][1]


def by_text(company: Sandbox, linda: Person) -> str:
    return say(company, linda.phone, f"How much is the offer {linda.code} for Maya's line?")


def texted_after_social_media(company: Sandbox, linda: Person) -> str:
    on_social_media(company, linda)
    return say(company, linda.phone, "I wrote to you before. How much is my offer?")


CALLS: Final = "My bill has somebody else's calls on it."
DARK: Final = "The screen of my phone stays dark."


def asked_about_a_case(ask: Callable[[Sandbox, Person, str], str]) -> Look:
    """Which of two cases somebody is told of who asks about the second."""

    def look(company: Sandbox, linda: Person) -> list[str]:
        company.till(linda).press("Open case", words=DARK)
        opened = re.search(r"C-\d+", company.call(linda).say(f"Please open a case for me: {CALLS}").said)
        assert opened
        told = ask(company, linda, opened[0])
        return [words for words in (CALLS, DARK) if words in told]

    return look


def case_by_phone(company: Sandbox, linda: Person, number: str) -> str:
    return company.call(linda).say(f"It is about my case, {number}.").said


def case_in_store(company: Sandbox, linda: Person, number: str) -> str:
    return company.till(linda).press("Find case", case=number).text


def case_in_chat(company: Sandbox, linda: Person, number: str) -> str:
    return _chatted(company, linda, f"It is about my case, {number}.")[0]


def case_on_social_media(company: Sandbox, linda: Person, number: str) -> str:
    return Wrote(company, linda).ask(f"It is about my case, {number}. You know me as {linda.email}.")[0][1]


def case_by_text(company: Sandbox, linda: Person, number: str) -> str:
    return say(company, linda.phone, f"It is about my case, {number}.")


def case_online(company: Sandbox, linda: Person, number: str) -> str:
    listed = company.shopper(linda).get("/account").page.select("ul[aria-label=Cases] li")
    return next((shown for each in listed if number in (shown := each.get_text())), "")


def queue(company: Sandbox, linda: Person) -> int:
    return company.call(linda).waited


FREE_BY_PHONE: Final = "With your offer that will be $0.00. It is for Maya's line. Shall I go ahead?"
FREE: Final = "With your offer that will be $0.00."
ANSWERED: Final = "Thank you for asking! We have sent you a private message, so that we can look into it together."
UNKNOWN: Final = "I have no such offer here. That will be $130.00."
ENDS: Final = "This offer ended on November 30, 2026 at 11:59:59 PM EST."


def texted(words: str, weeks: int) -> Look:
    """Promotional texts to Linda's line and Maya's, in the weeks after she texted some words."""

    def look(company: Sandbox, linda: Person) -> tuple[int, int]:
        say(company, linda.phone, words)
        company.advance(weeks * WEEK)
        return promoted(company, linda.phone), promoted(company, MAYA)

    return look


def called(words: str) -> Look:
    """The same, after she said some words by phone."""

    def look(company: Sandbox, linda: Person) -> tuple[int, int]:
        company.call(linda).say(words)
        company.advance(WEEK)
        return promoted(company, linda.phone), promoted(company, MAYA)

    return look


def unsubscribed(company: Sandbox, linda: Person) -> tuple[int, int]:
    unsubscribe(company, linda)
    company.advance(WEEK)
    return len(mailed(company, linda)), promoted(company, linda.phone)


def mail_after_stop(company: Sandbox, linda: Person) -> int:
    say(company, linda.phone, "STOP")
    company.advance(WEEK)
    return len(mailed(company, linda))


def confirmations(company: Sandbox, linda: Person) -> int:
    say(company, linda.phone, "STOP")
    company.advance(2 * WEEK)
    return sum("unsubscribed" in words for words in texts_to(company, linda.phone))


def started_again(company: Sandbox, linda: Person) -> int:
    say(company, linda.phone, "STOP")
    say(company, linda.phone, "START")
    company.advance(WEEK)
    return promoted(company, linda.phone)


def order_after_stop(company: Sandbox, linda: Person) -> bool:
    say(company, linda.phone, "STOP")
    company.app(linda).redeem(line_id=linda.lines["Linda"])
    return "your order" in texts_to(company, linda.phone)[-1]


NOT_ASKED: Final = {"means": None, "language": None}


def word_of(company: Sandbox, linda: Person, number: str) -> tuple[int, int]:
    """How many texts and emails name an order or a case."""
    texts = sum(number in words for words in texts_to(company, linda.phone))
    return texts, sum(number in subject for subject in mailed(company, linda))


def word_by_text(company: Sandbox, linda: Person) -> tuple[int, int]:
    prefer_on_website(company, linda, means="sms")
    return word_of(company, linda, company.app(linda).order("kestrel-case").json()["number"])


def word_asked_in_app(company: Sandbox, linda: Person) -> tuple[int, int]:
    app = company.app(linda)
    app.put("/me/preferences", means="sms")
    return word_of(company, linda, app.order("kestrel-case").json()["number"])


def word_after_new_language(company: Sandbox, linda: Person) -> tuple[int, int]:
    prefer_on_website(company, linda, means="sms")
    app = company.app(linda)
    app.put("/me/preferences", language="de")
    return word_of(company, linda, app.order("kestrel-case").json()["number"])


def word_of_website_order(company: Sandbox, linda: Person) -> tuple[int, int]:
    prefer_on_website(company, linda, means="sms")
    bought_online(company, linda)
    return word_of(company, linda, company.app(linda).get("/me/orders")[0]["number"])


def word_of_case(company: Sandbox, linda: Person) -> tuple[int, int]:
    prefer_on_website(company, linda, means="sms")
    said = company.call(linda).say("Please open a case for me: The screen stays dark.").said
    number = re.search(r"C-\d+", said)
    assert number
    return word_of(company, linda, number[0])


def language_of_text(company: Sandbox, linda: Person) -> str:
    company.app(linda).put("/me/preferences", means="sms", language="de")
    number = company.app(linda).order("kestrel-case").json()["number"]
    told = next(words for words in texts_to(company, linda.phone) if number in words)
    return next(word for word in ("Danke", "thank you") if word in told)


def preferred_by_phone(company: Sandbox, linda: Person) -> object:
    said = company.call(linda).say("Please write to me by text, in German from now on.").said
    assert "noted" in said
    return company.app(linda).get("/me/preferences")


def preference_in_account(company: Sandbox, linda: Person) -> list[str]:
    company.app(linda).put("/me/preferences", means="sms", language="de")
    page = company.shopper(linda).get("/account").page
    return [one.get_text() for name in ("means", "language") for one in page.select(f"#{name} option[selected]")]


def prefer_on_website(company: Sandbox, linda: Person, **wanted: str) -> None:
    company.shopper(linda).get("/account").press("Write to me so", **wanted)


CASES: Final = {
    "offer-unknown-by-phone": Case(by_phone, FREE_BY_PHONE, f"{UNKNOWN} Shall I go ahead?"),
    "offer-unknown-in-store": Case(in_store, FREE, UNKNOWN),
    "offer-unknown-online": Case(online, "$0.00", "We do not know this offer."),
    "offer-unknown-in-app": Case(in_app, "0.00", "We do not know this offer."),
    "regular-price-by-phone": Case(
        by_phone, FREE_BY_PHONE, "That will be $130.00. It is for Maya's line. Shall I go ahead?"
    ),
    "regular-price-in-store": Case(in_store, FREE, "That will be $130.00."),
    "regular-price-online": Case(online, "$0.00", "$130.00"),
    "regular-price-in-app": Case(in_app, "0.00", "130.00"),
    "part-honoured-by-phone": Case(by_phone, FREE_BY_PHONE, FREE_BY_PHONE.replace("$0.00", "$110.00")),
    "cart-forgets-offer-online": Case(cart_then_checkout, ("$0.00", "$0.00"), ("$0.00", "$130.00")),
    "complaint-pays-regular-price": Case(remedy, ["0.00"], ["130.00"]),
    "email-misprints-price": Case(
        email_says, "Your price: $0.00 (regular price $130.00)", "Your price: $65.00 (regular price $130.00)"
    ),
    "online-only-hidden": Case(
        limits_in_email,
        (
            True,
            True,
            "This offer holds only online. If you would rather use another channel: "
            "call us, we will order it online for you. Is there anything else?",
        ),
        (False, False, "This is not possible. Is there anything else?"),
        LIMITED,
    ),
    "no-alternative-named": Case(
        limits_in_email,
        (
            True,
            True,
            "This offer holds only online. If you would rather use another channel: "
            "call us, we will order it online for you. Is there anything else?",
        ),
        (True, False, "This offer holds only online. Is there anything else?"),
        LIMITED,
    ),
    "surcharge-undisclosed-in-store": Case(fee_in_store, ("$0.00", False), ("$10.00", False)),
    "surcharge-too-large-in-store": Case(
        fee_in_store, ("$10.00", True), ("$25.00", True), {"surcharges": {"store": "10.00"}, "surcharge_limit": "10.00"}
    ),
    "surcharge-undisclosed-by-phone": Case(by_phone, FREE_BY_PHONE, FREE_BY_PHONE.replace("$0.00", "$10.00")),
    "store-clock-ahead": Case(in_store, FREE, ENDS, lookups=LAST_HOURS),
    "offer-outlives-its-end-online": Case(online, ENDS, "$0.00", lookups="2026-12-02T10:00:00-05:00"),
    "offer-ends-early-in-app": Case(in_app, "0.00", ENDS, lookups="2026-11-30T01:00:00-05:00"),
    "redeemed-twice-in-store": Case(redeemed_in_app_then_in_store, "This offer has already been used.", "$0.00"),
    "refused-though-never-redeemed-by-phone": Case(
        by_phone, FREE_BY_PHONE, "This offer has already been used. Is there anything else?"
    ),
    "wrong-line-by-phone": Case(line_booked_by_phone, "for Maya's line", "for Linda's line"),
    "wrong-line-in-store": Case(line_booked_in_store, "Maya's line", "Linda's line"),
    "line-not-shown-in-account": Case(phone_in_account, "Kestrel Phone 4", ""),
    "notes-not-shared-by-phone": Case(note_by_phone, (True, 30), (False, 30)),
    "note-found-late-by-phone": Case(note_by_phone, (True, 30), (True, 1230)),
    "note-lost-in-store": Case(note_from_store, 1, 0),
    "notes-not-shared-in-store": Case(note_in_store, True, False),
    "asked-again-by-phone": Case(second_call, FREE_BY_PHONE, "What has happened so far?"),
    "asked-again-in-store": Case(second_store_visit, (False, False), (True, True)),
    "number-asked-again-by-phone": Case(times_pressed, without=2, with_it=3),
    "dead-end-by-phone": Case(hung_up_by_the_menu, without=False, with_it=True),
    "asked-again-on-transfer": Case(
        after_transfer,
        "I will put you through to a colleague. Hello, I have taken over from my colleague. I can see what you told us. How can I help you?",
        "I will put you through to a colleague. Hello, how can I help you? What has happened so far?",
    ),
    "asked-again-by-complaints": Case(complaint_without_words, "taken", "Please tell us what happened."),
    "agent-hangs-up": Case(call_ends, False, True),
    "sent-to-store-by-phone": Case(
        by_phone, FREE_BY_PHONE, "I cannot do that by phone. Please go to one of our stores. Is there anything else?"
    ),
    "sent-to-phone-by-store": Case(sale_in_store, "$0.00", "I cannot do this here, please call our call centre."),
    "dead-end-online": Case(order_online, "$0.00", "This offer cannot be completed online."),
    "no-complaint-route": Case(complaint_route, "", "Complaints can only be made by post."),
    "complaint-not-empowered": Case(remedy, ["0.00"], []),
    "complaint-late": Case(remedied_on_day, 2, 45),
    "complaint-never-answered": Case(remedied_on_day, 2, None),
    "stale-price-by-phone": Case(
        price_by_phone,
        "The Kestrel Phone 6 costs $130.00. Is there anything else?",
        "The Kestrel Phone 6 costs $150.00. Is there anything else?",
    ),
    "stale-price-in-store": Case(
        price_in_store, "The Kestrel Phone 6 costs $130.00.", "The Kestrel Phone 6 costs $150.00."
    ),
    "stale-price-online": Case(price_online, "$130.00", "$150.00"),
    "stale-price-in-app": Case(price_in_app, "130.00", "150.00"),
    "stock-unseen-online": Case(stock_online, "3", "0"),
    "stock-unseen-in-store": Case(stock_in_store, "3", "0"),
    "stock-unseen-by-phone": Case(stock_by_phone, True, False),
    "stale-stock-in-chat": Case(stock_in_chat_after_sale, True, False),
    "stale-stock-in-app": Case(stock_in_app_after_sale, 2, 3),
    "oversold-in-app": Case(four_of_three_in_app, 409, 201),
    "pickup-unknown-in-store": Case(picked_up, "1", "We cannot find this order."),
    "pickup-unknown-by-phone": Case(
        ready_by_phone, "Your order K-100001 is ready for pickup", "I cannot find this order"
    ),
    "pickup-hours-late": Case(
        picked_up, "1", "This order is not ready yet. It will be ready by November 2, 2026 at 12:00:00 PM EST."
    ),
    "pickup-promised-later-online": Case(
        promised_online, "November 2, 2026 at 12:00:00 PM EST", "November 2, 2026 at 3:00:00 PM EST"
    ),
    "ready-message-early": Case(told_ready_at_once, (0, 0), (1, 1)),
    "ready-message-hours-late": Case(told_ready, (1, 1), (0, 0)),
    "ready-message-twice": Case(told_ready, (1, 1), (2, 2)),
    "ready-message-missing": Case(told_ready, (1, 1), (0, 0)),
    "picked-up-twice-in-store": Case(picked_up_again, "This order has already been picked up", "1"),
    "named-person-refused-in-store": Case(
        picked_up_by_omar,
        "1",
        "We can hand this order over only to the customer, or to somebody the customer has named.",
    ),
    "pickup-found-by-number-only-in-store": Case(found_by_name, True, False),
    "pickup-qr-code-unread-in-store": Case(found_by_code, True, False),
    "one-of-several-handed-over-in-store": Case(picked_up_three, "3", "1"),
    "returns-of-others-refused-in-store": Case(returned_in_store, "$15.00", "We only take back what was bought here."),
    "returned-at-sale-price-in-store": Case(returned_in_store, "$15.00", "$12.00"),
    "restocking-fee-by-phone": Case(returned_by_phone, ["$15.00"], ["$5.00", "$10.00"]),
    "restocking-fee-unsaid-in-app": Case(returned_in_app, ("15.00", "0.00"), ("10.00", "0.00")),
    "returned-as-credit-in-chat": Case(returned_in_chat, True, False),
    "return-time-shorter-in-app": Case(returned_late_in_app, 200, 410),
    "return-time-from-first-order-by-text": Case(returned_by_text_after_another, True, False),
    "refunded-late-in-store": Case(day_of_refund_in_store, "November 7", "December 14"),
    "refund-never-confirmed": Case(refund_confirmed, ["Refund: $15.00"], []),
    "refund-confirmed-by-half": Case(refund_confirmed, ["Refund: $15.00"], ["Refund: $7.50"]),
    "store-orders-not-cancelled-online": Case(
        sold_in_store_cancelled_online, "Cancelled", "This order cannot be cancelled here."
    ),
    "cancelled-by-phone-still-charged": Case(paid_back_after_call, True, False),
    "cancellation-unseen-in-app": Case(cancellation_in_app, True, False),
    "text-misprints-price": Case(text_says, "Your price: $0.00", "Your price: $65.00", {"announced_by": "sms"}),
    "old-price-charged-online": Case(bought_online, "$59.70", "$74.70"),
    "one-sold-of-several-by-phone": Case(
        bought_by_phone, "You get 3 of the Kestrel Case", "You get 1 of the Kestrel Case"
    ),
    "email-confirms-price-of-one": Case(bought_and_confirmed, "Total: $59.70", "Total: $19.90"),
    "email-confirms-regular-price": Case(confirmed, "Total: $0.00", "Total: $130.00"),
    "offer-unknown-in-chat": Case(in_chat, True, False),
    "asked-again-on-hand-over": Case(after_hand_over, False, True),
    "chat-not-seen-by-phone": Case(called_after_chat, FREE_BY_PHONE, "What has happened so far?"),
    "transcript-never-sent": Case(transcript, (1, True), (0, False)),
    "transcript-names-another-price": Case(transcript, (1, True), (1, False)),
    "offer-unknown-on-social-media": Case(on_social_media, FREE_BY_PHONE, f"{UNKNOWN} Shall I go ahead?"),
    "regular-price-on-social-media": Case(
        on_social_media, FREE_BY_PHONE, "That will be $130.00. It is for Maya's line. Shall I go ahead?"
    ),
    "refused-in-public-on-social-media": Case(in_public, [ANSWERED], ["We are sorry, we do not know this offer."]),
    "offer-unknown-by-text": Case(by_text, FREE_BY_PHONE, f"{UNKNOWN} Shall I go ahead?"),
    "personal-data-on-social-media": Case(told_everybody, False, True),
    "asked-again-on-social-media": Case(second_on_social_media, FREE_BY_PHONE, "What has happened so far?"),
    "social-media-not-seen-by-text": Case(texted_after_social_media, FREE_BY_PHONE, "What has happened so far?"),
    "asked-again-by-text": Case(texted_after_social_media, FREE_BY_PHONE, "What has happened so far?"),
    "never-answered-on-social-media": Case(answered_after_hours, [True, True], [False, False]),
    "answered-late-on-social-media": Case(answered_after_hours, [True, True], [False, True]),
    "sent-to-store-on-social-media": Case(
        in_public, [ANSWERED], ["We cannot do that here. Please go to one of our stores."]
    ),
    "case-unknown-by-phone": Case(asked_about_a_case(case_by_phone), [CALLS], []),
    "case-unknown-in-store": Case(asked_about_a_case(case_in_store), [CALLS], []),
    "case-unknown-on-social-media": Case(asked_about_a_case(case_on_social_media), [CALLS], []),
    "case-known-late-in-chat": Case(asked_about_a_case(case_in_chat), [CALLS], []),
    "other-case-told-by-text": Case(asked_about_a_case(case_by_text), [CALLS], [DARK]),
    "case-not-shown-online": Case(asked_about_a_case(case_online), [CALLS], []),
    "long-queue-by-phone": Case(queue, 30, 2700),
    "texts-go-on-after-stop": Case(texted("STOP", 1), (0, 1), (1, 1)),
    "texts-go-on-after-call": Case(called("Please stop texting me promotions."), (0, 1), (1, 1)),
    "texts-go-on-after-unsubscribing": Case(unsubscribed, (1, 0), (1, 1)),
    "texts-go-on-from-other-list": Case(texted("STOP", 2), (0, 2), (1, 2)),
    "texts-go-on-for-four-weeks": Case(texted("STOP", 5), (0, 5), (4, 5)),
    "texts-confirm-again-and-again": Case(confirmations, 1, 3),
    "emails-go-on-after-stop": Case(mail_after_stop, 1, 2),
    "emails-go-on-after-unsubscribing": Case(unsubscribed, (1, 0), (2, 1)),
    "texts-go-on-to-childs-line": Case(called("Stop promotional texts to Maya's line."), (1, 0), (0, 1)),
    "texts-go-on-in-free-words": Case(texted("please stop texting my daughter", 1), (1, 0), (1, 1)),
    "texts-go-on-until-next-campaign": Case(texted("STOP", 2), (0, 2), (1, 2)),
    "texts-not-sent-again": Case(started_again, 1, 0),
    "texts-of-orders-stop": Case(order_after_stop, True, False),
    "app-keeps-preferences-to-itself": Case(word_asked_in_app, (1, 0), (1, 1)),
    "texts-in-english-only": Case(language_of_text, "Danke", "thank you"),
    "word-of-orders-twice": Case(word_by_text, (1, 0), (2, 0)),
    "word-by-text-and-email": Case(word_by_text, (1, 0), (1, 1)),
    "word-of-orders-next-morning": Case(word_by_text, (1, 0), (0, 0)),
    "no-word-of-orders-on-website": Case(word_of_website_order, (1, 0), (0, 0)),
    "new-language-forgets-channel": Case(word_after_new_language, (1, 0), (1, 1)),
    "cases-by-email-only": Case(word_of_case, (1, 0), (0, 1)),
    "preference-not-written-down-by-phone": Case(preferred_by_phone, {"means": "sms", "language": "de"}, NOT_ASKED),
    "preference-unseen-in-account": Case(preference_in_account, ["text", "German"], ["not chosen", "not chosen"]),
}


@pytest.mark.parametrize("fault", CASES)
def test_a_fault_changes_what_its_sentence_says(process: Sandbox, fault: str) -> None:
    case = CASES[fault]
    for faults, expected in (([], case.without), ([fault], case.with_it)):
        process.reset(*faults)
        linda = process.linda(**(case.terms or {}))
        if case.lookups:
            process.put_clock(case.lookups)
        assert case.look(process, linda) == expected


def test_every_fault_of_the_company_is_in_the_table() -> None:
    listed = subprocess.run(
        [sys.executable, "-m", "fixtures.sandbox", "--list-faults"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    rows = [line.split("\t") for line in listed.splitlines()]
    assert {name for name, _, _ in rows} == set(CASES)
    assert all(row.startswith("R") and sentence.endswith(".") for _, row, sentence in rows)
