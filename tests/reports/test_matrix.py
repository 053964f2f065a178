"""The promise matrix in the terminal, and the words and figures it is made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from journeys.judging.verdict import Outcome
from journeys.records.run import Run
from journeys.topics import offers
from reports.figures import figures, what_to_mend
from reports.grid import promise_rows
from reports.headline import headline
from reports.journey_page import page
from reports.matrix import effort_line, matrix, matrix_text
from reports.shares import how_often_kept, interval
from reports.wording import briefly, later, readable, scenario_title, told, visit_sentence


def test_the_siloed_company_in_a_wide_terminal(siloed: Run, snapshot: SnapshotAssertion) -> None:
    assert matrix_text(siloed, 120) == snapshot


def test_touchpoints_that_do_not_fit_go_to_a_second_table(siloed: Run, snapshot: SnapshotAssertion) -> None:
    assert len(matrix(siloed, 60)) > 1
    assert matrix_text(siloed, 60) == snapshot


def test_no_line_is_wider_than_the_terminal(siloed: Run) -> None:
    for width in (50, 80, 120):
        table_lines = [line for line in matrix_text(siloed, width).splitlines() if line[:1] in "┃│┏└"]
        assert max(map(len, table_lines)) <= width


def test_the_connected_company_is_clean(connected: Run, snapshot: SnapshotAssertion) -> None:
    assert matrix_text(connected, 120) == snapshot
    assert headline(connected) == "Every promise was kept."


def test_colour_is_for_terminals_only(siloed: Run) -> None:
    assert "\x1b[" not in matrix_text(siloed)
    assert "\x1b[" in matrix_text(siloed, colour=True)


def test_a_run_without_scenarios_has_no_matrix(run_of: Callable[..., Run]) -> None:
    empty = run_of()
    assert matrix(empty) == []
    assert headline(empty) == "No journey was walked."


def test_a_run_whose_features_were_not_checked_says_so_below_the_matrix(connected: Run) -> None:
    told = "The features were not checked before this run (--no-preflight): a sentence may judge nothing."
    unchecked = replace(connected, starts=[replace(connected.started, preflight=False)])

    assert matrix_text(unchecked).splitlines()[-1] == told
    assert told not in matrix_text(connected)


def test_the_same_name_at_another_price_is_another_promise(run_of: Callable[..., Run], story: Any) -> None:
    cheap, dear = story.ended(), replace(story, name="Another", price="10.00 USD").ended()
    assert [row.promised for row in promise_rows(run_of(cheap, dear))] == ["$0.00", "$10.00"]


def test_a_cell_shows_the_worst_of_all_journeys(run_of: Callable[..., Run], story: Any) -> None:
    known = {offers.OFFER: ("known", ""), offers.PRICE: ("0.00 USD", "$0")}
    story.visit("store", offers.ASK, known)
    good = story.ended()
    other = replace(story, name="Another", visits=[])
    other.visit("store", offers.ASK, known | {offers.PRICE: ("130.00 USD", "$130")})
    [row] = promise_rows(run_of(good, other.ended()))
    assert (row.outcome, row.cells["store"].told, row.cells["store"].visits) == (Outcome.BROKEN, "$130.00", 2)
    assert row.cells["website"].outcome is Outcome.NOT_TESTED


def test_a_killed_scenario_counts_as_not_judged(run_of: Callable[..., Run], story: Any) -> None:
    run = run_of(story.ended(killed=True))
    assert headline(run) == "1 journey could not be judged."
    assert run.outcome is Outcome.COMPROMISED


def test_a_failure_that_is_no_broken_promise_is_not_hidden(connected: Run) -> None:
    [scenario] = connected.scenarios
    scenario.ended = replace(scenario.ended, outcome=Outcome.BROKEN)
    assert headline(connected) == "1 journey failed for another reason."


def test_how_often_it_was_kept_is_told_of_what_was_walked_several_times(connected: Run) -> None:
    [good] = connected.scenarios
    assert good.ended is not None
    broken = replace(good, ended=replace(good.ended, outcome=Outcome.BROKEN))
    turns = [replace(one, started=replace(one.started, turn=turn)) for turn, one in enumerate([good, broken, good], 1)]
    assert how_often_kept(connected) == []

    connected.scenarios[:] = turns

    assert "kept 2 of 3 times (21% to 94%)" in matrix_text(connected)
    assert "(walk 3)" in page(connected)


@pytest.mark.parametrize(
    ("good", "of", "low", "high"),
    [(0, 0, 0.0, 1.0), (0, 10, 0.0, 0.2775), (7, 10, 0.3968, 0.8922), (10, 10, 0.7225, 1.0), (81, 263, 0.2553, 0.3662)],
)
def test_the_interval_is_wilsons(good: int, of: int, low: float, high: float) -> None:
    assert interval(good, of) == pytest.approx((low, high), abs=0.0001)


def test_what_let_down_several_journeys_is_named_the_gravest_first(siloed: Run) -> None:
    assert "What to fix first" not in matrix_text(siloed)

    siloed.scenarios *= 2

    assert "What to fix first:\n1. call centre (2 journeys): never heard of the offer (2 times), " in matrix_text(
        siloed, 400
    )


def test_what_to_mend_goes_by_touchpoint_the_worst_first(siloed: Run) -> None:
    mends = what_to_mend(siloed)
    assert [mend.touchpoint for mend in mends] == ["call centre", "store", "complaints desk"]
    assert "took too long to find the note" in [kind.breach for kind in mends[0].kinds]
    assert mends[0].kinds[0].places == [(1, 2)]


def test_figures_add_up_what_it_cost(siloed: Run) -> None:
    found = figures(siloed)
    assert (found.contacts, found.channel_switches, found.repeats) == (6, 3, 2)
    assert found.waited == timedelta(days=14, minutes=35)
    assert "2 repeated explanations" in effort_line(siloed)
    assert (found.consistency.good, found.consistency.all) == (3, 7)


def test_visits_read_as_sentences(siloed: Run, snapshot: SnapshotAssertion) -> None:
    visits = siloed.scenarios[0].visits
    assert [f"{visit_sentence(visit)} … {told(visit, 'en_US')}" for visit in visits] == snapshot


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("asked 130.00 USD", "asked $130.00"),
        ("through 2026-06-02T23:59:59+00:00", "through Jun 2, 2026, 23:59"),
        ("case 4711 ABC", "case 4711 ABC"),
        ("20 minutes", "20 minutes"),
    ],
)
def test_recorded_terms_are_shown_as_people_write_them(text: str, expected: str) -> None:
    assert readable(text, "en_US") == expected


def test_money_and_dates_follow_the_locale() -> None:
    assert readable("9.50 EUR", "de_DE") == "9,50\xa0€"


def test_an_outline_name_gets_its_values_in_place_or_in_brackets() -> None:
    assert scenario_title("to the <place>", {"place": "store", "code": "<x>"}) == "to the store (<x>)"


def test_durations_are_brief_where_there_is_little_room() -> None:
    assert briefly(timedelta(days=21, hours=2)) == "21 days"
    assert later(timedelta(hours=5, minutes=3)) == "5 hours later"
    assert later(datetime(2026, 5, 3, tzinfo=UTC) - datetime(2026, 5, 3, tzinfo=UTC)) is None
