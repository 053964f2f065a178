"""What is known, in progress, mended or never walked is told apart from what is new, on terminal and page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from journeys.judging.verdict import Outcome
from journeys.records.record import NotWalked
from journeys.records.run import Run, ScenarioRun, read_run
from journeys.records.triage import WIP, Triage
from journeys.topics import offers
from reports.figures import what_to_mend
from reports.grid import promise_rows
from reports.headline import headline, let_off
from reports.journey_page import page
from reports.matrix import matrix_text

from .conftest import Story, kept, silo

KNOWN = "KM-17 until 31 December 2026"


def accepted(scenario: ScenarioRun, why: str = KNOWN) -> ScenarioRun:
    """Let a scenario off."""
    assert scenario.ended is not None
    scenario.ended = replace(scenario.ended, known=why)
    return scenario


def broken(story: Story, name: str, *tags: str) -> ScenarioRun:
    """Walk the story of the siloed company under another name."""
    return silo(replace(story, name=name, tags=tags, visits=[])).ended()


@pytest.fixture
def two(run_of: Callable[..., Run], story: Story) -> Run:
    """Give a run with one known breach, and one that is in progress."""
    return run_of(accepted(broken(story, "Known")), accepted(broken(story, "Begun"), WIP))


def test_a_run_with_known_breaches_alone_is_not_told_as_broken(two: Run) -> None:
    text = matrix_text(two, 120)

    assert headline(two) == "No promise was broken anew."
    assert let_off(two) == "Let off: 1 journey met known breaches, 1 journey is in progress."
    assert f"Known is let off (broken, known): {KNOWN}." in text
    assert "BROKEN, LET OFF" in text
    assert "✗ $" not in text
    assert what_to_mend(two) == []


def test_a_new_breach_is_not_hidden_by_a_known_one(run_of: Callable[..., Run], story: Story) -> None:
    run = run_of(accepted(broken(story, "Known")), broken(story, "New"))

    (row,) = promise_rows(run)

    assert headline(run) == "1 of 1 promise was broken."
    assert (row.let_off, row.cells["store"].let_off) == (False, False)
    assert {place for mend in what_to_mend(run) for kind in mend.kinds for place, _ in kind.places} == {2}
    alone = promise_rows(run_of(broken(story, "New")))[0]
    assert row.cells["store"].more == alone.cells["store"].more


def test_what_to_fix_first_goes_by_severity_then_by_moments_of_truth(
    run_of: Callable[..., Run], siloed: Run, story: Story
) -> None:
    usual = [mend.touchpoint for mend in what_to_mend(siloed)]
    grave = replace(
        story, name="Grave", tags=("severity:critical", "moment_of_truth"), visits=siloed.scenarios[0].visits[2:3]
    )
    run = run_of(siloed.scenarios[0], grave.ended())

    first, *others = what_to_mend(run)

    assert usual[0] == "call centre"
    assert (first.touchpoint, first.severity, first.moment_of_truth) == ("store", "critical", True)
    assert {mend.severity for mend in others} == {"normal"}
    assert "critical</span> <span" in page(run)


def test_every_journey_is_told_with_its_own_figures(run_of: Callable[..., Run], story: Story) -> None:
    told = ("110.00 USD", "100.00 USD", "110.00 USD")
    stories = [replace(story, name=f"Walk {number}", visits=[]) for number, _ in enumerate(told)]
    for one, price in zip(stories, told, strict=True):
        one.visit("store", offers.ASK, {offers.OFFER: ("known", ""), offers.PRICE: (price, "")})
    run = run_of(*(one.ended() for one in stories))

    (mend,) = what_to_mend(run)
    (kind,) = mend.kinds
    listed = page(run).partition('<ol class="mends">')[2].partition("</ol>")[0]

    assert kind.met == {("0.00 USD", "110.00 USD"): [(1, 1), (3, 1)], ("0.00 USD", "100.00 USD"): [(2, 1)]}
    first, second = listed.index("$110.00"), listed.index("$100.00")
    assert first < listed.index("#j1-v1") < listed.index("#j3-v1") < second < listed.index("#j2-v1")


def test_a_promise_to_two_people_is_judged_for_both(run_of: Callable[..., Run], story: Story) -> None:
    scenario = broken(story, "Two people")
    (judged,) = scenario.verdicts
    fine = replace(judged, shopper="Omar", outcome=Outcome.KEPT, findings=())
    scenario.verdicts.append(fine)
    scenario.promises.append(replace(scenario.promises[0], shopper="Omar"))

    (row,) = promise_rows(run_of(scenario))

    assert row.cells["store"].outcome is Outcome.BROKEN


def test_a_mended_breach_whose_tag_stays_is_an_error_and_never_praised(
    run_of: Callable[..., Run], story: Story
) -> None:
    mended = kept(story).ended()
    assert mended.ended is not None
    mended.ended = replace(mended.ended, author_error=True, error="This breach is mended, and its tag says it is not")
    run = run_of(mended)

    shown = page(run)

    assert mended.triage is Triage.ERROR
    assert headline(run) == "1 scenario has an error."
    assert "The scenario has an error, which is its author’s to mend:" in shown
    assert 'class="journey error"' in shown
    assert '<h1 class="error">' in shown
    assert "\x1b[33m1 scenario has an error." in matrix_text(run, colour=True)


@pytest.mark.parametrize(("error", "stands"), [("the store broke it", Triage.BROKEN), (None, Triage.MADE_GOOD)])
def test_made_good_passes_unless_a_then_found_it_broken(story: Story, error: str | None, stands: Triage) -> None:
    scenario = silo(story).ended()
    assert scenario.ended is not None
    scenario.ended = replace(scenario.ended, outcome=Outcome.MADE_GOOD, error=error)

    assert scenario.triage is stands


def test_the_page_names_ticket_and_last_day_and_when_that_has_passed(
    run_of: Callable[..., Run], story: Story, two: Run
) -> None:
    late = page(run_of(broken(story, "Late", "known_breach:KM-3-until:2026-01-31")))

    assert f"known: {KNOWN}" in page(two)
    assert "Nothing new. No touchpoint broke a promise on the other journeys." in page(two)
    assert "known: KM-3 until 31 January 2026, which has passed" in late


def test_a_run_that_was_not_checked_says_so_on_the_page(connected: Run) -> None:
    assert "--no-preflight" not in page(connected)
    assert connected.started is not None
    connected.starts.append(replace(connected.started, preflight=False))

    assert "The features were not checked before this run (--no-preflight)" in page(connected)


def test_who_was_not_walked_is_named_with_the_reason(connected: Run, write_ledger: Callable[[Run], Path]) -> None:
    write_ledger(connected)
    with (connected.folder / "ledger.jsonl").open("a", encoding="utf-8") as ledger:
        ledger.write(
            '{"schema": 1, "kind": "not-walked", "scenario": "features/lost.feature::Lost", "why": "it went missing"}\n'
        )
    run = read_run(connected.folder)

    assert run.not_walked == [NotWalked(scenario="features/lost.feature::Lost", why="it went missing")]
    assert headline(run) == "1 journey was not walked."
    assert '<h1 class="not-tested">' in page(run)
    assert "features/lost.feature::Lost was not walked: it went missing." in matrix_text(run, 120)
    assert "<bdi>features/lost.feature::Lost</bdi>" in page(run)


def test_a_terminal_is_not_flooded_by_a_run_that_was_stopped_early(connected: Run) -> None:
    connected.not_walked += [
        NotWalked(scenario=f"a.feature::{number}", why="the run was stopped") for number in range(99)
    ]

    text = matrix_text(connected, 120)

    assert "99 scenarios were not walked: the run was stopped. The journey page names them." in text
    assert "a.feature::7" not in text
    assert "a.feature::98" in page(connected)


def test_a_run_of_which_nothing_was_walked_names_who_was_to_be(run_of: Callable[..., Run]) -> None:
    empty = run_of()
    empty.not_walked.append(NotWalked(scenario="features/a.feature::A", why="skipped: no chat today"))

    assert "skipped: no chat today" in page(empty)
    assert "nothing was selected" not in page(empty)


def test_the_page_lets_a_reader_choose_by_standing(two: Run, run_of: Callable[..., Run], story: Story) -> None:
    shown = page(run_of(*two.scenarios, broken(story, "New")))

    labels: list[Any] = [f"{one.words} (1)" for one in (Triage.BROKEN, Triage.KNOWN, Triage.IN_PROGRESS)]
    assert all(label in shown for label in labels)
    assert shown.index("New</h4>") < shown.index("Known</h4>") < shown.index("Begun</h4>")
