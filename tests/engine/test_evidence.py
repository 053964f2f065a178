"""Evidence: facts in the form their term prescribes, the first and the last word."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from journeys.evidence.observations import Observation
from journeys.judging.verdict import Breach, Outcome, Verdict
from journeys.promises.money import read_money
from journeys.promises.terms import VALID_THROUGH, Term
from journeys.topics import (
    OURS,
    cancelling,
    confirmations,
    consent,
    lines,
    messages,
    notes,
    notifications,
    offers,
    pickup,
    prices,
    purchases,
    returns,
    stock,
    transcripts,
)

from .builders import EMAILED, finding, visit


def observed(term: Term[Any], value: str) -> Observation:
    return Observation(term=term, value=value, words="", at=EMAILED)


def test_an_observation_gives_its_value_in_the_form_of_its_term() -> None:
    assert observed(offers.PRICE, "130.00 USD").money == read_money("$130")
    assert observed(VALID_THROUGH, "2026-06-02T09:00:00+00:00").moment == datetime(2026, 6, 2, 9, tzinfo=UTC)
    assert observed(notes.NOTE_SEARCH, "1200.0").duration == timedelta(minutes=20)


def test_a_later_word_replaces_an_earlier_one() -> None:
    heard = visit(
        "call centre", seen_twice := visit().purpose, (offers.PRICE, "130.00 USD"), (offers.PRICE, "110.00 USD")
    )

    assert heard.purpose is seen_twice
    assert heard.first(offers.PRICE).money == read_money("130.00 USD")
    assert heard.last(offers.PRICE).money == read_money("110.00 USD")
    assert heard.last(lines.LINE) is None
    assert heard.first(lines.LINE) is None


def test_facts_cannot_be_changed_afterwards() -> None:
    seen = observed(offers.PRICE, "130.00 USD")

    with pytest.raises(AttributeError):
        seen.value = "0.00 USD"


def test_a_verdict_is_as_bad_as_its_worst_finding() -> None:
    findings = tuple(finding(outcome=outcome) for outcome in (Outcome.KEPT, Outcome.COMPROMISED, Outcome.KEPT))

    assert Verdict(promise="free phone upgrade", findings=findings).outcome is Outcome.COMPROMISED
    assert Verdict(promise="free phone upgrade").outcome is Outcome.NOT_TESTED


def test_only_what_was_broken_can_be_made_good() -> None:
    broken, compromised = finding(outcome=Outcome.BROKEN), finding(outcome=Outcome.COMPROMISED)

    assert Verdict(promise="p", findings=(broken,), recovered=True).outcome is Outcome.MADE_GOOD
    assert Verdict(promise="p", findings=(compromised,), recovered=True).outcome is Outcome.COMPROMISED
    assert Verdict(promise="p", findings=(broken,), recovered=True).breaches == (broken,)


def test_a_touchpoint_is_as_bad_as_its_worst_visit_in_the_order_of_the_first() -> None:
    findings = (
        finding(touchpoint="store", outcome=Outcome.KEPT),
        finding(touchpoint="call centre", outcome=Outcome.KEPT),
        finding(touchpoint="store", outcome=Outcome.BROKEN),
    )

    by_touchpoint = Verdict(promise="p", findings=findings).by_touchpoint()

    assert list(by_touchpoint.items()) == [("store", Outcome.BROKEN), ("call centre", Outcome.KEPT)]


def test_what_could_not_be_judged_is_about_everything_that_is_asked() -> None:
    price, unknown = finding(), finding(outcome=Outcome.COMPROMISED)
    verdict = Verdict(promise="p", findings=(price, unknown))

    assert verdict.about(offers.OFFERS.about) == (price, unknown)
    assert verdict.about(notes.NOTES.about) == (unknown,)


@pytest.mark.parametrize("breach", OURS.breaches.values())
def test_every_kind_of_breach_names_its_row_and_what_it_is_about(breach: Breach) -> None:
    assert breach.row[0] == "R"
    assert 1 <= int(breach.row[1:]) <= 24
    assert breach.about in {topic.about for topic in OURS}
    assert finding(breach=breach).row == breach.row


def test_only_what_a_shopper_does_about_the_offer_tells_the_company_of_it() -> None:
    seen = {messages.LEARN, confirmations.CONFIRM, transcripts.READ, prices.LOOK_UP, stock.LOOK, purchases.BUY}
    given_back = {*returns.RETURNS.purposes, *cancelling.CANCELLING.purposes}
    silent = {
        *seen,
        *given_back,
        *pickup.PICKUP.purposes,
        *consent.CONSENT.purposes,
        *notifications.NOTIFICATIONS.purposes,
    }

    assert {purpose for purpose in OURS.purposes.values() if not purpose.tells_history} == silent


def test_kinds_of_breach_have_words_of_their_own() -> None:
    assert len(OURS.breaches) == sum(len(topic.breaches) for topic in OURS)
