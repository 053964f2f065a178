"""Two channels at the same moment: the database decides, and only one wins."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TYPE_CHECKING, TypeVar

import requests

from .company import Sandbox, running

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


def test_of_two_channels_redeeming_at_the_same_moment_one_wins(company: Sandbox) -> None:
    one_wins(company)


def test_of_two_channels_redeeming_at_the_same_moment_one_wins_on_postgresql(postgresql: str) -> None:
    with running("--database-url", postgresql) as company:
        one_wins(company)
        one_wins(company)
        company.reset()
        assert company.linda().code


def test_what_is_left_is_sold_once_in_two_channels_at_the_same_moment(company: Sandbox) -> None:
    linda, omar = company.linda(), company.linda()
    checkout = company.shopper(linda).get("/products/kestrel-dock").press("Add to cart", quantity="2")
    checkout = checkout.get("/checkout/cart")
    app = company.app(omar)

    at_once(lambda: checkout.press("Place order"), lambda: app.order("kestrel-dock", quantity=2))

    assert sorted(len(company.records(one)["orders"]) for one in (linda, omar)) == [0, 1]
    assert docks_left(company) == "1"


def test_an_order_that_is_taken_back_is_in_stock_again_as_a_whole(company: Sandbox) -> None:
    number = company.app(company.linda()).order("kestrel-dock", quantity=3).json()["number"]
    assert docks_left(company) == "0"

    assert requests.delete(f"{company.address}/api/staff/orders/{number}", auth=company.staff, timeout=10).ok

    assert docks_left(company) == "3"


def test_of_two_tills_one_hands_an_order_over(company: Sandbox) -> None:
    _one_hands_it_over(company)


def test_of_two_tills_one_hands_an_order_over_on_postgresql(postgresql: str) -> None:
    with running("--database-url", postgresql) as company:
        _one_hands_it_over(company)


def _one_hands_it_over(company: Sandbox) -> None:
    linda = company.linda()
    cart = company.shopper(linda).get("/products/kestrel-dock").press("Add to cart").get("/checkout/cart")
    number = cart.press("Place order", get_it="pickup", named="Omar Haddad").output("Order number")
    company.advance(7200)
    hers, his = (company.till(linda).get(f"/till/pickups/{number}") for _ in range(2))

    at_once(lambda: hers.press("Hand over", to="Linda Walker"), lambda: his.press("Hand over", to="Omar Haddad"))

    refused = "This order has already been picked up"
    assert sorted(till.alert.split(",")[0] for till in (hers, his)) == ["", refused]


def test_what_is_given_back_in_two_channels_at_the_same_moment_is_paid_back_once(company: Sandbox) -> None:
    linda = company.linda()
    number = company.app(linda).order("kestrel-dock", quantity=2).json()["number"]
    till, app = company.till(linda), company.app(linda)

    at_once(lambda: till.press("Take it back", order_number=number), lambda: app.undo(number, "cancel"))

    assert docks_left(company) == "3"
    assert company.records(linda)["orders"][0]["refund"]["amount"] == "98.00"
    assert company.app(linda).undo(number, "return").status_code == 409


def test_an_order_that_was_given_back_and_is_taken_out_of_the_books_is_in_stock_once(company: Sandbox) -> None:
    linda = company.linda()
    number = company.app(linda).order("kestrel-dock", quantity=2).json()["number"]
    assert company.app(linda).undo(number, "return").ok

    assert requests.delete(f"{company.address}/api/staff/orders/{number}", auth=company.staff, timeout=10).ok

    assert docks_left(company) == "3"
    assert company.records(linda)["orders"] == []


def docks_left(company: Sandbox) -> str:
    return company.browser().get("/products/kestrel-dock").output("In stock")


def test_a_form_sent_twice_is_one_order(company: Sandbox) -> None:
    linda = company.linda()
    page = company.shopper(linda).get(f"/checkout/{linda.code}?line={linda.lines['Maya']}")
    first, second = page, company.shopper(linda)
    second.answer, second._session = page.answer, page._session
    numbers = at_once(
        lambda: first.press("Place order").output("Order number"),
        lambda: second.press("Place order").output("Order number"),
    )
    assert len(set(numbers)) == 1
    assert len(company.records(linda)["orders"]) == 1


def one_wins(company: Sandbox) -> None:
    linda = company.linda(line_holder="Maya")
    app, other = company.app(linda), company.app(linda)
    till = company.till(linda).press("Check price", code=linda.code)
    call = company.call(linda).say("How much is my offer?")
    won = at_once(
        lambda: app.redeem().status_code == 201,
        lambda: other.redeem().status_code == 201,
        lambda: bool(till.press("Complete sale").output("Order number")),
        lambda: "Your order number is" in call.say("Yes, please go ahead.").said,
    )
    assert won.count(True) == 1
    assert len(company.records(linda)["orders"]) == 1


def at_once(*acts: Callable[[], T]) -> list[T]:
    together = Barrier(len(acts))

    def act(one: Callable[[], T]) -> T:
        together.wait(timeout=10)
        return one()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(act, acts))
