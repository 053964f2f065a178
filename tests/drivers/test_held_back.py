"""A run that may not order goes as far as the last step everywhere, places nothing, and is judged up to there."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from journeys.company.company_file import Company
from journeys.company.restraint import Manners, NeverSettings
from journeys.evidence.observations import Stance
from journeys.judging.verdict import Outcome
from journeys.topics import messages, offers

from .walks import OpenCompany, Walk

FREE = {"price": "0.00 USD"}
PAID = {"price": "65.00 USD", "regular price": "130.00 USD"}


Begin = Callable[..., Walk]


@pytest.fixture
def never(walk: Callable[..., Walk], sandbox: Company) -> Iterator[Begin]:
    """Begin a walk at the same company, with a section of what may never be done."""
    begun: list[Walk] = []

    def begin(**settings: object) -> Walk:
        company = sandbox.model_copy(update={"never": NeverSettings.model_validate(settings)})
        begun.append(walk(at=company))
        return begun[-1]

    yield begin
    for one in begun:
        one.tools.mailbox.close()


@pytest.mark.parametrize("place", ["website", "app", "call centre", "store"])
def test_nothing_is_paid_where_paying_is_forbidden(place: str, never: Begin) -> None:
    here = never(pay=True)
    here.promise(**PAID)
    here.journey.visit("Linda", None, messages.LEARN)

    visit = here.journey.visit("Linda", place, offers.REDEEM)

    assert visit.problem is None
    told = visit.last(offers.REDEMPTION)
    assert told is not None
    assert (told.value, told.words) == (Stance.STOPPED, "stopped before payment of 65.00 USD, which [never] forbids")
    price = visit.last(offers.PRICE)
    assert price is not None
    assert price.value == "65.00 USD"
    assert here.orders() == []
    (_, verdict), *_ = here.journey.review.verdicts()
    assert {found.outcome for found in verdict.about(offers.OFFERS.about)} == {Outcome.KEPT}


def test_what_is_free_is_ordered_where_paying_is_forbidden(never: Begin) -> None:
    here = never(pay=True)
    here.promise(**FREE)
    here.journey.visit("Linda", None, messages.LEARN)

    assert here.journey.visit("Linda", "store", offers.REDEEM).bought
    assert len(here.orders()) == 1


def test_a_journey_places_no_more_orders_than_allowed(never: Begin) -> None:
    here = never(order_more_than=1)
    here.promise(**FREE, times="twice")
    here.journey.visit("Linda", None, messages.LEARN)

    first, second = (
        here.journey.visit("Linda", "store", offers.REDEEM),
        here.journey.visit("Linda", "website", offers.REDEEM),
    )

    assert first.bought
    told = second.last(offers.REDEMPTION)
    assert told is not None
    assert told.words == "stopped before order number 2, which [never] order_more_than forbids"
    assert len(here.orders()) == 1


@pytest.fixture
def forbidden(open_company: OpenCompany) -> Iterator[None]:
    """Nothing below /checkout is opened."""
    browsing = open_company.browsing
    browsing.manners = Manners(never=("*/checkout/*",))
    yield
    browsing.end_journey()
    browsing.manners = Manners()


@pytest.mark.usefixtures("forbidden")
def test_a_page_that_must_not_be_opened_ends_the_visit_and_not_the_journey(walk: Callable[..., Walk]) -> None:
    here = walk()
    here.promise(**FREE)
    here.journey.visit("Linda", None, messages.LEARN)

    visit = here.journey.visit("Linda", "website", offers.REDEEM)
    after = here.journey.visit("Linda", "app", offers.REDEEM)

    told = visit.last(offers.REDEMPTION)
    assert told is not None
    assert told.value == Stance.STOPPED
    assert "/checkout/" in told.words
    assert visit.problem is None
    assert after.bought
