"""Collects ``.feature`` files as they are: a business owner adds a file and it runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import copy
from itertools import chain
from pathlib import Path
from types import ModuleType
from typing import Any, cast

import pytest
from pytest_bdd import scenario
from pytest_bdd.exceptions import GherkinParseError
from pytest_bdd.scenario import scenario_wrapper_template_registry

from journeys.errors import AuthorError
from journeys.gherkin.feature_reading import Contents, read_feature
from journeys.gherkin.refusals import explained
from journeys.gherkin.soundness import misnamed
from journeys.gherkin.tags import A_TAG_OF_FEATURES, mark_name, mark_of

__all__ = ["FeatureFile", "UnreadableFeature", "is_feature_run"]


class FeatureFile(pytest.Module):
    """A feature file as pytest sees it: a module whose functions are the scenarios, under their own names."""

    def _getobj(self) -> ModuleType:
        module = ModuleType(self.path.stem)
        module.__file__ = str(self.path)
        contents = read_feature(self.path)
        feature = contents.feature
        for tag in sorted(_tags(contents)):
            self.config.addinivalue_line("markers", f"{tag}: {A_TAG_OF_FEATURES}")
        for name in (one for one in feature.scenarios if not misnamed(one)):
            bind = scenario(self.path.name, name, features_base_dir=str(self.path.parent))
            setattr(module, name, bind(lambda: None))
        return module

    def collect(self) -> Iterable[pytest.Item | pytest.Collector]:
        """Yield the scenarios, or one item that says why the file cannot be read, so that the others still run."""
        try:
            contents = read_feature(self.path)
            items = list(super().collect())
        except (GherkinParseError, UnicodeDecodeError) as error:
            return [UnreadableFeature.from_parent(self, name="cannot be read", error=explained(error, self.nodeid))]
        for item in items:
            for mark in filter(None, map(mark_of, _of_row(item, contents))):
                item.add_marker(mark)
        for line, name, trap in contents.traps:
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


def _of_row(item: pytest.Item | pytest.Collector, contents: Contents) -> tuple[str, ...]:
    """Give the tags of the examples that a scenario's row stands in."""
    if not isinstance(item, pytest.Function) or not hasattr(item, "callspec"):
        return ()
    row = cast("dict[str, str]", item.callspec.params.get("_pytest_bdd_example", {}))
    return contents.row_tags.get((item.originalname, "-".join(row.values())), ())


def _tags(contents: Contents) -> set[str]:
    feature = contents.feature
    tags = {*feature.tags, *chain.from_iterable(contents.row_tags.values())}
    for template in feature.scenarios.values():
        tags |= template.tags | (template.rule.tags if template.rule else set())
    return {mark_name(tag) for tag in tags} - {""}


def _is_scenario(value: object) -> bool:
    try:
        return value in scenario_wrapper_template_registry
    except TypeError:
        return False
