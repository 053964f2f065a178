"""What Allure calls a scenario: title, place in the tree, labels, links and description, all from its Gherkin."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

import pytest
from allure_commons.model2 import Label, Link, Parameter, TestResult
from allure_commons.types import LabelType
from pytest_bdd.scenario import scenario_wrapper_template_registry

from journeys.evidence.harmless import harmless, on_one_line
from journeys.evidence.observations import Visit
from journeys.gherkin.reading.feature_files import scenario_tags
from journeys.running.repeating import turn_of

from .wording import outline_title, scenario_title

if TYPE_CHECKING:
    from pytest_bdd.gherkin_parser import DataTable
    from pytest_bdd.parser import Scenario, ScenarioTemplate

__all__ = ["ScenarioIdentity", "cells", "describe", "identity"]

_SEVERITIES = {"blocker", "critical", "normal", "minor", "trivial"}
_OURS = {"severity", "issue"}
_MACHINE = {LabelType.HOST, LabelType.THREAD, LabelType.LANGUAGE}


@dataclass(frozen=True, slots=True)
class ScenarioIdentity:
    """What stays the same from run to run."""

    scenario: Scenario
    template: ScenarioTemplate
    file: PurePosixPath
    example: Mapping[str, str]
    tags: tuple[str, ...]
    turn: int = 1

    @property
    def title(self) -> str:
        """The scenario's name as its author wrote it, with the example's values."""
        return scenario_title(self.template.name, self.example)

    @property
    def folders(self) -> tuple[str, ...]:
        """The folders below ``features``: the kind of promise."""
        parents = self.file.parts[:-1]
        return parents[parents.index("features") + 1 :] if "features" in parents else parents[-1:]

    @property
    def feature(self) -> str:
        """The feature's name, or its file's if it has none."""
        return str(self.template.feature.name or self.file.stem)

    @property
    def story(self) -> str | None:
        """The rule, or the outline that has several examples."""
        if self.template.rule is not None:
            return str(self.template.rule.name)
        return outline_title(str(self.template.name)) if self.example else None


def identity(item: pytest.Item) -> ScenarioIdentity | None:
    """Find the scenario behind a test item, also if it never started; None if it is an ordinary test."""
    if not isinstance(item, pytest.Function):
        return None
    template = scenario_wrapper_template_registry.get(item.obj)
    if template is None:
        return None
    params: dict[str, Any] = item.callspec.params if hasattr(item, "callspec") else {}
    example = {str(name): str(value) for name, value in params.get("_pytest_bdd_example", {}).items()}
    file = PurePosixPath(item.nodeid.partition("::")[0])
    if file.suffix != ".feature":
        file = PurePosixPath(template.feature.rel_filename)
    tags = tuple(sorted(scenario_tags(item)))
    return ScenarioIdentity(template.render(example), template, file, example, tags, turn_of(item))


def describe(
    result: TestResult,
    known: ScenarioIdentity,
    visits: Sequence[Visit],
    fault: str | None,
    link_patterns: Mapping[str, str],
) -> None:
    """Write into a result all that Allure shows beside the steps.

    Args:
        result: What to complete.
        known: The scenario.
        visits: What was visited, for the labels by persona, channel and touchpoint.
        fault: Whose fault a failure is, if there is one.
        link_patterns: Addresses with ``{}`` for what a tag such as ``@issue:7`` names.
    """
    full_name = f"{known.file}#{known.template.name}"
    result.name = known.title
    result.fullName = full_name
    result.testCaseId = _digest(full_name)
    walk = [str(known.turn)] if known.turn > 1 else []  # the first has the history of a scenario that is walked once
    result.historyId = _digest(full_name, *known.example.values(), *walk)
    result.titlePath = [*known.file.parts[:-1], known.feature]
    result.description = _description(known)
    result.descriptionHtml = None
    who = {
        "persona": list(dict.fromkeys(visit.shopper for visit in visits)),
        "channel": list(dict.fromkeys(visit.channel.value for visit in visits)),
        "touchpoint": list(dict.fromkeys(visit.touchpoint for visit in visits)),
    }
    result.parameters = [Parameter(name=name, value=value) for name, value in known.example.items()]
    result.parameters += [Parameter(name="walk", value=turn) for turn in walk]
    result.parameters += [
        Parameter(name=name, value=", ".join(values), excluded=True) for name, values in who.items() if values
    ]
    labels = [*_labels(known, link_patterns), *((name, value) for name, values in who.items() for value in values)]
    if fault:
        labels.append(("fault", fault))
    kept = [label for label in result.labels if label.name in _MACHINE]
    result.labels = [*kept, *(Label(name=name, value=value) for name, value in labels)]
    result.links = list(_links(known, link_patterns))


def cells(table: DataTable) -> list[list[str]]:
    """Give a Gherkin table's rows as texts."""
    return [[cell.value for cell in row.cells] for row in table.rows]


def _labels(known: ScenarioIdentity, link_patterns: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    epic = " / ".join(_words(folder) for folder in known.folders) or "Features"
    yield LabelType.EPIC, epic
    yield LabelType.FEATURE, known.feature
    yield LabelType.PARENT_SUITE, epic
    yield LabelType.SUITE, known.feature
    if known.story:
        yield LabelType.STORY, known.story
        yield LabelType.SUB_SUITE, known.story
    yield "package", ".".join([*known.file.parts[:-1], known.file.stem])
    yield LabelType.FRAMEWORK, "pytest-bdd"
    for tag in known.tags:
        name, _, argument = tag.partition(":")
        if name == "severity" and argument in _SEVERITIES:
            yield LabelType.SEVERITY, argument
        elif name not in _OURS or (name == "issue" and "issue" not in link_patterns):
            yield LabelType.TAG, tag


def _links(known: ScenarioIdentity, patterns: Mapping[str, str]) -> Iterator[Link]:
    for tag in known.tags:
        ticket = _ticket(tag)
        if ticket and "issue" in patterns:
            yield Link(type="issue", url=patterns["issue"].format(ticket), name=ticket)


def _ticket(tag: str) -> str:
    """Give what an issue's address is made of: ``KM-7`` of ``issue:KM-7`` and of ``known_breach:KM-7-until:…``."""
    name, _, argument = tag.partition(":")
    if name == "known_breach":
        return argument.rpartition("-until:")[0]
    return argument if name == "issue" else ""


def _description(known: ScenarioIdentity) -> str:
    """Put the texts and the tables of the Givens together as Markdown: what was promised."""
    texts = [known.template.feature.description, known.template.description]
    tables = [
        f"**{_as_it_is(step.name.rstrip(':'))}**\n\n{_markdown(cells(step.datatable))}"
        for step in known.scenario.steps
        if step.type == "given" and step.datatable
    ]
    told = [*(_unfetched(text) for text in texts if text), *tables]
    return "\n\n".join(text.strip() for text in told if text.strip())


def _unfetched(text: str) -> str:
    """Let a text's emphasis and lists be, and nothing in it be a picture, a link or HTML, which Allure would load."""
    return re.sub(r"[\[\]!]", r"\\\g<0>", harmless(text).replace("&", "&amp;").replace("<", "&lt;"))


def _as_it_is(text: str) -> str:
    """Write a text that Markdown shows as it is."""
    return re.sub(r"[\\`*_{}\[\]()#!|~]", r"\\\g<0>", on_one_line(text).replace("&", "&amp;").replace("<", "&lt;"))


def _markdown(rows: Sequence[Sequence[str]]) -> str:
    head, *rest = ["| " + " | ".join(_as_it_is(cell) for cell in row) + " |" for row in rows]
    return "\n".join([head, "|" + " --- |" * len(rows[0]), *rest])


def _words(folder: str) -> str:
    text = folder.replace("_", " ").replace("-", " ")
    return text[:1].upper() + text[1:]


def _digest(*parts: str) -> str:
    return hashlib.md5("\0".join(parts).encode(), usedforsecurity=False).hexdigest()
