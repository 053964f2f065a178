"""Features are collected as they are; one that cannot be read does not stop the others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pytest_bdd.exceptions import GherkinParseError

from journeys.gherkin.reading.feature_reading import read_feature
from journeys.gherkin.reading.refusals import explained
from journeys.judging.verdict import Outcome

from .conftest import Suite

KEPT = """
  Scenario: Kept
    When Linda opens the email
    And she asks the website about the offer
    Then the website honours the promise
"""
QUIET = """
  Scenario: Quiet
    Given nothing at all
    When nothing happens
    Then nothing matters
"""


def test_a_feature_with_a_syntax_error_is_shown_with_its_line_and_the_others_still_run(suite: Suite) -> None:
    suite.feature("good", KEPT)
    (suite.folder / "features" / "bad.feature").write_text(
        "Feature: Bad\n\n  Scenario: No good\n    When Linda opens the email\n  Whenever she likes\n", encoding="utf-8"
    )
    (suite.folder / "features" / "latin.feature").write_bytes("Feature: Söhne\n".encode("latin-1"))

    result = suite.shop("run", "--no-preflight")

    assert result.code == 2
    assert "AuthorError: features/bad.feature:5: " in result.out
    assert "This line cannot stand here: 'Whenever she likes'. Did you mean 'When'?" in result.out
    assert "latin.feature:1: The feature is not UTF-8 text. Save it as UTF-8." in result.out
    assert suite.scenario("Kept").outcome is Outcome.KEPT


UNREADABLE = {
    "Feature u\n": "A heading has a colon behind its first word: 'Feature u'. Write: Feature: u",
    "# language: xx\nFeature: u\n": "Gherkin has no such language: 'xx'. Write its code, such as: en.",
    "Feature: u\n  Scenario: s\n    Given a\n    then b\n": (
        "A keyword begins with a capital: 'then b'. Write: Then b"
    ),
    "Feature: u\n  Scenario: s\n    Given a\n    | b |\n    | c | d |\n": (
        "This row has more or fewer cells than the first row of its table: '| c | d |'."
    ),
    'Feature: u\n  Scenario: s\n    Given a\n      """\n      b\n': "The file ends within a text that has no end.",
}


@pytest.mark.parametrize("text", UNREADABLE)
def test_what_gherkin_cannot_read_is_told_in_words(text: str, tmp_path: Path) -> None:
    path = tmp_path / "unreadable.feature"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(GherkinParseError) as caught:
        read_feature(path)

    assert UNREADABLE[text] in str(explained(caught.value, path.name))


def test_tags_become_marks_that_strict_markers_know(suite: Suite) -> None:
    suite.feature("tagged", "  @channel:phone @R1 @moment-of-truth\n" + QUIET.strip("\n") + "\n", background="")

    chosen = suite.pytest("features", "--collect-only", "-q", "-m", "channel and R1 and moment_of_truth")
    left_out = suite.pytest("features", "--collect-only", "-q", "-m", "not channel")

    assert "features/tagged.feature::Quiet" in chosen.out
    assert chosen.code == 0
    assert left_out.code == 5


def test_a_scenario_has_its_own_name_and_an_example_its_own_values(suite: Suite) -> None:
    suite.feature(
        "named",
        """
  Rule: In a rule

    Scenario: Two: with (odd) signs — "and" Umlauts ä
      When nothing happens
      Then nothing matters

    Scenario Outline: At the <place>
      When nothing happens
      Then nothing matters

      Examples:
        | place       |
        | call centre |
        | متجر        |
""",
        background="",
    )

    listed = suite.pytest("features", "--collect-only", "-q").out.splitlines()

    assert listed[0] == 'features/named.feature::Two: with (odd) signs — "and" Umlauts ä'
    assert listed[1] == "features/named.feature::At the <place>[call centre]"
    assert len([line for line in listed if "At the <place>" in line]) == 2
    assert not (suite.folder / "reports").exists(), "only looking leaves no run behind"


def test_two_workers_write_ledgers_of_their_own_and_the_run_is_whole(suite: Suite) -> None:
    scenarios = "".join(KEPT.replace("Kept", f"Kept {number}") for number in range(6))
    suite.feature("many", scenarios)

    result = suite.shop("run", "-n", "2", "--shopper-seed", "4711")

    assert result.code == 0, result.said
    folder = suite.run().folder
    ledgers = ["ledger-gw0.jsonl", "ledger-gw1.jsonl", "ledger.jsonl"]  # and one of who was expected, and the end
    assert sorted(path.name for path in folder.glob("*.jsonl")) == ledgers
    assert {one.started.name for one in suite.run().scenarios} == {f"Kept {number}" for number in range(6)}
    assert suite.run().outcome is Outcome.KEPT
    for ledger in folder.glob("ledger-gw*.jsonl"):
        first = next(
            one for one in map(json.loads, ledger.read_text(encoding="utf-8").splitlines()) if one["kind"] == "run"
        )
        assert (first["kind"], first["shopper_seed"]) == ("run", 4711), "every worker invents the same shoppers"


def test_a_run_that_is_killed_keeps_its_finished_visits(suite: Suite) -> None:
    suite.feature(
        "deadly",
        """
  Scenario: To the kiosk
    When Linda opens the email
    And she asks the website about the offer
    And she asks the kiosk about the offer
    Then every touchpoint honours the promise
""",
    )

    result = suite.shop("run")

    assert result.code == -9
    killed = suite.scenario("To the kiosk")
    assert [visit.touchpoint for visit in killed.visits] == ["inbox", "website"]
    assert killed.outcome is Outcome.COMPROMISED


def test_an_output_folder_that_cannot_be_written_is_told_with_its_name(suite: Suite) -> None:
    suite.feature("good", KEPT)
    (suite.folder / "a file").write_text("not a folder", encoding="utf-8")

    result = suite.shop("run", "--output", "a file/runs")

    assert result.code == 2
    assert (
        "Runs cannot be kept in a file/runs: Not a directory. "
        "Make it writable, or choose another folder with --output DIR."
    ) in result.err
    assert "Traceback" not in result.said


def test_a_run_goes_where_it_is_told_and_latest_leads_to_it(suite: Suite) -> None:
    suite.feature("good", QUIET, background="")

    result = suite.shop("run", "--output", "elsewhere")

    runs = [path.name for path in (suite.folder / "elsewhere").iterdir() if not path.is_symlink()]
    assert result.code == 0
    assert len(runs) == 1
    assert (suite.folder / "elsewhere" / "latest").resolve().name == runs[0]
    assert not (suite.folder / "reports").exists()


def test_ordinary_tests_leave_no_run_behind(suite: Suite) -> None:
    (suite.folder / "test_plain.py").write_text("def test_plain(): pass\n", encoding="utf-8")

    result = suite.pytest("test_plain.py", "-q")

    assert result.code == 0
    assert not (suite.folder / "reports").exists()


def test_a_wrong_option_is_refused_with_its_value(suite: Suite) -> None:
    result = suite.pytest("features", "--browser-trace", "sometimes")

    assert result.code == 4
    assert "--browser-trace" in result.err
    assert "'sometimes'" in result.err


def test_tags_of_examples_become_marks_of_their_rows_with_what_is_behind_the_colon(suite: Suite) -> None:
    outline = QUIET.replace("Scenario: Quiet", "Scenario Outline: At <c>")
    rows = (
        "\n    @channel:phone @R1\n    Examples:\n      | c |\n      | 1 |\n\n    Examples:\n      | c |\n      | 2 |\n"
    )
    suite.feature("tagged", outline + rows, background="")

    chosen = suite.pytest("features", "--collect-only", "-q", "--strict-markers", "-m", "channel and R1")

    assert "features/tagged.feature::At <c>[1]" in chosen.out
    assert "At <c>[2]" not in chosen.out
    assert chosen.code == 0


@pytest.mark.parametrize("name", ["", "__class__", "pytestmark", "setup_module"])
@pytest.mark.parametrize("examples", ["", "\n    Examples:\n      | c |\n      | 1 |\n"])
def test_a_scenario_that_python_could_not_name_is_told_and_the_others_still_run(
    name: str, examples: str, suite: Suite
) -> None:
    suite.feature("good", KEPT)
    suite.feature("odd", QUIET.replace("Quiet", name) + examples, background="")

    checked = suite.shop("check", "features")
    run = suite.shop("run", "--no-preflight")

    assert checked.code == 1
    assert ("has no name" if not name else "keeps this name for itself") in checked.out
    assert run.code == 2
    assert suite.scenario("Kept").outcome is Outcome.KEPT


@pytest.mark.parametrize("command", ["check", "explain", "run"])
def test_a_file_that_cannot_be_collected_is_told_and_is_no_ctrl_c(command: str, suite: Suite) -> None:
    suite.feature("good", KEPT)
    (suite.folder / "features" / "test_own.py").write_text("import nothing_like_it\n", encoding="utf-8")

    result = suite.shop(command, "features")

    assert result.code == 2
    assert "No module named 'nothing_like_it'" in result.out + result.err


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "# language: de\nFeature: a\n",
            "2:1: A feature begins with Funktionalität:, and before it stands: 'Feature: a'.",
        ),
        ("# language: eng\nFeature: a\n", "1:1: Gherkin has no such language: 'eng'. Did you mean 'en'?"),
        (
            "Feature: a\nScenario: b\n Given c\nFeature: d\n",
            "4:1: This line cannot stand here: 'Feature: d'. A file has one",
        ),
        (
            "Feature: a\nScenario: b\n Given c\n Whn d\n",
            "4:2: This line cannot stand here: 'Whn d'. Did you mean 'When'?",
        ),
        ("Feature: a\nScenario: b\n Given c\n  |d|\n  |e|f|\n", "5:3: This row has more or fewer cells"),
        ('Feature: a\nScenario: b\n Given c\n """\n d\n', "6:1: The file ends within a text that has no end."),
        (
            "Feature: a\n@b\nGiven c\n",
            "3:1: Below a tag belongs what it is about, such as Scenario:, and here stands: 'Given c'.",
        ),
        ("Feature: a\n@b c\nScenario: b\n", "2:1: A tag ends at a space: '@b c'."),
        ("Feature: a\n@\nScenario: b\n", "2:1: Nothing goes by this tag: '@'."),
    ],
)
def test_what_is_no_gherkin_is_told_in_words_and_at_its_place(text: str, told: str, suite: Suite) -> None:
    (suite.folder / "features" / "odd.feature").write_text(text, encoding="utf-8")

    result = suite.shop("check", "features")

    assert result.code == 1
    assert f"features/odd.feature:{told}" in result.out


def test_scenarios_that_a_plugin_repeats_are_walked_under_names_of_their_own(suite: Suite) -> None:
    outline = """
  Scenario Outline: Asked at the <place>
    When Linda opens the email
    And she asks the <place> about the offer
    Then the <place> honours the promise

    @slow
    Examples:
      | place   |
      | website |

    Examples:
      | place |
      | store |
"""
    suite.feature("repeated", KEPT + outline)

    result = suite.pytest("features", "--count", "2")

    walked = {one.started.scenario.partition("::")[2]: one for one in suite.run().scenarios}
    assert sorted(walked) == [
        "Asked at the <place>[store-1-2]",
        "Asked at the <place>[store-2-2]",
        "Asked at the <place>[website-1-2]",
        "Asked at the <place>[website-2-2]",
        "Kept[1-2]",
        "Kept[2-2]",
    ], result.said
    assert {name for name, one in walked.items() if "slow" in one.started.tags} == {
        "Asked at the <place>[website-1-2]",
        "Asked at the <place>[website-2-2]",
    }
    ended = walked["Asked at the <place>[store-2-2]"].ended
    assert ended is not None
    assert ended.repeat.endswith("--count 2")


def test_scenarios_that_a_fixture_parametrises_are_collected(suite: Suite) -> None:
    conftest = suite.folder / "conftest.py"
    more = "\n\n@pytest.fixture(params=['red', 'blue'], autouse=True)\ndef colour(request): return request.param\n"
    conftest.write_text(conftest.read_text(encoding="utf-8") + more, encoding="utf-8")
    suite.feature("coloured", KEPT)

    suite.pytest("features")

    assert {one.started.scenario.partition("::")[2] for one in suite.run().scenarios} == {"Kept[red]", "Kept[blue]"}
