"""What a run holds back from: paying, ordering too often, forbidden addresses, and hurrying a host."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from journeys.company.restraint import Boundary, LimitsSettings, Manners, NeverSettings, is_loopback
from journeys.errors import Stopped, Unable
from journeys.evidence.observations import Stance
from journeys.promises.channel import Channel, Side
from journeys.promises.money import read_money
from journeys.tools.http import GuardedSession
from journeys.tools.redaction import Redactor
from journeys.topics import offers
from journeys.touchpoints.exhibits import Exhibits
from journeys.touchpoints.visit import OpenVisit

from .builders import StoppedClock, answering, linda, promise

Open = Callable[[Boundary], OpenVisit]


@pytest.fixture
def open_visit(tmp_path: Path) -> Open:
    """Opens Linda's visit to the website, on a journey with a boundary."""

    def begin(boundary: Boundary) -> OpenVisit:
        return OpenVisit(
            number=1,
            shopper=linda(),
            touchpoint="website",
            channel=Channel.WEB,
            side=Side.FRONTSTAGE,
            purpose=offers.REDEEM,
            promise=promise(),
            line=None,
            clock=StoppedClock(),
            exhibits=Exhibits(tmp_path, "a scenario", Redactor()),
            boundary=boundary,
        )

    return begin


def test_without_a_boundary_anything_may_be_ordered() -> None:
    boundary = Boundary()

    boundary.order(read_money("130.00 USD"))
    boundary.order(None)

    assert boundary.orders == 2
    assert not boundary.limits


@pytest.mark.parametrize(("total", "asked"), [("130.00 USD", "130.00 USD"), ("0.01 USD", "0.01 USD")])
def test_paying_is_stopped_before_it_happens(total: str, asked: str) -> None:
    with pytest.raises(Stopped, match=rf"stopped before payment of {asked}, which \[never\] forbids"):
        Boundary(may_pay=False).order(read_money(total))


def test_a_total_that_nobody_knows_is_not_paid_either() -> None:
    with pytest.raises(Stopped, match="an unknown amount"):
        Boundary(may_pay=False).order(None)


def test_what_is_free_may_be_ordered_where_nothing_may_be_paid() -> None:
    Boundary(may_pay=False).order(read_money("0.00 USD"))


def test_no_more_is_ordered_than_allowed() -> None:
    boundary = Boundary(most_orders=2)
    boundary.order(read_money("0.00 USD"))
    boundary.order(read_money("0.00 USD"))

    with pytest.raises(Stopped, match=r"stopped before order number 3, which \[never\] order_more_than forbids"):
        boundary.order(read_money("0.00 USD"))


def test_a_shopper_who_does_not_decline_is_stopped_before_paying(open_visit: Open) -> None:
    visit = open_visit(Boundary(may_pay=False))
    visit.saw(offers.PRICE, "0.00 USD")
    assert not visit.too_dear()

    visit = open_visit(Boundary(most_orders=0))
    visit.saw(offers.PRICE, "0.00 USD")
    with pytest.raises(Stopped):
        visit.too_dear()


def test_a_driver_that_orders_without_asking_is_found_out(open_visit: Open) -> None:
    with pytest.raises(
        Unable, match=r"without asking whether it may be. The driver must call visit.about_to_order\(\)"
    ):
        open_visit(Boundary(may_pay=False)).saw(offers.REDEMPTION, Stance.ACCEPTED)

    open_visit(Boundary()).saw(offers.REDEMPTION, Stance.ACCEPTED)


def test_a_forbidden_address_is_not_asked() -> None:
    with answering("thank you for your payment") as company:
        session = GuardedSession(["127.0.0.1"], Manners(never=(f"{company.address}/pay/*",)))
        session.get(f"{company.address}/cart")

        with pytest.raises(Stopped, match=r"stopped before 127\.0\.0\.1/pay/now, which \[never\] open forbids"):
            session.post(f"{company.address}/pay/now", json={"card": "4242"})

    assert [path for _, path, _ in company.asked] == ["/cart"]


def test_a_redirect_to_a_forbidden_address_is_not_followed() -> None:
    with answering((302, "", {"Location": "/pay/now"}), "thank you for your payment") as company:
        session = GuardedSession(["127.0.0.1"], Manners(never=("*/pay/*",)))

        with pytest.raises(Stopped):
            session.get(f"{company.address}/cart")

    assert [path for _, path, _ in company.asked] == ["/cart"]


def test_in_a_dry_run_nobody_is_asked_anything() -> None:
    with answering("you should not see this") as company, pytest.raises(Stopped, match="since this is a dry run"):
        GuardedSession(["127.0.0.1"], Manners(rehearsing=True)).get(company.address)

    assert company.asked == []


def test_a_host_is_asked_no_more_often_than_allowed() -> None:
    manners = Manners(requests_per_second=20)

    with answering("hello") as company:
        session = GuardedSession(["127.0.0.1"], manners)
        began = time.monotonic()
        for _ in range(5):
            session.get(company.address)
        took = time.monotonic() - began

    assert took >= 4 / 20


def test_hosts_do_not_wait_for_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    class Pace:
        def __init__(self, *_: Any, **__: Any) -> None: ...

        def try_acquire(self, name: str) -> None:
            asked.append(name)

    monkeypatch.setattr("pyrate_limiter.Limiter", Pace)
    manners = Manners(requests_per_second=1)
    for url in ("https://shop.example/a", "https://mail.example/", "https://shop.example/b"):
        manners.wait_for_turn(url)

    assert asked == ["shop.example", "mail.example", "shop.example"]
    assert len(manners._paces) == 2


def test_workers_share_what_a_host_allows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTEST_XDIST_WORKER_COUNT", "4")

    manners = Manners.towards(NeverSettings(open=("*/pay",)), LimitsSettings(requests_per_second=10))

    assert manners.requests_per_second == 2.5
    assert manners.never == ("*/pay",)


@pytest.mark.parametrize(
    ("host", "here"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("localhost", True),
        ("10.0.0.1", False),
        ("a.example", False),
    ],
)
def test_this_machine_is_told_from_others(host: str, here: bool) -> None:  # noqa: FBT001 - a case
    assert is_loopback(host) is here
