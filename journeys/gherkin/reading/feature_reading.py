"""Reads a feature file once, for pytest-bdd, which runs it, and for the traps that pytest-bdd does not see."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from pytest_bdd.exceptions import GherkinParseError
from pytest_bdd.feature import features
from pytest_bdd.gherkin_parser import GherkinDocument, get_gherkin_document
from pytest_bdd.parser import Feature, FeatureParser, ScenarioTemplate

from journeys.errors import AuthorError
from journeys.gherkin.reading.soundness import descriptions, tags, unsound

__all__ = ["Contents", "read_feature"]


@dataclass(frozen=True, slots=True)
class Contents:
    """What a feature file says.

    Attributes:
        feature: As pytest-bdd runs it.
        traps: Line, scenario and problem of whatever would be green, or lost, without having been checked.
        tags: Line, column and text of every tag.
        row_tags: By the name of an outline, what stands above the examples of each of its rows, in order.
        descriptions: Line of each heading that has one, and its text.
    """

    feature: Feature
    traps: tuple[tuple[int, str, AuthorError], ...]
    tags: tuple[tuple[int, int, str], ...] = ()
    row_tags: Mapping[str, tuple[frozenset[str], ...]] = field(default_factory=dict)
    descriptions: tuple[tuple[int, str], ...] = ()


@cache
def read_feature(path: Path) -> Contents:
    """Read a feature file; the second time, remember it.

    Raises:
        GherkinParseError: It is no Gherkin.
        UnicodeDecodeError: It is not UTF-8.
    """
    path = path.absolute()
    try:
        document = get_gherkin_document(str(path))
    except KeyError as error:  # pytest-bdd takes it for granted that there is a feature
        raise GherkinParseError("The file has no feature in it", 1, "", str(path)) from error
    feature = features[str(path)] = _Parsed(path, document).parse()
    written = tuple((tag.location.line, tag.location.column, tag.name) for tag in tags(document))
    rows = {name: tuple(_take_row_tags(template)) for name, template in feature.scenarios.items()}
    return Contents(feature, tuple(unsound(document)), written, rows, tuple(descriptions(document)))


def _take_row_tags(outline: ScenarioTemplate) -> Iterator[frozenset[str]]:
    """Take the tags off examples: pytest-bdd makes marks of them that cannot hold what stands after a colon."""
    for examples in outline.examples:
        taken, examples.tags = frozenset(examples.tags or ()), set()
        yield from (taken for _ in examples.as_contexts())


class _Parsed(FeatureParser):
    """pytest-bdd's reader, given what has been parsed already: parsing is most of the work."""

    def __init__(self, path: Path, document: GherkinDocument) -> None:
        super().__init__(str(path.parent), path.name)
        self._document = document

    def _parse_feature_file(self) -> GherkinDocument:
        return self._document
