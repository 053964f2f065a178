"""A scenario is walked to its end: what breaks a promise is noted, what makes no sense stops."""

from __future__ import annotations

import json

from journeys.verdict import Breach, Outcome

from .conftest import Suite


def statuses(suite: Suite, scenario: str) -> list[tuple[str, str]]:
    steps = suite.scenario(scenario).steps
    return [(f"{step.keyword} {step.text}", step.status) for step in steps if step.keyword in {"When", "Then", "And"}]


def test_a_failing_then_does_not_stop_the_journey_and_the_end_lists_every_breach(suite: Suite) -> None:
    suite.feature(
        "offers",
        """
  Scenario: She prefers to talk
    When Linda opens the email
    And she asks the store about the offer
    Then the store honours the promise
    When she asks the call centre about the offer
    And she asks the website about the offer
    Then the call centre honours the promise
    And the website honours the promise
""",
    )

    result = suite.shop("run", "features", "--shopper-seed", "4711", "--company", "kestrel")

    assert result.code == 1
    assert 'broke "free phone upgrade", promised to Linda by email <upgrade@kestrel.example>' in result.out
    assert "charged the regular price" in result.out
    assert "honoured part of the offer" in result.out
    assert "repeat with: pytest 'features/offers.feature::She prefers to talk' --company kestrel" in result.out
    assert "--shopper-seed 4711" in result.out
    assert statuses(suite, "She prefers to talk")[1:] == [
        ("When Linda opens the email", "passed"),
        ("And she asks the store about the offer", "passed"),
        ("Then the store honours the promise", "failed"),
        ("When she asks the call centre about the offer", "passed"),
        ("And she asks the website about the offer", "passed"),
        ("Then the call centre honours the promise", "failed"),
        ("And the website honours the promise", "passed"),
    ]
    ended = suite.scenario("She prefers to talk")
    assert ended.outcome is Outcome.BROKEN
    found = {finding.breach for verdict in ended.verdicts for finding in verdict.findings if finding.breach}
    assert found == {Breach.REGULAR_PRICE.value, Breach.PART_HONOURED.value}
    assert ended.ended is not None
    assert ended.ended.error is not None
    assert "charged the regular price" in ended.ended.error


def test_the_command_that_is_printed_repeats_the_scenario(suite: Suite) -> None:
    suite.feature(
        "offers",
        """
  Scenario Outline: Asked at the <place>, "politely" & quietly
    When Linda opens the email
    And she asks the <place> about the offer
    Then the <place> honours the promise

    Examples:
      | place       |
      | website     |
      | call centre |
""",
    )
    first = suite.shop("run", "--company", "kestrel", "--shopper-seed", "7")
    repeat = next(one.ended.repeat for one in suite.run().scenarios if one.ended and one.outcome is Outcome.BROKEN)
    assert f"repeat with: {repeat}" in first.out
    example = {json.dumps(one.started.example): one.outcome for one in suite.run().scenarios}

    second = suite.pytest(*_split(repeat)[1:])

    assert example == {'{"place": "website"}': Outcome.KEPT, '{"place": "call centre"}': Outcome.BROKEN}
    assert second.code == 1
    assert [one.started.example for one in suite.run().scenarios] == [{"place": "call centre"}]
    assert suite.run().started is not None
    assert suite.run().started.shopper_seed == 7


def _split(command: str) -> list[str]:
    import shlex

    return shlex.split(command)


def test_an_error_in_a_when_stops_and_what_was_left_is_skipped(suite: Suite) -> None:
    suite.feature(
        "offers",
        """
  Scenario: Nobody answers
    When Linda opens the email
    And she asks the store about the offer
    Then the store honours the promise
    When she asks the chat about the offer
    And she asks the website about the offer
    Then every touchpoint honours the promise
""",
    )

    result = suite.shop("run")

    assert statuses(suite, "Nobody answers")[2:] == [
        ("And she asks the store about the offer", "passed"),
        ("Then the store honours the promise", "failed"),
        ("When she asks the chat about the offer", "broken"),
        ("And she asks the website about the offer", "skipped"),
        ("Then every touchpoint honours the promise", "skipped"),
    ]
    assert result.code == 1, "a breach is never hidden by what came after"
    assert "The journey was stopped: Unreachable: The chat at chat.example did not answer" in result.out
    visits = suite.scenario("Nobody answers").visits
    assert [visit.touchpoint for visit in visits] == ["inbox", "store", "chat"], "the visit that failed is kept too"
    assert visits[2].problem == "Unreachable: The chat at chat.example did not answer"


def test_exit_codes_tell_whose_fault_it_was(suite: Suite) -> None:
    suite.feature(
        "sorted",
        """
  @kept
  Scenario: Kept
    When Linda opens the email
    And she asks the website about the offer
    Then the website honours the promise

  @world
  Scenario: The world
    When the power fails
    Then the website honours the promise

  @author
  Scenario: The author
    When Linda opens the email
    And she asks the stroe about the offer
    Then the website honours the promise

  @bug
  Scenario: A bug
    When Python trips over itself
    Then the website honours the promise

  @company
  Scenario: The company
    When Linda opens the email
    And she asks the store about the offer
    Then the store honours the promise
""",
    )

    codes = {tags: suite.shop("run", "-m", tags).code for tags in ("kept", "kept or world", "world or bug")}
    everything = suite.shop("run")

    assert codes == {"kept": 0, "kept or world": 3, "world or bug": 2}
    assert everything.code == 1
    assert "Compromised: The power failed\nrepeat with: pytest" in everything.out
    assert (
        "UnknownName: features/sorted.feature:23: Kestrel Mobile has no such touchpoint: 'stroe'. "
        "Did you mean 'store'? Valid: inbox, website, store, call centre, chat, app, kiosk."
    ) in everything.out
    assert everything.out.count("repeat with: ") >= 3
    outcomes = {one.started.name: one.outcome for one in suite.run().scenarios}
    assert outcomes == {
        "Kept": Outcome.KEPT,
        "The world": Outcome.COMPROMISED,
        "The author": Outcome.NOT_TESTED,
        "A bug": Outcome.NOT_TESTED,
        "The company": Outcome.BROKEN,
    }
    errors = {one.started.name: one.ended.author_error for one in suite.run().scenarios if one.ended}
    assert errors == {"Kept": False, "The world": False, "The author": True, "A bug": True, "The company": False}


def test_what_no_then_asked_about_fails_the_scenario_all_the_same(suite: Suite) -> None:
    suite.feature(
        "offers",
        """
  Scenario: Only the website is asked about
    When Linda opens the email
    And she asks the store about the offer
    And she asks the website about the offer
    Then the website honours the promise
""",
    )

    result = suite.shop("run")

    assert result.code == 1
    assert "Noticed on the way, though no Then asked:" in result.out
    assert "charged the regular price" in result.out
    assert suite.run().outcome is Outcome.BROKEN


def test_a_then_that_nothing_was_seen_for_is_an_error_and_never_a_pass(suite: Suite) -> None:
    suite.feature(
        "offers",
        """
  Scenario: Nobody went to the store
    When Linda opens the email
    And she asks the website about the offer
    Then the store honours the promise
""",
    )

    result = suite.shop("run")

    assert result.code == 2
    assert "NothingToJudge: features/offers.feature:13: No visit at the store says anything about" in result.out
    assert "so it cannot pass" in result.out


def test_an_assertion_of_somebodys_own_then_is_noted_and_in_a_when_it_stops(suite: Suite) -> None:
    suite.feature(
        "own steps",
        """
  Scenario: In a Then
    When nothing happens
    Then the weather is fine
    And nothing matters

  Scenario: In a When
    When a colleague's step asserts
    Then nothing matters
""",
        background="",
    )

    result = suite.shop("run")

    assert result.code == 1
    assert [status for _, status in statuses(suite, "In a Then")] == ["passed", "failed", "passed"]
    assert [status for _, status in statuses(suite, "In a When")] == ["failed", "skipped"]


def test_a_sentence_nobody_defines_fails_and_is_in_the_ledger(suite: Suite) -> None:
    suite.feature(
        "offers",
        """
  Scenario: A misspelt sentence
    When Linda opens the emial
    Then every touchpoint honours the promise
""",
    )

    result = suite.shop("run")

    assert result.code == 2
    assert "Linda opens the emial" in result.out
    assert [status for _, status in statuses(suite, "A misspelt sentence")][-2:] == ["broken", "skipped"]
