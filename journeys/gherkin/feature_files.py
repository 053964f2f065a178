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
from pytest_bdd.parser import Feature
from pytest_bdd.scenario import scenario_wrapper_template_registry

from journeys.errors import AuthorError
from journeys.gherkin.feature_reading import read_feature
from journeys.gherkin.invisible import BOM, plain, unseen
from journeys.gherkin.keywords import language_of, mistaken
from journeys.gherkin.tags import A_TAG_OF_FEATURES, mark_name

__all__ = ["FeatureFile", "UnreadableFeature", "explained", "is_feature_run"]


class FeatureFile(pytest.Module):
    """A feature file as pytest sees it: a module whose functions are the scenarios, under their own names."""

    def _getobj(self) -> ModuleType:
        module = ModuleType(self.path.stem)
        module.__file__ = str(self.path)
        feature = read_feature(self.path).feature
        for tag in sorted(_tags(feature)):
            self.config.addinivalue_line("markers", f"{tag}: {A_TAG_OF_FEATURES}")
        for name in feature.scenarios:
            bind = scenario(self.path.name, name, features_base_dir=str(self.path.parent))
            setattr(module, name, bind(lambda: None))
        return module

    def collect(self) -> Iterable[pytest.Item | pytest.Collector]:
        """Yield the scenarios, or one item that says why the file cannot be read, so that the others still run."""
        try:
            traps = read_feature(self.path).traps
            items = list(super().collect())
        except (GherkinParseError, UnicodeDecodeError) as error:
            return [UnreadableFeature.from_parent(self, name="cannot be read", error=explained(error, self.nodeid))]
        for line, name, trap in traps:
            label = f"{name} (line {line})"
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


def _tags(feature: Feature) -> set[str]:
    tags = set(feature.tags)
    for template in feature.scenarios.values():
        tags |= template.tags | (template.rule.tags if template.rule else set())
        for examples in template.examples:
            tags |= set(examples.tags or ())
    return {mark_name(tag) for tag in tags}


def _is_scenario(value: object) -> bool:
    try:
        return value in scenario_wrapper_template_registry
    except TypeError:
        return False


def explained(error: GherkinParseError | UnicodeDecodeError, path: str) -> AuthorError:
    """Say what is wrong with a feature file that cannot be read, and on which line."""
    if isinstance(error, UnicodeDecodeError):
        line = error.object[: error.start].count(b"\n") + 1
        return AuthorError("The feature is not UTF-8 text", remedy="Save it as UTF-8.", place=f"{path}:{line}")
    text, place = error.line_content, f"{path}:{error.line}"
    if Path(error.filename).read_bytes().startswith(BOM):
        remedy = "Save it as UTF-8 without a mark, or let shop check --fix take it off."
        return AuthorError(
            "The file begins with a byte order mark, which Gherkin does not skip", remedy=remedy, place=place
        )
    told = [f"The line reads: {plain(text).strip()}"] if text.strip() else []
    told += [meant] if (meant := mistaken(text, language_of(Path(error.filename).read_text(encoding="utf-8")))) else []
    told += [f"Take out what cannot be seen in it: {', '.join(found)}."] if (found := unseen(text)) else []
    return AuthorError(error.message, remedy=" ".join(told) or None, place=place)
