"""Working days: weekends, public holidays and closed days do not count."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from journeys.judging.judgement import judge
from journeys.judging.verdict import Breach, Standards
from journeys.promises.calendars import Calendar, count_working_days
from journeys.topics import OURS, complaints

from .builders import EMAILED, promise, visit

FRIDAY = datetime(2026, 12, 18, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("calendar", "days", "ends"),
    [
        (Calendar(), 1, date(2026, 12, 21)),
        (Calendar(), 10, date(2027, 1, 1)),
        (Calendar(country="US"), 10, date(2027, 1, 5)),
        (Calendar(country="US", closed=(date(2026, 12, 24),)), 10, date(2027, 1, 6)),
        (Calendar(working_days=("Saturday",)), 1, date(2026, 12, 19)),
        (Calendar(), 0, date(2026, 12, 18)),
    ],
)
def test_the_days_on_which_the_company_does_not_work_do_not_count(calendar: Calendar, days: int, ends: date) -> None:
    assert calendar.end_of(FRIDAY, days) == datetime(ends.year, ends.month, ends.day, 23, 59, 59, tzinfo=UTC)


def test_a_day_ends_where_the_company_is() -> None:
    late_on_friday_in_new_york = datetime(2026, 12, 19, 3, tzinfo=UTC)

    ends = Calendar(zone="America/New_York").end_of(late_on_friday_in_new_york, 1)

    assert ends.isoformat() == "2026-12-21T23:59:59-05:00"


@pytest.mark.parametrize(("country", "subdivision"), [("Atlantis", None), ("US", "Atlantis")])
def test_a_place_whose_holidays_nobody_knows_is_refused(country: str, subdivision: str | None) -> None:
    with pytest.raises(ValueError, match="Atlantis"):
        Calendar(country=country, subdivision=subdivision)


@pytest.mark.parametrize(
    ("text", "days"), [("10 working days", 10), ("1 Business Day", 1), ("10 days", None), ("working days", None)]
)
def test_working_days_are_told_from_other_lengths_of_time(text: str, days: int | None) -> None:
    assert count_working_days(text) == days


@pytest.mark.parametrize(("took", "breach"), [(timedelta(days=3), None), (timedelta(days=4), complaints.ANSWERED_LATE)])
def test_a_complaint_on_friday_may_be_answered_on_monday_of_one_working_day(
    took: timedelta, breach: Breach | None
) -> None:
    standards = Standards({complaints.ANSWERED_WITHIN: "1 working day"}, Calendar())
    complained = visit(
        "complaints desk",
        complaints.COMPLAIN,
        (complaints.ANSWER, "put right", "We are sorry."),
        (complaints.ANSWER_TIME, str(took.total_seconds())),
        after=FRIDAY - EMAILED,
    )

    found = [one for one in judge(promise(), [complained], standards, OURS).findings if one.term == complaints.ANSWER]

    assert [one.breach for one in found] == [breach]
    assert found[0].promised == "put right within 1 working day"
