"""Consent: until when a stop may not have been heeded, whose messages it is about, and what proves nothing."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from journeys.evidence.observations import Visit
from journeys.judging.judgement import judge
from journeys.judging.verdict import Finding, Outcome, Standards
from journeys.promises.calendars import Calendar
from journeys.promises.statutes import in_force
from journeys.promises.terms import Term
from journeys.topics import OURS, consent
from journeys.touchpoints.consent_words import Kind, Wordings
from journeys.touchpoints.text_api import Text, joined

from .builders import promise, visit

NEW_YORK = ZoneInfo("America/New_York")
AMERICAN = Calendar(zone="America/New_York", country="US")
ASKED = datetime(2026, 11, 2, 10, tzinfo=NEW_YORK)
DUE = datetime(2026, 11, 17, 23, 59, 59, tzinfo=NEW_YORK)
"""Ten working days later: 11 November is Veterans Day."""


def asked(at: datetime = ASKED, line: str | None = None) -> Visit:
    began = promise().valid_from
    return visit(
        "call centre", consent.STOP, (consent.REQUEST, "taken"), after=at - began, lasting=timedelta(0), line=line
    )


def looked(*seen: tuple[Term, str], at: datetime = DUE + timedelta(days=8), **more: str) -> Visit:
    facts = [(consent.MESSAGES_READ, "1"), *seen]
    return visit("texts", consent.LOOK, *facts, after=at - promise().valid_from, number=2, **more)


def judged(
    *visits: Visit, every: str = "7 days", within: str = "10 working days", calendar: Calendar = AMERICAN
) -> Finding:
    stated = {consent.SENT_EVERY: every, consent.STOPPED_WITHIN: within}
    return judge(promise(), visits, Standards(stated, calendar), OURS).findings[-1]


@pytest.mark.parametrize(("came", "outcome"), [(DUE, Outcome.KEPT), (DUE + timedelta(seconds=1), Outcome.BROKEN)])
def test_a_message_may_come_through_the_last_second_of_the_tenth_working_day(came: datetime, outcome: Outcome) -> None:
    assert judged(asked(), looked((consent.PROMOTION, came.isoformat()))).outcome is outcome


def test_the_breach_says_when_where_it_was_asked_which_rule_counts_and_what_came() -> None:
    message = (consent.PROMOTION, "2026-11-24T09:00:00-05:00", "New colours have arrived (SM1)")

    found = judged(asked(), looked(message))

    assert (found.touchpoint, found.promised, found.told) == (
        "texts",
        "none after 17 November 2026",
        "1 on 24 November 2026",
    )
    assert found.reason == (
        "went on with promotional messages after the stop: 1 came (24 November 2026) although Linda had asked the call "
        "centre on 2 November 2026 to stop them; 10 working days (47 CFR 64.1200(a)(10)); "
        '"New colours have arrived (SM1)"'
    )


@pytest.mark.parametrize(
    ("within", "country", "rule"),
    [
        ("3 days", "US", "the company's own promise"),
        ("30 days", "US", "10 working days (47 CFR 64.1200(a)(10))"),
        ("10 working days", "DE", "0 days (Regulation (EU) 2016/679, Article 21(3))"),
        ("10 working days", "JP", "the company's own promise"),
    ],
)
def test_the_strictest_rule_counts(within: str, country: str, rule: str) -> None:
    found = judged(asked(), looked(), within=within, calendar=Calendar(country=country))

    assert found.outcome is Outcome.KEPT
    assert found.reason.endswith(rule)


def test_a_rule_holds_from_its_day_on() -> None:
    before, since = (datetime(2025, 4, day, 12, tzinfo=NEW_YORK) for day in (10, 11))

    assert in_force("texts stopped", before, AMERICAN) is None
    assert in_force("texts stopped", since, AMERICAN)


@pytest.mark.parametrize(
    "seen",
    [
        looked(at=DUE + timedelta(days=6)),  # campaigns are a week apart
        looked((consent.CAMPAIGN_SEEN, "no")),
        looked((consent.CAMPAIGN_SEEN, "yes"), (consent.CAMPAIGN, (DUE - timedelta(days=1)).isoformat())),
    ],
    ids=["too soon", "none seen elsewhere", "seen before only"],
)
def test_silence_proves_nothing_while_nothing_shows_that_campaigns_went_out(seen: Visit) -> None:
    assert judged(asked(), seen).outcome is Outcome.NOT_TESTED


def test_whoever_could_not_look_to_the_end_has_not_seen_it_kept() -> None:
    def cut_short(*seen: tuple[Term, str]) -> Visit:
        return visit("inbox", consent.LOOK, *seen, after=DUE + timedelta(days=8) - promise().valid_from, problem="down")

    assert judged(asked(), cut_short()).outcome is Outcome.COMPROMISED
    assert judged(asked(), cut_short((consent.PROMOTION, "2026-11-24T09:00:00-05:00"))).outcome is Outcome.BROKEN


def test_of_what_nobody_asked_for_nothing_is_said() -> None:
    other = judge(promise(), [asked(line="Maya"), looked()], Standards({}, AMERICAN), OURS).findings

    assert [found.visit for found in other if found.about == consent.CONSENT.about] == [1]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Kestrel: 20% off today. Reply STOP to end.", Kind.PROMOTIONAL),
        ("You are unsubscribed. By the way: 20% off today. Reply STOP to end.", Kind.PROMOTIONAL),
        (
            "You are unsubscribed and will get no more promotional texts. Reply START to get them again.",
            Kind.CONFIRMATION,
        ),
        ("Sie sind abgemeldet.", Kind.CONFIRMATION),
        ("Votre commande 12 est en route.", Kind.SERVICE),
        ("Neue Farben sind da: https://kestrel.example Mit STOP abbestellen.", Kind.PROMOTIONAL),
        ("ألوان جديدة. لإلغاء الاشتراك أرسل STOP", Kind.PROMOTIONAL),
        ("Your order 12 is here. Reply STOP to end.", None),
        ("Happy birthday!", None),
    ],
)
def test_what_a_text_is_for_is_told_or_left_open(words: str, kind: Kind | None) -> None:
    assert Wordings({}).kind(words) is kind


def test_parts_of_a_long_text_are_joined() -> None:
    texts = [Text(str(number), body, ASKED) for number, body in enumerate(["Hi", "(1/2) a", "(2/2) b", "1/2 is half"])]

    assert [text.body for text in joined(texts)] == ["Hi", "a b", "1/2 is half"]
