"""Effort: what a journey costs the customer."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from journeys.judging.effort import Repeat, measure
from journeys.judging.verdict import WHOLE_JOURNEY, Outcome
from journeys.promises.shopper import Fact
from journeys.topics import complaints, confirmations, continuity, effort, messages, notes, offers, prices, staff

from .builders import visit

HOUR, DAY = timedelta(hours=1), timedelta(days=1)

THE_STORY = [
    visit("inbox", messages.LEARN, number=1, after=timedelta(0)),
    visit("call centre", offers.ASK, number=2, after=HOUR, waited=timedelta(minutes=3)),
    visit("store", offers.ASK, (continuity.ASKED_AGAIN, Fact.LINE), number=3, after=DAY),
    visit("agent desktop", staff.STAFF_LOOK_UP, number=4, after=DAY, waited=HOUR),
    visit("call centre", notes.FIND, number=5, after=4 * DAY, waited=timedelta(minutes=20)),
    visit("complaints desk", complaints.COMPLAIN, number=6, after=5 * DAY, lasting=16 * DAY, waited=16 * DAY),
]


def test_the_story_cost_linda_four_contacts_and_three_weeks() -> None:
    effort = measure(THE_STORY, "Linda")

    assert effort.contacts == 4, "reading an email and being looked up are none"
    assert effort.channel_switches == 3
    assert effort.repeats == (Repeat(fact="line", touchpoint="store", visit=3),)
    assert effort.waited == timedelta(days=16, minutes=23), "what staff wait is not the customer's"
    assert effort.elapsed == timedelta(days=21)


def test_a_confirmation_is_read_without_getting_in_touch_and_a_price_is_not() -> None:
    made = [visit("inbox", confirmations.CONFIRM, number=1), visit("store", prices.LOOK_UP, number=2)]

    assert measure(made).contacts == 1


def test_nothing_costs_nothing() -> None:
    effort = measure([])

    assert (effort.contacts, effort.channel_switches, effort.repeats) == (0, 0, ())
    assert effort.waited == effort.elapsed == timedelta(0)


def test_the_effort_of_everybody_is_counted_unless_somebody_is_named() -> None:
    both = [visit(number=1), visit(number=2, shopper="Omar")]

    assert measure(both).contacts == 2
    assert measure(both, "Omar").contacts == 1


def test_two_contacts_in_one_channel_are_no_switch() -> None:
    assert measure([visit("website", number=1), visit("complaints desk", number=2)]).channel_switches == 0


@given(st.integers(0, 6), st.integers(0, 30))
def test_a_limit_is_kept_up_to_itself(contacts: int, minutes: int) -> None:
    limits = effort.AtMost(contacts=contacts, waited=timedelta(minutes=minutes))
    made = [visit(number=number, waited=timedelta(minutes=5)) for number in range(1, 4)]

    found = limits(made, "Linda")

    assert [one.outcome is Outcome.KEPT for one in found] == [contacts >= 3, minutes >= 15]
    assert all(one.breach in {None, effort.TOO_MUCH} for one in found)


def test_too_much_effort_is_told_with_both_figures_of_the_whole_journey() -> None:
    found = effort.AtMost(contacts=2, waited=HOUR, elapsed=30 * DAY, channel_switches=3)(THE_STORY, "Linda")

    assert [(one.promised, one.told, one.outcome) for one in found] == [
        ("contacts: at most 2", "contacts: 4", Outcome.BROKEN),
        ("channel switches: at most 3", "channel switches: 3", Outcome.KEPT),
        ("waited: at most 1 hour", "waited: 16 days and 23 minutes", Outcome.BROKEN),
        ("elapsed: at most 30 days", "elapsed: 21 days", Outcome.KEPT),
    ]
    assert {(one.visit, one.touchpoint, one.channel) for one in found} == {(None, WHOLE_JOURNEY, None)}
    assert {one.about for one in found} == {effort.EFFORT.about}
    assert found[0].row == "R23"


def test_nobody_who_went_nowhere_is_judged() -> None:
    assert effort.AtMost(contacts=2)(THE_STORY, "Omar") == ()
    assert effort.AtMost()(THE_STORY, "Linda") == ()
