"""What `shop check` finds, each with file, line, column, sentence and remedy; and a run that does not start on it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from journeys.judging.verdict import Outcome
from journeys.topics import (
    OURS,
    agreement,
    answering,
    cancelling,
    carts,
    cases,
    complaints,
    confirmations,
    consent,
    continuity,
    identity,
    lines,
    messages,
    notes,
    notifications,
    offers,
    pickup,
    prices,
    public_answers,
    purchases,
    returns,
    service,
    staff,
    stock,
    transcripts,
)

from .conftest import PROMISED, Suite

GOOD = """
  Scenario: Good
    When Linda opens the email
    Then the message says what was promised
"""
OUTLINE = """
  Scenario Outline: Anywhere
    When Linda opens the email
    And she asks the <place> about the offer
    Then every touchpoint honours the promise

    Examples:
"""
FOUND = {
    "a column that no step uses": (
        OUTLINE + "      | place | colour |\n      | store | red    |\n",
        "17:17: No step uses this column of the examples, so its values change nothing: 'colour'.",
    ),
    "two rows of one name": (
        OUTLINE + "      | place |\n      | store |\n      | store |\n",
        (
            "19:9: Two rows of the examples get the same name, so reports show only one of them: 'store'. "
            "The first is on line 18;"
        ),
    ),
    "a Then that nothing before it says anything about": (
        "\n  Scenario: No complaint\n    When Linda opens the email\n    Then the complaint is put right in time\n",
        (
            "13:10: This Then judges nothing: no visit before it says anything about putting it right: "
            "'the complaint is put right in time'. Before it, somebody must go there who complains."
        ),
    ),
    "a Then about a touchpoint nobody goes to": (
        (
            "\n  Scenario: Elsewhere\n    When Linda asks the website about the offer\n"
            "    Then the store honours the promise\n"
        ),
        (
            "13:10: This Then judges nothing: no visit at the store before it says anything about "
            "honouring the promise: 'the store honours the promise'. Before it, somebody must go there who learns of"
        ),
    ),
    "effort of somebody who has been nowhere": (
        GOOD + "\n  Scenario: At home\n    Given Omar is a customer\n    When Linda opens the email\n"
        "    Then it cost Omar at most 2 contacts and 5 minutes of waiting\n",
        "18:10: This Then judges nothing: nobody has been anywhere",
    ),
    "a promise that nobody looks into": (
        (
            '\n  Scenario: Listed\n    Given the company lists "Phone" at 130.00 USD\n    When Linda opens the email\n'
            "    Then the message says what was promised\n"
        ),
        "12:5: Nobody looks into this promise, so nothing checks it.",
    ),
    "a length of time that is none": (
        GOOD.replace("    Then", "    And 5 zorks pass\n    Then"),
        "13:9: The duration is not a length of time: '5 zorks'. Write it like 30 days.",
    ),
    "a price that is none": (
        (
            '\n  Scenario: Listed\n    Given the company lists "Phone" at nothing much\n'
            '    When Linda looks up "Phone" at the store\n    Then every touchpoint shows the listed price\n'
        ),
        "12:40: The price is not an amount of money: 'nothing much'.",
    ),
    "a touchpoint in a table": (
        GOOD.replace(
            "Good\n",
            "Good\n    Given the company promised Linda by email:\n"
            "      | offer       | half price |\n      | price       | 1.00 USD   |\n"
            "      | honoured at | stor       |\n",
        ),
        "15:23: Kestrel Mobile has no such touchpoint: 'stor'. Did you mean 'store'?",
    ),
    "a right-to-left mark within a sentence": (
        GOOD.replace("the message", "the\u200f message"),
        (
            "13:10: This sentence holds what cannot be seen, or not for what it is, so nobody defines it "
            "(right-to-left mark (U+200F))"
        ),
    ),
    "typographic quotes that a sentence does not have": (
        (
            "\n  Scenario: Noted\n    When she has a note written at the store: “Free.”\n"
            "    And Linda opens the email\n    Then every touchpoint honours the promise\n"
        ),
        'Type it anew: she has a note written at the store: "Free."',
    ),
    "a step that a mark before it makes a description": (
        GOOD.replace("    When", "    \u200fGiven Linda is a customer\n    When"),
        "12:1: This line begins with what cannot be seen, so it is read as a description and not run",
    ),
    "a placeholder in a scenario without examples": (
        GOOD.replace("    Then", '    And she has a note written at the store: "<words>"\n    Then'),
        "13:47: Nothing fills this placeholder: the scenario has no examples: '<words>'. Add Examples with the column",
    ),
    "a placeholder that only some of the examples fill": (
        OUTLINE + "      | place |\n      | store |\n\n    Examples: More\n      | plaze |\n      | chat  |\n",
        "21:7: These examples have no column for a placeholder, though others have: '<place>'. Did you mean 'plaze'?",
    ),
    "two columns of one name": (
        OUTLINE + "      | place | place |\n      | store | chat  |\n",
        "17:9: Two columns of the examples have one name, so only the last one's values would be used: 'place'.",
    ),
    "a scenario without a name": (
        GOOD.replace("Good", ""),
        "11:3: The scenario has no name, so no report could tell which it is.",
    ),
    "a step whose keyword is misspelt": (
        GOOD.replace("    When", "    Gven Omar is a customer\n    When"),
        (
            "12:1: This line begins with no keyword, so it is read as a description and not run: "
            "'Gven Omar is a customer'. If it is a step: Given Omar is a customer"
        ),
    ),
    "a step without a keyword": (
        GOOD.replace("    When", "    A few words.\n\n    Omar is a customer\n    When"),
        "14:1: This line begins with no keyword, so it is read as a description and not run: 'Omar is a customer'.",
    ),
    "a sentence below the wrong keyword": (
        GOOD + "    And she asks the website about the offer\n",
        (
            "14:5: This sentence is not one for Then: 'And she asks the website about the offer'. "
            "Write: When she asks the website about the offer."
        ),
    ),
    "a table that no step reads": (
        GOOD.replace("    Then", "      | price | 1.00 USD |\n    Then"),
        "12:10: This sentence takes no table below it, so what stands there changes nothing: 'Linda opens the email'.",
    ),
    "a text that no step reads": (
        GOOD.replace("    Then", '      """\n      Free\n      """\n    Then'),
        "12:10: This sentence takes no text below it, so what stands there changes nothing: 'Linda opens the email'.",
    ),
    "an answer to what nobody wrote": (
        GOOD + "    And Linda is answered in time\n",
        "14:9: This Then judges nothing: no visit before it says anything about answering what customers write",
    ),
    "a name that nobody introduced": (
        GOOD.replace("When Linda", "When Lynda"),
        "12:10: Nobody introduced this shopper: 'Lynda'. Did you mean 'Linda'? Valid: Linda.",
    ),
    "a name that nobody introduced, of whom something is expected": (
        GOOD + "    And nobody turned Lina away\n",
        "14:23: Nobody introduced this shopper: 'Lina'. Did you mean 'Linda'? Valid: Linda.",
    ),
    "a child who is called like the parent": (
        GOOD.replace("    When", "    Given Omar is a customer, with a line for his son Omar\n    When"),
        "12:11: Two of Omar's lines would be of one name: 'Omar'. Give each person another name",
    ),
    "a line that nobody was given": (
        GOOD.replace("    Then", "    And she asks the store about the offer for Maia's line\n    Then"),
        "13:48: Linda has no line for this person: 'Maia'. Did you mean 'Maya'? Valid: Linda, Maya.",
    ),
    "a product that nobody listed": (
        (
            '\n  Scenario: Listed\n    Given the company lists "Phone" at 130.00 USD\n'
            '    When Linda looks up "Phone" at the store\n    And she looks up "Fone" at the website\n'
            "    Then every touchpoint shows the listed price\n"
        ),
        "14:23: Nobody listed this product: 'Fone'. Did you mean 'Phone'? Valid: Phone.",
    ),
    "what nobody bought, brought back": (
        (
            '\n  Scenario: Brought back\n    Given the company takes "Phone" back within 30 days\n'
            '    When Linda buys "Phone" at the store\n    And she returns "Fone" at the store\n'
            "    Then Linda gets the money back as promised\n"
        ),
        "There is nothing of this name for somebody who returns what was bought: 'Fone'. Did you mean 'Phone'?",
    ),
    "somebody who was promised nothing": (
        (
            "\n  Scenario: Omar\n    Given Omar is a customer\n    When he asks the store about the offer\n"
            "    Then every touchpoint honours the promise\n"
        ),
        "Nobody has promised this shopper anything: 'Omar'. Begin with: Given the company promised Omar by email",
    ),
    "a tag that means nothing": (
        "\n  @slow @momentoftruth" + GOOD,
        "11:9: Nothing goes by this tag: '@momentoftruth'. Did you mean '@moment_of_truth'?",
    ),
    "a channel there is not": ("\n  @channel:pigeon" + GOOD, "11:3: There is no such channel: 'pigeon'."),
    "a severity there is not": (
        "\n  @severity:huge" + GOOD,
        "There is no such severity: 'huge'. Valid: blocker, critical, normal, minor, trivial.",
    ),
    "a known breach without a day": (
        "\n  @known_breach:KM-1" + GOOD,
        "A known breach needs a ticket and a last day: 'KM-1'. Write it like @known_breach:KM-17-until:2026-12-31.",
    ),
    "a known breach until a day there is not": (
        "\n  @known_breach:KM-1-until:2026-02-30" + GOOD,
        "There is no such day: '2026-02-30'.",
    ),
}


@pytest.mark.parametrize("what", FOUND)
def test_it_is_found_where_it_stands(what: str, suite: Suite) -> None:
    text, message = FOUND[what]
    suite.feature("slip", text)

    checked = suite.shop("check", "features")

    assert checked.code == 1, checked.said
    assert checked.out.count(message) == 1, "one slip is told once"


SOUND = {
    "words between brackets that are no column's": (
        GOOD.replace("    Then", "    And her sister remarks 5 < 6 and 7 > 6\n    Then")
    ),
    "a description in words": GOOD.replace("    When", "    Whenever she is a customer, say.\n\n    When"),
    "people that a colleague's step may bring in": (
        "\n  Scenario: Own\n    Given nothing at all\n    When Omar opens the email\n"
        "    Then the message says what was promised\n"
    ),
    "tags that mean something": (
        "\n  @R1 @R24 @channel:phone @severity:minor @issue:KM-7 @slow @wip @skip @moment_of_truth @ours" + GOOD
    ),
    "a step of one's own, behind which anything may happen": (
        "\n  Scenario: Own\n    When nothing happens\n    Then the complaint is put right in time\n"
    ),
    "a promise that one of several scenarios looks into": (
        GOOD + "\n  Scenario: Other\n    When nothing happens\n    Then nothing matters\n"
    ),
    "marks and quotes where they change nothing": (
        GOOD.replace("Good\n", "Good\n    “Free”, she\u200f read.\n").replace("    When", "\t\tWhen")
    ),
    "a column that only names the rows": (
        OUTLINE.replace("Anywhere", "Anywhere <case>") + "      | place | case |\n      | store | dear |\n"
    ),
}


@pytest.mark.parametrize("what", SOUND)
def test_what_is_sound_is_left_alone(what: str, suite: Suite) -> None:
    ini = suite.folder / "pytest.ini"
    ini.write_text(ini.read_text(encoding="utf-8") + "markers =\n    ours: means something here\n", encoding="utf-8")
    suite.feature("sound", SOUND[what])

    result = suite.shop("check", "features")

    assert (result.code, result.out) == (0, "1 feature read, no problems.\n")


def test_a_shopper_whom_a_fixture_may_have_brought_in_is_no_stranger(suite: Suite) -> None:
    suite.feature("slip", GOOD.replace("    Then", "    And Lynda asks the store about the offer\n    Then"))
    assert "Did you mean 'Linda'?" in suite.shop("check", "features").out
    fixture = "\n\n@pytest.fixture(autouse=True)\ndef lynda(journey): journey.meet('Lynda')\n"
    conftest = suite.folder / "conftest.py"
    conftest.write_text(conftest.read_text(encoding="utf-8") + fixture, encoding="utf-8")

    checked = suite.shop("check", "features")

    assert "Lynda" not in checked.out
    assert checked.code == 0, checked.said


def test_features_of_no_suite_are_not_called_sound(tmp_path: Path) -> None:
    (tmp_path / "lost.feature").write_text(f"Feature: Lost\n{GOOD}", encoding="utf-8")

    checked = Suite(tmp_path).shop("check", ".")

    assert checked.code == 2, checked.said
    assert "Nothing was checked: these features belong to no suite." in checked.err


def test_windows_line_ends_are_no_problem_and_a_byte_order_mark_is_told(suite: Suite) -> None:
    text = f"Feature: Windows\n{PROMISED}{GOOD}".replace("\n", "\r\n")
    (suite.folder / "features" / "ends.feature").write_bytes(text.encode())
    (suite.folder / "features" / "mark.feature").write_bytes(b"\xef\xbb\xbf" + text.encode())

    result = suite.shop("check", "features")

    assert "ends.feature" not in result.out
    assert (
        "features/mark.feature:1:1: The file begins with a byte order mark, which Gherkin does not skip." in result.out
    )
    assert suite.shop("check", "--fix", "features").code == 0


def test_features_that_no_run_collects_are_found(suite: Suite) -> None:
    suite.feature("good", GOOD)
    for lost in ("Upper.Feature", "saved.feature.txt", "build/below.feature"):
        path = suite.folder / "features" / lost
        path.parent.mkdir(exist_ok=True)
        path.write_text("Feature: Lost\n", encoding="utf-8")

    told = suite.shop("check", "features").out

    assert "features/Upper.Feature:1:1: No run collects this file: 'Upper.Feature'. Let it end in .feature." in told
    assert "features/saved.feature.txt:1:1: No run collects this file" in told
    assert "features/build/below.feature:1:1: No run collects this file" in told
    assert "pytest's norecursedirs leaves 'build' out" in told
    assert "good.feature" not in told


@pytest.mark.parametrize("asked", ["../features", "../features/good.feature", "../notes/../features", "./../features/"])
def test_features_are_the_same_from_another_folder(suite: Suite, asked: str) -> None:
    suite.feature("good", GOOD)
    (suite.folder / "notes").mkdir()

    told = replace(suite, folder=suite.folder / "notes").shop("check", asked)

    assert "No run collects" not in told.out
    assert told.code == 0, told.out


def test_of_many_problems_it_is_said_which_are_most_frequent(suite: Suite) -> None:
    suite.feature(
        "many", GOOD.replace("    Then", "    And nobody says this\n" * 21 + "    Then whales sing\n    Then")
    )

    told = suite.shop("check", "features").out.splitlines()

    assert told[-3:] == ["1 feature read, 22 problem(s).", "Most often:", "     22 This cannot be said yet"]


def test_all_problems_of_all_files_come_at_once_and_in_order(suite: Suite) -> None:
    suite.feature("a", GOOD.replace("opens", "reads") + OUTLINE + "      | place |\n      | stor  |\n")
    suite.feature("b", GOOD.replace("Then the", "Then te"))

    told = suite.shop("check", "features").out.splitlines()

    assert [line.partition(": ")[0] for line in told[:-1]] == [
        "features/a.feature:12:5",
        "features/a.feature:17:5",
        "features/b.feature:13:5",
    ]
    assert told[-1] == "2 features read, 3 problem(s)."


@pytest.mark.parametrize("workers", [(), ("-n", "2")], ids=["alone", "two workers"])
def test_a_run_looks_at_every_file_before_it_starts_and_leaves_nothing_behind(
    workers: tuple[str, ...], suite: Suite
) -> None:
    suite.feature("good", GOOD)
    suite.feature("bad", "\n  Scenario: Bad\n    When nobody knows\n    Then nothing matters\n", background="")

    ran = suite.shop("run", "features", "-k", "Good", *workers)
    plain = suite.pytest("features", *workers)

    assert (ran.code, plain.code) == (2, 2), ran.said
    for out in (ran.out, plain.out):
        assert out.count("features/bad.feature:5:5: This cannot be said yet: 'When nobody knows'.") == 1
        assert "1 problem(s). Nothing was run." in out
    assert list((suite.folder / "reports" / "out").iterdir()) == []


def test_a_run_without_preflight_goes_on_and_says_so(suite: Suite) -> None:
    suite.feature("good", GOOD)
    suite.feature("bad", "\n  Scenario: Bad\n    When nobody knows\n    Then nothing matters\n", background="")

    ran = suite.shop("run", "features", "--no-preflight")

    assert ran.code == 2
    assert suite.scenario("Good").outcome is Outcome.KEPT
    assert [start.preflight for start in suite.run().starts] == [False]


SERVING = {
    service.SERVICE,
    continuity.CONTINUITY,
    agreement.AGREEMENT,
    identity.IDENTITY,
    answering.ANSWERING,
    public_answers.PUBLIC_ANSWERS,
}
TELLS = {
    messages.LEARN: {messages.MESSAGES},
    offers.ASK: {offers.OFFERS},
    offers.PUT_THROUGH: {offers.OFFERS},
    offers.REDEEM: {offers.OFFERS, lines.LINES},
    carts.FILL: {offers.OFFERS},
    carts.CHECK_OUT: {offers.OFFERS, lines.LINES},
    confirmations.CONFIRM: {confirmations.CONFIRMATIONS, lines.LINES},
    transcripts.READ: {transcripts.TRANSCRIPTS},
    prices.LOOK_UP: {prices.PRICES},
    purchases.BUY: {purchases.PURCHASES, offers.OFFERS, stock.STOCK},
    stock.LOOK: {stock.STOCK},
    pickup.ORDER_FOR_PICKUP: {pickup.PICKUP, purchases.PURCHASES, offers.OFFERS, stock.STOCK},
    pickup.LOOK_READY: {pickup.PICKUP},
    pickup.ASK_READY: {pickup.PICKUP},
    pickup.PICK_UP: {pickup.PICKUP},
    pickup.PICK_UP_BY_NAME: {pickup.PICKUP},
    pickup.PICK_UP_BY_CODE: {pickup.PICKUP},
    returns.RETURN: {returns.RETURNS},
    returns.READ_REFUND: {returns.RETURNS},
    cancelling.CANCEL: {cancelling.CANCELLING, returns.RETURNS},
    cancelling.LOOK_UP_ORDER: {cancelling.CANCELLING},
    complaints.COMPLAIN: {complaints.COMPLAINTS, offers.OFFERS, lines.LINES},
    lines.CHECK_ACCOUNT: {lines.LINES, confirmations.CONFIRMATIONS},
    cases.OPEN: {cases.CASES},
    cases.ENQUIRE: {cases.CASES},
    notifications.ASK: {notifications.NOTIFICATIONS},
    notifications.LOOK: {notifications.NOTIFICATIONS},
    notifications.LOOK_FOR_ORDER: {notifications.NOTIFICATIONS},
    notifications.LOOK_FOR_CASE: {notifications.NOTIFICATIONS},
    notes.LEAVE: {notes.NOTES},
    notes.FIND: {notes.NOTES, offers.OFFERS},
    staff.STAFF_LOOK_UP: {staff.STAFF},
    consent.STOP: {consent.CONSENT},
    consent.START: {consent.CONSENT},
    consent.MOVE: {consent.CONSENT},
    consent.LOOK: {consent.CONSENT, consent.RESUMING, consent.SERVICE_MESSAGES},
}
"""What a visit says something about, besides how the customer was served, by what the shopper came for."""


def test_what_foresight_says_of_a_visit_is_what_judgement_makes_of_it() -> None:
    told = {purpose: {*OURS.tells(purpose)} for purpose in OURS.purposes.values()}

    assert {purpose: topics - SERVING for purpose, topics in told.items()} == TELLS
    assert {purpose for purpose, topics in told.items() if topics >= SERVING} == {one for one in TELLS if one.served}


def test_a_scenario_that_was_collected_and_never_reported_fails_the_run(suite: Suite) -> None:
    suite.feature("good", GOOD + GOOD.replace("Good", "Skipped").replace("\n  Scenario", "\n  @skip\n  Scenario"))
    conftest = suite.folder / "conftest.py"
    loses = (
        "\n\n@pytest.hookimpl(tryfirst=True)\ndef pytest_runtest_protocol(item):\n"
        "    return True if item.name == 'Lost' else None\n"
    )
    conftest.write_text(conftest.read_text(encoding="utf-8") + loses, encoding="utf-8")
    whole = suite.shop("run", "features")
    suite.feature("lost", GOOD.replace("Good", "Lost"))

    ran, walked = suite.shop("run", "features"), suite.run()
    alone = suite.shop("run", "features", "-k", "Good")

    assert (whole.code, alone.code) == (0, 0), whole.said + alone.said
    assert ran.code == 2, ran.said
    assert "features/lost.feature::Lost\n1 of 3 scenario(s) were collected and never reported." in ran.out
    assert {one.scenario: one.why for one in walked.not_walked} == {
        "features/good.feature::Skipped": "skipped: unconditional skip",
        "features/lost.feature::Lost": "it went missing",
    }


def test_scenarios_that_a_stopped_run_did_not_come_to_are_named(suite: Suite) -> None:
    suite.feature("dear", DEAR + GOOD)

    suite.pytest("features", "-x")

    not_walked = [(one.scenario, one.why) for one in suite.run().not_walked]
    assert not_walked == [("features/dear.feature::Good", "the run was stopped before it")]


def outcomes(suite: Suite) -> dict[str, tuple[Outcome, str | None]]:
    run = suite.run()
    return {one.started.name: (one.outcome, one.ended.known if one.ended else None) for one in run.scenarios}


DEAR = """
  Scenario: Dear
    When Linda opens the email
    And she asks the store about the offer
    Then every touchpoint honours the promise
"""


@pytest.mark.parametrize("workers", [(), ("-n", "1")], ids=["alone", "a worker"])
def test_a_scenario_that_a_hook_dropped_in_silence_is_missed(workers: tuple[str, ...], suite: Suite) -> None:
    suite.feature("lost", GOOD + GOOD.replace("Good", "Better"))
    hook = "def pytest_collection_modifyitems(items): items[:] = [one for one in items if one.name != 'Good']\n"
    (suite.folder / "features" / "conftest.py").write_text(hook, encoding="utf-8")

    ran = suite.shop("run", "features", *workers)

    assert ran.code == 2, ran.said
    assert "features/lost.feature::Good\n1 of 2 scenario(s) were collected and never reported." in ran.out


def test_a_scenario_that_was_left_out_by_an_option_is_not_missed(suite: Suite) -> None:
    suite.feature("chosen", GOOD + GOOD.replace("Good", "Better"))

    for option in (("-k", "Good"), ("-m", "not slow"), ("--deselect", "features/chosen.feature::Better")):
        ran = suite.pytest("features", *option)

        assert ran.code == 0, ran.said
        assert "went missing" not in ran.out


def test_a_scenario_that_a_step_skips_could_not_be_judged(suite: Suite) -> None:
    conftest = suite.folder / "conftest.py"
    step = "\n\n@when('a step skips')\ndef skips(): pytest.skip('no time')\n"
    conftest.write_text(conftest.read_text(encoding="utf-8") + step, encoding="utf-8")
    suite.feature("skips", GOOD.replace("    Then", "    And a step skips\n    Then"))

    ran = suite.shop("run", "features")

    assert ran.code == 3, ran.said
    assert suite.scenario("Good").outcome is Outcome.NOT_TESTED


def test_a_breach_that_is_known_stays_one_and_does_not_fail_the_run(suite: Suite) -> None:
    suite.feature("dear", "\n  @known_breach:KM-17-until:2999-12-31" + DEAR)

    ran = suite.shop("run", "features")

    assert ran.code == 0, ran.said
    assert outcomes(suite) == {"Dear": (Outcome.BROKEN, "KM-17 until 31 December 2999")}


def test_a_known_breach_fails_again_when_its_day_has_passed_or_it_is_mended(suite: Suite) -> None:
    suite.feature("dear", "\n  @known_breach:KM-17-until:2020-12-31" + DEAR)
    passed = suite.shop("run", "features")
    suite.feature("dear", "\n  @known_breach:KM-17-until:2999-12-31" + GOOD)
    mended = suite.shop("run", "features")

    assert passed.code == 1, passed.said
    assert "known: KM-17 until 31 December 2020, which has passed" in passed.out
    assert mended.code == 2, mended.said
    assert "This breach is mended, and its tag says it is not: 'KM-17'. Take the tag off" in mended.out


def test_a_known_breach_excuses_nothing_else(suite: Suite) -> None:
    chat = DEAR.replace("store", "chat")
    suite.feature("dead", "\n  @known_breach:KM-17-until:2999-12-31" + chat)

    ran = suite.shop("run", "features")

    assert ran.code == 3, ran.said
    assert outcomes(suite) == {"Dear": (Outcome.COMPROMISED, None)}


def test_work_in_progress_is_run_and_shown_and_fails_nothing(suite: Suite) -> None:
    suite.feature("wip", "\n  @wip" + DEAR + "\n  @wip" + GOOD)

    ran = suite.shop("run", "features")

    assert ran.code == 0, ran.said
    assert "1 passed, 1 xfailed" in ran.out
    assert outcomes(suite) == {"Dear": (Outcome.BROKEN, "work in progress"), "Good": (Outcome.KEPT, None)}
