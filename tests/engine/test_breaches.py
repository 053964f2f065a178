"""Breaches, as a complaint letter would list them."""

from __future__ import annotations

from syrupy.assertion import SnapshotAssertion

from journeys.evidence.observations import Stance
from journeys.judging.breaches import complain, heading, one_line, table
from journeys.judging.verdict import Outcome
from journeys.topics import offers, service

from .builders import finding, promise, verdict, visit

LINDAS_STORY = verdict(
    visit("website", offers.ASK, (offers.PRICE, "0.00 USD"), number=1),
    visit(
        "call centre",
        offers.ASK,
        (offers.OFFER, Stance.UNKNOWN, "I have no such offer here."),
        (offers.PRICE, "130.00 USD", "That will be $130."),
        number=2,
    ),
    visit("store", offers.ASK, (offers.PRICE, "130.00 USD", "$130, I am afraid."), number=3),
    visit("call centre", offers.ASK, (offers.PRICE, "110.00 USD"), (service.DROPPED, "hung up", "…"), number=4),
    visit("app", offers.ASK, number=5, problem="The app answered 503"),
)


def test_the_table_lists_every_breach_and_one_line_for_each_touchpoint_that_kept_it(
    snapshot: SnapshotAssertion,
) -> None:
    assert table(LINDAS_STORY.findings) == snapshot


def test_the_whole_complaint_names_the_promise_its_source_and_its_date(snapshot: SnapshotAssertion) -> None:
    findings = LINDAS_STORY.findings

    complaint = complain(heading(promise(), findings), findings)

    assert str(complaint) == snapshot
    assert [str(one) for one in complaint.exceptions] == [one_line(found) for found in LINDAS_STORY.breaches]


def test_one_touchpoint_is_a_touchpoint() -> None:
    assert heading(promise(), [finding()]).startswith('1 of 1 touchpoint broke "free phone upgrade"')


def test_a_touchpoint_visited_twice_is_counted_once() -> None:
    twice = [finding(outcome=Outcome.KEPT), finding()]

    assert heading(promise(), twice).startswith("1 of 1 touchpoint broke")


def test_a_breach_is_told_in_a_line() -> None:
    assert one_line(finding()) == (
        "call centre: promised 0.00 USD, told 130.00 USD; charged the regular price: asked 130.00 USD"
    )


def test_no_line_of_the_table_ends_in_spaces() -> None:
    assert all(line == line.rstrip() for line in table(LINDAS_STORY.findings).splitlines())
