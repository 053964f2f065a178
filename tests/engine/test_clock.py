"""Company time: read, moved, and written by people."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from journeys.errors import InvalidPromise, Unable, Unreachable
from journeys.promises.clock import RemoteClock, WallClock, lasting, read_duration, read_moment

from .builders import answering

NEW_YORK = ZoneInfo("America/New_York")


@pytest.mark.parametrize(
    ("text", "duration"),
    [
        ("30 days", timedelta(days=30)),
        ("3 weeks", timedelta(weeks=3)),
        ("20 minutes", timedelta(minutes=20)),
        ("1.5 hours", timedelta(minutes=90)),
        ("2 days 3 hours", timedelta(days=2, hours=3)),
        ("0 seconds", timedelta(0)),
    ],
)
def test_a_duration_is_read_as_people_write_it(text: str, duration: timedelta) -> None:
    assert read_duration(text) == duration


@pytest.mark.parametrize("text", ["soon", "", "30", "-3 days", "5 fortnights"])
def test_what_is_no_duration_is_refused_with_its_words(text: str) -> None:
    with pytest.raises(InvalidPromise) as refused:
        read_duration(text, term="valid for")

    assert str(refused.value) == f"The valid for is not a length of time: {text!r}. Write it like 30 days."


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-30", datetime(2026, 11, 30, 23, 59, 59, tzinfo=NEW_YORK)),
        ("30 November 2026", datetime(2026, 11, 30, 23, 59, 59, tzinfo=NEW_YORK)),
        ("2026-11-30 18:00", datetime(2026, 11, 30, 18, 0, tzinfo=NEW_YORK)),
        ("30 November 2026 5pm", datetime(2026, 11, 30, 17, 0, tzinfo=NEW_YORK)),
        ("2026-11-30 00:00", datetime(2026, 11, 30, 0, 0, tzinfo=NEW_YORK)),
        ("2026-11-30 23:59:59", datetime(2026, 11, 30, 23, 59, 59, tzinfo=NEW_YORK)),
        ("2026-11-30T23:59:59+04:00", datetime(2026, 11, 30, 19, 59, 59, tzinfo=UTC)),
    ],
)
def test_a_date_alone_lasts_to_its_last_second_and_a_time_is_that_very_time(text: str, moment: datetime) -> None:
    assert read_moment(text, "America/New_York") == moment


def test_a_date_on_which_something_begins_is_its_first_second() -> None:
    begins = read_moment("2026-11-01", "America/New_York", begins=True)

    assert begins == datetime(2026, 11, 1, tzinfo=NEW_YORK)


@pytest.mark.parametrize("text", ["31 February 2026", "2026-13-01", "tomorrow", "", "2026-11-30 10:00 XXX"])
def test_an_impossible_date_is_refused_with_its_words(text: str) -> None:
    with pytest.raises(InvalidPromise) as refused:
        read_moment(text, "UTC", term="valid through")

    assert str(refused.value).startswith(f"The valid through is not a possible date: {text!r}. Write it like 30 Nov")


@pytest.mark.parametrize("text", ["November 2026", "friday", "30", "18:00"])
def test_half_a_date_is_refused_and_not_filled_up_with_the_first_of_january(text: str) -> None:
    with pytest.raises(InvalidPromise, match="lacks a day or a month"):
        read_moment(text, "UTC")


@pytest.mark.parametrize(
    ("duration", "words"),
    [
        (timedelta(weeks=3), "21 days"),
        (timedelta(minutes=20), "20 minutes"),
        (timedelta(minutes=20, seconds=3), "20 minutes and 3 seconds"),
        (timedelta(days=400), "400 days"),
        (timedelta(0), "0 seconds"),
    ],
)
def test_a_duration_is_told_in_days_and_minutes(duration: timedelta, words: str) -> None:
    assert lasting(duration) == words


def test_a_real_companys_clock_cannot_be_moved_and_says_what_to_do() -> None:
    clock = WallClock()

    assert clock.now().tzinfo is UTC
    with pytest.raises(Unable, match=r"cannot be moved by 3 days.*has no \[clock\]"):
        clock.advance(timedelta(days=3))
    with pytest.raises(Unable, match="cannot be moved"):
        clock.move_to(datetime(2030, 1, 1, tzinfo=UTC))


def test_a_company_clock_is_read_and_moved_over_http_with_its_token() -> None:
    with answering('{"now": "2026-05-03T09:00:00+00:00"}') as company:
        clock = RemoteClock(f"{company.address}/control/clock", "a token")

        now = clock.now()
        clock.advance(timedelta(days=2))
        clock.move_to(datetime(2026, 6, 2, 9, 0, tzinfo=UTC))

    assert now == datetime(2026, 5, 3, 9, 0, tzinfo=UTC)
    assert [method for method, _, _ in company.asked] == ["GET", "PUT", "PUT"]
    assert json.loads(company.asked[1][2]) == {"advance_seconds": 172800.0}
    assert json.loads(company.asked[2][2]) == {"now": "2026-06-02T09:00:00+00:00"}
    assert {headers["Authorization"] for headers in company.headers} == {"Bearer a token"}


def test_a_company_clock_that_does_not_answer_is_the_worlds_fault() -> None:
    with answering((503, "closed")) as company:
        clock = RemoteClock(company.address, "a token")

        with pytest.raises(Unreachable, match=r"company clock at http.* did not answer: 503"):
            clock.now()
    with pytest.raises(Unreachable, match="did not answer"):
        clock.now()
