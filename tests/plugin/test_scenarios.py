"""A scenario is walked to its end: what breaks a promise is noted, what makes no sense stops."""

from __future__ import annotations

import json
import shlex
from collections import Counter
from dataclasses import dataclass, replace
from xml.etree import ElementTree as ET

import pytest
from markupsafe import escape

from journeys.judging.verdict import WHOLE_JOURNEY, Outcome
from journeys.records.triage import Triage
from journeys.topics import offers
from reports.figures import what_to_mend
from reports.grid import promise_rows
from reports.journey_page import page

from .conftest import Result, Suite, make_suite

WALKED = """
  @kept
  Scenario: Kept
    When Linda opens the email
    And she asks the website about the offer
    Then the website honours the promise

  @company
  Scenario: She prefers to talk
    When Linda opens the email
    And she asks the store about the offer
    Then the store honours the promise
    When she asks the call centre about the offer
    And she asks the website about the offer
    Then the call centre honours the promise
    And the website honours the promise

  @stopped
  Scenario: Nobody answers
    When Linda opens the email
    And she asks the store about the offer
    Then the store honours the promise
    When she asks the chat about the offer
    And she asks the website about the offer
    Then every touchpoint honours the promise

  @world
  Scenario: The power fails
    When the power fails
    Then the website honours the promise

  @author
  Scenario: A misspelt touchpoint
    When Linda opens the email
    And she asks the stroe about the offer
    Then the website honours the promise

  @bug
  Scenario: A bug of ours
    When Python trips over itself
    Then the website honours the promise

  @unlisted
  Scenario: Only the website is asked about
    When Linda opens the email
    And she asks the store about the offer
    And she asks the website about the offer
    Then the website honours the promise

  @letdown
  Scenario: Nothing was bought
    When Linda opens the email
    And she redeems the offer at the till
    And she reads the order confirmation
    Then the confirmation says what was charged

  @nothing
  Scenario: Nobody tried to buy
    When Linda opens the email
    And she reads the order confirmation
    Then the confirmation says what was charged

  @nothing
  Scenario: Nobody went to the store
    When Linda opens the email
    And she asks the website about the offer
    Then the store honours the promise

  @undefined
  Scenario: A misspelt sentence
    When Linda opens the emial
    Then every touchpoint honours the promise

  @own
  Scenario: A colleague's Then
    When nothing happens
    Then the weather is fine
    And nothing matters

  @own
  Scenario: A colleague's pytest.fail
    When nothing happens
    Then the sea is calm
    And nothing matters

  @effort
  Scenario: It took too many contacts
    When Linda opens the email
    And she asks the website about the offer
    And she asks the website about the offer
    Then the website honours the promise
    And it cost Linda at most 1 contacts and 5 minutes of waiting

  @unseen
  Scenario: Nobody looked into the promise
    When nothing happens
    Then nothing matters

  @silent
  Scenario: Somebody said nothing and no sentence asks about it
    When Linda opens the email
    And she asks the website about the offer
    And she asks the forum about the offer
    Then the website honours the promise

  @own
  Scenario: A colleague's When
    When a colleague's step asserts
    Then nothing matters

  @outline
  Scenario Outline: Asked at the <place>, "politely" & quietly
    When Linda opens the email
    And she asks the <place> about the offer
    Then the <place> honours the promise

    Examples:
      | place       |
      | website     |
      | call centre |
"""

OWN = """
  @held
  Scenario: A colleague's Then that holds
    When nothing happens
    Then nothing matters
"""

_IN_REPORTS = {
    Triage.BROKEN: ("failure", "failed"),
    Triage.ERROR: ("error", "broken"),
    Triage.COMPROMISED: ("error", "broken"),
    Triage.NOT_TESTED: ("error", "broken"),
    Triage.KEPT: ("", "passed"),
}
"""How JUnit and Allure call what becomes of a scenario."""
_TAGS = {"failure", "error", "skipped"}


@dataclass(frozen=True)
class Walk:
    """A suite whose features were all walked once, and how that ended."""

    suite: Suite
    result: Result

    def steps(self, scenario: str) -> list[tuple[str, str]]:
        """Give the steps of a scenario below its background, each with its status."""
        steps = self.suite.scenario(scenario).steps
        return [(f"{step.keyword} {step.text}", step.status) for step in steps if step.line > 9]

    def outcomes(self) -> dict[str, Outcome]:
        """Give each scenario's outcome, but for the outline's."""
        return {one.started.name: one.outcome for one in self.suite.run().scenarios if not one.started.example}


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory) -> Walk:
    """Everything above, walked once."""
    suite = make_suite(tmp_path_factory.mktemp("walked"))
    suite.feature("walked", WALKED)
    suite.feature("own", OWN, background="")
    options = ("--shopper-seed", "4711", "--company", "kestrel", "--no-preflight")
    conftest = suite.folder / "conftest.py"
    more = '"steps", "reports.allure_bridge", "reports.progress"]'
    conftest.write_text(conftest.read_text(encoding="utf-8").replace('"steps"]', more), encoding="utf-8")
    suite.environment["PYTEST_ADDOPTS"] = "--no-report --junitxml=junit.xml"
    return Walk(suite, suite.shop("run", "features", *options))


@pytest.fixture
def chosen(suite: Suite) -> Suite:
    """The same features, to choose from."""
    suite.feature("walked", WALKED)
    suite.feature("own", OWN, background="")
    return suite


def test_a_failing_then_does_not_stop_the_journey_and_the_end_lists_every_breach(walk: Walk) -> None:
    assert walk.steps("She prefers to talk") == [
        ("When Linda opens the email", "passed"),
        ("And she asks the store about the offer", "passed"),
        ("Then the store honours the promise", "failed"),
        ("When she asks the call centre about the offer", "passed"),
        ("And she asks the website about the offer", "passed"),
        ("Then the call centre honours the promise", "failed"),
        ("And the website honours the promise", "passed"),
    ]
    linda = walk.suite.scenario("She prefers to talk")
    found = [finding.breach for verdict in linda.verdicts for finding in verdict.findings if finding.breach]
    assert found == [offers.REGULAR_CHARGED, offers.PART_HONOURED]
    assert linda.ended is not None
    assert linda.ended.error is not None
    assert linda.ended.error in walk.result.out, "the reader sees what the ledger keeps"
    for words in (
        'broke "free phone upgrade", promised to Linda by email on ',
        "(<upgrade@kestrel.example>)",
        "charged the regular price: asked 130.00 USD",
        "honoured part of the offer: asked 110.00 USD, where 130.00 USD is regular",
        "repeat with: pytest 'features/walked.feature::She prefers to talk' --company kestrel --shopper-seed 4711",
    ):
        assert words in linda.ended.error


def test_an_error_in_a_when_stops_and_what_was_left_is_skipped(walk: Walk) -> None:
    assert walk.steps("Nobody answers") == [
        ("When Linda opens the email", "passed"),
        ("And she asks the store about the offer", "passed"),
        ("Then the store honours the promise", "failed"),
        ("When she asks the chat about the offer", "broken"),
        ("And she asks the website about the offer", "skipped"),
        ("Then every touchpoint honours the promise", "skipped"),
    ]
    stopped = walk.suite.scenario("Nobody answers")
    assert [visit.touchpoint for visit in stopped.visits] == ["inbox", "store", "chat"], "the failed visit is kept too"
    assert stopped.visits[2].problem == "Unreachable: The chat at chat.example did not answer"
    assert stopped.outcome is Outcome.BROKEN, "a breach is never hidden by what came after"


def test_each_outcome_is_for_whose_fault_it_was(walk: Walk) -> None:
    assert walk.outcomes() == {
        "Kept": Outcome.KEPT,
        "She prefers to talk": Outcome.BROKEN,
        "Nobody answers": Outcome.BROKEN,
        "The power fails": Outcome.COMPROMISED,
        "A misspelt touchpoint": Outcome.NOT_TESTED,
        "A bug of ours": Outcome.NOT_TESTED,
        "Only the website is asked about": Outcome.BROKEN,
        "Nobody went to the store": Outcome.NOT_TESTED,
        "Nobody tried to buy": Outcome.NOT_TESTED,
        "Nothing was bought": Outcome.BROKEN,
        "A misspelt sentence": Outcome.NOT_TESTED,
        "A colleague's Then": Outcome.BROKEN,
        "A colleague's pytest.fail": Outcome.BROKEN,
        "A colleague's Then that holds": Outcome.KEPT,
        "It took too many contacts": Outcome.BROKEN,
        "Nobody looked into the promise": Outcome.NOT_TESTED,
        "Somebody said nothing and no sentence asks about it": Outcome.COMPROMISED,
        "A colleague's When": Outcome.BROKEN,
    }


def test_only_an_authors_error_is_called_one(walk: Walk) -> None:
    called = {one.started.name for one in walk.suite.run().scenarios if one.triage is Triage.ERROR}

    assert called == {
        "A misspelt touchpoint",
        "A bug of ours",
        "Nobody went to the store",
        "A misspelt sentence",
        "Nobody looked into the promise",
    }
    untested = {one.started.name for one in walk.suite.run().scenarios if one.triage is Triage.NOT_TESTED}
    assert untested == {"Nobody tried to buy"}


def test_what_fails_beside_the_promises_stands_at_the_journey_by_name(walk: Walk) -> None:
    run = walk.suite.run()
    text = (run.folder / "journeys.html").read_text(encoding="utf-8")
    whole = [(one.started.name, found) for one in run.scenarios for record in one.whole for found in record.findings]
    told = [(name, found.promised, found.told) for name, found in whole if found.outcome is Outcome.BROKEN]
    effort = walk.suite.scenario("It took too many contacts")

    assert told == [
        ("A colleague's Then", "Then the weather is fine", "assert 'rain' == 'sun'"),
        ("A colleague's pytest.fail", "Then the sea is calm", "there are waves"),
        ("It took too many contacts", "contacts: at most 1", "contacts: 2"),
        ("A colleague's When", "When a colleague's step asserts", "the colleague was wrong"),
    ]
    assert {(found.visit, found.touchpoint) for _, found in whole} == {(None, WHOLE_JOURNEY)}
    assert [one.outcome for one in effort.verdicts] == [Outcome.KEPT], "no touchpoint is to blame for it"
    (row,) = promise_rows(replace(run, scenarios=[effort]))
    assert row.outcome is Outcome.KEPT
    mend = next(mend for mend in what_to_mend(run) if mend.touchpoint == WHOLE_JOURNEY)
    assert (mend.breaches, mend.journeys) == (4, 4)
    assert "The whole journey" in walk.result.out
    for name, promised, said in told:
        assert f"✗ {name}: {promised}; {said}" in walk.result.out
        assert text.count(escape(promised)) >= 2, "in its own section, and in what to fix first"
    alone = page(replace(run, scenarios=[walk.suite.scenario("A colleague's Then")]))
    assert "Nothing. No touchpoint broke a promise" not in alone
    assert "Then the weather is fine" in alone.partition('id="mend"')[2].partition("</section>")[0]


def test_a_scenario_stands_the_same_in_every_report(walk: Walk) -> None:
    run = walk.suite.run()
    stands = {one.started.scenario.partition("::")[2]: one.triage for one in run.scenarios}
    junit = ET.parse(walk.suite.folder / "junit.xml").getroot()[0]  # noqa: S314 - it is our own
    results = [json.loads(path.read_bytes()) for path in (run.folder / "allure-results").glob("*-result.json")]
    text = (run.folder / "journeys.html").read_text(encoding="utf-8")
    counts = Counter(_IN_REPORTS[one] for one in stands.values())

    told = {str(one.get("name")): [child.tag for child in one if child.tag in _TAGS] for one in junit}
    assert told == {name: [_IN_REPORTS[one][0]] if _IN_REPORTS[one][0] else [] for name, one in stands.items()}
    assert (junit.get("failures"), junit.get("errors")) == (
        str(counts["failure", "failed"]),
        str(counts["error", "broken"]),
    )
    assert Counter(one["status"] for one in results) == Counter(_IN_REPORTS[one][1] for one in stands.values())
    failed, passed, errors = counts["failure", "failed"], counts["", "passed"], counts["error", "broken"]
    assert f"{failed} failed, {passed} passed, {errors} errors in" in walk.result.out
    standing = ", ".join(
        f"{count} {one.words}" for one in Triage if (count := sum(stand is one for stand in stands.values()))
    )
    assert f"{len(stands)} journeys: {standing}." in text
    assert f"{len(stands)} journeys: {standing}." in walk.result.out


@pytest.mark.parametrize(
    ("command", "tags", "code"),
    [
        ("shop", "kept or held", 0),
        ("shop", "kept or world", 3),
        ("shop", "world or bug", 2),
        ("shop", "company or world or bug", 1),
        ("pytest", "silent", 3),
        ("pytest", "unseen or world", 2),
    ],
)
def test_the_exit_code_tells_whose_fault_it_was(chosen: Suite, command: str, tags: str, code: int) -> None:
    walked = chosen.shop("run", "-m", tags, "--no-preflight") if command == "shop" else None

    assert (walked or chosen.pytest("features", "-m", tags, "--no-preflight")).code == code


def test_a_worker_that_was_lost_could_not_judge(suite: Suite) -> None:
    asked = "  Scenario: Lost\n    When Linda opens the email\n    And she asks the kiosk about the offer\n"
    suite.feature("lost", f"{asked}    Then every touchpoint honours the promise\n")

    ran = suite.shop("run", "-n", "1")

    assert ran.code == 3, ran.said
    assert "1 error in" in ran.out
    assert [one.triage for one in suite.run().scenarios] == [Triage.COMPROMISED]


@pytest.mark.parametrize("command", [("run", "--no-preflight"), ("check",)])
def test_what_fails_within_pytest_is_told_in_a_sentence(suite: Suite, command: tuple[str, ...]) -> None:
    suite.feature("own", OWN, background="")
    conftest = suite.folder / "conftest.py"
    hook = "\n\ndef pytest_collection_modifyitems(items): raise KeyError('scenario')\n"
    conftest.write_text(conftest.read_text(encoding="utf-8") + hook, encoding="utf-8")

    ran = suite.shop(*command, "features")

    assert ran.code == 3, ran.said
    assert "(KeyError: 'scenario', in conftest.py:" in ran.said
    assert "Please report it" in ran.said
    assert "Traceback" not in ran.said


def test_a_breach_is_not_hidden_by_any_other_error(walk: Walk) -> None:
    assert walk.result.code == 1


def test_an_authors_error_stands_at_its_line_with_the_nearest_and_the_command(walk: Walk) -> None:
    lines = (walk.suite.folder / "features" / "walked.feature").read_text(encoding="utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, start=1) if "stroe" in text)

    assert (
        f"UnknownName: features/walked.feature:{line}: Kestrel Mobile has no such touchpoint: 'stroe'. "
        "Did you mean 'store'? Valid: inbox, website, store, call centre, chat, app, kiosk, forum, till.\n"
        "repeat with: pytest 'features/walked.feature::A misspelt touchpoint'"
    ) in walk.result.out


def test_what_could_not_be_judged_says_so_and_how_to_repeat_it(walk: Walk) -> None:
    assert "Compromised: The power failed\nrepeat with: pytest 'features/walked" in walk.result.out


def test_what_no_then_asked_about_fails_the_scenario_all_the_same(walk: Walk) -> None:
    unlisted = walk.suite.scenario("Only the website is asked about")

    assert {status for _, status in walk.steps("Only the website is asked about")} == {"passed"}
    assert unlisted.ended is not None
    assert "store" in str(unlisted.ended.error)
    assert "charged the regular price" in str(unlisted.ended.error)


def test_a_then_that_nothing_was_seen_for_is_an_error_and_never_a_pass(walk: Walk) -> None:
    last = walk.suite.scenario("Nobody went to the store").steps[-1]

    assert last.status == "broken"
    assert last.message is not None
    assert "No visit at the store says anything about" in last.message
    assert "so it cannot pass" in last.message


@pytest.mark.parametrize(
    ("scenario", "told", "untold"),
    [
        ("Nobody went to the store", "Add a When", "Linda"),
        ("Nobody tried to buy", "not tested, because nothing was bought", "Add a When"),
        ("Nothing was bought", "not tested, because nothing was bought", "Add a When"),
    ],
)
def test_a_when_is_proposed_only_where_it_is_missing(walk: Walk, scenario: str, told: str, untold: str) -> None:
    message = str(walk.suite.scenario(scenario).steps[-1].message)

    assert told in message
    assert untold not in message


def test_an_assertion_of_somebodys_own_is_noted_in_a_then_and_stops_in_a_when(walk: Walk) -> None:
    assert [status for _, status in walk.steps("A colleague's Then")] == ["passed", "failed", "passed"]
    assert [status for _, status in walk.steps("A colleague's pytest.fail")] == ["passed", "failed", "passed"]
    assert [status for _, status in walk.steps("A colleague's When")] == ["failed", "skipped"]


def test_a_sentence_nobody_defines_is_broken_and_what_is_left_is_skipped(walk: Walk) -> None:
    assert walk.steps("A misspelt sentence") == [
        ("When Linda opens the emial", "broken"),
        ("Then every touchpoint honours the promise", "skipped"),
    ]
    assert "Linda opens the emial" in walk.result.out


def test_the_command_that_is_printed_repeats_that_very_example(walk: Walk, chosen: Suite) -> None:
    examples = {one.started.example["place"]: one for one in walk.suite.run().scenarios if one.started.example}
    ended = examples["call centre"].ended
    assert ended is not None

    repeated = chosen.pytest(*shlex.split(ended.repeat)[1:])

    assert {place: one.outcome for place, one in examples.items()} == {
        "website": Outcome.KEPT,
        "call centre": Outcome.BROKEN,
    }
    assert repeated.code == 1
    run = chosen.run()
    assert [one.started.example for one in run.scenarios] == [{"place": "call centre"}]
    assert run.started is not None
    assert run.started.shopper_seed == 4711


@pytest.mark.parametrize(("notices", "code"), [("", 2), ("\n    notices = (continuity.ASKED_AGAIN,)\n", 0)])
def test_what_no_driver_can_notice_is_not_kept(suite: Suite, notices: str, code: int) -> None:
    places = suite.folder / "places.py"
    declared = places.read_text(encoding="utf-8").replace("class Honest(Place):\n", f"class Honest(Place):{notices}\n")
    places.write_text(declared.replace("import offers\n", "import continuity, offers\n"), encoding="utf-8")
    went = "    When Linda opens the email\n    And she asks the website about the offer\n" * 2
    suite.feature("Twice", f"  Scenario: She asks\n{went}    Then she never had to explain herself twice\n")

    result = suite.shop("run", "--no-preflight")

    assert result.code == code, result.said
    unheard = "Not asking twice was not tested: no driver of the website could notice it." in result.said
    checked = suite.shop("check")
    assert unheard is (code == 2)
    assert checked.code == (code == 2), "what check passes, the run can walk"


CHANGES = """

@when("the company lowers the discount to 10 %")
def lowers(journey): journey.change_promise("free phone upgrade", {"price": "117.00 USD"})
"""
LOWERED = """

class Lowered(Place):
    def tell_offer(self, visit): visit.saw(offers.PRICE, "117.00 USD")
    def quote(self, visit): self.tell_offer(visit)
"""


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ("And the company lowers the discount to 10 %\n    And she learns of the offer from the board", 0),
        ("And the company lowers the discount to 10 %", 1),
        ("And she learns of the offer from the board\n    And the company lowers the discount to 10 %", 1),
    ],
    ids=["told of the change", "told before", "told otherwise before it was changed"],
)
def test_what_the_company_changes_is_judged_by_when_it_was_told(suite: Suite, told: str, code: int) -> None:
    conftest, places = suite.folder / "conftest.py", suite.folder / "places.py"
    changed = conftest.read_text(encoding="utf-8").replace('"website": (', '"board": ("web", "Lowered"), "website": (')
    conftest.write_text(changed + CHANGES, encoding="utf-8")
    places.write_text(places.read_text(encoding="utf-8") + LOWERED, encoding="utf-8")
    walk = f"And she asks the website about the offer\n    {told}\n    And she asks the board about the offer"
    judged = "Then every touchpoint honours the promise"
    suite.feature("Lowered", f"  Scenario: She asks\n    When Linda opens the email\n    {walk}\n    {judged}\n")

    result = suite.shop("run")

    assert result.code == code, result.said
    prices = [one.terms["price"] for one in suite.run().scenarios[0].promises]
    assert prices == (["0.00 USD", "0.00 USD", "117.00 USD", "117.00 USD"] if code == 0 else prices)


TRIED = """

class Stuck(Place):
    def quote(self, visit):
        from playwright.sync_api import Error

        log = "  - waiting for locator('#buy')\\n    - locator resolved to a hidden button\\n"
        message = "Locator.click: Timeout 700ms exceeded.\\nCall log:\\n" + log
        raise Error(message)
"""


def test_what_the_browser_tried_is_told_once(suite: Suite) -> None:
    conftest, places = suite.folder / "conftest.py", suite.folder / "places.py"
    stuck = conftest.read_text(encoding="utf-8").replace('"website": ("web", "Honest")', '"website": ("web", "Stuck")')
    conftest.write_text(stuck, encoding="utf-8")
    places.write_text(places.read_text(encoding="utf-8") + TRIED, encoding="utf-8")
    asked = "When Linda opens the email\n    And she asks the website about the offer"
    suite.feature("Stuck", f"  Scenario: She asks\n    {asked}\n    Then every touchpoint honours the promise\n")

    result = suite.shop("run")

    assert result.code == 3, result.said
    told = "could not be visited to the end: Locator.click: Timeout 700ms exceeded, waiting for locator('#buy')"
    assert told in result.out
    assert result.out.count("locator resolved to a hidden button") == 1
    assert "Call log" not in result.out
    [visit] = [one for one in suite.run().scenarios[0].visits if one.touchpoint == "website"]
    assert [exhibit.name for exhibit in visit.exhibits] == ["what the browser tried"]
