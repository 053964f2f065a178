"""Collects ``.feature`` files as they are: a business owner adds a file and it runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import copy
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from pytest_bdd import scenario
from pytest_bdd.exceptions import GherkinParseError
from pytest_bdd.scenario import scenario_wrapper_template_registry

from journeys.errors import AuthorError
from journeys.gherkin.reading.feature_reading import Contents, read_feature
from journeys.gherkin.reading.refusals import explained
from journeys.gherkin.reading.soundness import misnamed
from journeys.gherkin.reading.tags import A_TAG_OF_FEATURES, mark_name, mark_of

__all__ = ["FeatureFile", "UnreadableFeature", "is_feature_run", "scenario_tags"]


_EXAMPLE = "_pytest_bdd_example"
"""How pytest-bdd calls the row of examples that a scenario is walked with."""


class FeatureFile(pytest.Module):
    """A feature file as pytest sees it: a module whose functions are the scenarios, under their own names."""

    def _getobj(self) -> ModuleType:
        module = ModuleType(self.path.stem)
        module.__file__ = str(self.path)
        contents = read_feature(self.path)
        for name in sorted(_mark_names(contents)):
            self.config.addinivalue_line("markers", f"{name}: {A_TAG_OF_FEATURES}")
        for name in (one for one in contents.feature.scenarios if not misnamed(one)):
            bind = scenario(self.path.name, name, features_base_dir=str(self.path.parent))
            setattr(module, name, bind(lambda: None))
        return module

    def collect(self) -> Iterable[pytest.Item | pytest.Collector]:
        """Yield the scenarios, or one item that says why the file cannot be read, so that the others still run."""
        try:
            traps = read_feature(self.path).traps
            items = [_tagged(item) for item in super().collect()]
        except (GherkinParseError, UnicodeDecodeError) as error:
            return [UnreadableFeature.from_parent(self, name="cannot be read", error=explained(error, self.nodeid))]
        for line, name, trap in traps:
            label = f"{name} (line {line})".strip()
            items.append(UnreadableFeature.from_parent(self, name=label, error=copy(trap).at(f"{self.nodeid}:{line}")))
        return items

    def funcnamefilter(self, name: str) -> bool:
        """Take every scenario, whatever it is called."""
        return name in self._scenarios()

    def classnamefilter(self, name: str) -> bool:  # noqa: ARG002 - pytest's signature
        """Take no classes: a feature has none."""
        return False

    def _scenarios(self) -> set[str]:
        return {name for name, value in vars(self.obj).items() if _is_scenario(value)}


class UnreadableFeature(pytest.Item):
    """Stands for a feature file, or a scenario of it, that cannot be run as it is, and fails with the reason."""

    def __init__(self, *, error: AuthorError, **kwargs: Any) -> None:
        """Take the error to fail with."""
        super().__init__(**kwargs)
        self._error = error

    def runtest(self) -> None:
        """Fail."""
        raise self._error

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Name the file."""
        return self.path, None, f"{self.path.name}: {self.name}"


def is_feature_run(config: pytest.Config) -> bool:
    """Tell whether any path pytest was given is, or holds, a feature file."""
    paths = (Path(config.invocation_params.dir, argument.partition("::")[0]) for argument in config.args)
    return any(path.suffix == ".feature" or _holds_features(path) for path in paths)


def _holds_features(path: Path) -> bool:
    found: Iterator[Path] = path.rglob("*.feature") if path.is_dir() else iter(())
    return next(found, None) is not None


def scenario_tags(item: pytest.Function) -> set[str]:
    """Give all tags that hold for a scenario: its own, those of its feature and rule, and of its row of examples."""
    template = scenario_wrapper_template_registry[item.obj]
    rule = template.rule
    return template.tags | template.feature.tags | (rule.tags if rule else set()) | _row_tags(item)


def _mark_names(contents: Contents) -> set[str]:
    return {mark_name(tag) for _, _, tag in contents.tags} - {""}


def _tagged(item: pytest.Item | pytest.Collector) -> pytest.Item | pytest.Collector:
    """Mark a scenario with the tags of its row; the others are on it already."""
    for mark in filter(None, map(mark_of, sorted(_row_tags(item)))):
        item.add_marker(mark)
    return item


def _row_tags(item: pytest.Item | pytest.Collector) -> frozenset[str]:
    if not (isinstance(item, pytest.Function) and isinstance(item.parent, FeatureFile) and hasattr(item, "callspec")):
        return frozenset()
    template = scenario_wrapper_template_registry[item.obj]
    told: Any = item.callspec.params.get(_EXAMPLE)
    # Other plugins and fixtures parametrise scenarios as well: their turns are counted in pytest's index, not ours.
    rows = [dict(row) for examples in template.examples for row in examples.as_contexts()]
    if told is None or dict(told) not in rows:
        return frozenset()
    turn = item.callspec.indices[_EXAMPLE]
    row = turn if rows[turn : turn + 1] == [dict(told)] else rows.index(dict(told))
    return read_feature(item.path).row_tags[template.name][row]


def _is_scenario(value: object) -> bool:
    try:
        return value in scenario_wrapper_template_registry
    except TypeError:
        return False
