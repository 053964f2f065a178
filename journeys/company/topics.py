"""Which topics a company's suite has: ours, those of installed plugins, and those its company file names."""

from __future__ import annotations

import importlib
import re
import sys
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

from journeys.company.toml_file import line_of
from journeys.errors import AuthorError, InvalidCompany, InvalidTopic
from journeys.judging.topic import Topic
from journeys.judging.topics import Topics
from journeys.records.finding import home_of
from journeys.records.importing import modules_in, not_imported
from journeys.topics import OURS

__all__ = ["ENTRY_POINTS", "installed", "named", "not_named", "topics_of"]

ENTRY_POINTS = "journeys.topics"
"""The group of entry points by which an installed plugin brings topics: each names a module."""


@cache
def installed() -> Topics:
    """Return our topics and those of installed plugins.

    Raises:
        InvalidTopic: They do not fit together.
    """
    brought = [topic for point in entry_points(group=ENTRY_POINTS) for topic in _in(point.load(), point.value)]
    return OURS.and_(brought)


def named(modules: Iterable[str], folder: Path | None, place: str | None = None) -> Topics:
    """Return the topics that are installed, and those of some modules.

    Args:
        modules: As a company file names them: ``acme.loyalty``.
        folder: Where to look, and in all folders below it, for modules that are not installed: the company file's.
        place: Where they are named, for messages.

    Raises:
        InvalidCompany: A module cannot be imported or declares no topic.
        InvalidTopic: The topics do not fit together.
    """
    if isinstance(modules, str):
        problem = "topics is a list of modules, not a single text"
        raise InvalidCompany(problem, value=modules, remedy=f'Write: topics = ["{modules}"].', place=place)
    found: list[Topic] = []
    for module in modules:
        if folder is not None and not _is_found(module):
            sys.path.append(str(home_of(module, folder.resolve()) or folder.resolve()))
        try:
            found += _in(importlib.import_module(module), module)
        except InvalidTopic:
            raise
        except AuthorError as error:
            error.at(place or "")
            raise
        except Exception as error:  # whatever somebody's module raises while it is imported
            if isinstance(error, ModuleNotFoundError) and f"{module}.".startswith(f"{error.name}."):
                raise InvalidCompany(
                    f"topics: the topic cannot be imported ({error})",
                    value=module,
                    valid=modules_in(folder, r"\bTopic\(") if folder is not None else (),
                    remedy="Write it as Python imports it from the company file's folder, such as acme.loyalty.",
                    place=place,
                ) from error
            raise not_imported(error, InvalidCompany).at(place or "") from error
    return installed().and_(found)


def topics_of(company_file: Path) -> Topics:
    """Return the topics that a company file names, whatever else is wrong with the file.

    Raises:
        InvalidCompany: A module that it names cannot be imported.
    """
    try:
        text = company_file.read_text(encoding="utf-8")
        said = tomllib.loads(text).get("topics", ())
    except (OSError, ValueError):
        return installed()
    modules = [one for one in said if isinstance(one, str)] if isinstance(said, list) else said
    known = isinstance(modules, str | list)
    return named(modules if known else (), company_file.parent, f"{company_file}:{line_of(['topics'], text)}")


def not_named(term: str, folder: Path | None) -> str | None:
    """Say that a term is declared by a module of a suite that its company file does not name; None if by none.

    Args:
        term: As in a table or, with underscores, in a company file.
        folder: The company file's.
    """
    if folder is None:
        return None
    words = re.escape(term.replace("_", " "))
    for module in modules_in(folder, rf"""\.term\(\s*(['"]){words}\1"""):
        file = home_of(module, folder)
        text = (file / Path(*module.split("."))).with_suffix(".py").read_text(encoding="utf-8") if file else ""
        named_so = re.search(r"""\bTopic\(\s*(['"])(.*?)\1""", text)
        of = f"the topic {named_so[2]!r}" if named_so else "a topic"
        return f'It is a term of {of} in {module}, which the company file must name: topics = ["{module}"].'
    return None


def _is_found(module: str) -> bool:
    try:
        return find_spec(module.partition(".")[0]) is not None
    except ValueError:
        return False


def _in(module: ModuleType | object, name: str) -> list[Topic]:
    found = [one for one in vars(module).values() if isinstance(one, Topic)] if isinstance(module, ModuleType) else []
    own = [one for one in found if one not in OURS.all]
    if not own:
        problem = "The module declares no topic"
        remedy = "Write: LOYALTY = Topic('loyalty', about='giving points'). See: shop new topic."
        raise InvalidCompany(problem, value=name, remedy=remedy)
    return own
