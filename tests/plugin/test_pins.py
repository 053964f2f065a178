"""What we lean on in other people's privates: if one of these fails, look there first after an upgrade."""

from __future__ import annotations

import inspect
import sys

import pytest
import pytest_bdd
from _pytest import junitxml
from _pytest.python import Module
from pytest_bdd import parser, steps
from pytest_bdd.feature import get_feature
from pytest_bdd.scenario import scenario_wrapper_template_registry
from pytest_bdd.steps import StepFunctionContext, step_function_context_registry

from journeys.gherkin.reading.feature_files import FeatureFile


def test_step_definitions_are_kept_in_a_registry_of_contexts() -> None:
    @pytest_bdd.then("a pin holds")
    def pinned() -> None: ...

    context = [one for one in step_function_context_registry.values() if one.parser.name == "a pin holds"][-1]

    assert isinstance(context, StepFunctionContext)
    assert context.type == "then"
    assert context.step_func is pinned or inspect.unwrap(context.step_func) is pinned
    assert not type(context).__dataclass_params__.frozen, "its function is replaced by one that goes on"


def test_a_step_is_run_through_its_context_at_the_moment_it_is_run() -> None:
    source = inspect.getsource(sys.modules["pytest_bdd.scenario"]._execute_step_function)

    assert "fixturefunc=context.step_func" in source
    assert "except (Exception, Failed)" in source


def test_a_module_gets_its_functions_from_getobj() -> None:
    assert "_getobj" in vars(Module)
    assert "_getobj" in vars(FeatureFile)
    assert list(inspect.signature(Module._getobj).parameters) == ["self"]


def test_collectors_ask_whether_a_name_is_a_test() -> None:
    assert list(inspect.signature(pytest.Module.funcnamefilter).parameters) == ["self", "name"]
    assert list(inspect.signature(pytest.Module.classnamefilter).parameters) == ["self", "name"]


def test_a_scenario_knows_its_template(tmp_path) -> None:
    path = tmp_path / "pin.feature"
    path.write_text("Feature: Pin\n\n  @skip\n  Scenario: It holds\n    Given nothing\n", encoding="utf-8")

    bound = pytest_bdd.scenario(path.name, "It holds", features_base_dir=str(tmp_path))(lambda: None)

    template = scenario_wrapper_template_registry[bound]
    assert (template.name, template.line_number, template.tags) == ("It holds", 4, {"skip"})
    assert template.rule is None
    assert template.feature is get_feature(str(tmp_path), path.name), "features are read once"


def test_steps_have_the_attributes_that_the_ledger_writes() -> None:
    fields = set(parser.Step.__dataclass_fields__)

    assert {"type", "keyword", "line_number", "datatable"} <= fields
    assert "name" in fields


def test_step_parsers_have_the_two_methods_that_sentences_define() -> None:
    assert {"parse_arguments", "is_matching"} <= pytest_bdd.parsers.StepParser.__abstractmethods__


def test_an_internal_error_is_told_by_what_its_representation_writes() -> None:
    facts: dict[str, str] = {}
    with pytest.raises(KeyError) as raised:
        facts["scenario"]
    told = raised.getrepr(style="native")

    told.toterminal = lambda writer: writer.line("a sentence")  # type: ignore[method-assign]

    assert str(told) == "a sentence"


def test_junit_keeps_a_writer_for_each_test_and_counts_by_the_tags_it_is_given() -> None:
    added = inspect.getsource(junitxml._NodeReporter.append_failure)

    assert "self._add_simple" in added
    assert list(inspect.signature(junitxml._NodeReporter._add_simple).parameters) == ["self", "tag", "message", "data"]
    assert "reporter.append_failure(report)" in inspect.getsource(junitxml.LogXML.pytest_runtest_logreport)
    assert "add_stats(node.tag)" in inspect.getsource(junitxml._NodeReporter.append)


@pytest.mark.parametrize(
    "hook",
    [
        "pytest_bdd_before_scenario",
        "pytest_bdd_after_step",
        "pytest_bdd_step_error",
        "pytest_bdd_step_func_lookup_error",
        "pytest_bdd_apply_tag",
    ],
)
def test_the_hooks_we_implement_are_there(hook: str, pytestconfig: pytest.Config) -> None:
    assert hasattr(pytestconfig.hook, hook)
    assert hasattr(steps, "StepFunctionContext")
