"""Visits as Allure steps, once the journey is judged."""

from __future__ import annotations

from allure_commons.model2 import TestResult as AllureResult

from journeys.judging.judgement import judge
from journeys.judging.verdict import Standards
from journeys.records.run import Run
from journeys.topics import OURS
from reports.allure_steps import ScenarioReporter, Walk


def test_a_visit_that_broke_the_promise_is_red_and_says_why(siloed: Run, story) -> None:
    reporter, result = ScenarioReporter(), AllureResult(uuid="1", name="a scenario")
    reporter.schedule_test("1", result)
    walk = Walk(reporter, siloed.folder, "en_US")
    visits = siloed.scenarios[0].visits
    for visit in visits:
        walk.visit(visit)
    walk.judged(judge(story.promise, visits, Standards(), OURS).breaches)
    assert [step.status for step in result.steps] == [
        "passed",
        "failed",
        "failed",
        "passed",
        "failed",
        "failed",
        "failed",
    ]
    assert "call centre: promised to be served to the end, told hung up" in result.steps[5].statusDetails.message


def test_a_visit_the_world_spoilt_is_not_the_companys(siloed: Run, story) -> None:
    reporter, result = ScenarioReporter(), AllureResult(uuid="1", name="a scenario")
    reporter.schedule_test("1", result)
    walk = Walk(reporter, siloed.folder, "en_US")
    walk.visit(story.visit("website", siloed.scenarios[0].visits[1].purpose, {}, problem="it did not answer"))
    walk.judged(())
    assert result.steps[0].status == "broken"
